"""What a page says of itself: furniture, dateline, language. Without spaCy, since the scan of a million runs it."""

from __future__ import annotations

import re
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
    text = article.text
    found = furniture(text, article.repeated, extracted=bool(article.metadata.extracted))
    about = dateline(article, found)
    boilerplate = _less(text, found.spans, about)
    return Page(boilerplate, about, language(text, boilerplate))


def _less(text: str, spans: tuple[Span, ...], about: Dateline) -> tuple[Span, ...]:
    """Return the spans of furniture without the lines that hold headline or author, or only the outlet."""
    if not spans:
        return spans
    kept = []
    if about.title and about.title.start is not None and about.title.end is not None:
        kept.append(_line_of(text, about.title.start, about.title.end))
    if about.byline and about.byline.start is not None and about.byline.end is not None:
        # what follows the name in its line ("| 12 shares") may be furniture
        kept.append((_line_of(text, about.byline.start, about.byline.end)[0], about.byline.end))
    kept = [(start, end) for start, end in kept if "://" not in text[start:end]]
    if about.source:
        name = re.escape(about.source.text)
        kept += [match.span() for match in re.finditer(rf"^{name}$", text, re.IGNORECASE | re.MULTILINE)]
    found: list[Span] = []
    for span in spans:
        at, last = span.start or 0, span.end or 0
        for start, end in sorted(kept):
            if start < last and end > at:
                found.append(_trimmed(text, at, max(at, start)))
                at = end
        found.append(_trimmed(text, at, max(at, last)))
    return tuple(span for span in found if span.text)


def _line_of(text: str, start: int, end: int) -> tuple[int, int]:
    after = text.find("\n", end)
    return text.rfind("\n", 0, start) + 1, after if after >= 0 else len(text)


def _trimmed(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    return Span.of(text, start, start + len(piece.strip()))
