"""Files that only grow, a line at a time.

What a crash, a full disk or another program left in one costs nothing but itself: a torn last line is ended before the
next is added, so that the next is never glued to it, and is kept where it is. A line counts once it is on the medium.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import suppress

_BLOCK = 1 << 20


def read_lines(descriptor: int, offset: int = 0) -> Iterator[tuple[int, bytes]]:
    """Yield the lines from `offset` bytes on, each with its own offset; the last one may lack its line feed."""
    if descriptor < 0:
        return
    rest, at, pieces = b"", offset, []
    while block := os.pread(descriptor, _BLOCK, offset):
        offset += len(block)
        if b"\n" not in block:
            pieces.append(block)
            continue
        lines = (b"".join([rest, *pieces, block])).split(b"\n")
        rest, pieces = lines.pop(), []
        for line in lines:
            yield at, line + b"\n"
            at += len(line) + 1
    if rest or pieces:
        yield at, b"".join([rest, *pieces])


def append_lines(descriptor: int, lines: bytes, *, alone: bool = True) -> None:
    """Add whole lines and have them on the medium, after ending a torn one.

    Args:
        descriptor: of a file opened to read and to append.
        lines: each with its line feed.
        alone: whether nobody else can be adding at the same time. Then what could be written of lines that failed is
            taken back; otherwise it stays as a torn line, since what follows it may be somebody else's.

    Raises:
        OSError: where that fails.

    """
    size = os.fstat(descriptor).st_size
    torn = size > 0 and os.pread(descriptor, 1, size - 1) != b"\n"
    try:
        write_all(descriptor, b"\n" + lines if torn else lines)
        sync_data(descriptor)
    except OSError:
        if alone:
            with suppress(OSError):
                os.ftruncate(descriptor, size)
        raise


def write_all(descriptor: int, data: bytes) -> None:
    """Write all of the bytes, however many the system takes at a time."""
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


def sync_data(descriptor: int) -> None:
    """Have the bytes on the medium, also on macOS, where fsync alone leaves them in the drive's cache."""
    full = getattr(fcntl, "F_FULLFSYNC", None)
    if full is not None:
        with suppress(OSError):
            fcntl.fcntl(descriptor, full)
            return
    getattr(os, "fdatasync", os.fsync)(descriptor)
