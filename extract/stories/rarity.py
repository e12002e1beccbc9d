"""How rare a word is, in the news at large and in the corpus at hand."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

import numpy as np

from extract.stories.features import Features, Hashes, Numbers
from extract.stories.frequencies import ARTICLES, UNKNOWN, read_frequencies

PRIOR = 1500
"""Articles of the news at large that weigh as much as those of the corpus: in a corpus of five articles its own counts
say nothing, in one of a hundred thousand they say what its topic is, which is no story."""
FEWEST = 2
"""Articles of a sample from which a word's count is kept: of the others most stand in that one only."""


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

    @classmethod
    def of(cls, sample: Iterable[Features]) -> Rarity:
        """Count the words and names of a sample of articles, of each once."""
        articles = 0
        hashes, counts = np.empty(0, np.uint32), np.empty(0, np.int64)
        for some in sample:
            articles += some.many
            hashes, place = np.unique(np.concatenate([hashes, some.hashes]), return_inverse=True)
            ones = np.ones(len(some.hashes), np.int64)
            counts = np.bincount(place, np.concatenate([counts, ones]), len(hashes)).astype(np.int64)
        kept = counts >= FEWEST
        return cls(hashes[kept], counts[kept].astype(np.float32), articles)

    def weigh(self, hashes: Hashes) -> Numbers:
        """Compute the inverse document frequency of each of these."""
        distinct, place = np.unique(hashes, return_inverse=True)  # articles have most of their words in common
        share = _look_up(*read_frequencies(), distinct, UNKNOWN) / np.float32(ARTICLES)
        unknown = 1 if self.articles else 0  # a word without a count stands in one article of the sample
        own = _look_up(self.hashes, self.counts, distinct, unknown)
        weights: Numbers = np.log((PRIOR + self.articles) / (PRIOR * share + own))
        return weights[place]

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
