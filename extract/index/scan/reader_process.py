"""The process that reads files ahead of the scan: how it is started, and what it does."""

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

from extract.index.child_process import Child, ChildDied
from extract.index.scan.files import FileEntry, Files
from extract.index.scan.reading import infrequent_gc, read_files

BUFFERED_CHUNKS = 120
"""Chunks that the reader may be ahead by while a batch is written: three times the articles of a batch."""
SWITCH_INTERVAL_S = 0.0002
"""Python's switch interval in the reader, in seconds: at the usual 5 ms the sending thread would wait for the reading
one before each piece that it sends."""


class NotStartedError(Exception):
    """No process can be started, or what reads the files cannot be sent to it."""


def start_reader(files: Files, chunk: int, careful: bool) -> Child:
    """Start a reader, and wait until it is ready.

    It is sent lists of `FileEntry`, and sends lists of `ScanItem`, `chunk` articles at a time, in the order of the
    files; an exception that a reader of files raised is sent in place of a list. A careful one sends each article
    before it reads the next, and so tells how far it came before it died.

    Raises:
        NotStartedError: where it does not start.

    """
    try:
        child = Child.start(_serve, files, 1 if careful else chunk, careful)
    except (OSError, PicklingError, TypeError, AttributeError) as error:  # pickle raises the last two, mostly
        raise NotStartedError from error
    try:
        child.receive()  # the empty list that says that it is ready
    except ChildDied as error:
        child.close()
        raise NotStartedError from error
    return child


def _serve(pipe: Connection, files: Files, chunk: int, careful: bool) -> None:
    """Read the files that are requested until the other end closes.

    One thread takes requests off the pipe as they come, so that whoever sends them never waits for this process while
    it waits for them; another sends what was read, so that reading goes on while a batch is written.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever started it ends it
    sys.setswitchinterval(SWITCH_INTERVAL_S)
    requests: SimpleQueue[Sequence[FileEntry]] = SimpleQueue()
    Thread(target=_receive_requests, args=(pipe, requests), daemon=True).start()
    chunks: Queue[memoryview] = Queue(BUFFERED_CHUNKS)
    if not careful:
        Thread(target=_send_chunks, args=(pipe, chunks), daemon=True).start()
    put: Callable[[memoryview], None] = partial(_send_bytes, pipe) if careful else chunks.put
    try:
        put(ForkingPickler.dumps([]))  # it is ready
        with infrequent_gc():
            for items in read_files(files, _take_requests(requests), chunk):
                put(ForkingPickler.dumps(items))
    except Exception as error:  # noqa: BLE001 - a store that fails, or a reader: whoever asks decides what it means
        put(ForkingPickler.dumps(error))
        Event().wait()  # until it is killed


def _receive_requests(pipe: Connection, requests: SimpleQueue[Sequence[FileEntry]]) -> None:
    try:
        while True:
            requests.put(pipe.recv())
    except (EOFError, OSError):
        os._exit(0)  # nobody asks any more, and what is being read need not be read to its end


def _send_chunks(pipe: Connection, chunks: Queue[memoryview]) -> None:
    while True:
        _send_bytes(pipe, chunks.get())


def _send_bytes(pipe: Connection, pickled: memoryview) -> None:
    with suppress(OSError):  # nobody listens any more: `_receive_requests` ends this process
        pipe.send_bytes(pickled)


def _take_requests(requests: SimpleQueue[Sequence[FileEntry]]) -> Iterator[FileEntry | None]:
    """Yield files as they are requested, and None whenever none is."""
    while True:
        try:
            order = requests.get_nowait()
        except Empty:
            yield None
            order = requests.get()
        yield from order
