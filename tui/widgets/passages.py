"""A pane of passages of articles: a heading or a line each, which unfolds to all its words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tui.theme import Theme
from tui.views.cells import Piece, cut, line_of, width, wrap
from tui.widgets.rows import RowsPane


@dataclass(frozen=True, slots=True)
class Passage:
    """What stands in articles, or a heading above such."""

    front: str
    """What it is, before the words."""
    text: str
    places: tuple[tuple[str, int, int], ...] = ()
    """Article id, start and end (code points) of each place where it stands; a heading has none."""
    behind: str = ""
    """Which articles, behind the words."""
    warns: bool = False
    """Whether outlets differ in it."""


@dataclass(frozen=True, slots=True)
class PassageRow:
    """A row of a passage: the first, or one that it goes on in."""

    passage: Passage
    text: str
    first: bool


class PassagesPane(RowsPane[PassageRow]):
    """Passages with a cursor, those that are unfolded over several rows."""

    def __init__(self, look: Theme, name: str, heading: str, *, unfolded: bool) -> None:
        """Make an empty one; `unfolded`: whether passages are shown whole from the beginning."""
        super().__init__(look, name, heading)
        self._passages: Sequence[Passage] = ()
        self._whole = unfolded
        self._turned: set[Passage] = set()
        """Those that are folded where the others are not, or the other way round."""
        self._cells = 0

    def show_passages(self, passages: Sequence[Passage]) -> None:
        """Show other passages, from the first."""
        self._passages = passages
        self._turned.clear()
        self._lay_out()
        self.show(self.rows)

    def turn(self) -> None:
        """Fold or unfold the passage under the cursor."""
        row = self.current
        if row is not None:
            self._turned ^= {row.passage}
            self._lay_out()
            at = next(number for number, other in enumerate(self.rows) if other.passage is row.passage)
            self.show(self.rows, at)

    def fit(self) -> None:
        if self._cells != self.inner_width:
            at = self.current.passage if self.current else None
            self._lay_out()
            self.at = next((number for number, row in enumerate(self.rows) if row.passage is at), 0)
            self.counter = f"{self.at + 1:,} of {len(self.rows):,}" if self.rows else "0"
        super().fit()

    def draw(self, row: PassageRow, cells: int, here: bool) -> list[Piece]:
        look, passage = self.look, row.passage
        style = look.cursor if here else None
        if not passage.places:
            return [(cut(row.text, cells, look.glyphs.ellipsis), look.title)]
        front = passage.front if row.first else " " * width(passage.front)
        behind = cut(passage.behind, max(0, cells // 4), look.glyphs.ellipsis) if row.first else ""
        room = max(0, cells - width(front) - width(behind) - 2)
        text = cut(row.text, room, look.glyphs.ellipsis)
        return [
            (front, look.warn if passage.warns else look.part),
            (f" {text}", style),
            (" " * (room - width(text) + 1), style),
            (behind, look.dim),
        ]

    def _lay_out(self) -> None:
        self._cells = self.inner_width
        self.rows = [row for passage in self._passages for row in self._rows_of(passage)]

    def _rows_of(self, passage: Passage) -> list[PassageRow]:
        text = line_of(passage.text)
        room = self._cells - 5 - width(passage.front) - min(width(passage.behind), self._cells // 4)
        if not passage.places or room < 1 or (passage in self._turned) == self._whole:
            return [PassageRow(passage, text, True)]
        return [
            PassageRow(passage, text[start:end].rstrip(), number == 0)
            for number, (start, end) in enumerate(wrap(text, room))
        ]
