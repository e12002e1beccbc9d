"""A prompt on the last lines: an editable line, and under it completions, an error with its place, or a hint.

Pure state: keys in, styled runs of cells out; `widgets.bars.MessageBar` draws it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rich.cells import get_character_cell_size
from rich.style import Style

from extract.visible import visible
from tui.theme import Theme
from tui.views.cells import Piece, break_pieces, cut, line_of, width
from tui.views.line import LINE_MAX, LineEditor

MISTAKE_LINES = 4
"""Lines at most for what is wrong with a line."""


@dataclass(slots=True)
class Prompt:
    """A prompt and its callbacks."""

    label: str
    line: LineEditor
    done: Callable[[str], None]
    """Called with the text when it is entered; where it raises SitrepError the text is refused, and stays."""
    changed: Callable[[str], None] | None = None
    """Called at each edit."""
    dropped: Callable[[], None] | None = None
    complete: Callable[[str], Sequence[str]] | None = None
    """Words that the word before the cursor may become, best first."""
    hint: str = ""
    pasted: Callable[[str], str] = line_of
    """Makes one line of what is pasted."""
    mistake: tuple[str, int | None] | None = None
    """What is wrong, and the code point at which it is, where that is known."""
    refused: bool = False
    """Whether that was typed, pasted or entered and not taken, which stands until the line changes."""
    words: Sequence[str] = ()
    chosen: int = -1

    def press(self, key: str, character: str | None) -> None:
        """Take a key: tab goes through the words, an editing key edits, a character is typed."""
        before = self.line.text
        if key in {"tab", "shift+tab"}:
            self._go_on(1 if key == "tab" else -1)
        elif self.line.press(key):
            self.suggest()
        elif character and character.isprintable():
            self.type(character)
            return
        self._tell(before)

    def type(self, text: str) -> None:
        """Take several characters at once, or none where they are too many for a line."""
        before = self.line.text
        if len(text) <= LINE_MAX and self.line.insert(self.pasted(text) if len(text) > 1 else text):
            self.suggest()
            self._tell(before)
        else:
            self.refuse((too_long(text), self.line.at))

    def suggest(self) -> None:
        """Look up what the word before the cursor may become."""
        if self.complete:
            self.words, self.chosen = self.complete(self.line.word), -1

    def refuse(self, mistake: tuple[str, int | None]) -> None:
        """Say what is wrong with what was typed or entered, in place of words that it may become."""
        self.words, self.mistake, self.refused = (), mistake, True

    def draw(self, y: int, cells: int, look: Theme) -> list[Piece]:
        """Return line 0, what is typed, or one of those below it, what is to be said of it."""
        below = self._under(cells, look)
        return self._typed(cells, look) if y == 0 else below[y - 1] if y <= len(below) else []

    def height(self, cells: int, look: Theme) -> int:
        """Count the lines that it takes: two, more where what is wrong does not fit into one."""
        return 1 + len(self._under(cells, look))

    def _tell(self, before: str) -> None:
        if self.line.text != before:
            self.mistake, self.refused = None, False
            if self.changed:
                self.changed(self.line.text)

    def _go_on(self, step: int) -> None:
        if self.words:
            if self.chosen < 0 and step < 0:
                self.chosen = 0
            self.chosen = (self.chosen + step) % len(self.words)
            self.line.replace_word(self.words[self.chosen])

    def _typed(self, cells: int, look: Theme) -> list[Piece]:
        return [(" " + self.label, look.key), *input_pieces(self.line, self._room(cells), _CURSOR)]

    def _room(self, cells: int) -> int:
        return max(1, cells - width(self.label) - 2)

    def _under(self, cells: int, look: Theme) -> list[list[Piece]]:
        if self.mistake and not self.words:  # a name within quotation marks is no mistake while it is being completed
            pointed = self._pointed(*self.mistake, cells)
            message = pointed.lstrip()
            indent = " " * (len(pointed) - len(message))
            lines = break_pieces([(message, look.error)], cells - len(indent), MISTAKE_LINES, look.glyphs.ellipsis)
            return [[(indent, None), *line] for line in lines]
        if not self.words:
            return [[("  ", None), (cut(self.hint, cells - 2, look.glyphs.ellipsis), look.dim)]]
        return [self._completions(cells, look)]

    def _completions(self, cells: int, look: Theme) -> list[Piece]:
        mark = look.glyphs.ellipsis
        pieces: list[Piece] = []
        used = 0
        for n, word in enumerate(self.words):
            word = line_of(word)
            if used + width(word) + 2 > cells - (0 if n == len(self.words) - 1 else 1 + width(mark)):
                pieces.append((f" {mark}", look.dim))
                break
            pieces += [("  ", None), (word, _CURSOR if n == self.chosen else look.tag)]
            used += width(word) + 2
        return pieces

    def _pointed(self, message: str, position: int | None, cells: int) -> str:
        """Return a message beside a caret below a code point of the line; where neither side has room, with its number.

        Args:
            message: what is wrong.
            position: the code point at which it is; None where that is not known.
            cells: of the line.

        """
        message = line_of(message)
        if position is None:
            return f"  {message}"
        text, start = self.line.text, first_shown(self.line, self._room(cells))
        indent = 1 + width(self.label) + width(text[start : max(start, position)])
        if indent + width(message) + 2 <= cells:
            return " " * indent + f"^ {message}"
        if width(message) + 2 <= indent < cells:
            return " " * (indent - width(message) - 1) + f"{message} ^"
        return f" at character {position + 1:,}: {message}"


_CURSOR = Style(reverse=True)


def too_long(text: str) -> str:
    """Word the message for a text that is too long for a line."""
    what = f"a text of {len(text):,} characters" if len(text) > 1 else "one more character"
    return f"{what} is too long: a line holds {LINE_MAX:,}"


def input_pieces(line: LineEditor, room: int, cursor: Style) -> list[Piece]:
    """Draw the input around its cursor, in at most `room` cells; spaces are kept."""
    text, at, start = line.text + " ", line.at, first_shown(line, room)
    if line.selected and line.text:
        return [(visible(line.text[start : start + room], line=True), cursor), (" ", None)]
    parts = ((text[start:at], None), (text[at : at + 1], cursor), (text[at + 1 : at + 1 + room], None))
    return [(visible(part, line=True), style) for part, style in parts]


def first_shown(line: LineEditor, room: int) -> int:
    """Return the first code point that is shown where the cursor is to be in sight in `room` cells."""
    start, used = line.at, 1
    while start > 0 and (used := used + get_character_cell_size(line.text[start - 1])) <= room:
        start -= 1
    return start
