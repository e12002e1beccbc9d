"""What a rule proposes: a stretch of the text, its label, and how sure the rule is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

WEAK, FAIR, STRONG, CERTAIN, OWN = 1, 2, 3, 4, 5
"""Of `Proposal.strength`: counts only with other evidence; a guess from shape; listed; listed and the text agrees; on a
list of the user's own."""


class Proposal(NamedTuple):
    """A proposal. Offsets are code points, `end` exclusive."""

    start: int
    end: int
    label: str
    strength: int = STRONG


def longest_first(proposals: Iterable[Proposal], length: int) -> list[Proposal]:
    """Return the proposals that do not overlap a longer (then surer, then earlier) one, in order of the text.

    Args:
        proposals: in any order.
        length: of the text, in code points.

    """
    taken: list[Proposal] = []
    used = bytearray(length)
    for found in sorted(proposals, key=lambda f: (f.start - f.end, -f.strength, f.start)):
        if used.find(1, found.start, found.end) < 0:
            used[found.start : found.end] = b"\x01" * (found.end - found.start)
            taken.append(found)
    return sorted(taken)


def drop_overlapping(first: list[Proposal], others: Iterable[Proposal], length: int) -> list[Proposal]:
    """Return those of `others` that overlap none of `first`."""
    used = bytearray(length)
    for found in first:
        used[found.start : found.end] = b"\x01" * (found.end - found.start)
    return [found for found in others if used.find(1, found.start, found.end) < 0]


def add_disjoint(first: list[Proposal], others: Iterable[Proposal], length: int) -> list[Proposal]:
    """Return `first` with those of `others` that overlap none of it nor each other, in order of the text."""
    used = bytearray(length)
    standing = list(first)
    for found in first:
        used[found.start : found.end] = b"\x01" * (found.end - found.start)
    for found in others:
        if used.find(1, found.start, found.end) < 0:
            used[found.start : found.end] = b"\x01" * (found.end - found.start)
            standing.append(found)
    return sorted(standing)
