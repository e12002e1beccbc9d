"""Web pages: trafilatura finds the article's own text and what the page's metadata say of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date as calendar_date
from typing import Any

from extract.article import Article, Metadata
from extract.errors import SitrepError
from extract.readers.articles import clean_field, make_article
from extract.readers.decode import decode_page
from extract.readers.limits import MAX_HTML
from extract.readers.markup import extract_text, parse_page, write_page
from extract.readers.page_tree import find_visible_date, restore_headings, unwrap_layout_tables
from extract.readers.several import split_page
from extract.readers.source import SourceFile
from extract.readers.text import note_cut, read_bytes

FALLBACK = "no article was found in the page; this is all of its text"


def read(source: SourceFile) -> Iterator[Article]:
    """Yield the article of a page, or each of several; where none stands out, all of its text, which says so.

    Raises:
        SitrepError: where the page has no text at all.

    """
    data = read_bytes(source.stream, MAX_HTML)
    decoded = decode_page(data[:MAX_HTML])
    notes = (decoded.note, note_cut(data, MAX_HTML))
    yield from split_page(decoded.text, source.path) or [read_html(decoded.text, source.path, notes)]


def read_html(source: str, path: str, notes: tuple[str | None, ...] = (), given: Metadata | None = None) -> Article:
    """Return the article of a page's source; `given` is what is known of it from elsewhere, as a mail's subject.

    Raises:
        SitrepError: where the page has no text at all.

    """
    tree = parse_page(source)
    if tree is not None and unwrap_layout_tables(tree):
        source = write_page(tree)
    page = _find_article(source, sure=True) or _find_article(source, sure=False)
    if page is None:
        text = extract_text(source)
        if not text.strip():
            raise SitrepError("no text was found in this page", path)
        return make_article(path, text, given, notes=(*notes, FALLBACK))
    text = page.text if tree is None else restore_headings(tree, page.text)
    date = clean_field(page.date) or (None if given or tree is None else find_visible_date(tree))
    metadata = (
        replace(given, extracted=True)
        if given
        else Metadata(
            title=_headline(clean_field(page.title), clean_field(page.sitename)),
            date=date,
            source=clean_field(page.sitename),
            byline=clean_field(page.author),
            url=clean_field(page.url),
            language=clean_field(page.language),
            extracted=True,
        )
    )
    return make_article(path, text, metadata, notes=notes)


def _find_article(source: str, *, sure: bool) -> Any:
    """Extract a page's article with trafilatura, favouring recall where it need not be sure; None if empty."""
    import trafilatura

    page = trafilatura.bare_extraction(
        source,
        with_metadata=True,
        include_comments=False,
        favor_precision=sure,
        favor_recall=not sure,
        date_extraction_params=_date_options(),
    )
    return page if isinstance(page, trafilatura.settings.Document) and (page.text or "").strip() else None


def _headline(title: str | None, outlet: str | None) -> str | None:
    """Return a page's title without the outlet's name after it; None where it is no more than that name."""
    if not title or not outlet:
        return title
    kept = re.sub(rf"(?:\s+[|–—:»-]+\s+)?{re.escape(outlet)}$", "", title, flags=re.IGNORECASE).strip()
    return kept or None


def _date_options() -> dict[str, Any]:
    """Make options that keep htmldate to dates the page states as its own: no copyright year, no date of the text."""
    return {"original_date": True, "extensive_search": False, "max_date": calendar_date.today().isoformat()}
