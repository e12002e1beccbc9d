"""Whether an offset lies in one of several stretches of text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

Stretch = tuple[int, int]


def inside(stretches: Sequence[Stretch], at: int) -> bool:
    """Tell whether `at` lies in one of the stretches, which are ascending and disjoint."""
    i = bisect_right(stretches, (at, 1 << 60)) - 1
    return i >= 0 and stretches[i][0] <= at < stretches[i][1]
