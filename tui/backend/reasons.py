"""Why an article was found whose title does not say it: the first hit of the query, with the words around it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from tui.backend.results import Reason

if TYPE_CHECKING:
    from extract.index import Overlay
    from extract.index.search.database import Database
    from extract.index.search.rows import Row

BEFORE, AFTER = 16, 120
"""Code points in front of the hit and behind it, at most."""


def find_reasons(database: Database, query: str, overlay: Overlay, rows: Sequence[Row]) -> Mapping[str, Reason]:
    """Return by id the reason of each row whose title has no hit and whose snippet has one."""
    from extract.index.search.ask import HitFinder
    from extract.index.search.patterns import ARTICLE_S, PatternBudget

    finder = HitFinder(database, query, overlay, PatternBudget(ARTICLE_S))
    reasons: dict[str, Reason] = {}
    for row in rows:
        if not finder.find(row.title) and (hits := finder.find(row.snippet)):
            start, end = hits[0]
            before = row.snippet[max(0, start - BEFORE) : start]
            before = before.partition(" ")[2] if start > BEFORE else before
            reasons[row.id] = Reason(before, row.snippet[start:end], row.snippet[end : end + AFTER])
    return reasons
