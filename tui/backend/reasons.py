"""Why an article was found whose title does not say it: the first hit of the query, with the words around it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from extract.index.search.ask import HitFinder
from extract.index.search.patterns import ARTICLE_S, PatternBudget

if TYPE_CHECKING:
    from extract.index import Index, Overlay

BEFORE, AFTER = 16, 120
"""Code points in front of the hit and behind it, at most."""


class Reason(NamedTuple):
    """The words for which an article was found, and what stands around them."""

    before: str
    hit: str
    after: str


def find_reasons(index: Index, query: str, overlay: Overlay, ids: Sequence[str]) -> Mapping[str, Reason | None]:
    """Return the reason of each of these articles by id; None where its title says it, or no words of it do."""
    finder = HitFinder(index.database, query, overlay, PatternBudget(ARTICLE_S))
    reasons: dict[str, Reason | None] = dict.fromkeys(ids)
    for article_id in ids:
        stored = index.article(article_id, overlay)
        if stored is None or finder.find(stored.title):
            continue
        text = stored.article.text
        hits = finder.find(text, stored)
        if hits and text[slice(*hits[0])] not in stored.title:
            start, end = hits[0]
            before = text[max(0, start - BEFORE) : start]
            before = before.partition(" ")[2] if start > BEFORE else before
            reasons[article_id] = Reason(before, text[start:end], text[end : end + AFTER])
    return reasons
