"""Finds the noun phrase around a noun without a parser: its modifiers before, its complement behind."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.date_grammar import MONTH, SHORT_MONTH, WEEKDAY, YEAR
from extract.tables import words


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """A noun with what belongs to it; a leading article is left out."""

    start: int
    end: int
    modifiers: tuple[str, ...]
    complement: bool
    definite: bool
    """Something known already: "the agreement", "this deal"."""


_HERE = "extract.agreements"
_DEFINITE = words(_HERE, "definite")
_STOPS = words(_HERE, "stops") | _DEFINITE
_MODIFIERS = words(_HERE, "modifiers")
_OPENERS = words(_HERE, "openers")
_ENDERS = words(_HERE, "enders")
_LINKS = words(_HERE, "links")
_HEADS_OF = re.compile(
    r"(?:waves?|rounds?|packages?|series|set|raft|number|dozens?|draft|slew|string|pair) of[ \xa0]\Z"
)
_BACK = re.compile(r"(?<![^\s(“‘\"'\[])([^\s(“‘\"\[]+)[ \xa0]\Z")
_NEXT = re.compile(r"[ \xa0]([“‘\"]?[^\s]+)")
_DATED = re.compile(
    r" (?:on|in|at|by|since|from|until|last|this|next|earlier|later|late|early)(?: the)? ?(?:(?:early|late|mid)[ -])?"
    rf"(?:{WEEKDAY}|(?:{MONTH}|{SHORT_MONTH})\b|{YEAR}|\d{{1,2}} [A-Z]"
    r"|last |this |next |week|month|year|coming|near future)"
)
"""Behind a phrase: when it was signed, which is no part of its name."""
_ANOTHER = re.compile(
    r" (?:and|or|but) (?:(?:then )?[a-z]+ed|how|what|when|where|whether|why|who|not)\b"
    r"| (?!(?:family|supply|ally|daily|monthly|yearly|early|assembly)\b)[a-z]{3,}ly\b"
)
"""Behind a phrase: another verb, another clause or an adverb."""
_GOES_ON = re.compile(r"\.(?= [a-z])")
"""A point that ends no sentence: "in U.S. plants"."""
_INITIALS = re.compile(r"(?:[A-Z]\.){2,}")
_MOST_BEFORE = 5
_MOST_BEHIND = 16


def phrase_around(text: str, start: int, end: int, given: bool = False) -> NounPhrase:
    """Return the phrase of the noun at (start, end); `given`: "from" names who gives it ("sanctions from the EU")."""
    begin, modifiers, definite = _before(text, start)
    stop = complement_end(text, end, _OPENERS if given else _OPENERS - {"from"})
    return NounPhrase(begin, stop, modifiers, stop > end, definite)


def _before(text: str, start: int) -> tuple[int, tuple[str, ...], bool]:
    """Return where the modifiers begin, which they are, and whether an article before them makes them known."""
    begin, modifiers = start, []
    if found := _HEADS_OF.search(text, max(0, start - 14), start):
        begin = found.start()
        modifiers.append(found[0])
    while len(modifiers) < _MOST_BEFORE:
        back = _BACK.search(text, max(0, begin - 40), begin)
        if back is None:
            break
        word = back[1]
        low = word.lower().strip("‘’“”\"'")
        if (
            (low in _STOPS and word != "US")
            or word == "-"
            or (word[-1] in ",.;:!?)]—–" and not _INITIALS.fullmatch(word))
            or word.endswith(("’s", "'s", "s’", "s'"))
        ):
            definite = low in _DEFINITE or word.endswith(("’s", "'s"))
            return begin, tuple(reversed(modifiers)), definite
        if low not in _MODIFIERS and "-" not in low and low.endswith(("ed", "ing", "ly")):
            break
        begin = back.start(1)
        modifiers.append(word)
    return begin, tuple(reversed(modifiers)), False


def complement_end(text: str, end: int, openers: frozenset[str] = _OPENERS) -> int:
    """Return where the complement that starts with one of `openers` at `end` ends; `end` where there is none."""
    at = last = end
    for count in range(_MOST_BEHIND):
        if _DATED.match(text, at):
            break
        found = _NEXT.match(text, at)
        if found is None:
            break
        word = found[1]
        bare = word.rstrip('.,;:!?)”"’]')
        low = bare.lower()
        if (count == 0 and low not in openers) or low in _ENDERS or word[0] in "(—–-" or _ANOTHER.match(text, at):
            break
        at = found.start(1) + len(bare)
        if low not in _OPENERS and low not in _LINKS:
            last = at
        if _GOES_ON.match(text, at):
            at += 1
        elif len(bare) < len(word):
            break
    return last
