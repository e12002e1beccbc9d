"""From the articles that a query finds to their stories."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from extract.stories.features import Features, list_features

if TYPE_CHECKING:
    from extract.index import Results, Row
    from extract.index.search.database import Database

BATCH_ARTICLES = 500
"""Articles whose texts are read at a time."""
SAMPLED_ARTICLES = 1000
"""Articles by which it is known what is rare in the corpus, where a query finds fewer."""
REPRINT_DAYS = 10
"""Days between two reprints of one text within which they tell one story; what comes back later is another."""


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

    articles: tuple[Heading, ...]
    """Oldest first; those without a date behind the others."""

    @property
    def id(self) -> str:
        """The id of its first article."""
        return self.articles[0].id

    @property
    def best(self) -> Heading:
        """The article that tells most: the longest of those that nobody reprints, else the longest."""
        reprinted = self.reprinted
        return max(self.articles, key=lambda one: (one.likeness not in reprinted, one.words, one.id))

    @property
    def reprinted(self) -> frozenset[int]:
        """Numbers of the texts that more than one of its articles has."""
        counts = Counter(one.likeness for one in self.articles if one.likeness is not None)
        return frozenset(text for text, articles in counts.items() if articles > 1)

    @property
    def dates(self) -> tuple[str, ...]:
        """The days of publication that are known, ascending."""
        return tuple(sorted(one.published[:10] for one in self.articles if one.published))

    @property
    def outlets(self) -> tuple[str, ...]:
        """The outlets that are known, each once, in the order of their articles."""
        return tuple(dict.fromkeys(one.source for one in self.articles if one.source))


def find_stories(
    database: Database,
    results: Results,
    progress: Callable[[int], None] = lambda _: None,
    most: int | None = None,
) -> list[Story]:
    """Group the articles found into stories, those of one article too; the newest story first.

    The time grows with the articles found, at about 1 ms each; memory with 20 kB each.

    Args:
        database: that they are read from.
        results: of the query.
        progress: is told now and then how many articles have been read.
        most: articles that are looked at, the first in the order of the results; else all.

    Raises:
        Cancelled: by the `Cancellation` in whose scope it is called.

    """
    return group_rows(database, results.rowids()[:most], progress)


def group_rows(
    database: Database, rowids: Sequence[int], progress: Callable[[int], None] = lambda _: None
) -> list[Story]:
    """Group the articles with these row ids into stories, as `find_stories` does those that a query finds."""
    others = [features for _, features in _read(database, _sample(database, rowids), lambda _: None)]
    return group_headings(_read(database, rowids, progress), others)


def _sample(database: Database, rowids: Sequence[int]) -> list[int]:
    """Choose articles of the corpus besides those found, evenly over it, that tell what is rare in it.

    What is in all that a query finds is its topic, and no sign of one story; only other articles can tell.
    """
    wanted = SAMPLED_ARTICLES - len(rowids)
    if wanted <= 0:
        return []
    step = max(1, database.counts().articles // wanted)
    found = database.fetch("SELECT rowid FROM article WHERE added % ? = 0 ORDER BY added LIMIT ?", (step, wanted))
    return list({rowid for (rowid,) in found}.difference(rowids))


def group_headings(articles: Iterable[tuple[Heading, Features]], others: Sequence[Features] = ()) -> list[Story]:
    """Group articles into stories, the newest first; their order does not matter.

    Args:
        articles: with what tells them apart.
        others: of other articles of the corpus, which tell what is rare in it.

    """
    from extract.stories.likeness import compare_articles  # brings numpy, which nothing else here needs
    from extract.stories.linkage import group_articles

    known = sorted(articles, key=lambda one: (one[0].published or "~", one[0].id))
    headings = [heading for heading, _ in known]
    days = [_day(heading.published) for heading in headings]
    pairs = compare_articles([features for _, features in known], days, others)
    groups = group_articles(len(known), pairs, _find_reprints(headings, days))
    stories = [Story(tuple(headings[number] for number in group)) for group in groups]
    return sorted(stories, key=lambda story: (story.dates[-1:], story.id), reverse=True)


def _read(
    database: Database, rowids: Sequence[int], progress: Callable[[int], None]
) -> Iterable[tuple[Heading, Features]]:
    for start in range(0, len(rowids), BATCH_ARTICLES):
        for row, likeness, text in database.texts(rowids[start : start + BATCH_ARTICLES]):
            yield _heading(row, likeness), list_features(row.title, text)
        progress(min(start + BATCH_ARTICLES, len(rowids)))


def _heading(row: Row, likeness: int | None) -> Heading:
    return Heading(row.id, row.title, row.published, row.source, row.words, likeness)


def _find_reprints(headings: Sequence[Heading], days: Sequence[int | None]) -> list[list[int]]:
    """List the numbers of the articles that are near duplicates and came within some days of each other."""
    groups: defaultdict[int, list[list[int]]] = defaultdict(list)
    for number, (heading, day) in enumerate(zip(headings, days, strict=True)):
        if heading.likeness is None:
            continue
        runs = groups[heading.likeness]
        last = days[runs[-1][-1]] if runs else None
        if runs and (day is None) == (last is None) and (day or 0) - (last or 0) <= REPRINT_DAYS:
            runs[-1].append(number)
        else:
            runs.append([number])
    return [run for runs in groups.values() for run in runs if len(run) > 1]


def _day(published: str | None) -> int | None:
    """Return the day of a date of publication as a number; None where it is not known to the day."""
    try:
        return date.fromisoformat((published or "")[:10]).toordinal()
    except ValueError:
        return None
