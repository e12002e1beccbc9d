"""The articles most like one, with what they share."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from textual.app import ComposeResult

from extract.index.search.similar import Similar
from tui import messages as m
from tui.keymap import KeyAction
from tui.keys import CONTEXT
from tui.screens.key_screen import KeyScreen
from tui.views.cells import Piece, cut, line_of, width
from tui.widgets.rows import RowsPane

if TYPE_CHECKING:
    from tui.screens.screen_context import ScreenContext


class SimilarPane(RowsPane[Similar]):
    """An article a line: how like it is, when, its title, and which names and words both have."""

    def draw(self, row: Similar, cells: int, here: bool) -> list[Piece]:
        look, style = self.look, self.look.cursor if here else None
        front = f"{row.score:>4.0%}  {(row.row.published or 'no date')[:10]:<10}  "
        room = max(10, cells - width(front))
        half = max(10, room * 11 // 20)
        title = cut(line_of(row.row.title or row.row.snippet), half, look.glyphs.ellipsis)
        shared = cut(line_of(", ".join((*row.names, *row.words))), room - half - 2, look.glyphs.ellipsis)
        title += " " * (half + 2 - width(title))
        shared += " " * (room - half - 2 - width(shared))
        return [(front, style or look.dim), (title, style), (shared, style or look.dim)]


class SimilarScreen(KeyScreen):
    """The articles most like one; enter shows one of them, with the others around it in the list."""

    HINTS = {CONTEXT: ("down", "enter", "copy", "back", "help")}  # noqa: RUF012

    def __init__(self, context: ScreenContext, article: str, title: str, show: Callable[[str, str], None]) -> None:
        """Make one for an article; `show` runs a query in the list and goes to an article in it."""
        super().__init__(context)
        self._article, self._show = article, show
        self.rows = SimilarPane(self.look, "similar", f"Like {line_of(title)}")
        self.rows.empty = "Looking for articles like it ..."

    def on_similar_ready(self, ready: m.SimilarReady) -> None:
        """Show the articles."""
        self.rows.empty = "Nothing in the corpus shares its telling names and words; escape goes back."
        self.rows.show(ready.rows, self.rows.at)

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
        backend, article = self.context.backend, self._article
        self.hold_keys_for(
            self.context.threads.count(self, "similar", lambda: m.SimilarReady(backend.similar(article)))
        )

    def do_enter(self, _: KeyAction) -> None:
        """Show the article, among all that are like the one."""
        if row := self.rows.current:
            self.dismiss()
            self._show(f"like:{self._article}", row.row.id)

    def do_copy(self, _: KeyAction) -> None:
        """Copy the line."""
        if row := self.rows.current:
            self.copy("the line", f"{row.row.title} ({', '.join((*row.names, *row.words))})")

    def do_back(self, _: KeyAction) -> None:
        self.dismiss()
