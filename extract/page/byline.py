"""Who wrote an article, where it says so on a line of its own."""

from __future__ import annotations

import re

from extract.article import Span
from extract.page.header import Header

_NAME = r"[A-Z][\w’'.-]*(?:[ /-]+(?:(?:de|van|von|der|al|el|bin|da|di|la|le|and|&) )*[A-Z][\w’'.-]*){0,4}"
_BY = re.compile(
    r"^(?:[Bb][Yy]|BY|Author\s*/\s*author|AUTHOR|Authors?|Written by|WRITTEN BY|Text by|Story by|Words by"
    r"|Reporter|Posted by|Submitted by|Автор|Von|Par|Por|Autor)\s*[:/]?\s+(?P<name>" + _NAME + r")"
)
_REPORTING = re.compile(r"\((?:Additional r|R)eporting by (?P<name>" + _NAME + r")")


def find(text: str, header: Header) -> Span | None:
    """Return the author's name as it stands in the text."""
    for line in (*header.head, *reversed(header.foot)):
        if len(line.text) < 120 and (match := _BY.match(line.text)):
            start, end = match.span("name")
            return Span.of(text, line.start + start, line.start + end)
    for line in header.foot:
        if (match := _REPORTING.search(line.text)) and "Additional" not in match[0]:
            start, end = match.span("name")
            return Span.of(text, line.start + start, line.start + end)
    return None
