"""What tells one story from another: the words and names of its title, and of its lead, the later the less."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from extract.stories.stems import HASH_BITS, LAST_HASH, fold_word, name_hash, stem, word_hash

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
_BARE_WORDS = re.compile(_WORD)
_WORDS = re.compile(rf"{_WORD}|[{_BEGINS}]\s?{_WORD}")
"""Words, with what begins a sentence before them."""
_OUTLET = re.compile(r"\s[|–-]\s+[\w. ]{2,25}$")  # "Harbour closes | Torvik Courier"
_HEADLINE_CAPITALS = 0.7
"""Share of words with a capital letter from which a title is written in headline style, where all have one."""
_TITLE_WEIGHTS = np.full(TITLE_LENGTH, TITLE_WEIGHT, np.float64)
_WEIGHTS = np.exp(-np.arange(LAST_WORD) / LEAD_WORDS)
"""What a word of the prose counts by its place."""
CACHED_WORDS = 1 << 16
"""Words whose hashes are cached as they are read, 150 bytes each."""

Hashes = npt.NDArray[np.uint32]
Numbers = npt.NDArray[np.float32]


class Features(NamedTuple):
    """Bags of words of some articles, as sparse rows: how much each word counts that stands in title and lead."""

    many: int
    """Articles that there are."""
    articles: npt.NDArray[np.intp]
    """The number of the article that a row is of, ascending."""
    hashes: Hashes
    """Of the feature, ascending within an article: even that of a stem in small letters; odd that of a word in small
    letters, as a name, which has a capital letter within a sentence."""
    counts: Numbers
    """The sum of the weights of the places where it stands."""


def list_features(articles: Sequence[tuple[str, str]]) -> Features:
    """Collect the features of articles from the title of each, which may be empty, and its text."""
    hashed, weights = [], []
    for title, text in articles:
        headline = _list_title(title)
        lead = _WORDS.findall(f"\n{find_lead(text)}")[:LAST_WORD]
        hashed.append(_hash_words(headline + lead))
        weights += [_TITLE_WEIGHTS[: len(headline)], _WEIGHTS[: len(lead)]]
    if not hashed:
        return Features(0, np.empty(0, np.intp), np.empty(0, np.uint32), np.empty(0, np.float32))
    both = np.concatenate(hashed)
    first = np.repeat(np.arange(len(hashed)) << HASH_BITS, [len(one) for one in hashed])
    words, names = both >> HASH_BITS, both & LAST_HASH
    found = np.concatenate([first[words > 0] | words[words > 0], first[names > 0] | names[names > 0]])
    counted = np.concatenate(weights)
    keys, place = np.unique(found, return_inverse=True)
    counts = np.bincount(place, np.concatenate([counted[words > 0], counted[names > 0]]), len(keys))
    return Features(len(hashed), keys >> HASH_BITS, (keys & LAST_HASH).astype(np.uint32), counts.astype(np.float32))


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


def _list_title(title: str) -> list[str]:
    """List the words of a title; where nearly all have a capital letter, it tells of no name, as at a beginning."""
    bare = title_words(title)
    words = _BARE_WORDS.findall(bare)
    if sum(word[0].isupper() for word in words) > _HEADLINE_CAPITALS * len(words):
        return [f"\n{word}" for word in words]
    return _WORDS.findall(f"\n{bare}")


class _HashedWords(dict[str, int]):
    """Cache of the hashes of words by how they are written, behind what begins a sentence."""

    def __missing__(self, written: str) -> int:
        """Hash a word as a stem and, in the lower bits, as a name if it is one; 0 for a single letter."""
        found = _BARE_WORDS.search(written)
        assert found
        folded = fold_word(found[0])
        hashed = 0
        if len(folded) > 1 or folded.isdigit():
            name = not found.start() and written[0].isupper()
            hashed = word_hash(stem(folded)) << HASH_BITS | (name_hash(folded) if name else 0)
        self[written] = hashed
        return hashed


_HASHED = _HashedWords()


def _hash_words(written: Sequence[str]) -> npt.NDArray[np.int64]:
    if len(_HASHED) > CACHED_WORDS:
        _HASHED.clear()
    return np.fromiter(map(_HASHED.__getitem__, written), np.int64, len(written))
