"""Where in a text a costly pattern need look at all: around the characters or words without which it cannot match."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator


def merge_windows(anchors: Iterable[tuple[int, int]], before: int, after: int) -> Iterator[tuple[int, int]]:
    """Yield stretches that reach `before` and `after` each anchor, merged where they touch; anchors in order."""
    start = end = -1
    for first, last in anchors:
        if end < 0 or first - before > end:
            if end >= 0:
                yield start, end
            start = max(0, first - before)
        end = last + after
    if end >= 0:
        yield start, end


def match_from(
    start: re.Pattern[str], pattern: re.Pattern[str], text: str, places: Iterable[tuple[int, int]] | None = None
) -> Iterator[re.Match[str]]:
    """Yield the matches of `pattern`, in the places if they are given, that begin where `start` does.

    `start` should begin with a set of characters, to which the engine skips, instead of trying `pattern` at each one.
    """
    at = 0
    for first, last in ((0, len(text)),) if places is None else places:
        for found in start.finditer(text, first, last):
            match = pattern.match(text, found.start(), last) if found.start() >= at else None
            if match:
                at = match.end()
                yield match


def match_in(pattern: re.Pattern[str], text: str, places: Iterable[tuple[int, int]]) -> Iterator[re.Match[str]]:
    """Yield the matches of `pattern` that begin in the places; what stands before a place is seen by a lookbehind."""
    for start, end in places:
        yield from pattern.finditer(text, start, end)
