"""Key words in context: a line for each place where a term, or an entity under any of its names, stands."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extract.article import Span
from extract.index.overlay import Overlay
from extract.index.search.ask import HitFinder
from extract.index.search.patterns import PatternBudget

if TYPE_CHECKING:
    from extract.index.search.database import Database
    from extract.index.search.results import Results

BATCH_ARTICLES = 64
"""Articles that are read at a time."""


@dataclass(frozen=True, slots=True)
class KwicLine:
    """One hit with its context."""

    id: str
    title: str
    published: str | None
    source: str | None
    start: int
    end: int
    """End of the hit, as `start` in code points of the article's text."""
    left: str
    hit: str
    right: str
    """The text around it; line breaks and runs of spaces are one space."""
    duplicates: int
    """How many other articles say the same, or nearly, whose lines are left out."""


def find_lines(
    database: Database,
    results: Results,
    term: str,
    width: int = 40,
    overlay: Overlay | None = None,
    budget: PatternBudget | None = None,
) -> Iterator[KwicLine]:
    """Yield the hits of `term`, a query, in the articles found, in their order.

    Of articles that are near duplicates only the first is shown, and the same line only once. Menus, links and other
    furniture of a page are left out where the article itself has the term.

    Args:
        database: of the articles.
        results: the articles to look in.
        term: words, phrases, patterns, or fields that name entities, which mean all their names.
        width: code points of context on each side.
        overlay: the analyst's decisions about entities.
        budget: how long patterns may take in all; it tells afterwards what was left out.

    """
    groups: set[int] = set()
    shown: set[int] = set()
    overlay = overlay or Overlay()
    finder = HitFinder(database, term, overlay, budget or PatternBudget())
    rowids = results.rowids()
    for start in range(0, len(rowids), BATCH_ARTICLES):
        for row, likeness, text in database.texts(rowids[start : start + BATCH_ARTICLES]):
            if likeness is not None:
                if likeness in groups:
                    continue
                groups.add(likeness)
            stored = database.article(row.id, overlay.rules) if finder.names_entities else None
            found = list(finder.find(text, stored))
            if found and (stored := stored or database.article(row.id)) and stored.record:
                found = _outside(found, stored.record.boilerplate) or found
            for first, last in found:
                left = _collapse_spaces(text[max(0, first - 2 * width) : first])[-width:]
                right = _collapse_spaces(text[last : last + 2 * width])[:width]
                hit = _collapse_spaces(text[first:last])
                same = hash((left, hit, right))
                if same not in shown:
                    shown.add(same)
                    yield KwicLine(
                        row.id, row.title, row.published, row.source, first, last, left, hit, right, row.duplicates
                    )


def _outside(hits: Sequence[tuple[int, int]], furniture: Sequence[Span]) -> list[tuple[int, int]]:
    """Return the hits that stand in none of the spans, which come in order and do not overlap."""
    spans = [(span.start, span.end) for span in furniture if span.start is not None and span.end is not None]
    starts = [start for start, _ in spans]
    outside = []
    for first, last in hits:
        at = bisect_right(starts, first) - 1
        if at < 0 or spans[at][1] <= first:
            outside.append((first, last))
    return outside


def _collapse_spaces(text: str) -> str:
    """Collapse runs of white space to one space, also at the ends, where words would run together."""
    inner = " ".join(text.split())
    return f"{' ' if text[:1].isspace() else ''}{inner}{' ' if inner and text[-1:].isspace() else ''}"
