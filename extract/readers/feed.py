"""Feeds (RSS, Atom, RDF) saved as files: an entry is an article, with all of its content that the feed has."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from extract.article import Article, Flag, Metadata
from extract.errors import SitrepError
from extract.readers.articles import clean_field, make_article
from extract.readers.faults import Fault
from extract.readers.limits import MAX_FILE
from extract.readers.markup import strip_markup
from extract.readers.source import SourceFile
from extract.readers.text import note_cut, read_bytes

_CUT = re.compile(r"(?:\.{3}|…|\[…\]|\[\.{3}\]|(?:read more|continue reading)\W*)\s*\Z", re.IGNORECASE)
"""How a beginning ends."""


def read(source: SourceFile) -> Iterator[Article | Fault]:
    """Yield the article of each entry; entries that have a title only are counted.

    Raises:
        SitrepError: where it is no feed.

    """
    import feedparser

    data = read_bytes(source.stream, MAX_FILE)
    try:
        feed = feedparser.parse(io.BytesIO(data[:MAX_FILE]), sanitize_html=False, resolve_relative_uris=False)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError, AssertionError) as error:
        raise SitrepError(f"this feed cannot be taken apart: {error}", source.path) from error
    if not feed.entries:
        raise SitrepError("XML, but no feed with entries", source.path)
    outlet = clean_field(strip_markup(str(feed.feed.get("title") or "")))
    without = position = 0
    for entry in feed.entries:
        found = _article(entry, source.path, position, outlet, note_cut(data, MAX_FILE))
        if found:
            position += 1
            yield found
        else:
            without += 1
    if without:
        yield Fault(source.path, f"{without:,} of {len(feed.entries):,} entries have no text")


def _article(entry: Any, path: str, position: int, outlet: str | None, note: str | None) -> Article | None:
    contents = [str(content.get("value") or "") for content in entry.get("content") or ()]
    summary = str(entry.get("summary") or "")
    text = max((strip_markup(value) for value in (*contents, summary)), key=len)
    if not text.strip():
        return None
    link = clean_field(entry.get("link"))
    source = entry.get("source") or {}
    return make_article(
        path,
        text,
        Metadata(
            title=clean_field(strip_markup(str(entry.get("title") or ""))),
            date=clean_field(entry.get("published") or entry.get("updated")),
            source=clean_field(source.get("title")) or outlet,
            byline=clean_field(entry.get("author")),
            url=link,
            extracted=True,
            part=f"entry {position + 1}",
        ),
        position=position,
        notes=(note,),
        wary=(Flag("truncated", "the feed gives only the beginning"),)
        if _CUT.search(text, max(0, len(text) - 40))
        else (),
    )
