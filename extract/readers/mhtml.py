"""A page saved with all that belongs to it (MHTML): the page is read, its pictures and styles are not."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterator
from dataclasses import replace

from extract.article import Article
from extract.errors import SitrepError
from extract.readers.articles import clean_field
from extract.readers.decode import decode_page
from extract.readers.html import read_html
from extract.readers.limits import MAX_FILE
from extract.readers.mail import BROKEN_HEADER, decode_header
from extract.readers.source import SourceFile
from extract.readers.text import note_cut, read_bytes


def read(source: SourceFile) -> Iterator[Article]:
    """Yield the article of the page.

    Raises:
        SitrepError: where there is no page in it, or no text on the page.

    """
    data = read_bytes(source.stream, MAX_FILE)
    try:
        message = email.message_from_bytes(data[:MAX_FILE], policy=email.policy.compat32)
        page = next((part for part in message.walk() if part.get_content_type() == "text/html"), None)
        content = page.get_payload(decode=True) if page else None
    except BROKEN_HEADER as error:
        raise SitrepError(f"this file cannot be taken apart: {error}", source.path) from error
    if page is None or not isinstance(content, bytes):
        raise SitrepError("no page is in it", source.path)
    decoded = decode_page(content, clean_field(page.get_param("charset")))
    found = read_html(decoded.text, source.path, (decoded.note, note_cut(data, MAX_FILE)))
    about = found.metadata
    url = decode_header(message, "snapshot-content-location") or decode_header(page, "content-location") or about.url
    yield replace(found, metadata=replace(about, url=url, title=about.title or decode_header(message, "subject")))
