"""The help screen, made from the key table; and the scrolling screen of lines that it shares with the details."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.strip import Strip

from tui.keymap import Act
from tui.keys import DETAILS, PANES, QUICK, WHERES
from tui.labels import KNOWN
from tui.screens.key_screen import KeyScreen
from tui.theme import Look
from tui.views.cells import Piece, strip_of, width, wrap
from tui.widgets.pane import Pane

if TYPE_CHECKING:
    from tui.screens.screen_context import ScreenContext


class Lines(Pane):
    """Lines of text that scroll."""

    def __init__(self, look: Look, heading: str, name: str = "lines") -> None:
        super().__init__(look, name=name, heading=heading)
        self.active = True
        self.lines: list[list[Piece]] = []
        self.first = 0

    def show(self, lines: list[list[Piece]]) -> None:
        """Show other lines."""
        self.lines = lines
        self.scroll_by(0)
        self.refresh()

    def scroll_by(self, by: int) -> None:
        """Move by so many lines."""
        before = self.first
        self.first += by
        self.fit()
        if before != self.first:
            self.refresh()

    def fit(self) -> None:
        self.first = min(max(self.first, 0), max(0, len(self.lines) - self.inner_height))
        total = max(1, len(self.lines))
        self.thumb = (self.first / total, min(1.0, (self.first + self.inner_height) / total))

    def body(self, y: int) -> Strip:
        at = self.first + y
        line = self.lines[at] if at < len(self.lines) else []
        return strip_of([(" ", None), *line], self.inner_width)


class LinesScreen(KeyScreen):
    """A screen of lines to read."""

    HINTS = {DETAILS: ("down", "page_down", "back")}  # noqa: RUF012

    def __init__(self, context: ScreenContext, heading: str) -> None:
        super().__init__(context)
        self.lines = Lines(self.look, heading)

    @property
    def where(self) -> str:
        return DETAILS

    def compose(self) -> ComposeResult:
        yield self.lines
        yield self.foot

    def on_mount(self) -> None:
        self.show_hints()

    def on_resize(self, event: events.Resize) -> None:
        super().on_resize(event)
        self.lines.show(self.draw(event.size.width - 4))

    def draw(self, cells: int) -> list[list[Piece]]:
        """Return the lines for a width."""
        return []

    def do_down(self, act: Act) -> None:
        self.lines.scroll_by(act.times)

    def do_up(self, act: Act) -> None:
        self.lines.scroll_by(-act.times)

    def do_page_down(self, act: Act) -> None:
        self.lines.scroll_by(act.times * self.lines.inner_height)

    def do_page_up(self, act: Act) -> None:
        self.lines.scroll_by(-act.times * self.lines.inner_height)

    def do_half_down(self, act: Act) -> None:
        self.lines.scroll_by(act.times * self.lines.inner_height // 2)

    def do_half_up(self, act: Act) -> None:
        self.lines.scroll_by(-act.times * self.lines.inner_height // 2)

    def do_top(self, _: Act) -> None:
        self.lines.scroll_by(-len(self.lines.lines))

    def do_bottom(self, _: Act) -> None:
        self.lines.scroll_by(len(self.lines.lines))

    def do_row(self, act: Act) -> None:
        """Go to a line, counted from 1."""
        self.lines.scroll_by(act.times - 1 - self.lines.first)

    def do_back(self, _: Act) -> None:
        self.dismiss()

    def do_enter(self, _: Act) -> None:
        """Close the screen, as escape does."""
        self.dismiss()


class HelpScreen(LinesScreen):
    """Help for one place."""

    def __init__(self, context: ScreenContext, where: str) -> None:
        super().__init__(context, f"Keys in {WHERES[where]}")
        self._where = where

    def draw(self, cells: int) -> list[list[Piece]]:
        look = self.look
        groups: dict[str, list[tuple[str, str, str]]] = {}
        for binding in self.keymap.live(self._where):
            groups.setdefault(binding.group, []).append(("  ".join(binding.keys), binding.help, binding.id))
        if self._where in PANES:
            quick = self.context.config.quick
            tags = ", ".join(f"{digit} {tag}" for digit, tag in sorted(quick.items()))
            row = (f"{QUICK[0]}-{QUICK[-1]}", f"Quick tags ({tags})", "quick")
            groups.setdefault("Tag", []).insert(0, row)
        wide = max(width(keys) for rows in groups.values() for keys, _, _ in rows) + 2
        lines: list[list[Piece]] = []
        for group, rows in groups.items():
            lines += [[(group, look.part)]]
            for keys, words, name in rows:
                room = max(10, cells - wide - 2 - (24 if cells > 90 else 0))
                first, *rest = [words[start:end].rstrip() for start, end in wrap(words, room)]
                line: list[Piece] = [("  " + keys.ljust(wide), look.key), (first, None)]
                if cells > 90:
                    line += [(" " * (room - width(first) + 2), None), (name, look.dim)]
                below: list[list[Piece]] = [[(" " * (wide + 2) + more, None)] for more in rest]
                lines += [line, *below]
            lines.append([])
        lines += [[("Letters in the text", look.part)], self._letters(cells)]
        lines += [[], [("Keys, quick tags, theme and colours are set in a file: sitrep config path", look.dim)]]
        return lines

    def _letters(self, cells: int) -> list[Piece]:
        pieces: list[Piece] = [("  ", None)]
        used = 2
        for label in KNOWN.values():
            if used + len(label.word) + 4 > cells:
                break
            pieces += [self.look.letter(label.name), (f" {label.word}  ", self.look.dim)]
            used += len(label.word) + 4
        return pieces
