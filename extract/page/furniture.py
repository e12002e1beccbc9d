"""Page furniture: the spans of a text that are not the article.

Three things find it. Phrases that only furniture has (`furniture.tsv`) take their line, or their sentence in a long
line. Where many lines of a text are such, it is a whole page flattened, and a classifier tells its article from the
rest. Lines that a source repeats from article to article are known from the corpus. A text of a line or two has none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from extract.article import Span
from extract.page.classify import article_lines
from extract.page.inline import SHORT, within_lines
from extract.page.lines import lines_of
from extract.page.phrases import bare, begins_furniture, ends_article, introduces_story, is_furniture, lowered
from extract.page.repeats import digest

BEGINNING = 200
"""Code points up to which a line that begins as furniture does is furniture."""
FOREIGN = 80
"""Code points of a line in another script than the text; a longer one is quoted, not left over from a button."""
HEADLINE = 160
FEW_LINES = 3
PAGE_LINES = 12
TINY, TINY_SHARE, TINY_LINES = 40, 0.35, 16
PAGE_PHRASES = 3
"""A text of so many lines is a flattened page where this share of them is tiny, in code points, and either so many are
tiny or so many are furniture by their words."""

_LINE = re.compile(r"\S[^\n]*")
_LISTED = re.compile(r"[*-] +#{1,4} ")
"""How a list of stories looks in Markdown: each item is a heading."""
_SCRIPT = re.compile(r"[\u0370-\u1cff\u3040-\ud7ff]")
"""Letters that are not Latin: Greek, Cyrillic, Hebrew, Arabic, the scripts of India, Chinese, Japanese, Korean ..."""
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Furniture:
    """What of a text is furniture."""

    spans: tuple[Span, ...] = ()
    """Ascending, disjoint, one for each contiguous run of lines."""
    sure: tuple[Range, ...] = ()
    """The lines that are furniture by their words: they are no headline either."""
    body: Range | None = None
    """Where the article stands, in a flattened page."""


def furniture(text: str, repeated: frozenset[int] = frozenset(), *, extracted: bool = False) -> Furniture:
    """Return the furniture of a text.

    Args:
        text: of an article or of a whole page.
        repeated: digests of the lines that its source repeats.
        extracted: that the text is no whole page, however many short lines it has: its reader has taken the article
            out of its page already, knowing more of it than its lines.

    """
    lines = [(match.start(), match.start() + len(match[0].rstrip())) for match in _LINE.finditer(text)]
    if len(lines) < FEW_LINES and len(text) < SHORT:
        return Furniture()
    low = lowered(text)
    sure = _by_words(text, low, lines)
    phrases = len(sure)
    if repeated:
        sure += [(a, b) for a, b in lines if b - a < SHORT and digest(text[a:b]) in repeated]
    sure += _after_the_end(text, low, lines)
    parts = list(within_lines(text, low, lines))
    sure += [part for part in parts if part in lines]
    likely: list[Range] = []
    body = None
    if not extracted and _is_page(lines, phrases):
        page = lines_of(text)
        kept = article_lines(page)
        likely = [(line.start, line.end) for line, on in zip(page, kept, strict=True) if not on]
        inside = [line for line, on in zip(page, kept, strict=True) if on]
        body = (inside[0].start, inside[-1].end) if inside else None
    else:
        sure += _foreign(text, lines)
    return Furniture(
        tuple(Span.of(text, a, b) for a, b in merged(text, [*sure, *parts, *likely])), tuple(sorted(sure)), body
    )


def merged(text: str, spans: Iterable[Range]) -> list[Range]:
    """Return spans joined where nothing but the end of a line is between them; a blank line keeps them apart."""
    found: list[Range] = []
    for start, end in sorted(spans):
        gap = text[found[-1][1] : start] if found else "x"
        if found and (start <= found[-1][1] or (not gap.strip() and gap.count("\n") < 2)):
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _after_the_end(text: str, low: str, lines: list[Range]) -> list[Range]:
    """Return the lines after one that no article follows, as a comment form, unless much prose comes after it."""
    for i, (a, b) in enumerate(lines):
        if 2 * a > len(text) and ((b - a < TINY and ends_article(bare(low[a:b]))) or _LISTED.match(text, a)):
            rest = lines[i:]
            # a box of related stories may stand amid the article
            if sum(d - c for c, d in rest if d - c >= SHORT // 2) * 4 < len(text):
                return rest
    return []


def _is_page(lines: list[Range], phrases: int) -> bool:
    tiny = sum(b - a < TINY for a, b in lines)
    enough = tiny >= TINY_LINES or phrases >= PAGE_PHRASES
    return enough and len(lines) >= PAGE_LINES and tiny >= TINY_SHARE * len(lines)


def _by_words(text: str, low: str, lines: list[Range]) -> list[Range]:
    """Return the lines that are furniture by their words, and the headlines of other stories that some introduce."""
    found = []
    introduced = False
    for a, b in lines:
        known = False
        if b - a < SHORT:
            line = bare(low[a:b])
            known = is_furniture(line) or (
                len(line) < BEGINNING and begins_furniture(line, sentence=text[b - 1] == ".")
            )
            headline = introduced and b - a < HEADLINE and text[b - 1] not in ".:"
            if known or headline:
                found.append((a, b))
            introduced = known and introduces_story(line)
        else:
            introduced = False
    return found


def _foreign(text: str, lines: list[Range]) -> list[Range]:
    """Return the short lines that are written in another script than the text."""
    if text.isascii() or not _SCRIPT.search(text):
        return []
    strange = len(_SCRIPT.findall(text)) > len(_LATIN.findall(text))
    return [
        (a, b)
        for a, b in lines
        if b - a < FOREIGN
        and (latin := len(_LATIN.findall(text, a, b))) + (other := len(_SCRIPT.findall(text, a, b))) > 3
        and (latin > 4 * other if strange else other > 4 * latin)
    ]
