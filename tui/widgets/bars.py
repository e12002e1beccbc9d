"""The status line above the panes, and the line below them with hints, messages and the prompt."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from extract.errors import SitrepError
from tui.theme import Theme
from tui.views.cells import Piece, break_pieces, cut, line_of, strip_of, width

if TYPE_CHECKING:
    from tui.views.prompt import Prompt
    from tui.views.work import Fact


class Bar(Widget):
    """Lines without a frame."""

    ALLOW_SELECT = False

    def __init__(self, look: Theme, id: str) -> None:  # noqa: A002
        super().__init__(id=id)
        self.look = look


LEFT_LEAST = 0.35
"""The part of the status line that is the left's, if it needs it, whatever is to be said on the right."""


class StatusBar(Bar):
    """The program, the corpus and what is being searched on the left; counts and long work on the right."""

    def __init__(self, look: Theme) -> None:
        super().__init__(look, "status")
        self.left: Sequence[Piece] = ()
        self.right: Sequence[Fact] = ()
        """Facts from the most to the least important; those that do not fit are left out."""
        self.needed = 0
        """How many of them the left is cut for."""

    def say(self, left: Sequence[Piece], right: Sequence[Fact], needed: int = 0) -> None:
        """Show other facts; nothing is sent where nothing changed."""
        if (left, right, needed) != (self.left, self.right, self.needed):
            self.left, self.right, self.needed = left, right, needed
            self.refresh()

    def render_line(self, y: int) -> Strip:
        cells = self.size.width
        least = min(sum(width(text) for text, _ in self.left), round(cells * LEFT_LEAST))
        right = self._fill("", self.right[: self.needed], cells - least - 3)
        room = cells - 2 - (width(right) + 1 if right else 0)
        (left,) = break_pieces(self.left, room, 1, self.look.glyphs.ellipsis)
        taken = sum(width(text) for text, _ in left) + 1
        right = self._fill(right, self.right[self.needed :], cells - taken - 2)
        gap = " " * max(1, cells - taken - width(right) - 1)
        return strip_of([(" ", None), *left, (gap, None), (right, self.look.dim)], cells)

    def _fill(self, said: str, facts: Sequence[Fact], room: int) -> str:
        """Append facts to what is said, each in the wording that fits, up to the first that does not."""
        dot = f" {self.look.glyphs.dot} " if said else ""
        for fact in facts:
            wordings = (fact,) if isinstance(fact, str) else fact
            fitting = next((words for words in wordings if width(said + dot + words) <= room), None)
            if fitting is None:
                break
            said, dot = said + dot + fitting, f" {self.look.glyphs.dot} "
        return said


class TooSmall(Bar):
    """What stands in place of everything else where there is too little room."""

    def __init__(self, look: Theme, columns: int, rows: int) -> None:
        super().__init__(look, "small")
        self.smallest = (columns, rows)

    def render_line(self, y: int) -> Strip:
        columns, rows = self.size
        needs = "This window is too small:", f"{columns}x{rows}; sitrep needs {self.smallest[0]}x{self.smallest[1]}."
        at = y - max(0, rows // 2 - 1)
        return strip_of([(cut(needs[at].center(columns), columns), None)] if 0 <= at < len(needs) else [], columns)


class MessageBar(Bar):
    """The last line: key hints or a message; while something is typed, two lines with the prompt."""

    def __init__(self, look: Theme) -> None:
        super().__init__(look, "foot")
        self.hints: Sequence[tuple[str, str]] = ()
        self.said = ""
        self.said_style: Style | None = None
        self.prompt: Prompt | None = None

    def hint(self, hints: Sequence[tuple[str, str]]) -> None:
        """Show which keys do what."""
        if hints != self.hints:
            self.hints = hints
            if not self.said and self.prompt is None:
                self.refresh()

    def say(self, text: str, style: Style | None = None) -> None:
        """Say something until the next key; an empty text takes it back."""
        if (text, style) != (self.said, self.said_style):
            self.said, self.said_style = text, style
            if self.prompt is None:
                self.refresh()

    def ask(self, prompt: Prompt | None) -> None:
        """Begin to ask, or stop."""
        self.prompt = prompt
        if prompt:
            prompt.suggest()
        self._fit()
        self.refresh(layout=True)

    def on_resize(self) -> None:
        """Take as many lines as what is said needs at this width."""
        self._fit()

    def _fit(self) -> None:
        """Take as many lines as the prompt needs, and draw it."""
        height = self.prompt.height(self.size.width, self.look) if self.prompt and self.size.width else 1
        if self.styles.height is None or self.styles.height.cells != height:
            self.styles.height = height
        self.refresh()

    def press(self, key: str, character: str | None) -> None:
        """Take a key of the prompt."""
        prompt = self.prompt
        if prompt is None:
            return
        if key == "enter":
            self.ask(None)
            try:
                prompt.done(prompt.line.text)
            except SitrepError as error:
                self.ask_again(prompt, (error.cause_first, None))
        elif key in {"escape", "ctrl+c", "ctrl+g"} or (key == "backspace" and not prompt.line.text):
            self.ask(None)
            if prompt.dropped:
                prompt.dropped()
        else:
            prompt.press(key, character)
            self._fit()

    def ask_again(self, prompt: Prompt, mistake: tuple[str, int | None]) -> None:
        """Ask once more, with what was entered and what is wrong with it."""
        self.ask(prompt)
        prompt.refuse(mistake)
        self._fit()

    def paste(self, text: str) -> None:
        """Take what was pasted."""
        if self.prompt:
            self.prompt.type(text)
            self._fit()

    def refuse(self, why: str, at: int | None = None) -> None:
        """Say why something that was typed was not taken, and at which code point, where that is known."""
        if self.prompt:
            self.prompt.refuse((why, at))
            self._fit()

    def suggest(self) -> None:
        """Show words that have become known, unless one is being chosen already or something was refused."""
        if self.prompt and self.prompt.chosen < 0 and not self.prompt.refused:
            self.prompt.suggest()
            self._fit()

    def mistake(self, mistake: tuple[str, int | None] | None) -> None:
        """Point at what is wrong, or at nothing."""
        if self.prompt and self.prompt.mistake != mistake:
            self.prompt.mistake = mistake
            self._fit()

    def render_line(self, y: int) -> Strip:
        cells = self.size.width
        if self.prompt is None:
            return strip_of(self._hints(cells) if y == 0 else [], cells)
        return strip_of(self.prompt.draw(y, cells, self.look), cells)

    def _hints(self, cells: int) -> list[Piece]:
        if self.said:
            return [(" ", None), (cut(line_of(self.said), cells - 2, self.look.glyphs.ellipsis), self.said_style)]
        sizes = [width(key) + width(does) + 3 for key, does in self.hints]
        shown = list(range(len(sizes)))
        while len(shown) > 1 and sum(sizes[n] for n in shown) > cells:
            del shown[-2]  # the last one is the help, by which the others are found
        pieces: list[Piece] = []
        for n in shown:
            key, does = self.hints[n]
            pieces += [(f" {key}", self.look.key), (f" {does} ", self.look.dim)]
        return pieces
