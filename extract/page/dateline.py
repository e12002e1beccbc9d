"""What an article says of itself: title, dates of publication, outlet, author."""

from __future__ import annotations

from extract.article import Article, Dateline, Span
from extract.page import byline, published, source, title
from extract.page.furniture import Furniture
from extract.page.header import header_of


def dateline(article: Article, furniture: Furniture) -> Dateline:
    """Return what `article` says of itself; metadata is believed before the text, the text before the file's name."""
    text, stated = article.text, article.metadata
    header = header_of(text, furniture)
    candidates = published.candidates(article, header)
    return Dateline(
        title=_stated(stated.title, text) or title.title(text, header, furniture),
        published=candidates[0] if candidates else None,
        source=_stated(stated.source, text) or source.find(text, header),
        byline=_stated(stated.byline, text) or byline.find(text, header),
        candidates=candidates,
    )


def _stated(value: str | None, text: str) -> Span | None:
    """Return a value of the metadata, with its place where the text has it too."""
    if not value or not value.strip():
        return None
    value = value.strip()
    at = text.find(value)
    return Span.of(text, at, at + len(value)) if at >= 0 else Span(value)
