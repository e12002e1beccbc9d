"""Whose word a page says that it is: an opinion, or the news of an agency that a state runs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extract.article import Dateline, Flag, Span
from extract.page.tables import rows

_WORD = r"(?:Opinion|Op-?[Ee]d|Commentary|Editorial|Guest [Ee]ssay|Letters? to the [Ee]ditor)"
_LABEL = re.compile(rf"[#*_\s]*(?i:{_WORD})[*_\s]*$")
_PREFIX = re.compile(rf"[#*_\s]*{_WORD}\s?[:|]\s")  # "Opinion | Torvik needs no pier"
_DISCLAIMER = re.compile(
    r"\b(?:views|opinions) (?:and (?:views|opinions) )?expressed (?:in this|here|by|are|herein|on this)\b[^.\n]*",
    re.IGNORECASE,
)
ABOVE = 80
"""Code points above a headline within which the line before it is looked for."""


def find_standing(text: str, about: Dateline) -> Iterator[Flag]:
    """Yield a flag where the page calls itself an opinion, and one where its outlet is the agency of a state."""
    if opinion := _find_opinion(text, about.title):
        yield Flag("other", f"an opinion, as the page says: \u201c{opinion.text}\u201d", opinion.start, opinion.end)
    source = about.source
    if source and source.text.casefold() in _state_agencies():
        yield Flag("other", f"published by {source.text}, the news agency of a state", source.start, source.end)


def _find_opinion(text: str, title: Span | None) -> Span | None:
    """Return the word above or in a headline that calls it an opinion, or the notice that so are its views."""
    if title and title.start is not None:
        start = text.rfind("\n", 0, title.start) + 1
        before = text.rfind("\n", 0, len(text[:start].rstrip())) + 1
        if start - before < ABOVE and (match := _LABEL.match(text[before:start].rstrip())):
            return _trim(text, before, before + match.end())
        if match := _PREFIX.match(text, start):
            return _trim(text, start, match.end())
    match = _DISCLAIMER.search(text) if "expressed" in text else None
    return _trim(text, *match.span()) if match else None


def _trim(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip("#*_ \t\n"))
    return Span.of(text, start, start + len(piece.strip("#*_:| \t\n")))


@cache
def _state_agencies() -> frozenset[str]:
    return frozenset(row[0].casefold() for row in rows("outlets.tsv") if row[2] == "state")
