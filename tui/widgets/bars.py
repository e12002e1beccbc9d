"""The line above the panes and the lines below them: where one is, what can be done, what is being typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from tui.look import Look
from tui.views.cells import Piece, cut, line_of, strip_of, width
from tui.views.line import LineEditor


class Bar(Widget):
    """Lines without a frame."""

    ALLOW_SELECT = False

    def __init__(self, look: Look, id: str) -> None:  # noqa: A002
        super().__init__(id=id)
        self.look = look


class StatusBar(Bar):
    """The program, the corpus and what is being searched on the left; counts and long work on the right."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, "status")
        self.left: Sequence[Piece] = ()
        self.right: Sequence[str] = ()
        """Facts from the most to the least important; those that do not fit are left out."""

    def say(self, left: Sequence[Piece], right: Sequence[str]) -> None:
        """Show other facts; nothing is sent where nothing changed."""
        if (left, right) != (self.left, self.right):
            self.left, self.right = left, right
            self.refresh()

    def render_line(self, y: int) -> Strip:
        cells = self.size.width
        dot = f" {self.look.glyphs.dot} "
        taken = sum(width(text) for text, _ in self.left) + 2
        right = ""
        for fact in self.right:
            longer = f"{right}{dot if right else ''}{fact}"
            if taken + width(longer) + 1 > cells:
                break
            right = longer
        pieces: list[Piece] = [(" ", None), *self.left]
        if right:
            gap = cells - sum(width(text) for text, _ in pieces) - width(right) - 1
            pieces += [(" " * max(1, gap), None), (right, self.look.dim)]
        return strip_of(pieces, cells)


class TooSmall(Bar):
    """What stands in place of everything else where there is too little room."""

    def __init__(self, look: Look, columns: int, rows: int) -> None:
        super().__init__(look, "small")
        self.smallest = (columns, rows)

    def render_line(self, y: int) -> Strip:
        columns, rows = self.size
        needs = "This window is too small:", f"{columns}x{rows}; sitrep needs {self.smallest[0]}x{self.smallest[1]}."
        at = y - max(0, rows // 2 - 1)
        return strip_of([(cut(needs[at].center(columns), columns), None)] if 0 <= at < len(needs) else [], columns)


@dataclass(slots=True)
class Prompt:
    """A question on the last lines, and what becomes of the answer."""

    label: str
    line: LineEditor
    done: Callable[[str], None]
    changed: Callable[[str], None] | None = None
    """Called at each edit."""
    dropped: Callable[[], None] | None = None
    complete: Callable[[str], Sequence[str]] | None = None
    """Words that the word before the cursor may become, best first."""
    hint: str = ""
    mistake: tuple[str, int] | None = None
    """What is wrong, and the code point at which it is."""
    words: Sequence[str] = field(default=())
    chosen: int = -1


class Foot(Bar):
    """Hints, or what was just done; while something is typed, the prompt and a line under it."""

    def __init__(self, look: Look) -> None:
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
        self.styles.height = 2 if prompt else 1
        if prompt:
            self._suggest()
        self.refresh(layout=True)

    def press(self, key: str, character: str | None) -> None:
        """Take a key of the prompt."""
        prompt = self.prompt
        if prompt is None:
            return
        before = prompt.line.text
        if key == "enter":
            self.ask(None)
            prompt.done(prompt.line.text)
            return
        if key in {"escape", "ctrl+c", "ctrl+g"} or (key == "backspace" and not before):
            self.ask(None)
            if prompt.dropped:
                prompt.dropped()
            return
        if key in {"tab", "shift+tab"}:
            self._complete(1 if key == "tab" else -1)
        elif prompt.line.press(key):
            self._suggest()
        elif character and character.isprintable():
            prompt.line.insert(character)
            self._suggest()
        self._edited(before)

    def paste(self, text: str) -> None:
        """Take what was pasted."""
        if self.prompt:
            before = self.prompt.line.text
            self.prompt.line.insert(line_of(text))
            self._suggest()
            self._edited(before)

    def mistake(self, mistake: tuple[str, int] | None) -> None:
        """Point at what is wrong, or at nothing."""
        if self.prompt and self.prompt.mistake != mistake:
            self.prompt.mistake = mistake
            self.refresh()

    def render_line(self, y: int) -> Strip:
        cells = self.size.width
        if self.prompt is None:
            return strip_of(self._hints(cells) if y == 0 else [], cells)
        return strip_of(self._typing(self.prompt, cells) if y == 0 else self._under(self.prompt, cells), cells)

    def _edited(self, before: str) -> None:
        prompt = self.prompt
        if prompt and prompt.line.text != before:
            prompt.mistake = None
            if prompt.changed:
                prompt.changed(prompt.line.text)
        self.refresh()

    def _suggest(self) -> None:
        prompt = self.prompt
        if prompt and prompt.complete:
            prompt.words, prompt.chosen = prompt.complete(prompt.line.word), -1

    def _complete(self, step: int) -> None:
        prompt = self.prompt
        if prompt and prompt.words:
            if prompt.chosen < 0 and step < 0:
                prompt.chosen = 0
            prompt.chosen = (prompt.chosen + step) % len(prompt.words)
            prompt.line.replace_word(prompt.words[prompt.chosen])

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

    def _typing(self, prompt: Prompt, cells: int) -> list[Piece]:
        text, at = prompt.line.text + " ", prompt.line.at
        room = max(1, cells - width(prompt.label) - 2)
        start = 0
        while width(text[start : at + 1]) > room:
            start += 1
        return [
            (" " + prompt.label, self.look.key),
            (line_cells(text[start:at]), None),
            (line_cells(text[at : at + 1]), _CURSOR),
            (line_cells(text[at + 1 :]), None),
        ]

    def _under(self, prompt: Prompt, cells: int) -> list[Piece]:
        if prompt.mistake:
            message, position = prompt.mistake
            indent = 1 + width(prompt.label) + width(prompt.line.text[:position])
            words = f"^ {line_of(message)}"
            if indent + width(words) > cells and indent > width(message) + 2:
                words = f"{line_of(message)} ^"
                indent -= width(words) - 1
            return [(" " * min(indent, cells - 2), None), (words, self.look.error)]
        if not prompt.words:
            return [("  ", None), (prompt.hint, self.look.dim)]
        pieces: list[Piece] = []
        used = 0
        for n, word in enumerate(prompt.words):
            word = line_of(word)
            if used + width(word) + 2 > cells:
                break
            pieces += [("  ", None), (word, _CURSOR if n == prompt.chosen else self.look.tag)]
            used += width(word) + 2
        return pieces


_CURSOR = Style(reverse=True)


def line_cells(text: str) -> str:
    """Return typed text as it may be shown; spaces are kept."""
    from extract.visible import visible

    return visible(text, line=True)
