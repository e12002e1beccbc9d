"""Textual's driver for a terminal, with a bounded type-ahead buffer, and stops that cannot meet one another.

Textual queues every key that it reads. A terminal that sends far more than a person types, as with a long paste whose
opening mark a pager has taken, would fill memory with keys and leave the browser deaf until each had its turn.

Textual gives the terminal up, and takes it back, inside its handlers of SIGTSTP and SIGCONT. One that interrupts the
other, or a change that the program is making by itself, leaves two threads that read the terminal, a raw terminal
to the shell, or waits for itself for ever. Here a signal only asks the event loop, which does one thing at a time;
what comes while the terminal is given up, or already is, asks for nothing.
"""

from __future__ import annotations

import os
import selectors
import signal
import time
from codecs import getincrementaldecoder
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from weakref import WeakSet

from textual import events
from textual.constants import ESCAPE_DELAY
from textual.drivers.linux_driver import LinuxDriver

from tui import messages as m
from tui.key_parser import KeyParser
from tui.outside import await_foreground, has_job_control, stop_group

if TYPE_CHECKING:
    from textual.message import Message

TYPED_AHEAD = 1000
"""Keys that may wait: a key held through half a minute of a stalled line."""
PAUSE_S = 0.5
"""Seconds without a key after which keys count again, once some were dropped."""

_STOPS = (signal.SIGTSTP, signal.SIGCONT)


class TerminalDriver(LinuxDriver):
    """Reads keys from the terminal; drops what comes when too many wait, until there is a pause, and says how many."""

    _dropped = 0
    _dropped_at = float("-inf")
    _changes = 0
    """How often the terminal was taken or given up."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._waiting: WeakSet[events.Key] = WeakSet()
        """Keys that were read: one that is still referenced, by whatever queue, has not been handled."""
        for number in _STOPS:
            signal.signal(number, signal.SIG_DFL)

    def start_application_mode(self) -> None:
        """Take the terminal, once the shell has given it to this program's group of processes."""
        if not await_foreground(self.fileno):
            os.kill(os.getpid(), signal.SIGHUP)
        super().start_application_mode()  # type: ignore[no-untyped-call]
        self._changes += 1
        signal.signal(signal.SIGTSTP, self._asker(self._stop))
        signal.signal(signal.SIGCONT, self._asker(self._take_again))

    def stop_application_mode(self) -> None:
        """Give the terminal up; from here on neither signal asks for anything."""
        self._changes += 1
        super().stop_application_mode()

    def disable_input(self) -> None:
        """Read no more and forget what waits; once only, as what is typed after that is the shell's."""
        if self._key_thread is not None and self._key_thread.is_alive():
            super().disable_input()

    def _asker(self, change: Callable[[], None]) -> Callable[..., None]:
        """Return a handler that asks the event loop for a change, made unless the terminal is given up before that."""
        changes = self._changes

        def make() -> None:
            if self._changes == changes:
                change()

        def ask(*_: object) -> None:
            if self._changes == changes:
                self._loop.call_soon_threadsafe(make)

        return ask

    def _stop(self) -> None:
        """Stop as another program in the terminal asked, where there is a shell that lets this one go on."""
        if has_job_control():
            with self._app.suspend():
                stop_group()

    def _take_again(self) -> None:
        """Take the terminal again after a stop that no program can see (SIGSTOP): the shell has had it since."""
        with self._app.suspend():
            pass

    def run_input_thread(self) -> None:
        """Read the terminal until it is given up, as Textual's driver does, with a parser that knows escape."""
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
                    self._loop.call_soon_threadsafe(self._tell_dropped, TYPED_AHEAD + 1)
                return
            self._waiting.add(message)
        super().process_message(message)

    def _tell_dropped(self, waited: int) -> None:
        """Say how many keys were dropped, once there is a pause and of those that `waited` no more are being taken."""
        waiting = len(self._waiting)
        if time.monotonic() - self._dropped_at < PAUSE_S or 0 < waiting < waited:
            self._loop.call_later(PAUSE_S, self._tell_dropped, waiting)
            return
        dropped, self._dropped = self._dropped, 0
        told = m.KeysDropped(dropped)
        for screen in list(self._app.screen_stack):
            screen.post_message(replace(told))
