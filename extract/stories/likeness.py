"""How alike articles are: the cosine of their weighted words and names, less the further their dates are apart."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from extract.stories.features import Features, Hashes, Numbers, list_features
from extract.stories.rarity import Rarity
from extract.stories.stems import HASH_BITS, LAST_HASH

NAMES = 0.25
"""Share of the names in the likeness; the rest is that of the words, names among them."""
DECAY_DAYS = 14.0
"""Days between two articles after which they are alike by a factor of 1/e less."""
WINDOW_DAYS = 28
"""Days beyond which two dated articles are not compared."""
UNDATED, HALF_DATED = 0.75, 0.6
"""Factors for two articles without dates, and at most for two of which one has none; see `measure_undated`."""
CONFUSION, CONFUSED = 0.3, 500
"""By how much these factors are divided the more articles of other times there are: 1 and so much for each time that
they are e times as many, from so many on. Chosen where 15 % of 2,000, 8,000 and 39,404 articles had their dates hidden:
of the hidden ones that joined a story 65 % joined one of another time without it, 24 % with it (of the 39,404)."""
LEAST = 0.07
"""Likeness below which two articles are taken to have nothing in common."""
KEPT = 192
"""Features of an article that are kept, those of the most weight."""
WEIGHT_LEVELS = 255
"""Steps between 0 and 1 by which weights are stored."""
WEIGHT_BITS = 30
"""Of a positive number of 32 bits that is at most 1."""
LAST_WEIGHT = (1 << WEIGHT_BITS) - 1
SHORTEST = 1e-30
"""Length from which a vector is made one of length 1: that of words which are all in every article is 0."""
CHUNK = 256
"""Articles whose vectors are made together."""
FEATURE_BYTES = 4
"""Of an encoded vector."""
FILTER_SIZE = 1 << 16
"""Places of the filter of what two articles may share, a power of two."""
TERMS = 16
"""Words of an article by which others find it, those of the most weight."""
SOUGHT = 48
"""Words of an article by which it finds others, whose terms they are."""


class Vector(NamedTuple):
    """An article as others are compared with it: the hashes of its features and their weights, the greatest first."""

    hashes: Hashes
    weights: Numbers

    def words(self, most: int) -> tuple[Hashes, Numbers]:
        """Return hashes and weights of its most telling words, without what counts as names."""
        found = np.flatnonzero(self.hashes & np.uint32(1) == 0)[:most]  # see `Features`
        return self.hashes[found], self.weights[found]

    @classmethod
    def decode(cls, encoded: bytes) -> Vector:
        """Decode what `make_vectors` made."""
        packed = np.frombuffer(encoded, np.uint32)
        levels = (packed & np.uint32(255)).astype(np.float32)
        return cls(packed >> np.uint32(8), levels / np.float32(WEIGHT_LEVELS))


def make_vectors(articles: Sequence[tuple[str, str]], rarity: Rarity) -> Iterator[bytes]:
    """Make the vectors of articles, each of a title and a text: `FEATURE_BYTES` a feature, the greatest weight first.

    Words and names are weighted by logarithmic frequency and rarity (tf-idf), as one unit vector.
    """
    for features in chunk_features(articles):
        yield from _encode(features, rarity)


def chunk_features(articles: Sequence[tuple[str, str]]) -> Iterator[Features]:
    """Collect the features of articles, of some at a time: what is in between takes 20 kB an article."""
    for first in range(0, len(articles), CHUNK):
        yield list_features(articles[first : first + CHUNK])


def _encode(features: Features, rarity: Rarity) -> Iterator[bytes]:
    """Encode the vectors of a chunk of articles, of all of which the features are sorted by weight at once.

    What is sorted has the article in its highest bits, then the complement of the weight, which is positive, so that
    its bits are ordered as it is, and the hash in the lowest.
    """
    many, hashes = features.many, features.hashes
    weights = np.log1p((math.e - 1) * features.counts) * rarity.weigh(hashes)
    names = hashes & np.uint32(1)
    bags = 2 * features.articles + names
    lengths = np.sqrt(np.bincount(bags, weights * weights, 2 * many))
    weights *= np.tile([math.sqrt(1 - NAMES), math.sqrt(NAMES)], many)[bags] / np.maximum(lengths, SHORTEST)[bags]
    bits = weights.astype(np.float32).view(np.uint32).astype(np.int64)
    ranked = np.sort(features.articles << WEIGHT_BITS + HASH_BITS | LAST_WEIGHT - bits << HASH_BITS | hashes)
    articles = ranked >> WEIGHT_BITS + HASH_BITS
    ends = np.searchsorted(articles, np.arange(many + 1))
    kept = np.arange(len(ranked)) - ends[articles] < KEPT
    articles, ranked = articles[kept], ranked[kept]
    bits = LAST_WEIGHT - (ranked >> HASH_BITS & LAST_WEIGHT)
    weights = bits.astype(np.uint32).view(np.float32)
    lengths = np.sqrt(np.bincount(articles, weights * weights, many))
    shares = np.minimum(weights / np.maximum(lengths, SHORTEST)[articles], 1)
    levels = np.ceil(shares * WEIGHT_LEVELS).astype(np.int64)
    packed = ((ranked & LAST_HASH) << 8 | levels).astype(np.uint32)
    ends = np.searchsorted(articles, np.arange(many + 1))
    return (packed[first:end].tobytes() for first, end in pairwise(ends.tolist()))


def measure_undated(articles: int, days: Sequence[int | None]) -> float:
    """Compute the factor for two articles without dates in a corpus.

    The more articles of other times there are, the more of them are as alike by chance, or by their topic, as those of
    one happening. So an article without a date must have more in common with others in a pile of ten years than in one
    of two weeks, or of a few hundred articles.

    Args:
        articles: of the corpus.
        days: of some of them, of which those of two articles at random tell how often two are of other times.

    """
    windows = Counter(day // WINDOW_DAYS for day in days if day is not None)
    dated = windows.total()
    if not dated:
        return UNDATED
    same_time = sum(many * many for many in windows.values()) / dated**2
    other_times = articles * dated / len(days) * (1 - same_time)
    return UNDATED / (1 + CONFUSION * math.log1p(other_times / CONFUSED))


def compare(
    one: bytes, day: int | None, others: Sequence[bytes], days: Sequence[int | None], undated: float
) -> list[float]:
    """Compute how alike an article is to each of others, 0 to 1; 0 where they have next to nothing in common.

    Args:
        one: the encoded vector of the article.
        day: of its publication, counted from any day; None where that is not known.
        others: the encoded vectors that it is compared with.
        days: of each of them.
        undated: factor where one of two has no day.

    """
    if not others or not one:
        return [0.0] * len(others)
    own = Vector.decode(one)
    order = np.argsort(own.hashes)
    hashes, weights = own.hashes[order], own.weights[order]
    packed = np.frombuffer(b"".join(others), np.uint32)
    at = _filter(packed >> np.uint32(8), hashes)
    shared = Vector.decode(packed[at].tobytes())
    place = np.minimum(np.searchsorted(hashes, shared.hashes), len(hashes) - 1)
    products = np.where(hashes[place] == shared.hashes, weights[place], 0) * shared.weights
    ends = np.cumsum([len(other) // FEATURE_BYTES for other in others])
    cosines = np.bincount(np.searchsorted(ends, at, "right"), products, minlength=len(others)) * _decay(
        day, days, undated
    )
    found: list[float] = np.where(cosines >= LEAST, cosines, 0.0).tolist()
    return found


def _filter(hashes: Hashes, wanted: Hashes) -> npt.NDArray[np.intp]:
    """Find where hashes stand that may be wanted, by their lowest bits: of a thousand others three are found as well.

    As a Bloom filter of one hash function: what it leaves is searched for exactly, which takes longer.
    """
    known = np.zeros(FILTER_SIZE, np.bool_)
    known[wanted & np.uint32(FILTER_SIZE - 1)] = True
    return np.flatnonzero(known[hashes & np.uint32(FILTER_SIZE - 1)])


def _decay(day: int | None, days: Sequence[int | None], undated: float) -> npt.NDArray[np.float64]:
    half_dated = min(HALF_DATED, undated)
    if day is None:
        return np.array([undated if other is None else half_dated for other in days])
    apart = np.array([math.nan if other is None else abs(other - day) for other in days])
    decay: npt.NDArray[np.float64] = np.where(apart <= WINDOW_DAYS, np.exp(-apart / DECAY_DAYS), 0.0)
    return np.where(np.isnan(apart), half_dated, decay)
