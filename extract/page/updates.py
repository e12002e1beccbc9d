"""Several dated updates in one page: where each begins."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.article import Dateline, Span
from extract.date_grammar import HOUR, MINUTE, MONTH, YEAR

_CLOCK_LINE = re.compile(
    rf"^[ \t]*({HOUR}[:.]{MINUTE}(?: ?(?:[ap]\.?m\.?|GMT|UTC|[A-Z]{{2,4}}T))?)[ \t]*$", re.MULTILINE
)
_LOG_ENTRY = re.compile(
    rf"^[ \t]*(?:(?:UPDATED?|Updated?|CORRECTION|Correction)\b[^\n:]{{0,40}}:|{MONTH} {YEAR}:)", re.MULTILINE
)  # "UPDATE 2:", "March 2031:"
_DASHED = re.compile(
    r"^[ \t]*([–—-] [A-Z\u00c0-\u00de][^\n]{8,90} [–—-])[ \t]*$", re.MULTILINE
)  # "– Ferry strike ends –"
_LATEST = re.compile(
    r"^[ \t*#_]*(Here (?:are|is) (?:the|some of the) (?:latest|main|key) (?:developments|updates|events|stories)\b.*)",
    re.MULTILINE,
)  # "Here are the latest developments:"


def find_digest(text: str, furniture: Sequence[Span] = ()) -> tuple[Span, ...]:
    """Return where a digest of several stories says that it is one, or its headings between dashes; else nothing."""
    found = {
        pattern: [
            Span.of(text, *match.span(1))
            for match in pattern.finditer(text)
            if not any((s.start or 0) <= match.start(1) < (s.end or 0) for s in furniture)
        ]
        for pattern in (_DASHED, _LATEST)
    }
    return tuple(found[_DASHED] if len(found[_DASHED]) > 1 else found[_LATEST][:1])


def find_updates(text: str, dateline: Dateline, furniture: Sequence[Span] = ()) -> tuple[Span, ...]:
    """Return the marks of a page's updates in their order, that of its head first; empty where it has one state only.

    A mark is a line that is nothing but a time of day, as live pages have, or an entry of a log of changes.
    """
    found = [
        Span.of(text, *match.span(1))
        for match in _CLOCK_LINE.finditer(text)
        if not any((s.start or 0) <= match.start(1) < (s.end or 0) for s in furniture)
    ]
    if found:
        head = dateline.published
        if head and head.start is not None and head.end is not None and "T" in head.value:
            clock = head.text.rfind(head.value[-5:])
            if clock >= 0:
                found.insert(0, Span.of(text, head.start + clock, head.start + clock + 5))
        return tuple(found) if len(found) > 1 else ()
    entries = [Span.of(text, match.start(), match.end()) for match in _LOG_ENTRY.finditer(text)]
    return tuple(entries) if len(entries) > 1 else ()
