"""What a page says of itself: furniture, dateline, language. Without spaCy, since the scan of a million runs it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extract.article import LISTED, Article, Dateline, PageKind, Span
from extract.page.dateline import read_dateline
from extract.page.furniture import find_furniture
from extract.page.language import identify_language
from extract.page.normalization import normalize_article, restore

__all__ = ["Page", "read_normalized", "read_page"]


LONGEST = 160
"""Code points of a line up to its author or date, beyond which it is no heading."""


@dataclass(frozen=True, slots=True)
class Page:
    """An article as a page."""

    kind: PageKind
    boilerplate: tuple[Span, ...]
    """What is not the article: ascending, disjoint."""
    dateline: Dateline
    language: str | None
    """ISO 639-1, or None where the text is too short or too mixed to tell."""
    doubtful: Span | None = None
    """The first paragraph that looks like furniture and is kept, since most of the page's prose does."""


def read_page(article: Article) -> Page:
    """Return what the page says of itself, for the scan."""
    normalized, read = normalize_article(article)
    page = read_normalized(normalized)
    return page if normalized is article else restore(page, article.text, read)


def read_normalized(article: Article) -> Page:
    """Return what the page of a normalized article says of itself, for the pipeline."""
    text = article.text
    found = find_furniture(text, article.repeated, extracted=bool(article.metadata.extracted))
    about = read_dateline(article, found)
    if found.kind in LISTED:
        return Page(found.kind, found.spans, about, identify_language(text, ()))
    boilerplate = _spare_heading(text, found.spans, about)
    return Page(found.kind, boilerplate, about, identify_language(text, boilerplate), found.doubtful)


def _spare_heading(text: str, spans: tuple[Span, ...], about: Dateline) -> tuple[Span, ...]:
    """Return the spans of furniture without the lines that hold headline, author and date, or only the outlet."""
    spared = sorted(_heading_ranges(text, about))
    found: list[Span] = []
    for span in spans:
        at, last = span.start or 0, span.end or 0
        for start, end in spared:
            if start < last and end > at:
                found.append(_trim(text, at, max(at, start)))
                at = end
        found.append(_trim(text, at, max(at, last)))
    return tuple(span for span in found if span.text)


def _heading_ranges(text: str, about: Dateline) -> Iterator[tuple[int, int]]:
    """Yield where a heading stands: of author and date to their end, as what follows may be furniture: "12 shares"."""
    title, source = about.title, about.source
    if title and title.start is not None and title.end is not None:
        yield _line_of(text, title.start, title.end)
    for part in (about.byline, about.published):
        if part and part.start is not None and part.end is not None:
            start = _line_of(text, part.start, part.end)[0]
            if "://" not in text[start : part.end] and part.end - start < LONGEST:
                yield start, part.end
    if source and source.start is not None and source.end is not None:
        start, end = _line_of(text, source.start, source.end)
        if text[start:end].strip() == source.text:
            yield start, end


def _line_of(text: str, start: int, end: int) -> tuple[int, int]:
    after = text.find("\n", end)
    return text.rfind("\n", 0, start) + 1, after if after >= 0 else len(text)


def _trim(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    return Span.of(text, start, start + len(piece.strip()))
