"""Brings a name to the form in which names are compared; the text itself is never altered."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from extract.folding import fold_accents

CONFUSABLE = str.maketrans(
    "аАвВеЕіІкКмМнНоОрРсСтТуУхХјЈѕЅԁԛԝһАΑΒΕΖΗΙΚΜΝΟΡΤΥΧοαινυρ",
    "aABBeEiIkKMMHHoOpPcCTTyYxXjJsSdqwhAABEZHIKMNOPTYXoaivup",
)
"""Cyrillic and Greek letters that look like Latin ones, after Unicode's confusables.txt (UTS 39)."""

_WORD = re.compile(r"\w+")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
_OTHER = re.compile(r"[\u0370-\u03ff\u0400-\u052f]")
_POSSESSIVE = re.compile(r"(?:['’ʼ´`]s|(?<=s)['’])$", re.IGNORECASE)
_NOT_WORD = re.compile(r"[^\w]+")


def mixed_script(word: str) -> bool:
    """Return whether a word mixes Latin with Cyrillic or Greek letters, as no language does."""
    return bool(_LATIN.search(word)) and bool(_OTHER.search(word))


def unconfuse(text: str) -> str:
    """Return `text` with look-alike letters of another alphabet made Latin, in mixed-script words only."""
    if text.isascii() or not _OTHER.search(text):
        return text
    return _WORD.sub(lambda m: m[0].translate(CONFUSABLE) if mixed_script(m[0]) else m[0], text)


def strip_possessive(name: str) -> str:
    """Return `name` without a trailing 's."""
    return _POSSESSIVE.sub("", name)


@lru_cache(maxsize=8192)
def fold(name: str) -> str:
    """Return `name` for comparison: NFKC, look-alikes, case, accents, possessive and punctuation folded away."""
    name = fold_accents(unconfuse(unicodedata.normalize("NFKC", strip_possessive(name.strip()))))
    name = name.replace("'", "").replace("’", "").replace(".", "")
    return _NOT_WORD.sub(" ", name).strip()
