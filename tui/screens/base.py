"""A screen that is driven by the key table: counts, sequences, quick tags, hints and prompts for all screens alike."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from rich.style import Style
from textual import events
from textual.await_complete import AwaitComplete
from textual.screen import Screen

from tui.keymap import Act, Keymap, Waiting
from tui.keys import QUICK
from tui.widgets.bars import Foot, TooSmall

if TYPE_CHECKING:
    from tui.app import Browser
    from tui.views.prompt import Prompt

SMALLEST = (60, 16)
"""Cells and lines below which nothing useful can be shown."""


def token(event: events.Key) -> str:
    """Return a key as the table writes it."""
    character = event.character
    return character if character and character.isprintable() and character != " " else event.key


Answer = TypeVar("Answer")


class ClosesOnce(Screen[Answer]):
    """A screen that is left once, however often its key is pressed before it is gone; not the one below it too."""

    _left = False

    def dismiss(self, result: Answer | None = None) -> AwaitComplete:
        """Leave with a result."""
        if self._left:
            return AwaitComplete()
        self._left = True
        return super().dismiss(result)


class KeyScreen(ClosesOnce[None]):
    """Hands each key to the key map, and what it means to whoever does it."""

    AUTO_FOCUS = None
    BINDINGS = []  # noqa: RUF012 - Textual's own; all keys come from the table
    HINTS: dict[str, tuple[str, ...]] = {}  # noqa: RUF012
    """Binding ids shown at the bottom, by place."""

    def __init__(self, browser: Browser) -> None:
        super().__init__()
        self.browser = browser
        self.look = browser.look
        self.foot = Foot(self.look)
        self.keymap = Keymap(browser.config.table, frozenset(browser.config.quick))
        self._resting: asyncio.TimerHandle | None = None

    # for subclasses

    @property
    def where(self) -> str:
        """The place that has the keys."""
        raise NotImplementedError

    def groups(self) -> Iterable[object]:
        """Return the objects whose methods `do_ID` carry out the bindings; of two that do the same, the last does."""
        return (self,)

    @cached_property
    def _does(self) -> dict[str, Callable[[Act], Any]]:
        """What carries out each binding, by id."""
        prefix = "do_"
        return {
            name.removeprefix(prefix): getattr(group, name)
            for group in self.groups()
            for name in dir(group)
            if name.startswith(prefix)
        }

    def ready(self) -> None:
        """Have what the keys do at hand, so that the first key does not wait for it."""
        _ = self._does

    # keys

    def on_key(self, event: events.Key) -> None:
        event.stop()
        event.prevent_default()
        if self.foot.prompt is not None:
            self.foot.press(event.key, event.character)
            return
        self._cancel_rest()
        self.foot.say("")
        self.perform(self.keymap.press(self.where, token(event)))
        if self.keymap.waiting and self.browser.config.count_ms:
            delay = self.browser.config.count_ms / 1000
            self._resting = asyncio.get_running_loop().call_later(delay, self._rest)
        elif self.keymap.waiting:
            self._rest()

    def on_paste(self, event: events.Paste) -> None:
        event.stop()
        self.foot.paste(event.text)

    def perform(self, acts: Iterable[Act | Waiting]) -> None:
        """Carry out what was asked for."""
        for act in acts:
            if isinstance(act, Waiting):
                self.foot.say(f"{act.typed} {self.look.glyphs.ellipsis}")
            elif act.id.startswith("quick_"):
                self.quick(act.id.removeprefix("quick_"))
            elif (do := self._does.get(act.id)) is not None:
                do(act)

    def run_id(self, binding: str) -> None:
        """Carry out a binding by its id."""
        self.perform([Act(binding)])

    def flush(self) -> None:
        """Carry out a digit that still waits for a motion."""
        self._rest()

    def quick(self, digit: str) -> None:
        """Set or take off a quick tag."""

    # saying and asking

    def say(self, text: str, style: Style | None = None) -> None:
        """Say something on the last line, until the next key."""
        self.foot.say(text, style)

    def complain(self, text: str) -> None:
        """Say what went wrong."""
        self.foot.say(text, self.look.error)

    def ask(self, prompt: Prompt) -> None:
        """Ask on the last lines."""
        self.foot.say("")
        self.foot.ask(prompt)

    def show_hints(self) -> None:
        """Show the keys of the place that has them."""
        live = {binding.id: binding for binding in self.keymap.live(self.where)}
        hints: list[tuple[str, str]] = []
        for name in self.HINTS.get(self.where, ()):
            if name == "quick":
                hints.append((f"{QUICK[0]}-{QUICK[-1]}", "quick tags"))
            elif name in live:
                hints.append((live[name].keys[0], live[name].does))
        self.foot.hint(hints)

    def on_resize(self, event: events.Resize) -> None:
        small = event.size.width < SMALLEST[0] or event.size.height < SMALLEST[1]
        if small and not self.query(TooSmall):
            self.mount(TooSmall(self.look, *SMALLEST))
        self.set_class(small, "-small")

    # keys that every screen has

    def do_help(self, _: Act) -> None:
        from tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self.browser, self.where))

    def do_redraw(self, _: Act) -> None:
        self.browser.forget_shown()
        self.refresh(layout=True)

    def do_suspend(self, _: Act) -> None:
        if wrong := self.browser.stop():
            self.say(wrong)

    def do_quit(self, _: Act) -> None:
        self.dismiss()

    def do_quit_now(self, _: Act) -> None:
        self.browser.leave()

    def _rest(self) -> None:
        self._cancel_rest()
        if self.keymap.waiting:
            self.foot.say("")
            self.perform(self.keymap.rest(self.where))

    def _cancel_rest(self) -> None:
        if self._resting is not None:
            self._resting.cancel()
            self._resting = None
