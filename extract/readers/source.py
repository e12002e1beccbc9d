"""What a reader is given: a stream of bytes, where it comes from, and how the user says it is to be read."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import IO, TYPE_CHECKING

from extract.article import Article
from extract.errors import SitrepError
from extract.readers.faults import Fault
from extract.readers.options import DEFAULT, ReadOptions

if TYPE_CHECKING:
    from extract.readers.unpack import Budget

NESTED = 2
"""How deep archives are opened: one in a folder, and one within that."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file, or a member of an archive."""

    stream: io.BufferedReader
    path: str
    """Of the file, as the user gave it."""
    name: str
    """Its own, or the member's: what the format is told by, and the date where nothing else says it."""
    options: ReadOptions = DEFAULT
    depth: int = 0
    """In how many archives it lies."""
    budget: Budget | None = None
    """What its file may still unpack to; made where the first archive is met."""
    file: str | None = None
    """Where it can be opened by name: a plain file, not packed, and not within another."""

    def within(self, stream: io.BufferedReader, name: str, budget: Budget) -> SourceFile:
        """Return a member of this archive."""
        return replace(self, stream=stream, name=name, depth=self.depth + 1, budget=budget, file=None)


Reader = Callable[[SourceFile], Iterator[Article | Fault]]


@contextmanager
def make_seekable(source: SourceFile, limit: int) -> Iterator[IO[bytes]]:
    """Give the bytes as a file that can be read in any order; a stream is kept in a temporary file meanwhile.

    Raises:
        SitrepError: where it holds more than `limit` bytes.

    """
    if source.file is not None:
        yield source.stream
        return
    with tempfile.SpooledTemporaryFile(max_size=8 << 20) as kept:
        size = 0
        while part := source.stream.read(1 << 20):
            size += len(part)
            if size > limit:
                raise SitrepError(f"larger than {limit >> 20} MiB, within another file; it was left out", source.path)
            kept.write(part)
        kept.seek(0)
        yield kept
