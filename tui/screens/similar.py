"""The articles most like one, with what they share."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from extract.index.search.similar import Similar
from tui import messages as m
from tui.screens.beside import BesideScreen
from tui.views.cells import Piece, line_of, pad, width
from tui.widgets.rows import RowsPane

if TYPE_CHECKING:
    from extract.index import Row
    from tui.screens.screen_context import ScreenContext


class SimilarPane(RowsPane[Similar]):
    """An article a line: how like it is, when, its title, and which names and words both have."""

    def draw(self, row: Similar, cells: int, here: bool) -> list[Piece]:
        look, style = self.look, self.look.cursor if here else None
        front = f"{row.score:>4.0%}  {(row.row.published or 'no date')[:10]:<10}  "
        room = max(10, cells - width(front))
        half = max(10, room * 11 // 20)
        title = pad(line_of(row.row.title or row.row.snippet), half, look.glyphs.ellipsis)
        shared = pad(line_of(", ".join((*row.names, *row.words))), room - half - 2, look.glyphs.ellipsis)
        return [(front, style or look.dim), (f"{title}  ", style), (shared, style or look.dim)]


class SimilarScreen(BesideScreen[Similar]):
    """The articles most like one; enter shows one of them, with the others around it in the list."""

    FIELD = "like"

    def __init__(self, context: ScreenContext, article: str, title: str, show: Callable[[str, str], None]) -> None:
        """Make one for an article; `show` runs a query in the list and goes to an article in it."""
        rows = SimilarPane(context.look, "similar", f"Like {line_of(title)}")
        rows.empty = "Looking for articles like it ..."
        super().__init__(context, article, title, show, rows)

    def fetch(self) -> m.SimilarReady:
        return m.SimilarReady(self.context.backend.similar(self._article))

    def on_similar_ready(self, ready: m.SimilarReady) -> None:
        """Show the articles."""
        if not self.rows.rows:
            self.rows_came()
        self.rows.empty = "Nothing in the corpus shares its telling names and words; escape goes back."
        self.rows.show(ready.rows, self.rows.at)

    def row_of(self, other: Similar) -> Row:
        return other.row

    def say_of(self, other: Similar) -> str:
        return ", ".join((*other.names, *other.words))
