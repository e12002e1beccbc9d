"""The results over time: a bar a month, as far as they fit, with a cursor that narrows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from textual.strip import Strip

from extract.index.search.facets import Facet
from tui.theme import Theme
from tui.views.cells import Piece, cut, strip_of
from tui.widgets.bars import Bar


@dataclass(frozen=True, slots=True)
class TimelineBar:
    """A bar: the months from `first` to `last`, as in 2026-02, and how many articles."""

    first: str
    last: str
    count: int

    @property
    def term(self) -> str:
        """What narrows a search to it."""
        return f"date:{self.first}" if self.first == self.last else f"date:{self.first}..{self.last}"


class Timeline(Bar):
    """Three lines: the bars, the years below them, and what the bar under the cursor stands for."""

    def __init__(self, look: Theme) -> None:
        super().__init__(look, "timeline")
        self.months: Sequence[Facet] = ()
        self.columns: list[TimelineBar] = []
        self.at = 0
        self.active = False
        self.waiting = True

    def show(self, months: Sequence[Facet]) -> None:
        """Show other results; `months` ascend, each with its count."""
        self.months, self.waiting = [month for month in months if month.value], False
        self._fit("9999-12")

    def set_active(self, active: bool) -> None:
        """Give it the keys, or take them."""
        if active != self.active:
            self.active = active
            self.refresh()

    def go_by(self, by: int) -> None:
        """Move the cursor by so many bars that have articles."""
        filled = [n for n, column in enumerate(self.columns) if column.count]
        later = [n for n in filled if (n > self.at if by > 0 else n < self.at)]
        if later:
            self.at = later[min(by, len(later)) - 1] if by > 0 else later[max(by, -len(later))]
        self.refresh()

    @property
    def current(self) -> TimelineBar | None:
        """The bar under the cursor."""
        return self.columns[self.at] if 0 <= self.at < len(self.columns) else None

    def on_resize(self) -> None:
        here = self.current
        self._fit(here.last if here else "9999-12")

    def render_line(self, y: int) -> Strip:
        cells, look = self.size.width, self.look
        if not self.columns:
            words = "counting ..." if self.waiting else "no dates among the results"
            return strip_of([(f" {words}", look.dim)] if y == 0 else [], cells)
        if y == 0:
            top = max(column.count for column in self.columns)
            steps = look.glyphs.spark
            pieces: list[Piece] = [(" ", None)]
            for n, column in enumerate(self.columns):
                height = 0 if not column.count else 1 + round((len(steps) - 2) * column.count / top)
                here = n == self.at and self.active
                pieces.append((steps[height], look.selection if here else look.bar))
            return strip_of(pieces, cells)
        if y == 1:
            return strip_of([(" ", None), (years(self.columns), look.dim)], cells)
        bar = self.columns[self.at]
        span = bar.first if bar.first == bar.last else f"{bar.first} to {bar.last}"
        noun = "article" if bar.count == 1 else "articles"
        first, last = self.columns[0].first, self.columns[-1].last
        ends = first if first == last else f"{first} to {last}"
        words = f"{span}: {bar.count:,} {noun}; enter narrows" if self.active else f"{ends}; w d goes into it"
        return strip_of([(" " + cut(words, cells - 2, look.glyphs.ellipsis), look.dim)], cells)

    def _fit(self, until: str) -> None:
        """Make as many bars as fit, of one month each or of several; the cursor goes to the last up to `until`."""
        counts: dict[str, int] = {}
        for row in self.months:
            counts[row.value[:7]] = counts.get(row.value[:7], 0) + row.count
        self.columns = columns_of(counts, max(2, self.size.width - 2))
        self.at = max(0, sum(column.first <= until for column in self.columns) - 1)
        self.refresh()


def years(columns: Sequence[TimelineBar]) -> str:
    """Return a line that names years where they begin below the bars, as many as have room."""
    line, before = "", ""
    for at, column in enumerate(columns):
        year = column.first[:4]
        if year != before and len(line) <= at - (1 if line else 0) and at + 4 <= max(len(columns), 4):
            line = line.ljust(at) + year
        before = year
    return line


def columns_of(counts: Mapping[str, int], room: int) -> list[TimelineBar]:
    """Return at most `room` (2 or more) bars for the months in `counts`, those without articles too."""
    if not counts:
        return []
    columns: list[TimelineBar] = []
    first, last = _number(min(counts)), _number(max(counts))
    if last - first >= room:
        columns.append(_before(counts))
        first = _number(columns[0].last) + 1
        room -= 1
    step = -(-(last - first + 1) // room)
    for start in range(first, last + 1, step):
        names = [_name(number) for number in range(start, min(start + step, last + 1))]
        columns.append(TimelineBar(names[0], names[-1], sum(counts.get(name, 0) for name in names)))
    return columns


def _before(counts: Mapping[str, int]) -> TimelineBar:
    """Return one bar for the oldest hundredth: a few odd dates must not squeeze all others into one corner."""
    months, total, sofar = sorted(counts), sum(counts.values()), 0
    for n, month in enumerate(months[:-1]):
        sofar += counts[month]
        if sofar + counts[months[n + 1]] > total / 100:
            return TimelineBar(months[0], month, sofar)
    return TimelineBar(months[0], months[0], counts[months[0]])


def _number(month: str) -> int:
    year, _, number = month.partition("-")
    return int(year) * 12 + int(number or 1) - 1


def _name(number: int) -> str:
    return f"{number // 12:04}-{number % 12 + 1:02}"
