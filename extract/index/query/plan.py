"""Plans: SQL that yields the row ids of a query's hits in an order.

Apart from what reads and compiles queries, since the empty one, with which the browser opens, needs neither.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

Sort = Literal["date", "oldest", "relevance", "title", "added", "outlets"]
SORTS: Final[dict[Sort, str]] = {
    "date": "Date, newest first",
    "oldest": "Date, oldest first",
    "relevance": "Relevance to the search",
    "title": "Title",
    "added": "When it was added, newest first",
    "outlets": "Outlets of its story, most first",
}
"""Every order of results, with what it is called where one is chosen; the first is the usual one."""

Fold = Literal["nothing", "reprints", "stories", "best"]
FOLDS: Final[tuple[Fold, ...]] = ("nothing", "reprints", "stories", "best")
"""By what the rows of results are folded, in the order in which a key goes through them: "stories" shows the newest
article of each, "best" the one that tells most."""

EVERY = "SELECT id FROM words_docsize"
"""All articles, by the narrowest table that has their row ids in order."""


_DOWN_TO = re.compile(r"AND \S+ >= \{newest\}")


def newest_bound(rowid: str) -> str:
    """Write a condition by which SQL can be restricted to the newest articles.

    FTS5 gathers all of a set that rows are tested against, before the first row is tested. Where the first page is
    likely to be among the newest some thousand articles, no more of it is gathered than those.
    """
    return f"AND {rowid} >= {{newest}}"


@dataclass(frozen=True, slots=True)
class Sql:
    """SQL text and the values of its parameters."""

    text: str
    values: tuple[object, ...] = ()


@dataclass(frozen=True, slots=True)
class QueryPlan:
    """A query ready to run: SQL that yields the row ids of the hits, in the order asked for."""

    sql: str
    values: tuple[object, ...]
    streams: bool
    """Whether SQLite yields the first rows before it has found the rest."""
    found: Sql
    """The same, in no order, to count and to join with."""
    total: int | None = None
    """The count, where it is known without counting."""
    sort: Sort = "date"
    """The order that the hits are in."""
    newest: str | None = None
    """The same SQL with `{newest}` for the row id below which nothing is looked at, where that spares gathering."""


def plan_everything(sort: Sort, total: int) -> QueryPlan:
    """Plan the empty query, which finds all `total` articles."""
    return plan_in_order(Sql(f"{EVERY} WHERE 1"), "id", sort, None, total)


def plan_articles(ids: Sequence[str]) -> QueryPlan:
    """Plan to find the articles with these ids, in this order; those that the corpus lacks are left out."""
    chosen = (json.dumps(list(ids)),)
    joined = "json_each(?) AS wanted JOIN article ON article.id = wanted.value"
    found = Sql(f"SELECT article.rowid FROM {joined}", chosen)
    return QueryPlan(f"{found.text} ORDER BY wanted.key", chosen, False, found)


def plan_in_order(found: Sql, rowid: str, sort: Sort, table: str | None, total: int | None = None) -> QueryPlan:
    """Plan to yield the hits in an order.

    Args:
        found: yields the row ids of the hits.
        rowid: what it calls them.
        sort: the order.
        table: what it walks; None where it walks all articles.
        total: the number of hits, where it is known.

    """
    some, found = found.text, Sql(_DOWN_TO.sub("", found.text), found.values)
    if sort == "relevance" and table == "words":
        return QueryPlan(
            f"{found.text} ORDER BY bm25(words, 1.0, 6.0), {rowid} DESC", found.values, False, found, total, sort
        )
    if sort == "outlets":
        chosen = "" if table is None else f"WHERE article.rowid IN ({found.text})"
        by_story = (
            f"SELECT article.rowid FROM article LEFT JOIN story ON story.key = story {chosen}"
            " ORDER BY coalesce(outlets, 0) DESC, story DESC, article.rowid DESC"
        )
        return QueryPlan(by_story, found.values if chosen else (), False, found, total, sort)
    if sort in ("title", "added"):
        column = "title COLLATE NOCASE" if sort == "title" else "added DESC"
        chosen = "" if table is None else f"WHERE rowid IN ({found.text})"
        by_column = f"SELECT rowid FROM article {chosen} ORDER BY {column}, rowid DESC"
        return QueryPlan(by_column, found.values if chosen else (), table is None, found, total, sort)
    if sort == "oldest":
        return QueryPlan(f"{found.text} ORDER BY {rowid}", found.values, True, found, total, sort)
    newest = f"{some} ORDER BY {rowid} DESC" if some != found.text else None
    return QueryPlan(f"{found.text} ORDER BY {rowid} DESC", found.values, True, found, total, newest=newest)
