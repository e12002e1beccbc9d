"""Names spelled in more than one way in one text: Borrell and Borrel, Orbán and Orban, Kiev and Kyiv."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from extract.article import Flag
from extract.folding import fold_accents

_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]+")
SHORTEST = 4
"""Letters of the words that are compared."""


def find_variants(text: str, names: Iterable[tuple[str, tuple[str, ...]]]) -> Iterator[Flag]:
    """Yield a flag for each pair of spellings of one word of a name.

    Args:
        text: of the article.
        names: label and forms of each entity. Words of one entity's forms are variants where they differ by two
            letters at most; words that end the names of two persons, where they are longer than `SHORTEST`, differ
            by one and nothing shows that they are two: "Edwin Chan" and "Richard Chang".

    """
    endings: dict[str, str] = {}
    """Names of persons by their last word."""
    seen: set[frozenset[str]] = set()
    for label, forms in names:
        words = list(dict.fromkeys(word for form in forms for word in form.split() if _counts(word)))
        for i, one in enumerate(words):
            for other in words[i + 1 :]:
                short = any(f"({word})" in text for word in (one, other))  # "Torvik Aluminium (Torval)"
                if _differ(one, other, 2) and not short and not _same_form(one, other, forms):
                    yield from _flag(text, one, other, seen)
        if label == "PERSON":
            ending = forms[0].split()[-1]
            if len(ending) <= SHORTEST or not _counts(ending):
                continue
            for other, name in endings.items():
                if _differ(ending, other, 1) and _may_be_one(forms[0], name):
                    yield from _flag(text, ending, other, seen)
            endings[ending] = forms[0]


def _may_be_one(one: str, other: str) -> bool:
    """Tell whether two names may be one person's: one is a last name alone, or the first names begin alike."""
    first, second = one.split(), other.split()
    return min(len(first), len(second)) == 1 or first[0][0] == second[0][0]


def _counts(word: str) -> bool:
    return len(word) >= SHORTEST and word[0].isupper() and _LATIN.fullmatch(word) is not None and not word.isupper()


def _differ(one: str, other: str, most: int) -> bool:
    """Tell two spellings of a word from two words: the same first letter, few others changed, not only an ending."""
    short, long = sorted((one, other), key=len)
    if long.startswith(short) and long[len(short) :][:1].isupper():
        return False  # the maker of a drink and the drink: "HalCo", "Hal"
    folded, other_folded = fold_accents(one), fold_accents(other)
    if one.casefold() == other.casefold() or folded[0] != other_folded[0]:
        return False
    if folded == other_folded:
        return True
    if {one.removesuffix("s"), one.removesuffix("n")} & {other, other.removesuffix("s"), other.removesuffix("n")}:
        return False  # plural, or the people of a place
    from rapidfuzz.distance import Levenshtein

    return Levenshtein.distance(folded, other_folded) <= min(most, len(one) // 2, len(other) // 2)


def _same_form(one: str, other: str, forms: tuple[str, ...]) -> bool:
    """Tell whether one form has both words: then they are two names."""
    return any(one in form.split() and other in form.split() for form in forms)


def _flag(text: str, one: str, other: str, seen: set[frozenset[str]]) -> Iterator[Flag]:
    pair = frozenset((one, other))
    counts = sorted((text.count(word), word) for word in pair)
    rare, usual = counts[0][1], counts[1][1]
    at = text.find(rare)
    if pair not in seen and at >= 0 and counts[1][0]:
        seen.add(pair)
        yield Flag("name-variant", f"“{rare}” is also spelled “{usual}” in this text", at, at + len(rare))
