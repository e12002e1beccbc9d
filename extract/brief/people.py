"""Who acts or speaks in articles: the actors of their cards, those of one person or one body together."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from extract.article import Actor
from extract.brief.speakers import body_key
from extract.brief.values import BriefLine, Evidence, Source
from extract.brief.words import word_list
from extract.names.compare import same_person, shortens, skeleton, split_name
from extract.names.fold import fold

MOST_NAMES = 10
"""People and bodies of a story under WHO."""
STEM = 5
"""Letters by which the words of two roles are compared."""

What = TypeVar("What")


class ActorGroups(Generic[What]):
    """Things that are known of actors, by person or body; names are compared within blocks (blocking)."""

    def __init__(self) -> None:
        self._blocks: defaultdict[tuple[str, str], list[_KnownActor[What]]] = defaultdict(list)
        self._all: list[_KnownActor[What]] = []

    def add(self, actor: Actor, article: str, what: What) -> None:
        """Add something of an actor to what is known of the same person or body, with the id of the article."""
        block = self._blocks[_block(actor)]
        known = next((known for known in block if _is_same(known.actor, actor)), None)
        if known is None:
            known = _KnownActor(actor)
            block.append(known)
            self._all.append(known)
        known.articles.add(article)
        known.things.append(what)

    def __iter__(self) -> Iterator[list[What]]:
        """Yield what is known of each, in the order in which they came.

        A surname is of the only person who has it, and so is a first name of somebody whom the same articles name.
        """
        named: defaultdict[str, list[_KnownActor[What]]] = defaultdict(list)
        for known in self._all:
            if known.actor.label == "PERSON" and not _is_short(known.actor):
                first, surname = split_name(known.actor.name)
                for name in {surname, *first[:1]}:
                    named[name].append(known)
        joined: defaultdict[_KnownActor[What], list[What]] = defaultdict(list)
        others: list[_KnownActor[What]] = []
        for known in self._all:
            full = (
                [one for one in named[fold(known.actor.name)] if _has_name(one, known)]
                if _is_short(known.actor)
                else []
            )
            if len(full) == 1:
                joined[full[0]] += known.things
            else:
                others.append(known)
        for known in others:
            yield known.things + joined[known]


@dataclass(slots=True, eq=False)
class _KnownActor(Generic[What]):
    actor: Actor
    articles: set[str] = field(default_factory=set)
    things: list[What] = field(default_factory=list)


def _is_short(actor: Actor) -> bool:
    return actor.label == "PERSON" and " " not in actor.name


def _has_name(full: _KnownActor[What], short: _KnownActor[What]) -> bool:
    """Tell whether a name of one word is somebody's surname, or their first name where it stands."""
    first, surname = split_name(full.actor.name)
    name = fold(short.actor.name)
    return surname == name or (name in first[:1] and short.articles <= full.articles)


def list_people(articles: Sequence[Evidence]) -> Iterator[BriefLine]:
    """Yield who acts or speaks, those in most articles first, each with the roles that they are given over time."""
    known = ActorGroups[tuple[Evidence, Actor]]()
    outlets = list_outlets(articles)
    for article in articles:
        for actor in article.record.card.who:
            if fold(actor.name) not in outlets:
                known.add(actor, article.id, (article, actor))
    frequent = sorted(known, key=lambda seen: -len({article.id for article, _ in seen}))
    for seen in frequent[:MOST_NAMES]:
        sources = tuple(article.cite(actor.start, actor.end) for article, actor in seen)
        yield BriefLine("who", find_fullest(sources).text, sources, details=list_roles(seen))


def list_outlets(articles: Iterable[Evidence]) -> frozenset[str]:
    """List the folded names of the articles' outlets: they report, and do not act."""
    return frozenset(fold(re.sub(r" \(.*", "", article.outlet)) for article in articles if article.outlet)


def list_roles(seen: Iterable[tuple[Evidence, Actor]]) -> tuple[Source, ...]:
    """List the roles that somebody is given, each where it stands first; none whose words a fuller one has.

    Words are the same that begin with the same `STEM` letters, "Defence" and "Defense", "spokesman" and "spokesperson";
    one role is not a part of another that a word of rank sets apart, "president" of "vice president".
    """
    ranks = {word[:STEM] for word in word_list("rank")}
    roles: dict[frozenset[str], Source] = {}
    for article, actor in seen:
        if actor.role and actor.role.start is not None and actor.role.end is not None:
            words = frozenset(word[:STEM] for word in fold(actor.role.text).split())
            roles.setdefault(words, article.cite(actor.role.start, actor.role.end))
    return tuple(
        role
        for words, role in roles.items()
        if not any(words < others and not ranks & (others - words) for others in roles)
    )


def find_fullest(names: Sequence[Source]) -> Source:
    """Find the form of a name with the most words, the first of these."""
    return max(names, key=lambda name: name.text.count(" "))


def _block(actor: Actor) -> tuple[str, str]:
    """Return what two actors have in common at least, if they are the same: label, and how the surname begins."""
    if actor.label != "PERSON":
        return actor.label, body_key(actor.name)
    return actor.label, skeleton(split_name(actor.name)[1])[:2]


def _is_same(one: Actor, other: Actor) -> bool:
    """Tell whether two names of a block are of one person, in spellings that differ, or of one body."""
    if one.label != "PERSON" or fold(one.name) == fold(other.name):
        return True
    return same_person(one.name, other.name) or shortens(one.name, other.name)
