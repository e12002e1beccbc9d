"""Members of an archive, each read by the reader of its own format, and counted where there is none."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from typing import IO, cast

from extract.article import Article, Recorded
from extract.errors import SitrepError
from extract.readers.faults import Fault
from extract.readers.formats import describe_alike, is_readable
from extract.readers.source import NESTED, SourceFile
from extract.readers.unpack import Budget, UnpackedStream, buffer_stream, unpack_stream

NAMED = 20
"""How many members that cannot be read are named; of the others it is said how many there are."""


class Member:
    """The stream of a member, whose errors of decompression are raised as those of any file are."""

    def __init__(self, stream: IO[bytes], damaged: tuple[type[Exception], ...]) -> None:
        self._stream, self._damaged = cast("io.BufferedReader", stream), damaged

    def read1(self, size: int, /) -> bytes:
        try:
            return self._stream.read1(size)
        except self._damaged as error:
            raise OSError(f"damaged: {error}") from error


class ArchiveMembers:
    """Reads the members of one archive."""

    def __init__(self, source: SourceFile, size: int) -> None:
        """Prepare to read them.

        Args:
            source: the archive.
            size: of it, in bytes.

        Raises:
            SitrepError: where it lies too deep in others.

        """
        if source.depth >= NESTED:
            raise SitrepError("an archive in an archive in an archive; it was left out", source.path)
        self.source = source
        self.budget = source.budget or Budget(source.path, lambda: size)
        self.position = 0
        self._unread: Counter[str] = Counter()
        self._faults = 0

    def read(self, stream: UnpackedStream, name: str) -> Iterator[Article | Fault]:
        """Yield what a member holds; names that are hidden, and what macOS adds, are passed over."""
        place = PurePosixPath(name)
        if any(part.startswith(".") or part == "__MACOSX" for part in place.parts):
            return
        from extract.readers.files import read_source  # which knows all readers, this one too

        if not is_readable(name):
            self._unread[describe_alike(name)] += 1
            return
        plain = buffer_stream(stream, self.budget)
        for item in read_source(
            self.source.within(unpack_stream(plain, name, self.budget) or plain, name, self.budget)
        ):
            if isinstance(item, Fault):
                yield from self._fault(name, item.message, item.line)
            else:
                yield self._with_place(item, name)

    def _with_place(self, article: Article, name: str) -> Article:
        """Return an article with its place in the archive."""
        part = f"{name}: {article.metadata.part}" if article.metadata.part else name
        placed = replace(article, position=self.position, metadata=replace(article.metadata, part=part))
        self.position += 1
        if isinstance(placed, Recorded) and placed.record:
            placed = replace(placed, record=replace(placed.record, article=placed))
        return placed

    def report_unreadable(self, name: str, message: str) -> Iterator[Fault]:
        """Yield that a member cannot be opened."""
        yield from self._fault(name, message, None)

    def _fault(self, name: str, message: str, line: int | None) -> Iterator[Fault]:
        self._faults += 1
        if self._faults <= NAMED:
            place = name if line is None else f"{name}, line {line}"
            yield Fault(self.source.path, f"{place}: {message}")

    def report_rest(self) -> Iterator[Fault]:
        """Yield what was not named one by one."""
        if self._faults > NAMED:
            yield Fault(self.source.path, f"{self._faults - NAMED:,} more in it could not be read")
        for kind, files in self._unread.items():
            told = f"{files:,} {kind} in it: no reader for them" if files > 1 else f"no reader for {kind} in it"
            yield Fault(self.source.path, told)
