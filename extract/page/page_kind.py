"""What a page is: an article, a list of links to articles, an error.

Logistic regression over what the line classifier says of the page as a whole. Weights (`kind_weights.tsv`) are trained
by `tests/bench/train_furniture.py`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from math import log1p

from extract.article import PageKind
from extract.page.lines import Line
from extract.page.tables import rows

GAP, KEPT_GAP = 2, 3
"""Lines between two paragraphs of one run: of any, and of such as are the article's."""
MUCH, MUCH_RAW = 4000, 3000
"""Code points of prose beyond which more says nothing."""
HEADINGS = 0.35
"""The share of headings beyond which more says nothing."""
HEADLINE = (35, 160)
"""Code points of a headline, from and below."""
ERROR_LINES = 12
"""Lines at the beginning of a page, and of its text below the menu, that may say that it is an error."""
DATELINE = 90
"""Code points at the beginning of a paragraph within which an agency's dateline stands."""
TOLD = 3000
"""Code points of prose in one run, from which a page is an article whatever stands around it."""
LISTED_LINES = 12
"""Lines below which a page lists no articles."""
ERROR_SIZE = 200
LIVE_SIZE = 200
LIVE_TIMES = 6
"""Lines that are nothing but a time of day, from which a page with prose is a live blog."""

_REPORTED = re.compile(r"\bsaid\b|\bsays\b|\btold\b|[“\"][^”\"]{20,}")
_RUNNING = frozenset(("end.", "end:", "bullet"))
_NAMES = frozenset(("name-like2", "name-like3"))
"""Features of lines that are no headlines, and of such as may be an author's name."""
_ERROR = re.compile(
    r"(?:error )?40[34]\b|page (?:was |could )?not (?:be )?found"
    r"|page (?:you (?:requested|are looking for)|does ?n[o’']t exist)"
    r"|access (?:to this page )?(?:has been )?denied|are you a robot|verify (?:that )?you are (?:a )?human"
    r"|checking your browser|just a moment|please enable (?:javascript|cookies)|(?:enable|turn on) javascript"
    r"|site is (?:temporarily )?unavailable|(?:500|502|503) (?:internal|bad|service)|subscription required to"
    r"|unusual (?:traffic|activity)|something went wrong",
    re.IGNORECASE,
)  # "404 – Page not found", "Verify you are human"
_LIVE = re.compile(
    r"\blive (?:updates|blog|coverage)\b|\bas it happened\b|\blive:|[-–—|] live\b|\bliveblog\b", re.IGNORECASE
)
_AGENCY = re.compile(r"\([A-Z][A-Za-z. ]{1,20}\) ?[–—-]{1,2} ")  # "KYIV, Feb 3 (Reuters) - "
_TIME = re.compile(
    r"[*#\s]*(?:(?:[01]?\d|2[0-3])[:.][0-5]\d ?(?:[ap]\.?m\.?)?(?: ?[A-Z]{2,4})?|\d{1,2}[hm] ago"
    r"|\d{1,2} (?:minutes?|hours?|mins?|hrs?) ago)[*\s]*"
)  # "14:05 GMT", "3 hours ago"


def classify_page(text: str, lines: Sequence[Line], scores: Sequence[float]) -> PageKind:
    """Return what a page is.

    Args:
        text: of the page.
        lines: of the text.
        scores: of the lines, by the line classifier.

    """
    if not lines:
        return "other"
    weights = _weights()
    own = [line.prose and score > 0 for line, score in zip(lines, scores, strict=True)]
    told = _longest_run(lines, own, KEPT_GAP) >= TOLD or any(
        line.prose and _AGENCY.search(text, line.start, min(line.end, line.start + DATELINE)) for line in lines
    )
    listed = (
        not told
        and len(lines) >= LISTED_LINES
        and (sum(weights[name] * value for name, value in measure_page(text, lines, scores).items()) > 0)
    )
    kept = sum(line.size for line, score in zip(lines, scores, strict=True) if score > 0 and line.prose)
    if (listed or kept < MUCH // 4) and _says_error(text, lines):
        return "error-page"
    if listed:
        return "index-page"
    return "live-blog" if _is_live(text, lines) else "article"


def measure_page(text: str, lines: Sequence[Line], scores: Sequence[float]) -> Mapping[str, float]:
    """Return the features of a page, by name."""
    own = [score > 0 for score in scores]
    kept = [line for line, is_own in zip(lines, own, strict=True) if is_own]
    prose = [line for line in kept if line.prose]
    run = _longest_run(lines, [line.prose and is_own for line, is_own in zip(lines, own, strict=True)], KEPT_GAP)
    headlines = sum(
        HEADLINE[0] <= line.size < HEADLINE[1] and not line.prose and _RUNNING.isdisjoint(line.features)
        for line in lines
    )
    reported = sum(_REPORTED.search(text, line.start, line.end) is not None for line in prose)
    return {
        "bias": 1.0,
        "longest-run": min(run, MUCH) / MUCH,
        "longest-run-of-any": min(_longest_run(lines, [line.prose for line in lines], GAP), MUCH_RAW) / MUCH_RAW,
        "headings": min(HEADINGS, sum("hash" in line.features for line in lines) / len(lines)),
        "headlines": headlines / len(lines),
        "names": sum(not _NAMES.isdisjoint(line.features) for line in lines) / len(lines),
        "prose": sum(line.size for line in prose) / (1 + sum(line.size for line in kept)),
        "reported": log1p(reported),
    }


def _longest_run(lines: Sequence[Line], counted: Sequence[bool], gap: int) -> int:
    """Return the code points of the longest run of lines that count, with no more than `gap` others in between."""
    longest = run = since = 0
    for line, counts in zip(lines, counted, strict=True):
        if counts:
            run, since = run + line.size, 0
        else:
            since += 1
            run = run if since <= gap else 0
        longest = max(longest, run)
    return longest


def _says_error(text: str, lines: Sequence[Line]) -> bool:
    """Tell whether a short line at the beginning, or the first that are no menu, says that the page is an error."""
    told = [line for line in lines if line.size > 20][:ERROR_LINES]
    return any(
        line.size < ERROR_SIZE and _ERROR.search(text, line.start, line.end) for line in (*lines[:ERROR_LINES], *told)
    )


def _is_live(text: str, lines: Sequence[Line]) -> bool:
    times = sum(_TIME.fullmatch(text, line.start, line.end) is not None for line in lines)
    told = any(line.size < LIVE_SIZE and _LIVE.search(text, line.start, line.end) for line in lines[:ERROR_LINES])
    return times >= LIVE_TIMES or (told and times > 1)


@cache
def _weights() -> dict[str, float]:
    return {name: float(weight) for name, weight in rows("kind_weights.tsv")}
