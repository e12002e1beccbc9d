"""What the results are made of: tags, sources, names, with counts; each can narrow the search or be left out."""

from __future__ import annotations

from collections.abc import Sequence

from textual.strip import Strip

from extract.index.search.facets import FACETS, Facet
from tui.theme import Look
from tui.views.cells import Piece, cut, line_of, strip_of, width
from tui.widgets.pane import Pane


class FacetPane(Pane):
    """Values under headings, and a cursor on the values."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, name="facets", heading="Facets")
        self.rows: Sequence[Facet] = ()
        self._lines: list[Facet | str] = []
        self.at = 0
        self.first = 0
        self.waiting = True

    def show(self, rows: Sequence[Facet]) -> None:
        """Show other values; the cursor stays on the same one where it is still there."""
        before = self.current
        self.rows, self.waiting = rows, False
        self._lines = []
        heading = ""
        for row in rows:
            if row.field != heading:
                heading = row.field
                self._lines += ([""] if self._lines else []) + [FACETS[heading].heading]
            self._lines.append(row)
        values = [n for n, line in enumerate(self._lines) if isinstance(line, Facet)]
        same = [n for n in values if before and _same(self._lines[n], before)]
        self.at = same[0] if same else values[0] if values else 0
        self.go_by(0)
        self.refresh()

    def on_resize(self) -> None:
        self.go_by(0)

    @property
    def current(self) -> Facet | None:
        """The value under the cursor."""
        line = self._lines[self.at] if self.at < len(self._lines) else None
        return line if isinstance(line, Facet) else None

    def go_by(self, by: int) -> None:
        """Move the cursor by so many values."""
        values = [n for n, line in enumerate(self._lines) if isinstance(line, Facet)]
        if not values:
            return
        place = values.index(self.at) if self.at in values else 0
        to = min(max(place + by, 0), len(values) - 1)
        self.at = values[to]
        top = 0 if to == 0 else self.at
        self.first = min(max(self.first, self.at - self.inner_height + 1), top)
        total = len(self._lines)
        self.thumb = (self.first / total, min(1.0, (self.first + self.inner_height) / total))
        self.set_counter(f"{to + 1} of {len(values)}")
        self.refresh()

    def body(self, y: int) -> Strip:
        cells, look = self.inner_width, self.look
        index = self.first + y
        if not self._lines:
            words = "counting ..." if self.waiting else "nothing to count"
            return strip_of([(f" {words}", look.dim)] if y == 0 else [], cells)
        line = self._lines[index] if index < len(self._lines) else ""
        if isinstance(line, str):
            return strip_of([(f" {line}", look.part)], cells)
        count = f"{line.count:,}"
        name = cut(line_of(line.value), cells - width(count) - 4, look.glyphs.ellipsis)
        text = name + " " * max(1, cells - 3 - width(name) - width(count)) + count
        here = index == self.at
        style = look.cursor if here and self.active else look.cursor_away if here else None
        pieces: list[Piece] = [(look.glyphs.bar if here else " ", look.bar), (" ", None), (text, style), (" ", None)]
        return strip_of(pieces, cells)


def narrowing(row: Facet, query: str, *, exclude: bool) -> str:
    """Return the query narrowed to a value, or without it; asking the same twice takes it back."""
    term = f"-{row.query}" if exclude else row.query
    if f" {term} " in f" {query} ":
        return f" {query} ".replace(f" {term} ", " ").strip()
    return f"{query} {term}".strip()


def _same(line: Facet | str, row: Facet) -> bool:
    return isinstance(line, Facet) and (line.field, line.value) == (row.field, row.value)
