"""The list of articles: any number of them, none kept but the pages around what is shown; a line each, in columns.

Moving repaints the two rows that change and nothing else; rows that are not there yet are asked for by message.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip

from tui.backend.results import ListRow
from tui.theme import Theme
from tui.views.cells import strip_of, wrapped
from tui.views.columns import DEFAULT, Columns, measure, place_columns, place_on_two_lines
from tui.views.row import header, row_line
from tui.widgets.messages import RowsWanted, SelectionMoved
from tui.widgets.pane import Pane

if TYPE_CHECKING:
    from tui.backend.reasons import Reason

PAGE = 50
"""Rows that are fetched at once."""
PAGES = 8
"""Pages kept, least recently used first out."""


class ArticleList(Pane):
    """Rows of the current results under the names of their columns, and a cursor."""

    def __init__(self, look: Theme, columns: Mapping[str, int] = DEFAULT) -> None:
        """Make one; `columns` are those to be shown, as `place_columns` takes them."""
        super().__init__(look, name="list")
        self.count = 0
        self.cursor = 0
        self.first = 0
        self.lines_per_row = 1
        """Two where the list stands beside the article: the title is on the second."""
        self._chosen = columns
        self._needs: dict[str, int] = {}
        """The widest content of each column, of all rows of these results that were seen."""
        self._columns: tuple[Columns, ...] = ((),)
        """Of each line of a row."""
        self.empty = "Nothing here yet."
        self.marked: dict[str, None] = {}
        self.mark_anchor: int | None = None
        self._pages: OrderedDict[int, Sequence[ListRow]] = OrderedDict()
        self._asked: set[int] = set()
        self.generation = 0
        self.colours: Mapping[str, Style] = {}
        """Styles of tags that have a colour of their own."""
        self.reasons: dict[str, Reason | None] = {}
        """Why the articles of these results were found, as far as it was looked up."""

    # what is shown

    def show(self, count: int, rows: Sequence[ListRow], at: int = 0, offset: int = 0, *, still: bool = False) -> None:
        """Show other results, the cursor at row `at`.

        Args:
            count: of the results.
            rows: those from `offset` on.
            at: where the cursor is to be.
            offset: of the first of `rows`; a whole number of pages.
            still: whether the cursor stays on its line of the screen.

        """
        if still:
            self.first = max(0, self.first + at - self.cursor)
        self.generation += 1
        self.count = count
        self._pages.clear()
        self._asked.clear()
        self._needs.clear()
        self.reasons.clear()
        self.mark_anchor = None
        self.cursor = min(max(at, 0), max(count - 1, 0))
        self._keep(rows, offset)
        self._scroll_to_cursor()
        self._say_where()
        self.refresh()

    def take(self, rows: Sequence[ListRow], offset: int, generation: int) -> None:
        """Take rows that were asked for; those of earlier results are let go."""
        if generation != self.generation:
            return
        self._asked.discard(offset // PAGE)
        before = self.selected
        same = rows == self._pages.get(offset // PAGE)
        self._keep(rows, offset)
        if not same:
            self.refresh()
        if self.selected is not None and before is None:
            self.post_message(SelectionMoved(self.selected.id))

    def explain(self, reasons: Mapping[str, Reason | None]) -> None:
        """Show why articles were found."""
        self.reasons.update(reasons)
        if any(reasons.values()):
            self.refresh()

    def renew(self) -> None:
        """Fetch what is shown again: tags have changed."""
        self._asked.clear()
        for page in self._shown_pages():
            self._ask(page)
        for page in [page for page in self._pages if page not in self._shown_pages()]:
            del self._pages[page]

    def paint(self, colours: Mapping[str, Style]) -> None:
        """Show tags in these colours."""
        if colours != self.colours:
            self.colours = colours
            self.refresh()

    def row(self, index: int) -> ListRow | None:
        """Return a row, or None where it has not been fetched."""
        page = self._pages.get(index // PAGE)
        place = index % PAGE
        return page[place] if page is not None and place < len(page) else None

    @property
    def selected(self) -> ListRow | None:
        """The row under the cursor."""
        return self.row(self.cursor) if self.count else None

    @property
    def visible_ids(self) -> list[str]:
        """The ids of the rows on screen."""
        shown = range(self.first, min(self.count, self.first + self.capacity))
        return [row.id for row in map(self.row, shown) if row]

    @property
    def capacity(self) -> int:
        """Whole rows that fit."""
        return max(1, self.inner_height // self.lines_per_row)

    @property
    def inner_width(self) -> int:
        """Cells of a row: the list has no frame."""
        return self.size.width

    @property
    def inner_height(self) -> int:
        """Lines below the names of the columns."""
        return max(0, self.size.height - 1)

    # moving

    def go(self, to: int) -> None:
        """Move the cursor to a row."""
        to = min(max(to, 0), max(self.count - 1, 0))
        if to == self.cursor:
            return
        old, self.cursor = self.cursor, to
        if self._scroll_to_cursor():
            self.refresh()
        else:
            self._paint_row(old)
            self._paint_row(to)
        self._say_where()
        for near in (to - PAGE // 3, to + PAGE // 3):
            if 0 <= near < self.count:
                self._want(near // PAGE)
        row = self.selected
        self.post_message(SelectionMoved(row.id if row else None))

    def page(self, by: int) -> None:
        """Move by so many screens."""
        self.go(self.cursor + by * self.capacity)

    # marks

    def toggle_mark(self) -> None:
        """Mark the row under the cursor, or unmark it."""
        if row := self.selected:
            self.mark_anchor = self.cursor
            if self.marked.pop(row.id, False) is False:
                self.marked[row.id] = None
            self._paint_row(self.cursor)
            self._say_where()

    def mark_range(self, ids: Sequence[str]) -> None:
        """Mark the articles with these ids."""
        self.marked.update(dict.fromkeys(ids))
        self._say_where()
        self.refresh()

    def clear_marks(self) -> int:
        """Unmark everything; how many articles were marked."""
        had = len(self.marked)
        self.marked.clear()
        self.mark_anchor = None
        if had:
            self._say_where()
            self.refresh()
        return had

    # drawing

    def render_line(self, y: int) -> Strip:
        self._fit()
        if y:
            return self.body(y - 1)
        style = self.look.part if self.active else self.look.dim
        return strip_of(header(self._columns[-1], self.look, style, self.counter), self.size.width)

    def set_counter(self, counter: str) -> None:
        """Say in the line above the rows where one is."""
        if counter != self.counter:
            reach = max(len(counter), len(self.counter))
            self.counter = counter
            title = next((column for column in self._columns[-1] if column.name == "title"), None)
            end = title.x + title.width if title else self.size.width
            self.refresh(Region(max(0, end - reach), 0, reach, 1))

    def body(self, y: int) -> Strip:
        cells = self.inner_width
        if not self.count:
            return strip_of([(" ", None), (wrapped(self.empty, cells - 2, y), self.look.dim)], cells)
        index, line = self.first + y // self.lines_per_row, y % self.lines_per_row
        if index >= self.count:
            return Strip.blank(cells)
        row = self.row(index)
        if row is None:
            self._want(index // PAGE)
            return strip_of([(f"    {self.look.glyphs.ellipsis}", self.look.dim)] if line == 0 else [], cells)
        here = index == self.cursor
        cursor: Style | None = (self.look.cursor if self.active else self.look.cursor_away) if here else None
        pieces = row_line(
            row, self._columns[line], self.look, cursor=cursor, marked=row.id in self.marked,
            colours=self.colours, signed=line == 0, why=self.reasons.get(row.id),
        )  # fmt: skip
        return strip_of(pieces, cells)

    def fit(self) -> None:
        self._place_columns()
        self._scroll_to_cursor()

    def _place_columns(self) -> None:
        if self.lines_per_row == 1:
            self._columns = (place_columns(self.inner_width, self._needs, self._chosen),)
        else:
            self._columns = place_on_two_lines(self.inner_width, self._needs, self._chosen)

    def _paint_row(self, index: int) -> None:
        y = (index - self.first) * self.lines_per_row
        if 0 <= y < self.inner_height:
            self.refresh_body(y, self.lines_per_row)

    def _scroll_to_cursor(self) -> bool:
        """Bring the cursor into sight; a list that is hidden has no lines, and does it once it is shown."""
        if not self.size:
            self._fitted = self.size
            return False
        before = self.first
        last = max(0, self.count - self.capacity)
        if self.cursor < self.first:
            self.first = self.cursor
        elif self.cursor >= self.first + self.capacity:
            self.first = self.cursor - self.capacity + 1
        self.first = min(self.first, last)
        shown = self.count or 1
        self.thumb = (self.first / shown, min(1.0, (self.first + self.capacity) / shown))
        return self.first != before

    def _say_where(self) -> None:
        place = f"{self.cursor + 1:,} of {self.count:,}" if self.count else "0"
        self.set_counter(f"{place} {self.look.glyphs.dot} {len(self.marked):,} marked" if self.marked else place)

    def _shown_pages(self) -> range:
        return range(self.first // PAGE, min(self.count, self.first + self.capacity) // PAGE + 1)

    def _keep(self, rows: Sequence[ListRow], offset: int) -> None:
        if measure(rows, self._needs):
            self.refit()
        for start in range(0, len(rows), PAGE):
            number = (offset + start) // PAGE
            self._pages[number] = rows[start : start + PAGE]
            self._pages.move_to_end(number)
        while len(self._pages) > PAGES:
            self._pages.popitem(last=False)

    def _want(self, page: int) -> None:
        if page not in self._pages:
            self._ask(page)

    def _ask(self, page: int) -> None:
        if page not in self._asked:
            self._asked.add(page)
            self.post_message(RowsWanted(page * PAGE, PAGE, self.generation))
