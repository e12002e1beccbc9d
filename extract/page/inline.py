"""Furniture inside lines: marks that condemn a sentence of a long line, and captions that ran into the body."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator

from extract.page.phrases import marks
from extract.page.sentences import sentences

SHORT = 350


def within_lines(text: str, low: str, lines: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the short lines, and the sentences of long ones, that hold a mark of furniture."""
    starts = [start for start, _ in lines]
    for at, _ in marks(low, "mark"):
        a, b = lines[bisect(starts, at) - 1]
        if b - a < SHORT:
            yield a, b
        else:
            for start, end in sentences(text[a:b]):
                if a + start <= at < a + end and end - start < SHORT:
                    yield a + start, a + end
