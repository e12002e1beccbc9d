"""Case and accents folded away, for what is compared with what somebody typed: "muller" finds "Müller".

Others fold less or more, and say why: names in texts (`extract.names.fold`), names in decisions (`extract.decisions`),
texts that are searched, where one code point must stay one (`extract.index.words`).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

UNDECOMPOSED = {
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ð": "d",
    "ħ": "h",
    "ŧ": "t",
    "ı": "i",
    "ß": "ss",
    "æ": "ae",
    "œ": "oe",
    "þ": "th",
}
"""Letters, in lower case, that Unicode does not decompose into a base letter and a mark."""
_PLAIN = str.maketrans(UNDECOMPOSED)


def fold_accents(text: str) -> str:
    """Fold case, accents and compatibility forms (Unicode's NFKD); the length may change."""
    folded = text.casefold()
    if folded.isascii():
        return folded
    decomposed = unicodedata.normalize("NFKD", folded).translate(_PLAIN)
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def fold_words(typed: str) -> list[str]:
    """Split what was typed into folded words, for `has_words`."""
    return fold_accents(typed).split()


def has_words(text: str, words: Iterable[str]) -> bool:
    """Tell whether each of some folded words stands in a text, be it inside another word."""
    folded = fold_accents(text)
    return all(word in folded for word in words)
