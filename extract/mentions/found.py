"""What a rule proposes: a stretch of the text, its label, and how sure the rule is."""

from __future__ import annotations

from dataclasses import dataclass

WEAK, FAIR, STRONG, CERTAIN = 1, 2, 3, 4
"""Of `Found.strength`: counts only with other evidence; a guess from shape; listed; listed and the text agrees."""


@dataclass(frozen=True, slots=True)
class Found:
    """A proposal. Offsets are code points, `end` exclusive."""

    start: int
    end: int
    label: str
    strength: int = STRONG
    key: str = ""
    """What the lexicon calls it; empty where a rule found it."""


def longest_first(proposals: list[Found]) -> list[Found]:
    """Return the proposals that do not overlap a longer (then surer, then earlier) one, in order of the text."""
    taken: list[Found] = []
    used: set[int] = set()
    for found in sorted(proposals, key=lambda f: (f.start - f.end, -f.strength, f.start)):
        span = range(found.start, found.end)
        if found.start not in used and found.end - 1 not in used and used.isdisjoint(span):
            used.update(span)
            taken.append(found)
    return sorted(taken, key=lambda f: f.start)


def over(first: list[Found], others: list[Found]) -> list[Found]:
    """Return `first` with those of `others` that overlap none of it, in order of the text."""
    used = {at for found in first for at in range(found.start, found.end)}
    return sorted((*first, *(f for f in others if used.isdisjoint(range(f.start, f.end)))), key=lambda f: f.start)
