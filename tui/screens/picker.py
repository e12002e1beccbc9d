"""Choosing one of many by typing part of its name: the palette, saved searches, sorts, labels, another entity."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from textual import events
from textual.app import ComposeResult
from textual.screen import ModalScreen
from textual.strip import Strip

from extract.folding import fold_accents, fold_words, has_words
from tui.messages import KeysReleased
from tui.screens.browser_screen import BrowserScreen
from tui.theme import Theme
from tui.views.cells import Piece, cut, line_of, strip_of, width
from tui.views.line import LINE_MAX, LineEditor
from tui.views.prompt import input_pieces, too_long
from tui.widgets.pane import Pane


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose."""

    value: str
    words: str
    right: str = ""
    """Shown on the right: its keys, its count."""
    also: str = ""
    """Other words that it is found by."""
    key: str = ""
    """Chooses it while nothing is typed."""

    def matches(self, words: Sequence[str]) -> bool:
        """Whether each word stands in it somewhere."""
        return has_words(f"{self.words} {self.also}", words)


_MOVES = {"down": 1, "ctrl+n": 1, "tab": 1, "up": -1, "ctrl+p": -1, "shift+tab": -1, "pagedown": 10, "pageup": -10}
_CLOSING = frozenset({"escape", "ctrl+c", "ctrl+g"})
CHOOSES = "enter chooses, escape closes, up and down move, typing narrows"


class Choices(Pane):
    """The line that is typed, and the choices that match it."""

    def __init__(self, look: Theme, heading: str, choices: Sequence[Choice]) -> None:
        super().__init__(look, name="choices", heading=heading)
        self.active = True
        self.counter = CHOOSES
        self.empty = "nothing matches"
        """What is said where there is no choice, though nothing is typed."""
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
        typed = fold_words(self.line.text)
        found = [choice for choice in self.all if choice.matches(typed)]
        self.shown = sorted(found, key=lambda choice: not fold_accents(choice.words).startswith(" ".join(typed)))
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
            return strip_of([(" > ", look.key), *input_pieces(self.line, cells - 4, look.selection)], cells)
        index = self.first + y - 1
        if index >= len(self.shown):
            empty = "" if y > 1 or self.shown else "nothing matches" if self.line.text else self.empty
            return strip_of([("   ", None), (cut(empty, cells - 4, look.glyphs.ellipsis), look.dim)], cells)
        choice = self.shown[index]
        here = index == self.at
        words = f"{choice.key}  {line_of(choice.words)}" if choice.key else line_of(choice.words)
        right = cut(line_of(choice.right), max(cells // 2, cells - width(words) - 5), look.glyphs.ellipsis)
        words = cut(words, cells - width(right) - 5, look.glyphs.ellipsis)
        gap = " " * max(1, cells - width(words) - width(right) - 4)
        pieces: list[Piece] = [(f" {look.glyphs.bar if here else ' '} ", look.bar)]
        pieces += [(words + gap, look.cursor if here else None), (right + " ", look.cursor if here else look.dim)]
        return strip_of(pieces, cells)


class Picker(BrowserScreen[str], ModalScreen[str]):
    """Choose; answers the value, or None where nothing was chosen."""

    BINDINGS = []  # noqa: RUF012 - typed text must reach the line

    def __init__(
        self,
        look: Theme,
        heading: str,
        choices: Sequence[Choice],
        free: Callable[[str], Choice | None] | None = None,
        *,
        waiting: bool = False,
        keyed: bool = False,
        empty: str = "",
    ) -> None:
        """Make one.

        Args:
            look: colours and glyphs.
            heading: what is to be chosen.
            choices: what there is to choose from.
            free: makes a choice of what is typed, where that is one; it stands first.
            waiting: whether more choices are being looked up; enter waits for them.
            keyed: whether choices have keys, so that digits wait for them too.
            empty: what is said where there is no choice at all.

        """
        super().__init__()
        self._choices = Choices(look, heading, choices)
        self._choices.empty = empty or self._choices.empty
        self._free = free
        self._waiting, self._keyed = waiting, keyed

    def compose(self) -> ComposeResult:
        yield self._choices

    def on_mount(self) -> None:
        self._fit(self.app.size.width, self.app.size.height)

    def on_resize(self, event: events.Resize) -> None:
        self._fit(event.size.width, event.size.height)

    def note(self, asides: Mapping[str, str]) -> None:
        """Show something else on the right of choices, by their value."""
        self._choices.all = [replace(one, right=asides.get(one.value, one.right)) for one in self._choices.all]
        self._narrow(stay=True)

    def add(self, more: Sequence[Choice]) -> None:
        """Offer more choices, below those that are there."""
        self._choices.all = [*self._choices.all, *more]
        self._narrow(stay=True)
        self._fit(self.app.size.width, self.app.size.height)
        self._found()

    def _found(self) -> None:
        self._waiting = False
        self.app.post_message(KeysReleased())

    def holds_key(self, key: str, character: str | None) -> bool:
        return self._waiting and (key == "enter" or key in _MOVES or (self._keyed and key.isdigit()))

    def interrupts(self, key: str, character: str | None) -> bool:
        return key in _CLOSING

    @property
    def edits(self) -> bool:
        return bool(self._choices.line.text)

    def take_key(self, key: str, character: str | None) -> None:
        choices = self._choices
        keyed = [one for one in choices.shown if character and one.key == character and not choices.line.text]
        if key in _MOVES:
            choices.move(_MOVES[key])
        elif keyed:
            self.dismiss(keyed[0].value)
        elif key == "enter":
            self.dismiss(choices.chosen.value if choices.chosen else None)
        elif key in _CLOSING:
            self.dismiss(None)
        elif choices.line.press(key):
            self._narrow()
        elif character and character.isprintable():
            self.take_paste(character)

    def take_paste(self, text: str) -> None:
        if len(text) <= LINE_MAX and self._choices.line.insert(line_of(text) if len(text) > 1 else text):
            self._narrow()
        else:
            self._choices.set_counter(too_long(text))

    def _narrow(self, *, stay: bool = False) -> None:
        at = self._choices.at if stay else 0
        self._choices.narrow()
        text = self._choices.line.text.strip()
        if self._free and text and (choice := self._free(text)) is not None:
            self._choices.shown.insert(0, choice)
        self._choices.move(at)

    def _fit(self, columns: int, rows: int) -> None:
        styles = self._choices.styles
        styles.width = min(78, columns - 4)
        styles.height = min(len(self._choices.all) + 4, max(6, rows - 4), 26)


class SearchPicker(Picker):
    """A picker whose choices are looked up for what is typed: until they are there, none can be chosen."""

    LINES = 20

    def __init__(self, look: Theme, heading: str, search: Callable[[str], None]) -> None:
        """Make one; `search` is called with what is typed, and `offer` with what was found."""
        super().__init__(look, heading, (), waiting=True)
        self._search = search

    def on_mount(self) -> None:
        super().on_mount()
        self._narrow()

    def offer(self, typed: str, choices: Sequence[Choice]) -> None:
        """Show what was found, unless something else is typed by now."""
        if typed == self._choices.line.text:
            self._choices.offer(choices)
            self._found()

    def _narrow(self, *, stay: bool = False) -> None:
        self._waiting = True
        self._choices.counter = f"looking {self._choices.look.glyphs.ellipsis}"
        self._choices.refresh()
        self._search(self._choices.line.text)

    def _fit(self, columns: int, rows: int) -> None:
        super()._fit(columns, rows)
        self._choices.styles.height = min(self.LINES, max(6, rows - 4))
