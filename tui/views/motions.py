"""Motions of a cursor in a text: characters, words, lines and paragraphs, as offsets in code points."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

_WORD = re.compile(r"\S+")
_BLANK = re.compile(r"\n[^\S\n]*\n\s*")
"""What stands between two paragraphs."""


def by_characters(text: str, at: int, by: int) -> int:
    """Return where so many characters further, or back, begins; a mark that combines goes with its letter."""
    step = 1 if by > 0 else -1
    for _ in range(abs(by)):
        to = at + step
        while 0 <= to < len(text) and unicodedata.category(text[to]) in {"Mn", "Me", "Mc", "Cf"}:
            to += step
        if not 0 <= to < len(text):
            break
        at = to
    return at


def by_words(text: str, anchor: int, at: int, by: int) -> int:
    """Return where the free end of a selection goes by words: past `anchor` to their ends, before it to their starts.

    So a selection covers whole words, whichever way it goes.
    """
    for _ in range(abs(by)):
        if by > 0:
            word = _WORD.search(text, at + 1)
            if word is None:
                break
            at = word.end() - 1 if word.end() - 1 >= anchor else word.start()
        else:
            at = _word_back(text, anchor, at)
    return at


def _word_back(text: str, anchor: int, at: int) -> int:
    words = [match.span() for match in _WORD.finditer(text[: at + 1])]
    if at <= anchor:
        return next((start for start, _ in reversed(words) if start < at), 0)
    on = words[-1][0] if words and words[-1][1] > at else at
    return max(anchor, next((end - 1 for _, end in reversed(words) if end <= on), anchor))


def by_paragraphs(text: str, at: int, by: int) -> int:
    """Return where the next paragraph begins, or this one and those before it."""
    starts = [0, *(match.end() for match in _BLANK.finditer(text))]
    for _ in range(abs(by)):
        if by > 0:
            at = next((start for start in starts if start > at), max(0, len(text) - 1))
        else:
            at = next((start for start in reversed(starts) if start < at), 0)
    return at


def by_lines(text: str, line_at: Callable[[int], tuple[int, int]], at: int, by: int) -> int:
    """Return where so many lines further, or back, is in the same column; `line_at` tells the line of an offset."""
    for _ in range(abs(by)):
        start, end = line_at(at)
        column = at - start
        if end >= len(text) if by > 0 else start == 0:
            break
        start, end = line_at(end + (text[end : end + 1] == "\n") if by > 0 else start - 1)
        at = min(start + column, max(start, end - 1))
    return at
