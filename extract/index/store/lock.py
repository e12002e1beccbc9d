"""One writer at a time: a lock on a file of its own, let go by the system when its holder dies."""

from __future__ import annotations

import fcntl
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from extract.corpus_files import make_folder, open_file
from extract.errors import SitrepError

POLL_S = 0.2
"""Interval at which a waiting process tries again, in seconds; a blocking `flock` could not be stopped."""


@contextmanager
def hold_lock(
    path: Path,
    on_wait: Callable[[str], None],
    stopped: Callable[[], bool] = lambda: False,
) -> Iterator[bool]:
    """Hold the lock within the block; yield whether it is held, False only where `stopped` ended the waiting.

    Args:
        path: the lock's file; its folder is made where it is missing.
        on_wait: told once who has the lock, before waiting for it.
        stopped: asked while waiting.

    Raises:
        SitrepError: the file cannot be made.

    """
    try:
        make_folder(path.parent)
        descriptor = open_file(path, os.O_RDWR | os.O_CREAT)
    except OSError as error:
        raise SitrepError(f"no index can be kept here ({error.strerror})", str(path.parent)) from error
    try:
        ours = _try_lock(descriptor)
        if not ours:
            holder = os.pread(descriptor, 32, 0).decode("ascii", "replace").strip()
            on_wait(f"another process ({holder or 'unknown'}) is indexing this corpus")
            pause = threading.Event()  # never set: a wait that signals may cut short
            while not ours and not stopped():
                pause.wait(POLL_S)
                ours = _try_lock(descriptor)
        if ours:
            os.ftruncate(descriptor, 0)
            os.pwrite(descriptor, f"{os.getpid()}\n".encode(), 0)
        yield ours
    finally:
        os.close(descriptor)


def _try_lock(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
