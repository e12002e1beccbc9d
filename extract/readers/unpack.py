"""Opens a file for reading as bytes: plain, compressed, or standard input; nothing that never ends."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import stat
import sys
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import IO, Protocol, cast

import zstandard

from extract.errors import SitrepError
from extract.readers.formats import ending
from extract.readers.limits import BOMB, MAX_EXPANSION

STANDARD_INPUT = "-"
BUFFER = 1 << 17
"""Bytes that are read at once, and can be looked at before a reader is chosen."""
BROKEN = (OSError, EOFError, zlib.error, lzma.LZMAError, zstandard.ZstdError)
"""What reading may raise; gzip.BadGzipFile is an OSError."""


class _Unpacked(Protocol):
    def read1(self, size: int, /) -> bytes: ...


def _zstd(file: IO[bytes]) -> _Unpacked:
    return zstandard.ZstdDecompressor(max_window_size=1 << 27).stream_reader(file, read_across_frames=True)


UNPACK: Mapping[str, Callable[[IO[bytes]], _Unpacked]] = {
    ".gz": lambda file: gzip.GzipFile(fileobj=file),
    ".bz2": bz2.BZ2File,
    ".xz": lzma.LZMAFile,
    ".zst": _zstd,
}
MAGIC = {b"\x1f\x8b\x08": ".gz", b"BZh": ".bz2", b"\xfd7zXZ\x00": ".xz", b"\x28\xb5\x2f\xfd": ".zst"}
"""First bytes of what is compressed, for files whose names do not say it."""


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
    with os.fdopen(descriptor, "rb", BUFFER) as file:
        stream = cast("io.BufferedReader", file)
        yield unpacked(stream, path, path) or stream


def unpacked(file: io.BufferedReader, name: str, path: str) -> io.BufferedReader | None:
    """Return a stream of what a compressed file holds, by its name or, where that has no ending, its first bytes.

    None where it is not compressed. Its reads raise a SitrepError once it must be a bomb.
    """
    last = os.path.splitext(name.lower())[1]  # noqa: PTH122 - a name may hold bytes that Path would refuse
    if last not in UNPACK and (ending(name) or last):
        return None
    if last not in UNPACK:
        head = file.peek(8)
        last = next((last for magic, last in MAGIC.items() if head.startswith(magic)), "")
    return io.BufferedReader(_Bounded(UNPACK[last](file), file, path), BUFFER) if last else None


class _Bounded(io.RawIOBase):
    """The unpacked side of a file, which refuses to go on where it must be a bomb."""

    def __init__(self, packed: _Unpacked, file: io.BufferedReader, path: str) -> None:
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
