"""Web archives (WARC, ARC), as crawlers and Common Crawl's news keep them: a page that was answered is an article."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from extract.article import Article, Metadata
from extract.errors import SitrepError
from extract.readers.articles import clean_field, make_article
from extract.readers.decode import decode, decode_page
from extract.readers.faults import Fault
from extract.readers.html import read_html
from extract.readers.limits import MAX_HTML
from extract.readers.source import SourceFile


def read(source: SourceFile) -> Iterator[Article | Fault]:
    """Yield the article of each page, and once how many pages have no text.

    Raises:
        SitrepError: where it is no web archive, or damaged from some place on; what stood before was yielded.

    """
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed
    from warcio.statusandheaders import StatusAndHeadersParserException

    position = 0
    without: list[str] = []
    try:
        for record in ArchiveIterator(source.stream, arc2warc=True):
            url = clean_field(record.rec_headers.get_header("WARC-Target-URI"))
            try:
                found = _article(record, source.path, url)
            except SitrepError:
                without.append(url or "a page without an address")
                continue
            if found:
                yield replace(found, position=position, metadata=replace(found.metadata, url=url or found.metadata.url))
                position += 1
    except (ArchiveLoadFailed, StatusAndHeadersParserException, ValueError, AttributeError, IndexError) as error:
        raise SitrepError(f"damaged: {error}", source.path) from error
    if without:
        yield Fault(source.path, f"{len(without):,} pages have no text (the first is {without[0]})")
    elif not position:
        yield Fault(source.path, "no page of HTML is in this web archive")


def _article(record: Any, path: str, url: str | None) -> Article | None:
    """Return the article of a record; None where it is no page that was answered.

    Raises:
        SitrepError: where the page has no text.

    """
    if record.rec_type == "conversion":  # a text that Common Crawl made of a page
        decoded = decode(record.content_stream().read(MAX_HTML))
        return (
            make_article(path, decoded.text, Metadata(url=url), notes=(decoded.note,)) if decoded.text.strip() else None
        )
    if record.rec_type != "response" or record.http_headers is None:
        return None
    kind = record.http_headers.get_header("Content-Type") or ""
    if "html" not in kind.lower() or record.http_headers.get_statuscode() != "200":
        return None
    data = record.content_stream().read(MAX_HTML)
    charset = kind.lower().partition("charset=")[2].split(";")[0].strip(" \"'") or None
    decoded = decode_page(data, charset)
    return read_html(decoded.text, path, (decoded.note,))
