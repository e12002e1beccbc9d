"""Chooses the numbers of an article that carry news, each with the words that belong to it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from extract.article import Figure, Span
from extract.figures.candidates import Candidate, read_candidate
from extract.figures.measured import measure
from extract.figures.numbers import numbers_in
from extract.figures.wording import compare, complete, is_open, with_thing, with_time
from extract.syntax import Trees

MOST = 12
"""A card lists no more figures than this."""
PARSED = 24
"""Bare amounts of an article whose sentences are parsed: of two, one may be told by its sentence."""
_LATE = 0.8
"""What standing at the very end takes from a figure's weight."""
_COMPARED_WITH = re.compile(r"\b(?:compared (?:with|to)|versus|up from|down from)(?:[ \xa0][\w-]+){0,4}[ \xa0]\Z")
"""Before an amount of another time or place, whose sentence is too involved to tell which: "versus income of"."""
_PAST = re.compile(r"(?<!ange)(?<!anging) from(?: an?(?: little| bit)?)?\Z")
"""Before what an amount once was: "sales grew from", not "ranging from"."""
_CONVERTED_BEFORE = re.compile(r"[^\W_] \(\Z")
"""Before an amount in brackets: it is the one before in another currency, or a remark."""
_REACH = 40


def figures_in(
    text: str, skip: Sequence[tuple[int, int]] = (), most: int = MOST, trees: Trees | None = None
) -> tuple[Figure, ...]:
    """Return the figures of a text, in order of their appearance; where there are too many, the weightiest first.

    Args:
        text: of an article; offsets are code points.
        skip: (start, end) of what is not read, in order: page furniture.
        most: figures that are returned.
        trees: of its sentences; with them, an amount of which its sentence does not say what it is of is left out.

    """
    read = _read_all(text, skip)
    ranked = _each_once(read if trees is None else _tell_all(text, trees, read))
    if len(ranked) > most:
        ranked = sorted(ranked, key=lambda item: _LATE * item.figure.start / len(text) - item.weight)[:most]
    return tuple(item.figure for item in ranked)


def bare_amounts(text: str, skip: Sequence[tuple[int, int]] = (), most: int = PARSED) -> list[int]:
    """Return where the weightiest amounts stand that have no noun of their own: their sentences are to be parsed."""
    bare = [item for item in _read_all(text, skip) if item.bare or is_open(text, item.figure)]
    return [item.figure.start for item in sorted(bare, key=lambda item: -item.weight)[:most]]


def _tell_all(text: str, trees: Trees, read: Iterable[Candidate]) -> Iterator[Candidate]:
    """Yield the figures with what they are of; not an amount of which its sentence does not say it."""
    before: Candidate | None = None
    for item in read:
        told: Candidate | None = item
        if item.bare and _CONVERTED_BEFORE.search(text, max(0, item.figure.start - 3), item.figure.start):
            told = _convert(text, before, item)
        else:
            told = _tell(text, trees, item)
        if told:
            yield replace(told, figure=with_time(text, compare(text, trees, told.figure)))
        before = told


def _tell(text: str, trees: Trees, item: Candidate) -> Candidate | None:
    figure = complete(text, trees, item.figure)
    told = with_thing(text, trees, figure) if item.measures else None
    if told is None:
        told = measure(text, trees, figure) if item.bare or figure.end < item.figure.end else figure
    if told is None and item.figure.unit and item.counts:
        told = figure
    if item.bare and _COMPARED_WITH.search(text, max(0, figure.start - _REACH), figure.start):
        return None
    if told and told.of and _PAST.search(told.of[-1].text) and with_time(text, told) == told:
        return None
    if told and item.measures and told.end == figure.end and not text.endswith("of ", 0, told.start):
        return None  # "35 miles", but "a range of 35 miles", "a 35-mile strip"
    return replace(item, figure=told) if told else None


def _convert(text: str, before: Candidate | None, item: Candidate) -> Candidate | None:
    """Return an amount in brackets with what the amount before them is of: "will pay" for "2 euros ($2.2)"."""
    if before is None or item.figure.start > before.figure.end + len(" ("):
        return None
    behind = Span.of(text, item.figure.end + len(") "), before.figure.end)
    of = (behind,) if behind.text else before.figure.of or (Span.of(text, before.figure.start, before.figure.end),)
    return replace(item, figure=replace(item.figure, of=of))


def _read_all(text: str, skip: Sequence[tuple[int, int]]) -> Iterator[Candidate]:
    last: Candidate | None = None
    blocked = list(reversed(skip))
    for number in numbers_in(text):
        while blocked and blocked[-1][1] <= number.start:
            blocked.pop()
        if blocked and blocked[-1][0] < number.end:
            continue
        read = read_candidate(text, number, last)
        if read is not None:
            last = read
            yield read


def _each_once(read: Iterable[Candidate]) -> list[Candidate]:
    found: dict[tuple[object, ...], Candidate] = {}
    for item in read:
        found.setdefault(item.key, item)
    told = {item.figure.value for item in found.values() if item.figure.unit}
    return [item for item in found.values() if item.figure.unit or item.figure.value not in told]
