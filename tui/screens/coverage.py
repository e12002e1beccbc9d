"""The others on this: the articles of an article's story, and what they have that it lacks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from extract.index.search.story_others import OtherArticle
from tui import messages as m
from tui.screens.beside import BesideScreen
from tui.views.cells import Piece, line_of, pad, strip_of, width, wrapped
from tui.widgets.rows import RowsPane

if TYPE_CHECKING:
    from textual.strip import Strip

    from extract.index import Row
    from tui.screens.screen_context import ScreenContext

SOURCE = 18
"""Cells of an outlet at most."""
TITLE = 0.4
"""The part of the room that is the title's, where the other has something that the one lacks."""


class CoveragePane(RowsPane[OtherArticle]):
    """An article a line: when, its outlet, its title, and what it has that the one lacks."""

    _added = 0
    """Cells of the last column."""

    def show(self, rows: Sequence[OtherArticle], at: int = 0) -> None:
        """Show other rows; a column is as wide as what is in it, so that titles have the room."""
        self._when = max((len(_when(one)) for one in rows), default=0)
        self._source = min(SOURCE, max((width(_source(one)) for one in rows), default=0))
        super().show(rows, at)

    def moved(self) -> None:
        """Show all that the other one under the cursor has."""
        self.refresh()

    def body(self, y: int) -> Strip:
        """Draw a row, or, below the last, what the one under the cursor has, where its row does not show all of it."""
        below = self.first + y - len(self.rows) - 1
        added = line_of(added_by(self.current)) if self.current else ""
        if below < 0 or width(added) <= self._added:
            return super().body(y)
        whole = wrapped(f"It has: {added}", self.inner_width - 2, below)
        return strip_of([(f" {whole}", self.look.dim)], self.inner_width)

    def draw(self, row: OtherArticle, cells: int, here: bool) -> list[Piece]:
        look, style = self.look, self.look.cursor if here else None
        front = f"{_when(row):<{self._when}}  {pad(_source(row), self._source, look.glyphs.ellipsis)}  "
        room = max(10, cells - width(front))
        half = max(10, int(room * TITLE))
        title = pad(line_of(row.row.title or row.row.snippet), half, look.glyphs.ellipsis)
        self._added = room - half - 2
        added = pad(line_of(added_by(row)), self._added, look.glyphs.ellipsis)
        known = row.names or row.figures
        return [
            (front, style or look.dim),
            (f"{title}  ", style),
            (added, style or (look.strong if known else look.dim)),
        ]


def _when(row: OtherArticle) -> str:
    return (row.row.published or "no date").replace("T", " ")[:16]


def _source(row: OtherArticle) -> str:
    return line_of(row.row.source or "")


def added_by(row: OtherArticle) -> str:
    """Say what an article has that the one lacks: figures, then names."""
    if row.reprint:
        return "a reprint"
    if not row.extracted:
        return "not extracted yet"
    return ", ".join((*row.figures, *row.names)) or "nothing that this one lacks"


class CoverageScreen(BesideScreen[OtherArticle]):
    """The other articles of an article's story; enter shows one of them, with the story around it in the list."""

    FIELD = "story"

    def __init__(self, context: ScreenContext, article: str, title: str, show: Callable[[str, str], None]) -> None:
        """Make one for an article; `show` runs a query in the list and goes to an article in it."""
        rows = CoveragePane(context.look, "coverage", f"Others on: {line_of(title)}")
        rows.empty = "Looking for the other articles of its story ..."
        super().__init__(context, article, title, show, rows)

    def fetch(self) -> m.OthersReady:
        return m.OthersReady(self.context.backend.others(self._article))

    def on_others_ready(self, ready: m.OthersReady) -> None:
        """Show the articles."""
        story = ready.story
        if not self.rows.rows:
            self.rows_came()
        self.wanted = story.story
        known = "No other article tells this story" if story.extracted else "Its story is known once it is extracted"
        self.rows.empty = f"{known}; & lists what is like it, escape goes back."
        if story.count > len(story.others):
            self.rows.heading = f"Others on: {self._title} (the newest {len(story.others)} of {story.count:,})"
        self.rows.show(story.others, self.rows.at)

    def row_of(self, other: OtherArticle) -> Row:
        return other.row

    def say_of(self, other: OtherArticle) -> str:
        return added_by(other)
