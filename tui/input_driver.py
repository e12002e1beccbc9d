"""Textual's driver for a terminal, with a bounded type-ahead buffer, as kernels and keyboards have one.

Textual queues every key that it reads. A terminal that sends far more than a person types, as with a long paste whose
opening mark a pager has taken, would fill memory with keys and leave the browser deaf until each had its turn.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

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

    _sent = _arrived = _dropped = 0
    """Messages posted by the thread that reads, those of them that the event loop has taken; keys dropped of late."""
    _dropped_at = float("-inf")

    def process_message(self, message: Message) -> None:
        """Post what was read, unless too many keys wait; called on the thread that reads the terminal."""
        if isinstance(message, events.Key):
            now = time.monotonic()
            if now - self._dropped_at < PAUSE_S or self._waiting >= TYPED_AHEAD:
                self._dropped_at = now
                self._dropped += 1
                if self._dropped == 1:
                    self._loop.call_soon_threadsafe(self._tell_dropped)
                return
        super().process_message(message)

    def send_message(self, message: Message) -> None:
        """Hand a message to the event loop."""
        self._sent += 1
        self._loop.call_soon_threadsafe(self._take, message)

    @property
    def _waiting(self) -> int:
        return self._sent - self._arrived + self._app.message_queue_size

    def _take(self, message: Message) -> None:
        self._arrived += 1
        self._app.post_message(message)

    def _tell_dropped(self) -> None:
        """Say how many keys were dropped, once there is a pause."""
        if time.monotonic() - self._dropped_at < PAUSE_S:
            self._loop.call_later(PAUSE_S, self._tell_dropped)
            return
        dropped, self._dropped = self._dropped, 0
        told = m.JobFailed(f"{dropped:,} keys were dropped: more came at once than a person types")
        self._app.screen.post_message(told)
