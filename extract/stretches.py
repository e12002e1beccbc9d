"""Stretches of text, by start and end in code points: made disjoint, and searched by bisection."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

Stretch = tuple[int, int]


def inside(stretches: Sequence[Stretch], at: int) -> bool:
    """Tell whether `at` lies in one of the stretches, which are ascending and disjoint."""
    i = bisect_right(stretches, (at, 1 << 60)) - 1
    return i >= 0 and stretches[i][0] <= at < stretches[i][1]


def merge_stretches(stretches: Iterable[Stretch]) -> list[Stretch]:
    """Return stretches in order, those that meet made one, so that they are disjoint."""
    merged: list[Stretch] = []
    for start, end in sorted(stretches):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
