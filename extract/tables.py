"""Reads the tables that people edit: tab-separated lines beside the modules that use them, `#` begins a comment."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def rows(package: str, name: str) -> tuple[tuple[str, ...], ...]:
    """Return the rows of table `name` in `package` as tuples of cells, without comments, blank lines and header."""
    text = files(package).joinpath(name).read_text("utf-8")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return tuple(tuple(cell.strip() for cell in line.split("\t")) for line in lines[1:])


@cache
def words(package: str, kind: str) -> frozenset[str]:
    """Return the words of list `kind` in the table `words.tsv` of `package`."""
    return frozenset(word for name, line in rows(package, "words.tsv") if name == kind for word in line.split())
