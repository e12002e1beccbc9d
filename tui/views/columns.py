"""The columns of the list: which are shown at a width, and how wide each is, so that they line up from row to row.

The title takes the room that the others leave. Where it would have fewer than TITLE_LEAST cells, columns are left out
in the order of DROPPED.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tui.backend.results import ListRow
from tui.config import Config
from tui.views.cells import line_of, width

SIGNS = 3
"""Cells in front of a row for the cursor and for whether it is read, and of the space behind all signs."""
ROOMY = 60
"""Cells of a row from which it has room for all signs that an article bears; below it the first one stands alone."""
GAP = 2
"""Cells between two columns."""
TITLE_LEAST = 30
DROPPED = ("notes", "copies", "source", "tags", "date")
"""Which columns a narrow window leaves out, the first one first."""
DEFAULT = Config().columns
MOST = {"date": (10, 1.0), "source": (18, 0.14), "tags": (28, 0.2), "notes": (3, 1.0), "copies": (5, 1.0)}
"""Cells of a column at most, and at most which part of the row, where the settings do not say it."""
LEAST = {"date": 10, "source": 6, "tags": 6, "notes": 1, "copies": 1}
"""Cells of a column at least."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column as it is placed on a row."""

    name: str
    x: int
    width: int


def cell_text(row: ListRow, name: str) -> str:
    """Write the cell of a row in a column, but for the title."""
    match name:
        case "date":
            return row.date.replace("T", " ")[:16]
        case "source":
            return line_of(row.source)
        case "tags":
            return " ".join(line_of(tag) for tag in row.tags)
        case "notes":
            return str(row.notes) if row.notes else ""
        case "copies":
            if row.behind > row.duplicates:
                return f"+{row.behind}"
            return f"={row.duplicates}" if row.duplicates and not row.unfolded else ""
        case _:
            return ""


def measure(rows: Sequence[ListRow], needs: dict[str, int]) -> bool:
    """Widen the needs of columns by what rows have to say in them; whether any grew."""
    before = dict(needs)
    needs["signs"] = max([needs.get("signs", 1), *(count_signs(row) for row in rows)])
    for name in MOST:
        needs[name] = max([needs.get(name, 0), *(width(cell_text(row, name)) for row in rows)])
    return needs != before


def count_signs(row: ListRow) -> int:
    """Count the signs that a row bears besides that of being unread or new."""
    return (row.state in ("failed", "scanned")) + row.watched + row.starred


def signs_width(cells: int, needs: Mapping[str, int]) -> int:
    """Return the cells in front of the first column of a row of `cells` cells."""
    return SIGNS + (needs.get("signs", 1) if cells >= ROOMY else 1)


Columns = tuple[Column, ...]


def place_columns(cells: int, needs: Mapping[str, int], chosen: Mapping[str, int] = DEFAULT) -> Columns:
    """Return the columns of a row of one line of `cells` cells, from left to right.

    Args:
        cells: of the row.
        needs: the widest content of each column by name; a column with nothing in any row is left out.
        chosen: the columns from left to right, each with its width at most, or 0 for the usual one.

    """
    widths = _widths(cells, needs, chosen, TITLE_LEAST)
    placed: list[Column] = []
    x = signs_width(cells, needs)
    for name in chosen if "title" in chosen else (*chosen, "title"):
        size = max(1, _room(cells, widths, needs)) if name == "title" else widths.get(name)
        if size is not None:
            placed.append(Column(name, x, size))
            x += size + GAP
    return tuple(placed)


def place_on_two_lines(
    cells: int, needs: Mapping[str, int], chosen: Mapping[str, int] = DEFAULT
) -> tuple[Columns, Columns]:
    """Return the columns of a row of two lines: on the second the title has all the room."""
    placed: list[Column] = []
    x = front = signs_width(cells, needs)
    for name, size in _widths(cells, needs, chosen, 0).items():
        placed.append(Column(name, x, size))
        x += size + GAP
    return tuple(placed), (Column("title", front, max(1, cells - front - 1)),)


def _widths(cells: int, needs: Mapping[str, int], chosen: Mapping[str, int], title: int) -> dict[str, int]:
    """Return the widths of the columns that leave so many cells to the title, or to nothing where that is 0.

    Where there is no title, columns of words are narrowed before any is left out.
    """
    widths: dict[str, int] = {}
    for name, most in chosen.items():
        if name != "title" and needs.get(name):
            usual, share = MOST[name]
            usual = min(usual, int(cells * share)) if title else usual
            widths[name] = max(LEAST[name], min(needs[name], most or usual))
    for number in range(len(DROPPED) + 1):
        kept = {name: size for name, size in widths.items() if name not in DROPPED[:number]}
        if not title:
            _narrow(kept, -_room(cells, kept, needs))
        if _room(cells, kept, needs) >= title:
            break
    return kept


def _narrow(widths: dict[str, int], by: int) -> None:
    """Take so many cells from the columns of words, from the widest first, as far as they have them."""
    for _ in range(by):
        wide = [name for name in ("tags", "source") if widths.get(name, 0) > LEAST[name]]
        if not wide:
            break
        widths[max(wide, key=lambda name: widths[name])] -= 1


def _room(cells: int, widths: Mapping[str, int], needs: Mapping[str, int]) -> int:
    return cells - signs_width(cells, needs) - sum(size + GAP for size in widths.values()) - 1
