"""Text normalization with an offset map: what the pipeline reads where a text is wrapped, hyphenated or quoted.

A line break is not a sentence's end: mail, wires and text recognition wrap at 72 columns, and names, numbers and
quotations go over the line's end. The pipeline reads the text with such lines joined, words hyphenated at a line's end
made whole, `> ` of quoted mail dropped, soft hyphens and zero-width characters left out and ligatures spelt out. The
article's own text stays as it is: `restore` moves every offset back to it.

A break is joined where the next line carries on in small letters after three words or a number, or the line ends with
a function word or a comma; then its neighbours in the same paragraph are joined too, unless one is short, dated or ends
a sentence before the line is full. Labels of menus carry on nothing, so that pages keep their lines.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, TypeVar, cast

from extract.article import Article
from extract.offset_map import Normalized, find_letters, replace_ranges, restore_range

T = TypeVar("T")

FEWEST_WORDS, FEWEST = 3, 20
"""Words and code points of a line that the next may carry on; one with a function word may be shorter."""
WIDEST = 130
"""Code points of a line beyond which it is no wrapped one."""
PARAGRAPH = 3
"""Joined breaks in one paragraph, from which its widest line is taken for the width that it was wrapped at."""

_BREAK = re.compile(r"\n[^\S\n]*(?:> ?)*(?=[^\s>])")
_PREFIX = re.compile(r"^(?:> ?)+", re.MULTILINE)  # "> > quoted mail"
_HYPHENATED = re.compile(r"[^\W\d_]{2,}-$")
_ENDS = '.!?:;…。！？"”’»)]|*_'
_NO_CONTINUATION = re.compile(r"[*+•·#|>!\[©@<=~-]|\d{1,2}[.)] |https?:|www\.|pic\.")
"""How a line begins that carries on nothing: bullets, headings, links, numbers of a list."""
_HEADING = re.compile(
    r"(?:by|source|published|updated|posted|date|author|photo|from|to|subject|sent|cc)\b|[\W\d]*$"
    r"|.{0,12}\b(?:19|20)\d\d\b.{0,20}$",
    re.IGNORECASE,
)
_OPEN_WORDS = frozenset(
    (
        *(
            "a",
            "an",
            "the",
            "of",
            "to",
            "in",
            "on",
            "at",
            "by",
            "for",
            "from",
            "with",
            "into",
            "over",
            "under",
            "between",
        ),
        *(
            "through",
            "during",
            "against",
            "about",
            "than",
            "as",
            "and",
            "or",
            "but",
            "nor",
            "if",
            "when",
            "while",
            "that",
        ),
        *("which", "who", "whose", "is", "are", "was", "were", "be", "been", "has", "have", "had", "will", "would"),
        *("could", "should", "may", "might", "must", "can", "not", "its", "his", "her", "their", "our", "more", "most"),
    )
)
"""Words that no line ends with unless the next carries it on."""
_WORD = re.compile(r"\S+")
_COLUMN = "   "
"""What is between the columns of a table."""
_WHOLE_WORD = re.compile(r"(?<![\w-])[^\W\d_]+(?:-[^\W\d_]+)*(?![\w-])")


def normalize_text(text: str) -> Normalized:
    """Return the text as it is to be read; most texts are returned as they are."""
    return replace_ranges(text, [*_find_wraps(text), *find_letters(text)])


def normalize_article(article: Article) -> tuple[Article, Normalized]:
    """Return the article as it is to be read, without its notes, which are of its own text, and the way back."""
    read = normalize_text(article.text)
    return (article if read.text == article.text else replace(article, text=read.text, notes=())), read


def restore(value: T, original: str, read: Normalized, leave: tuple[str, ...] = ()) -> T:
    """Return a value that was found in the normalized text, with every offset and piece of text as in the original.

    Args:
        value: dataclasses, and tuples of them; whatever has `start` and `end` stands in the text.
        original: the text that was normalized.
        read: the normalized text.
        leave: names of fields of `value` that are left as they are.

    """
    if isinstance(value, tuple):
        return cast("T", tuple(restore(part, original, read) for part in value))
    if not is_dataclass(value) or isinstance(value, type):
        return value
    names = [field.name for field in fields(value) if field.name not in leave]
    changed: dict[str, Any] = {name: restore(getattr(value, name), original, read) for name in names}
    start, end = changed.get("start"), changed.get("end")
    if isinstance(start, int) and isinstance(end, int):
        first, last = restore_range(read, start, end)
        if changed.get("text") == read.text[start:end]:
            changed["text"] = original[first:last]
        changed |= {"start": first, "end": last}
    return replace(value, **changed)


def _find_wraps(text: str) -> list[tuple[int, int, str]]:
    """Return the breaks that are joined: start, end, and what stands in their place."""
    if "\n" not in text:
        return []
    breaks = []
    for match in _BREAK.finditer(text):
        start = match.start()
        while start and text[start - 1] in " \t\xa0\r":
            start -= 1
        if start and text[start - 1] != "\n":
            breaks.append((start, match.end()))
    lines = _Lines(text, breaks)
    joined = [lines.carries_on(i) for i in range(len(breaks))]
    if not any(joined):
        return []
    _join_neighbours(lines, joined)
    quoted = [(match.start(), match.end(), "") for match in _PREFIX.finditer(text)] if "\n>" in text else []
    words: frozenset[str] | None = None
    found = quoted
    for (start, end), join in zip(breaks, joined, strict=True):
        if not join:
            continue
        hyphen = _HYPHENATED.search(text, max(0, start - 30), start)
        if not hyphen:
            found.append((start, end, " "))
        else:
            words = words or frozenset(_WHOLE_WORD.findall(text))
            keep = _keeps_hyphen(text, hyphen[0], end, words)
            found.append((start if keep else start - 1, end, ""))
    return found


@dataclass(frozen=True, slots=True)
class _Lines:
    """The lines on both sides of the breaks of a text."""

    text: str
    breaks: list[tuple[int, int]]
    """Where each begins, white space before it included, and where the next line does."""

    def before(self, i: int) -> str:
        """Return the line before a break, without what it begins with."""
        end = self.breaks[i][0]
        return self.text[self.text.rfind("\n", 0, end) + 1 : end].lstrip(" \t>")

    def after(self, i: int) -> str:
        start = self.breaks[i][1]
        end = self.text.find("\n", start)
        return self.text[start : end if end >= 0 else len(self.text)].rstrip()

    def follows(self, i: int) -> bool:
        """Tell whether a break is right after the line that the one before it opens."""
        return i > 0 and self.breaks[i - 1][1] + len(self.after(i - 1)) == self.breaks[i][0]

    def may_join(self, i: int) -> bool:
        """Tell whether the lines on both sides may be of one paragraph."""
        start, end = self.breaks[i]
        line_start = self.text.rfind("\n", 0, start) + 1
        return (
            self.text.count("\n", start, end) == 1
            and bool(self.before(i))
            and start - line_start <= WIDEST
            and not _NO_CONTINUATION.match(self.text, end)
            and not _NO_CONTINUATION.match(self.text[line_start : line_start + 4].lstrip(" >"))
        )

    def carries_on(self, i: int) -> bool:
        """Tell whether the line after a break surely carries on the one before it."""
        text, (start, end) = self.text, self.breaks[i]
        last, following = text[start - 1], text[end]
        if last in _ENDS or not (following.islower() or last in ",-" or self.ends_open(i)) or not self.may_join(i):
            return False
        line = self.before(i)
        if last == "-":
            return bool(_HYPHENATED.search(line)) and following.isalpha() and len(line) >= FEWEST // 2
        if _is_headline(line) or _HEADING.match(line):
            return False
        spaces = line.count(" ")
        return (spaces > 0 and last.isdigit()) or (
            spaces >= FEWEST_WORDS - 1 and (len(line) >= FEWEST or not _OPEN_WORDS.isdisjoint(line.lower().split()))
        )

    def ends_open(self, i: int) -> bool:
        """Tell whether the line before a break ends with a function word."""
        end = self.breaks[i][0]
        start = max(self.text.rfind(" ", 0, end), self.text.rfind("\n", 0, end)) + 1
        return end - start < 8 and self.text[start:end] in _OPEN_WORDS


def _is_headline(line: str) -> bool:
    """Tell whether more than three in four of a line's words begin with a capital letter."""
    words = line.split()
    return sum(word[0].isupper() for word in words) * 4 > 3 * len(words)


def _join_neighbours(lines: _Lines, joined: list[bool]) -> None:
    """Join what stands beside a joined break in one paragraph, unless the line is short, dated or ends a sentence.

    In a text that is wrapped throughout, a line that is as full as any carries on, too, unless it is a table's.
    """
    order = range(len(joined))
    widths = [len(lines.before(i)) for i in order if joined[i]]
    throughout = len(widths) >= PARAGRAPH and 2 * len(widths) >= sum(map(lines.may_join, order))
    widest = max(widths) if throughout else WIDEST
    for i in (*reversed(order), *order):
        if joined[i] or not lines.may_join(i):
            continue
        after = i + 1 < len(joined) and joined[i + 1] and lines.follows(i + 1)
        before = i > 0 and joined[i - 1] and lines.follows(i)
        line, following = lines.before(i), lines.after(i)
        if not (before or after):
            if not throughout:
                continue
            word = _WORD.match(following)
            full = word is not None and len(line) <= widest < len(line) + 1 + len(word[0])
            heading = _HEADING.match(line) or _is_headline(line)
            joined[i] = full and line[-1] not in _ENDS and not heading and _COLUMN not in line + following
        elif line[-1] in _ENDS or not after:
            word = _WORD.match(following)
            full = word is not None and len(line) + 1 + len(word[0]) > _width(lines, joined, i, widest)
            joined[i] = before and full and (after or line[-1] not in _ENDS)
        else:
            joined[i] = len(line) >= FEWEST and not _HEADING.match(line) and not _is_headline(line)


def _width(lines: _Lines, joined: list[bool], i: int, otherwise: int) -> int:
    """Return at how many code points the paragraph of a break was wrapped, or `otherwise` where few lines tell."""
    first = last = i
    while first and lines.follows(first):
        first -= 1
    while last + 1 < len(joined) and lines.follows(last + 1):
        last += 1
    own = [len(lines.before(k)) for k in range(first, last + 1) if joined[k]]
    return max(own) if len(own) >= PARAGRAPH else otherwise


def _keeps_hyphen(text: str, first: str, following: int, words: frozenset[str]) -> bool:
    """Tell whether the hyphen at a line's end is spelling: by how the text spells the word elsewhere."""
    match = re.compile(r"[^\W\d_]+").match(text, following)
    rest = match[0] if match else ""
    if not rest or rest[0].isupper() or first + rest in words:
        return True
    return first[:-1] + rest not in words and first[:-1] in words
