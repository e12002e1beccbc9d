"""Row ids that grow with the date of publication.

A list of a million sorted by date must not sort a million. So the date is the row id: minutes since 1900, times a
number of slots a minute, plus what distinguishes articles of the same minute. FTS5 walks its postings by row id in
either direction, so the newest fifty hits of any query are the first fifty it finds. Articles without a date come
before all that have one, in the order of the scan.

More slots a minute cost bytes (postings store differences of row ids: the index of a million is a tenth larger with
128 than with 16), fewer make a crowded minute run over into the next, and a crowded day into all of its minutes. The
number is fixed when an index is made, from the size of the corpus and from how its first articles crowd.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime

MINUTES_A_DAY = 1440
EPOCH = date(1900, 1, 1).toordinal()
"""The first day that counts as a date: none is read that is earlier."""
DATED = 1 << 27
"""The row id from which on articles have a date."""

FEWEST_SLOTS = 4
"""Row ids of a minute, at least."""


def slots_for(articles: int, published: Sequence[str | None]) -> int:
    """Choose the slots a minute for a corpus of about so many articles.

    Its most crowded day is taken to have twice its share of the first articles, but no more than a tenth of all.

    Args:
        articles: in the corpus.
        published: dates of the first of them.

    """
    days = Counter(moment[:10] for moment in published if moment)
    most = max(days.values(), default=0) + 3  # a few more than were seen, since those are few
    needed = articles * min(0.1, 2 * most / max(1, len(published))) / MINUTES_A_DAY
    return 1 << max(FEWEST_SLOTS.bit_length() - 1, min(10, int(needed).bit_length()))


def read_slots(db: sqlite3.Connection) -> int:
    """Read the slots a minute of an index; the fewest where it has no articles yet."""
    row = db.execute("SELECT value FROM meta WHERE key = 'slots'").fetchone()
    return int(row[0]) if row else FEWEST_SLOTS


def minutes_since_epoch(published: str | None) -> int | None:
    """Count the minutes from the epoch to an ISO date (2026, 2026-02, 2026-02-09 or 2026-02-09T14:39).

    Parts that are missing count as the first of their kind; None where there is no date, or it is none or earlier.
    """
    if not published:
        return None
    try:
        year, month, day = (*(int(part) for part in published[:10].split("-")), 1, 1)[:3]
        clock = published[11:16].split(":") if len(published) >= 16 else (0, 0)
        moment = datetime(year, month, day, int(clock[0]), int(clock[1]))
    except ValueError:
        return None
    days = moment.toordinal() - EPOCH
    return days * MINUTES_A_DAY + moment.hour * 60 + moment.minute if days >= 0 else None


def first_rowid(published: str | None, slots: int) -> int:
    """Compute the lowest row id of articles published then, which also bounds a range of dates."""
    at = minutes_since_epoch(published)
    return 1 if at is None else DATED + at * slots


def rowids_of_day(rowid: int, slots: int) -> range:
    """Compute the range of row ids of the same day; for an article without a date, that of all such."""
    if rowid < DATED:
        return range(1, DATED)
    length = MINUTES_A_DAY * slots
    start = rowid - (rowid - DATED) % length
    return range(start, start + length)


class RowidAllocator:
    """Allocates free row ids to new articles; see the module for what a row id says."""

    CACHED_MINUTES = 50_000
    """Minutes whose next free row id is cached."""

    def __init__(self, db: sqlite3.Connection, slots: int) -> None:
        self.db, self.slots = db, slots
        self._next: dict[int, int] = {}
        self._given: set[int] = set()

    def allocate(self, published: Sequence[str | None]) -> list[int]:
        """Allocate a row id for each article of a batch, by its date; the batch is written before the next call."""
        self._given.clear()
        return [self._allocate(first_rowid(moment, self.slots)) for moment in published]

    def _allocate(self, first: int) -> int:
        """Allocate the next id of a minute; where the rest of its day is full, one before it."""
        own = rowids_of_day(first, self.slots)
        rowid = self._find_free(self._next.pop(first, 0) or self._resume(first), 1)
        if rowid < own.stop:
            self._remember(first, rowid + 1)
        else:
            below = self._find_free(self._next.pop(-first, 0) or first - 1, -1)
            if below >= own.start:  # else the whole day is full, and runs over into the next
                self._remember(-first, below - 1)
                rowid = below
        self._given.add(rowid)
        return rowid

    def _find_free(self, rowid: int, step: int) -> int:
        while rowid in self._given or self.db.execute("SELECT 1 FROM article WHERE rowid = ?", (rowid,)).fetchone():
            rowid += step
        return rowid

    def _resume(self, first: int) -> int:
        end = first + self.slots if first >= DATED else DATED
        (last,) = self.db.execute(
            "SELECT max(rowid) FROM article WHERE rowid >= ? AND rowid < ?", (first, end)
        ).fetchone()
        return first if last is None else int(last) + 1

    def _remember(self, key: int, rowid: int) -> None:
        self._next[key] = rowid
        if len(self._next) > self.CACHED_MINUTES:
            del self._next[next(iter(self._next))]
