"""A pool of connections to one index file, and how a reading that takes too long is cancelled.

A file is pinned by the first connection: every later one is to the same file (device and inode), or is not opened. So
all threads read one index until the pool is closed, whatever becomes of the path meanwhile; where a colleague's
`--rebuild` has put another file there, readers share the connections that are open already.

A connection is lent to one reading at a time and closed when it is not lent: nothing is closed under its user.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from extract.errors import SitrepError
from extract.index.store import schema

if TYPE_CHECKING:
    from pathlib import Path

    from extract.index.search.patterns import PatternBudget

CHECK_STEPS = 20_000
"""Instructions of SQLite's virtual machine between two checks for cancellation: under a millisecond."""

WAIT_S = 0.1
"""Interval of checks for cancellation while waiting for a connection, in seconds."""


class Cancelled(Exception):  # noqa: N818 - what a user wanted, not what went wrong
    """The reading was cancelled by whoever asked for it."""


class Cancellation:
    """Ends what one thread reads from an index, wherever it is; `cancel` is called from any other thread."""

    def __init__(self) -> None:
        self._event = threading.Event()
        self.cancel = self._event.set
        self.cancelled = self._event.is_set

    @contextmanager
    def scope(self) -> Iterator[None]:
        """Have every reading of this thread within raise Cancelled once `cancel` was called."""
        token = _CURRENT.set(self)
        try:
            yield
        finally:
            _CURRENT.reset(token)


_CURRENT: ContextVar[Cancellation | None] = ContextVar("cancellation", default=None)


def check_cancelled() -> None:
    """Raise Cancelled where this thread's reading was cancelled; for loops that do not go through SQLite."""
    current = _CURRENT.get()
    if current is not None and current.cancelled():
        raise Cancelled


FileIdentity = tuple[int, int]
"""Device and inode."""


@dataclass(slots=True, eq=False, weakref_slot=True)
class PooledConnection:
    """A connection and what the reading that has it needs."""

    db: sqlite3.Connection
    file: FileIdentity | None
    """The file that it reads; None for an empty index in memory."""
    budget: PatternBudget | None = None
    """Time that patterns of this reading may take."""
    failure: BaseException | None = None
    """What was raised in a function that SQL called, which SQLite does not pass on."""


Prepare = Callable[[PooledConnection], None]


class ConnectionPool:
    """Connections to the index at `path`, lent to one reading at a time; safe to use from any thread."""

    def __init__(self, path: Path, prepare: Prepare) -> None:
        """Prepare to read.

        Args:
            path: of the index, or of another version's beside which this one's is; where there is none, an empty one
                is read until there is.
            prepare: called with each new connection, to give it functions.

        """
        self._path, self._prepare = path, prepare
        self._file: FileIdentity | None = None
        self._free: list[PooledConnection] = []
        self._wake = threading.Condition()
        self._closed = False

    @property
    def replaced(self) -> bool:
        """Whether the file that is read is no longer the one at the path: another is, or none."""
        if self._file in (None, _file_identity(self._path)):
            return False
        return _file_identity(schema.own_path(self._path)) != self._file

    @property
    def exists(self) -> bool:
        """Whether a file stands at the path."""
        return _file_identity(schema.own_path(self._path)) is not None

    def stamp(self) -> tuple[int, ...]:
        """Return sizes and times of change of the file and of SQLite's log beside it."""
        found: list[int] = []
        path = schema.own_path(self._path)
        for file in (path, path.with_name(f"{path.name}-wal")):
            with suppress(FileNotFoundError):
                about = file.stat()
                found += about.st_size, about.st_mtime_ns
        return tuple(found)

    def fetch(self, sql: str, values: Iterable[object] = ()) -> list[Any]:
        """Run SQL and read all its rows.

        Raises:
            SitrepError: where the file turns out to be damaged.
            Cancelled: by this thread's `Cancellation`.

        """
        with self.lend() as lent:
            return lent.db.execute(sql, tuple(values)).fetchall()

    def fetch_one(self, sql: str, values: Iterable[object] = ()) -> Any:
        """Run SQL and read its first row, or None. Raises as `fetch` does."""
        with self.lend() as lent:
            return lent.db.execute(sql, tuple(values)).fetchone()

    def stream(
        self, sql: str, values: Iterable[object] = (), budget: PatternBudget | None = None
    ) -> Iterator[tuple[Any, ...]]:
        """Yield rows as SQL yields them, to be taken without another reading between. Raises as `fetch` does."""
        with self.lend(budget) as lent:
            yield from lent.db.execute(sql, tuple(values))

    @contextmanager
    def lend(self, budget: PatternBudget | None = None) -> Iterator[PooledConnection]:
        """Lend a connection for one reading. Raises as `fetch` does."""
        check_cancelled()
        lent = self._take()
        lent.budget, lent.failure = budget, None
        current = _CURRENT.get()
        if current is not None:
            lent.db.set_progress_handler(current.cancelled, CHECK_STEPS)
        try:
            yield lent
        except sqlite3.DatabaseError as error:
            if lent.failure is not None:
                raise lent.failure from None
            if getattr(error, "sqlite_errorname", "") == "SQLITE_INTERRUPT":
                raise Cancelled from None
            raise SitrepError(f"the index cannot be read ({error}); {schema.REBUILD}", str(self._path)) from error
        finally:
            if current is not None:
                lent.db.set_progress_handler(None, 0)
            self._give_back(lent)

    def close(self) -> None:
        """Close what is free at once, and what is lent when it is given back."""
        with self._wake:
            self._closed = True
            self._close_free()
            self._wake.notify_all()

    def _take(self) -> PooledConnection:
        with self._wake:
            while True:
                if self._closed:
                    raise SitrepError("the index was closed", str(self._path))
                if self._file is None and self._free and _file_identity(schema.own_path(self._path)):
                    self._close_free()  # empty ones, of before there was an index
                if self._free:
                    return self._free.pop()
                opened = self._open()
                if opened is not None:
                    return opened
                self._wake.wait(WAIT_S)  # one that is lent is of the pinned file, and comes back
                check_cancelled()

    def _give_back(self, lent: PooledConnection) -> None:
        with self._wake:
            if self._closed or lent.file != self._file:
                lent.db.close()
            else:
                self._free.append(lent)
            self._wake.notify()

    def _open(self) -> PooledConnection | None:
        """Open another connection to the pinned file, which the first pins; None where the path no longer holds it."""
        while True:
            path = schema.own_path(self._path)
            found = _file_identity(path)
            if self._file not in (None, found):
                return None
            lent = PooledConnection(schema.connect(path) if found else schema.open_empty(), found)
            if found != _file_identity(path):  # replaced meanwhile: which of the two was opened is not known
                lent.db.close()
                continue
            self._prepare(lent)
            self._file = found
            return lent

    def _close_free(self) -> None:
        for lent in self._free:
            lent.db.close()
        self._free.clear()


def _file_identity(path: Path) -> FileIdentity | None:
    """Identify the file at a path, None where there is none; an inode that is open is not reused."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino
