"""Reads the tables beside this module: tab-separated lines that people edit, `#` begins a comment."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the rows of `name` as tuples of their cells, comments and blank lines left out."""
    text = files("extract.page").joinpath(name).read_text("utf-8")
    return tuple(
        tuple(cell.strip() for cell in line.split("\t"))
        for line in text.splitlines()
        if line.strip() and not line.startswith("#")
    )


@cache
def column(name: str, kind: str) -> frozenset[str]:
    """Return the first cells of the rows of `name` whose second cell is `kind`."""
    return frozenset(row[0] for row in rows(name) if row[1] == kind)


@cache
def function_words() -> dict[str, frozenset[str]]:
    """Return the commonest function words of each language."""
    return {row[0]: frozenset(row[1].split()) for row in rows("stopwords.tsv")}
