"""What a page says of itself: furniture, dateline, language. Without spaCy, since the scan of a million runs it."""

from __future__ import annotations

from dataclasses import dataclass

from extract.article import Article, Dateline, Span
from extract.page.dateline import dateline
from extract.page.furniture import furniture
from extract.page.language import language

__all__ = ["Page", "read_page"]


@dataclass(frozen=True, slots=True)
class Page:
    """An article as a page."""

    boilerplate: tuple[Span, ...]
    """What is not the article: ascending, disjoint."""
    dateline: Dateline
    language: str | None
    """ISO 639-1, or None where the text is too short or too mixed to tell."""


def read_page(article: Article) -> Page:
    """Return what the page says of itself, for the scan and the pipeline alike."""
    boilerplate = furniture(article.text)
    return Page(boilerplate, dateline(article, boilerplate), language(article.text, boilerplate))
