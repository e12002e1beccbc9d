"""How rare a word is, in the news at large and in the corpus at hand."""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from extract.stories.features import Features, stem, word_hash
from extract.tables import lines

ARTICLES = 39_404
"""That `frequencies.tsv` was counted in."""
PRIOR = 1500
"""Articles of the news at large that weigh as much as those of the corpus: in a corpus of five articles its own counts
say nothing, in one of a hundred thousand they say what its topic is, which is no story."""
UNKNOWN = 3
"""Articles at large that a word is taken to stand in that the table lacks: it has those of eight and more."""
CACHED_WORDS = 1 << 15
"""Words whose hash and weight are cached, and as many names: 130 bytes each. More than an article has."""
FEWEST = 2
"""Articles of a sample from which a word's count is kept: of the others most stand in that one only."""

Hashes = npt.NDArray[np.uint32]
Numbers = npt.NDArray[np.float32]


def hash_words(bag: Iterable[str]) -> Hashes:
    """Hash the words of a bag, those that count as words, to 24 bits."""
    return np.array([word_hash(word) for word in bag], dtype=np.uint32)


def hash_names(bag: Iterable[str]) -> Hashes:
    """Hash the words of a bag, those that count as names: the same word is another feature then."""
    return np.array([word_hash(word) | 1 for word in bag], dtype=np.uint32)


class WeighedWords:
    """Cache of the hashes and weights of words; it begins anew when it is full."""

    def __init__(self, hash_bag: Callable[[Iterable[str]], Hashes], weigh: Callable[[Hashes], Numbers]) -> None:
        """Make an empty one; what it lacks is hashed and weighed as these do."""
        self._hash, self._weigh = hash_bag, weigh
        self._rows: dict[str, int] = {}
        self._hashes, self._weights = np.empty(CACHED_WORDS, np.uint32), np.empty(CACHED_WORDS, np.float32)

    def look_up(self, bag: Collection[str]) -> tuple[Hashes, Numbers]:
        """Return the hash and the weight of each word."""
        rows = self._rows
        new = [word for word in bag if word not in rows]
        if len(rows) + len(new) > CACHED_WORDS:
            rows.clear()
            new = list(bag)
        if new:
            first, end = len(rows), len(rows) + len(new)
            hashes = self._hashes[first:end] = self._hash(new)
            self._weights[first:end] = self._weigh(hashes)
            rows.update(zip(new, range(first, end), strict=True))
        found = np.fromiter(map(rows.__getitem__, bag), np.intp, len(bag))
        return self._hashes[found], self._weights[found]


class Rarity:
    """Inverse document frequencies by hash: the corpus's counts, with the news at large as prior."""

    def __init__(self, hashes: Hashes, counts: Numbers, articles: int) -> None:
        """Make one from a sample of the corpus.

        Args:
            hashes: of words and names, ascending.
            counts: in how many articles of the sample each stands.
            articles: of the sample.

        """
        self.hashes, self.counts, self.articles = hashes, counts, articles
        self._words, self._names = WeighedWords(hash_words, self.weigh), WeighedWords(hash_names, self.weigh)

    @classmethod
    def of(cls, sample: Iterable[Features]) -> Rarity:
        """Count the words and names of a sample of articles."""
        found: Counter[int] = Counter()
        articles = 0
        for one in sample:
            found.update({*hash_words(one.words).tolist(), *hash_names(one.names).tolist()})
            articles += 1
        kept = sorted((value, count) for value, count in found.items() if count >= FEWEST)
        hashes = np.array([value for value, _ in kept], dtype=np.uint32)
        return cls(hashes, np.array([count for _, count in kept], dtype=np.float32), articles)

    def weigh(self, hashes: Hashes) -> Numbers:
        """Compute the inverse document frequency of each of these."""
        share = _look_up(*_at_large(), hashes, UNKNOWN) / ARTICLES
        own = _look_up(self.hashes, self.counts, hashes, 1 if self.articles else 0)
        return np.log((PRIOR + self.articles) / (PRIOR * share + own)).astype(np.float32)

    def weigh_words(self, bag: Collection[str]) -> tuple[Hashes, Numbers]:
        """Look up hash and inverse document frequency of each of some words."""
        return self._words.look_up(bag)

    def weigh_names(self, bag: Collection[str]) -> tuple[Hashes, Numbers]:
        """Look up the same of words that count as names."""
        return self._names.look_up(bag)

    def encode(self) -> bytes:
        """Encode it for the index."""
        head = np.array([self.articles, len(self.hashes)], dtype=np.uint32)
        steps = np.diff(self.hashes, prepend=np.uint32(0))
        return head.tobytes() + zlib.compress(steps.tobytes() + self.counts.astype(np.uint16).tobytes())

    @classmethod
    def decode(cls, encoded: bytes) -> Rarity:
        """Decode what `encode` encoded."""
        articles, many = np.frombuffer(encoded, np.uint32, 2).tolist()
        packed = zlib.decompress(encoded[8:])
        hashes = np.cumsum(np.frombuffer(packed, np.uint32, many), dtype=np.uint32)
        return cls(hashes, np.frombuffer(packed, np.uint16, many, 4 * many).astype(np.float32), articles)


def _look_up(hashes: Hashes, counts: Numbers, wanted: Hashes, unknown: float) -> Numbers:
    if not len(hashes):
        return np.full(len(wanted), unknown, dtype=np.float32)
    at = np.minimum(np.searchsorted(hashes, wanted), len(hashes) - 1)
    return np.where(hashes[at] == wanted, counts[at], np.float32(unknown))


@lru_cache(maxsize=1)
def _at_large() -> tuple[Hashes, Numbers]:
    """Count in how many articles of the news at large each word and name stands: hashes ascending, and counts.

    Some 0.5 MB, kept by the process that indexes; reading it takes some 200 ms.
    """
    words = {word: int(articles) for _, (word, articles) in lines("extract.stories", "frequencies.tsv")[1:]}
    stems = _count_stems(words)
    hashes = np.concatenate([hash_words(stems), hash_names(words)])
    counts = np.array([*stems.values(), *words.values()], dtype=np.float32)
    order = np.argsort(hashes, kind="stable")
    return hashes[order], np.minimum(counts[order], ARTICLES)


def _count_stems(words: Mapping[str, int]) -> Mapping[str, int]:
    """Count in how many articles of the news at large each stem stands, at most: those of its words, added up."""
    counts: Counter[str] = Counter()
    for word, articles in words.items():
        counts[stem(word)] += articles
    return counts
