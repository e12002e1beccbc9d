"""A row of the list: its signs, and what it says in each column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING

from rich.style import Style

from tui.backend.results import ListRow
from tui.theme import Glyphs, Look
from tui.views.cells import Piece, cut, line_of, width
from tui.views.columns import Column, content

if TYPE_CHECKING:
    from tui.backend.reasons import Reason

_NO_COLOURS: Mapping[str, Style] = MappingProxyType({})
RIGHT = ("notes", "copies")
"""Columns of numbers, which stand to the right."""
WHY, WHY_LEAST = 0.6, 20
"""The part of the title's column that stays the title's where a reason stands behind it; cells of the shortest one."""


def row_line(
    row: ListRow,
    columns: Sequence[Column],
    look: Look,
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
    pieces = signs(row, look, here=cursor is not None, marked=marked) if signed else []
    used = sum(width(text) for text, _ in pieces)
    for column in columns:
        if column.x > used:
            pieces.append((" " * (column.x - used), None))
        drawn = _cell(row, column, look, cursor, colours, why)
        pieces += drawn
        used = column.x + sum(width(text) for text, _ in drawn)
    return pieces


def header(columns: Sequence[Column], look: Look, style: Style, place: str) -> list[Piece]:
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


def signs(row: ListRow, look: Look, *, here: bool, marked: bool) -> list[Piece]:
    """Return the signs in front of a row, three cells: cursor or mark; state; on a watchlist, or starred."""
    glyphs = look.glyphs
    state, style = _state(row, glyphs, look)
    return [
        (glyphs.marked if marked else glyphs.bar if here else " ", look.warn if marked else look.bar),
        (state, style),
        (glyphs.watched if row.watched else glyphs.star if row.starred else " ", look.warn),
    ]


def _state(row: ListRow, glyphs: Glyphs, look: Look) -> tuple[str, Style]:
    """Return the sign of what is most worth knowing of an article."""
    if row.state == "failed":
        return glyphs.failed, look.error
    if row.new:
        return glyphs.new, look.warn
    if row.state == "scanned":
        return glyphs.waiting, look.dim
    return (" ", look.dim) if row.read else (glyphs.unread, look.bar)


def _cell(
    row: ListRow,
    column: Column,
    look: Look,
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
        reason = _reason(why, cells - min(width(title), int(cells * WHY)), look) if why else []
        taken = sum(width(text) for text, _ in reason)
        return [(cut(title, cells - taken, mark), style), *reason]
    text = cut(content(row, column.name), cells, "" if column.name == "date" else mark)
    return [(text.rjust(cells) if column.name in RIGHT else text, look.warn if column.name == "notes" else look.dim)]


def _reason(why: Reason, room: int, look: Look) -> list[Piece]:
    """Return the words for which an article was found, where the title leaves them room."""
    if room < WHY_LEAST:
        return []
    mark = look.glyphs.ellipsis
    before, hit, after = map(line_of, why)
    pieces: list[Piece] = [(f"  {mark}{before} ".replace(f"{mark} ", mark), look.dim), (hit, look.strong)]
    used = sum(width(text) for text, _ in pieces)
    return [*pieces, (cut(f" {after}", room - used, mark), look.dim)] if used + 2 < room else []


def _tags(row: ListRow, cells: int, look: Look, colours: Mapping[str, Style]) -> list[Piece]:
    """Return a row's tags as words, each in its colour, the last one cut where it must be."""
    pieces: list[Piece] = []
    used = 0
    for tag in row.tags:
        text = cut(f"{' ' if pieces else ''}{line_of(tag)}", cells - used, look.glyphs.ellipsis)
        pieces.append((text, colours.get(tag, look.tag)))
        used += width(text)
        if used >= cells:
            break
    return pieces
