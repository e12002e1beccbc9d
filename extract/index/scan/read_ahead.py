"""Files read ahead of the scan by a second process, where there is much to read.

Reading and listing cost as much as writing, so that two cores scan two thirds faster than one. Items come in the order
in which files were requested: the index is the same as if one process had done it all.
"""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator, Sequence
from functools import partial
from itertools import chain, islice

from extract.errors import SitrepError
from extract.index.child_process import ChildDied, SupervisedProcess
from extract.index.scan.files import FileEntry, Files
from extract.index.scan.reader_process import BUFFERED_CHUNKS, NotStartedError, start_reader
from extract.index.scan.reading import FileEnd, FileRequests, ScanItem, read_files
from extract.index.tuning import Tuning
from extract.readers import Fault

REQUEST_FILES = 256
"""Files that the reader is asked for at a time."""


def read_ahead(files: Files, wanted: FileRequests, tuning: Tuning, *, alone: bool = False) -> Generator[list[ScanItem]]:
    """Yield what `extract.index.scan.reading.read_files` would, read by a second process where that is faster.

    Args:
        files: reads them; it is sent to the second process.
        wanted: what to read; asked for thousands of files before the first of them is done.
        tuning: how much is read here, and how much is passed on at a time.
        alone: whether this process is to read all of it itself.

    Raises:
        SitrepError: the second process died, and no other can be started.

    """
    requested, rest = iter(wanted), list[FileEntry]()
    single = alone or (tuning.cores or _count_cores()) == 1
    yield from read_files(
        files, requested if single else _take_small_share(requested, rest, tuning.inline_bytes), tuning.chunk_articles
    )
    if not rest:
        return
    requested = chain(rest, requested)
    try:
        reader = SupervisedProcess[FileEntry](partial(start_reader, files, tuning.chunk_articles), blame_single=False)
    except NotStartedError:
        yield from read_files(files, requested, tuning.chunk_articles)
        return
    try:
        yield from _ReadAhead(requested, reader, BUFFERED_CHUNKS * tuning.chunk_articles).run()
    finally:
        reader.close()


def _count_cores() -> int:
    """Count the cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _take_small_share(
    requested: Iterator[FileEntry | None], rest: list[FileEntry], limit: int
) -> Iterator[FileEntry | None]:
    """Yield files up to `limit` bytes in all; the first beyond it goes to `rest`."""
    total = 0
    for file in requested:
        total += file.size if file else 0
        if file and total > limit:
            rest.append(file)
            return
        yield file


class _ReadAhead:
    """Keeps a reader supplied with requests, and passes on every item once, whatever becomes of the reader.

    Of a file that the reader dies of, what it sent before is kept, a fault is added, and the rest of the file is lost.
    """

    def __init__(self, requested: Iterator[FileEntry | None], reader: SupervisedProcess[FileEntry], most: int) -> None:
        """Prepare to read.

        Args:
            requested: files to read, with None where the next is long in coming.
            reader: the process.
            most: files that it may have in hand: as many as it may buffer, where each holds one article.

        """
        self._requested, self._reader, self._most = requested, reader, most
        self._more = True
        self._passed_on = 0
        """Items of the file that is being read which were passed on."""
        self._skip = 0
        """Items of it that come a second time from a new reader, and are to be left out."""

    def run(self) -> Iterator[list[ScanItem]]:
        """Yield items as they are read.

        Raises:
            SitrepError: the reader died, and no other can be started.

        """
        reader = self._reader
        while reader.in_hand or self._more:
            requesting = self._more and not reader.isolating and len(reader.in_hand) < self._most
            if requesting:
                order, self._more = _next_order(self._requested)
                if order:
                    reader.give(order)
            if reader.in_hand and (not requesting or reader.child.pipe.poll()):
                yield self._receive()

    def _receive(self) -> list[ScanItem]:
        """Wait for the reader's next items; raise what its reading raised."""
        try:
            items: list[ScanItem] | Exception = self._reader.child.receive()
        except ChildDied as died:
            return self._replace_reader(str(died))
        if isinstance(items, Exception):
            raise items
        return self._take_new(items)

    def _take_new(self, items: Sequence[ScanItem]) -> list[ScanItem]:
        """Leave out what was passed on before, and count."""
        new: list[ScanItem] = []
        for item in items:
            if isinstance(item, FileEnd):
                self._finish_file()
            elif self._skip:
                self._skip -= 1
                continue
            else:
                self._passed_on += 1
            new.append(item)
        return new

    def _finish_file(self) -> None:
        isolated = self._reader.isolating
        self._reader.finish_task()
        self._passed_on = self._skip = 0
        if isolated and not self._reader.isolating and self._more:
            self._restart("ended")  # a careful reader is slow

    def _replace_reader(self, cause: str) -> list[ScanItem]:
        """Have a new reader go on; return what is to be said of the file that the last one died of."""
        culprit = self._restart(cause)
        if culprit is None:
            self._skip = self._passed_on
            return []
        self._passed_on = self._skip = 0
        return [Fault(culprit.path, f"the process that read it {cause}; the next scan tries again"), FileEnd(lost=True)]

    def _restart(self, cause: str) -> FileEntry | None:
        try:
            return self._reader.replace()
        except NotStartedError as error:
            raise SitrepError(f"the process that reads files {cause}, and no other can be started") from error


def _next_order(requested: Iterator[FileEntry | None]) -> tuple[list[FileEntry], bool]:
    """Take the files to ask for next; tell whether there may be more."""
    order: list[FileEntry] = []
    for file in islice(requested, REQUEST_FILES):
        if file is None:
            return order, True
        order.append(file)
    return order, len(order) == REQUEST_FILES
