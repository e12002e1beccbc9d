"""How a query is run: SQL that yields row ids in an order.

Apart from what reads and compiles queries, since the empty one, with which the browser opens, needs neither.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Sort = Literal["date", "oldest", "relevance", "title", "added"]
SORTS: tuple[Sort, ...] = ("date", "oldest", "relevance", "title", "added")
EVERY = "SELECT id FROM words_docsize"
"""All articles, by the narrowest table that has their row ids in order."""


@dataclass(frozen=True, slots=True)
class Sql:
    """SQL text and what its question marks stand for."""

    text: str
    values: tuple[object, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """A query ready to run: SQL that yields the row ids of the hits, in the order asked for."""

    sql: str
    values: tuple[object, ...]
    streams: bool
    """Whether the first rows come without finding the rest."""
    found: Sql
    """The same, in no order, to count and to join with."""
    total: int | None = None
    """The count, where it is known without counting."""


def everything(sort: Sort, total: int) -> Plan:
    """Return the plan of the empty query, which finds all `total` articles."""
    return ordered(Sql(f"{EVERY} WHERE 1"), "id", sort, None, total)


def ordered(found: Sql, rowid: str, sort: Sort, table: str | None, total: int | None = None) -> Plan:
    """Return the plan that yields what was found in an order.

    Args:
        found: yields the row ids of the hits.
        rowid: what it calls them.
        sort: the order.
        table: what it walks; None where it walks all articles.
        total: the number of hits, where it is known.

    """
    if sort == "relevance" and table == "words":
        return Plan(f"{found.text} ORDER BY bm25(words, 1.0, 6.0), {rowid} DESC", found.values, False, found, total)
    if sort in ("title", "added"):
        column = "title COLLATE NOCASE" if sort == "title" else "added DESC"
        chosen = "" if table is None else f"WHERE rowid IN ({found.text})"
        by_column = f"SELECT rowid FROM article {chosen} ORDER BY {column}, rowid DESC"
        return Plan(by_column, found.values if chosen else (), table is None, found, total)
    direction = "ASC" if sort == "oldest" else "DESC"
    return Plan(f"{found.text} ORDER BY {rowid} {direction}", found.values, True, found, total)
