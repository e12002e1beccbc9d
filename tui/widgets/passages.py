"""A pane of passages of articles: a heading or a line each, which unfolds to all its words."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, overload

from tui.keymap import KeyAction
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
    struck: bool = False
    """Whether it is struck, and so drawn dim."""


@dataclass(frozen=True, slots=True)
class PassageRow:
    """A row of a passage: the first, or one that it goes on in."""

    number: int
    """Of the passage."""
    passage: Passage
    text: str
    first: bool


class PanePlace(NamedTuple):
    """A place in a pane of passages."""

    number: int = 0
    """Of the passage under the cursor."""
    turned: frozenset[int] = frozenset()
    """Numbers of the passages that were folded or unfolded."""


TOP = PanePlace()


class FoldedPassages(Sequence[PassageRow]):
    """Rows of passages that are folded to one each, but for a few; made when they are looked at."""

    def __init__(self, passages: Sequence[Passage], unfolded: Mapping[int, Sequence[PassageRow]]) -> None:
        """Make the rows of passages; `unfolded` are those of the passages that are not folded, by number."""
        self._passages = passages
        self._unfolded = dict(sorted(unfolded.items()))

    def __len__(self) -> int:
        return len(self._passages) + sum(len(rows) - 1 for rows in self._unfolded.values())

    @overload
    def __getitem__(self, at: int) -> PassageRow: ...
    @overload
    def __getitem__(self, at: slice) -> list[PassageRow]: ...
    def __getitem__(self, at: int | slice) -> PassageRow | list[PassageRow]:
        """Make the rows at a place."""
        if isinstance(at, slice):
            return [self[number] for number in range(*at.indices(len(self)))]
        if not 0 <= at < len(self):
            raise IndexError(at)
        for number, rows in self._unfolded.items():
            if at < number:
                break
            if at < number + len(rows):
                return rows[at - number]
            at -= len(rows) - 1
        passage = self._passages[at]
        return PassageRow(at, passage, line_of(passage.text), True)

    def place(self, number: int) -> int:
        """Return where the first row of a passage is."""
        return number + sum(len(rows) - 1 for other, rows in self._unfolded.items() if other < number)


class PassagesPane(RowsPane[PassageRow]):
    """Passages with a cursor, those that are unfolded over several rows."""

    def __init__(self, look: Theme, name: str, heading: str, *, unfolded: bool) -> None:
        """Make an empty one; `unfolded`: whether passages are shown whole from the beginning."""
        super().__init__(look, name, heading)
        self._passages: Sequence[Passage] = ()
        self._lines: Sequence[int] = ()
        """Numbers of those that are no headings."""
        self._whole = unfolded
        self._turned: set[int] = set()
        """Numbers of those that are folded where the others are not, or the other way round."""
        self._cells = 0

    def show_passages(self, passages: Sequence[Passage], place: PanePlace = TOP) -> None:
        """Show other passages, at a place."""
        self._passages = passages
        numbers = range(len(passages))  # quotes, which are made as they are looked at, are without headings
        self._lines = [number for number in numbers if passages[number].places] if self._whole else numbers
        self._turned = set(place.turned)
        self._lay_out()
        self.show(self.rows, self._place(place.number))

    @property
    def where_of_all(self) -> str:
        """At which passage the cursor is, headings and the rows that one goes on in not counted."""
        if self.current is None:
            return "0"
        return f"{max(1, bisect_right(self._lines, self.current.number)):,} of {len(self._lines):,}"

    def do_row(self, act: KeyAction) -> None:
        """Go to a passage, counted from 1 as in `where_of_all`."""
        if self._lines:
            self.go(self._place(self._lines[min(act.times, len(self._lines)) - 1]))

    @property
    def place(self) -> PanePlace:
        """Where one is."""
        return PanePlace(self.current.number if self.current else 0, frozenset(self._turned))

    def redraw_passages(self) -> None:
        """Show the same passages again, of which some say something else."""
        self._lay_out()
        self.show(self.rows, self.at)

    def go_on(self) -> None:
        """Go to the first row of the next passage, past headings; stay where there is none."""
        if (row := self.current) is not None:
            later = (n for n in range(row.number + 1, len(self._passages)) if self._passages[n].places)
            if (number := next(later, None)) is not None:
                self.go(self._place(number))

    def go_to_heading(self, by: int) -> None:
        """Go so many headings on, or back, the first of them the one that the cursor stands below."""
        if (row := self.current) is not None:
            headings = [n for n in range(len(self._passages)) if not self._passages[n].places]
            at = bisect_right(headings, row.number) - 1 if by > 0 else bisect_left(headings, row.number)
            if 0 <= at + by < len(headings):
                self.first = self._place(headings[at + by])  # at the top, with its lines below it
                self.go(self.first)
                self.refresh()

    def turn(self) -> None:
        """Fold or unfold the passage under the cursor."""
        row = self.current
        if row is not None:
            self._turned ^= {row.number}
            self._lay_out()
            self.show(self.rows, self._place(row.number))

    def fit(self) -> None:
        if self._cells != self.inner_width:
            current = self.current
            self._lay_out()
            self.at = self._place(current.number) if current else 0
            self.counter = self.where_of_all
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
        part = look.dim if passage.struck else look.warn if passage.warns else look.part
        return [
            (front, part if row.first else None),
            (f" {text}", style or (look.dim if passage.struck else None)),
            (" " * (room - width(text) + 1), style),
            (behind, look.dim),
        ]

    def _lay_out(self) -> None:
        self._cells = self.inner_width
        if self._whole:
            self.rows = [row for number in range(len(self._passages)) for row in self._rows_of(number)]
        else:
            self.rows = FoldedPassages(self._passages, {number: self._rows_of(number) for number in self._turned})

    def _place(self, number: int) -> int:
        """Return where the first row of a passage is."""
        if isinstance(self.rows, FoldedPassages):
            return self.rows.place(number)
        return next((at for at, row in enumerate(self.rows) if row.number == number), 0)

    def _rows_of(self, number: int) -> list[PassageRow]:
        passage = self._passages[number]
        text = line_of(passage.text)
        room = self._cells - 5 - width(passage.front) - min(width(passage.behind), self._cells // 4)
        if not passage.places or room < 1 or (number in self._turned) == self._whole:
            return [PassageRow(number, passage, text, True)]
        return [
            PassageRow(number, passage, text[start:end].rstrip(), at == 0)
            for at, (start, end) in enumerate(wrap(text, room))
        ]
