"""A row of the list: its signs, and what it says in each column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING

from rich.style import Style

from tui.backend.results import ListRow
from tui.theme import Theme
from tui.views.cells import Piece, break_pieces, cut, line_of, width
from tui.views.columns import SIGNS, Column, cell_text

if TYPE_CHECKING:
    from tui.backend.reasons import Reason

_NO_COLOURS: Mapping[str, Style] = MappingProxyType({})
RIGHT = ("notes", "copies")
"""Columns of numbers, which stand to the right."""
WHY, WHY_LEAST, APART = 0.6, 20, "  "
"""The part of the title's column that stays the title's where a reason stands behind it, in a column of its own; cells
of the shortest reason; what is between the two."""


def row_line(
    row: ListRow,
    columns: Sequence[Column],
    look: Theme,
    *,
    cursor: Style | None,
    marked: bool,
    colours: Mapping[str, Style] = _NO_COLOURS,
    signed: bool = True,
    why: Reason | None = None,
) -> list[Piece]:
    """Return a line of a row.

    Args:
        row: the article.
        columns: from left to right.
        look: styles and glyphs.
        cursor: the style of the title where the cursor is on the row, else None.
        marked: whether it is marked.
        colours: styles of tags that have one of their own.
        signed: whether the signs stand in front.
        why: the words for which it was found, where its title does not say them.

    """
    room = columns[0].x - SIGNS if columns else 1
    pieces = signs(row, look, here=cursor is not None, marked=marked, room=room) if signed else []
    used = sum(width(text) for text, _ in pieces)
    for column in columns:
        if column.x > used:
            pieces.append((" " * (column.x - used), None))
        drawn = _cell(row, column, look, cursor, colours, why)
        pieces += drawn
        used = column.x + sum(width(text) for text, _ in drawn)
    return pieces


def header(columns: Sequence[Column], look: Theme, style: Style, place: str) -> list[Piece]:
    """Return the line of the columns' names; `place` stands at the end of the title's column."""
    pieces: list[Piece] = []
    used = 0
    for column in columns:
        name = {"notes": look.glyphs.note, "copies": "="}.get(column.name, column.name)
        name = cut(name.rjust(column.width) if column.name in RIGHT else name, column.width, "")
        pieces += [(" " * (column.x - used), None), (name, style)]
        used = column.x + width(name)
        if column.name == "title":
            room = column.width - width(name) - 1
            if width(place) <= room:
                pieces += [(" " * (room - width(place) + 1), None), (place, look.dim)]
                used = column.x + column.width
    return pieces


def signs(row: ListRow, look: Theme, *, here: bool, marked: bool, room: int = 1) -> list[Piece]:
    """Return the signs in front of a row: cursor or mark; unread or new; and `room` cells for what else it bears."""
    glyphs = look.glyphs
    borne = _borne(row, look)[:room]
    return [
        (glyphs.marked if marked else glyphs.bar if here else " ", look.warn if marked else look.bar),
        (" ", look.dim) if row.read and not row.new else _unread(row, look),
        *borne,
        (" " * (room - len(borne)), look.warn),
    ]


def _unread(row: ListRow, look: Theme) -> Piece:
    glyphs = look.glyphs
    return (glyphs.new_read if row.read else glyphs.new, look.warn) if row.new else (glyphs.unread, look.bar)


def _borne(row: ListRow, look: Theme) -> list[Piece]:
    """Return the signs that an article may bear all at once; where there is no room for all, the first stand."""
    glyphs = look.glyphs
    borne: list[tuple[bool, Piece]] = [
        (row.state == "failed", (glyphs.failed, look.error)),
        (row.watched, (glyphs.watched, look.warn)),
        (row.starred, (glyphs.star, look.warn)),
        (row.state == "scanned", (glyphs.waiting, look.dim)),
    ]
    return [piece for there, piece in borne if there]


def _cell(
    row: ListRow,
    column: Column,
    look: Theme,
    cursor: Style | None,
    colours: Mapping[str, Style],
    why: Reason | None,
) -> list[Piece]:
    cells, mark = column.width, look.glyphs.ellipsis
    if column.name == "tags":
        return _tags(row, cells, look, colours)
    if column.name == "title":
        style = cursor if cursor is not None else look.dim if row.read else look.text
        title = f" {look.glyphs.light[4]} " * row.unfolded + (line_of(row.title) or "(no title)")
        room = cells - int(cells * WHY) - len(APART)
        if why is None or room < WHY_LEAST:
            return [(cut(title, cells, mark), style)]
        title = cut(title, int(cells * WHY), mark)
        return [(title, style), (" " * (int(cells * WHY) - width(title)) + APART, None), *_reason(why, room, look)]
    text = cut(cell_text(row, column.name), cells, "" if column.name == "date" else mark)
    return [(text.rjust(cells) if column.name in RIGHT else text, look.warn if column.name == "notes" else look.dim)]


def _reason(why: Reason, room: int, look: Theme) -> list[Piece]:
    """Return the words for which an article was found, the hit in any case, in at most `room` cells."""
    mark = look.glyphs.ellipsis
    hit = cut(line_of(why.hit), room - 2 * width(mark), mark)
    before, after = line_of(why.before), line_of(why.after)
    before += " " * why.before[-1:].isspace()
    after = " " * why.after[:1].isspace() + after
    while before and width(before) + width(hit) + 2 * width(mark) > room:
        before = before.partition(" ")[2]
    before = mark + before if why.before else ""
    return [(before, look.dim), (hit, look.strong), (cut(after, room - width(before) - width(hit), mark), look.dim)]


def _tags(row: ListRow, cells: int, look: Theme, colours: Mapping[str, Style]) -> list[Piece]:
    """Return a row's tags as words, each in its colour; an ellipsis stands for those that have no room."""
    pieces: list[Piece] = []
    for tag in row.tags:
        pieces += [(" ", None)] * bool(pieces) + [(line_of(tag), colours.get(tag, look.tag))]
    return break_pieces(pieces, cells, 1, look.glyphs.ellipsis)[0]
