"""The head and foot of an article: the few lines in which it says what it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extract.article import Span

HEAD_LINES = 14
FOOT_LINES = 10
_LINE = re.compile(r"\S[^\n]*")


@dataclass(frozen=True, slots=True)
class Line:
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

    head: tuple[Line, ...]
    """The lines before its first paragraph, furniture left out."""
    body: int
    """Where its first paragraph begins; the text's length where it has none."""
    foot: tuple[Line, ...]
    """Its last lines, furniture left out, in the order of the text."""


def header_of(text: str, boilerplate: tuple[Span, ...]) -> Header:
    """Return the head and the foot of a text whose furniture is known."""
    head: list[Line] = []
    body = len(text)
    for line in _lines(text, boilerplate):
        if line.prose:
            body = line.start
            break
        head.append(line)
        if len(head) == HEAD_LINES:
            break
    return Header(tuple(head), body, _foot(text, boilerplate, body))


def _lines(text: str, boilerplate: tuple[Span, ...]) -> Iterator[Line]:
    spans = iter(boilerplate)
    span = next(spans, None)
    for match in _LINE.finditer(text):
        while span and span.end is not None and span.end <= match.start():
            span = next(spans, None)
        if not (span and span.start is not None and span.start <= match.start()):
            yield _line(match.start(), match[0])


def _foot(text: str, boilerplate: tuple[Span, ...], body: int) -> tuple[Line, ...]:
    found: list[Line] = []
    end = len(text)
    while end > body and len(found) < FOOT_LINES:
        start = text.rfind("\n", body, end) + 1 or body
        if text[start:end].strip():
            line = _line(start + len(text[start:end]) - len(text[start:end].lstrip()), text[start:end].lstrip())
            if not any(s.start <= line.start < s.end for s in boilerplate if s.start is not None and s.end is not None):
                found.append(line)
        end = start - 1
    return tuple(reversed(found))


def _line(start: int, text: str) -> Line:
    text = text.rstrip()
    return Line(start, start + len(text), text)
