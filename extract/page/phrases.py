"""The words of page furniture: which phrases stand where in a text, by the table `furniture.tsv`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from extract.alternation import PhraseFinder
from extract.page.tables import column

_TABLE = "furniture.tsv"
MARKS = ("mark", "rest")
"""Kinds of phrases that condemn a line or a part of it."""
COUNTED = ("consent", "promotion", "notice", "credit")
"""Kinds of which the number in a line tells."""
_EDGES = " \t\xa0*+#-–—•·|>»›<«‹:.…!?_"
_SEPARATOR = re.compile(r"\s{2,}|\s[/|]\s")
_NOTHING = ("\0",)
WEAK = 90
"""Code points up to which a line is furniture that begins as a sentence may, too."""
_KEY = 3
"""Letters by which the beginnings are filed: every one of them has as many."""


def lower_text(text: str) -> str:
    """Return `text` in lower case, code point for code point, so that offsets hold ("İ" would become two)."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def strip_edges(line: str) -> str:
    """Return a line without the bullets, dashes and stops at its edges."""
    return line.strip(_EDGES)


def is_furniture(low: str) -> bool:
    """Tell whether a lower-cased bare line is known as furniture as a whole."""
    return low in _whole()


def is_row_of_buttons(low: str) -> bool:
    """Tell whether each part of a lower-cased bare line is known as furniture: "Mail  Facebook  Twitter / X"."""
    if "  " in low or " / " in low or " | " in low:
        parts = _SEPARATOR.split(low)
    elif low.partition(" ")[0].strip(_EDGES) in _whole():  # as that of few sentences is
        parts = low.split(" ")
    else:
        return False
    return len(parts) > 1 and all(part.strip(_EDGES) in _whole() for part in parts)


def begins_furniture(low: str, *, sentence: bool) -> bool:
    """Tell whether a lower-cased bare line begins as only furniture does, or as it may where it is no sentence."""
    key = low[:_KEY]
    if low.startswith(_begins("begin").get(key, _NOTHING)):
        return True
    return not sentence and len(low) < WEAK and low.startswith(_begins("weak").get(key, _NOTHING))


def ends_article(low: str) -> bool:
    """Tell whether no article comes after a lower-cased bare line like this."""
    return low in _tails()


def introduces_story(low: str) -> bool:
    """Tell whether the line after a lower-cased bare line like this is the headline of another story."""
    return low in _intros()


@lru_cache(maxsize=2)  # a page is searched for marks twice, for the others up to three times
def find_phrases(low: str, kinds: tuple[str, ...]) -> Mapping[str, Sequence[tuple[int, int]]]:
    """Return where the phrases of each of `kinds` stand in a lower-cased text, ascending."""
    finder, kinds_of = _finder(kinds)
    found: dict[str, list[tuple[int, int]]] = {kind: [] for kind in kinds}
    for start, end, phrase in finder.find(low):
        for kind in kinds_of[phrase]:
            found[kind].append((start, end))
    return found


@cache
def _whole() -> frozenset[str]:
    return frozenset(
        strip_edges(phrase) for phrase in column(_TABLE, "line") | column(_TABLE, "tail") | column(_TABLE, "intro")
    )


@cache
def _tails() -> frozenset[str]:
    return frozenset(strip_edges(phrase) for phrase in column(_TABLE, "tail"))


@cache
def _intros() -> frozenset[str]:
    return frozenset(strip_edges(phrase) for phrase in column(_TABLE, "intro"))


@cache
def _begins(kind: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for phrase in sorted(column(_TABLE, kind)):
        found[phrase[:_KEY]] = (*found.get(phrase[:_KEY], ()), phrase)
    return found


@cache
def _finder(kinds: tuple[str, ...]) -> tuple[PhraseFinder, dict[str, list[str]]]:
    """Make what finds the phrases of `kinds`, and map each to its own."""
    kinds_of: dict[str, list[str]] = {}
    for kind in kinds:
        for phrase in column(_TABLE, kind):
            kinds_of.setdefault(phrase, []).append(kind)
    return PhraseFinder(kinds_of), kinds_of
