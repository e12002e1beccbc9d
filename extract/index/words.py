"""Words of a text as FTS5's unicode61 tokenizer tells them apart, and text without accents and case as it folds it."""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from unicodedata import normalize

from extract.offset_map import Normalized, normalize_letters, restore_range

PREFIX_LETTERS = 3
"""First letters of words that have a full-text index of their own (`heads`), for queries like `t*`."""

_WORD = re.compile(r"[^\W_]+")
_BEYOND_ASCII = re.compile(r"[^\W\x00-\x7f]")
_MARK = re.compile("[\u0300-\u036f]")


def fold_text(text: str) -> str:
    """Fold case and accents, one code point for one."""
    lowered = text.lower()
    if lowered.isascii():
        return lowered
    if len(lowered) != len(text):
        lowered = "".join(map(_fold, text))
    return _BEYOND_ASCII.sub(lambda match: _fold(match[0]), lowered)


def split_words(text: str) -> tuple[str, ...]:
    """Split a text into its words, as FTS5's unicode61 tells them apart."""
    return tuple(_WORD.findall(normalize("NFC", text)))


class FoldedText:
    """A text and its folded form, computed when first used."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def folded(self) -> str:
        """The text without case, accents and what is no spelling; `restore` says where that stands in the text."""
        return fold_text(self._spelt.text)

    def restore(self, start: int, end: int) -> tuple[int, int]:
        """Return where a range of `folded` stands in the text."""
        return restore_range(self._spelt, start, end)

    @cached_property
    def marks(self) -> str:
        """A pattern for what may stand behind a letter: combining marks, where the text has any."""
        return "" if self.text.isascii() or not _MARK.search(self.text) else f"{_MARK.pattern}*"

    @cached_property
    def _spelt(self) -> Normalized:
        return normalize_letters(self.text)


@lru_cache(maxsize=8192)
def _fold(char: str) -> str:
    lowered = normalize("NFD", char)[0].lower()
    return lowered if len(lowered) == 1 else char
