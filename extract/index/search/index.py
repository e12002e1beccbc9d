"""The facade of the read side: what the browser and the subcommands call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract.errors import SitrepError
from extract.index.overlay import Overlay
from extract.index.query.plan import SORTS, Fold, plan_articles, plan_everything
from extract.index.search.database import Counts, Database, StoredArticle
from extract.index.search.results import Results

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from extract.index.corpus import Corpus
    from extract.index.search.entities import EntityRow, WatchedRow
    from extract.index.search.facets import Facet
    from extract.index.search.folding import FoldedList, PlainList
    from extract.index.search.patterns import Hit
    from extract.index.search.similar import Similar
    from extract.readers import Fault


class Index:
    """An index opened for reading, safe to use from several threads.

    It reads one file from its opening to its end: where another is put in its place, or it is deleted, `replaced`
    says so, and what is asked goes on to be answered from the file that was opened, until one opens another `Index`.
    """

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self.database = Database(corpus)

    @classmethod
    def open(cls, corpus: Corpus) -> Index:
        """Open the index of a corpus; one that was never scanned is empty until it is.

        Raises:
            SitrepError: where the file is damaged, foreign or of another version.

        """
        index = cls(corpus)
        index.counts()
        return index

    def close(self) -> None:
        """Close the file; what another thread is reading ends first."""
        self.database.close()

    @property
    def replaced(self) -> bool:
        """Whether another file stands where this one was, or none."""
        return self.database.replaced

    @property
    def exists(self) -> bool:
        """Whether there is an index at its place, this one or another."""
        return self.database.exists

    def counts(self) -> Counts:
        """Count the articles by state; cheap at any size."""
        return self.database.counts()

    def search(self, query: str = "", sort: str = "date", overlay: Overlay | None = None) -> Results:
        """Find articles; an empty query finds all.

        Raises:
            QueryError: where the query cannot be read; it knows the place.
            Cancelled: by the `Cancellation` in whose scope it is called; so does whatever reads.

        """
        chosen = next((known for known in SORTS if known == sort), None)
        if chosen is None:
            raise SitrepError(f"there is no order {sort}: articles are sorted by {', '.join(SORTS)}")
        overlay = overlay or Overlay()
        if not query.strip() and (chosen != "outlets" or not overlay.rules):
            return Results(self.database, plan_everything(chosen, self.counts().articles))
        from extract.index.search.ask import run_query

        return run_query(self.database, query, chosen, overlay)

    def choose(self, ids: Sequence[str]) -> Results:
        """Make results of the articles with these ids, in this order; those that the corpus lacks are left out."""
        return Results(self.database, plan_articles(ids))

    def fold(self, results: Results, fold: Fold, overlay: Overlay | None = None) -> FoldedList | PlainList:
        """List the rows of results, folded by reprints, by stories or by nothing."""
        from extract.index.search.folding import fold_results

        return fold_results(self.database, results, fold, overlay.rules if overlay else None)

    def article(self, article_id: str, overlay: Overlay | None = None) -> StoredArticle | None:
        """Read one article with its record; None where there is none of that id.

        With an overlay the record is as the analyst's decisions make it.
        """
        return self.database.article(article_id, overlay.rules if overlay else None)

    def facets(
        self, results: Results, field: str, overlay: Overlay | None = None, limit: int = 50, containing: str = ""
    ) -> list[Facet]:
        """Count the values of a facet among the hits, those that contain some words: `facets.count_facet`."""
        from extract.index.search.facets import count_facet

        return count_facet(self.database, results, field, overlay or Overlay(), limit, containing)

    def timeline(self, results: Results) -> list[tuple[date, int]]:
        """Count the hits of each day of publication, ascending; cheap at any size."""
        from extract.index.search.facets import count_days

        return count_days(self.database, results.found)

    def entities(
        self,
        label: str | None = None,
        like: str = "",
        overlay: Overlay | None = None,
        offset: int = 0,
        limit: int = 100,
        *,
        part: str = "",
    ) -> list[EntityRow]:
        """List entities of the corpus, those that most articles name first; see `extract.index.search.entities`."""
        from extract.index.search.entities import list_entities

        decided = overlay or Overlay()
        return list_entities(
            self.database, label=label, like=like, part=part, overlay=decided, offset=offset, limit=limit
        )

    def values(self, field: str, typed: str, overlay: Overlay | None = None, limit: int = 12) -> list[str]:
        """List values of a query's field that may complete what is `typed`, the commonest first."""
        from extract.index.search.entities import complete_value

        return complete_value(self.database, field, typed, overlay or Overlay(), limit)

    def list_cooccurring(self, entity: int, limit: int = 20) -> list[tuple[EntityRow, int]]:
        """List the entities in the same articles as one (its `key`), each with the number of those."""
        from extract.index.search.entities import list_cooccurring

        return list_cooccurring(self.database, entity, limit)

    def similar(self, article_id: str, overlay: Overlay | None = None, limit: int = 50) -> list[Similar] | None:
        """Find the articles most like one by names and words; None where there is none of that id."""
        from extract.index.search.similar import find_similar

        return find_similar(self.database, article_id, overlay or Overlay(), limit)

    def watched(self, wanted: str | None = None) -> Iterator[WatchedRow]:
        """Yield the rows of one watchlist, or of all, those that most articles name first."""
        from extract.index.search.entities import list_watched

        return list_watched(self.database, wanted)

    def watched_as(self, entity: int) -> list[WatchedRow]:
        """List the rows of watchlists that are one entity (its `key`)."""
        from extract.index.search.entities import watched_as

        return watched_as(self.database, entity)

    def hits(self, query: str, stored: StoredArticle, overlay: Overlay | None = None) -> list[Hit]:
        """Find the terms of a query in an article, mentions of its entities included.

        Spans of code points, ascending, disjoint. Raises QueryError.
        """
        from extract.index.search.ask import HitFinder
        from extract.index.search.patterns import ARTICLE_S, PatternBudget

        finder = HitFinder(self.database, query, overlay or Overlay(), PatternBudget(ARTICLE_S))
        return finder.find(stored.article.text, stored)

    def faults(self) -> list[Fault]:
        """List what could not be read, in the order of the files."""
        return self.database.faults()
