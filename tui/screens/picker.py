"""Choosing one of many by typing part of its name: the palette, saved searches, sorts, labels, another entity."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.screen import ModalScreen
from textual.strip import Strip

from tui.screens.base import ClosesOnce
from tui.theme import Look
from tui.views.cells import Piece, cut, line_of, strip_of, width
from tui.views.line import LineEditor
from tui.views.prompt import line_cells
from tui.widgets.pane import Pane


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose."""

    value: str
    words: str
    aside: str = ""
    """Shown on the right: its keys, its count."""
    also: str = ""
    """Other words that it is found by."""

    def matches(self, words: Sequence[str]) -> bool:
        """Whether each word stands in it somewhere."""
        text = f"{self.words} {self.also}".casefold()
        return all(word in text for word in words)


CHOOSES = "enter chooses, escape closes"


class Choices(Pane):
    """The line that is typed, and the choices that match it."""

    def __init__(self, look: Look, heading: str, choices: Sequence[Choice]) -> None:
        super().__init__(look, name="choices", heading=heading)
        self.active = True
        self.counter = CHOOSES
        self.line = LineEditor()
        self.all = choices
        self.shown = list(choices)
        self.at = 0
        self.first = 0

    @property
    def chosen(self) -> Choice | None:
        """The choice under the cursor."""
        return self.shown[self.at] if self.at < len(self.shown) else None

    def offer(self, choices: Sequence[Choice]) -> None:
        """Show these, which match."""
        self.shown, self.at, self.first, self.counter = list(choices), 0, 0, CHOOSES
        self.refresh()

    def narrow(self) -> None:
        """Show what matches what was typed, the best first."""
        typed = self.line.text.casefold().split()
        found = [choice for choice in self.all if choice.matches(typed)]
        self.shown = sorted(found, key=lambda choice: not choice.words.casefold().startswith(" ".join(typed)))
        self.at = self.first = 0
        self.refresh()

    def move(self, by: int) -> None:
        """Move the cursor."""
        self.at = min(max(self.at + by, 0), max(0, len(self.shown) - 1))
        rows = max(1, self.inner_height - 1)
        self.first = min(max(self.first, self.at - rows + 1), self.at)
        self.refresh()

    def body(self, y: int) -> Strip:
        cells, look = self.inner_width, self.look
        if y == 0:
            text, at = line_cells(self.line.text) + " ", self.line.at
            return strip_of(
                [(" > ", look.key), (text[:at], None), (text[at : at + 1], look.selection), (text[at + 1 :], None)],
                cells,
            )
        index = self.first + y - 1
        if index >= len(self.shown):
            empty = "nothing matches" if y == 1 and not self.shown else ""
            return strip_of([(f"   {empty}", look.dim)], cells)
        choice = self.shown[index]
        here = index == self.at
        aside = cut(line_of(choice.aside), cells // 2, look.glyphs.ellipsis)
        words = cut(line_of(choice.words), cells - width(aside) - 5, look.glyphs.ellipsis)
        gap = " " * max(1, cells - width(words) - width(aside) - 4)
        pieces: list[Piece] = [(f" {look.glyphs.bar if here else ' '} ", look.bar)]
        pieces += [(words + gap, look.cursor if here else None), (aside + " ", look.cursor if here else look.dim)]
        return strip_of(pieces, cells)


class Picker(ClosesOnce[str], ModalScreen[str]):
    """Choose; answers the value, or None where nothing was chosen."""

    BINDINGS = []  # noqa: RUF012 - typed text must reach the line

    def __init__(
        self, look: Look, heading: str, choices: Sequence[Choice], free: Callable[[str], Choice] | None = None
    ) -> None:
        super().__init__()
        self._choices = Choices(look, heading, choices)
        self._free = free

    def compose(self) -> ComposeResult:
        yield self._choices

    def on_mount(self) -> None:
        self._fit(self.app.size.width, self.app.size.height)

    def on_resize(self, event: events.Resize) -> None:
        self._fit(event.size.width, event.size.height)

    def on_key(self, event: events.Key) -> None:
        event.stop()
        event.prevent_default()
        choices = self._choices
        moves = {
            "down": 1,
            "ctrl+n": 1,
            "tab": 1,
            "up": -1,
            "ctrl+p": -1,
            "shift+tab": -1,
            "pagedown": 10,
            "pageup": -10,
        }
        if event.key in moves:
            choices.move(moves[event.key])
        elif event.key == "enter":
            self.dismiss(choices.chosen.value if choices.chosen else None)
        elif event.key in {"escape", "ctrl+c", "ctrl+g"}:
            self.dismiss(None)
        elif choices.line.press(event.key):
            self._narrow()
        elif event.character and event.character.isprintable():
            choices.line.insert(event.character)
            self._narrow()

    def on_paste(self, event: events.Paste) -> None:
        event.stop()
        self._choices.line.insert(line_of(event.text))
        self._narrow()

    def _narrow(self) -> None:
        self._choices.narrow()
        text = self._choices.line.text.strip()
        if self._free and text:
            self._choices.shown.append(self._free(text))

    def _fit(self, columns: int, rows: int) -> None:
        styles = self._choices.styles
        styles.width = min(78, columns - 4)
        styles.height = min(len(self._choices.all) + 4, max(6, rows - 4), 26)


class SearchPicker(Picker):
    """A picker whose choices are looked up for what is typed: until they are there, none can be chosen."""

    LINES = 20

    def __init__(self, look: Look, heading: str, search: Callable[[str], None]) -> None:
        """Make one; `search` is called with what is typed, and `offer` with what was found."""
        super().__init__(look, heading, ())
        self._search = search
        self._waiting = True

    def on_mount(self) -> None:
        super().on_mount()
        self._narrow()

    def offer(self, typed: str, choices: Sequence[Choice]) -> None:
        """Show what was found, unless something else is typed by now."""
        if typed == self._choices.line.text:
            self._waiting = False
            self._choices.offer(choices)

    def dismiss(self, result: str | None = None) -> AwaitComplete:
        """Close; what stands there for something typed before is not chosen."""
        if result is not None and self._waiting:
            return AwaitComplete()
        return super().dismiss(result)

    def _narrow(self) -> None:
        self._waiting = True
        self._choices.counter = f"looking {self._choices.look.glyphs.ellipsis}"
        self._choices.refresh()
        self._search(self._choices.line.text)

    def _fit(self, columns: int, rows: int) -> None:
        super()._fit(columns, rows)
        self._choices.styles.height = min(self.LINES, max(6, rows - 4))
