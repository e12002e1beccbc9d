"""Which lines of a flattened page are the article: a small linear classifier, applied three times.

The first pass scores each line by what it looks like. The second and the third score it again with the scores of its
neighbours and its place relative to the stretch of lines that looks most like an article (auto-context, Tu and Bai
2010). The article is then the stretch of greatest sum, less the lines in it that are clearly something else. Weights
(`weights.tsv`) were trained by `tests/bench/train_furniture.py`, which says on what and how well they do.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import accumulate
from math import log1p

from extract.page.lines import Line
from extract.page.tables import rows

CLIP = 5.0
"""Scores count up to here either way: one line that is sure of itself must not decide over twenty."""
LEAN = 0.4
"""Added to each score when the stretch is chosen: a page has an article even where little looks like it."""
INSIDE = -1.0
"""The score below which a line within the article is furniture."""
LONG = 90
"""Code points of a line that counts as a paragraph: what stands beside a line but for pictures and links between."""
FAR, NEAR = 6, 2
"""Lines from the stretch within which a line may still belong to it."""

CONTEXT = (
    *("bias", "own", "before1", "after1", "before2", "after2", "before3", "after3"),
    *("sum-before3", "sum-after3", "sum-before10", "sum-after10", "mean13", "first", "last", "total"),
    *("within", "within*own", "near-above", "mid-above", "far-above", "near-below", "mid-below", "far-below"),
    *("after-comments", "among-comments", "after-tail", "within*bullet", "within*short", "size"),
    *("long-before", "long-after", "rest-after-comments", "rest-after-tail"),
    *("phrase", "begins", "mark", "comments", "dated", "by", "credit"),
)
"""The features of the second and third pass, in the order in which `context` gives them."""


def article_lines(lines: Sequence[Line]) -> list[bool]:
    """Tell for each line whether it is the article's."""
    scores = appearance(lines)
    for stage in ("second", "third"):
        scores = rescored(lines, scores, stage)
    first, last = _stretch(lines, [min(CLIP, max(-CLIP, score)) + LEAN for score in scores])
    return [first <= i <= last and score > INSIDE for i, score in enumerate(scores)]


def appearance(lines: Sequence[Line]) -> list[float]:
    """Return the log-odds of each line by its own features."""
    weight = _weights("first").get
    bias = weight("bias", 0.0)
    return [bias + sum(weight(feature, 0.0) for feature in line.features) for line in lines]


def rescored(lines: Sequence[Line], scores: Sequence[float], stage: str) -> list[float]:
    """Return the log-odds of each line in its context."""
    table = _weights(stage)
    weights = [table.get(name, 0.0) for name in CONTEXT]
    return [sum(w * x for w, x in zip(weights, row, strict=True)) for row in context(lines, scores)]


def context(lines: Sequence[Line], scores: Sequence[float]) -> list[tuple[float, ...]]:
    """Return the values of CONTEXT for each line."""
    n = len(lines)
    own = [min(CLIP, max(-CLIP, score)) for score in scores]
    first, last = _stretch(lines, own)
    padded = [-4.0] * 3 + own + [-4.0] * 3
    prose = [max(score, 0.0) * _mass(line) for score, line in zip(own, lines, strict=True)]
    total = sum(prose) + 1e-6
    sums, means = [0.0, *accumulate(prose)], [0.0, *accumulate(own)]
    comments = says = tails = 0
    below_comments = below_tail = 0.0
    before, after = _paragraphs(lines, own)
    found = []
    for i, line in enumerate(lines):
        has = line.features
        done = (sums[i] + prose[i] / 2) / total
        if "comments" in has and done > 0.15:
            below_comments = max(below_comments, 1 - done)  # much prose below: no end of the article, but a link
        if "tail" in has and done > 0.5:
            below_tail = max(below_tail, 1 - done)
        comments += "comments" in has and done > 0.15
        says += "says" in has
        tails += "tail" in has and done > 0.5
        size = line.end - line.start
        within = 1.0 if first <= i <= last else 0.0
        above, below = first - i, i - last

        def window(values: list[float], low: int, high: int, i: int = i) -> float:
            return values[min(n, max(0, i + high + 1))] - values[min(n, max(0, i + low))]

        found.append(
            (
                *(1.0, own[i], padded[i + 2], padded[i + 4], padded[i + 1], padded[i + 5], padded[i], padded[i + 6]),
                *(log1p(window(sums, -3, -1)), log1p(window(sums, 1, 3))),
                *(log1p(window(sums, -10, -1)), log1p(window(sums, 1, 10))),
                *(window(means, -6, 6) / 13, float(done < 0.02), float(done > 0.98), log1p(total) / 5),
                *(within, within * own[i], float(0 < above <= NEAR), float(0 < above <= FAR), float(above > FAR)),
                *(float(0 < below <= NEAR), float(0 < below <= FAR), float(below > FAR)),
                *(float(comments > 0), float(says > 2), float(tails > 0)),
                *(within * ("bullet" in has), within * (size < 45), min(size, 400) / 100),
                *(before[i], after[i], below_comments, below_tail),
                *(float(name in has) for name in CONTEXT[-7:]),
            )
        )
    return found


def _paragraphs(lines: Sequence[Line], scores: Sequence[float]) -> tuple[list[float], list[float]]:
    """Return for each line the score of the nearest paragraph above it, and below it."""
    long = [line.end - line.start >= LONG for line in lines]

    def passed(order: Iterable[int]) -> dict[int, float]:
        last, found = -4.0, {}
        for i in order:
            found[i] = last
            last = scores[i] if long[i] else last
        return found

    above, below = passed(range(len(lines))), passed(range(len(lines) - 1, -1, -1))
    return [above[i] for i in range(len(lines))], [below[i] for i in range(len(lines))]


def _mass(line: Line) -> float:
    """Return what a line counts beside others: by its length, up to four times that of a short one."""
    return min((line.end - line.start) / 60 + 0.3, 4.0)


def _stretch(lines: Sequence[Line], scores: Iterable[float]) -> tuple[int, int]:
    """Return first and last line of the stretch whose scores, each by the line's mass, have the greatest sum."""
    best, run, start, found = float("-inf"), 0.0, 0, (0, 0)
    for i, (line, score) in enumerate(zip(lines, scores, strict=True)):
        if run <= 0:
            run, start = 0.0, i
        run += score * _mass(line)
        if run > best:
            best, found = run, (start, i)
    return found


@cache
def _weights(stage: str) -> dict[str, float]:
    return {feature: float(weight) for name, feature, weight in rows("weights.tsv") if name == stage}
