"""A screen that is driven by the key table: sequences, quick tags, hints and prompts for all screens alike."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING, Any

from rich.style import Style
from textual import events
from textual.message import Message

from tui import messages as m
from tui.keymap import KeyAction, Keymap, PendingKeys, UnboundKeys
from tui.keys import QUICK, TAGGED
from tui.screens.browser_screen import Answer, BrowserScreen
from tui.widgets.bars import MessageBar, TooSmall
from tui.worker_threads import post

if TYPE_CHECKING:
    from concurrent.futures import Future

    from tui.screens.screen_context import ScreenContext
    from tui.views.prompt import Prompt

SMALLEST = (30, 8)
"""Cells and lines below which nothing useful can be shown."""
INTERRUPTING = frozenset({"back", "quit", "quit_now", "suspend", "redraw"})
"""Bindings that are carried out while others wait for an answer."""


JUDGING = frozenset({"strike", "keep", "same_story", "other_story"})
"""Bindings that say something of the row under the cursor, which must have been seen; so do quick tags."""


def key_name(key: str, character: str | None) -> str:
    """Return a key as the table writes it."""
    return character if character and character.isprintable() and character != " " else key


class KeyScreen(BrowserScreen[None]):
    """Hands each key to the key map, and what it means to whoever does it."""

    AUTO_FOCUS = None
    BINDINGS = []  # noqa: RUF012 - Textual's own; all keys come from the table
    HINTS: dict[str, tuple[str, ...]] = {}  # noqa: RUF012
    """Binding ids shown at the bottom, by place."""

    def __init__(self, context: ScreenContext) -> None:
        super().__init__()
        self.context = context
        self.look = context.look
        self.foot = MessageBar(self.look)
        self.keymap = Keymap(context.config.table)
        self._awaited: dict[Future[None], str | None] = {}
        """What keys wait for, and the only place at which they do."""
        self._shown_at = float("-inf")
        """When the rows came that keys judge, on the monotonic clock."""
        self._too_early = ""
        """What is said of keys that were typed before that, as long as such keys come."""

    # for subclasses

    @property
    def where(self) -> str:
        """The place that has the keys."""
        raise NotImplementedError

    def groups(self) -> Iterable[object]:
        """Return the objects whose methods `do_ID` carry out the bindings; of two that do the same, the last does."""
        return (self,)

    @cached_property
    def _does(self) -> dict[str, Callable[[KeyAction], Any]]:
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

    def hold_keys_for(self, answered: Future[None], where: str | None = None) -> None:
        """Have keys wait for an answer, since they are meant for it; `where`: only those that are pressed there."""
        loop = asyncio.get_running_loop()

        def tell(future: Future[None]) -> None:
            with suppress(RuntimeError):  # the loop is closed
                loop.call_soon_threadsafe(post, self, m.Answered(future))  # as threads post: behind what was answered

        self._awaited[answered] = where
        answered.add_done_callback(tell)

    def awaits(self, answered: Future[None] | None) -> bool:
        """Whether keys wait for an answer: what it says has not been shown, though it may be on its way."""
        return answered in self._awaited

    def on_answered(self, answered: m.Answered) -> None:
        """Let the keys go on that waited for it."""
        del self._awaited[answered.future]
        self.context.program.release_keys()

    def holds_key(self, key: str, character: str | None) -> bool:
        return self.foot.prompt is None and any(where in (None, self.where) for where in self._awaited.values())

    def interrupts(self, key: str, character: str | None) -> bool:
        binding = self.keymap.binding(self.where, key_name(key, character))
        return binding is not None and binding.id in INTERRUPTING

    def rows_came(self) -> None:
        """Take no judgement of rows that were not there before now."""
        self._shown_at = time.monotonic()

    def refuses_key(self, key: str, character: str | None, typed_at: float) -> bool:
        if self.foot.prompt is not None or typed_at >= self._shown_at:
            self._too_early = ""
            return False
        name = key_name(key, character)
        binding = self.keymap.binding(self.where, name)
        judges = binding.id in JUDGING if binding is not None else name in QUICK and self.where in TAGGED
        if judges:
            self._too_early = f"{name} did nothing: it was typed before the lines were there"
            self.say(self._too_early)
        return judges

    @property
    def edits(self) -> bool:
        return self.foot.prompt is not None and bool(self.foot.prompt.line.text)

    def say_dropped(self, number: int) -> None:
        keys = "a key that was" if number == 1 else f"{number:,} keys that were"
        said = f"{self.foot.said}; " if self.foot.said else ""
        self.complain(f"{said}{keys} typed meanwhile did nothing")

    def take_key(self, key: str, character: str | None) -> None:
        if self.foot.prompt is not None:
            self.foot.press(key, character)
            return
        self.foot.say(self._too_early)
        self.perform(self.keymap.press(self.where, key_name(key, character)))

    def take_paste(self, text: str) -> None:
        if self.foot.prompt is not None:
            self.foot.paste(text)
        else:
            self.say("nothing to paste into here")

    def perform(self, asked: KeyAction | PendingKeys | UnboundKeys) -> None:
        """Carry out what was asked for."""
        if isinstance(asked, PendingKeys):
            self.say(f"{asked.typed} {self.look.glyphs.ellipsis}")
        elif isinstance(asked, UnboundKeys):
            more = f"; {keys[0]} lists the keys" if (keys := self.keymap.keys_of("help", self.where)) else ""
            self.say(f"{asked.typed} does nothing here{more}")
        elif asked.id.startswith("quick_"):
            self.quick(asked.id.removeprefix("quick_"))
        elif (do := self._does.get(asked.id)) is not None:
            do(asked)

    # opening

    def open_screen(
        self, screen: BrowserScreen[Answer], answered: Callable[[Answer | None], None] | None = None
    ) -> None:
        """Open a screen above this one; not where something else was opened meanwhile, nor a second one of its kind."""
        if self.free and type(screen) is not type(self):
            screen.answered = answered
            self.context.program.hold_keys(self.app.push_screen(screen))

    def leave_for(self, articles: Sequence[str], show: Callable[[int], None]) -> None:
        """Leave for the first of the articles that a line leads to which the corpus still has; `show` gets its place.

        Where it has none of them, that is said, and one stays.
        """
        has = self.context.backend.has_article

        def look_up() -> Message:
            return m.ArticleLookedUp(next((at for at, article in enumerate(articles) if has(article)), None), show)

        self.hold_keys_for(self.context.threads.fetch(self, "leave", look_up))

    def on_article_looked_up(self, looked_up: m.ArticleLookedUp) -> None:
        """Leave, or say that there is nothing to leave for; unless one has left meanwhile."""
        if not self.free:
            return
        if looked_up.place is not None:
            self.dismiss()
            looked_up.show(looked_up.place)
        else:
            keys = self.keymap.keys_of("gather", self.where)
            anew = f"; {keys[0]} gathers anew" if keys else ""
            self.say(f"the article of this line is no longer in the corpus{anew}")

    @property
    def free(self) -> bool:
        """Whether this screen is on top and asks for nothing, so that a late answer may open something."""
        return self.is_active and self.foot.prompt is None and not self.context.program.leaving

    def quick(self, digit: str) -> None:
        """Set or take off a quick tag."""

    # saying and asking

    def say(self, text: str, style: Style | None = None) -> None:
        """Say something on the last line, until the next key."""
        self.foot.say(text, style)

    def complain(self, text: str) -> None:
        """Say what went wrong."""
        self.foot.say(text, self.look.error)

    def on_job_failed(self, failed: m.JobFailed) -> None:
        """Say that something which this screen asked for could not be done."""
        self.complain(failed.message)

    def on_keys_dropped(self, dropped: m.KeysDropped) -> None:
        """Say so; where something is being typed, before it is entered."""
        if self.foot.prompt is None:
            self.complain(f"{dropped.number:,} keys were dropped: more came at once than a person types")
        else:
            self.foot.refuse(f"{dropped.number:,} characters more were dropped: paste a long text in parts")

    def on_note_refused(self, refused: m.NoteRefused) -> None:
        """Ask for the note again, with its text."""
        self.context.failures.append(m.JobFailed(refused.message))
        if self.free:
            refused.ask_again(refused.message)
        else:
            self.complain(f"{refused.message}; the key up brings the text back in the next note")

    def copy(self, what: str, text: str) -> None:
        """Copy `text` to the terminal's clipboard, and say so."""
        from tui.outside import clipboard_sequence

        if not text:
            self.say("nothing to copy here")
        elif (sequence := clipboard_sequence(text)) is None:
            self.complain(f"{what} is too long for a terminal's clipboard")
        else:
            self.context.program.send(sequence)
            self.say(f"copied {what}: {text}")

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

    def do_help(self, _: KeyAction) -> None:
        self.open_screen(self.context.help_screen(self.context, self.where))

    def do_palette(self, _: KeyAction) -> None:
        """Choose a command by name, or type a count and a key; a count alone is a row."""
        from tui.screens.picker import Choice, Picker

        live = {binding.id: binding for binding in self.keymap.live(self.where)}
        choices = [
            Choice(b.id, b.help, "  ".join(b.keys), f"{b.id} {b.does} {b.group}")
            for b in live.values()
            if b.id != "palette"
        ]
        if self.where in TAGGED:
            quick = self.context.config.quick
            choices += [Choice(f"quick_{digit}", f"Quick tag {tag}", digit) for digit, tag in sorted(quick.items())]

        def choice_of_count(typed: str) -> Choice | None:
            act = self.keymap.parse_count(self.where, typed)
            if act is None:
                return None
            return Choice(
                typed, f"{act.times:,} times: {live[act.id].help}" if act.id in live else f"Row {act.times:,}"
            )

        def chosen(value: str | None) -> None:
            if value is not None:
                self.perform(self.keymap.parse_count(self.where, value) or KeyAction(value))

        self.open_screen(Picker(self.look, "Commands", choices, choice_of_count), chosen)

    def do_redraw(self, _: KeyAction) -> None:
        self.context.program.forget_shown()
        self.refresh(layout=True)

    def do_suspend(self, _: KeyAction) -> None:
        if wrong := self.context.program.stop():
            self.say(wrong)

    def do_quit(self, _: KeyAction) -> None:
        self.dismiss()

    def do_quit_now(self, _: KeyAction) -> None:
        self.context.program.leave()


class UndoScreen(KeyScreen):
    """A screen from which what was done last is undone, and done again."""

    def do_undo(self, _: KeyAction) -> None:
        annotations = self.context.backend.annotations
        self.context.threads.write(self, lambda: m.Written(annotations.undo()))

    def do_redo(self, _: KeyAction) -> None:
        annotations = self.context.backend.annotations
        self.context.threads.write(self, lambda: m.Written(annotations.redo()))
