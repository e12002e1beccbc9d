"""Run-length diff of two frames of terminal cells: what the terminal shows already is not sent again.

Textual repaints regions: three times the whole screen at the start, a whole pane for one tag. Here the last frame is
kept cell by cell (4,800 of them at 120x40), and of the next one only the runs of cells that changed are sent.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rich.cells import get_character_cell_size
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.geometry import Region
from textual.strip import Strip

GAP = 6
"""Unchanged cells between two changed runs that are sent along, since moving the cursor takes as many bytes."""

Cell = tuple[str, Style | None]
"""What stands in a cell: a character with what combines with it; nothing in the second cell of a wide one."""
_UNKNOWN: Cell = ("unknown", None)


@dataclass(frozen=True, slots=True)
class Run:
    """Cells to be sent, with their line and column."""

    y: int
    x: int
    strip: Strip
    erased: int = 0
    """Cells that are erased first."""

    def render(self, console: Console) -> str:
        """Return the control sequences and text for a terminal."""
        erase = f"\x1b[{self.erased}X" if self.erased else ""
        return f"\x1b[{self.y + 1};{self.x + 1}H{erase}{self.strip.render(console)}"


class Changes(CompositorUpdate):
    """Runs of cells."""

    def __init__(self, runs: list[Run]) -> None:
        self._runs = runs

    def render_segments(self, console: Console) -> str:
        return "".join(run.render(console) for run in self._runs)


class FrameDiff:
    """The last frame that was sent, cell by cell, to compare the next one with."""

    def __init__(self) -> None:
        self._lines: dict[int, list[Cell]] = {}
        self._region: Region | None = None
        """Where the last whole frame lay."""

    def forget(self) -> None:
        """Know nothing any more: something else has written to the terminal, or it has another size."""
        self._lines.clear()

    def changes(self, update: LayoutUpdate | ChopsUpdate) -> Changes | None:
        """Diff an update against the last frame, and take it as shown; None where nothing differs.

        The first frame of another size is sent whole: one of the old size that was on its way ran over the new edge.
        """
        if isinstance(update, LayoutUpdate) and update.region != self._region:
            self.forget()
            self._region = update.region
        runs = [run for y, x, strip in _pieces(update) for run in self._changed(y, x, strip)]
        return Changes(runs) if runs else None

    def _changed(self, y: int, x: int, strip: Strip) -> Iterator[Run]:
        new = _cells(strip)
        line = self._lines.setdefault(y, [])
        line += [_UNKNOWN] * (x - len(line))
        old = line[x : x + len(new)]
        if old == new:
            return
        line[x : x + len(new)] = new
        if not _narrow(new):
            yield Run(y, x, Strip([]), len(new))
            for start, end in _apart(new):
                yield Run(y, x + start, _strip(new[start:end]))
            return
        if len(old) < len(new) or not _narrow(old):
            yield Run(y, x, strip)
            return
        for start, end in _runs(old, new):
            yield Run(y, x + start, _strip(new[start:end]))


def _pieces(update: LayoutUpdate | ChopsUpdate) -> Iterator[tuple[int, int, Strip]]:
    """Yield line, column and strip of all that an update would draw, as Textual draws it."""
    if isinstance(update, LayoutUpdate):
        for y, strips in enumerate(update.strips, update.region.y):
            x = update.region.x
            for strip in strips:
                yield y, x, strip
                x += strip.cell_length
        return
    for y, first, last in update.spans:
        for end, (x, piece) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
            if piece is not None and x <= last and end > first:
                yield y, x, piece if end <= last else piece.crop(0, last - x)


def _cells(strip: Strip) -> list[Cell]:
    cells: list[Cell] = []
    for text, style, _ in strip:
        if text.isascii():
            cells += [(char, style) for char in text]
            continue
        for char in text:
            size = get_character_cell_size(char)
            if size:
                cells.append((char, style))
                cells += [("", style)] * (size - 1)
            elif cells:
                cells[-1] = (cells[-1][0] + char, cells[-1][1])
    return cells


def _narrow(cells: list[Cell]) -> bool:
    """Whether each cell has one character: terminals disagree how wide others are, so that all of them are sent."""
    return all(len(char) == 1 for char, _ in cells)


def _strip(cells: list[Cell]) -> Strip:
    return Strip([Segment(char, style) for char, style in cells]).simplify()


def _apart(cells: list[Cell]) -> Iterator[tuple[int, int]]:
    """Yield start and end of what stands apart on a line: columns of a table, borders and what is between them.

    Terminals disagree how many cells some characters take (the vowel signs of Hindi have none in one, one in another).
    Each of these is sent to its own place, so that what is wide in one column moves no other, and without the spaces
    at its end, so that no line grows beyond the terminal's edge.
    """
    start = spaces = 0
    for at, (char, _) in enumerate(cells):
        if char == " ":
            spaces += 1
            continue
        if at > start and (spaces > 1 or char in _BORDERS):
            yield from _trimmed(cells, start, at)
            start = at
        spaces = 0
    yield from _trimmed(cells, start, len(cells))


_BORDERS = frozenset("│┃┤┫├┣┐┓┘┛█")


def _trimmed(cells: list[Cell], start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield a stretch without the blank cells at its end; nothing where it is blank."""
    while end > start and cells[end - 1][0] == " " and not _shows(cells[end - 1][1]):
        end -= 1
    if end > start:
        yield start, end


def _shows(style: Style | None) -> bool:
    """Whether a space in this style is anything but blank."""
    if style is None:
        return False
    colours = [colour for colour in (style.color, style.bgcolor) if colour is not None and not colour.is_default]
    return bool(colours or style.reverse or style.underline or style.bold or style.italic or style.dim)


def _runs(old: list[Cell], new: list[Cell]) -> Iterator[tuple[int, int]]:
    """Yield start and end of the runs that differ, those that lie close together as one."""
    start = end = -1
    for at, (before, after) in enumerate(zip(old, new, strict=True)):
        if before == after:
            continue
        if end >= 0 and at - end > GAP:
            yield start, end
            start = at
        elif end < 0:
            start = at
        end = at + 1
    if end >= 0:
        yield start, end
