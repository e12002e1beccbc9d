"""Files read, and their articles glanced at, for a scan: here where it is little, else by a process that reads ahead.

Reading and glancing cost as much as writing, so that two cores scan almost twice as fast as one. Whatever the reading
process says comes in the order in which files were asked for: the index is the same as if one process had done it all.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
from collections import deque
from collections.abc import Collection, Generator, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import chain, islice
from multiprocessing.connection import Connection
from multiprocessing.reduction import ForkingPickler
from queue import Empty, Queue, SimpleQueue
from threading import Thread

from extract.article import Article
from extract.index.glance import Glance, glance
from extract.index.walk import Files, Found
from extract.readers import Fault

LITTLE = 2_000_000
"""Bytes of files that this process reads itself, in less time than another takes to start."""
HANDFUL, HANDFUL_SIZE = 100, 400_000
"""How many articles are passed on at a time, and of how many code points in all."""
BUFFERED = 120
"""Handfuls that the reading process gets ahead by while a batch is written: half as many articles again as it has."""
SWITCH_S = 0.0002
"""How long what was seen waits for the reading to let it be sent, piece by piece; at Python's own 5 ms both would."""
AHEAD = 256
"""Files that the reading process is asked for before the first of them is read."""


@dataclass(frozen=True, slots=True)
class End:
    """Of a file."""

    digest: bytes = b""
    """Of its bytes; see `Files.digest`."""
    lost: bool = False
    """Whether the process that read it died of it, so that nobody knows what else it holds."""


Sight = Glance | Fault | End
Wanted = Iterable[Found | None]
"""Files, with None where the next is long in coming."""


def sights(files: Files, wanted: Wanted, *, alone: bool = False) -> Generator[list[Sight]]:
    """Yield what files hold, some at a time, in the order of the files; behind what each holds stands its `End`.

    Args:
        files: reads them.
        wanted: which; asked for a few hundred before the first of them is done.
        alone: whether this process is to do it all.

    """
    asked, more = iter(wanted), list[Found]()
    yield from _read(files, asked if alone or _cores() == 1 else _little(asked, more))
    if more:
        yield from _read_elsewhere(files, chain(more, asked))


@contextmanager
def seldom_collecting() -> Iterator[None]:
    """Look for cycles a hundred times more seldom: a batch is many objects and no cycle, and the looking costs 5 %."""
    usual = gc.get_threshold()
    gc.set_threshold(100 * usual[0], *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)


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


def _read(files: Files, wanted: Wanted) -> Iterator[list[Sight]]:
    held: list[Sight] = []
    size = 0
    for found in wanted:
        if found is None:
            if held:
                yield held
                held, size = [], 0
            continue
        for item in files.read(found):
            held.append(glance(item) if isinstance(item, Article) else item)
            size += len(item.text) if isinstance(item, Article) else 0
            if len(held) >= HANDFUL or size > HANDFUL_SIZE:
                yield held
                held, size = [], 0
        held.append(End(files.digest(found)))
    if held:
        yield held


def _read_elsewhere(files: Files, asked: Iterator[Found | None]) -> Iterator[list[Sight]]:
    """Have another process read; where it dies, the file it was at is lost, and a new one goes on with the rest."""
    waiting: deque[Found] = deque()
    more = True
    with closing(_Reader(files)) as reader:
        while waiting or more:
            if more:
                order, more = _order(asked, AHEAD - len(waiting))
                waiting.extend(order)
                reader.ask(order)
            if not waiting:
                continue
            seen = reader.answer()
            if seen is None:
                lost = waiting.popleft()
                fault = Fault(lost.path, f"the process that read it {reader.cause()}; the next scan tries again")
                reader.replace(waiting)
                seen = [fault, End(lost=True)]
            else:
                for _ in range(sum(isinstance(item, End) for item in seen)):
                    waiting.popleft()
            yield seen


def _order(asked: Iterator[Found | None], room: int) -> tuple[list[Found], bool]:
    """Return what is to be read next, so many files at most, and whether there may be more."""
    order: list[Found] = []
    for found in islice(asked, room):
        if found is None:
            return order, True
        order.append(found)
    return order, len(order) == room


class _Reader:
    """A process that reads files in the order in which they are asked for."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self._start()

    def ask(self, order: Collection[Found]) -> None:
        """Have these read after those asked for before."""
        if not order:
            return
        try:
            self._pipe.send(list(order))
        except OSError:
            return  # it died, as the next answer tells

    def answer(self) -> list[Sight] | None:
        """Return what it saw next; None where it died."""
        try:
            seen: list[Sight] = self._pipe.recv()
        except (EOFError, OSError):
            return None
        return seen

    def cause(self) -> str:
        """Say what it died of."""
        self._process.join()
        code = self._process.exitcode or 0
        return f"died (signal {-code})" if code < 0 else f"ended (code {code})"

    def replace(self, order: Collection[Found]) -> None:
        """Start it anew, with this to read."""
        self.close()
        self._start()
        self.ask(order)

    def close(self) -> None:
        """End it, whatever it has in hand."""
        self._pipe.close()
        self._process.kill()
        self._process.join()

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, self._files), daemon=True)
        self._process.start()
        theirs.close()


def _serve(pipe: Connection, files: Files) -> None:
    """Read what is asked for until the other end closes.

    One thread takes orders off the pipe as they come, so that whoever sends them never waits for this process while it
    waits for them; another sends what was seen, so that reading goes on while a batch is written.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever asks ends it
    sys.setswitchinterval(SWITCH_S)
    orders: SimpleQueue[list[Found] | None] = SimpleQueue()
    seen: Queue[memoryview | None] = Queue(BUFFERED)
    Thread(target=_listen, args=(pipe, orders), daemon=True).start()
    sender = Thread(target=_send, args=(pipe, seen), daemon=True)
    sender.start()
    with seldom_collecting():
        for some in _read(files, _asked(orders)):
            seen.put(ForkingPickler.dumps(some))
    seen.put(None)
    sender.join()


def _listen(pipe: Connection, orders: SimpleQueue[list[Found] | None]) -> None:
    try:
        while True:
            orders.put(pipe.recv())
    except (EOFError, OSError):
        orders.put(None)  # nobody asks any more


def _send(pipe: Connection, seen: Queue[memoryview | None]) -> None:
    try:
        while some := seen.get():
            pipe.send_bytes(some)
    except OSError:
        os._exit(0)  # nobody asks any more, and the other threads need not find out one by one


def _asked(orders: SimpleQueue[list[Found] | None]) -> Iterator[Found | None]:
    """Yield files until there is nobody to ask, and None whenever there is nothing to read."""
    while True:
        try:
            order = orders.get_nowait()
        except Empty:
            yield None
            order = orders.get()
        if order is None:
            return
        yield from order
