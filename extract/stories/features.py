"""What tells one story from another: the words and the names of an article's title and first lines of prose."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from zlib import crc32

TITLE_WEIGHT = 3
"""How often the words of a title count."""
LEAD = 1500
"""Code points of prose that are looked at: what follows is background, which other stories have too."""
PROSE_WORDS = 6
"""Words from which a line is taken for prose: menus, credits and captions are shorter."""
TITLE_LENGTH = 400
"""Code points beyond which a title is none, but the first line of a text without one."""

_WORD = r"[^\W_]+(?:['’][^\W_]+)?"
_BEGINS = r".!?:\n“\"‘"  # a capital letter behind one of these says nothing of a name
_WORDS = re.compile(rf"(?<![{_BEGINS}])(?<![{_BEGINS}]\s)(?<!\A)(?<!\A\s)({_WORD})|({_WORD})")
"""Words within sentences, and those that begin one."""
_OUTLET = re.compile(r"\s[|–-]\s+[\w. ]{2,25}$")  # "Harbour closes | Torvik Courier"
_HEADLINE_CAPITALS = 0.7
"""Share of words with a capital letter from which a title is written in headline style, where all have one."""
_LONGEST_ENDING = 4
CACHED_WORDS = 1 << 15
"""Words that are cached as they are read, 300 bytes each."""


@dataclass(frozen=True, slots=True)
class Features:
    """Bags of words: how often each stands in title and lead, those of the title counted more."""

    words: Counter[str]
    """Stems in small letters."""
    names: Counter[str]
    """Words that have a capital letter within a sentence, in small letters."""


def list_features(title: str, text: str) -> Features:
    """Collect the features of an article from its title, which may be empty, and its text."""
    words: Counter[str] = Counter()
    names: Counter[str] = Counter()
    _count(title_words(title), TITLE_WEIGHT, words, names)
    _count(find_lead(text), 1, words, names)
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


def _count(text: str, weight: int, words: Counter[str], names: Counter[str]) -> None:
    found = _WORDS.findall(text)
    read = [_READ[inside or first] for inside, first in found]
    stems = [stemmed for _, stemmed, _ in read if stemmed]
    for _ in range(weight):
        words.update(stems)
    if weight > 1 and sum(capital for *_, capital in read) > _HEADLINE_CAPITALS * len(read):
        return
    for (inside, _), (word, stemmed, capital) in zip(found, read, strict=True):
        if capital and inside and stemmed:
            names[word] += weight


class _ReadWords(dict[str, tuple[str, str, bool]]):
    """Cache of words as they are read, by how they are written; it begins anew when it is full."""

    def __missing__(self, written: str) -> tuple[str, str, bool]:
        """Return the word in small letters, its stem (nothing for a single letter), and whether it has a capital."""
        if len(self) >= CACHED_WORDS:
            self.clear()
        word = fold_word(written)
        stemmed = stem(word) if len(word) > 1 or word.isdigit() else ""
        found = self[written] = word, stemmed, written[0].isupper()
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
