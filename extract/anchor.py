"""Anchors of annotations: a passage is found again after its text has changed.

A passage is kept with both selectors of the W3C Web Annotation model: TextPositionSelector (start, end) and
TextQuoteSelector (exact, prefix, suffix), https://www.w3.org/TR/annotation-model/#selectors. Finding it follows
Hypothesis: where it was, if it still stands there; else where the same words stand between the most similar
neighbours; else the most similar stretch of text, if it is similar enough.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

CONTEXT = 32
"""Code points of prefix and suffix, as Hypothesis keeps."""

SIMILAR = 75.0
"""Percent of similarity below which an edited passage is called lost."""


@dataclass(frozen=True, slots=True)
class Selector:
    """Where a passage stood and what stood there. Offsets are code points, `end` exclusive."""

    start: int
    end: int
    exact: str
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class AnchorMatch:
    """Where a passage stands now."""

    start: int
    end: int
    score: float
    """Percent of similarity; 100 where the words are the same."""


def select(text: str, start: int, end: int) -> Selector:
    """Make the selector of `text[start:end]`."""
    return Selector(start, end, text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT])


def find(text: str, selector: Selector) -> AnchorMatch | None:
    """Find the passage in a text that may have changed; None where it is no longer there."""
    if not selector.exact:
        return None
    places = list(_occurrences(text, selector.exact))
    if places:
        start = max(places, key=lambda place: (_neighbours(text, place, selector), -abs(place - selector.start)))
        return AnchorMatch(start, start + len(selector.exact), 100.0)
    return _similar(text, selector)


def _occurrences(text: str, words: str) -> Iterator[int]:
    place = text.find(words)
    while place >= 0:
        yield place
        place = text.find(words, place + 1)


def _neighbours(text: str, place: int, selector: Selector) -> int:
    """Count the code points before and after a place that are as they were, outwards from the words."""
    end = place + len(selector.exact)
    before = text[max(0, place - len(selector.prefix)) : place][::-1]
    after = text[end : end + len(selector.suffix)]
    return _alike(before, selector.prefix[::-1]) + _alike(after, selector.suffix)


def _alike(one: str, other: str) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _similar(text: str, selector: Selector) -> AnchorMatch | None:
    """Find the most similar stretch of text (rapidfuzz's partial ratio), widened to whole words."""
    from rapidfuzz.fuzz import partial_ratio_alignment

    if len(text) < len(selector.exact) // 2:
        return None
    best = partial_ratio_alignment(selector.exact, text, score_cutoff=SIMILAR)
    if best is None or best.dest_start == best.dest_end:
        return None
    start, end = best.dest_start, best.dest_end
    while start > 0 and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return AnchorMatch(start, end, best.score)
