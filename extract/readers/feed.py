"""Feeds (RSS, Atom, RDF) saved as files: an entry is an article, with all of its content that the feed has."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from extract.article import Article, Flag, Metadata
from extract.errors import SitrepError
from extract.readers.articles import article, clean
from extract.readers.faults import Fault
from extract.readers.limits import MAX_FILE
from extract.readers.markup import plain
from extract.readers.source import SourceFile
from extract.readers.text import cut_note, whole

_CUT = re.compile(r"(?:\.{3}|…|\[…\]|\[\.{3}\]|(?:read more|continue reading)\W*)\s*\Z", re.IGNORECASE)
"""How a beginning ends."""


def read(source: SourceFile) -> Iterator[Article | Fault]:
    """Yield the article of each entry; entries that have a title only are counted.

    Raises:
        SitrepError: where it is no feed.

    """
    import feedparser

    data = whole(source.stream, MAX_FILE)
    try:
        feed = feedparser.parse(io.BytesIO(data[:MAX_FILE]), sanitize_html=False, resolve_relative_uris=False)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError, AssertionError) as error:
        raise SitrepError(f"this feed cannot be taken apart: {error}", source.path) from error
    if not feed.entries:
        raise SitrepError("XML, but no feed with entries", source.path)
    outlet = clean(plain(str(feed.feed.get("title") or "")))
    without = position = 0
    for entry in feed.entries:
        found = _article(entry, source.path, position, outlet, cut_note(data, MAX_FILE))
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
    text = max((plain(value) for value in (*contents, summary)), key=len)
    if not text.strip():
        return None
    link = clean(entry.get("link"))
    source = entry.get("source") or {}
    return article(
        path,
        text,
        Metadata(
            title=clean(plain(str(entry.get("title") or ""))),
            date=clean(entry.get("published") or entry.get("updated")),
            source=clean(source.get("title")) or outlet,
            byline=clean(entry.get("author")),
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
