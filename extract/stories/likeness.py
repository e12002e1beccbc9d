"""How alike articles are: the cosine of their weighted words and names, less the further their dates are apart.

Every article is compared with those of the days around it only, so that the work grows with the corpus and not with
its square. An inverted index whose postings are in the order of the dates finds them: a window of days is one slice of
each posting list.
"""

from __future__ import annotations

import math
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain

import numpy as np
import numpy.typing as npt

from extract.stories.features import Features
from extract.stories.rarity import measure_rarity, stem_counts, word_counts

NAMES = 0.3
"""Share of the names in the likeness; the rest is that of the words, names among them."""
DECAY_DAYS = 12.0
"""Days between two articles after which they are alike by a factor of 1/e less."""
WINDOW_DAYS = 28
"""Days beyond which two dated articles are not compared."""
UNDATED = 0.75
"""Factor for two articles of which one has no date: they may be years apart."""
KNOWN_BEARERS = 2000
"""Articles of a word beyond which it does not decide which articles an undated one is compared with."""
LEAST = 0.07
"""Likeness below which two articles are taken to have nothing in common."""

_Floats = npt.NDArray[np.float32]
_Integers = npt.NDArray[np.int64]


def compare_articles(
    features: Sequence[Features], days: Sequence[int | None], others: Sequence[Features] = ()
) -> Iterator[tuple[int, int, float]]:
    """Yield the pairs of articles that have something in common, as numbers in the order given and their likeness.

    Args:
        features: of each article.
        days: on which each was published, counted from any day; None where that is not known.
        others: of other articles of the corpus, which are not compared but tell what is rare in it.

    """
    order = sorted(range(len(days)), key=lambda number: (days[number] is None, days[number] or 0, number))
    dated = sum(day is not None for day in days)
    table = _Postings([features[number] for number in order], others)
    at = np.array([days[number] or 0 for number in order[:dated]], dtype=np.int64)
    lows = np.searchsorted(at, at - WINDOW_DAYS)
    for number in range(len(order)):
        if number < dated:
            low = int(lows[number])
            likeness = table.compare(number, low, number) * np.exp((at[low:number] - at[number]) / DECAY_DAYS)
        else:
            low = 0
            likeness = table.compare(number, 0, number, KNOWN_BEARERS) * UNDATED
        for other in np.flatnonzero(likeness >= LEAST).tolist():
            yield order[low + other], order[number], float(likeness[other])


class _Postings:
    """An inverted index: for each feature the articles that have it, in order, with its weight in their vector."""

    def __init__(self, features: Sequence[Features], others: Sequence[Features]) -> None:
        self._articles = len(features)
        numbers: defaultdict[tuple[str, str], int] = defaultdict()
        numbers.default_factory = numbers.__len__
        starts, keys, weights = array("q", [0]), array("q"), array("f")
        large = word_counts()
        of_words = measure_rarity((one.words for one in chain(features, others)), stem_counts(large))
        of_names = measure_rarity((one.names for one in chain(features, others)), large)
        for one in features:
            for kind, bag, rarity, share in (
                ("word", one.words, of_words, 1 - NAMES),
                ("name", one.names, of_names, NAMES),
            ):
                vector = _unit_vector(bag, rarity, math.sqrt(share))
                keys.extend(numbers[kind, word] for word in vector)
                weights.extend(vector.values())
            starts.append(len(keys))
        self._starts = np.frombuffer(starts, dtype=np.int64)
        self._features: _Integers = np.frombuffer(keys, dtype=np.int64) if keys else np.zeros(0, np.int64)
        self._weights: _Floats = np.frombuffer(weights, dtype=np.float32) if weights else np.zeros(0, np.float32)
        article = np.repeat(np.arange(self._articles), np.diff(self._starts))
        where = np.argsort(self._features * self._articles + article, kind="stable")
        self._posted = (self._features * self._articles + article)[where]
        self._posted_articles = article[where]
        self._posted_weights = self._weights[where]
        self._bearers = np.bincount(self._features, minlength=len(numbers))

    def compare(self, article: int, low: int, high: int, most: int | None = None) -> npt.NDArray[np.float64]:
        """Compute the cosine of an article with those from `low` to before `high`.

        With `most`, features of more articles than that are passed over, unless the corpus is small.
        """
        own = slice(self._starts[article], self._starts[article + 1])
        features, weights = self._features[own], self._weights[own]
        if most is not None:
            few = self._bearers[features] <= most
            features, weights = features[few], weights[few]
        begin = np.searchsorted(self._posted, features * self._articles + low)
        lengths = np.searchsorted(self._posted, features * self._articles + high) - begin
        ends = np.cumsum(lengths)
        total = int(ends[-1]) if len(ends) else 0
        where = np.arange(total) + np.repeat(begin - ends + lengths, lengths)
        products = self._posted_weights[where] * np.repeat(weights, lengths)
        summed = np.bincount(self._posted_articles[where] - low, products, minlength=high - low)
        return summed.astype(np.float64)  # of nothing, whole numbers


def _unit_vector(bag: Mapping[str, int], rarity: Callable[[str], float], length: float) -> dict[str, float]:
    """Weight the words of a bag by logarithmic frequency and rarity (tf-idf), as a vector of the length given."""
    vector = {word: (1 + math.log(count)) * rarity(word) for word, count in bag.items()}
    norm = math.sqrt(sum(weight * weight for weight in vector.values()))
    return {word: weight * length / norm for word, weight in vector.items()} if norm else {}
