"""A row of the list: date and source, title, tags."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from rich.style import Style

from tui.backend.results import ListRow
from tui.theme import Look
from tui.views.cells import Piece, cut, line_of, width, wrap

_NO_COLOURS: Mapping[str, Style] = MappingProxyType({})


def row_line(
    row: ListRow,
    line: int,
    cells: int,
    look: Look,
    *,
    cursor: Style | None,
    marked: bool,
    compact: bool,
    colours: Mapping[str, Style] = _NO_COLOURS,
) -> list[Piece]:
    """Return one line of a row: 0 date and source, 1 and 2 title, 3 tags; where `compact`, 0 with tags, and 1.

    `colours` are the styles of tags that have one of their own.
    """
    if line == 0:
        return _first(row, cells, look, cursor is not None, marked, colours if compact else None)
    if line == 3:
        return [("  ", None), *tags_of(row, cells - 2, look, colours)]
    title = title_lines(row, cells - 2, 1 if compact else 2, look)
    text = title[line - 1] if line <= len(title) else ""
    if cursor is not None:
        return [(" ", None), (" " + text + " " * (cells - 2 - width(text)), cursor)]
    return [("  " + text, look.dim if row.read else look.text)]


def title_lines(row: ListRow, cells: int, lines: int, look: Look) -> list[str]:
    """Return a row's title in so many lines at most, the last one cut where it must be."""
    title = line_of(row.title) or "(no title)"
    broken = [title[start:end].rstrip() for start, end in wrap(title, max(1, cells))]
    if len(broken) <= lines:
        return broken
    return [*broken[: lines - 1], cut(" ".join(broken[lines - 1 :]), cells, look.glyphs.ellipsis)]


def tags_of(row: ListRow, cells: int, look: Look, colours: Mapping[str, Style]) -> list[Piece]:
    """Return a row's tags as they are shown, each in its colour, the last one cut where it must be."""
    pieces: list[Piece] = []
    used = 0
    for tag in row.tags:
        text = cut(f"{' ' if pieces else ''}#{line_of(tag)}", cells - used, look.glyphs.ellipsis)
        pieces.append((text, colours.get(tag, look.tag)))
        used += width(text)
        if used >= cells:
            break
    return pieces


def _first(
    row: ListRow, cells: int, look: Look, here: bool, marked: bool, colours: Mapping[str, Style] | None
) -> list[Piece]:
    """Return date, source and signs; with tags where `colours` are given."""
    glyphs = look.glyphs
    front = glyphs.marked if marked else " "
    signs = "".join(
        sign
        for sign, shown in (
            (glyphs.new, row.new),
            (glyphs.watched, row.watched),
            (glyphs.star, row.starred),
            (glyphs.note, row.notes > 0),
            (glyphs.waiting, row.state == "scanned"),
            (glyphs.failed, row.state == "failed"),
            ("=", row.duplicates > 0),
        )
        if shown
    )
    date = (row.date or "no date").replace("T", " ")[:10].ljust(10)
    room = cells - 2 - width(date) - 2 - (len(signs) + 1 if signs else 0)
    source = cut(line_of(row.source), room, glyphs.ellipsis)
    pieces: list[Piece] = [
        (glyphs.bar if here else " ", look.bar),
        (front, look.warn),
        (f"{date}  {source}", look.dim),
    ]
    used = 2 + width(date) + 2 + width(source)
    if colours is not None and row.tags and cells - used - len(signs) > 6:
        tags = tags_of(row, cells - used - len(signs) - 3, look, colours)
        pieces += [("  ", None), *tags]
        used += 2 + sum(width(text) for text, _ in tags)
    if signs:
        pieces += [(" " * max(1, cells - used - len(signs)), None), (signs, look.warn)]
    return pieces
