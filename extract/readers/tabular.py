"""CSV: an article a row, with a header that names title, date, source, url, text and id where they are present."""

from __future__ import annotations

import csv
import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.article import Article
from extract.errors import SitrepError
from extract.readers.faults import Fault
from extract.readers.field_names import has_text_column, row_article
from extract.readers.limits import MAX_ROW
from extract.readers.lines import NumberedLine, read_lines
from extract.readers.source import SourceFile

DELIMITERS = ",;\t|"
MAX_UNCLOSED = 50
"""How many quotation marks that nothing closes are put up with in one file; each costs a second reading of what it
swallowed."""
_SEP = re.compile(r"\ufeff?\"?sep=(.)\"?\s*\Z", re.IGNORECASE)
"""Excel's first line, `sep=;`, which is no header."""


@dataclass(frozen=True, slots=True)
class _Row:
    line: int
    """From 1, of its first line."""
    offset: int
    cells: list[str] | None
    """None where its quotation mark is never closed."""
    note: str | None
    source: Sequence[str] = ()
    """Its lines as they stand."""


def read(source: SourceFile) -> Iterator[Article | Fault]:
    """Yield the articles of a CSV file, and a fault for each row that holds none.

    Raises:
        SitrepError: where the header names no text.

    """
    csv.field_size_limit(MAX_ROW)
    path = source.path
    lines = _TableLines(source)
    delimiter = lines.delimiter()
    header: list[str] | None = None
    position = 0
    for row in _rows(lines, delimiter):
        if row.cells is None:
            yield Fault(path, "a quotation mark in this row is never closed", row.line, row.offset)
        elif header is None:
            header = [cell.strip() for cell in row.cells]
            if not has_text_column(header, source.options):
                raise SitrepError(fault_no_text(header), path, row.line)
        elif any(cell.strip() for cell in row.cells):
            cells, note = _fit_cells(
                row, len(header), delimiter, text_last=has_text_column(header[-1:], source.options)
            )
            found = row_article(
                dict(zip(header, cells, strict=False)), path, position, options=source.options, note=note or row.note
            )
            yield found or Fault(path, "this row has no text", row.line, row.offset)
            position += 1


def fault_no_text(header: Sequence[str]) -> str:
    """Say that no column of a table is read as the text."""
    names = ", ".join(name for name in header[:12] if name)
    return f'the first row names no column "text", nor another that is known as one ({names}); --map text=COLUMN does'


def _fit_cells(row: _Row, columns: int, delimiter: str, *, text_last: bool) -> tuple[list[str], str | None]:
    """Return a row's cells, of one with too many those that its first quotation marks and delimiters give.

    A mark within a text that was not doubled, or a delimiter that was not quoted, ends a cell too early. Where the text
    is the last column, all that follows is its; else what is beyond the columns is named.
    """
    cells = row.cells or []
    if len(cells) <= columns or not any(cell.strip() for cell in cells[columns:]):
        return cells, None
    if text_last:
        *before, last = _split_raw("".join(row.source).rstrip("\r\n"), delimiter, columns)
        if len(last) > 1 and last[0] == last[-1] == '"':
            last = last[1:-1].replace('""', '"')
        kept = next(csv.reader([delimiter.join(before)], delimiter=delimiter), [])
        return [*kept, last], "a mark or delimiter in this row is not quoted; all that follows is its last cell"
    beyond = delimiter.join(cells[columns:])
    return cells, f"this row has more cells than the first, so that its text may be cut; left out is: {beyond[:200]}"


def _split_raw(line: str, delimiter: str, columns: int) -> list[str]:
    """Return the cells of a line as they stand, quotation marks and all; the last is the rest."""
    cells: list[str] = []
    start, inside = 0, False
    for at, char in enumerate(line):
        if len(cells) == columns - 1:
            break
        if char == '"':
            inside = not inside
        elif char == delimiter and not inside:
            cells.append(line[start:at])
            start = at + 1
    return [*cells, line[start:]]


class _TableLines:
    """The lines of a file, one by one; those taken by mistake can be given back."""

    def __init__(self, source: SourceFile) -> None:
        self._source = read_lines(source.stream)
        self._returned: deque[NumberedLine] = deque()
        self.taken: list[NumberedLine] = []
        self.size = 0

    def __iter__(self) -> Iterator[str]:
        """Yield lines until the row that is being read is too long."""
        while self.size <= MAX_ROW and (line := self._next()):
            self.taken.append(line)
            self.size += len(line.text)
            yield line.text

    def begin_row(self) -> None:
        self.taken, self.size = [], 0

    def give_back(self) -> None:
        """Return all lines of this row but its first."""
        self._returned.extendleft(reversed(self.taken[1:]))

    def delimiter(self) -> str:
        """Return the delimiter that a line `sep=;` gives, else the one that the first line has most of."""
        line = self._next()
        if line is None:
            return ","
        if match := _SEP.match(line.text):
            return match[1]
        self._returned.appendleft(line)
        return max(DELIMITERS, key=line.text.count)

    def _next(self) -> NumberedLine | None:
        return self._returned.popleft() if self._returned else next(self._source, None)


def _rows(lines: _TableLines, delimiter: str) -> Iterator[_Row]:
    unclosed = 0
    while True:
        lines.begin_row()
        try:
            cells = next(csv.reader(lines, delimiter=delimiter), None)
        except csv.Error:
            cells = None
        if not lines.taken:
            return
        first = lines.taken[0]
        if cells is None or (len(lines.taken) > 1 and unclosed < MAX_UNCLOSED and not _closes(lines, delimiter)):
            unclosed += 1
            lines.give_back()
            cells = None
        note = next((line.note for line in lines.taken if line.note), None)
        yield _Row(first.number, first.offset, cells, note, [line.text for line in lines.taken])


def _closes(lines: _TableLines, delimiter: str) -> bool:
    """Tell whether the quotation marks of a row of many lines close where a cell ends, not within another row."""
    parser = csv.reader((line.text for line in lines.taken), delimiter=delimiter, strict=True)
    try:
        next(parser, None)
    except csv.Error:
        return False
    return True
