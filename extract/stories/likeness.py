"""How alike articles are: the cosine of their weighted words and names, less the further their dates are apart."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from extract.stories.features import Features
from extract.stories.rarity import Hashes, Numbers, Rarity

NAMES = 0.25
"""Share of the names in the likeness; the rest is that of the words, names among them."""
DECAY_DAYS = 14.0
"""Days between two articles after which they are alike by a factor of 1/e less."""
WINDOW_DAYS = 28
"""Days beyond which two dated articles are not compared."""
UNDATED = 0.75
"""Factor for two articles of which one has no date: they may be years apart."""
LEAST = 0.07
"""Likeness below which two articles are taken to have nothing in common."""
KEPT = 192
"""Features of an article that are kept, those of the most weight."""
WEIGHT_LEVELS = 255
"""Steps between 0 and 1 by which weights are stored."""
FEATURE_BYTES = 4
"""Of an encoded vector."""
FILTER_SIZE = 1 << 16
"""Places of the filter of what two articles may share, a power of two."""
TERMS = 16
"""Words of an article by which others find it, those of the most weight."""
SOUGHT = 48
"""Words of an article by which it finds others, whose terms they are."""


@dataclass(frozen=True, slots=True)
class Vector:
    """An article as others are compared with it: the hashes of its features and their weights, the greatest first."""

    hashes: Hashes
    weights: Numbers

    @property
    def terms(self) -> list[int]:
        """The hashes of its most telling words, by which others find it."""
        return self.sought[:TERMS]

    @property
    def sought(self) -> list[int]:
        """The hashes of the words by which it finds others, the most telling first."""
        words = self.hashes[self.hashes & np.uint32(1) == 0]  # see `hash_names`
        found: list[int] = words[:SOUGHT].tolist()
        return found

    def encode(self) -> bytes:
        """Encode it to be cached: four bytes a feature."""
        levels = np.ceil(self.weights * WEIGHT_LEVELS).astype(np.uint32)
        return (self.hashes << np.uint32(8) | levels).tobytes()

    @classmethod
    def decode(cls, encoded: bytes) -> Vector:
        """Decode what `encode` encoded."""
        packed = np.frombuffer(encoded, np.uint32)
        levels = (packed & np.uint32(255)).astype(np.float32)
        return cls(packed >> np.uint32(8), levels / np.float32(WEIGHT_LEVELS))


def make_vector(features: Features, rarity: Rarity) -> Vector:
    """Weight the words and names of an article by logarithmic frequency and rarity (tf-idf), as one unit vector."""
    words = _weigh(features.words, rarity.weigh_words(features.words), math.sqrt(1 - NAMES))
    names = _weigh(features.names, rarity.weigh_names(features.names), math.sqrt(NAMES))
    hashes, weights = np.concatenate([words[0], names[0]]), np.concatenate([words[1], names[1]])
    kept = np.lexsort((hashes, -weights))[:KEPT]
    chosen = weights[kept]
    norm = float(np.sqrt(chosen @ chosen))
    return Vector(hashes[kept], (chosen / norm if norm else chosen).astype(np.float32))


def _weigh(bag: Mapping[str, float], rarities: tuple[Hashes, Numbers], length: float) -> tuple[Hashes, Numbers]:
    hashes, rarity = rarities
    counts = np.fromiter(bag.values(), np.float32, len(bag))
    weights = np.log1p((math.e - 1) * counts) * rarity
    norm = float(np.sqrt(weights @ weights))
    return hashes, (weights * (length / norm) if norm else weights).astype(np.float32)


def compare(one: bytes, day: int | None, others: Sequence[bytes], days: Sequence[int | None]) -> list[float]:
    """Compute how alike an article is to each of others, 0 to 1; 0 where they have next to nothing in common.

    Args:
        one: the encoded vector of the article.
        day: of its publication, counted from any day; None where that is not known.
        others: the encoded vectors that it is compared with.
        days: of each of them.

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
    cosines = np.bincount(np.searchsorted(ends, at, "right"), products, minlength=len(others)) * _decay(day, days)
    found: list[float] = np.where(cosines >= LEAST, cosines, 0.0).tolist()
    return found


def _filter(hashes: Hashes, wanted: Hashes) -> npt.NDArray[np.intp]:
    """Find where hashes stand that may be wanted, by their lowest bits: of a thousand others three are found as well.

    As a Bloom filter of one hash function: what it leaves is searched for exactly, which takes longer.
    """
    known = np.zeros(FILTER_SIZE, np.bool_)
    known[wanted & np.uint32(FILTER_SIZE - 1)] = True
    return np.flatnonzero(known[hashes & np.uint32(FILTER_SIZE - 1)])


def _decay(day: int | None, days: Sequence[int | None]) -> npt.NDArray[np.float64]:
    if day is None:
        return np.full(len(days), UNDATED)
    apart = np.array([math.nan if other is None else abs(other - day) for other in days])
    decay: npt.NDArray[np.float64] = np.where(apart <= WINDOW_DAYS, np.exp(-apart / DECAY_DAYS), 0.0)
    return np.where(np.isnan(apart), UNDATED, decay)
