"""CSV: an article a row, with a header that names title, date, source, url, text and id where they are present."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from io import BufferedReader

from extract.article import Article
from extract.errors import SitrepError
from extract.readers.decode import decode
from extract.readers.faults import Fault
from extract.readers.jsonl import lines_of, of_row
from extract.readers.limits import MAX_ROW

DELIMITERS = ",;\t|"
MAX_UNCLOSED = 50
"""How many quotation marks that nothing closes are put up with in one file; each costs a second reading of what it
swallowed."""


@dataclass(frozen=True, slots=True)
class _Row:
    line: int
    """From 1, of its first line."""
    offset: int
    cells: list[str] | None
    """None where its quotation mark is never closed."""
    note: str | None


def read(stream: BufferedReader, path: str) -> Iterator[Article | Fault]:
    """Yield the articles of a CSV file, and a fault for each row that holds none.

    Raises:
        SitrepError: where the header names no text.

    """
    csv.field_size_limit(MAX_ROW)
    lines = _Lines(stream)
    delimiter = lines.delimiter()
    header: list[str] | None = None
    position = 0
    for row in _rows(lines, delimiter):
        if row.cells is None:
            yield Fault(path, "a quotation mark in this row is never closed", row.line, row.offset)
        elif header is None:
            header = [cell.strip().lower() for cell in row.cells]
            if "text" not in header:
                raise SitrepError('the first row names no column "text"', path, row.line)
        elif any(cell.strip() for cell in row.cells):
            found = of_row(dict(zip(header, row.cells, strict=False)), path, position, row.note)
            yield found or Fault(path, "this row has no text", row.line, row.offset)
            position += 1


class _Lines:
    """The lines of a file, decoded one by one; those taken by mistake can be given back."""

    def __init__(self, stream: BufferedReader) -> None:
        self._source = lines_of(stream)
        self._returned: deque[tuple[int, int, bytes]] = deque()
        self._number = 0
        self.taken: list[tuple[int, int, bytes]] = []
        self.note: str | None = None
        self.size = 0

    def __iter__(self) -> Iterator[str]:
        """Yield lines until the row that is being read is too long."""
        while self.size <= MAX_ROW and (line := self._next()):
            self.taken.append(line)
            self.size += len(line[2])
            decoded = decode(line[2])
            self.note = self.note or decoded.note
            yield decoded.text

    def begin_row(self) -> None:
        self.taken, self.note, self.size = [], None, 0

    def give_back(self) -> None:
        """Return all lines of this row but its first."""
        self._returned.extendleft(reversed(self.taken[1:]))

    def delimiter(self) -> str:
        """Return the delimiter that the first line has most of."""
        line = self._next()
        if line is None:
            return ","
        self._returned.appendleft(line)
        first = decode(line[2]).text
        return max(DELIMITERS, key=first.count)

    def _next(self) -> tuple[int, int, bytes] | None:
        if self._returned:
            return self._returned.popleft()
        for offset, line in self._source:
            self._number += 1
            return self._number, offset, line
        return None


def _rows(lines: _Lines, delimiter: str) -> Iterator[_Row]:
    unclosed = 0
    while True:
        lines.begin_row()
        try:
            cells = next(csv.reader(lines, delimiter=delimiter), None)
        except csv.Error:
            cells = None
        if not lines.taken:
            return
        number, offset, _ = lines.taken[0]
        if cells is None or (len(lines.taken) > 1 and unclosed < MAX_UNCLOSED and not _closes(lines, delimiter)):
            unclosed += 1
            lines.give_back()
            cells = None
        yield _Row(number, offset, cells, lines.note)


def _closes(lines: _Lines, delimiter: str) -> bool:
    """Tell whether the quotation marks of a row of many lines close where a cell ends, not within another row."""
    parser = csv.reader((decode(line).text for *_, line in lines.taken), delimiter=delimiter, strict=True)
    try:
        next(parser, None)
    except csv.Error:
        return False
    return True
