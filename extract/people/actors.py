"""Who acts or speaks in a story, ranked by what they do and say rather than by how often they are named."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.lexicon import name_words
from extract.people.bodies import find_bodies
from extract.people.cast import Cast
from extract.people.names import Name
from extract.people.roles import Role
from extract.people.titles import is_source, words
from extract.stretches import Stretch, inside

MOST = 10
FEWEST = {"PERSON": 3, "ORG": 4}
"""Mentions by which somebody is in the news who neither acts nor speaks, nor has a role told."""
FEWER = 1
"""So many fewer do of whom the first sentences name; one does of whom the headline names."""
FEWEST_WITHOUT_TREES = {"PERSON": 1, "ORG": 2}
"""The same, where no tree shows who acts."""

SPEAKS, ACTS, OPENS, HEADLINE, TITLED, NAMED = 3.0, 1.5, 2.0, 1.0, 1.0, 0.5
"""Weights of: each statement (four at most), each sentence begun (four at most), the first sentences, the headline, a
role beside the name, each further mention (six at most). The order of the weights is what matters, not their size."""


_LEAD_IN = re.compile(
    r"[-•*–—\s]*(?:(?:But|And|However|Meanwhile|While|As|When|After|Yet|Still|Earlier|Later|Also|So|Then|Since),?\s+)?"
    r"(?:[A-Z][^,.;:]{0,80},\s+)?"
)
"""What may stand before the subject of a sentence: a conjunction, a phrase up to a comma."""


_SHARE = r"(?:\s\(\s?[\w.:-]+\s?\)|\s[A-Z]{2,6}[a-z]?\.[A-Z]{1,2}\b)?"
"""The symbol of a share behind the name of a company: "Torvik ( TVK.N )", "Torvik TVK.N"."""
_SYMBOL = re.compile(_SHARE)
_NO_ACT = re.compile(
    r"\S*@| (?:and [A-Z][\w’'.-]+(?: [A-Z][\w’'.-]+){0,3} )?contributed\b"
    rf"|{_SHARE}(?:[’']s)? (?:shares|stock|bonds?|bills|yields?|notes?)\b| vs?\. "
    rf"|{_SHARE} (?:(?:was|were|is|are) (?:each |also |both )?(?:up|down|off)|{'|'.join(sorted(words('moves')))})"
    r" (?:[a-z]+ ){0,3}\d[\d.,]*(?:%| (?:percent|per cent|pct|points?)\b)"
)
"""Behind a name: an address, a credit of a report, what is traded ("Torvik shares"), a case in court ("Holm v.
Torvik"), or what a price does: "Torvik ( TVK.N ) rose more than 3 percent"."""
_AGENCY = re.compile(r"\)\s?[-–—]")
"""Behind the agency that a dateline has in brackets: "OSLO (Norpress) -"."""
_BEHIND = re.compile(r"-(?=[a-z])|/(?=\w)| ([a-z]+)\b")
_ASIDES = frozenset(("advcl", "acl:relcl", "acl"))
"""Labels of clauses that tell of something else by the way: "when Holm was president", "where Torvik saves"."""
_NEWS = frozenset(("after", "as", "while"))
"""Conjunctions of clauses that tell news all the same: "after Torvik cut its bid"."""
_LISTED = re.compile(r",? and |, ")
_BEFORE = re.compile(r"(\w+)\s\Z")
_CHANNEL = re.compile(r"\b(?:on|via|told|tells|telling|(?:said|says|wrote|writes) in)\s(?:the\s)?\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Acting:
    """An entity that acts or speaks, the mention that shows it best, and its role."""

    entity: str | None
    """None for a body that no recogniser marks: "the British government"."""
    shown: Name
    role: Role | None


def actors(
    cast: Cast,
    speakers: Iterable[str | None],
    headline: str | None,
    skip: Sequence[Stretch] = (),
    outlet: str | None = None,
) -> list[Acting]:
    """Return the persons and organisations that act or speak, most important first, ten at most.

    Args:
        speakers: of each statement the entity, or what it is called.
        headline: its text, wherever it stands.
        skip: stretches that are no part of the story, ascending.
        outlet: the entity that published the article; it is no actor.

    """
    text = cast.text
    bodies = list(find_bodies(text, cast.names))
    within = {name for body in bodies for name in cast.names.within(body.start, body.end)}
    told = [name for name in (*cast.names.all, *bodies) if name not in within and not inside(skip, name.start)]
    mentions: dict[str, list[Name]] = defaultdict(list)
    for name in told:
        if name.label in {"PERSON", "ORG"} and name.entity != outlet:
            mentions[name.entity].append(name)
    idle = _idle(cast, told)
    headlined = {n.entity for n in told if headline and _is_named_in(headline, text[n.start : n.end])}
    subjects = Counter(name.entity for name in _subjects(cast, told, headlined) - idle)
    publishers = {name.entity for name in told if _signs(text, name)}
    said = Counter(speaker for speaker in speakers if speaker)
    for body in bodies:
        said[body.entity] = max(said[body.entity], said[text[body.start : body.end]])
    body_start = next((start for start, _ in cast.sentences if not inside(skip, start)), 0)
    fewest = FEWEST if cast.trees else FEWEST_WITHOUT_TREES
    scores: dict[str, float] = {}
    for entity, names in mentions.items():
        busy = [name for name in names if name not in idle]
        role = best_role(cast, entity)
        if entity in publishers:
            continue
        opens = names[0].start - body_start < 400
        enough = 1 if entity in headlined else fewest[names[0].label] - (FEWER if opens and cast.trees else 0)
        score = (
            SPEAKS * min(said[entity], 4)
            + ACTS * min(subjects[entity], 4)
            + NAMED * min(max(len(busy) - 1, 0), 6)
            + (TITLED if role else 0)
            + (OPENS if opens else 0)
            + (HEADLINE if entity in headlined else 0)
        )
        acts = said[entity] or subjects[entity] or len(busy) >= enough
        titled = names[0].label == "PERSON" and role and not all(cast.trees and _is_aside(cast, name) for name in busy)
        if acts or titled:
            scores[entity] = score
    ranked = sorted(scores, key=lambda entity: (-scores[entity], mentions[entity][0].start))
    unmarked = {body.entity for body in bodies}
    return [_acting(cast, None if entity in unmarked else entity, mentions[entity]) for entity in ranked[:MOST]]


def best_role(cast: Cast, entity: str) -> Role | None:
    """Return the first role of more than one word, else the first."""
    roles = cast.roles.get(entity, [])
    return next((role for role in roles if " " in cast.text[role.start : role.end]), roles[0] if roles else None)


def _acting(cast: Cast, entity: str | None, names: list[Name]) -> Acting:
    role = best_role(cast, entity or "")
    shown = next((name for name in names if cast.role_of.get(name) == role), names[0]) if role else names[0]
    return Acting(entity, shown, role)


def _idle(cast: Cast, told: Iterable[Name]) -> set[Name]:
    """Return the mentions that only serve another's: in a person's role, as owner, channel, hearer or credit."""
    text = cast.text
    in_roles = {n for role in cast.role_of.values() for n in cast.names.within(role.start, role.end)}
    things = {name.entity for name in told if _is_thing(text, name)}
    return {
        name
        for name in told
        if name in in_roles
        or name.entity in things
        or (name.label == "PERSON" and text.startswith(("’s", "'s"), name.end))
        or (name.label == "ORG" and name.start - len(", ") in cast.appositions)  # "X, vice president, TORVIK FUTURES"
        or _NO_ACT.match(text, name.end)
        or _CHANNEL.search(text, max(0, name.start - 16), name.start)
        or _modifies(cast, name)
    }


def _modifies(cast: Cast, name: Name) -> bool:
    """Tell whether a name only says which of many is meant: "the Holm administration", "Torvik-based", "EU leaders"."""
    behind = _BEHIND.match(cast.text, name.end)
    noun = behind[1] if behind else None
    if behind and noun is None:
        return True
    token = cast.trees.head_of(name.start, _share_end(cast, name)) if cast.trees else None
    if cast.trees and token is not None:
        return cast.trees.labels[token] in ("compound", "amod")
    return noun is not None and is_source(noun) and noun.removesuffix("s") not in words("medium")


def _is_aside(cast: Cast, name: Name) -> bool:
    """Tell whether a person only stands beside what is told: "an aide to President Holm", "people like Holm"."""
    start = cast.phrase_start(name)
    before = _BEFORE.search(cast.text, max(0, start - 12), start)
    return before is not None and before[1].lower() in words("aside")


def _is_named_in(headline: str, form: str) -> bool:
    """Tell whether a headline has a name as it stands: not "Bank" where it has "Bank of Norland"."""
    at = headline.find(form)
    end = at + len(form)
    return at >= 0 and not headline[end : end + 1].isalnum() and not headline.startswith(" of ", end)


def _is_thing(text: str, name: Name) -> bool:
    """Tell whether a name is that of a meeting, a text or a sum by its last word: "Torvik Energy Forum"."""
    return text[name.start : name.end].rpartition(" ")[2] in name_words().things


def _signs(text: str, name: Name) -> bool:
    """Tell whether a name is that of the agency that signs a dateline: "OSLO (Norpress) -"."""
    return text[name.start - 1 : name.start] == "(" and _AGENCY.match(text, name.end) is not None


def _subjects(cast: Cast, told: Sequence[Name], headlined: Collection[str]) -> set[Name]:
    """Return the names with which sentences of the story begin, their roles counted, and subjects of verbs in trees."""
    ordered = sorted(told, key=lambda name: (cast.phrase_start(name), -name.end))
    first = {cast.sentence_at(name.start)[0]: name for name in reversed(ordered)}
    found = {name for start, name in first.items() if _LEAD_IN.fullmatch(cast.text, start, cast.phrase_start(name))}
    for last, name in pairwise(ordered):  # "Ada Holm, Jan Ek and Eva Lie are accused"
        if (
            last in found
            and name.label == last.label == "PERSON"
            and _LISTED.fullmatch(cast.text, last.end, name.start)
        ):
            found.add(name)
    if (trees := cast.trees) is not None:
        for name in told:
            verb = trees.subject_of(name.start, _share_end(cast, name))
            if verb is not None and (
                trees.labels[verb] not in _ASIDES or trees.child_words(verb, "mark") & _NEWS or name.entity in headlined
            ):
                found.add(name)
    return found


def _share_end(cast: Cast, name: Name) -> int:
    """Return where a name ends with the symbol of a share behind it, which the parser takes for the noun."""
    symbol = _SYMBOL.match(cast.text, name.end)
    return symbol.end() if symbol else name.end
