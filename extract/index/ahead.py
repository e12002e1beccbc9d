"""Files read ahead of the scan by a process of its own, where there is much to read.

Reading and glancing cost as much as writing, so that two cores scan two thirds faster than one. What the reader sees
comes in the order in which files were asked for: the index is the same as if one process had done it all.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from collections import deque
from collections.abc import Generator, Iterator, Sequence
from contextlib import suppress
from itertools import chain, islice
from multiprocessing.connection import Connection
from multiprocessing.reduction import ForkingPickler
from pickle import PicklingError
from queue import Empty, Queue, SimpleQueue
from threading import Thread

from extract.errors import SitrepError
from extract.index.sights import HANDFUL, End, Sight, Wanted, seldom_collecting, sights
from extract.index.walk import Files, Found
from extract.readers import Fault

LITTLE = 2_000_000
"""Bytes of files that this process reads itself, in less time than another takes to start."""
BUFFERED = 120
"""Handfuls that the reader gets ahead by while a batch is written: half as many articles again as a batch has."""
AHEAD = BUFFERED * HANDFUL
"""Files that it is asked for before the first of them is read: as many, where each holds one article."""
ORDER = 256
"""Files that it is asked for at a time."""
ENDING_S = 5.0
"""How long a reader that has closed its pipe may take to end, in seconds."""
SWITCH_S = 0.0002
"""How long what was seen waits for the reading to let it be sent, piece by piece; at Python's own 5 ms both would."""


def seen_ahead(files: Files, wanted: Wanted, *, alone: bool = False) -> Generator[list[Sight]]:
    """Yield what `extract.index.sights.sights` would.

    Args:
        files: reads them; it is sent to the reader.
        wanted: what to read; asked for thousands of files before the first of them is done.
        alone: whether this process is to read all of it itself.

    """
    asked, more = iter(wanted), list[Found]()
    yield from sights(files, asked if alone or _cores() == 1 else _little(asked, more))
    if not more:
        return
    asked = chain(more, asked)
    reader = _Reader.started(files)
    if reader is None:  # nobody may start processes here
        yield from sights(files, asked)
        return
    ahead = _Ahead(files, asked, reader)
    try:
        yield from ahead.run()
    finally:
        ahead.reader.close()


def _cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _little(asked: Iterator[Found | None], more: list[Found]) -> Iterator[Found | None]:
    """Yield files until it gets too much; the first that is goes to `more`."""
    total = 0
    for found in asked:
        total += found.size if found else 0
        if found and total > LITTLE:
            more.append(found)
            return
        yield found


class _Ahead:
    """Keeps a reader busy, and finds out which file it died of: whichever it dies of when it has no other."""

    def __init__(self, files: Files, asked: Iterator[Found | None], reader: _Reader) -> None:
        self.files, self.reader = files, reader
        self._asked, self._more = asked, True
        self._waiting: deque[Found] = deque()
        self._suspects = 0
        """How many of those that wait are to be read one by one, since one of them may be what the reader died of."""
        self._seen = self._skip = 0
        """Of the first that waits: what was passed on, and how much of that is still to come a second time."""

    def run(self) -> Iterator[list[Sight]]:
        """Yield what is seen.

        Raises:
            SitrepError: the reader died, and no other can be started.

        """
        while self._waiting or self._more:
            asking = self._more and self._suspects == 0 and len(self._waiting) < AHEAD
            if asking:
                self._hand_out()
            if self._waiting and (not asking or self.reader.answered()):
                seen = self.reader.answer()
                yield self._died() if seen is None else self._taken(seen)

    def _hand_out(self) -> None:
        """Ask for what is next."""
        order, self._more = _order(self._asked)
        self._waiting.extend(order)
        self.reader.ask(order)

    def _taken(self, seen: Sequence[Sight]) -> list[Sight]:
        """Return what had not been passed on before."""
        fresh: list[Sight] = []
        for item in seen:
            if isinstance(item, End):
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
        if self._suspects:
            self._suspects -= 1
            self.reader.ask([self._waiting[0]] if self._suspects else [])

    def _died(self) -> list[Sight]:
        """Have a new reader go on."""
        cause = self.reader.cause()
        self.reader.close()
        found: list[Sight] = []
        if len(self._waiting) == 1 or self._suspects:
            path = self._waiting[0].path
            found = [Fault(path, f"the process that read it {cause}; the next scan tries again"), End(lost=True)]
            self._waiting.popleft()
            self._seen = 0
        self._suspects, self._skip = len(self._waiting), self._seen
        reader = _Reader.started(self.files)
        if reader is None:
            raise SitrepError(f"the process that reads files {cause}, and no other can be started")
        self.reader = reader
        self.reader.ask([self._waiting[0]] if self._suspects else [])
        return found


def _order(asked: Iterator[Found | None]) -> tuple[list[Found], bool]:
    """Return what is to be read next, and whether there may be more."""
    order: list[Found] = []
    for found in islice(asked, ORDER):
        if found is None:
            return order, True
        order.append(found)
    return order, len(order) == ORDER


class _Reader:
    """A process that reads files in the order in which they are asked for."""

    def __init__(self, files: Files) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, files), daemon=True)
        self._process.start()
        theirs.close()

    @classmethod
    def started(cls, files: Files) -> _Reader | None:
        """Return one that is ready; None where it cannot be started, or what reads the files not be sent to it."""
        try:
            reader = cls(files)
        except (OSError, PicklingError, TypeError, AttributeError):  # the last two are what pickle raises for most
            return None
        if reader.answer() is not None:
            return reader
        reader.close()
        return None

    def ask(self, order: Sequence[Found]) -> None:
        """Have these read after those asked for before."""
        if not order:
            return
        try:
            self._pipe.send(order)
        except OSError:
            return  # it died, as the next answer tells

    def answered(self) -> bool:
        """Tell whether there is an answer already, or it died."""
        return self._pipe.poll()

    def answer(self) -> list[Sight] | None:
        """Return what it saw next, nothing once it is ready; None where it died. Raises what its reading raised."""
        try:
            seen: list[Sight] | Exception = self._pipe.recv()
        except (EOFError, OSError):
            return None
        if isinstance(seen, Exception):
            raise seen
        return seen

    def cause(self) -> str:
        """Say how it died."""
        self._process.join(ENDING_S)
        code = self._process.exitcode or 0
        return f"died (signal {-code})" if code < 0 else f"ended (code {code})"

    def close(self) -> None:
        """End it, whatever it has in hand."""
        self._pipe.close()
        self._process.kill()
        self._process.join()


def _serve(pipe: Connection, files: Files) -> None:
    """Read what is asked for until the other end closes.

    One thread takes orders off the pipe as they come, so that whoever sends them never waits for this process while it
    waits for them; another sends what was seen, so that reading goes on while a batch is written.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever asks ends it
    sys.setswitchinterval(SWITCH_S)
    orders: SimpleQueue[Sequence[Found]] = SimpleQueue()
    seen: Queue[memoryview] = Queue(BUFFERED)
    seen.put(ForkingPickler.dumps([]))  # it is ready
    sender = Thread(target=_send, args=(pipe, seen), daemon=True)
    sender.start()
    Thread(target=_listen, args=(pipe, orders), daemon=True).start()
    try:
        with seldom_collecting():
            for some in sights(files, _asked(orders)):
                seen.put(ForkingPickler.dumps(some))
    except Exception as error:  # noqa: BLE001 - a store that fails, or a reader: whoever asks decides what it means
        seen.put(ForkingPickler.dumps(error))
        sender.join()


def _listen(pipe: Connection, orders: SimpleQueue[Sequence[Found]]) -> None:
    try:
        while True:
            orders.put(pipe.recv())
    except (EOFError, OSError):
        os._exit(0)  # nobody asks any more, and what is being read need not be read to its end


def _send(pipe: Connection, seen: Queue[memoryview]) -> None:
    with suppress(OSError):  # then the other thread ends this process
        while True:
            pipe.send_bytes(seen.get())


def _asked(orders: SimpleQueue[Sequence[Found]]) -> Iterator[Found | None]:
    """Yield files as they are asked for, and None whenever none is."""
    while True:
        try:
            order = orders.get_nowait()
        except Empty:
            yield None
            order = orders.get()
        yield from order
