"""Which line of a page is its article's headline: a linear model over the lines that could be, "none of them" included.

Conditional logit (McFadden, 1974): each line has a score, none of them has 0, the greatest wins. A page whose headline
its crawler lost has many lines that look like one: captions, teasers, headings of sections. Weights
(`headline_weights.tsv`) are trained by `tests/bench/train_headline.py`.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache

from extract.page.lines import Line
from extract.page.tables import rows

LONGEST = 220
"""Code points of a headline."""
BELOW = 8
"""Lines below an article's first paragraph that may be its headline, where a banner was taken for that paragraph."""
PARAGRAPHS = 12
"""Paragraphs of an article that its headline is compared with."""
OFTEN = 3
"""Paragraphs in which a word counts, at most."""
FEW_WORDS = 2.0
"""Words that are added to those of a line, so that a short one shares them all less easily."""
NEAR, FAR = 3, 10
"""Lines below a headline within which its author and date stand."""
_DISTANCES = (1, 2, 4, 8, 16, 32, 64)
"""Upper bounds of the classes of distance, in lines."""
_FEW = frozenset(("words0", "words1", "words2"))
"""What a line has among its features that is too short for a headline, unless it is a heading of the first level."""
_SIGNED = frozenset(("by", "date-only"))
_KINDS = ("hash", "image", "bullet", "by", "date-only", "link-only")


def find_headline(
    lines: Sequence[Line], body: tuple[int, int], rules: Mapping[str, int], is_none: Callable[[Line], bool]
) -> tuple[int, int] | None:
    """Return where the headline of a page stands, or None where it has none.

    Args:
        lines: of the page.
        body: where the article's paragraphs stand.
        rules: where the line begins that each rule of thumb takes for the headline.
        is_none: tells what no headline is, whatever speaks for it; asked of few lines.

    """
    weight = _weights().get
    best, found = 0.0, None
    for line, features in describe_candidates(lines, body, rules):
        score = sum([weight(name, 0.0) * value for name, value in features.items()])
        if score > best and not is_none(line):
            best, found = score, (line.start, line.end)
    return found


def describe_candidates(
    lines: Sequence[Line], body: tuple[int, int], rules: Mapping[str, int]
) -> Iterator[tuple[Line, dict[str, float]]]:
    """Yield the lines that could be a headline, each with its features."""
    first = bisect_left(lines, body[0], key=lambda line: line.start)
    near = lines[: first + BELOW]
    paragraphs = [line.words for line in lines[first:] if line.prose and line.start <= body[1]][:PARAGRAPHS]
    counts = Counter([word for words in paragraphs for word in words])
    signed = [i for i, line in enumerate(lines[: first + FAR]) if not _SIGNED.isdisjoint(line.features)]
    support = {i: _measure_support(line, counts) for i, line in enumerate(near) if _is_candidate(line)}
    strongest = max(support.values(), default=0.0)
    for i, own in support.items():
        line = lines[i]
        features = dict.fromkeys(line.features, 1.0)
        features["bias"] = 1.0
        features[f"{'above' if i < first else 'below'}{bisect_left(_DISTANCES, abs(first - i))}"] = 1.0
        features["support"] = own / (strongest or 1.0)
        features["strongest"] = float(own == strongest)
        features["shared"] = len(line.words & counts.keys()) / (len(line.words) + FEW_WORDS)
        below = next((j - i for j in signed if j > i), FAR + 1)
        features["signed"] = float(below <= NEAR)
        features["signed-far"] = float(NEAR < below <= FAR)
        features["signed-above"] = float(bool(signed) and signed[0] < i)
        features |= dict.fromkeys((f"rule-{name}" for name, at in rules.items() if at == line.start), 1.0)
        for name, at in (("before", i - 1), ("after", i + 1)):
            if 0 <= at < len(lines):
                features[f"{name}-{_describe_neighbour(lines[at], line)}"] = 1.0
        yield line, features


def _is_candidate(line: Line) -> bool:
    if line.prose or line.comment or not 4 < line.size <= LONGEST or "table" in line.features:
        return False
    return _FEW.isdisjoint(line.features) or "hash1" in line.features or "east-asian" in line.features


def _measure_support(line: Line, counts: Counter[str]) -> float:
    """Return how much the words of a line come again in an article's paragraphs."""
    found = sum([min(OFTEN, counts[word]) for word in line.words])
    return found / math.sqrt(len(line.words) + FEW_WORDS)


def _describe_neighbour(beside: Line, line: Line) -> str:
    if beside.prose:
        return "prose"
    if beside.shape == line.shape:
        return "same"
    return next((name for name in _KINDS if name in beside.features), "other")


@cache
def _weights() -> dict[str, float]:
    return {name: float(weight) for name, weight in rows("headline_weights.tsv")}
