"""The headline, where a text has one of its own."""

from __future__ import annotations

import re

from extract.article import Span
from extract.page import dates
from extract.page.furniture import Furniture
from extract.page.header import Header, Line
from extract.page.source import is_outlet

SAMPLE = 1500
"""Code points of an article that its headline is compared with."""

_TAIL = re.compile(
    r"\s+(?:Updated|UPDATED|Exclusive|EXCLUSIVE|\(Updated\)|\[Updated\]|- Updated|– VIDEO|\(VIDEO\)|\(PHOTOS?\))$"
)
_SITE = re.compile(r"\s+[|–—-]\s+([^|–—]{2,40})$")
_PLACE = re.compile(r"[A-Z][\w .,]{1,40}\s[–—-]{1,2}$|\([A-Z][\w /]{1,20}\)\s*[–—-]?$")
_DATELINE = re.compile(r"(?:[A-Z][\w .,/]{0,40})?\([A-Z][\w ]{1,20}\)|[A-Z]{3,}[\w .,/]{0,40} [—–-]{1,2} ")
"""How a story of an agency begins: KYIV (Reuters), (CNN), DEKALB, Ill. —"""
_TELLS = re.compile(r"(?:The|There|It|He|She|They|An?) .*\b(?:was|were|has|have|had)\b")
"""A line like this tells something in a whole sentence, as a standfirst does and a headline does not."""
_LABEL = re.compile(
    r"(?:by|source|author|photo|tags?|topics?|published|updated|posted|date)\b\s*[:/]?\s", re.IGNORECASE
)
_WORD = re.compile(r"\w+")
_LISTED = re.compile(r"^[*+•·-] |^\d{1,2}\. | [>»›] |\bphoto(?:graph)?\b.*\)$|\bsharing options\b", re.IGNORECASE)
"""An item of a menu, the path to a page, a caption, a button: no headline where another line could be one."""
_LEADING = re.compile(r"^[#*\s]+")


def title(text: str, header: Header, furniture: Furniture) -> Span | None:
    """Return the headline, or None where the text begins with its first paragraph.

    It is the first line that could be one. A flattened page has many such before its article: there it is the one
    that shares most words with the article, the nearer one where two share as many.
    """
    lines = [line for line in header.head if _is_title(line)]
    if furniture.body and lines:
        lines = [line for line in lines if not _LISTED.search(line.text)] or lines
        body = set(_words(text[furniture.body[0] : furniture.body[1]][:SAMPLE]))
        lines = [max(reversed(lines), key=lambda line: len(body.intersection(_words(line.text))))]
    for line in lines[:1]:
        start = line.start + (match.end() if (match := _LEADING.match(line.text)) else 0)
        return Span.of(text, start, start + len(_trimmed(text[start : line.end])))
    return None


def _words(text: str) -> list[str]:
    return [word for word in _WORD.findall(text.lower()) if len(word) > 3]


def _is_title(line: Line) -> bool:
    words = line.text.split()
    if not 3 <= len(words) <= 32 or _LABEL.match(line.text) or _PLACE.search(line.text):
        return False
    if line.text[-1] in ".:—–-]" or _DATELINE.match(line.text) or not any(c.isalpha() for c in line.text):
        return False
    if _TELLS.match(line.text):
        return False
    dated = next(dates.find(line.text), None)
    return not (dated and len(line.text) - (dated.end - dated.start) < 25) and not is_outlet(line.text)


def _trimmed(title: str) -> str:
    title = _TAIL.sub("", title)
    site = _SITE.search(title)
    return title[: site.start()] if site and is_outlet(site[1]) else title
