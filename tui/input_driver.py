"""Textual's driver for a terminal: escape is a key of its own, and the type-ahead buffer is bounded.

A terminal sends escape and "j" as it sends alt and "j". Where a line stalls, both arrive in one read, and Textual makes
one key of them: "alt+j", "™" of escape and "2", and of escape and enter only enter, which accepts what was to be left.

Textual queues every key that it reads. A terminal that sends far more than a person types, as with a long paste whose
opening mark a pager has taken, would fill memory with keys and leave the browser deaf until each had its turn.
"""

from __future__ import annotations

import os
import selectors
import time
from codecs import getincrementaldecoder
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from weakref import WeakSet

from textual import events
from textual._xterm_parser import XTermParser
from textual.constants import ESCAPE_DELAY
from textual.drivers.linux_driver import LinuxDriver

from tui import messages as m

if TYPE_CHECKING:
    from textual.message import Message

TYPED_AHEAD = 1000
"""Keys that may wait: a key held through half a minute of a stalled line."""
PAUSE_S = 0.5
"""Seconds without a key after which keys count again, once some were dropped."""

_ESCAPE = "\x1b"
_SEQUENCES = "[OP]_^X\x1b\x7fbf"
"""What goes on after escape as one sequence: keys and replies of terminals, alt and backspace, alt and the arrows of
macOS, which prompts know as words to the left and to the right."""
_PASTE, _PASTED = "\x1b[200~", "\x1b[201~"
"""The beginning and the end of a bracketed paste."""


class KeyParser(XTermParser):
    """Textual's parser, to which escape is alone unless what follows can only be the rest of a sequence.

    Nor does an escape in what is pasted, as in text that was copied out of a terminal, turn the rest of it into keys.
    """

    def __init__(self, debug: bool = False) -> None:
        super().__init__(debug)
        self._tail = ""
        """The end of what was read before, as long as the mark of a paste."""
        self._pasted: list[str] | None = None
        """What has come of a paste, unless none is under way."""

    def feed(self, data: str) -> Iterable[Message]:
        """Yield what was typed or sent by the terminal; an empty string ends it."""
        if not data:
            yield from super().feed(data)
        for character in data:
            before, self._tail = self._tail, self._tail[1 - len(_PASTE) :] + character
            if self._pasted is not None:
                self._pasted.append(character)
                if self._tail == _PASTED:
                    text, self._pasted = "".join(self._pasted)[: -len(_PASTED)], None
                    yield from super().feed(text.replace(_ESCAPE, "") + _PASTED)
                continue
            if before.endswith(_ESCAPE) and character not in _SEQUENCES:
                yield from self.end_sequence()
            yield from super().feed(character)
            if self._tail == _PASTE:
                self._pasted = []

    def end_sequence(self) -> Iterable[Message]:
        """Yield what was begun, if anything was, as if nothing had come for a while."""
        if self._timeout_time is not None:
            self._timeout_time = 0.0
            yield from self.tick()


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

    def run_input_thread(self) -> None:
        """Read the terminal until the driver stops, as Textual's own does, with another parser."""
        parser = KeyParser(self._debug)
        decode = getincrementaldecoder("utf-8")("replace").decode
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                data = decode(os.read(self.fileno, 4096)) if selector.select(ESCAPE_DELAY) else ""
                for message in (*(parser.feed(data) if data else ()), *parser.tick()):
                    self.process_message(message)

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
