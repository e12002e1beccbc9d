"""Lines that a source repeats from article to article: furniture that no table of phrases could know."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from hashlib import blake2b

SHORTEST, LONGEST = 4, 300
"""Code points of the lines that are counted: shorter ones repeat by chance, longer ones are articles run twice."""
OFTEN = 5
"""In how many articles of a source a line must stand to be its furniture; fewer are agency copy or a series."""
_LINE = re.compile(r"\S[^\n]*")


def digest(line: str) -> int:
    """Return 64 bits of a line, signed as SQLite has them, the same in every process."""
    return int.from_bytes(blake2b(line.strip().encode("utf-8", "replace"), digest_size=8).digest(), "big", signed=True)


def digests(text: str) -> frozenset[int]:
    """Return the digests of the lines of an article that may be furniture, each once."""
    lines = {match[0].strip() for match in _LINE.finditer(text)}
    return frozenset(digest(line) for line in lines if SHORTEST <= len(line) <= LONGEST)


def learn(articles: Iterable[str]) -> Counter[int]:
    """Return in how many of some articles of one source each line stands; counters of several batches add up."""
    counts: Counter[int] = Counter()
    for text in articles:
        counts.update(digests(text))
    return counts


def repeated(counts: Counter[int], often: int = OFTEN) -> frozenset[int]:
    """Return the digests of the lines that a source repeats, for `furniture(text, repeated)`."""
    return frozenset(line for line, count in counts.items() if count >= often)
