"""The stories of the articles that a query finds, as the index has them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extract.index.search.story_moves import StoryMoves, name_stories, resolve_moves

if TYPE_CHECKING:
    from extract.decisions import Rules
    from extract.index.search.database import Database
    from extract.index.search.results import Results

BATCH_ARTICLES = 500
"""Articles that are read at a time."""


@dataclass(frozen=True, slots=True)
class Heading:
    """An article as a story knows it."""

    id: str
    title: str
    published: str | None
    source: str | None
    words: int
    likeness: int | None
    """Number that near duplicates share; None where it has none."""


@dataclass(frozen=True, slots=True)
class Story:
    """Articles that report one happening and its direct follow-ups."""

    id: str
    """Of the article that founded it, which may be none of those that a query finds."""
    articles: tuple[Heading, ...]
    """Oldest first; those without a date behind the others."""

    @property
    def best(self) -> Heading:
        """The article that tells most."""
        return choose_best(self.articles)

    @property
    def dates(self) -> tuple[str, ...]:
        """The days of publication that are known, ascending."""
        return tuple(sorted(one.published[:10] for one in self.articles if one.published))

    @property
    def outlets(self) -> tuple[str, ...]:
        """The outlets that are known, each once, in the order of their articles."""
        return tuple(dict.fromkeys(one.source for one in self.articles if one.source))


def choose_best(articles: Sequence[Heading]) -> Heading:
    """Choose the article of a story that tells most: the longest of those that nobody reprints, else the longest."""
    copies = Counter(one.likeness for one in articles)
    return max(articles, key=lambda one: (one.likeness is None or copies[one.likeness] < 2, one.words, one.id))


def find_stories(
    database: Database,
    results: Results,
    progress: Callable[[int], None] = lambda _: None,
    most: int | None = None,
    rules: Rules | None = None,
) -> list[Story]:
    """Read the stories of the articles found, those of one article too; the newest story first.

    An article that is not grouped yet is alone. Memory grows with the articles found, some 0.5 kB each.

    Args:
        database: that they are read from.
        results: of the query.
        progress: is told now and then how many articles have been read.
        most: articles that are looked at, the first in the order of the results; else all.
        rules: the analyst's decisions.

    Raises:
        Cancelled: by the `Cancellation` in whose scope it is called.

    """
    return list_stories(_read(database, results.rowids()[:most], progress, resolve_moves(database, rules)))


def list_stories(articles: Iterable[tuple[str, Heading]]) -> list[Story]:
    """List the stories of articles, each given with the id of its story; the newest story first."""
    members: dict[str, list[Heading]] = {}
    for story, heading in articles:
        members.setdefault(story, []).append(heading)
    stories = [
        Story(story, tuple(sorted(headings, key=lambda one: (one.published or "~", one.id))))
        for story, headings in members.items()
    ]
    return sorted(stories, key=lambda story: (story.dates[-1:], story.id), reverse=True)


def _read(
    database: Database, rowids: Sequence[int], progress: Callable[[int], None], moves: StoryMoves
) -> Iterable[tuple[str, Heading]]:
    for start in range(0, len(rowids), BATCH_ARTICLES):
        rows = database.headings_of(rowids[start : start + BATCH_ARTICLES])
        keys = [moves.story_of.get(rowid, key) for rowid, key, *_ in rows]
        names = name_stories(database, keys)
        for key, (_, _, article, title, published, source, words, likeness) in zip(keys, rows, strict=True):
            yield names.get(key, article), Heading(article, title, published, source, words, likeness)
        progress(min(start + BATCH_ARTICLES, len(rowids)))
