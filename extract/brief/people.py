"""Who acts or speaks in articles: the actors of their cards, those of one person or one body together."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Generic, TypeVar

from extract.article import Actor
from extract.brief.speakers import body_key
from extract.brief.values import BriefLine, Evidence, Source
from extract.names.compare import same_person, skeleton, split_name
from extract.names.fold import fold

MOST_NAMES = 10
"""People and bodies of a story under WHO."""

What = TypeVar("What")


class ActorGroups(Generic[What]):
    """Things that are known of actors, by person or body; names are compared within blocks (blocking)."""

    def __init__(self) -> None:
        self._blocks: defaultdict[tuple[str, str], list[tuple[Actor, list[What]]]] = defaultdict(list)
        self._all: list[tuple[Actor, list[What]]] = []

    def add(self, actor: Actor, what: What) -> None:
        """Add something of an actor to what is known of the same person or body."""
        block = self._blocks[_block(actor)]
        known = next((known for other, known in block if _is_same(other, actor)), None)
        if known is None:
            known = []
            block.append((actor, known))
            self._all.append((actor, known))
        known.append(what)

    def __iter__(self) -> Iterator[list[What]]:
        """Yield what is known of each, in the order in which they came; a surname is of the only person who has it."""
        joined: dict[int, list[What]] = {}
        alone: set[int] = set()
        for number, (actor, known) in enumerate(self._all):
            if actor.label == "PERSON" and " " not in actor.name:
                full = [
                    other
                    for other, (one, _) in enumerate(self._all)
                    if one.label == "PERSON" and " " in one.name and split_name(one.name)[1] == fold(actor.name)
                ]
                if len(full) == 1:
                    joined.setdefault(full[0], []).extend(known)
                    alone.add(number)
        for number, (_, known) in enumerate(self._all):
            if number not in alone:
                yield known + joined.get(number, [])


def list_people(articles: Sequence[Evidence]) -> Iterator[BriefLine]:
    """Yield who acts or speaks, those in most articles first, each with the roles that they are given over time."""
    known = ActorGroups[tuple[Evidence, Actor]]()
    outlets = list_outlets(articles)
    for article in articles:
        for actor in article.record.card.who:
            if fold(actor.name) not in outlets:
                known.add(actor, (article, actor))
    frequent = sorted(known, key=lambda seen: -len({article.id for article, _ in seen}))
    for seen in frequent[:MOST_NAMES]:
        sources = tuple(article.cite(actor.start, actor.end) for article, actor in seen)
        yield BriefLine("who", find_fullest(sources).text, sources, details=list_roles(seen))


def list_outlets(articles: Iterable[Evidence]) -> frozenset[str]:
    """List the folded names of the articles' outlets: they report, and do not act."""
    return frozenset(fold(re.sub(r" \(.*", "", article.outlet)) for article in articles if article.outlet)


def list_roles(seen: Iterable[tuple[Evidence, Actor]]) -> tuple[Source, ...]:
    """List the roles that somebody is given, each where it stands first."""
    roles: dict[str, Source] = {}
    for article, actor in seen:
        if actor.role and actor.role.start is not None and actor.role.end is not None:
            roles.setdefault(fold(actor.role.text), article.cite(actor.role.start, actor.role.end))
    return tuple(roles.values())


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
    return one.label != "PERSON" or fold(one.name) == fold(other.name) or same_person(one.name, other.name)
