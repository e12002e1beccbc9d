"""The names of one article in the order of the text, and quick look-ups among them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

SPEAKERS = frozenset({"PERSON", "ORG", "LOC", "FAC"})
"""Labels of what can act or speak: a place stands for its government, a building for its institution."""


@dataclass(frozen=True, slots=True)
class Name:
    """One mention of a person, organisation or place."""

    start: int
    end: int
    label: str
    entity: str


class Names:
    """The mentions that can act or speak, sorted and never overlapping."""

    def __init__(self, names: Iterable[Name]) -> None:
        self.all = sorted((name for name in names if name.label in SPEAKERS), key=lambda name: name.start)
        self._starts = [name.start for name in self.all]
        self._ends = [name.end for name in self.all]

    def within(self, start: int, end: int) -> list[Name]:
        """Return the names that lie between two offsets."""
        return self.all[bisect_left(self._starts, start) : bisect_right(self._ends, end)]

    def ending(self, end: int) -> Name | None:
        """Return the name that ends at an offset."""
        i = bisect_left(self._ends, end)
        return self.all[i] if i < len(self.all) and self._ends[i] == end else None

    def before(self, end: int) -> Name | None:
        """Return the last name that ends at an offset or before it."""
        i = bisect_right(self._ends, end)
        return self.all[i - 1] if i else None

    def covering(self, offset: int) -> Name | None:
        """Return the name in which an offset lies."""
        i = bisect_right(self._starts, offset)
        return self.all[i - 1] if i and self._ends[i - 1] > offset else None
