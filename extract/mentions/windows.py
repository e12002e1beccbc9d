"""Where in a text a costly pattern need look at all: around the characters or words without which it cannot match."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator


def windows(anchors: Iterable[tuple[int, int]], before: int, after: int) -> Iterator[tuple[int, int]]:
    """Yield stretches that reach `before` and `after` each anchor, merged where they touch; anchors in order."""
    start = end = -1
    for first, last in anchors:
        if first - before > end:
            if end >= 0:
                yield start, end
            start = max(0, first - before)
        end = last + after
    if end >= 0:
        yield start, end


def matches(pattern: re.Pattern[str], text: str, places: Iterable[tuple[int, int]]) -> Iterator[re.Match[str]]:
    """Yield the matches of `pattern` that begin in the places; what stands before a place is seen by a lookbehind."""
    for start, end in places:
        yield from pattern.finditer(text, start, end)
