"""The head and foot of an article: the few lines in which it says what it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extract.page.furniture import Furniture

HEAD_LINES = 14
FOOT_LINES = 10
AFTER_BODY = 6
_LINE = re.compile(r"\S[^\n]*")


@dataclass(frozen=True, slots=True)
class HeaderLine:
    """A line of the article, without the white space at its ends."""

    start: int
    end: int
    text: str

    @property
    def prose(self) -> bool:
        """Whether it reads as a paragraph rather than as a heading."""
        size = len(self.text)
        return size > 200 or (size > 50 and self.text[-1] in ".;,") or (size > 80 and ". " in self.text)


@dataclass(frozen=True, slots=True)
class Header:
    """Where an article speaks of itself."""

    head: tuple[HeaderLine, ...]
    """The lines before its first paragraph, furniture left out."""
    body: int
    """Where its first paragraph begins; the text's length where it has none."""
    foot: tuple[HeaderLine, ...]
    """Its last lines, furniture left out, in the order of the text."""
    above: tuple[HeaderLine, ...] = ()
    """All lines of a page that stand above its article."""


def read_header(text: str, furniture: Furniture) -> Header:
    """Return the head and the foot of a text whose furniture is known.

    The head of a page is what stands right before its article, that of any other text its first lines.
    """
    if furniture.body:
        body = furniture.body[0]
        head = tuple(_find_lines(text, furniture.sure, body))[-HEAD_LINES:]
        return Header(head, body, _find_foot(text, furniture, body), tuple(_find_lines(text, (), body)))
    lines: list[HeaderLine] = []
    body = len(text)
    for line in _find_lines(text, furniture.sure, body):
        if line.prose:
            body = line.start
            break
        lines.append(line)
        if len(lines) == HEAD_LINES:
            break
    return Header(tuple(lines), body, _find_foot(text, furniture, body))


def _find_lines(text: str, left_out: tuple[tuple[int, int], ...], end: int) -> Iterator[HeaderLine]:
    starts = {start for start, _ in left_out}
    for match in _LINE.finditer(text, 0, end):
        if match.start() not in starts:
            yield _line(match.start(), match[0])


def _find_foot(text: str, furniture: Furniture, body: int) -> tuple[HeaderLine, ...]:
    """Return the last lines that are not surely furniture, of a page those around the article's end."""
    starts = {start for start, _ in furniture.sure}
    end = len(text)
    if furniture.body:
        for _ in range(AFTER_BODY):
            end = text.find("\n", min(len(text), (end if end < len(text) else furniture.body[1]) + 1))
            end = len(text) if end < 0 else end
    found: list[HeaderLine] = []
    while end > body and len(found) < FOOT_LINES:
        start = text.rfind("\n", body, end) + 1 or body
        stripped = text[start:end].lstrip()
        if stripped and end - len(stripped) not in starts:
            found.append(_line(end - len(stripped), stripped))
        end = start - 1
    return tuple(reversed(found))


def _line(start: int, text: str) -> HeaderLine:
    text = text.rstrip()
    return HeaderLine(start, start + len(text), text)
