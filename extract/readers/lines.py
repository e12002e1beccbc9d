"""The lines of a file as text, one by one: one encoding a file, whatever a single line could be taken for."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from io import BufferedReader, RawIOBase, TextIOWrapper
from itertools import chain
from typing import NamedTuple, cast

from extract.readers.decode import SAMPLE, detect_encoding, is_mostly_utf8, unicode_encoding
from extract.readers.limits import MAX_ROW

LOOK_AHEAD = 1 << 20
"""Bytes that are read on, at most, to detect the encoding of a file from its lines that are not ASCII."""


class NumberedLine(NamedTuple):
    """A line of a file, decoded, with where it stands."""

    number: int
    """From 1."""
    offset: int
    """Of its first byte in the unpacked file, in UTF-8."""
    text: str
    """With its line end."""
    note: str | None = None
    """Of an encoding that was detected."""
    cut: bool = False
    """Whether it is longer than a row may be, and only its beginning is here."""


def read_lines(stream: BufferedReader, limit: int | None = None) -> Iterator[NumberedLine]:
    """Yield each line; of one longer than `limit` bytes (else MAX_ROW) its beginning.

    A line that is UTF-8 is read as that. The first that is not tells, with those after it, in which encoding all such
    lines are.
    """
    limit = limit or MAX_ROW
    stream, skip = decode_stream(stream)
    lines = _byte_lines(stream, skip, limit)
    legacy: str | None = None
    ahead: deque[tuple[int, int, bytes]] = deque()
    while line := (ahead.popleft() if ahead else next(lines, None)):
        number, offset, data = line
        cut = len(data) > limit
        try:
            yield NumberedLine(number, offset, data.decode(), None, cut)
        except UnicodeDecodeError as error:
            if legacy is None:
                ahead.extend(_sample_lines(lines))
                legacy = detect_line_encoding([data, *(later for *_, later in ahead)], error.start)
            note = f"not UTF-8; read as {legacy} by its bytes" if legacy != "utf-8" else "not all of it is UTF-8"
            yield NumberedLine(number, offset, data.decode(legacy, "replace"), note, cut)


def decode_stream(stream: BufferedReader) -> tuple[BufferedReader, int]:
    """Return a stream of what may be UTF-8, its byte order mark passed over, and the length of that.

    UTF-16 and UTF-32 are turned into UTF-8: a line end in them is not the byte of a line end.
    """
    encoding, skip = unicode_encoding(stream.peek(4096))
    stream.read(skip)
    if encoding == "utf-8":
        return stream, skip
    return BufferedReader(_TranscodedStream(stream, encoding)), 0


def put_back(data: bytes, stream: BufferedReader) -> BufferedReader:
    """Return a stream of `data` and what `stream` still has."""
    return BufferedReader(_PieceStream(iter(chain([data], iter(lambda: stream.read1(1 << 16), b"")))))


class _PieceStream(RawIOBase):
    """A readable stream over an iterator of bytes."""

    def __init__(self, parts: Iterator[bytes]) -> None:
        self._parts, self._part, self._at = parts, b"", 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        if self._at == len(self._part):
            self._part, self._at = next((part for part in self._parts if part), b""), 0
        view = memoryview(cast("bytearray", buffer))
        data = self._part[self._at : self._at + len(view)]
        view[: len(data)] = data
        self._at += len(data)
        return len(data)


class _TranscodedStream(_PieceStream):
    """Transcodes a stream from UTF-16 or UTF-32 to UTF-8."""

    def __init__(self, stream: BufferedReader, encoding: str) -> None:
        text = TextIOWrapper(stream, encoding, errors="replace", newline="")
        super().__init__(part.encode("utf-8", "replace") for part in iter(lambda: text.read(1 << 16), ""))
        self._text = text  # which would close the stream when it goes


def _byte_lines(stream: BufferedReader, offset: int, limit: int) -> Iterator[tuple[int, int, bytes]]:
    number = 0
    while data := stream.readline(limit + 1):
        number += 1
        yield number, offset, data
        offset += len(data)
        while len(data) > limit and not data.endswith(b"\n"):
            data = stream.readline(limit + 1)
            offset += len(data)


def _sample_lines(lines: Iterator[tuple[int, int, bytes]]) -> Iterator[tuple[int, int, bytes]]:
    """Yield lines until those that are not ASCII are a sample."""
    sample = read = 0
    for line in lines:
        yield line
        read += len(line[2])
        sample += 0 if line[2].isascii() else len(line[2])
        if sample > SAMPLE or read > LOOK_AHEAD:
            return


def detect_line_encoding(lines: list[bytes], at: int) -> str:
    """Return the encoding of lines, the first of which is no UTF-8 from byte `at` on."""
    if is_mostly_utf8(lines[0], at):
        return "utf-8"
    return detect_encoding(b"".join(line for line in lines if not line.isascii())) or "utf-8"
