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
from extract.readers.endings import compression_ending, file_ending
from extract.readers.limits import BOMB, MAX_EXPANSION

STANDARD_INPUT = "-"
BUFFER = 1 << 17
"""Bytes that are read at once, and can be looked at before a reader is chosen."""
BROKEN = (OSError, EOFError, zlib.error, lzma.LZMAError, zstandard.ZstdError)
"""What reading may raise; gzip.BadGzipFile is an OSError."""


class UnpackedStream(Protocol):
    """The decompressed bytes of a stream."""

    def read1(self, size: int, /) -> bytes: ...


class _ZstandardStream:
    """Frames of Zstandard; unlike the library's own reader it says where the last one is cut."""

    PIECE = 1024
    """Bytes fed at a time: four may unpack to 128 KiB."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._library = zstandard.ZstdDecompressor(max_window_size=1 << 27)
        self._frame = self._library.decompressobj()
        self._inside = False
        self._held = b""

    def read1(self, size: int, /) -> bytes:
        while not self._held:
            piece = self._frame.unused_data if self._frame.eof else b""
            if self._frame.eof:
                self._frame, self._inside = self._library.decompressobj(), False
            piece = piece or self._file.read(self.PIECE)
            if not piece:
                if self._inside:
                    raise EOFError
                return b""
            self._inside = True
            self._held = self._frame.decompress(piece)
        data, self._held = self._held[:size], self._held[size:]
        return data


UNPACK: Mapping[str, Callable[[IO[bytes]], UnpackedStream]] = {
    ".gz": lambda file: gzip.GzipFile(fileobj=file),
    ".bz2": bz2.BZ2File,
    ".xz": lzma.LZMAFile,
    ".zst": _ZstandardStream,
}
MAGIC = {b"\x1f\x8b\x08": ".gz", b"BZh": ".bz2", b"\xfd7zXZ\x00": ".xz", b"\x28\xb5\x2f\xfd": ".zst"}
"""First bytes of what is compressed, for files whose names do not say it."""


@contextmanager
def open_path(path: str) -> Iterator[io.BufferedReader]:
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
        yield unpack_stream(stream, path, Budget(path, stream.tell)) or stream


def unpack_stream(file: io.BufferedReader, name: str, budget: Budget) -> io.BufferedReader | None:
    """Return a stream of what a compressed file holds, by its name or, where that has no ending, its first bytes.

    None where it is not compressed. Its reads raise a SitrepError once it must be a bomb.
    """
    last = compression_ending(name)
    if not last and file_ending(name):
        return None
    if not last:
        head = file.peek(8)
        last = next((last for magic, last in MAGIC.items() if head.startswith(magic)), "")
    return buffer_stream(UNPACK[last](file), budget) if last else None


def buffer_stream(stream: UnpackedStream, budget: Budget) -> io.BufferedReader:
    """Return a stream of what is unpacked, counted in a budget."""
    return cast("io.BufferedReader", _BufferedStream(BoundedStream(stream, budget), BUFFER))


class _BufferedStream(io.BufferedReader):
    """Gives what came before an error, and then raises it; its parent's `read` would lose what it had gathered."""

    _error: Exception | None = None

    def read(self, size: int | None = -1, /) -> bytes:
        if self._error:
            raise self._error
        parts: list[bytes] = []
        left = sys.maxsize if size is None or size < 0 else size
        try:
            while left and (part := self.read1(min(left, BUFFER))):
                parts.append(part)
                left -= len(part)
        except (SitrepError, *BROKEN) as error:
            if not parts:
                raise
            self._error = error
        return b"".join(parts)


class BombError(SitrepError):
    """A file unpacks to more than it can hold: nothing more of it is read."""


class Budget:
    """How much a file may unpack to, however many archives and compressions lie within it."""

    def __init__(self, path: str, packed: Callable[[], int]) -> None:
        """Begin to count what `path` unpacks to, of which so many bytes, packed, were read."""
        self._path, self._packed = path, packed
        self.given = 0

    def spend(self, size: int) -> None:
        """Count bytes that were unpacked.

        Raises:
            BombError: where there are so many that it must be one.

        """
        self.given += size
        if self.given > BOMB and self.given > MAX_EXPANSION * self._packed():
            raise BombError(
                f"unpacks to more than {MAX_EXPANSION} times its size; reading stopped after {self.given >> 20} MiB",
                self._path,
            )


class BoundedStream(io.RawIOBase):
    """An unpacked stream that raises `BombError` once its budget is spent."""

    def __init__(self, unpacked: UnpackedStream, budget: Budget) -> None:
        self._unpacked, self._budget = unpacked, budget

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(cast("bytearray", buffer))
        data = self._unpacked.read1(len(view))
        view[: len(data)] = data
        self._budget.spend(len(data))
        return len(data)
