"""What the first frame shows, read before there is a screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extract.index import Counts, QueryError
from tui.backend.results import AnnotatedArticle, ListRow, QueryResult
from tui.session import ReadingPlace
from tui.widgets.article_list import PAGE

if TYPE_CHECKING:
    from tui.backend.backend import Backend

NEAR = 2000
"""Rows down to which a page costs the same wherever it is."""


@dataclass(frozen=True, slots=True)
class Start:
    """What the first frame shows."""

    place: ReadingPlace
    found: QueryResult
    rows: Sequence[ListRow]
    offset: int
    at: int
    page: AnnotatedArticle | None
    counts: Counts
    sought: str = ""
    """The article of the last session, where it is too far down to be found before the first frame."""


def read_start(backend: Backend, place: ReadingPlace) -> Start:
    """Read what the first frame shows; where the last place is no more, the beginning."""
    try:
        found = backend.search(place.query, place.sort, place.fold)
    except QueryError:
        place = ReadingPlace(history=place.history, drafts=place.drafts)
        found = backend.search("", "date")
    offset = place.at // PAGE * PAGE if place.at < NEAR else 0
    rows = backend.rows(found, offset, PAGE)
    ids = [row.id for row in rows]
    if place.article in ids:
        at, sought = offset + ids.index(place.article), ""
    else:
        at, sought = 0, place.article
        rows, offset = (rows, 0) if offset == 0 else (backend.rows(found, 0, PAGE), 0)
    here = place.article or (rows[0].id if rows else "")
    page = backend.page(here, place.query) if here else None
    if page is None and rows:
        page, sought = backend.page(rows[0].id, place.query), ""
    return Start(place, found, rows, offset, at, page, backend.counts(), sought)
