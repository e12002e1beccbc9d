"""Opens a file for reading as bytes: plain, packed with gzip, or standard input; nothing that never ends."""

from __future__ import annotations

import gzip
import io
import os
import stat
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast

from extract.errors import SitrepError
from extract.readers.limits import BOMB, MAX_EXPANSION

STANDARD_INPUT = "-"
BROKEN = (OSError, EOFError, zlib.error)
"""What reading may raise; gzip.BadGzipFile is an OSError."""


@contextmanager
def opened(path: str) -> Iterator[io.BufferedReader]:
    """Open `path`; "-" is standard input.

    Raises:
        SitrepError: where it is no file, and from the stream's reads where a packed file is a bomb.
        OSError: where it cannot be opened.

    """
    if path == STANDARD_INPUT:
        yield cast("io.BufferedReader", sys.stdin.buffer)
        return
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0))
    kind = os.fstat(descriptor).st_mode
    if not stat.S_ISREG(kind):
        os.close(descriptor)
        raise SitrepError("a folder, not a file" if stat.S_ISDIR(kind) else "no regular file", path)
    with os.fdopen(descriptor, "rb") as file:
        if path.lower().endswith(".gz"):
            with gzip.GzipFile(fileobj=file) as packed, io.BufferedReader(_Bounded(packed, file, path)) as stream:
                yield cast("io.BufferedReader", stream)
        else:
            yield file


class _Bounded(io.RawIOBase):
    """The unpacked side of a gzip file, which refuses to go on where it must be a bomb."""

    def __init__(self, packed: gzip.GzipFile, file: io.BufferedReader, path: str) -> None:
        self._packed, self._file, self._path = packed, file, path
        self._given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(cast("bytearray", buffer))
        data = self._packed.read1(len(view))
        view[: len(data)] = data
        self._given += len(data)
        if self._given > BOMB and self._given > MAX_EXPANSION * self._file.tell():
            raise SitrepError(
                f"unpacks to more than {MAX_EXPANSION} times its size; reading stopped after {self._given >> 20} MiB",
                self._path,
            )
        return len(data)
