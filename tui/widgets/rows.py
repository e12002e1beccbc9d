"""A pane with a cursor over rows of one line each, all in memory: entities, hits in context."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from textual.strip import Strip

from tui.keymap import KeyAction
from tui.theme import Theme
from tui.views.cells import Piece, strip_of, wrapped
from tui.widgets.pane import Pane

Row = TypeVar("Row")


class RowsPane(Pane, Generic[Row]):
    """Rows and a cursor; a subclass draws a row. Carries out the motions of the key table."""

    def __init__(self, look: Theme, name: str, heading: str) -> None:
        super().__init__(look, name=name, heading=heading)
        self.active = True
        self.rows: Sequence[Row] = ()
        self.at = 0
        self.first = 0
        self.empty = ""
        self.more = ""
        """A plus sign where there are more than are listed."""

    def draw(self, row: Row, cells: int, here: bool) -> list[Piece]:
        """Return a row as it is drawn."""
        raise NotImplementedError

    def show(self, rows: Sequence[Row], at: int = 0) -> None:
        """Show other rows."""
        self.rows = rows
        self.go(at)
        self.refresh()

    @property
    def current(self) -> Row | None:
        """The row under the cursor."""
        return self.rows[self.at] if self.at < len(self.rows) else None

    def go(self, to: int) -> None:
        """Move the cursor to a row."""
        old, first = self.at, self.first
        self.at = min(max(to, 0), max(0, len(self.rows) - 1))
        self.fit()
        if first != self.first:
            self.refresh()
        else:
            self.refresh_body(old - first)
            self.refresh_body(self.at - first)
        self.set_counter(self.where_of_all)
        if old != self.at:
            self.moved()

    @property
    def where_of_all(self) -> str:
        """At which row the cursor is, and of how many, for the lower edge."""
        return f"{self.at + 1:,} of {len(self.rows):,}{self.more}" if self.rows else "0"

    def moved(self) -> None:
        """Called when another row is under the cursor."""

    def fit(self) -> None:
        if self.inner_height > 0:
            lowest = min(self.at, max(0, len(self.rows) - self.inner_height))
            self.first = min(max(self.first, self.at - self.inner_height + 1), lowest)
        total = max(1, len(self.rows))
        self.thumb = (self.first / total, min(1.0, (self.first + self.inner_height) / total))

    def body(self, y: int) -> Strip:
        cells = self.inner_width
        index = self.first + y
        if index >= len(self.rows):
            words = "" if self.rows else wrapped(self.empty, cells - 2, y)
            return strip_of([(f" {words}", self.look.dim)] if words else [], cells)
        here = index == self.at
        front: list[Piece] = [(self.look.glyphs.bar if here else " ", self.look.bar)]
        return strip_of([*front, *self.draw(self.rows[index], cells - 2, here and self.active)], cells)

    # motions

    def do_down(self, act: KeyAction) -> None:
        self.go(self.at + act.times)

    def do_up(self, act: KeyAction) -> None:
        self.go(self.at - act.times)

    def do_page_down(self, act: KeyAction) -> None:
        self.go(self.at + act.times * self.inner_height)

    def do_page_up(self, act: KeyAction) -> None:
        self.go(self.at - act.times * self.inner_height)

    def do_half_down(self, act: KeyAction) -> None:
        self.go(self.at + act.times * self.inner_height // 2)

    def do_half_up(self, act: KeyAction) -> None:
        self.go(self.at - act.times * self.inner_height // 2)

    def do_top(self, _: KeyAction) -> None:
        self.go(0)

    def do_bottom(self, _: KeyAction) -> None:
        self.go(len(self.rows) - 1)

    def do_row(self, act: KeyAction) -> None:
        """Go to a row, counted from 1."""
        self.go(act.times - 1)
