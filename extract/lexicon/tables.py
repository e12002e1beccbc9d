"""The tables that people edit, held to the columns that their readers expect.

A slip in a table is reported with its file and line rather than found later as a missing name.
"""

from __future__ import annotations

from extract.errors import SitrepError
from extract.tables import lines


def table(name: str, *columns: str) -> tuple[tuple[str, ...], ...]:
    """Return the rows of table `name`, which must have exactly `columns`; empty cells are empty strings.

    Raises:
        SitrepError: where the header or the number of cells is not as it should be.

    """
    path = f"extract/lexicon/{name}"
    (number, header), *rows = lines("extract.lexicon", name)
    if header != columns:
        raise SitrepError(f"the columns should be {', '.join(columns)}", path, number)
    for number, cells in rows:
        if len(cells) != len(columns):
            raise SitrepError(f"{len(cells)} cells where {len(columns)} are expected", path, number)
    return tuple(cells for _, cells in rows)
