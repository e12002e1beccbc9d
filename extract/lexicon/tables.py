"""Reads the tables that people edit: tab-separated, a header line, `#` begins a comment line.

A slip in a table is reported with its file and line rather than found later as a missing name.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from extract.errors import SitrepError


@cache
def table(name: str, *columns: str) -> tuple[tuple[str, ...], ...]:
    """Return the rows of table `name`, which must have exactly `columns`; empty cells are empty strings.

    Raises:
        SitrepError: where the header or the number of cells is not as it should be.

    """
    path = files("extract.lexicon").joinpath(name)
    rows: list[tuple[str, ...]] = []
    header: tuple[str, ...] | None = None
    for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = tuple(cell.strip() for cell in line.split("\t"))
        if header is None:
            header = cells
            if header != columns:
                raise SitrepError(f"the columns should be {', '.join(columns)}", str(path), number)
        elif len(cells) != len(columns):
            raise SitrepError(f"{len(cells)} cells where {len(columns)} are expected", str(path), number)
        else:
            rows.append(cells)
    return tuple(rows)
