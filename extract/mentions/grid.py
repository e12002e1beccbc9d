"""Where the tokens of a doc stand: characters to tokens and back, without asking spaCy for each span."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, cast

import numpy as np
from spacy.tokens import Doc

from extract.mentions.found import FAIR, Proposal


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

    def align(self, proposals: Iterable[Proposal]) -> Iterator[Proposal]:
        """Yield the proposals with the bounds of the tokens that they touch; those that touch none are left out."""
        for found in proposals:
            first, last = self.cover(found.start, found.end)
            if first < last:
                yield Proposal(self.starts[first], self.ends[last - 1], found.label, found.strength)

    def cover(self, start: int, end: int) -> tuple[int, int]:
        """Return the tokens, end exclusive, that the characters from `start` to `end` touch."""
        return bisect_right(self.ends, start), bisect_left(self.starts, end)


def entities_of(doc: Doc, grid: Grid) -> Iterator[Proposal]:
    """Yield the spans of `doc.ents`, as guesses."""
    inside, kind = doc.to_array(["ENT_IOB", "ENT_TYPE"]).T
    label_of = doc.vocab.strings.__getitem__
    goes_on = [*(inside[1:] == _INSIDE).tolist(), False]
    for first, label in zip(np.flatnonzero(inside == _BEGINS).tolist(), kind[inside == _BEGINS].tolist(), strict=True):
        last = first
        while goes_on[last]:
            last += 1
        yield Proposal(grid.starts[first], grid.ends[last], label_of(label), FAIR)


def set_entities(doc: Doc, grid: Grid, mentions: Iterable[Proposal]) -> list[Proposal]:
    """Set `doc.ents` to mentions in order of the text; return them with the bounds of their tokens.

    What touches no token, or one that an earlier mention holds, is left out.
    """
    table = np.zeros((len(doc), 2), dtype=np.uint64)
    place, kind = table[:, 0], table[:, 1]
    place[:] = _OUTSIDE
    set_: list[Proposal] = []
    free = 0
    for start, end, label, strength in mentions:
        first, last = grid.cover(start, end)
        if free <= first < last:
            place[first:last] = _INSIDE
            place[first] = _BEGINS
            kind[first:last] = doc.vocab.strings.add(label)
            set_.append(Proposal(grid.starts[first], grid.ends[last - 1], label, strength))
            free = last
    if len(doc):
        doc.from_array(["ENT_IOB", "ENT_TYPE"], cast("Any", table))
    return set_


_INSIDE, _OUTSIDE, _BEGINS = 1, 2, 3
"""spaCy's codes of where a token stands in an entity."""
