"""The tables beside this module, which people edit."""

from __future__ import annotations

from functools import cache

from extract.tables import lines


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the rows of `name` as tuples of their cells; these tables have their header in a comment."""
    return tuple(cells for _, cells in lines("extract.page", name))


@cache
def column(name: str, kind: str) -> frozenset[str]:
    """Return the first cells of the rows of `name` whose second cell is `kind`."""
    return frozenset(row[0] for row in rows(name) if row[1] == kind)


@cache
def function_words() -> dict[str, frozenset[str]]:
    """Return the commonest function words of each language."""
    return {row[0]: frozenset(row[1].split()) for row in rows("stopwords.tsv")}
