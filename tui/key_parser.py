"""Textual's parser of what a terminal sends, to which escape is a key of its own.

A terminal sends escape and "j" as it sends alt and "j". Where a line stalls, both arrive in one read, and Textual makes
one key of them: "alt+j", "™" of escape and "2", and of escape and enter only enter, which accepts what was to be left.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual import events
from textual._xterm_parser import BRACKETED_PASTE_END, BRACKETED_PASTE_START, XTermParser

if TYPE_CHECKING:
    from textual.message import Message

_ESCAPE = "\x1b"
_SEQUENCES = "[OP]_^X\x1b\x7fbf"
"""What goes on after escape as one sequence: keys and replies of terminals, alt and backspace, alt with an arrow on
macOS."""

_WORDS = {"b": "ctrl+left", "f": "ctrl+right"}
"""What Textual makes of escape and these letters, and macOS sends for alt with an arrow; here "alt+b" and "alt+f"."""

PASTE_S = 5.0
"""Seconds without anything after which a paste is over though its end never came: cut off, or taken by a pager."""


class KeyParser(XTermParser):
    """Takes escape for a key by itself unless what follows can only be the rest of a sequence.

    Nor does an escape in what is pasted, as in text that was copied out of a terminal, turn the rest of it into keys.
    """

    def __init__(self, debug: bool = False, paste_s: float = PASTE_S) -> None:
        super().__init__(debug)
        self._paste_s = paste_s
        self._tail = ""
        """The end of what was read before, as long as the mark of a paste."""
        self._pasted: list[str] | None = None
        """What has come of a paste, unless none is under way."""
        self._fed = 0.0
        """When something came last, in seconds of the monotonic clock."""

    def feed(self, data: str) -> Iterable[Message]:
        """Yield what was typed or sent by the terminal; an empty string ends it."""
        self._fed = time.monotonic()
        if not data:
            yield from super().feed(data)
        for character in data:
            before, self._tail = self._tail, self._tail[1 - len(BRACKETED_PASTE_START) :] + character
            if self._pasted is not None:
                self._pasted.append(character)
                if self._tail == BRACKETED_PASTE_END:
                    text, self._pasted = "".join(self._pasted)[: -len(BRACKETED_PASTE_END)], None
                    yield from super().feed(text.replace(_ESCAPE, "") + BRACKETED_PASTE_END)
                continue
            if before.endswith(_ESCAPE) and character not in _SEQUENCES:
                yield from self.end_sequence()
            for message in super().feed(character):
                by_letter = character in _WORDS and isinstance(message, events.Key) and message.key == _WORDS[character]
                yield events.Key(f"alt+{character}", None) if by_letter else message
            if self._tail == BRACKETED_PASTE_START:
                self._pasted = []

    def tick(self) -> Iterable[Message]:
        """Yield what is not going to go on, as nothing has come for a while."""
        if self._pasted is not None and time.monotonic() - self._fed > self._paste_s:
            yield from self.feed(BRACKETED_PASTE_END)
        yield from super().tick()

    def end_sequence(self) -> Iterable[Message]:
        """Yield what was begun, if anything was, as if nothing had come for a while."""
        if self._timeout_time is not None:
            self._timeout_time = 0.0
            yield from self.tick()
