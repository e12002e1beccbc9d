"""Where the tokens of a doc stand: characters to tokens and back, without asking spaCy for each span."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from spacy.tokens import Doc


@dataclass(frozen=True, slots=True)
class Grid:
    """Offsets of the tokens of one doc, in code points."""

    starts: list[int]
    ends: list[int]

    @classmethod
    def of(cls, doc: Doc) -> Grid:
        """Return the grid of `doc`."""
        table = doc.to_array(["IDX", "LENGTH"])
        starts = table[:, 0].tolist()
        return cls(starts, (table[:, 0] + table[:, 1]).tolist())

    def cover(self, start: int, end: int) -> tuple[int, int]:
        """Return the tokens, end exclusive, that the characters from `start` to `end` touch."""
        return bisect_right(self.ends, start), bisect_left(self.starts, end)
