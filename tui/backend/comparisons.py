"""Two articles laid beside each other: which, why these, and how their texts are aligned."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from extract.alignment import Alignment, Place, align_texts
from tui.backend.results import AnnotatedArticle

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from extract.article import Record
    from extract.index.search.counterparts import Counterpart
    from tui.backend.open_corpus import OpenCorpus


@dataclass(frozen=True, slots=True)
class ComparedArticles:
    """Two articles and what their texts have in common."""

    first: AnnotatedArticle
    second: AnnotatedArticle
    alignment: Alignment


class Comparisons:
    """Finds what to compare, and compares, for a worker thread; what it reads can be cancelled."""

    def __init__(self, opened: OpenCorpus, page: Callable[[str, str], AnnotatedArticle | None]) -> None:
        """Make one; `page` reads an article with the analyst's marks."""
        self._corpus, self._page = opened, page

    def counterparts(self, article_id: str) -> Sequence[Counterpart]:
        """Return the reprints of an article, then the others of its story; none where it has neither."""
        from extract.index.search.counterparts import find_counterparts

        return find_counterparts(self._corpus.index.database, article_id, self._corpus.store.overlay())

    def compare(self, first_id: str, second_id: str) -> ComparedArticles | None:
        """Align the texts of two articles; None where one of them is gone."""
        first, second = self._page(first_id, ""), self._page(second_id, "")
        if first is None or second is None:
            return None
        aside = furniture_of(first.record), furniture_of(second.record)
        return ComparedArticles(first, second, align_texts(first.article.text, second.article.text, aside))


def furniture_of(record: Record | None) -> list[Place]:
    """Return where page furniture stands in an article, as far as it is known."""
    spans = record.boilerplate if record else ()
    return [(one.start, one.end) for one in spans if one.start is not None and one.end is not None]
