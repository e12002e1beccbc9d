"""The concordance of a search (keyword in context): every hit on a line of its own, the hits in one column."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from textual.app import ComposeResult

from extract.index.search.kwic import KwicLine
from tui import messages as m
from tui.keymap import KeyAction
from tui.keys import CONTEXT
from tui.screens.tagging_screen import TaggingScreen
from tui.theme import Theme
from tui.views.cells import Piece, cut, line_of, width
from tui.widgets.rows import RowsPane

if TYPE_CHECKING:
    from tui.backend.results import QueryResult
    from tui.screens.screen_context import ScreenContext

LIMIT = 5000
"""Hits that are listed; the heading says so where there are more."""


WORD = 12
"""Cells of a hit for which it stands in the middle; a longer one begins where that does."""


class ContextPane(RowsPane[KwicLine]):
    """Hits, the word in the middle."""

    def draw(self, row: KwicLine, cells: int, here: bool) -> list[Piece]:
        return context_pieces(row, cells, self.look, here)


def context_pieces(row: KwicLine, cells: int, look: Theme, here: bool, *, dated: bool = True) -> list[Piece]:
    """Return a hit as a line: its date, what stands before, the hit, what follows."""
    source = cut(line_of(row.source or ""), 14, look.glyphs.ellipsis)
    front = f"{(row.published or 'no date')[:10]:<10}  {source:<14}  " if dated else ""
    copies = f" x{1 + row.duplicates}" if row.duplicates else ""
    room = cells - width(front) - width(copies)
    left = max(0, (cells - width(front) - WORD) // 2)
    hit = cut(line_of(row.hit), max(8, min(cells // 3, room - left)), look.glyphs.ellipsis)
    right = max(0, room - left - width(hit))
    before, after = _tail(_spaced(row.left), left), cut(_spaced(row.right), right, "")
    style = look.cursor if here else None
    return [
        (front, look.dim if not here else style),
        (" " * (left - width(before)) + before, style),
        (hit, look.hit),
        (after, style),
        (" " * (right - width(after)), style),
        (copies, look.dim),
    ]


def _spaced(text: str) -> str:
    """Return text on one line, with a space where it began or ended with one, so that words stay apart from the hit."""
    return f"{' ' * text[:1].isspace()}{line_of(text)}{' ' * text[-1:].isspace()}"


def _tail(text: str, cells: int) -> str:
    while width(text) > cells and text:
        text = text[max(1, len(text) - cells) :] if width(text) == len(text) else text[1:]
    return text


class ContextScreen(TaggingScreen):
    """The hits of a search; enter shows one in its article."""

    HINTS = {CONTEXT: ("down", "enter", "tag", "quick", "copy", "back", "help")}  # noqa: RUF012

    def __init__(
        self, context: ScreenContext, found: QueryResult, show_place: Callable[[str, tuple[int, int]], None]
    ) -> None:
        """Make one over the results of a query; `show_place` shows a span of an article in the list and the reader."""
        super().__init__(context)
        self._found, self._show_place = found, show_place
        self.query_text = query = found.query
        self.rows = ContextPane(self.look, "context", f"{line_of(query)} in context")
        self.rows.empty = "Gathering the hits ..."

    def on_context_ready(self, ready: m.ContextReady) -> None:
        """Show the hits."""
        lines = ready.lines
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
        facets, found = self.context.backend.facets, self._found
        gathered = self.context.threads.count(self, "context", lambda: m.ContextReady(facets.context(found, LIMIT)))
        self.hold_keys_for(gathered)

    def on_unmount(self) -> None:
        self.context.threads.cancel("context")

    def do_enter(self, _: KeyAction) -> None:
        """Show the hit in its article."""
        row = self.rows.current
        if row is not None:
            self.leave_for([row.id], lambda _: self._show_place(row.id, (row.start, row.end)))

    @property
    def row_articles(self) -> Sequence[str]:
        row = self.rows.current
        return [row.id] if row is not None else []

    def do_copy(self, _: KeyAction) -> None:
        """Copy the line."""
        if row := self.rows.current:
            self.copy("the line", f"{row.left} {row.hit} {row.right}")

    def do_back(self, _: KeyAction) -> None:
        self.dismiss()
