"""Threads that do what may take its time: a lane does one job after another and tells what came of it by message.

A job of a lane has a key; a newer one takes the place of an older one of the same key that has not begun, so that a
held key never queues up work. What a job reads from the index can be cancelled.
"""

from __future__ import annotations

import threading
import traceback
from collections import OrderedDict
from collections.abc import Callable

from textual.message import Message

from extract.errors import SitrepError
from extract.index import Cancellation, Cancelled
from tui.messages import Failed

Job = Callable[[], Message | None]


class Lane:
    """One thread and what it has still to do."""

    def __init__(self, name: str, tell: Callable[[Message], object]) -> None:
        self._tell = tell
        self._jobs: OrderedDict[object, Job] = OrderedDict()
        self._wake = threading.Condition()
        self._closing = False
        self._running: tuple[object, Cancellation] | None = None
        self._thread = threading.Thread(target=self._run, name=f"sitrep-{name}", daemon=True)
        self._thread.start()

    def submit(self, key: object, job: Job, *, at_once: bool = False) -> None:
        """Do `job` when its turn comes, in place of one of the same key that still waits.

        `at_once` where it is not to wait for the end of what the thread is reading.
        """
        with self._wake:
            if not self._closing:
                self._jobs[key] = job
                if at_once and self._running:
                    self._running[1].cancel()
                self._wake.notify()

    def cancel(self, key: object) -> bool:
        """Cancel the job of a key, where it runs or waits; whether there was one."""
        with self._wake:
            waited = self._jobs.pop(key, None) is not None
            runs = self._running is not None and self._running[0] == key
            if self._running and runs:
                self._running[1].cancel()
            return waited or runs

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
                key, job = self._jobs.popitem(last=False)
                cancellation = Cancellation()
                self._running = key, cancellation
            message: Message | None = None
            try:
                with cancellation.scope():
                    message = job()
            except Cancelled:
                pass  # whoever cancelled it does not wait for it
            except SitrepError as error:
                message = Failed(str(error))
            except Exception as error:  # noqa: BLE001 - a fault in a thread must reach the screen, whatever it is
                message = Failed(f"{type(error).__name__}: {error}", traceback.format_exc())
            with self._wake:
                self._running = None
            if message is not None:
                self._tell(message)
