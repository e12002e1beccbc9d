"""From the articles that a query finds to the stories of a brief."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extract.brief.values import DAY, BriefStory, Evidence
from extract.index.search.stories import Heading, find_stories

if TYPE_CHECKING:
    from extract.index import Index, Overlay, Results


@dataclass(frozen=True, slots=True)
class Gathered:
    """What a brief is made from."""

    stories: tuple[BriefStory, ...]
    """The largest first, then the newest."""
    missing: int
    """Articles that were found and have not been extracted."""

    @property
    def articles(self) -> tuple[Evidence, ...]:
        """All articles, story by story."""
        return tuple(article for story in self.stories for article in story.articles)

    @property
    def days(self) -> tuple[str, ...]:
        """The first and the last day of publication, one where they are the same, none where none is known."""
        days = sorted(article.published[:DAY] for article in self.articles if article.published)
        return tuple(dict.fromkeys((days[0], days[-1]))) if days else ()

    @property
    def outlets(self) -> tuple[str, ...]:
        """Every outlet, once."""
        return tuple(sorted({article.outlet for article in self.articles if article.outlet}))

    @property
    def reprints(self) -> int:
        """How many articles reprint another one of their story."""
        texts = Counter((story.id, one.likeness) for story in self.stories for one in story.articles)
        return sum(many - 1 for (_, likeness), many in texts.items() if likeness is not None)


def gather_stories(
    index: Index,
    results: Results,
    overlay: Overlay,
    progress: Callable[[int], None] = lambda _: None,
    most: int | None = None,
) -> Gathered:
    """Group the articles found into stories and read their records, which are held together, some 30 kB an
    article; with `most` of the first so many only.

    Raises:
        Cancelled: by the `Cancellation` in whose scope it is called.

    """
    stories = find_stories(index.database, results, most=most, rules=overlay.rules)
    gathered: list[BriefStory] = []
    done = missing = 0
    for story in sorted(stories, key=lambda one: -len(one.articles)):
        articles = [_read(index, heading, overlay) for heading in story.articles]
        found = tuple(article for article in articles if article is not None)
        missing += len(articles) - len(found)
        done += len(articles)
        progress(done)
        if found:
            gathered.append(BriefStory(story.id, story.best.id, found))
    return Gathered(tuple(gathered), missing)


def _read(index: Index, heading: Heading, overlay: Overlay) -> Evidence | None:
    stored = index.article(heading.id, overlay)
    if stored is None or stored.record is None:
        return None
    return Evidence(stored.record, heading.title, heading.published, heading.source, heading.likeness)
