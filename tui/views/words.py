"""Where the words of a search stand in a text: folded as the index folds them, offsets those of the text."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

LIMIT = 2000
"""Hits marked in one text; past that marking says nothing any more."""
REACH = 2_000_000
"""Code points that are searched; a longer text is marked in its first part."""


@lru_cache(maxsize=4)
def hits(text: str, words: tuple[str, ...]) -> tuple[tuple[int, int], ...]:
    """Return (start, end) of each occurrence of any of `words`, ascending; `*` ends a word in any way."""
    patterns = [_pattern(word) for word in words if word.strip("* ")]
    if not patterns:
        return ()
    folded = _fold(text[:REACH])
    found = []
    for match in re.finditer("|".join(patterns), folded):
        found.append(match.span())
        if len(found) >= LIMIT:
            break
    return tuple(found)


def _pattern(word: str) -> str:
    stem = r"\W+".join(re.escape(part) for part in _fold(word).rstrip("*").split())
    return rf"\b{stem}\w*" if word.endswith("*") else rf"\b{stem}\b"


def _fold(text: str) -> str:
    """Return `text` without case and accents, one code point for one."""
    if text.isascii():
        return text.lower()
    return "".join(map(_letter, text))


@lru_cache(maxsize=8192)
def _letter(char: str) -> str:
    base = unicodedata.normalize("NFKD", char)[0].casefold()
    return base if len(base) == 1 else char
