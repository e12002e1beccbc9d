"""One writer at a time: a lock on a file of its own, let go by the system when its holder dies."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from extract.errors import SitrepError


class BusyError(SitrepError):
    """Another process writes this index."""


@contextmanager
def held(path: Path, *, wait: bool = False) -> Iterator[None]:
    """Hold the lock within.

    Args:
        path: the lock's file; its folder is made where it is missing.
        wait: for the other to end, instead of raising.

    Raises:
        BusyError: another process has it, named in the message.
        SitrepError: the file cannot be made.

    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o666)
    except OSError as error:
        raise SitrepError(f"no index can be kept here ({error.strerror})", str(path.parent)) from error
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            holder = os.pread(descriptor, 32, 0).decode("ascii", "replace").strip()
            raise BusyError(f"another process ({holder or 'unknown'}) is indexing this corpus", str(path)) from None
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, f"{os.getpid()}\n".encode(), 0)
        yield
    finally:
        os.close(descriptor)
