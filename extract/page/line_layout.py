"""What of the lines of a page no score changes: numbers that the passes of the line classifier share.

How lines follow each other in shape, length and words, how far the last paragraph is, what the headline's words say.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import accumulate
from math import log1p
from operator import add, mul
from typing import NamedTuple

from extract.page.lines import Line

NEIGHBOURS = (1, 2, 3, 4)
"""How many lines away the scores of neighbours count."""
WIDEST = max(NEIGHBOURS)
FEW_WORDS = 2
"""Words that are added to those of a line, so that a short one shares them all less easily."""
SHORT = 45
"""Code points of a line that is no more than a label."""
FAR = 50
"""Lines beyond which a paragraph is no nearer than any other."""
PERIODS = (1, 2, 3, 4)
"""In how many lines a list of stories may repeat its shape: headline, author, date."""
WINDOWS = (3, 8, 20)
BESIDE = 3
"""Paragraphs on either side that are beside a line."""
TITLE = 180
"""Code points of a headline."""
BELOW, SHARED, SUPPORT = 60, 3, 20
"""Lines below a headline in which its words are looked for, words that count in one of them, and a sum that is sure."""
Topic = tuple[list[float], list[float], list[float], list[float]]
_HEADINGS = frozenset(("tail", "intro", "comments", "says"))
"""What lines have among their features that tell what stands below them."""
_NO_WORDS: frozenset[str] = frozenset()
_LOGS = [log1p(lines) for lines in range(FAR + 1)]

FLAGS = frozenset(
    (
        *("phrase", "begins", "mark", "comments", "dated", "by", "credit1", "link-only", "link-most", "tail", "intro"),
        *("date-only", "name-like2", "name-like3", "bullet", "hash", "image", "repeated-later", "repeated-again"),
        *("consent1", "consent2", "consent3", "promotion1", "promotion2", "question", "upper"),
        *("notice1", "notice2", "date-first", "media"),
    )
)
"""The features of a line that count in the second and third pass too: there, and again within the stretch."""


class PageLayout(NamedTuple):
    """The numbers of a page's lines that no score changes, worked out once for both passes."""

    flags: list[frozenset[str]]
    """Which of FLAGS each line has."""
    mass: list[float]
    """What each line counts beside others."""
    prose: list[float]
    short: list[float]
    windows: list[list[list[float]]]
    """For each of WINDOWS the averages of prose, links and short lines."""
    page: list[list[float]]
    """Shares of prose, links and short lines of the page, and its paragraphs and lines as log(1 + n)."""
    above: tuple[list[float], list[int]]
    """How far above each line the last paragraph is, as log(1 + lines), and which it is."""
    below: tuple[list[float], list[int]]
    alike: list[list[float]]
    bullet: list[float]
    hash: list[float]
    size: list[float]
    topic: Topic
    headed: bool
    """Whether any line introduces other stories or comments, ends an article or names who comments."""


def read_layout(lines: Sequence[Line]) -> PageLayout:
    """Return the numbers of a page's lines that no score changes."""
    n = len(lines)
    prose = [float(line.prose) for line in lines]
    features = [line.features for line in lines]
    links = [float("link-only" in names or "link-most" in names) for names in features]
    short = [float(line.size < SHORT) for line in lines]
    page = (sum(prose) / n, sum(links) / n, sum(short) / n, log1p(sum(prose)), log1p(n)) if n else ()
    distances, following = _find_paragraphs(lines[::-1])
    return PageLayout(
        flags=[FLAGS.intersection(names) for names in features],
        mass=[mass_of(line) for line in lines],
        prose=prose,
        short=short,
        windows=[[average(values, reach) for values in (prose, links, short)] for reach in WINDOWS],
        page=[[value] * n for value in page],
        above=_find_paragraphs(lines),
        below=(distances[::-1], [n - 1 - i if i >= 0 else n for i in reversed(following)]),
        alike=_find_alike([line.shape for line in lines], prose),
        bullet=[float("bullet" in names) for names in features],
        hash=[float("hash" in names) for names in features],
        size=[min(line.size, 400) / 100 for line in lines],
        topic=read_topic(lines),
        headed=not all(map(_HEADINGS.isdisjoint, features)),
    )


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
    found = []
    place, known = 0, -1
    beside = others = _NO_WORDS
    for line in lines:
        window = paragraphs[max(0, place - BESIDE) : place + 1 + BESIDE]
        if line.prose:
            del window[min(place, BESIDE)]
            others = _NO_WORDS.union(*window)
            place += 1
        elif line.words:
            if known != place:
                beside, known = _NO_WORDS.union(*window), place
            others = beside
        found.append(len(line.words & others) / (len(line.words) + FEW_WORDS) if line.words else 0.0)
    return found


def find_headline(lines: Sequence[Line]) -> tuple[int | None, float]:
    """Return which line's words come again most in the paragraphs below it, and how much they do, from 0 to 1."""
    candidates = [
        (i, line)
        for i, line in enumerate(lines)
        if len(line.words) >= FEW_WORDS and line.size < TITLE and not line.prose
    ]
    wanted = _NO_WORDS.union(*[line.words for _, line in candidates])
    places: dict[str, list[int]] = {word: [] for word in wanted}
    for i, line in enumerate(lines):
        if line.prose:
            for word in wanted & line.words:
                places[word].append(i)
    best, found = 0.0, None
    for i, line in candidates:
        counts = Counter([at for word in line.words for at in places[word] if i < at <= i + BELOW])
        support = sum([min(SHARED, count) ** 2 for count in counts.values()]) / (len(line.words) + FEW_WORDS) ** 0.5
        if support > best:
            best, found = support, i
    return found, min(1.0, best / SUPPORT)


def average(values: Sequence[float], reach: int) -> list[float]:
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


def mass_of(line: Line) -> float:
    """Return what a line counts beside others: by its length, up to four times that of a short one."""
    return min(line.size / 60 + 0.3, 4.0)


def _find_paragraphs(lines: Sequence[Line]) -> tuple[list[float], list[int]]:
    """Return for each line how far above it the last paragraph is, as log(1 + lines), and which; -1 where none is."""
    distances, found = [], []
    distance, last = FAR, -1
    for i, line in enumerate(lines):
        distances.append(_LOGS[distance])
        found.append(last)
        if line.prose:
            distance, last = 0, i
        distance = min(FAR, distance + 1)
    return distances, found
