"""Words as they are compared: in small letters, without their endings, and as numbers."""

from __future__ import annotations

from functools import lru_cache
from zlib import crc32

HASH_BITS = 24
"""Of the hash of a word."""
LAST_HASH = (1 << HASH_BITS) - 1
_LONGEST_ENDING = 4


@lru_cache(maxsize=1 << 15)
def fold_word(written: str) -> str:
    """Return a word in small letters, without a possessive."""
    return written.lower().replace("’", "'").removesuffix("'s")


@lru_cache(maxsize=1 << 13)
def stem(word: str) -> str:
    """Strip an English ending of number or tense, so that "arrested" and "arrests" are one: a light suffix stemmer.

    As Harman's S stemmer ("How effective is suffixing?", 1991), with -ed and -ing as well.
    """
    if len(word) <= _LONGEST_ENDING:
        return word
    for ending, instead in (
        ("ings", ""), ("ing", ""), ("ied", "y"), ("ies", "y"), ("ed", ""), ("es", ""), ("s", ""),
    ):  # fmt: skip
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)] + instead
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "aeiouls":  # "stopp", but not "kill"
        word = word[:-1]
    return word[:-1] if len(word) > _LONGEST_ENDING and word.endswith("e") else word


def word_hash(word: str) -> int:
    """Hash a word to an even number of 24 bits: two articles of 200 words share one by chance in one pair of 200."""
    return crc32(word.encode("utf-8", "surrogatepass")) & (LAST_HASH - 1)


def name_hash(word: str) -> int:
    """Hash a word that counts as a name, to an odd number: the same word is another feature then."""
    return word_hash(word) | 1
