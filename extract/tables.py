"""Reads the tables that people edit: tab-separated lines beside the modules that use them, `#` begins a comment."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def rows(package: str, name: str) -> tuple[tuple[str, ...], ...]:
    """Read the rows of table `name` in `package` as tuples of cells, without the header."""
    return tuple(cells for _, cells in lines(package, name)[1:])


@cache
def words(package: str, kind: str) -> frozenset[str]:
    """Read the words of list `kind` in the table `words.tsv` of `package`."""
    return frozenset(word for name, line in rows(package, "words.tsv") if name == kind for word in line.split())


def lines(package: str, name: str) -> list[tuple[int, tuple[str, ...]]]:
    """Read a table: number (from 1) and cells of every line but comments and blank ones."""
    text = files(package).joinpath(name).read_text("utf-8")
    return [
        (number, tuple(cell.strip() for cell in line.split("\t")))
        for number, line in enumerate(text.splitlines(), start=1)
        if line.strip() and not line.startswith("#")
    ]
