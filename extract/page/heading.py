"""What a list shows of an article, and no more: the scan of a million waits for nothing else of a page.

Extraction reads the page again, in 0.2 to 4 % of its time: only then are the lines known that its outlet repeats.
"""

from __future__ import annotations

from dataclasses import dataclass

from extract.article import Article
from extract.page import dates, read_page
from extract.page.language import SAMPLE, is_plainly_english
from extract.page.opening import find_opening
from extract.page.published import find_stated, is_undated


@dataclass(frozen=True, slots=True)
class ListHeading:
    """An article as lists show it."""

    title: str
    """The headline, or how the text begins."""
    published: str | None
    """ISO 8601 as far as it is known."""
    source: str | None
    language: str | None
    """ISO 639-1. English is told by the text's beginning, whatever of it is furniture; extraction knows better."""


def read_heading(article: Article) -> ListHeading:
    """Return what `read_page` would say; a page is not read where its file states all that it says."""
    stated = article.metadata
    title, source = (stated.title or "").strip(), (stated.source or "").strip()
    if title and source and is_plainly_english(article.text[:SAMPLE]):
        published = dates.read(stated.date) if stated.date else None
        if published is None and is_undated(article):
            return ListHeading(title, next((date.value for date in find_stated(article)), None), source, "en")
        if published:
            return ListHeading(title, published, source, "en")
    page = read_page(article)
    about = page.dateline
    return ListHeading(
        about.title.text if about.title else find_opening(article.text, page.boilerplate, about),
        about.published.value if about.published else None,
        about.source.text if about.source else None,
        page.language,
    )
