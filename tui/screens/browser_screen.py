"""What all screens of the browser have in common: they take keys while they are on top, and are left once.

Keys and pastes are handed to the screen on top by the browser, one after another (`Browser.on_event`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from textual.await_complete import AwaitComplete
from textual.screen import Screen

Answer = TypeVar("Answer")


class BrowserScreen(Screen[Answer]):
    """A screen of the browser: takes keys while it is on top, and is left once."""

    answered: Callable[[Answer | None], None] | None = None
    """Called with the result when the screen is left, before the next key is taken."""
    _left = False

    def holds_key(self, key: str, character: str | None) -> bool:
        """Whether a key is to wait for what the keys before it asked for."""
        return False

    def interrupts(self, key: str, character: str | None) -> bool:
        """Whether a key ends what others wait for, so that it is taken at once."""
        return False

    @property
    def edits(self) -> bool:
        """Whether keys go to a line with text in it, in which a key may move by words."""
        return False

    def say_dropped(self, number: int) -> None:
        """Say that so many keys, typed before one that interrupted, were not carried out."""

    def refuses_key(self, key: str, character: str | None, typed_at: float) -> bool:
        """Whether a key, typed at a time of the monotonic clock, does nothing since what it judges was not there."""
        return False

    def take_key(self, key: str, character: str | None) -> None:
        """Do what a key asks for."""
        raise NotImplementedError

    def take_paste(self, text: str) -> None:
        """Take what was pasted."""
        raise NotImplementedError

    def dismiss(self, result: Answer | None = None) -> AwaitComplete:
        """Leave with a result; a second time, or under another screen, nothing."""
        if self._left or not self.is_active:
            return AwaitComplete()
        self._left = True
        gone = super().dismiss(result)
        if self.answered:
            self.answered(result)
        return gone
