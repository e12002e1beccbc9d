"""Collects what a scan cannot read, with the reason; of many of a kind it keeps the first and their number."""

from __future__ import annotations

import os
import sqlite3
from collections import Counter, defaultdict

from extract.index.scan.files import Unread
from extract.index.scan.scope import Scope

NAMED_EACH = 3
"""Files of a kind that are named one by one; of more only the first is, with their number."""


class UnreadFiles:
    """Files and folders that cannot be read, by their kind."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._first: defaultdict[str, list[Unread]] = defaultdict(list)

    @property
    def files(self) -> int:
        """The number of all."""
        return self._counts.total()

    def add(self, one: Unread) -> None:
        """Add a file or folder."""
        self._counts[one.of_many] += 1
        if self._counts[one.of_many] <= NAMED_EACH:
            self._first[one.of_many].append(one)

    def store(self, db: sqlite3.Connection, scope: Scope) -> None:
        """Write them to the index, in place of those that a scan of the same scope wrote before.

        What many are called together, with how many there are, is counted anew by the next scan of everything.
        """
        if scope.paths is None:
            db.execute("DELETE FROM unread")
        for path in scope.paths or ():
            name = os.fsencode(path)
            values = (name, name + b"/", name + b"0")  # the byte after the slash
            db.execute("DELETE FROM unread WHERE files = 1 AND (path = ? OR path > ? AND path < ?)", values)
        for kind, files in self._counts.items():
            first = self._first[kind]
            rows = [(os.fsencode(one.relative), one.reason, 1) for one in first]
            if files > NAMED_EACH:
                rows = [(rows[0][0], f"{files:,} {kind}; this is the first", files)]
            db.executemany("INSERT INTO unread VALUES(?, ?, ?)", rows)
