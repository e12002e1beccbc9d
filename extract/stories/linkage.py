"""Average linkage: the two groups that are most alike become one, as long as they are alike enough.

Groups may hold articles from the beginning, so that new articles are linked with stories that there are. The sum of
the likeness of two groups is kept for those groups only that share a pair, so that the work grows with the pairs. Two
groups whose dates lie too far apart never become one, whatever articles without a date are like both: a cannot-link
constraint (Wagstaff and Cardie, "Clustering with instance-level constraints", 2000).
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from extract.stories.likeness import WINDOW_DAYS

ALIKE = 0.135
"""Average likeness from which two groups tell one story; chosen on halves of annotated sets, the same for all."""
COHESION = 0.52
"""Two groups are one story only if they are at least so much as alike as the members of the closer one are."""

FEW_PAIRS = 0.12
"""How much more a single pair of articles must be alike, which may be so by chance; less the more pairs there are."""


@dataclass(frozen=True, slots=True)
class ArticleGroup:
    """Articles that are of one group from the beginning: one article, or a story."""

    size: int = 1
    inner: float = 0.0
    """Sum of the likeness of its pairs of articles."""
    days: tuple[int, int] | None = None
    """The first and the last of its articles, counted from any day; None where none is known."""


@dataclass(frozen=True, slots=True)
class Linked:
    """Groups that have become one, or one that stayed as it was."""

    groups: tuple[int, ...]
    """Their numbers, ascending."""
    inner: float
    """As of `ArticleGroup`."""


def link_groups(
    groups: Sequence[ArticleGroup], sums: Mapping[tuple[int, int], float], joined: Iterable[tuple[int, int]] = ()
) -> list[Linked]:
    """Group groups by average linkage.

    Args:
        groups: numbered from 0.
        sums: by the numbers of two groups, the lower one first: sum of the likeness of their pairs of articles.
        joined: numbers of two groups that are one, as reprints are.

    Returns:
        The linked groups, in the order of their first.

    """
    linkage = _Linkage(groups, sums)
    for one, other in joined:
        linkage.merge(linkage.head[one], linkage.head[other])
    linkage.run()
    found = [Linked(tuple(sorted(members)), linkage.inner[head]) for head, members in linkage.members.items()]
    return sorted(found, key=lambda one: one.groups)


class _Linkage:
    """Groups under construction, each known by the number of one of its members."""

    def __init__(self, groups: Sequence[ArticleGroup], sums: Mapping[tuple[int, int], float]) -> None:
        self.members: dict[int, list[int]] = {number: [number] for number in range(len(groups))}
        self.head = list(range(len(groups)))
        self.inner = [group.inner for group in groups]
        self._size = [group.size for group in groups]
        self._days = [group.days for group in groups]
        self._sums: list[dict[int, float]] = [{} for _ in groups]
        """For each group those it shares a pair with, and the sum of the likeness of these pairs."""
        for (first, second), total in sums.items():
            self._sums[first][second] = self._sums[second][first] = total

    def run(self) -> None:
        """Merge groups, the most alike first, until none are alike enough."""
        sizes = self._size
        waiting = [
            (-average, one, other)
            for one, sums in enumerate(self._sums)
            for other, total in sums.items()
            if one < other and (average := total / (sizes[one] * sizes[other])) >= ALIKE
        ]
        heapq.heapify(waiting)
        while waiting:
            minus, first, second = heapq.heappop(waiting)
            if first not in self.members or second not in self.members:
                continue
            average = self._average(first, second)
            if average != -minus or average < self._needed(first, second) or self._are_apart(first, second):
                continue
            kept = self.merge(first, second)
            size = sizes[kept]
            for other, total in self._sums[kept].items():
                average = total / (size * sizes[other])
                if average >= ALIKE:
                    heapq.heappush(waiting, (-average, kept, other) if kept < other else (-average, other, kept))

    def merge(self, first: int, second: int) -> int:
        """Make one group of two; return its number."""
        if first == second:
            return first
        kept, gone = sorted((first, second), key=lambda group: (-len(self._sums[group]), group))
        sums, others = self._sums[kept], self._sums[gone]
        self.inner[kept] += self.inner[gone] + sums.pop(gone, 0.0)
        self._size[kept] += self._size[gone]
        self._days[kept] = _join_days(self._days[kept], self._days[gone])
        others.pop(kept, None)
        for other, total in others.items():
            sums[other] = self._sums[other][kept] = sums.get(other, 0.0) + total
            del self._sums[other][gone]
        self._sums[gone] = {}
        for number in self.members[gone]:
            self.head[number] = kept
        self.members[kept] += self.members.pop(gone)
        return kept

    def _are_apart(self, one: int, other: int) -> bool:
        """Whether so many days lie between the dated articles of two groups that no happening spans them."""
        own, others = self._days[one], self._days[other]
        if own is None or others is None:
            return False
        return max(own[0] - others[1], others[0] - own[1]) > WINDOW_DAYS

    def _average(self, one: int, other: int) -> float:
        return self._sums[one].get(other, 0.0) / (self._size[one] * self._size[other])

    def _needed(self, one: int, other: int) -> float:
        """Compute how alike two groups must be on average to be one story."""
        pairs = self._size[one] * self._size[other]
        return max(ALIKE + FEW_PAIRS / pairs, COHESION * self._cohesion(one, other))

    def _cohesion(self, one: int, other: int) -> float:
        """Compute how alike the members of the closer of two groups are; 0 where one of them is a pair at most."""
        closest = 0.0
        for group in (one, other):
            many = self._size[group]
            if many <= 2:  # two articles are as alike as they happen to be
                return 0.0
            closest = max(closest, 2 * self.inner[group] / (many * (many - 1)))
        return closest


def _join_days(one: tuple[int, int] | None, other: tuple[int, int] | None) -> tuple[int, int] | None:
    return (min(one[0], other[0]), max(one[1], other[1])) if one and other else one or other
