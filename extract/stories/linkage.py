"""Average linkage: the two groups that are most alike become one, as long as they are alike enough.

The same groups come of the same articles in any order. Pairs that have nothing in common are not held: the sum of the
likeness of two groups is kept for those groups only that share a pair, so that the work grows with the pairs.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Sequence

ALIKE = 0.13
"""Average likeness from which two groups tell one story; chosen on halves of annotated sets, the same for all."""
COHESION = 0.52
"""Two groups are one story only if they are at least so much as alike as the members of the closer one are."""


def group_articles(
    count: int, pairs: Iterable[tuple[int, int, float]], joined: Iterable[Sequence[int]] = ()
) -> list[list[int]]:
    """Group articles by average linkage.

    Args:
        count: of the articles, which are numbered from 0.
        pairs: two numbers and how alike they are; each pair once.
        joined: numbers that are of one group from the beginning, as reprints are; no number stands in two of these.

    Returns:
        The groups, each ascending, those of one article too, in the order of their first.

    """
    linkage = _Linkage(count, pairs)
    for numbers in joined:
        for other in numbers[1:]:
            linkage.merge(*linkage.heads(numbers[0], other))
    linkage.run()
    return sorted(sorted(members) for members in linkage.members.values())


class _Linkage:
    """Groups under construction, each known by the number of one of its members."""

    def __init__(self, count: int, pairs: Iterable[tuple[int, int, float]]) -> None:
        self.members: dict[int, list[int]] = {number: [number] for number in range(count)}
        self._head = list(range(count))
        self._inner = [0.0] * count
        """Sum of the likeness of the pairs within a group."""
        self._sums: list[dict[int, float]] = [{} for _ in range(count)]
        """For each group those it shares a pair with, and the sum of the likeness of these pairs."""
        for first, second, likeness in pairs:
            self._sums[first][second] = self._sums[second][first] = likeness

    def heads(self, first: int, second: int) -> tuple[int, int]:
        """Return the groups of two articles."""
        return self._head[first], self._head[second]

    def run(self) -> None:
        """Merge groups, the most alike first, until none are alike enough."""
        waiting = [self._entry(one, other) for one in self.members for other in self._sums[one] if one < other]
        waiting = [entry for entry in waiting if -entry[0] >= ALIKE]
        heapq.heapify(waiting)
        while waiting:
            minus, first, second = heapq.heappop(waiting)
            if first not in self.members or second not in self.members:
                continue
            average = self._average(first, second)
            if average != -minus or average < COHESION * self._cohesion(first, second):
                continue
            kept = self.merge(first, second)
            for other in self._sums[kept]:
                entry = self._entry(kept, other)
                if -entry[0] >= ALIKE:
                    heapq.heappush(waiting, entry)

    def merge(self, first: int, second: int) -> int:
        """Make one group of two; return its number."""
        if first == second:
            return first
        kept, gone = sorted((first, second), key=lambda group: (-len(self._sums[group]), group))
        sums, others = self._sums[kept], self._sums[gone]
        self._inner[kept] += self._inner[gone] + sums.pop(gone, 0.0)
        others.pop(kept, None)
        for other, total in others.items():
            sums[other] = self._sums[other][kept] = sums.get(other, 0.0) + total
            del self._sums[other][gone]
        self._sums[gone] = {}
        for number in self.members[gone]:
            self._head[number] = kept
        self.members[kept] += self.members.pop(gone)
        return kept

    def _entry(self, one: int, other: int) -> tuple[float, int, int]:
        return -self._average(one, other), min(one, other), max(one, other)

    def _average(self, one: int, other: int) -> float:
        return self._sums[one].get(other, 0.0) / (len(self.members[one]) * len(self.members[other]))

    def _cohesion(self, one: int, other: int) -> float:
        """Compute how alike the members of the closer of two groups are; 0 where one of them is a pair at most."""
        closest = 0.0
        for group in (one, other):
            many = len(self.members[group])
            if many <= 2:  # two articles are as alike as they happen to be
                return 0.0
            closest = max(closest, 2 * self._inner[group] / (many * (many - 1)))
        return closest
