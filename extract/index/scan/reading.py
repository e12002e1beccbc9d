"""What a scan sees of files: a glance at every article, what could not be read, and where each file ends."""

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
    """Of a file."""

    digest: bytes = b""
    """Of its bytes; see `Files.digest`."""
    lost: bool = False
    """Whether reading it broke off, so that nobody knows what else it holds."""


ScanItem = Listing | Fault | FileEnd
FileRequests = Iterable[FileEntry | None]
"""Files, with None where the next is long in coming: what was seen until then is passed on."""


def read_files(files: Files, wanted: FileRequests, most: int) -> Iterator[list[ScanItem]]:
    """Yield what files hold, `most` at a time and in their order; behind what each holds stands its `FileEnd`."""
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
    """Look for cycles a hundred times more seldom: a batch is many objects and no cycle, and the looking costs 5 %."""
    usual = gc.get_threshold()
    gc.set_threshold(100 * usual[0], *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)
