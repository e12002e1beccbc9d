"""Whether two persons' names can be one person's: the same surname, and first names that are variants of each other.

A false merge is worse than a miss: a short word alone never joins anything.
"""

from __future__ import annotations

from functools import lru_cache

from extract.lexicon import name_words
from extract.names.fold import fold

NEAR_CERTAIN = 0.88
"""From this score on two full names are taken for one person's without further evidence."""

_GENDER = frozenset(
    frozenset(pair)
    for pair in (
        *(("", "a"), ("", "e"), ("", "ia"), ("", "ina"), ("", "ine"), ("", "le"), ("", "la"), ("o", "a"), ("e", "a")),
        *(("i", "a"), ("i", "ia"), ("er", "ra"), ("ro", "ra"), ("us", "a"), ("is", "ia"), ("os", "a")),
    )
)
"""Endings, after the letters they share, of a man's and a woman's form of one name."""

_GENERATIONS = (["jr"], ["sr"])
_TRANSLITERATION = (
    ("iy", "i"), ("yi", "i"), ("ii", "i"), ("yy", "i"), ("ij", "i"), ("ye", "e"), ("ie", "e"), ("yo", "o"),
    ("kh", "h"), ("zh", "z"), ("sch", "s"), ("sh", "s"), ("tch", "c"), ("ch", "c"), ("ks", "x"), ("ph", "f"),
    ("ou", "u"), ("oe", "o"), ("ue", "u"), ("ae", "a"), ("y", "i"), ("w", "v"), ("ck", "k"), ("q", "k"),
)  # fmt: skip
"""Letters by which transliterations of one name differ (Zelenskyy, Zelenskiy), in the order of replacement."""


@lru_cache(maxsize=8192)
def split_name(name: str) -> tuple[tuple[str, ...], str]:
    """Return the folded first names and the surname; particles belong to the surname."""
    words = [word for word in fold(name).split() if word not in ("jr", "sr", "ii", "iii")]
    if not words:
        return (), ""
    particles = name_words().particles
    start = len(words) - 1
    while start > 0 and words[start - 1] in particles:
        start -= 1
    return tuple(words[:start]), " ".join(words[start:])


@lru_cache(maxsize=8192)
def skeleton(word: str) -> str:
    """Reduce a folded word to a skeleton that its transliterations share."""
    for old, new in _TRANSLITERATION:
        word = word.replace(old, new)
    return "".join(c for i, c in enumerate(word) if i == 0 or c != word[i - 1])


def person_key(name: str) -> str | None:
    """Return the key that spellings of one full name share, or None for a name that is too short to join on.

    "Sébastien Lecornu" and "Sebastien Lecornu" share a key; "Sebastian Lecornu" has another, and is a case for
    `similarity`. The key is first name and surname as transliterations have them in common.
    """
    first, surname = split_name(name)
    if not first or len(surname.replace(" ", "")) < 3 or len(first[0]) < 2:
        return None
    return f"{skeleton(first[0])} {skeleton(surname)}"


def similarity(one: str, other: str) -> float:
    """Return 0 to 1: how sure it is that two full names are spellings of one. 0 where the surnames differ."""
    first_one, surname_one = split_name(one)
    first_other, surname_other = split_name(other)
    if not first_one or not first_other:
        return 0.0
    surnames = _ratio(skeleton(surname_one), skeleton(surname_other))
    if surnames < 0.86 or min(len(surname_one), len(surname_other)) < 4:
        return 1.0 if fold(one) == fold(other) else 0.0
    firsts = _ratio(skeleton(first_one[0]), skeleton(first_other[0]))
    if min(len(first_one[0]), len(first_other[0])) == 1:
        firsts = 0.8 if first_one[0][0] == first_other[0][0] else 0.0
    elif firsts < 0.75 or first_one[0][0] != first_other[0][0] or _gender_pair(first_one[0], first_other[0]):
        return 0.0
    return round(0.5 * surnames + 0.5 * firsts, 4)


def same_person(one: str, other: str, *, same_role: bool = False) -> bool:
    """Return whether two full names are one person's: near certain by their letters, or likely and in the same role."""
    score = similarity(one, other)
    if is_son(one, other):
        return False  # "Ada Holm Jr" and "Ada Holm" may be two: a false merge is worse
    return score >= NEAR_CERTAIN or (same_role and score >= 0.75)


def is_son(one: str, other: str) -> bool:
    """Return whether one of two names has a "Jr" or "Sr" behind it and the other has not."""
    return has_generation(one) != has_generation(other)


def has_generation(name: str) -> bool:
    """Return whether a name has a "Jr" or "Sr" behind it."""
    return fold(name).split()[-1:] in _GENERATIONS


def shortens(one: str, other: str) -> bool:
    """Return whether one of two full names is how the other ends: what lacks a first of several first names."""
    short, long = sorted((fold(one).split(), fold(other).split()), key=len)
    return 1 < len(short) < len(long) and long[-len(short) :] == short


def _gender_pair(one: str, other: str) -> bool:
    """Return whether two first names differ as Mario and Maria, Daniel and Danielle, Alexander and Alexandra do."""
    one, other = skeleton(one), skeleton(other)
    shared = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return frozenset((one[shared:], other[shared:])) in _GENDER


def _ratio(one: str, other: str) -> float:
    if one == other:
        return 1.0
    from rapidfuzz.distance import JaroWinkler, Levenshtein

    edits = Levenshtein.normalized_similarity(one, other)
    return max(edits, 0.5 * (edits + JaroWinkler.similarity(one, other)))
