"""Words of a text as FTS5's unicode61 tokenizer tells them apart, and text without accents and case as it folds it."""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from unicodedata import normalize

from extract.folding import UNDECOMPOSED
from extract.offset_map import Normalized, normalize_letters, restore_range

PREFIX_LETTERS = 3
"""First letters of words that have a full-text index of their own (`heads`), for queries like `t*`."""

_WORD = re.compile(r"[^\W_]+")
_BEYOND_ASCII = re.compile(r"[^\W\x00-\x7f]")
_MARK = re.compile("[\u0300-\u036f]")


def fold_text(text: str) -> str:
    """Fold case and accents, one code point for one, as FTS5's unicode61 does: what is found is marked in the text."""
    lowered = text.lower()
    if lowered.isascii():
        return lowered
    if len(lowered) != len(text):
        lowered = "".join(map(_fold, text))
    return _BEYOND_ASCII.sub(lambda match: _fold(match[0]), lowered)


FOLDS = {
    **UNDECOMPOSED,
    "ς": "σ",
    **{
        char: base
        for code in (*range(0x0370, 0x0400), *range(0x1F00, 0x2000), 0x0451)
        if (char := chr(code)).isalpha() and (base := normalize("NFD", char)[0]) != char
    },
}
"""Letters, in lower case, that unicode61 leaves as they are though people search for them without their marks."""
FOLDS |= {upper: to.upper() for char, to in FOLDS.items() if len(upper := char.upper()) == 1 and not upper.isascii()}
UNSPACED = "\u0e01-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
"""Thai, Lao, Burmese, Khmer, Japanese and Chinese as a set of a pattern: scripts without spaces between words."""
_UNSPACED = re.compile(f"[{UNSPACED}]")
_ASCII = bytes(range(128))


def index_text(text: str) -> str:
    """Return a text as the full-text index takes it, so that unicode61 finds in it what people search for.

    Letters are folded that unicode61 leaves as they are; in scripts without spaces each character becomes a word, so
    that a word inside a run is found as a phrase.
    """
    if text.isascii():
        return text
    others = find_non_ascii(text)
    for char in others & FOLDS.keys():
        text = text.replace(char, FOLDS[char])
    if any(map(is_unspaced, others)):
        text = _UNSPACED.sub(r" \g<0> ", text)
    return text


def find_non_ascii(text: str) -> set[str]:
    """Collect the characters of a text that are not ASCII; off its UTF-8 in half the time that a pattern takes."""
    return set(text.encode("utf-8", "surrogatepass").translate(None, _ASCII).decode("utf-8", "surrogatepass"))


def is_unspaced(char: str) -> bool:
    """Whether a character is of a script without spaces between words."""
    return char > "\u0e00" and _UNSPACED.match(char) is not None


def split_query(text: str) -> tuple[str, ...]:
    """Split what is searched for into words as the full-text index has them."""
    return split_words(index_text(normalize("NFC", text)))


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
    folded = FOLDS.get(lowered, lowered)
    return folded if len(folded) == 1 else lowered if len(lowered) == 1 else char
