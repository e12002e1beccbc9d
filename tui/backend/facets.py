"""What the results of a query have in common: values of their fields with counts, months, hits in context (KWIC)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from extract.index.search.facets import CANDIDATES, FACETS, Facet
from extract.index.search.kwic import KwicLine, find_lines
from tui.backend.open_corpus import OpenCorpus
from tui.backend.results import QueryResult

MONTHS = 100_000
"""Months of a timeline: all that there are between the years 1 and 8000."""
AROUND = 160
"""Code points of context on each side of a hit."""


class Facets:
    """Counts over the results of a query. Each method runs the query anew, for a worker thread of its own."""

    def __init__(self, opened: OpenCorpus) -> None:
        self._corpus = opened

    def facets(self, found: QueryResult, containing: str = "") -> Sequence[Facet]:
        """Return the values of each field that contain some words, CANDIDATES of each at most.

        The fields come one after the other, the most frequent value first.
        """
        index, overlay = self._corpus.index, self._corpus.store.overlay()
        results = index.search(found.query, found.sort, overlay)
        fields = [spec.name for spec in FACETS.values() if not spec.over_time]
        return [facet for field in fields for facet in index.facets(results, field, overlay, CANDIDATES, containing)]

    def timeline(self, found: QueryResult) -> Sequence[Facet]:
        """Return the months of the results, ascending."""
        index, overlay = self._corpus.index, self._corpus.overlay_for(found.query)
        return index.facets(index.search(found.query, found.sort, overlay), "month", overlay, MONTHS)

    def context(self, found: QueryResult, limit: int) -> Sequence[KwicLine]:
        """Return the hits in context, `limit` at most, in the order of the results."""
        index, overlay = self._corpus.index, self._corpus.store.overlay()
        results = index.search(found.query, found.sort, overlay)
        return list(islice(find_lines(index.database, results, found.query, AROUND, overlay), limit))

    def values(self, field: str, typed: str) -> Sequence[str]:
        """Return values of a query's field that `typed` may be the beginning of, the commonest first."""
        return self._corpus.index.values(field, typed, self._corpus.store.overlay())
