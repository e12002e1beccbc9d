"""Reads files into items for the scan: a listing of every article, faults, and a mark where each file ends."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from extract.article import Article
from extract.index.scan.files import FileEntry, Files
from extract.index.store.listing import Listing, list_article
from extract.readers import Fault

CHUNK_CODE_POINTS = 400_000
"""Code points of the articles that are passed on at a time, at most, but for the last of them."""


@dataclass(frozen=True, slots=True)
class FileEnd:
    """The end of a file."""

    digest: bytes = b""
    """`Files.digest` of the file."""
    lost: bool = False
    """Whether reading it broke off: it may hold more articles than were seen."""


ScanItem = Listing | Fault | FileEnd
FileRequests = Iterable[FileEntry | None]
"""Files to read; None where the next is long in coming, so that what was read is passed on."""


def read_files(files: Files, wanted: FileRequests, most: int) -> Iterator[list[ScanItem]]:
    """Yield the items of files in lists of at most `most`, in the files' order; a `FileEnd` ends each file."""
    held: list[ScanItem] = []
    size = 0
    for found in wanted:
        if found is None:
            if held:
                yield held
                held, size = [], 0
            continue
        for item in files.read(found):
            held.append(list_article(item) if isinstance(item, Article) else item)
            size += len(item.text) if isinstance(item, Article) else 0
            if len(held) >= most or size > CHUNK_CODE_POINTS:
                yield held
                held, size = [], 0
        held.append(FileEnd(files.digest(found)))
    if held:
        yield held


@contextmanager
def infrequent_gc() -> Iterator[None]:
    """Run Python's garbage collector a hundred times more rarely: batches have no cycles, and it costs 5 %."""
    usual = gc.get_threshold()
    gc.set_threshold(100 * usual[0], *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)
