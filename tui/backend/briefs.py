"""Quotes and briefs of the results of a query, as `sitrep quotes` and `sitrep brief` make them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.backend.open_corpus import OpenCorpus
from tui.backend.results import QueryResult

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from extract.brief.quotes import Order
    from extract.brief.statements import Statement
    from extract.brief.values import BriefLine, Evidence

QUOTED_ARTICLES = 2000
"""Articles whose quotes are listed: the first of the results."""
BRIEF_ARTICLES = 500
"""Articles of a brief."""


@dataclass(frozen=True, slots=True)
class ListedQuotes:
    """The statements of the results."""

    statements: Sequence[Statement]
    articles: int
    """How many of them they are from."""
    missing: int
    """How many of those looked at have not been extracted."""


@dataclass(frozen=True, slots=True)
class ComposedBrief:
    """The brief of the results."""

    lines: Sequence[BriefLine]
    articles: Mapping[str, Evidence]
    """By id."""
    titles: Mapping[str, str]
    """Of the stories, by id."""
    missing: int


class Briefs:
    """Makes quotes and briefs anew, for a worker thread; what they read can be cancelled."""

    def __init__(self, opened: OpenCorpus) -> None:
        self._corpus = opened

    def quotes(self, found: QueryResult, by: Order) -> ListedQuotes:
        """List who said what in the results."""
        from extract.brief.quotes import list_quotes, read_articles

        index, overlay = self._corpus.index, self._corpus.store.overlay()
        results = index.search(found.query, found.sort, overlay)
        articles, missing = read_articles(index, results, overlay, most=QUOTED_ARTICLES)
        return ListedQuotes(list_quotes(articles, by), len(articles), missing)

    def brief(self, found: QueryResult) -> ComposedBrief:
        """Compose the brief of the results."""
        from extract.brief.compose import compose_brief
        from extract.brief.gather import gather_stories
        from extract.brief.report import title_of

        index, overlay = self._corpus.index, self._corpus.store.overlay()
        results = index.search(found.query, found.sort, overlay)
        gathered = gather_stories(index, results, overlay, most=BRIEF_ARTICLES)
        articles = {article.id: article for article in gathered.articles}
        titles = {story.id: title_of(articles.get(story.best, story.articles[0])) for story in gathered.stories}
        return ComposedBrief(tuple(compose_brief(gathered.stories)), articles, titles, gathered.missing)
