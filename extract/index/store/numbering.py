"""Gives new articles their row ids; see `extract.index.store.rowids` for what a row id says."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from extract.index.store import rowids


class Numbering:
    """Free row ids, for the one who writes."""

    KEPT = 50_000
    """Minutes of which the last row id is remembered: those that articles were dated to last."""

    def __init__(self, db: sqlite3.Connection, slots: int) -> None:
        self.db, self.slots = db, slots
        self._next: dict[int, int] = {}
        self._given: set[int] = set()

    def give(self, published: Sequence[str | None]) -> list[int]:
        """Return a row id for each article of a batch, by its date; the batch is written before the next is asked."""
        self._given.clear()
        return [self._give(rowids.first_rowid(moment, self.slots)) for moment in published]

    def _give(self, first: int) -> int:
        """Return the next id after the last one given for a minute; of a day whose end is full one from before."""
        day = rowids.day(first, self.slots)
        rowid = self._free(self._next.pop(first, 0) or self._resume(first), 1)
        if rowid < day.stop:
            self._remember(first, rowid + 1)
        else:
            below = self._free(self._next.pop(-first, 0) or first - 1, -1)
            if below >= day.start:  # else the whole day is full, and runs over into the next
                self._remember(-first, below - 1)
                rowid = below
        self._given.add(rowid)
        return rowid

    def _free(self, rowid: int, step: int) -> int:
        while rowid in self._given or self.db.execute("SELECT 1 FROM article WHERE rowid = ?", (rowid,)).fetchone():
            rowid += step
        return rowid

    def _resume(self, first: int) -> int:
        end = first + self.slots if first >= rowids.DATED else rowids.DATED
        (last,) = self.db.execute(
            "SELECT max(rowid) FROM article WHERE rowid >= ? AND rowid < ?", (first, end)
        ).fetchone()
        return first if last is None else int(last) + 1

    def _remember(self, key: int, rowid: int) -> None:
        self._next[key] = rowid
        if len(self._next) > self.KEPT:
            del self._next[next(iter(self._next))]
