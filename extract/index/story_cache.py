"""What grouping articles into stories computes and can use again, kept from one run of a process to the next."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from extract.stories.rarity import Rarity

CACHED_ARTICLES = 10_000
"""Articles whose likeness to others is cached, some 2 kB each."""
CACHED_VECTORS = 30_000
"""Encoded vectors of articles that are cached, 0.8 kB each."""

Pairs = dict[int, float]
"""How alike an article is to others, by their number in the order of the scan (`added`)."""


@dataclass(slots=True)
class StoryCache:
    """Rarity, vectors and likeness of the articles of one index, valid as long as these count words as they did.

    Articles are known by their number in the order of the scan, which no other article of the index ever has.
    """

    valid_for: object = None
    """The index, and at how many articles its words were counted."""
    rarity: Rarity | None = None
    undated: float = 0.0
    """Factor of the likeness of two articles of which one has no date."""
    vectors: dict[int, bytes] = field(default_factory=dict)
    """Encoded; the first made goes first."""
    pairs: OrderedDict[int, Pairs] = field(default_factory=OrderedDict)
    """The least recently used goes first."""

    def use_for(self, index: object) -> None:
        """Empty it, unless it holds what was computed for this index with these counts."""
        if self.valid_for != index:
            self.valid_for, self.rarity = index, None
            self.vectors.clear()
            self.pairs.clear()

    def add_vector(self, added: int, vector: bytes) -> None:
        """Cache the vector of an article."""
        self.vectors[added] = vector
        if len(self.vectors) > CACHED_VECTORS:
            del self.vectors[next(iter(self.vectors))]

    def find_pairs(self, articles: Iterable[int]) -> dict[int, Pairs]:
        """Look up how alike articles are to others, those of them that are cached, which are used with that."""
        found = {added: self.pairs[added] for added in articles if added in self.pairs}
        for added in found:
            self.pairs.move_to_end(added)
        return found

    def add_pairs(self, added: int, found: Pairs) -> None:
        """Cache how alike an article is to others, which learn of it."""
        for other, value in found.items():
            if other in self.pairs:
                self.pairs[other][added] = value
        self.pairs[added] = found
        while len(self.pairs) > CACHED_ARTICLES:
            self.pairs.popitem(last=False)
