"""Files read ahead of the scan by a process of its own, where there is much to read.

Reading and glancing cost as much as writing, so that two cores scan two thirds faster than one. What the reader sees
comes in the order in which files were asked for: the index is the same as if one process had done it all.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Generator, Iterator, Sequence
from itertools import chain, islice

from extract.errors import SitrepError
from extract.index.scan.files import FileEntry, Files
from extract.index.scan.reader_process import BUFFERED, Reader
from extract.index.scan.reading import FileEnd, FileRequests, ScanItem, read_files
from extract.index.tuning import Tuning
from extract.readers import Fault

ORDER = 256
"""Files that it is asked for at a time."""


def read_ahead(files: Files, wanted: FileRequests, tuning: Tuning, *, alone: bool = False) -> Generator[list[ScanItem]]:
    """Yield what `extract.index.scan.reading.read_files` would.

    Args:
        files: reads them; it is sent to the reader.
        wanted: what to read; asked for thousands of files before the first of them is done.
        tuning: how much is read here, and how much is passed on at a time.
        alone: whether this process is to read all of it itself.

    """
    asked, more = iter(wanted), list[FileEntry]()
    single = alone or (tuning.cores or _count_cores()) == 1
    yield from read_files(
        files, asked if single else _small_share(asked, more, tuning.inline_bytes), tuning.chunk_articles
    )
    if not more:
        return
    asked = chain(more, asked)
    reader = Reader.started(files, tuning.chunk_articles)
    if reader is None:  # nobody may start processes here
        yield from read_files(files, asked, tuning.chunk_articles)
        return
    ahead = _ReadAhead(files, asked, reader, tuning.chunk_articles)
    try:
        yield from ahead.run()
    finally:
        ahead.reader.close()


def _count_cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _small_share(asked: Iterator[FileEntry | None], more: list[FileEntry], limit: int) -> Iterator[FileEntry | None]:
    """Yield files until it gets too much; the first that is goes to `more`."""
    total = 0
    for found in asked:
        total += found.size if found else 0
        if found and total > limit:
            more.append(found)
            return
        yield found


class _ReadAhead:
    """Keeps a reader busy. What it had in hand when it died is read one by one: that it dies of again is at fault.

    Then it passes on every article at once, so that no more is lost than what it died of and the rest of that file.
    """

    def __init__(self, files: Files, asked: Iterator[FileEntry | None], reader: Reader, chunk: int) -> None:
        self.files, self.reader, self._chunk = files, reader, chunk
        self._most = BUFFERED * chunk
        """Files that it is asked for before the first of them is read: as many, where each holds one article."""
        self._asked, self._more = asked, True
        self._waiting: deque[FileEntry] = deque()
        self._suspects = 0
        """How many of those that wait are to be read one by one, since one of them may be what the reader died of."""
        self._seen = self._skip = 0
        """Of the first that waits: what was passed on, and how much of that is still to come a second time."""

    def run(self) -> Iterator[list[ScanItem]]:
        """Yield what is seen.

        Raises:
            SitrepError: the reader died, and no other can be started.

        """
        while self._waiting or self._more:
            asking = self._more and self._suspects == 0 and len(self._waiting) < self._most
            if asking:
                self._hand_out()
            if self._waiting and (not asking or self.reader.answered()):
                seen = self.reader.answer()
                yield self._died() if seen is None else self._taken(seen)

    def _hand_out(self) -> None:
        """Ask for what is next."""
        order, self._more = _next_order(self._asked)
        self._waiting.extend(order)
        self.reader.ask(order)

    def _taken(self, seen: Sequence[ScanItem]) -> list[ScanItem]:
        """Return what had not been passed on before."""
        fresh: list[ScanItem] = []
        for item in seen:
            if isinstance(item, FileEnd):
                self._done()
            elif self._skip:
                self._skip -= 1
                continue
            else:
                self._seen += 1
            fresh.append(item)
        return fresh

    def _done(self) -> None:
        """Turn to the next file."""
        self._waiting.popleft()
        self._seen = self._skip = 0
        if self._suspects > 1:
            self._suspects -= 1
            self.reader.ask([self._waiting[0]])
        elif self._suspects:
            self.reader.close()
            self._go_on("ended")

    def _died(self) -> list[ScanItem]:
        """Have a new reader go on."""
        cause = self.reader.cause()
        self.reader.close()
        found: list[ScanItem] = []
        if self._suspects:  # it had no other in hand
            path = self._waiting[0].path
            found = [Fault(path, f"the process that read it {cause}; the next scan tries again"), FileEnd(lost=True)]
            self._waiting.popleft()
            self._seen = 0
        self._skip = self._seen
        self._go_on(cause)
        return found

    def _go_on(self, cause: str) -> None:
        """Start another reader, for what the last one had in hand, one by one, or for what is still to come."""
        self._suspects = len(self._waiting)
        if not (self._suspects or self._more):
            return
        reader = Reader.started(self.files, 1 if self._suspects else self._chunk, careful=self._suspects > 0)
        if reader is None:
            raise SitrepError(f"the process that reads files {cause}, and no other can be started")
        self.reader = reader
        self.reader.ask([self._waiting[0]] if self._suspects else [])


def _next_order(asked: Iterator[FileEntry | None]) -> tuple[list[FileEntry], bool]:
    """Return what is to be read next, and whether there may be more."""
    order: list[FileEntry] = []
    for found in islice(asked, ORDER):
        if found is None:
            return order, True
        order.append(found)
    return order, len(order) == ORDER
