"""Worker threads, each with a queue of jobs by key; what a job answers is posted to whoever asked for it.

A newer job takes the place of an older one of the same key that has not begun, so that a held key never queues up
work. What a job reads from the index can be cancelled.
"""

from __future__ import annotations

import threading
import traceback
from collections import OrderedDict
from collections.abc import Callable, Collection, Sequence
from concurrent.futures import Future, InvalidStateError
from contextlib import suppress
from typing import NamedTuple, Protocol

from textual.message import Message

from extract.errors import SitrepError
from extract.index import Cancellation, Cancelled
from tui.messages import JobFailed, Written

Job = Callable[[], Message | None]
Answered = Future[None]
"""Done when a job's answer, or that of the job which took its place, was posted to who asked; or is not to come."""


class Asker(Protocol):
    """A widget or a screen that asked for something: Textual delivers to it on the main thread, or drops it if gone."""

    def post_message(self, message: Message, /) -> object:
        """Deliver an answer; called from a worker thread."""
        ...


def post(asker: Asker, message: Message) -> None:
    """Post a message from a worker thread, unless who is to get it leaves the screen, or the app ends, at that moment.

    Textual raises NoActiveAppError, or asyncio RuntimeError, where it does between `post_message`'s look and its post.
    """
    with suppress(RuntimeError):
        asker.post_message(message)


Announce = Callable[[Asker, JobFailed | Written], object]


class Submitted(NamedTuple):
    """A job, who asked for it, and what tells that it is done."""

    asker: Asker
    job: Job
    answered: Answered


class WorkerThreads:
    """The threads of the browser, each made when it is first needed.

    Before `start`, jobs are kept: nothing gets in the first frame's way.
    """

    def __init__(self, announce: Announce) -> None:
        """Make them; `announce` is called on a worker thread with what was written or failed, besides who asked."""
        self._announce = announce
        self._workers: dict[str, Worker] = {}
        self._early: list[tuple[str, object, Submitted]] = []
        self._started = self._closed = False

    def fetch(self, asker: Asker, key: object, job: Job) -> Answered:
        """Do something short: fetch what is shown."""
        return self._ask("fetch", key, asker, job)

    def search(self, asker: Asker, key: object, job: Job, *, instead_of: Collection[object] = ()) -> Answered:
        """Search; may be long, so that what is shown is not fetched behind it; see `Worker.submit`."""
        return self._ask("search", key, asker, job, instead_of)

    def count(self, asker: Asker, key: object, job: Job, *, instead_of: Collection[object] = ()) -> Answered:
        """Do something that may be longer still, so that no search waits for it: count facets, gather lines."""
        return self._ask("count", key, asker, job, instead_of)

    def export(self, asker: Asker, job: Job) -> Answered:
        """Write a file for others; one after the other."""
        return self._ask("export", object(), asker, job)

    def write(self, asker: Asker, job: Job) -> Answered:
        """Write to the analyst's tag store; each job is done, in order, also when the browser ends."""
        return self._ask("write", object(), asker, job)

    def cancel(self, key: object) -> bool:
        """Cancel the jobs of a key that wait, before `start` too, or run; whether there were any."""
        early = [job for job in self._early if job[1] == key]
        self._early = [job for job in self._early if job[1] != key]
        for _, _, submitted in early:
            submitted.answered.cancel()
        return sum(worker.cancel(key) for worker in self._workers.values()) > 0 or bool(early)

    def start(self, opening: tuple[Asker, Job]) -> None:
        """Begin: first the job that opens the tag store, then what was submitted before."""
        self._start(opening, self._early)

    def close(self, timeout: float, opening: tuple[Asker, Job]) -> None:
        """End all threads, after what is to be written; waits so many seconds for each at most.

        What was to be written before `start` is written too: someone quit before the first frame was up.
        """
        if not self._started:
            self._start(opening, [job for job in self._early if job[0] == "write"])
        self._closed = True
        for name, worker in self._workers.items():
            worker.close(timeout, finish=name == "write")

    def _start(self, opening: tuple[Asker, Job], jobs: Sequence[tuple[str, object, Submitted]]) -> None:
        self._started, self._early = True, []
        self.write(*opening)
        for job in jobs:
            self._submit(*job)

    def _ask(self, name: str, key: object, asker: Asker, job: Job, instead_of: Collection[object] = ()) -> Answered:
        submitted = Submitted(asker, job, Future())
        self._submit(name, key, submitted, instead_of)
        return submitted.answered

    def _submit(self, name: str, key: object, submitted: Submitted, instead_of: Collection[object] = ()) -> None:
        if self._closed:
            submitted.answered.cancel()
            return
        if not self._started:
            self._early.append((name, key, submitted))
            return
        if name not in self._workers:
            self._workers[name] = Worker(name, self._announce)
        self._workers[name].submit(key, submitted, instead_of)


class Worker:
    """One thread and the jobs that it has still to do."""

    def __init__(self, name: str, announce: Announce) -> None:
        self._announce = announce
        self._jobs: OrderedDict[object, Submitted] = OrderedDict()
        self._wake = threading.Condition()
        self._closing = False
        self._running: tuple[object, Cancellation, Answered] | None = None
        self._thread = threading.Thread(target=self._run, name=f"sitrep-{name}", daemon=True)
        self._thread.start()

    def submit(self, key: object, submitted: Submitted, instead_of: Collection[object] = ()) -> None:
        """Do a job when its turn comes, in place of one of the same key that still waits.

        It does not wait for the end of a job with one of the keys `instead_of`: where one runs, it is cancelled.
        """
        with self._wake:
            closing, replaced = self._closing, self._jobs.get(key)
            if replaced is not None:
                submitted.answered.add_done_callback(lambda _: replaced.answered.cancel())
            if not closing:
                self._jobs[key] = submitted
                if self._running and self._running[0] in instead_of:
                    self._running[1].cancel()
                self._wake.notify()
        if closing:
            submitted.answered.cancel()

    def cancel(self, key: object) -> bool:
        """Cancel the job of a key, where it runs or waits; whether there was one.

        Nobody waits for the end of one that runs, which comes when it reads on.
        """
        cancelled: list[Answered] = []
        with self._wake:
            if (waited := self._jobs.pop(key, None)) is not None:
                cancelled.append(waited.answered)
            if self._running and self._running[0] == key and not self._running[2].cancelled():
                self._running[1].cancel()
                cancelled.append(self._running[2])
        for answered in cancelled:
            answered.cancel()
        return bool(cancelled)

    def close(self, timeout: float, *, finish: bool = False) -> bool:
        """End the thread, after what is left to do where `finish`; whether it ended within `timeout` seconds."""
        with self._wake:
            self._closing = True
            if not finish:
                self._jobs.clear()
                if self._running:
                    self._running[1].cancel()
            self._wake.notify()
        self._thread.join(timeout)
        return not self._thread.is_alive()

    def _run(self) -> None:
        while True:
            with self._wake:
                while not self._jobs and not self._closing:
                    self._wake.wait()
                if not self._jobs:
                    return
                key, (asker, job, answered) = self._jobs.popitem(last=False)
                cancellation = Cancellation()
                self._running = key, cancellation, answered
            message: Message | None = None
            try:
                with cancellation.scope():
                    message = job()
            except Cancelled:
                pass
            except SitrepError as error:
                message = JobFailed(error.cause_first)
            except Exception as error:  # noqa: BLE001 - a fault in a thread must reach the screen, whatever it is
                message = JobFailed(f"{type(error).__name__}: {error}", traceback.format_exc())
            with self._wake:
                self._running = None
            if cancellation.cancelled():
                message = None  # whoever cancelled it does not wait for it
            if message is not None:
                post(asker, message)
            if isinstance(message, JobFailed | Written):
                self._announce(asker, message)
            with suppress(InvalidStateError):  # it was cancelled, and so is done already
                answered.set_result(None)
