"""Which lines of a page are the article: a linear classifier that is applied three times.

The first pass scores each line by what it looks like. The second and the third score it again with the scores of its
neighbours, its place relative to the stretch of lines that looks most like an article (auto-context, Tu and Bai 2010)
and the words that it shares with the other paragraphs and with the headline. Weights (`line_weights.tsv`) are trained
by `tests/bench/train_furniture.py`, which says on what and how well they do on pages of outlets that they have not
seen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import accumulate
from math import log1p
from operator import mul
from typing import NamedTuple

from extract.page.line_layout import (
    FEW_WORDS,
    FLAGS,
    NEIGHBOURS,
    PERIODS,
    WIDEST,
    WINDOWS,
    PageLayout,
    average,
    mass_of,
    read_layout,
)
from extract.page.lines import Line
from extract.page.tables import rows

PASSES = ("first", "second", "third")
CLIP = 5.0
"""Scores count up to here either way: one line that is sure of itself must not decide over twenty."""
PADDING = -4.0
"""The score of what is before the first line and after the last."""
BANDS = ((1, 1), (1, 3), (1, 8), (9, 10**9))
"""Distances from the stretch, in lines."""


NUMBERS = (
    *("bias", "own"),
    *(f"{side}{distance}" for distance in NEIGHBOURS for side in ("before", "after")),
    *(
        f"{name}{reach}"
        for reach in WINDOWS
        for name in ("mass-before", "mass-after", "mean", "prose", "links", "short")
    ),
    *("page-prose", "page-links", "page-short", "page-paragraphs", "page-lines", "page-mass"),
    *("first", "last", "nearly-last", "within", "within*own"),
    *(f"{side}{low}-{high}" for low, high in BANDS for side in ("above", "below")),
    *("above", "below", "paragraph-before", "paragraph-before*score", "paragraph-after", "paragraph-after*score"),
    *("section", "comments", "tail", "says", "prose-after-comments", "prose-after-tail"),
    *("alike", "alike*label", *(f"period{period}" for period in PERIODS)),
    *("within*bullet", "within*short", "within*hash", "within*prose", "size", "prose"),
    *(
        f"{name}{kind}"
        for name in ("shared", "shared-near", "titled", "below-title")
        for kind in ("", "*prose", "*within")
    ),
    "title",
)
"""The numbers of the second and third pass, in the order in which `read_context` gives them."""

_WITHIN = NUMBERS.index("within")


def score_lines(lines: Sequence[Line]) -> list[float]:
    """Return the log-odds of each line to be the article's."""
    scores = score_alone(lines, weights_of(PASSES[0]))
    layout = read_layout(lines)
    for name in PASSES[1:]:
        scores = _score_in_layout(lines, scores, weigh_context(name), layout)
    return scores


def score_alone(lines: Sequence[Line], weights: Mapping[str, float]) -> list[float]:
    """Return the log-odds of each line by its own features."""
    weight = weights.get
    bias = weight("bias", 0.0)
    return [
        -CLIP if line.comment else bias + sum([weight(feature, 0.0) for feature in line.features]) for line in lines
    ]


def score_in_context(lines: Sequence[Line], scores: Sequence[float], weights: Mapping[str, float]) -> list[float]:
    """Return the log-odds of each line by the scores around it."""
    return _score_in_layout(lines, scores, ContextWeights.of(weights), read_layout(lines))


class ContextWeights(NamedTuple):
    """The weights of the second or the third pass, as they are used."""

    numbers: list[float]
    """In the order of NUMBERS."""
    outside: dict[str, float]
    """Of FLAGS, outside the stretch that looks most like an article."""
    inside: dict[str, float]

    @classmethod
    def of(cls, weights: Mapping[str, float]) -> ContextWeights:
        """Arrange weights by the names of their features."""
        outside = {name: weights.get(name, 0.0) for name in FLAGS}
        inside = {name: outside[name] + weights.get(f"within*{name}", 0.0) for name in FLAGS}
        return cls([weights.get(name, 0.0) for name in NUMBERS], outside, inside)


def _score_in_layout(
    lines: Sequence[Line], scores: Sequence[float], weights: ContextWeights, layout: PageLayout
) -> list[float]:
    numbered, outside, inside = weights
    found = []
    for line, flags, numbers in zip(lines, layout.flags, read_context(lines, scores, layout), strict=True):
        weight = inside if numbers[_WITHIN] else outside
        found.append(
            -CLIP if line.comment else sum(map(mul, numbered, numbers)) + sum([weight[name] for name in flags])
        )
    return found


def read_context(
    lines: Sequence[Line], scores: Sequence[float], layout: PageLayout | None = None
) -> Iterator[tuple[float, ...]]:
    """Return the values of NUMBERS for each line.

    They are worked out number by number over all lines, which takes Python half the time of line by line.
    """
    n = len(lines)
    if not n:
        return iter(())
    layout = layout or read_layout(lines)
    own = [min(CLIP, max(-CLIP, score)) for score in scores]
    first, last = _find_stretch(map(mul, own, layout.mass))
    mass = [score * mass if score > 0 else 0.0 for score, mass in zip(own, layout.mass, strict=True)]
    total = sum(mass) + 1e-6
    prose = layout.prose
    within = _block(n, first, last)
    done = [(sum_ + value / 2) / total for sum_, value in zip(accumulate(mass, initial=0.0), mass, strict=False)]
    padded = [PADDING] * WIDEST + own + [PADDING] * WIDEST
    columns: list[Sequence[float]] = [[1.0] * n, own]
    for distance in NEIGHBOURS:
        columns += (
            padded[WIDEST - distance : WIDEST - distance + n],
            padded[WIDEST + distance : WIDEST + distance + n],
        )
    for reach, averages in zip(WINDOWS, layout.windows, strict=True):
        columns += (*_sum_windows(mass, reach), average(own, reach), *averages)
    columns += (*layout.page, [log1p(total) / 5] * n)
    columns += (
        [float(share < 0.02) for share in done],
        [float(share > 0.98) for share in done],
        [float(share > 0.9) for share in done],
        within,
        list(map(mul, within, own)),
    )
    for least, most in BANDS:
        columns += (_block(n, first - most, first - least), _block(n, last + least, last + most))
    columns += (
        [log1p(first - i) if i < first else 0.0 for i in range(n)],
        [log1p(i - last) if i > last else 0.0 for i in range(n)],
    )
    for distances, places in (layout.above, layout.below):
        columns += (distances, [padded[WIDEST + place] for place in places])
    columns += zip(*_read_sections(lines, own, done), strict=True) if layout.headed else [[0.0] * n] * 6
    columns += (
        *layout.alike,
        list(map(mul, within, layout.bullet)),
        list(map(mul, within, layout.short)),
        list(map(mul, within, layout.hash)),
        list(map(mul, within, prose)),
        layout.size,
        prose,
    )
    *shares, is_headline = layout.topic
    for column in (_find_shared(lines, own), *shares):
        columns += (column, list(map(mul, column, prose)), list(map(mul, column, within)))
    columns.append(is_headline)
    return zip(*columns, strict=True)


def _block(n: int, first: int, last: int) -> list[float]:
    """Return 1 for the lines from `first` to `last`, and 0 for the others, of n."""
    first, end = max(0, first), max(0, min(n, last + 1))
    return [0.0] * min(n, first) + [1.0] * (end - first) + [0.0] * (n - max(first, end))


def _find_shared(lines: Sequence[Line], scores: Sequence[float]) -> list[float]:
    """Return which share of each line's words the article's other paragraphs have.

    Lexical cohesion (Hearst's TextTiling, 1997): paragraphs of one article come back to its words, teasers of other
    stories do not.
    """
    counted = [line.prose and score > 0 for line, score in zip(lines, scores, strict=True)]
    once: set[str] = set()
    twice: set[str] = set()
    for line, counts in zip(lines, counted, strict=True):
        if counts:
            twice |= once & line.words
            once |= line.words
    return [
        len(line.words & (twice if own else once)) / (len(line.words) + FEW_WORDS) if line.words else 0.0
        for line, own in zip(lines, counted, strict=True)
    ]


def _sum_windows(values: Sequence[float], reach: int) -> tuple[list[float], list[float]]:
    """Return log(1 + sum) of the values up to `reach` lines before each line, and after it."""
    n = len(values)
    sums = [*[0.0] * reach, *accumulate(values, initial=0.0)]
    sums += [sums[-1]] * reach
    before = [log1p(high - low) for low, high in zip(sums, sums[reach : reach + n], strict=False)]
    after = [
        log1p(high - low) for low, high in zip(sums[reach + 1 : reach + 1 + n], sums[2 * reach + 1 :], strict=False)
    ]
    return before, after


def _find_stretch(weighed: Iterable[float]) -> tuple[int, int]:
    """Return first and last line of the stretch whose scores, each by the line's mass, have the greatest sum.

    Kadane's algorithm for the maximum subarray.
    """
    best, run, start, found = float("-inf"), 0.0, 0, (0, 0)
    for i, score in enumerate(weighed):
        if run <= 0:
            run, start = 0.0, i
        run += score
        if run > best:
            best, found = run, (start, i)
    return found


def weigh_stretch(lines: Sequence[Line], scores: Sequence[float]) -> float:
    """Return the sum of the scores in that stretch, each up to CLIP and by the line's mass; at least 0."""
    weighed = [min(CLIP, max(-CLIP, score)) * mass_of(line) for score, line in zip(scores, lines, strict=True)]
    first, last = _find_stretch(weighed)
    return max(0.0, sum(weighed[first : last + 1]))


def _read_sections(
    lines: Sequence[Line], scores: Sequence[float], done: Sequence[float]
) -> list[tuple[float, float, float, float, float, float]]:
    """Return for each line what headings stand above it.

    Whether the last one introduces other stories; whether any introduces comments, ends articles, or several are
    those of comments; how much prose comes after the first of comments, and of those that end articles: much means
    that it was a link.

    Args:
        lines: of the page.
        scores: of the lines.
        done: the share of the article's prose that stands before each line.

    """
    section = comments = tails = 0.0
    paragraphs = says = 0
    after_comments = after_tail = 0.0
    found = []
    for line, score, share in zip(lines, scores, done, strict=True):
        features = line.features
        before = section
        if "tail" in features or "intro" in features:
            section, paragraphs = 1.0, 0
        elif line.prose and score > 0:
            paragraphs += 1
            if paragraphs >= 2:
                section = 0.0
        if "comments" in features and share > 0.15:
            comments, after_comments = 1.0, max(after_comments, 1 - share)
        if "tail" in features and share > 0.5:
            tails, after_tail = 1.0, max(after_tail, 1 - share)
        says += "says" in features
        found.append((before, comments, tails, float(says > 2), after_comments, after_tail))
    return found


@cache
def weights_of(name: str) -> dict[str, float]:
    """Return the weights of a pass by the names of its features."""
    return {feature: float(weight) for stage, feature, weight in rows("line_weights.tsv") if stage == name}


@cache
def weigh_context(name: str) -> ContextWeights:
    """Arrange the weights of a pass."""
    return ContextWeights.of(weights_of(name))
