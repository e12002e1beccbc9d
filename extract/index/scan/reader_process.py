"""The process that reads files ahead of the scan: how it is started and asked, and what it does."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from multiprocessing.connection import Connection
from multiprocessing.reduction import ForkingPickler
from pickle import PicklingError
from queue import Empty, Queue, SimpleQueue
from threading import Event, Thread

from extract.index.child_process import Child
from extract.index.scan.files import FileEntry, Files
from extract.index.scan.reading import ScanItem, infrequent_gc, read_files

BUFFERED = 120
"""Chunks that the reader gets ahead by while a batch is written: half as many articles again as a batch has."""
SWITCH_S = 0.0002
"""How long what was seen waits for the reading to let it be sent, piece by piece; at Python's own 5 ms both would."""


class Reader:
    """A process that reads files in the order in which they are asked for."""

    def __init__(self, files: Files, chunk: int, *, careful: bool) -> None:
        self._child = Child.start(_serve, files, chunk, careful)

    @classmethod
    def started(cls, files: Files, chunk: int, *, careful: bool = False) -> Reader | None:
        """Return one that is ready; None where it cannot be started, or what reads the files not be sent to it."""
        try:
            reader = cls(files, chunk, careful=careful)
        except (OSError, PicklingError, TypeError, AttributeError):  # the last two are what pickle raises for most
            return None
        if reader.answer() is not None:
            return reader
        reader.close()
        return None

    def ask(self, order: Sequence[FileEntry]) -> None:
        """Have these read after those asked for before."""
        if not order:
            return
        try:
            self._child.pipe.send(order)
        except OSError:
            return  # it died, as the next answer tells

    def answered(self) -> bool:
        """Tell whether there is an answer already, or it died."""
        return self._child.pipe.poll()

    def answer(self) -> list[ScanItem] | None:
        """Return what it saw next, nothing once it is ready; None where it died. Raises what its reading raised."""
        try:
            seen: list[ScanItem] | Exception = self._child.pipe.recv()
        except (EOFError, OSError):
            return None
        if isinstance(seen, Exception):
            raise seen
        return seen

    def cause(self) -> str:
        """Say how it died."""
        return self._child.cause()

    def close(self) -> None:
        """End it, whatever it has in hand."""
        self._child.close()


def _serve(pipe: Connection, files: Files, chunk: int, careful: bool) -> None:
    """Read what is asked for until the other end closes.

    One thread takes orders off the pipe as they come, so that whoever sends them never waits for this process while it
    waits for them; another sends what was seen, so that reading goes on while a batch is written. A careful reader
    sends each article before it reads the next.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever asks ends it
    sys.setswitchinterval(SWITCH_S)
    orders: SimpleQueue[Sequence[FileEntry]] = SimpleQueue()
    Thread(target=_listen, args=(pipe, orders), daemon=True).start()
    seen: Queue[memoryview] = Queue(BUFFERED)
    if not careful:
        Thread(target=_send, args=(pipe, seen), daemon=True).start()
    pass_on: Callable[[memoryview], None] = partial(_pass_on, pipe) if careful else seen.put
    try:
        pass_on(ForkingPickler.dumps([]))  # it is ready
        with infrequent_gc():
            for some in read_files(files, _asked(orders), chunk):
                pass_on(ForkingPickler.dumps(some))
    except Exception as error:  # noqa: BLE001 - a store that fails, or a reader: whoever asks decides what it means
        pass_on(ForkingPickler.dumps(error))
        Event().wait()  # to be ended by whoever asks


def _listen(pipe: Connection, orders: SimpleQueue[Sequence[FileEntry]]) -> None:
    try:
        while True:
            orders.put(pipe.recv())
    except (EOFError, OSError):
        os._exit(0)  # nobody asks any more, and what is being read need not be read to its end


def _send(pipe: Connection, seen: Queue[memoryview]) -> None:
    while True:
        _pass_on(pipe, seen.get())


def _pass_on(pipe: Connection, seen: memoryview) -> None:
    with suppress(OSError):  # nobody listens any more: `_listen` ends this process
        pipe.send_bytes(seen)


def _asked(orders: SimpleQueue[Sequence[FileEntry]]) -> Iterator[FileEntry | None]:
    """Yield files as they are asked for, and None whenever none is."""
    while True:
        try:
            order = orders.get_nowait()
        except Empty:
            yield None
            order = orders.get()
        yield from order
