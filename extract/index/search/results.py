"""The results of a query: an exact count and any page of rows, without keeping a row."""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from extract.index.query.plan import QueryPlan, Sort, Sql
from extract.index.search.rows import Row, opening

if TYPE_CHECKING:
    from extract.index.search.database import Database
    from extract.index.search.patterns import PatternBudget

STREAM = 2000
"""Pages up to this offset are read by LIMIT and OFFSET; for those beyond all row ids are gathered once."""

WINDOWS = (4_000, 60_000)
"""A page is mostly among the newest some thousand articles, and gathering no more than those is fast."""


class Results:
    """The hits of one query at one moment. Used by one thread at a time.

    Pages near the start are read straight off the query; pages further down gather the row ids of all hits once,
    8 bytes a hit.
    """

    def __init__(
        self,
        database: Database,
        plan: QueryPlan,
        snippet: Callable[[str], str] = opening,
        budget: PatternBudget | None = None,
        windows: Sequence[int] = WINDOWS,
    ) -> None:
        """Prepare to run a compiled query.

        Args:
            database: what it is put to.
            plan: the query.
            snippet: what a row shows of its article's text.
            budget: how long its patterns may take; None where it has none.
            windows: how many of the newest articles a page is looked for among, before it is among all.

        """
        self._database, self._plan, self._snippet, self._budget = database, plan, snippet, budget
        self._windows = windows
        self._rowids: array[int] | None = None
        self._count = plan.total

    @property
    def count(self) -> int:
        """How many articles were found, exactly."""
        if self._count is None and self._budget:
            return len(self._gather_rowids())  # a text is searched for a pattern once, whatever is asked next
        if self._count is None:
            found = self._plan.found
            (self._count,) = self._database.fetch_one(f"SELECT count(*) FROM ({found.text})", found.values)
        return self._count

    @property
    def cut(self) -> str:
        """What was left out because a pattern took too long, to be told; empty where nothing was, so far."""
        return self._budget.cut if self._budget else ""

    @property
    def everything(self) -> bool:
        """Whether nothing was asked for, so that every article is found."""
        return self._plan.total is not None

    @property
    def sort(self) -> Sort:
        """The order that they are in."""
        return self._plan.sort

    @property
    def found(self) -> Sql:
        """SQL that yields the row ids of the hits, to join with."""
        if self._budget:
            return Sql("SELECT value FROM json_each(?)", (json.dumps(self._gather_rowids().tolist()),))
        return self._plan.found

    def page(self, offset: int, limit: int, *, snippets: bool = True) -> list[Row]:
        """Read the rows from `offset`, at most `limit`, fewer at the end.

        Without `snippets` the texts of articles that have a title are not read.
        """
        if self._rowids is None and self._plan.streams and offset + limit <= STREAM:
            rowids: Sequence[int] = self._read_among_newest(offset, limit) or self._read_page(
                self._plan.sql, offset, limit
            )
        else:
            rowids = self._gather_rowids()[offset : offset + limit]
        return self._database.rows(rowids, self._snippet if snippets else None)

    def ids(self) -> Iterator[str]:
        """Yield the id of every hit, in order."""
        rowids = self._gather_rowids()
        for start in range(0, len(rowids), 1000):
            yield from self._database.ids_of(rowids[start : start + 1000])

    def added_since(self, newest: int) -> list[str]:
        """Return the ids of the hits that were added, or changed, after the article with this number, oldest first."""
        found = self.found
        sql = f"SELECT id FROM article WHERE added > ? AND rowid IN ({found.text}) ORDER BY added"
        return [one for (one,) in self._database.fetch(sql, (newest, *found.values))]

    def index_of(self, article_id: str) -> int | None:
        """Find the place of an article among the hits, from 0; None where it is none of them."""
        rowid = self._database.rowid(article_id)
        if rowid is None:
            return None
        try:
            return self._gather_rowids().index(rowid)
        except ValueError:
            return None

    def rowids(self) -> array[int]:
        """Gather the row ids of all hits, in order."""
        return self._gather_rowids()

    def _read_page(self, sql: str, offset: int, limit: int) -> list[int]:
        values = (*self._plan.values, limit, offset)
        return [row[0] for row in self._database.stream(f"{sql} LIMIT ? OFFSET ?", values, self._budget)]

    def _read_among_newest(self, offset: int, limit: int) -> list[int] | None:
        """Read the row ids of a page that lies among the newest articles; None where it does not."""
        for many in self._windows if self._plan.newest else ():
            low = self._database.newest(many)
            if low is None:
                break
            found = self._read_page(str(self._plan.newest).replace("{newest}", str(low)), offset, limit)
            if len(found) == limit:
                return found
        return None

    def _gather_rowids(self) -> array[int]:
        if self._rowids is None:
            rows = self._database.stream(self._plan.sql, self._plan.values, self._budget)
            self._rowids = array("q", (row[0] for row in rows))
            self._count = len(self._rowids)
        return self._rowids
