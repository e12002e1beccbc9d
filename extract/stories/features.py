"""What tells one story from another: the words and names of its title, and of its lead, the later the less."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import repeat
from zlib import crc32

TITLE_WEIGHT = 4
"""How often the words of a title count."""
LEAD_WORDS = 250
"""Words of prose after which a word counts for 1/e less: more and more of it is background, which other stories have
too, but columns and features come to the point late."""
LAST_WORD = 500
"""Word of prose behind which none is looked at."""
LEAD = 8 * LAST_WORD
"""Code points of prose that are looked at, at most."""
PROSE_WORDS = 6
"""Words from which a line is taken for prose: menus, credits and captions are shorter."""
TITLE_LENGTH = 400
"""Code points beyond which a title is none, but the first line of a text without one."""

_WORD = r"[^\W_]+(?:['’][^\W_]+)?"
_BEGINS = r".!?:\n“\"‘"  # a capital letter behind one of these says nothing of a name
_WORDS = re.compile(rf"(?=[^\W_a-z0-9])(?<![{_BEGINS}])(?<![{_BEGINS}]\s)(?<!\A)(?<!\A\s)({_WORD})|({_WORD})")
"""Words within sentences that have a capital letter, and all others."""
_OUTLET = re.compile(r"\s[|–-]\s+[\w. ]{2,25}$")  # "Harbour closes | Torvik Courier"
_HEADLINE_CAPITALS = 0.7
"""Share of words with a capital letter from which a title is written in headline style, where all have one."""
_WEIGHTS = [math.exp(-place / LEAD_WORDS) for place in range(LAST_WORD)]
"""What a word of the prose counts by its place."""
_LONGEST_ENDING = 4
CACHED_WORDS = 1 << 15
"""Words that are cached as they are read, 300 bytes each."""


@dataclass(frozen=True, slots=True)
class Features:
    """Bags of words: how much each counts that stands in title and lead."""

    words: Mapping[str, float]
    """Stems in small letters."""
    names: Mapping[str, float]
    """Words that have a capital letter within a sentence, in small letters."""


def list_features(title: str, text: str) -> Features:
    """Collect the features of an article from its title, which may be empty, and its text."""
    words: defaultdict[str, float] = defaultdict(float)
    names: defaultdict[str, float] = defaultdict(float)
    headline = _WORDS.findall(title_words(title))
    _add(headline, repeat(TITLE_WEIGHT), words, defaultdict(float) if _has_headline_style(headline) else names)
    _add(_WORDS.findall(find_lead(text)), _WEIGHTS, words, names)
    words.pop("", None)
    return Features(words, names)


def title_words(title: str) -> str:
    """Return a title without the outlet's name behind it; nothing where it is too long to be one."""
    return "" if len(title) > TITLE_LENGTH else _OUTLET.sub("", title)


def find_lead(text: str) -> str:
    """Return the first lines of prose, joined; the beginning of a text that has none."""
    lines: list[str] = []
    room = LEAD
    for line in text.split("\n"):
        if line.count(" ") >= PROSE_WORDS - 1 and len(line.split()) >= PROSE_WORDS:
            lines.append(line.strip())
            room -= len(lines[-1])
            if room <= 0:
                break
    return "\n".join(lines)[:LEAD] or text[:LEAD]


def _has_headline_style(found: Sequence[tuple[str, str]]) -> bool:
    """Tell whether nearly all words of a title begin with a capital letter, so that none says of a name."""
    capitals = sum((inside or first)[0].isupper() for inside, first in found)
    return capitals > _HEADLINE_CAPITALS * len(found)


def _add(
    found: Iterable[tuple[str, str]],
    weights: Iterable[float],
    words: defaultdict[str, float],
    names: defaultdict[str, float],
) -> None:
    """Add words as `_WORDS` found them to both bags, each with its weight, as far as there are weights."""
    read = _READ
    for (inside, first), weight in zip(found, weights, strict=False):
        stemmed, name = read[inside or first]
        words[stemmed] += weight
        if name and inside:
            names[name] += weight


class _ReadWords(dict[str, tuple[str, str]]):
    """Cache of words as they are read, by how they are written; it begins anew when it is full."""

    def __missing__(self, written: str) -> tuple[str, str]:
        """Return a word's stem, and the word in small letters if it has a capital; nothing for a single letter."""
        if len(self) >= CACHED_WORDS:
            self.clear()
        word = fold_word(written)
        told = len(word) > 1 or word.isdigit()
        found = self[written] = (stem(word), word if written[0].isupper() else "") if told else ("", "")
        return found


_READ = _ReadWords()


@lru_cache(maxsize=CACHED_WORDS)
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
    return crc32(word.encode("utf-8", "surrogatepass")) & 0xFFFFFE
