"""An advisory file lock: one writer at a time, among threads and among processes on one or several machines.

POSIX record locks (`fcntl`), since they also hold on NFSv4 and since the kernel drops them when their process dies.
They belong to a process and vanish when it closes any descriptor of the file; so each lock file is opened once a
process, and a mutex keeps the threads apart.
"""

from __future__ import annotations

import errno
import fcntl
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from extract.corpus_files import open_file
from extract.errors import SitrepError

APPEND, FOLD = 0, 1
"""The bytes of the lock file that are locked: for adding to the journal, and for writing `tags.json` anew."""

PATIENCE = 15.0
"""Seconds to wait for another process; an append holds the lock for about a millisecond."""

_UNSUPPORTED = {errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP, errno.EINVAL}


class FileLock:
    """The lock of one store, shared by all its handles in this process."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.supported = True
        """False once the file system has said that it has no locks."""
        self._shared = _join(path)

    @contextmanager
    def held(self, byte: int = APPEND) -> Iterator[None]:
        """Hold the lock on `byte`; a thread that holds it may do so again.

        Raises:
            SitrepError: when another process has not let go of it for `PATIENCE` seconds.

        """
        shared = self._shared
        if not shared.mutexes[byte].acquire(timeout=PATIENCE):
            raise self._held("another thread of this program")
        try:
            shared.depth[byte] += 1
            locked = shared.depth[byte] > 1 or self._acquire(byte)
            try:
                yield
            finally:
                if locked and shared.depth[byte] == 1:
                    fcntl.lockf(shared.descriptor, fcntl.LOCK_UN, 1, byte)
        finally:
            shared.depth[byte] -= 1
            shared.mutexes[byte].release()

    def close(self) -> None:
        """Let go of the lock file."""
        _leave(self._shared)

    def _acquire(self, byte: int) -> bool:
        deadline = time.monotonic() + PATIENCE
        pause = threading.Event()
        delay = 0.0005
        while True:
            try:
                fcntl.lockf(self._shared.descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, byte)
            except OSError as error:
                if error.errno in _UNSUPPORTED:
                    self.supported = False
                    return False
                if error.errno not in (errno.EACCES, errno.EAGAIN):
                    raise SitrepError(f"cannot be locked: {error.strerror}", str(self.path)) from error
            else:
                return True
            if time.monotonic() > deadline:
                raise self._held(_holder(self._shared.descriptor))
            pause.wait(delay)
            delay = min(delay * 1.5, 0.02)

    def _held(self, by: str) -> SitrepError:
        return SitrepError(
            f"{by} has held the lock for {PATIENCE:.0f} seconds; nothing was written. "
            "Let it go on or end it, then try again",
            str(self.path),
        )


@dataclass(slots=True)
class _Shared:
    key: str
    descriptor: int
    users: int = 0
    mutexes: tuple[threading.RLock, threading.RLock] = field(
        default_factory=lambda: (threading.RLock(), threading.RLock())
    )
    depth: list[int] = field(default_factory=lambda: [0, 0])
    """How often the thread that has each mutex holds the lock."""


_OPEN: dict[str, _Shared] = {}
_GUARD = threading.Lock()


def _join(path: Path) -> _Shared:
    key = str(path.absolute().parent.resolve() / path.name)
    with _GUARD:
        shared = _OPEN.get(key)
        if shared is None:
            try:
                descriptor = open_file(path, os.O_RDWR | os.O_CREAT)
            except OSError as error:
                remedy = "; its owner can allow it: chmod g+w" if error.errno == errno.EACCES else ""
                raise SitrepError(f"cannot be written: {error.strerror}{remedy}", str(path)) from error
            shared = _OPEN[key] = _Shared(key, descriptor)
        shared.users += 1
        return shared


def _leave(shared: _Shared) -> None:
    with _GUARD:
        shared.users -= 1
        if shared.users == 0:
            del _OPEN[shared.key]
            os.close(shared.descriptor)


def _holder(descriptor: int) -> str:
    """Return who holds the lock, as far as the kernel tells (Linux, same machine)."""
    status = os.fstat(descriptor)
    place = f"{os.major(status.st_dev):02x}:{os.minor(status.st_dev):02x}:{status.st_ino}"
    try:
        rows = [line.split() for line in Path("/proc/locks").read_text("ascii").splitlines()]
    except OSError:
        rows = []
    holders = sorted({row[4] for row in rows if row[1] == "POSIX" and row[5:6] == [place]})
    return f"process {', '.join(holders)}" if holders else "another process, perhaps on another machine,"
