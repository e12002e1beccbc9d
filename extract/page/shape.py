"""Doubts about the whole: a text that breaks off, a text that is no article."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extract.article import LISTED, Flag, PageKind, Span

_WHAT: dict[PageKind, str] = {
    "index-page": "a list of links to articles",
    "error-page": "an error message",
    "report": "a report of an office or an institute",
    "other": "one of an encyclopedia, of a network or of an archive of papers",
}
LITTLE = 150
"""Code points of text, furniture and headings aside, below which it is no article."""
PARAGRAPH = 60
"""Code points from which a line counts as a paragraph rather than a heading."""
_LINE = re.compile(r"\S[^\n]*")
_COMPLETE = re.compile(r"""[.!?…。！？:][)\]"'”’»*_ ]*$|[”"’»)\]]$|\bends\b$|###$|-30-$""")
_SENTENCE_END = re.compile(r"(?<![A-Z])[.!?…][)\]\"”’»]*\s")
_OPEN_END = re.compile(
    r"(?:,|\b(?:a|an|the|and|or|but|of|to|in|for|from|with|by|as|that|which|who|than|is|are|was|were|has|have|had|be|been"
    r"|will|would|said|its|their|his|her|our|this|these|because|while|when|where|into|between))$"
)  # "said that the"
_NO_SENTENCE = re.compile(
    r"https?://|www\.|@|\b(?:click|here|please|read more|see more|tags?|editing|reporting|reported|written|contribut\w+"
    r"|translat\w+|authors?|source|photos?|follow|sign up)\b|[*•|^]|--|\b[A-Z]{4,}:|[\[{<]",
    re.IGNORECASE,
)
"""What notes, pointers, lists and credits below a story have, and its own last sentence has not."""
TAIL = 8
"""Words from which the end of a line is a sentence rather than a signature or a label."""
LOWER = 0.6
"""The share of small words in a sentence, above that of a headline."""
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
        captions = _is_unfinished(before[0].rstrip())  # two lines in a row without a full stop
        if _is_unfinished(line) and not captions and _ends_complete(text, last.start(), furniture):
            yield Flag("truncated", "the last sentence is not finished", max(start, end - 80), end)
    elif line[-1] in "?:" and len(before[0]) > PARAGRAPH:
        yield Flag("truncated", "the text ends with a heading whose section is missing", start, end)


def _is_unfinished(line: str) -> bool:
    """Tell whether a line ends within a sentence: at a word that none ends with, or without its full stop."""
    tail = line[max((m.end() for m in _SENTENCE_END.finditer(line)), default=0) :]
    words = tail.split()
    if _COMPLETE.search(line) or _NO_SENTENCE.search(tail) or len(words) < TAIL:
        return False
    return _OPEN_END.search(tail) is not None or sum(word[0].islower() for word in words) >= LOWER * len(words)


def _ends_complete(text: str, end: int, furniture: Sequence[Span]) -> bool:
    """Tell whether the paragraphs before an offset end with a full stop."""
    paragraphs = [m[0].rstrip() for m in _LINE.finditer(text, 0, end) if len(m[0]) >= PARAGRAPH]
    return sum(_COMPLETE.search(paragraph) is not None for paragraph in paragraphs) > len(paragraphs) / 2


def find_missing_article(
    text: str, kind: PageKind, furniture: Sequence[Span], title: Span | None, doubtful: Span | None
) -> Iterator[Flag]:
    """Yield a flag where a page holds no article, next to nothing is left of it, or what is left may be furniture."""
    if kind in _WHAT:
        fate = ": all of it is taken for page furniture" if kind in LISTED else ""
        yield Flag("not-an-article", f"this page is {_WHAT[kind]}{fate}")
        return
    if doubtful:
        message = "most paragraphs of this page look like page furniture: they were kept, the article may be among them"
        yield Flag("other", message, doubtful.start, doubtful.end)
    left = sum(len(match[0].strip()) for match in _LINE.finditer(text))
    taken = sum(len("".join(span.text.splitlines())) for span in furniture)
    body = left - taken - (len(title.text) if title and title.start is not None else 0)
    if body < LITTLE:
        yield Flag("not-an-article", f"only {max(0, body)} characters are left beside headline and page furniture")
