"""What the results are made of: tags, sources, names, with counts; each can narrow the search or be left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from textual.strip import Strip

from extract.folding import fold_words, has_words
from extract.index.search.facets import CANDIDATES, FACETS, Facet
from tui.theme import Theme
from tui.views.cells import Piece, cut, line_of, strip_of, width
from tui.widgets.pane import Pane

SHOWN = 30
"""Values of a field that are shown; typing finds the others."""


@dataclass(frozen=True, slots=True)
class Section:
    """The heading of the values of a field; the cursor stops at it while they are folded."""

    field: str
    values: int
    folded: bool


@dataclass(frozen=True, slots=True)
class More:
    """Stands below the values of a field of which there are more."""

    field: str
    values: int
    bounded: bool
    """Whether no more than these were counted."""


Line = Facet | Section | More | None
"""A value, a heading, what stands below the values, or a blank line between two sections."""


class FacetPane(Pane):
    """Values under headings, and a cursor on the values and on the headings of what is folded."""

    def __init__(self, look: Theme, filter_key: str = "") -> None:
        """Make an empty one; `filter_key` filters, if there is one."""
        super().__init__(look, name="facets", heading="Facets")
        self._filter_key = filter_key
        self.rows: Sequence[Facet] = ()
        self.folded: set[str] = set()
        """Fields whose values are not shown."""
        self.typed = ""
        """What the values that are shown have in their names."""
        self._containing = ""
        """What all of `rows` have in their names: there may be others."""
        self._lines: list[Line] = []
        self.at = 0
        self.first = 0
        self.waiting = True

    def show(self, rows: Sequence[Facet], containing: str = "") -> None:
        """Show other values, those that contain some words; the cursor stays on the same one if it is still there."""
        self.rows, self._containing, self.waiting = rows, containing, False
        self._arrange()

    def filter(self, typed: str) -> None:
        """Show only values with this in their names, of those that are there until the others have been looked up."""
        if not typed.startswith(self._containing):
            self.rows = ()
        self.typed, self.waiting = typed, True
        self.heading = f"Facets with {line_of(typed)}" if typed.strip() else "Facets"
        self._arrange()

    def fold(self, fold: bool) -> bool:
        """Fold the section of the cursor to its heading, or unfold it; whether it was not so already."""
        line = self._lines[self.at] if self.at < len(self._lines) else None
        if line is None or (line.field in self.folded) == fold:
            return False
        (self.folded.add if fold else self.folded.discard)(line.field)
        self._arrange()
        return True

    def on_resize(self) -> None:
        self.go_by(0)

    @property
    def current(self) -> Facet | None:
        """The value under the cursor."""
        line = self._lines[self.at] if self.at < len(self._lines) else None
        return line if isinstance(line, Facet) else None

    def go_by(self, by: int) -> None:
        """Move the cursor by so many stops."""
        stops = self._stops()
        if not stops:
            self.set_counter("")
            return
        place = stops.index(self.at) if self.at in stops else 0
        to = min(max(place + by, 0), len(stops) - 1)
        self.at = stops[to]
        top = 0 if to == 0 else self.at
        low = self.at + any(isinstance(line, More) for line in self._lines[self.at + 1 : self.at + 2])
        self.first = min(max(self.first, low - self.inner_height + 1), top)
        total = len(self._lines)
        self.thumb = (self.first / total, min(1.0, (self.first + self.inner_height) / total))
        self.set_counter(f"{to + 1:,} of {len(stops):,}")
        self.refresh()

    def body(self, y: int) -> Strip:
        cells, look = self.inner_width, self.look
        index = self.first + y
        if not self._lines:
            words = "counting ..." if self.waiting else "nothing of that name" if self.typed else "nothing to count"
            return strip_of([(f" {words}", look.dim)] if y == 0 else [], cells)
        line = self._lines[index] if index < len(self._lines) else None
        if line is None:
            return Strip.blank(cells)
        here = index == self.at
        style = look.cursor if here and self.active else look.cursor_away if here else None
        front: list[Piece] = [(look.glyphs.bar if here else " ", look.bar)]
        if isinstance(line, More):
            filters = f"; {self._filter_key} filters" if self._filter_key and not self.typed else ""
            count = f"{'over ' if line.bounded else ''}{line.values:,} more{filters}"
            return strip_of(
                [*front, (cut(f"{look.glyphs.ellipsis} {count}", cells - 2, look.glyphs.ellipsis), look.dim)], cells
            )
        if isinstance(line, Section):
            more = f" +{line.values}" if line.folded else ""
            return strip_of([*front, (FACETS[line.field].heading, style or look.part), (more, look.key)], cells)
        count = f"{line.count:,}"
        name = cut(line_of(line.value), cells - width(count) - 4, look.glyphs.ellipsis)
        text = name + " " * max(1, cells - 3 - width(name) - width(count)) + count
        return strip_of([*front, (" ", None), (text, style), (" ", None)], cells)

    def _arrange(self) -> None:
        """Lay out the lines anew; the cursor stays on its value, or on the heading that hides it."""
        before = self._lines[self.at] if self.at < len(self._lines) else None
        self._lines = []
        typed = fold_words(self.typed)
        shown = [row for row in self.rows if has_words(row.value, typed)]
        for field, group in groupby(shown, key=lambda row: row.field):
            rows = list(group)
            folded = field in self.folded
            self._lines += [
                *([None] if self._lines else []),
                Section(field, len(rows), folded),
                *([] if folded else rows[:SHOWN]),
            ]
            if not folded and len(rows) > SHOWN:
                self._lines.append(More(field, len(rows) - SHOWN, len(rows) >= CANDIDATES))
        stops = self._stops()
        same = [n for n in stops if _same(self._lines[n], before)]
        near = [n for n in stops if before and (line := self._lines[n]) is not None and line.field == before.field]
        self.at = (same or near or stops or [0])[0]
        self.go_by(0)
        self.refresh()

    def _stops(self) -> list[int]:
        return [
            n
            for n, line in enumerate(self._lines)
            if isinstance(line, Facet) or (isinstance(line, Section) and line.folded)
        ]


def narrow_query(row: Facet, query: str, *, exclude: bool) -> str:
    """Return the query narrowed to a value, or without it; asking the same twice takes it back."""
    term = f"-{row.query}" if exclude else row.query
    if f" {term} " in f" {query} ":
        return f" {query} ".replace(f" {term} ", " ").strip()
    return f"{query} {term}".strip()


def _same(line: Line, other: Line) -> bool:
    return (
        isinstance(line, Facet) and isinstance(other, Facet) and (line.field, line.value) == (other.field, other.value)
    )
