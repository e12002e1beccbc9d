"""Which lines of a page are the article: a linear classifier that is applied three times.

The first pass scores each line by what it looks like. The second and the third score it again with the scores of its
neighbours, its place relative to the stretch of lines that looks most like an article (auto-context, Tu and Bai 2010)
and the words that it shares with the other paragraphs and with the headline. Weights (`line_weights.tsv`) are trained
by `tests/bench/train_furniture.py`, which says on what and how well they do on pages of outlets that they have not
seen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import accumulate
from math import log1p
from operator import add, mul

from extract.page.lines import Line
from extract.page.tables import rows

PASSES = ("first", "second", "third")
CLIP = 5.0
"""Scores count up to here either way: one line that is sure of itself must not decide over twenty."""
PADDING = -4.0
"""The score of what is before the first line and after the last."""
SHORT = 45
"""Code points of a line that is no more than a label."""
FAR = 50
"""Lines beyond which a paragraph is no nearer than any other."""
NEIGHBOURS = (1, 2, 3, 4)
WIDEST = max(NEIGHBOURS)
WINDOWS = (3, 8, 20)
PERIODS = (1, 2, 3, 4)
"""In how many lines a list of stories may repeat its shape: headline, author, date."""
BANDS = ((1, 1), (1, 3), (1, 8), (9, 10**9))
"""Distances from the stretch, in lines."""

FEW_WORDS = 2
"""Words that are added to those of a line, so that a short one shares them all less easily."""
BESIDE = 3
"""Paragraphs on either side that are beside a line."""
TITLE = 180
"""Code points of a headline."""
BELOW, SHARED, SUPPORT = 60, 3, 20
"""Lines below a headline in which its words are looked for, words that count in one of them, and a sum that is sure."""

Topic = tuple[list[float], list[float], list[float], list[float]]

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

FLAGS = frozenset(
    (
        *("phrase", "begins", "mark", "comments", "dated", "by", "credit1", "link-only", "link-most", "tail", "intro"),
        *("date-only", "name-like2", "name-like3", "bullet", "hash", "image", "repeated-later", "repeated-again"),
        *("consent1", "consent2", "consent3", "promotion1", "promotion2", "question", "upper"),
        *("notice1", "notice2", "date-first", "media"),
    )
)
"""The features of a line that count in the second and third pass too: there, and again within the stretch."""


def score_lines(lines: Sequence[Line]) -> list[float]:
    """Return the log-odds of each line to be the article's."""
    scores = score_alone(lines, weights_of(PASSES[0]))
    topic = read_topic(lines)
    for name in PASSES[1:]:
        scores = score_in_context(lines, scores, weights_of(name), topic)
    return scores


def score_alone(lines: Sequence[Line], weights: Mapping[str, float]) -> list[float]:
    """Return the log-odds of each line by its own features."""
    weight = weights.get
    bias = weight("bias", 0.0)
    return [
        -CLIP if line.comment else bias + sum([weight(feature, 0.0) for feature in line.features]) for line in lines
    ]


def score_in_context(
    lines: Sequence[Line], scores: Sequence[float], weights: Mapping[str, float], topic: Topic | None = None
) -> list[float]:
    """Return the log-odds of each line by the scores around it; `topic` is what `read_topic` returns."""
    if not lines:
        return []
    numbered = [weights.get(name, 0.0) for name in NUMBERS]
    outside = {name: weights.get(name, 0.0) for name in FLAGS}
    inside = {name: outside[name] + weights.get(f"within*{name}", 0.0) for name in FLAGS}
    at = NUMBERS.index("within")
    found = []
    for line, numbers in zip(lines, read_context(lines, scores, topic), strict=True):
        flags = inside if numbers[at] else outside
        found.append(
            -CLIP
            if line.comment
            else sum(map(mul, numbered, numbers)) + sum([flags[name] for name in FLAGS.intersection(line.features)])
        )
    return found


def read_context(
    lines: Sequence[Line], scores: Sequence[float], topic: Topic | None = None
) -> Iterator[tuple[float, ...]]:
    """Return the values of NUMBERS for each line.

    They are worked out number by number over all lines, which takes Python half the time of line by line.
    """
    n = len(lines)
    own = [min(CLIP, max(-CLIP, score)) for score in scores]
    first, last = find_stretch(lines, own)
    mass = [score * _mass(line) if score > 0 else 0.0 for score, line in zip(own, lines, strict=True)]
    total = sum(mass) + 1e-6
    prose = [float(line.prose) for line in lines]
    links = [float("link-only" in line.features or "link-most" in line.features) for line in lines]
    short = [float(line.size < SHORT) for line in lines]
    within = [0.0] * first + [1.0] * (last + 1 - first) + [0.0] * (n - 1 - last)
    above = [max(0, first - i) for i in range(n)]
    below = [max(0, i - last) for i in range(n)]
    done = [(sum_ + value / 2) / total for sum_, value in zip(accumulate(mass, initial=0.0), mass, strict=False)]
    padded = [PADDING] * WIDEST + own + [PADDING] * WIDEST
    columns: list[Sequence[float]] = [[1.0] * n, own]
    for distance in NEIGHBOURS:
        columns += (
            padded[WIDEST - distance : WIDEST - distance + n],
            padded[WIDEST + distance : WIDEST + distance + n],
        )
    for reach in WINDOWS:
        columns += _sum_windows(mass, reach)
        columns += (_average(values, reach) for values in (own, prose, links, short))
    page = (sum(prose) / n, sum(links) / n, sum(short) / n, log1p(sum(prose)), log1p(n), log1p(total) / 5)
    columns += ([value] * n for value in page)
    columns += (_flags(share < 0.02 for share in done), _flags(share > 0.98 for share in done))
    columns += (_flags(share > 0.9 for share in done), within, list(map(mul, within, own)))
    for least, most in BANDS:
        columns += (_flags(least <= lines_off <= most for lines_off in above),)
        columns += (_flags(least <= lines_off <= most for lines_off in below),)
    columns += (list(map(log1p, above)), list(map(log1p, below)))
    columns += _find_paragraphs(lines, own)
    columns += ([*reversed(column)] for column in _find_paragraphs(lines[::-1], own[::-1]))
    columns += zip(*_read_sections(lines, own, done), strict=True)
    columns += _find_alike([line.shape for line in lines], prose)
    columns += (
        list(map(mul, within, _flags("bullet" in line.features for line in lines))),
        list(map(mul, within, short)),
    )
    columns += (
        list(map(mul, within, _flags("hash" in line.features for line in lines))),
        list(map(mul, within, prose)),
    )
    columns += ([min(line.size, 400) / 100 for line in lines], prose)
    near, shares, under, is_headline = topic or read_topic(lines)
    for column in (_find_shared(lines, own), near, shares, under):
        columns += (column, list(map(mul, column, prose)), list(map(mul, column, within)))
    columns.append(is_headline)
    return zip(*columns, strict=True)


def _find_shared(lines: Sequence[Line], scores: Sequence[float]) -> list[float]:
    """Return which share of each line's words the article's other paragraphs have.

    Lexical cohesion (Hearst's TextTiling, 1997): paragraphs of one article come back to its words, teasers of other
    stories do not.
    """
    counted = [line.prose and score > 0 for line, score in zip(lines, scores, strict=True)]
    counts: Counter[str] = Counter()
    for line, counts_too in zip(lines, counted, strict=True):
        if counts_too:
            counts.update(line.words)
    get = counts.get
    return [
        sum([get(word, 0) > own for word in line.words]) / (len(line.words) + FEW_WORDS) if line.words else 0.0
        for line, own in zip(lines, counted, strict=True)
    ]


def read_topic(lines: Sequence[Line]) -> Topic:
    """Return for each line which share of its words the paragraphs beside it have, and what it has of the headline.

    That is: which share of the headline's words, whether it stands below the headline, and whether it is it. The
    headline is the line that is no paragraph whose words come again most in the paragraphs below it. All is weighted by
    how often they do.
    """
    n = len(lines)
    near = _find_near(lines)
    headline, strength = find_headline(lines)
    if headline is None:
        return near, [0.0] * n, [0.0] * n, [0.0] * n
    title = lines[headline].words
    shares = [strength * len(title & line.words) / (len(title) + FEW_WORDS) if line.words else 0.0 for line in lines]
    below = [0.0] * (headline + 1) + [strength] * (n - 1 - headline)
    return near, shares, below, [strength * (line.words == title) for line in lines]


def _find_near(lines: Sequence[Line]) -> list[float]:
    """Return which share of each line's words the paragraphs beside it have."""
    paragraphs = [line.words for line in lines if line.prose]
    counts = Counter([word for words in paragraphs[: BESIDE + 1] for word in words])
    get = counts.get
    found = []
    place = 0
    for line in lines:
        words, own = line.words, line.prose
        found.append(sum([get(word, 0) > own for word in words]) / (len(words) + FEW_WORDS) if words else 0.0)
        if own:
            if place >= BESIDE:
                counts.subtract(paragraphs[place - BESIDE])
            place += 1
            if place + BESIDE < len(paragraphs):
                counts.update(paragraphs[place + BESIDE])
    return found


def find_headline(lines: Sequence[Line]) -> tuple[int | None, float]:
    """Return which line's words come again most in the paragraphs below it, and how much they do, from 0 to 1."""
    places: dict[str, list[int]] = {}
    for i, line in enumerate(lines):
        if line.prose:
            for word in line.words:
                places.setdefault(word, []).append(i)
    best, found = 0.0, None
    for i, line in enumerate(lines):
        if line.prose or line.size >= TITLE or len(line.words) < FEW_WORDS:
            continue
        counts = Counter([at for word in line.words for at in places.get(word, ()) if i < at <= i + BELOW])
        support = sum([min(SHARED, count) ** 2 for count in counts.values()]) / (len(line.words) + FEW_WORDS) ** 0.5
        if support > best:
            best, found = support, i
    return found, min(1.0, best / SUPPORT)


def _flags(values: Iterable[bool]) -> list[float]:
    return [float(value) for value in values]


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


def _average(values: Sequence[float], reach: int) -> list[float]:
    """Return the sum of the values up to `reach` lines around each line, by the most lines that there can be."""
    share = 1 / (2 * reach + 1)
    sums = [*[0.0] * reach, *accumulate(values, initial=0.0)]
    sums += [sums[-1]] * reach
    return [(high - low) * share for low, high in zip(sums, sums[2 * reach + 1 :], strict=False)]


def _find_alike(shapes: list[str], prose: Sequence[float]) -> list[list[float]]:
    """Return the share of lines around each that have its shape, and whether those a period away have."""
    n = len(shapes)
    padded = [""] * WIDEST + shapes + [""] * WIDEST
    same = [[float(a == b) for a, b in zip(shapes, padded[WIDEST + period :], strict=False)] for period in PERIODS]
    back = [[0.0] * min(n, period) + column[: max(0, n - period)] for period, column in zip(PERIODS, same, strict=True)]
    both = [list(map(add, one, other)) for one, other in zip(same, back, strict=True)]
    label = [1.0 - value for value in prose]
    alike = [sum(values) / (2 * WIDEST) for values in zip(*both, strict=True)]
    return [alike, list(map(mul, alike, label)), *(list(map(mul, column, label)) for column in both)]


def find_stretch(lines: Sequence[Line], scores: Iterable[float]) -> tuple[int, int]:
    """Return first and last line of the stretch whose scores, each by the line's mass, have the greatest sum.

    Kadane's algorithm for the maximum subarray.
    """
    best, run, start, found = float("-inf"), 0.0, 0, (0, 0)
    for i, (line, score) in enumerate(zip(lines, scores, strict=True)):
        if run <= 0:
            run, start = 0.0, i
        run += score * _mass(line)
        if run > best:
            best, found = run, (start, i)
    return found


def weigh_stretch(lines: Sequence[Line], scores: Sequence[float]) -> float:
    """Return the sum of the scores in that stretch, each up to CLIP and by the line's mass; at least 0."""
    own = [min(CLIP, max(-CLIP, score)) for score in scores]
    first, last = find_stretch(lines, own)
    within = slice(first, last + 1)
    return max(0.0, sum(score * _mass(line) for score, line in zip(own[within], lines[within], strict=True)))


def _mass(line: Line) -> float:
    """Return what a line counts beside others: by its length, up to four times that of a short one."""
    return min(line.size / 60 + 0.3, 4.0)


def _find_paragraphs(lines: Sequence[Line], scores: Sequence[float]) -> tuple[list[float], list[float]]:
    """Return for each line how far above it the last paragraph is, as log(1 + lines), and the paragraph's score."""
    distances, found = [], []
    distance, score = FAR, PADDING
    for line, own in zip(lines, scores, strict=True):
        distances.append(log1p(distance))
        found.append(score)
        if line.prose:
            distance, score = 0, own
        distance = min(FAR, distance + 1)
    return distances, found


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
