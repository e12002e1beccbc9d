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
from extract.people.names import Name
from extract.tables import words

MOST = 6
"""A card lists no more places than this."""


@dataclass(slots=True)
class _Tally:
    best: float = 0.0
    place: Place | None = None
    marks: list[float] = field(default_factory=list)


def places_in(text: str, names: Sequence[Name], title: tuple[int, int] | None = None) -> tuple[Place, ...]:
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
        own = _mark(text, name.start, name.end)
        listed = before is not None and own > 0 and _LIST.fullmatch(text, before.end, name.start) is not None
        mark = max(mark, own) if listed and not text.startswith(_POSSESSIVE, name.end) else own
        before, shown = name, mark
        if title and title[0] <= name.start < title[1]:
            shown += 0.5
        if mark >= _SHOWN and name.start < _EARLY * len(text):
            shown += 0.5
        if (start, end) != (name.start, name.end):
            _add(
                tallies,
                text[start:end].casefold(),
                shown - (_LESS if start < name.start else 0.0),
                Place(name.entity, text[start:end], start, end),
            )
            shown *= _PART_OF
        _add(tallies, name.entity, shown, Place(name.entity, text[name.start : name.end], name.start, name.end))
    scored = [(_score(tally), tally.place) for tally in tallies.values() if tally.best >= _BEST]
    ranked = sorted((pair for pair in scored if pair[0] >= _ENOUGH), key=lambda pair: -pair[0])
    return tuple(place for _, place in ranked if place is not None)[:MOST]


_HERE = "extract.places"
_WITHIN = words(_HERE, "within")
_MOTION = words(_HERE, "motion")
_ONTO = words(_HERE, "onto")
_LINKS = words(_HERE, "links")
_GROUND = _LINKS - words(_HERE, "articles")
_COMPASS = words(_HERE, "compass")
_KINDS = words(_HERE, "kinds")
_MOVES = words(_HERE, "moves")
_EVENTS = words(_HERE, "events")
_STRIKES = words(_HERE, "strikes")
_SPEAKS = words(_HERE, "speaks")
_SOURCES = words(_HERE, "sources")
_ORIGINS = words(_HERE, "origins")
_EXAMPLES = words(_HERE, "examples")
_GREATEST = words(_HERE, "greatest")
_FEARED = words(_HERE, "feared")
_MEMBER = frozenset(("member",))
_VIEWS = words(_HERE, "views")
_GOVERNORS = _WITHIN | _MOTION | _ONTO | _STRIKES | _EXAMPLES
_AFTER_NOUN = _WITHIN | _MOTION | _ONTO | _SPEAKS | words(_HERE, "joins")
_POSSESSIVE = ("’s", "'s")
_ADJECTIVE = (*_POSSESSIVE, "ian", "ish", "ese", "ean", "can", "ench", "tch", "reek", "aqi", "aeli", "ani")
_BACK = re.compile(r"[\w’'.-]+|[^\s\w]")
_NEXT = re.compile(r"([’']s?)?(-?)[ \xa0]*([\w-]*)")
_LIST = re.compile(r"(?:,|,? (?:and|or|und|et|y))(?: (?:in |then )?the| in| near)? ?")
"""Between two places that one word governs: "in X, Y and the Z"."""
_KIND_BEHIND = re.compile(r" ([a-z]+)\b")
_BORN = re.compile(r", where [^,.;]{2,40} (?:was|were) (?:born|raised|educated)\b")
_REACH = 140
_MOST_LINKS = 7
_LEAD, _NEAR = 12, 4
"""So many words before the governing one may tell of coming and going; so many, what happened."""
_ABBREVIATED = 4
_EARLY = 0.25
"""The part of a text, from its start, that is about the main event."""
_NAMED, _SHOWN = 0.4, 1.0
"""The mark of a mention that only names the place; the mark from which on something is shown to happen there."""
_PART_OF, _LESS = 0.5, 0.5
""""Eastern X" says half as much of X, and itself stands behind a place with a name of its own."""
_BEST, _ENOUGH = 1.5, 2.0
"""What the best mention of a place must have, and all of them together."""


def _mark(text: str, start: int, end: int) -> float:
    """Score one mention as evidence that something happened there: 0 to 3."""
    tail = _NEXT.match(text, end)
    possessive, hyphen, following = (tail[1], tail[2], tail[3]) if tail else (None, "", "")
    if hyphen:
        return 0.0
    if (
        text[start:end].isupper()
        and end - start <= _ABBREVIATED
        and following.islower()
        and following not in _AFTER_NOUN
    ):
        return _NAMED  # "US bases": the name is an adjective there
    if following in _VIEWS or _BORN.match(text, end):
        return _NAMED
    governor, links, lead = _governed(text, start)
    if possessive and not _holds_a_place(text, end + len(possessive), named=governor in _WITHIN):
        return _NAMED
    if (governor in _WITHIN or governor == "from") and lead and lead[-1] in _ORIGINS:
        return _NAMED
    near = set(lead[-_NEAR:])
    if near & _FEARED or _stands_out(lead):
        return _NAMED
    if governor in _WITHIN or (governor == "on" and links & _GROUND):
        return _NAMED if near & _SOURCES and "said" in text[end : end + 30] else 2.5 if possessive else 3.0
    if governor in _STRIKES:
        return 2.5
    if governor in _EXAMPLES:
        return 2.2 if near & _GROUND and set(lead) & (_WITHIN | _STRIKES) else _NAMED
    if governor in _MOTION:
        return 2.5 if _MOVES & set(lead) else _NAMED
    if governor in _ONTO:
        return 2.2 if near & _EVENTS else _NAMED
    return 0.0 if following.lower() in _SPEAKS else _NAMED


def _stands_out(lead: list[str]) -> bool:
    """Tell whether the words before "in X" are what is greatest there: "the biggest seller of organic food"."""
    last = max((at for at, word in enumerate(lead) if word in _GREATEST), default=len(lead))
    between = set(lead[last:])
    return bool(between) and not between & (_EVENTS | _SPEAKS | {","}) and not any(w.endswith(".") for w in between)


def _governed(text: str, start: int) -> tuple[str, set[str], list[str]]:
    """Return the word that governs the name at `start`, the words between them, and those that lead to it."""
    before = _BACK.findall(text, max(0, start - _REACH), start)
    at = len(before)
    while at and len(before) - at < _MOST_LINKS and _is_link(before[at - 1], before[at:]):
        at -= 1
    small = [word.lower() for word in before]
    governor = small[at - 1] if at else ""
    if governor in _GOVERNORS or "of" not in small[at:]:
        return governor, set(small[at:]), small[max(0, at - _LEAD) : max(0, at - 1)]
    of = small.index("of", at)  # "invasion of X": nothing before the links governs, the "of" among them does
    return "of", set(small[of + 1 :]), small[max(0, of - _NEAR) : of]


def _is_link(word: str, behind: list[str]) -> bool:
    """Whether a word may stand between a place and the word that governs it: "in Chad's northern Malian city of"."""
    if word.lower() in _LINKS or word.endswith("-held"):
        return True
    named = bool(behind) and behind[0].lower() in _KINDS | _MEMBER  # "in the Kyiv district of"
    return word[0].isupper() and (named or word.endswith(_ADJECTIVE))


def _holds_a_place(text: str, at: int, *, named: bool) -> bool:
    """Whether what belongs to a place is a place itself: "X's port", "X's western city", or has a name, "X's Y"."""
    behind = _BACK.findall(text, at, at + 40)[:3]
    if named and behind and behind[0][0].isupper():
        return True
    return any(word in _GROUND for word in behind)


def _extended(text: str, name: Name) -> tuple[int, int]:
    """Return the span with the words that make a place of its own: "eastern X", "X region"."""
    start, end = name.start, name.end
    before = text[max(0, start - 16) : start].rsplit(None, 1)
    if before and before[-1].lower() in _COMPASS and text[start - 1 : start] == " ":
        start -= len(before[-1]) + 1
    tail = _KIND_BEHIND.match(text, end)
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
    marks = sorted(tally.marks, reverse=True)[:6]
    return sum(mark / (1 + position) for position, mark in enumerate(marks))
