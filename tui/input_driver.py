"""Textual's driver for a terminal, with a bounded type-ahead buffer, as kernels and keyboards have one.

Textual queues every key that it reads. A terminal that sends far more than a person types, as with a long paste whose
opening mark a pager has taken, would fill memory with keys and leave the browser deaf until each had its turn.
"""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from weakref import WeakSet

from textual import events
from textual.drivers.linux_driver import LinuxDriver

from tui import messages as m

if TYPE_CHECKING:
    from textual.message import Message

TYPED_AHEAD = 1000
"""Keys that may wait: a key held through half a minute of a stalled line."""
PAUSE_S = 0.5
"""Seconds without a key after which keys count again, once some were dropped."""


class InputDriver(LinuxDriver):
    """Reads keys from the terminal; drops what comes when too many wait, until there is a pause, and says how many."""

    _dropped = 0
    _dropped_at = float("-inf")

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._waiting: WeakSet[events.Key] = WeakSet()
        """Keys that were read: one that is still referenced, by whatever queue, has not been handled."""

    def resume_application_mode(self) -> None:
        """Take the terminal back; where it is taken already, give it up first.

        Textual starts again at every SIGCONT, and itself where it stopped to run something: with both, two threads
        read the terminal, one of them for ever, and what is restored at the end is the raw mode of the first.
        """
        if self._key_thread is not None and self._key_thread.is_alive():
            self.suspend_application_mode()
        super().resume_application_mode()

    def process_message(self, message: Message) -> None:
        """Post what was read, unless too many keys wait; called on the thread that reads the terminal."""
        if isinstance(message, events.Key):
            now = time.monotonic()
            if now - self._dropped_at < PAUSE_S or len(self._waiting) >= TYPED_AHEAD:
                self._dropped_at = now
                self._dropped += 1
                if self._dropped == 1:
                    self._loop.call_soon_threadsafe(self._tell_dropped)
                return
            self._waiting.add(message)
        super().process_message(message)

    def _tell_dropped(self) -> None:
        """Say how many keys were dropped, once there is a pause."""
        if time.monotonic() - self._dropped_at < PAUSE_S:
            self._loop.call_later(PAUSE_S, self._tell_dropped)
            return
        dropped, self._dropped = self._dropped, 0
        told = m.JobFailed(f"{dropped:,} keys were dropped: more came at once than a person types")
        for screen in list(self._app.screen_stack):
            screen.post_message(replace(told))
