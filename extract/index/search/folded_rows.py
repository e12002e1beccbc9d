"""Which article has the row of a folded list, and how many are behind it: walked off an index, or grouped by SQL."""

from __future__ import annotations

import json
from array import array
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, Protocol

from extract.index.query.plan import Fold
from extract.index.search.stories import Heading, choose_best
from extract.index.search.story_moves import StoryMoves, list_members, outlets_of, story_key
from extract.index.store.states import BEHIND_STORY, SHOWN

if TYPE_CHECKING:
    from extract.index.search.database import Database
    from extract.index.search.results import Results

CHUNK = 2000
"""Row ids that are looked up at a time."""

_SAME: Final = {"reprints": "{story}, coalesce(likeness, -article.rowid)", "stories": "{story}", "best": "{story}"}
"""SQL of what articles under one row have in common, by the key of their story."""
_ORDERS: Final = {
    "date": "r DESC",
    "oldest": "r",
    "title": "title COLLATE NOCASE, r DESC",
    "added": "added DESC",
    "outlets": "{outlets} DESC, {story} DESC, r DESC",
}


class FoldedRows(Protocol):
    """Folded rows: the row id of each, and how many articles are folded under it."""

    @property
    def count(self) -> int:
        """How many rows there are."""

    def page(self, offset: int, limit: int) -> Sequence[tuple[int, int]]:
        """Return row id and number of articles under it of the rows from `offset` on."""

    def index_of(self, rowid: int) -> int | None:
        """Find the row that an article has or is folded under; None where it was not found."""

    def members(self, rowid: int) -> tuple[int, ...]:
        """List the articles folded under the row that an article has, the newest first."""


def fold_rows(database: Database, results: Results, fold: Fold, moves: StoryMoves) -> FoldedRows:
    """Fold the rows of results, which stay in their order; those of all articles by date are not gathered."""
    walked = results.everything and results.sort in ("date", "oldest")
    rows = (_WalkedRows if walked else _GatheredRows)(database, results, fold, moves)
    return _BestRows(database, rows) if fold == "best" else rows


class _Members:
    """Finds what is folded under a row."""

    def __init__(self, database: Database, results: Results, fold: Fold, moves: StoryMoves) -> None:
        self._database, self._results, self._fold, self._moves = database, results, fold, moves

    def members(self, rowid: int) -> tuple[int, ...]:
        """See `FoldedRows`."""
        return tuple(one for one in self._siblings(rowid) if one != rowid)

    def _siblings(self, rowid: int) -> list[int]:
        """List the articles found that are under one row, the newest first."""
        found, together = self._results.found, json.dumps(self._together(rowid))
        if self._results.everything:
            return list(json.loads(together))
        sql = f"SELECT value FROM json_each(?) WHERE value IN ({found.text}) ORDER BY 1 DESC"
        return [one for (one,) in self._database.fetch(sql, (together, *found.values))]

    def _together(self, rowid: int) -> list[int]:
        """List the articles of the corpus that are under one row, the newest first."""
        key = story_key(self._database, self._moves, rowid)
        members = [] if key is None else list_members(self._database, self._moves, key)
        if self._fold != "reprints" or len(members) < 2:
            return members
        likeness = dict(self._database.likeness_of(members))
        own = likeness[rowid]
        return [one for one in members if one == rowid or (own is not None and likeness[one] == own)]


class _WalkedRows(_Members):
    """Folded rows of all articles by date, as an index yields them; those of stories that decisions touch apart."""

    def __init__(self, database: Database, results: Results, fold: Fold, moves: StoryMoves) -> None:
        super().__init__(database, results, fold, moves)
        self._fetch, self._newest_first = database.fetch, results.sort == "date"
        shown = (SHOWN, BEHIND_STORY) if fold == "reprints" else (SHOWN,)
        touched = sorted({one for key in moves.stories for one in list_members(database, moves, key)})
        apart = f" AND rowid NOT IN (SELECT value FROM json_each('{json.dumps(touched)}'))" if touched else ""
        self._walks = [f"SELECT rowid AS r FROM article WHERE behind = {behind}{apart}" for behind in shown]
        if touched:
            rows = sorted({self._together(one)[0] for one in touched})
            self._walks.append(f"SELECT value AS r FROM json_each('{json.dumps(rows)}')")
        self._count: int | None = None

    @property
    def count(self) -> int:
        """See `FoldedRows`."""
        if self._count is None:
            self._count = self._count_where("1")
        return self._count

    def page(self, offset: int, limit: int) -> list[tuple[int, int]]:
        """See `FoldedRows`."""
        order = "DESC" if self._newest_first else "ASC"
        rows = self._fetch(f"{' UNION ALL '.join(self._walks)} ORDER BY r {order} LIMIT ? OFFSET ?", (limit, offset))
        return [(rowid, len(self._together(rowid)) - 1) for (rowid,) in rows]

    def index_of(self, rowid: int) -> int | None:
        """See `FoldedRows`."""
        together = self._together(rowid)
        if not together:
            return None
        return self._count_where(f"r {'>' if self._newest_first else '<'} {together[0]}")

    def _count_where(self, condition: str) -> int:
        counts = (self._fetch(f"SELECT count(*) FROM ({walk}) WHERE {condition}") for walk in self._walks)
        return sum(int(count) for ((count,),) in counts)


class _GatheredRows(_Members):
    """Folded rows of any results, gathered by SQL; 16 bytes a row."""

    def __init__(self, database: Database, results: Results, fold: Fold, moves: StoryMoves) -> None:
        super().__init__(database, results, fold, moves)
        self._same = _SAME[fold].format(story=moves.key)
        self._rowids, self._behind = array("q"), array("q")
        if results.sort == "relevance":
            self._gather_ranked()
            return
        found, outlets = results.found, outlets_of(database, moves) if results.sort == "outlets" else "0"
        rows = database.stream(
            f"SELECT r, n FROM (SELECT max(article.rowid) AS r, count(*) AS n FROM article WHERE article.rowid IN"
            f" ({found.text}) GROUP BY {self._same}) JOIN article ON article.rowid = r"
            f" LEFT JOIN story ON story.key = {moves.key}"
            f" ORDER BY {_ORDERS[results.sort].format(outlets=outlets, story=moves.key)}",
            found.values,
        )
        for rowid, articles in rows:
            self._rowids.append(rowid)
            self._behind.append(articles - 1)

    def _gather_ranked(self) -> None:
        """Give each story the row of the article that is found first."""
        at: dict[tuple[object, ...], int] = {}
        rowids = self._results.rowids()
        for start in range(0, len(rowids), CHUNK):
            chunk = rowids[start : start + CHUNK].tolist()
            rows = self._database.fetch(
                f"SELECT article.rowid, {self._same} FROM article"
                " WHERE article.rowid IN (SELECT value FROM json_each(?))",
                (json.dumps(chunk),),
            )
            same = {rowid: tuple(key) for rowid, *key in rows}
            for rowid in chunk:
                place = at.setdefault(same.get(rowid, (-rowid,)), len(self._rowids))
                if place < len(self._rowids):
                    self._behind[place] += 1
                else:
                    self._rowids.append(rowid)
                    self._behind.append(0)

    @property
    def count(self) -> int:
        """See `FoldedRows`."""
        return len(self._rowids)

    def page(self, offset: int, limit: int) -> list[tuple[int, int]]:
        """See `FoldedRows`."""
        return [*zip(self._rowids[offset : offset + limit], self._behind[offset : offset + limit], strict=True)]

    def index_of(self, rowid: int) -> int | None:
        """See `FoldedRows`."""
        siblings = self._siblings(rowid)
        if rowid not in siblings:
            return None
        for one in siblings:  # the newest has the row, unless another was found first
            if one in self._rowids:
                return self._rowids.index(one)
        return None


class _BestRows:
    """Rows in the order of others, in which each story shows the article that tells most of those found."""

    def __init__(self, database: Database, rows: FoldedRows) -> None:
        self._database, self._rows = database, rows
        self.index_of = rows.index_of

    @property
    def count(self) -> int:
        """See `FoldedRows`."""
        return self._rows.count

    def page(self, offset: int, limit: int) -> list[tuple[int, int]]:
        """See `FoldedRows`."""
        return [(self._choose(rowid) if behind else rowid, behind) for rowid, behind in self._rows.page(offset, limit)]

    def members(self, rowid: int) -> tuple[int, ...]:
        """See `FoldedRows`."""
        return self._rows.members(rowid)

    def _choose(self, rowid: int) -> int:
        together = (rowid, *self._rows.members(rowid))
        headings = {Heading(*row[2:]): row[0] for row in self._database.headings_of(together)}
        return headings[choose_best(list(headings))]
