"""The rows of a list in which reprints, or stories, are folded under one article, and unfolded in place.

Of the articles found that are of one story, the newest has a row; the others are counted behind it. Nothing is kept of
a list of everything by date, whose rows an index yields (`article.behind`); of other results SQL groups the hits, and
the row ids and numbers of the rows are gathered once, 16 bytes a row.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extract.index.query.plan import Fold

if TYPE_CHECKING:
    from extract.decisions import Rules
    from extract.index.search.database import Database
    from extract.index.search.folded_rows import FoldedRows
    from extract.index.search.results import Results
    from extract.index.search.rows import Row


@dataclass(frozen=True, slots=True)
class ListedRow:
    """A row of a list that may be folded."""

    row: Row
    behind: int = 0
    """Articles of the results that are folded under it."""
    unfolded: bool = False
    """Whether it is one of those, shown below its row."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A row that is unfolded."""

    article: str
    at: int
    """Its place among the folded rows."""
    rowids: tuple[int, ...]
    """Of the articles under it."""


class FoldedList:
    """The rows of one query's results, folded, and those that are unfolded; used by one thread at a time."""

    def __init__(
        self, database: Database, results: Results, fold: Fold, rows: FoldedRows, opened: tuple[Opened, ...] = ()
    ) -> None:
        """Make one of the results' folded rows, with some of them unfolded, by their place."""
        self._database, self._results, self.fold = database, results, fold
        self._rows, self._opened = rows, opened

    @property
    def count(self) -> int:
        """How many rows there are."""
        return self._rows.count + sum(len(one.rowids) for one in self._opened)

    @property
    def opened(self) -> tuple[str, ...]:
        """The ids of the articles whose rows are unfolded."""
        return tuple(one.article for one in self._opened)

    def page(self, offset: int, limit: int) -> list[ListedRow]:
        """Read the rows from `offset`, at most `limit`, fewer at the end."""
        found: list[ListedRow] = []
        end = offset + limit
        for start, length, first, inside in self._stretches():
            low, high = max(offset, start), min(end, start + length)
            if low >= high:
                continue
            if inside is None:
                found += self._read(first + low - start, high - low)
            else:
                rows = self._database.rows(inside.rowids[low - start : high - start])
                found += [ListedRow(row, 0, unfolded=True) for row in rows]
        return found

    def index_of(self, article: str) -> int | None:
        """Find the place of an article, or of the row that it is folded under; None where it was not found."""
        rowid = self._database.rowid(article)
        if rowid is None:
            return None
        for one in self._opened:
            if rowid in one.rowids:
                return self._shown_at(one.at) + 1 + one.rowids.index(rowid)
        at = self._rows.index_of(rowid)
        return None if at is None else self._shown_at(at)

    def behind(self, article: str) -> Sequence[str]:
        """List the ids of the articles folded under the row of an article, the newest first; none if it is unfolded."""
        rowid = self._database.rowid(article)
        return self._database.ids_of(self._rows.members(rowid)) if rowid and article not in self.opened else ()

    def unfold(self, article: str) -> FoldedList:
        """Return the list with the row of an article unfolded; the same where nothing is folded under it."""
        rowid = self._database.rowid(article)
        at = None if rowid is None or article in self.opened else self._rows.index_of(rowid)
        if rowid is None or at is None or [one for one, _ in self._rows.page(at, 1)] != [rowid]:
            return self
        inside = self._rows.members(rowid)
        if not inside:
            return self
        opened = sorted((*self._opened, Opened(article, at, inside)), key=lambda one: one.at)
        return FoldedList(self._database, self._results, self.fold, self._rows, tuple(opened))

    def fold_up(self, article: str) -> tuple[FoldedList, str]:
        """Return the list with the row folded that an article has, or is unfolded under, and that row's article."""
        rowid = self._database.rowid(article)
        under = next((one for one in self._opened if article == one.article or rowid in one.rowids), None)
        if under is None:
            return self, article
        opened = tuple(one for one in self._opened if one is not under)
        return FoldedList(self._database, self._results, self.fold, self._rows, opened), under.article

    def _stretches(self) -> Iterator[tuple[int, int, int, Opened | None]]:
        """Yield stretches of the list: where each starts, how long it is, its first folded row or what is unfolded."""
        start = first = 0
        for one in self._opened:
            yield start, one.at + 1 - first, first, None
            start += one.at + 1 - first
            yield start, len(one.rowids), 0, one
            start += len(one.rowids)
            first = one.at + 1
        yield start, self._rows.count - first, first, None

    def _shown_at(self, at: int) -> int:
        return at + sum(len(one.rowids) for one in self._opened if one.at < at)

    def _read(self, first: int, many: int) -> list[ListedRow]:
        behind = self._rows.page(first, many)
        rowids = [rowid for rowid, _ in behind]
        numbers = dict(zip(self._database.ids_of(rowids), (number for _, number in behind), strict=False))
        return [ListedRow(row, numbers.get(row.id, 0)) for row in self._database.rows(rowids)]


class PlainList:
    """The rows of one query's results, each article a row; as `FoldedList`."""

    fold: Fold = "nothing"
    opened: tuple[str, ...] = ()

    def __init__(self, results: Results) -> None:
        self._results = results
        self.index_of = results.index_of

    @property
    def count(self) -> int:
        """How many rows there are."""
        return self._results.count

    def page(self, offset: int, limit: int) -> list[ListedRow]:
        """Read the rows from `offset`, at most `limit`, fewer at the end."""
        return [ListedRow(row) for row in self._results.page(offset, limit, snippets=False)]

    def behind(self, article: str) -> Sequence[str]:
        """Return nothing: nothing is folded."""
        del article
        return ()

    def unfold(self, article: str) -> PlainList:
        """Return the list itself: nothing is folded."""
        del article
        return self

    def fold_up(self, article: str) -> tuple[PlainList, str]:
        """Return the list itself, and the article."""
        return self, article


def fold_results(
    database: Database, results: Results, fold: Fold, rules: Rules | None = None
) -> FoldedList | PlainList:
    """List results, folded by reprints, by stories or by nothing; `rules` are the analyst's decisions."""
    if fold == "nothing":
        return PlainList(results)
    from extract.index.search.folded_rows import fold_rows  # a list that is not folded is shown without these
    from extract.index.search.story_moves import resolve_moves

    return FoldedList(database, results, fold, fold_rows(database, results, fold, resolve_moves(database, rules)))
