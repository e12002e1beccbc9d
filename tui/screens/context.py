"""Every hit of a search in context, one a line: what stands before it, the hit, what follows (KWIC)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from textual.app import ComposeResult

from tui.backend.beside import ContextLine
from tui.keymap import Act
from tui.keys import CONTEXT
from tui.screens.base import KeyScreen
from tui.theme import Look
from tui.views.cells import Piece, cut, line_of, width
from tui.widgets.rows import RowsPane

if TYPE_CHECKING:
    from tui.app import Browser

LIMIT = 5000
"""Hits that are listed; the heading says so where there are more."""


class ContextPane(RowsPane[ContextLine]):
    """Hits, the word in the middle."""

    def draw(self, row: ContextLine, cells: int, here: bool) -> list[Piece]:
        return context_pieces(row, cells, self.look, here)


def context_pieces(row: ContextLine, cells: int, look: Look, here: bool, *, dated: bool = True) -> list[Piece]:
    """Return a hit as a line: its date, what stands before, the hit, what follows."""
    source = cut(line_of(row.source), 14, look.glyphs.ellipsis)
    front = f"{row.date[:10] or 'no date':<10}  {source:<14}  " if dated else ""
    copies = f" x{row.copies}" if row.copies > 1 else ""
    hit = cut(line_of(row.hit), max(8, cells // 3), look.glyphs.ellipsis)
    room = max(0, cells - width(front) - width(hit) - width(copies))
    before, after = _tail(_spaced(row.before), room // 2), cut(_spaced(row.after), room - room // 2, "")
    style = look.cursor if here else None
    return [
        (front, look.dim if not here else style),
        (" " * (room // 2 - width(before)) + before, style),
        (hit, look.hit),
        (after, style),
        (" " * (room - room // 2 - width(after)), style),
        (copies, look.dim),
    ]


def _spaced(text: str) -> str:
    """Return text on one line, with a space where it began or ended with one, so that words stay apart from the hit."""
    return f"{' ' * text[:1].isspace()}{line_of(text)}{' ' * text[-1:].isspace()}"


def _tail(text: str, cells: int) -> str:
    while width(text) > cells and text:
        text = text[max(1, len(text) - cells) :] if width(text) == len(text) else text[1:]
    return text


class ContextScreen(KeyScreen):
    """The hits of a search; enter shows one in its article."""

    HINTS = {CONTEXT: ("down", "enter", "copy", "back", "help")}  # noqa: RUF012

    def __init__(self, browser: Browser, query: str) -> None:
        super().__init__(browser)
        self.query_text = query
        self.rows = ContextPane(self.look, "context", f"{line_of(query)} in context")
        self.rows.empty = "Gathering the hits ..."

    def take_lines(self, lines: Sequence[ContextLine]) -> None:
        """Show the hits."""
        more = f"the first {LIMIT:,}" if len(lines) >= LIMIT else f"{len(lines):,}"
        self.rows.heading = f"{line_of(self.query_text)}: {more} in context"
        self.rows.empty = "Nothing to show in context: search for words first."
        self.rows.show(lines, self.rows.at)

    def groups(self) -> Iterable[object]:
        return self, self.rows

    @property
    def where(self) -> str:
        return CONTEXT

    def compose(self) -> ComposeResult:
        yield self.rows
        yield self.foot

    def on_mount(self) -> None:
        self.show_hints()

    def do_enter(self, _: Act) -> None:
        """Show the hit in its article."""
        row = self.rows.current
        if row is not None:
            self.dismiss()
            self.browser.browse.acts.finding.show_place(row.article, (row.start, row.end))

    def do_copy(self, _: Act) -> None:
        """Copy the line."""
        if row := self.rows.current:
            self.browser.browse.acts.working.copy("the line", f"{row.before} {row.hit} {row.after}")

    def do_back(self, _: Act) -> None:
        self.dismiss()
