"""Ranks the places that an article names by how much shows that its events took place there.

There is no parser: what counts is the word that governs the name ("in", "visited", "invasion of"), found by going back
over the words that may stand between ("in the besieged port city of X"). Names that speak, or that only tell where
somebody or something is from, are left out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from extract.article import Place
from extract.tables import words

MOST = 6
"""A card lists no more places than this."""


@dataclass(frozen=True, slots=True)
class Named:
    """A mention of a place."""

    start: int
    end: int
    entity: str | None
    """What it is a mention of; mentions of one entity count together."""


@dataclass(slots=True)
class _Tally:
    best: float = 0.0
    total: float = 0.0
    place: Place | None = None
    marks: list[float] = field(default_factory=list)


def places_in(text: str, names: Sequence[Named], title: tuple[int, int] | None = None) -> tuple[Place, ...]:
    """Return the places of the events, the most certain first.

    Args:
        text: of an article; offsets are code points.
        names: mentions of places, in order.
        title: (start, end) of the headline.

    """
    tallies: dict[str, _Tally] = {}
    before, mark = None, 0.0
    for name in names:
        start, end = _extended(text, name)
        listed = before is not None and _LIST.fullmatch(text, before.end, name.start) is not None
        mark = mark if listed and mark >= _SHOWN else _mark(text, name.start, name.end)
        before, shown = name, mark
        if title and title[0] <= name.start < title[1]:
            shown += 0.5
        if mark >= _SHOWN and name.start < _EARLY * len(text):
            shown += 0.5
        known = text[name.start : name.end].casefold() if name.entity is None else name.entity
        if (start, end) != (name.start, name.end):
            _add(tallies, text[start:end].casefold(), shown, Place(name.entity, text[start:end], start, end))
            shown *= _PART_OF
        _add(tallies, known, shown, Place(name.entity, text[name.start : name.end], name.start, name.end))
    scored = [(_score(tally), tally.place) for tally in tallies.values()]
    ranked = sorted((pair for pair in scored if pair[0] >= _ENOUGH), key=lambda pair: -pair[0])
    return tuple(place for _, place in ranked if place is not None)[:MOST]


_HERE = "extract.places"
_WITHIN = words(_HERE, "within")
_MOTION = words(_HERE, "motion")
_ONTO = words(_HERE, "onto")
_LINKS = words(_HERE, "links")
_COMPASS = words(_HERE, "compass")
_KINDS = words(_HERE, "kinds")
_MOVES = words(_HERE, "moves")
_EVENTS = words(_HERE, "events")
_STRIKES = words(_HERE, "strikes")
_SPEAKS = words(_HERE, "speaks")
_SOURCES = words(_HERE, "sources")
_EXAMPLES = frozenset({"including", "like", "as"})
_ARTICLES = frozenset({"the", "a", "an", "its", "of"})
_REACH = 90
_BACK = re.compile(r"[\w’'.-]+|[^\s\w]")
_NEXT = re.compile(r"([’']s?)?(-?)[ \xa0]*([\w-]*)")
_LIST = re.compile(r"(?:,|,? (?:and|or|und|et|y))(?: (?:in |then )?the| in| near)? ?")
"""Between two places that one word governs: "in X, Y and the Z"."""
_EARLY = 0.25
"""The part of a text, from its start, that is about the main event."""
_PART_OF = 0.5
"""What "eastern X" says of X."""
_SHOWN = 1.0
"""A mark from which on a mention shows something happening there."""
_ENOUGH = 2.0
_MOST_LINKS = 7


def _mark(text: str, start: int, end: int) -> float:
    """Return how much one mention shows that something happened there: 0 to 3."""
    before = _BACK.findall(text, max(0, start - _REACH), start)
    tail = _NEXT.match(text, end)
    possessive, hyphen, following = (tail[1], tail[2], tail[3].lower()) if tail else (None, "", "")
    if hyphen:
        return 0.0
    at = len(before)
    while at and len(before) - at < _MOST_LINKS and _is_link(before[at - 1]):
        at -= 1
    linked = len(before) - at
    governor = before[at - 1].lower() if at else ""
    lead = {word.lower() for word in before[max(0, at - 6) : max(0, at - 1)]}
    for back in range(linked):  # an "of" or "on" among the links governs where nothing else does
        if before[at + back].lower() == "of" and governor not in _WITHIN | _MOTION | _ONTO:
            governor, lead = "of", {word.lower() for word in before[max(0, at + back - 4) : at + back]}
            break
    if governor in _WITHIN:
        return 0.3 if lead & _SOURCES and "said" in text[end : end + 30] else 2.5 if possessive and not linked else 3.0
    if governor in _STRIKES:
        return 1.2 if possessive else 2.5
    if governor in _EXAMPLES:
        return 2.2 if lead & _LINKS - _ARTICLES else 0.3
    if governor in _MOTION:
        return 2.5 if lead & _MOVES else 0.5
    if governor in _ONTO:
        return 2.2 if lead & _EVENTS else 0.4
    if possessive:
        return 0.5
    return 0.0 if following in _SPEAKS else 0.3


def _is_link(word: str) -> bool:
    """Whether a word may stand between a place and the word that governs it: "in Chad's northern city of"."""
    return word.lower() in _LINKS or (word[0].isupper() and word.endswith(("’s", "'s"))) or word.endswith("-held")


def _extended(text: str, name: Named) -> tuple[int, int]:
    """Return the span with the words that make a place of its own: "eastern X", "X region"."""
    start, end = name.start, name.end
    before = text[max(0, start - 16) : start].rsplit(None, 1)
    if before and before[-1].lower() in _COMPASS and text[start - 1 : start] == " ":
        start -= len(before[-1]) + 1
    tail = re.compile(r" ([a-z]+)\b").match(text, end)
    if tail and tail[1] in _KINDS:
        end = tail.end()
    return start, end


def _add(tallies: dict[str, _Tally], key: str, mark: float, place: Place) -> None:
    tally = tallies.setdefault(key, _Tally())
    tally.marks.append(mark)
    if tally.place is None or mark > tally.best:
        tally.best, tally.place = mark, place


def _score(tally: _Tally) -> float:
    """The best mention counts in full, each further one less."""
    marks = sorted(tally.marks, reverse=True)
    return sum(mark / (1 + position) for position, mark in enumerate(marks[:6]))
