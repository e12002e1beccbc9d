"""Saved searches as alerts: how many articles each finds, and which of them are new since one last opened it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extract.index import Corpus, Index, Overlay, Row
from tui.alerts.seen import SeenMarks
from tui.tags import Search

CHUNK = 500


@dataclass(frozen=True, slots=True)
class SearchCount:
    """What a saved search finds now."""

    found: int
    new: int
    """Of these, how many came, or were changed, since this user last opened it; all, where they never did."""


def count_search(corpus: Corpus, index: Index, overlay: Overlay, search: Search) -> SearchCount:
    """Count what a saved search finds. Raises QueryError."""
    results = index.search(search.query, overlay=overlay)
    since = SeenMarks.of_user(corpus).mark(_name(search), index)
    return SearchCount(results.count, results.count if since is None else len(results.added_since(since)))


def new_in(corpus: Corpus, index: Index, overlay: Overlay, search: Search, *, keep: bool = False) -> Iterator[Row]:
    """Yield the rows that are new in a saved search, oldest first; all of them count as seen then, unless `keep`.

    Raises QueryError.
    """
    seen = SeenMarks.of_user(corpus)
    newest = index.counts().newest
    ids = index.search(search.query, overlay=overlay).added_since(seen.mark(_name(search), index) or 0)

    def rows() -> Iterator[Row]:
        for start in range(0, len(ids), CHUNK):
            chunk = ids[start : start + CHUNK]
            by_id = {row.id: row for row in index.database.rows_of(chunk)}
            yield from (by_id[one] for one in chunk if one in by_id)
        if not keep:
            seen.set_mark(_name(search), index, newest)

    return rows()


def open_search(corpus: Corpus, index: Index, name: str) -> None:
    """Have all that a saved search finds count as seen."""
    SeenMarks.of_user(corpus).set_mark(f"search {name}", index, index.counts().newest)


def _name(search: Search) -> str:
    return f"search {search.name}"
