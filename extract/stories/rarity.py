"""How rare a word is, in the news at large and in the corpus at hand."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import cache

from extract.stories.features import stem
from extract.tables import lines

ARTICLES = 39_404
"""That `frequencies.tsv` was counted in."""
PRIOR = 1500
"""Articles of the news at large that weigh as much as those of the corpus: in a corpus of five articles its own counts
say nothing, in one of a hundred thousand they say what its topic is, which is no story."""
UNKNOWN = 3
"""Articles at large that a word is taken to stand in that the table lacks: it has those of eight and more."""


def measure_rarity(bags: Iterable[Mapping[str, int]], large: Mapping[str, int]) -> Callable[[str], float]:
    """Make the inverse document frequency of each word: the corpus's counts, with the news at large as prior.

    Args:
        bags: the words of each article.
        large: in how many articles of the news at large a word stands.

    """
    found: Counter[str] = Counter()
    articles = 0
    for bag in bags:
        found.update(bag.keys())
        articles += 1

    @cache
    def rarity(word: str) -> float:
        share = min(large.get(word, UNKNOWN), ARTICLES) / ARTICLES
        return math.log((PRIOR + articles) / (PRIOR * share + found[word]))

    return rarity


def word_counts() -> Mapping[str, int]:
    """Count in how many articles of the news at large each word stands.

    Read anew each time, in some 50 ms: kept, the table would be a tenth of what the browser's process may take.
    """
    return {word: int(articles) for _, (word, articles) in lines("extract.stories", "frequencies.tsv")[1:]}


def stem_counts(words: Mapping[str, int]) -> Mapping[str, int]:
    """Count in how many articles of the news at large each stem stands, at most: those of its words, added up."""
    counts: Counter[str] = Counter()
    for word, articles in words.items():
        counts[stem(word)] += articles
    return counts
