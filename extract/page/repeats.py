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
PARAGRAPH = 100
"""Code points from which a line is a paragraph, by which an article is known again."""
_LINE = re.compile(r"\S[^\n]*")


def digest(line: str) -> int:
    """Return 64 bits of a line, signed as SQLite has them, the same in every process."""
    return int.from_bytes(blake2b(line.strip().encode("utf-8", "replace"), digest_size=8).digest(), "big", signed=True)


def learn(articles: Iterable[str]) -> frozenset[int]:
    """Return the digests of the lines that stand in OFTEN or more of some articles of one source.

    An article that comes again, half of its paragraphs or more, is counted once.
    """
    counts: Counter[int] = Counter()
    paragraphs: set[str] = set()
    for text in articles:
        lines = {match[0].strip() for match in _LINE.finditer(text)}
        own = {line for line in lines if len(line) >= PARAGRAPH}
        if 2 * len(own & paragraphs) < len(own) or not own:
            counts.update(digest(line) for line in lines if SHORTEST <= len(line) <= LONGEST)
        paragraphs |= own
    return frozenset(line for line, count in counts.items() if count >= OFTEN)
