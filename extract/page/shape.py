"""Doubts about the whole: a text that breaks off, a text that is no article."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extract.article import LISTED, Flag, PageKind, Span

LITTLE = 150
"""Code points of text, furniture and headings aside, below which it is no article."""
PARAGRAPH = 60
"""Code points from which a line counts as a paragraph rather than a heading."""
_LINE = re.compile(r"\S[^\n]*")
_COMPLETE = re.compile(r"""[.!?…。！？][)\]"'”’»*_ ]*$|[”"’»)\]]$|\bends\b$|###$|-30-$""")
_CREDITS = re.compile(r"report(?:ing|ed)\b|contribut|editing|written by|translat|author|source", re.IGNORECASE)
_CUT = re.compile(r"(?:\.\.\.|…|\[…\]|\[\.\.\.\])[\"”’)]*$|\b(?:[Rr]ead more|[Cc]ontinue reading)\W*$|\[\+\d+ chars\]$")

_PAID = re.compile(
    r"^[*_# ]*(?:to (?:continue|keep) reading\b|to read (?:the full|the rest|on)\b"
    r"|continue reading (?:this|your) article with\b"
    r"|(?:subscribe|sign in|log in|sign up|register)(?: now| or \w+)? to (?:continue|keep|read (?:the|this|on))\b"
    r"|this (?:article|content|story) is (?:only )?(?:for|available (?:only )?to|reserved for|exclusive to) (?:\w+ )?"
    r"(?:subscribers|members)\b).*$",
    re.IGNORECASE | re.MULTILINE,
)  # "To continue reading, subscribe now."
BELOW = 250
"""Code points below the article's last line within which a page asks for a subscription to read on."""


def find_truncation(text: str, furniture: Sequence[Span], byline: Span | None) -> Iterator[Flag]:
    """Yield a flag where the last line that is the article's breaks off, or is the heading of a missing section.

    A text below which the page asks for a subscription to read on is cut, too. A page that goes on after its
    article was not cut there: an unfinished line above its furniture says nothing.
    """
    last = before = None
    for match in _LINE.finditer(text):
        if not any((s.start or 0) <= match.start() < (s.end or 0) for s in furniture):
            before, last = last, match
    if last is None or before is None:
        return
    start, end = last.start(), last.start() + len(last[0].rstrip())
    goes_on = bool(text[end:].strip())
    for span in furniture:
        if span.start is not None and start < span.start < end:
            end, goes_on = span.start, True
    line = text[start:end].rstrip()
    end = start + len(line)
    if byline and byline.start is not None and start <= byline.start < end:
        return
    if _CUT.search(line):
        yield Flag("truncated", "the text breaks off", max(start, end - 80), end)
    elif paid := _PAID.search(text, end, min(len(text), end + BELOW)):
        yield Flag("truncated", "the page asks for a subscription to read on", *paid.span())
    elif goes_on:
        return
    elif len(line) >= PARAGRAPH:
        if not _COMPLETE.search(line) and not _CREDITS.search(line, line.rfind(". ") + 1):
            yield Flag("truncated", "the last sentence is not finished", max(start, end - 80), end)
    elif line[-1] in "?:" and len(before[0]) > PARAGRAPH:
        yield Flag("truncated", "the text ends with a heading whose section is missing", start, end)


def find_missing_article(
    text: str, kind: PageKind, furniture: Sequence[Span], title: Span | None, doubtful: Span | None
) -> Iterator[Flag]:
    """Yield a flag where a page holds no article, next to nothing is left of it, or what is left may be furniture."""
    if kind in LISTED:
        what = "an error message" if kind == "error-page" else "a list of links to articles"
        yield Flag("not-an-article", f"this page is {what}: all of it is taken for page furniture")
        return
    if doubtful:
        message = "most paragraphs of this page look like page furniture: they were kept, the article may be among them"
        yield Flag("other", message, doubtful.start, doubtful.end)
    left = sum(len(match[0].strip()) for match in _LINE.finditer(text))
    taken = sum(len("".join(span.text.splitlines())) for span in furniture)
    body = left - taken - (len(title.text) if title and title.start is not None else 0)
    if body < LITTLE:
        yield Flag("not-an-article", f"only {max(0, body)} characters are left beside headline and page furniture")
