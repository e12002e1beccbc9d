"""What an article says of itself: title, dates of publication, outlet, author."""

from __future__ import annotations

from extract.article import LISTED, Article, Dateline, Span
from extract.page import byline, published, source, title
from extract.page.furniture import Furniture
from extract.page.header import read_header


def read_dateline(article: Article, furniture: Furniture) -> Dateline:
    """Return what `article` says of itself; metadata is believed before the text, the text before the file's name.

    A page that holds no article has neither headline nor author nor date but those that its file states.
    """
    text, stated = article.text, article.metadata
    header = read_header(text, furniture)
    if furniture.kind in LISTED:
        named = _stated(stated.source, text) or source.find_source(text, header, None, page=(len(text), len(text)))
        dated = published.find_stated(article)
        return Dateline(
            title=_stated(stated.title, text), published=dated[0] if dated else None, source=named, candidates=dated
        )
    headline = _stated(stated.title, text) or title.find_title(text, header, furniture)
    candidates = published.find_candidates(article, header, furniture, headline)
    author = _stated(stated.byline, text) or byline.find_byline(text, header, headline)
    outlet = _stated(stated.source, text) or source.find_source(text, header, headline, author, page=furniture.body)
    if outlet and author and outlet.text == author.text and not stated.source:
        outlet = None
    return Dateline(
        title=headline,
        published=candidates[0] if candidates else None,
        source=outlet,
        byline=author,
        candidates=candidates,
    )


def _stated(value: str | None, text: str) -> Span | None:
    """Return a value of the metadata, with its place where the text has it too."""
    if not value or not value.strip():
        return None
    value = value.strip()
    at = text.find(value)
    return Span.of(text, at, at + len(value)) if at >= 0 else Span(value)
