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
from extract.date_grammar import HOUR, MINUTE
from extract.page.line_classifier import weigh_stretch
from extract.page.lines import Line
from extract.page.tables import rows

GAP, NARROW_GAP = 3, 1
"""Lines between two of the article's paragraphs in one run, and in a run that no list of teasers has."""
MUCH = 4000
"""Code points of prose beyond which more says nothing."""
DOUBT = 1.0
"""The score either way within which a line is doubtful."""
STRETCH = 300.0
"""The weight of the stretch that looks most like an article, beyond which more says nothing."""
HEADLINE = (35, 160)
"""Code points of a headline, from and below."""
ERROR_LINES = 12
"""Lines at the beginning of a page, and of its text below the menu, that may say that it is an error."""
HEAD, BELOW_DATE, SHARED = 3, 8, 2
"""Lines above a date in which its headline stands, below it in which its story begins, and words that both have."""
DATELINE = 90
"""Code points at the beginning of a paragraph within which an agency's dateline stands."""
TOLD = 3000
"""Code points of prose in one run, from which a page is an article whatever stands around it."""
TEASER = 300
"""Code points beyond which a paragraph is no teaser, whatever stands between it and the next."""
TOLD_AT_ONCE = 1500
"""Code points of a paragraph that no list has."""
_NO_STORY = frozenset(("consent2", "link-most", "link-only"))
_NO_OPENING = _NO_STORY | {"promotion1", "notice1", "end…", "mark-long", "bullet"}
LISTED_LINES = 12
"""Lines below which a page lists no articles."""
ERROR_SIZE = 200
REPORT_SIZE, LISTED_SIZE = 140, 30
"""Code points of a report's title, and of the heading of its summary."""
OTHER_SIGNS = 3
"""Buttons of an encyclopedia, of a network or of an archive of papers, from which a page is one of it."""
LIVE_SIZE = 200
BELOW_TIME = 3
"""Lines below a time of day in which its paragraph stands: the name of its author and a heading may come between."""
LIVE_TIMES = 6
"""Lines that are nothing but a time of day, from which a page with prose is a live blog."""

_REPORTED = re.compile(r"\bsaid\b|\bsays\b|\btold\b|[“\"][^”\"]{20,}")
_QUOTED = re.compile(r"[“\"][^”\"\n]{15,}[”\"]")
_INVITING = re.compile(
    r"[*_\s]*(?:see|browse|discover|learn|read|find|explore|get|watch|join|check|everything|sign)\b", re.IGNORECASE
)  # "Discover how the law affects you in ten minutes."
_RUNNING = frozenset(("end.", "end:", "bullet"))
_NAMES = frozenset(("name-like2", "name-like3"))
"""Features of lines that are no headlines, and of such as may be an author's name."""
_ERROR = re.compile(
    r"(?:error )?40[34]\b|page (?:was |could )?not (?:be )?found"
    r"|page (?:you(?: requested|(?: are|[’']re) looking for)|does ?n[o’']t exist)"
    r"|access (?:to this page )?(?:has been )?denied|are you a robot|verify (?:that )?you are (?:a )?human"
    r"|checking your browser|just a moment|please enable (?:javascript|cookies)|(?:enable|turn on) javascript"
    r"|site is (?:temporarily )?unavailable|(?:500|502|503) (?:internal|bad|service)|subscription required to"
    r"|unusual (?:traffic|activity)|something went wrong|access through your institution|rent or buy (?:this )?article",
    re.IGNORECASE,
)  # "404 – Page not found", "Verify you are human"
_LIVE = re.compile(
    r"\blive (?:updates|blog|coverage)\b|\bas it happened\b|\blive:|[-–—|] live\b|\bliveblog\b", re.IGNORECASE
)
_REPORT = re.compile(
    r"[#*\s]*(?:[^.!?]{2,80}[:–—|,-] ?)?"
    r"(?:(?:humanitarian )?situation (?:report|update)|flash (?:update|report)"
    r"|humanitarian (?:bulletin|snapshot|update)|sitrep"
    r"|(?:working|discussion|white|policy|briefing|research) paper|(?:policy|research|country) brief(?:ing)?"
    r"|technical report|country report|annual report|staff report)"
    r"(?: ?(?:no\.?|number|#)? ?\d{1,4})?(?: ?[(:–—|,-].{0,80})?[*\s]*"
    r"|[*\s]*download (?:the )?(?:full|whole|complete) (?:report|paper|briefing|study)(?:\W.*\bPDF\W*)?",
    re.IGNORECASE,
)  # "Norland: Humanitarian Situation Report No. 12, 3 May 2031", "Download full report (2 MB, PDF)"
_SUMMARY = re.compile(r"[#*\d.\s]*executive summary[*:\s]*", re.IGNORECASE)
_OTHER = re.compile(
    r"\[edit\b|from wikipedia, the free encyclopedia|\bforgot account\?|\ball reactions:"
    r"|\bsee more (?:of|from) .{2,60} on facebook\b|\bwrite a (?:public )?comment\b|\bwikimedia commons\b"
    r"|\bpdf of the paper\b|\bcite as:|\bbibliographic (?:tools|and citation)\b",
    re.IGNORECASE,
)
_REPORT_WORDS = (
    *("situation report", "situation update", "flash update", "flash report", "humanitarian ", "sitrep", " paper"),
    *(" brief", "technical report", "country report", "annual report", "staff report", "executive summary"),
    "download ",
)
_OTHER_WORDS = (
    *("[edit", "wikipedia", "wikimedia", "forgot account", "all reactions", " on facebook", "write a "),
    *("pdf of the paper", "cite as:", "bibliographic "),
)
"""Of which one must stand in the text, and of the others as many as signs: patterns over each line take a hundred times
as long."""
_AGENCY = re.compile(
    r"(?:[A-Z0-9“\"*_(][\w.,’'/-]*\W{1,2}){1,9}\([A-Z][A-Za-z. ]{1,20}\)[*_]* ?[–—-]{1,2} "
)  # "KYIV, Feb 3 (Reuters) - "
_TIME = re.compile(
    rf"[*#\s]*(?:{HOUR}[:.]{MINUTE} ?(?:[ap]\.?m\.?)?(?: ?[A-Z]{{2,4}})?|\d{{1,2}}[hm] ago"
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
    told = (
        _longest_run(lines, own, NARROW_GAP) >= TOLD
        or _longest_run(lines, [told and line.size >= TEASER for line, told in zip(lines, own, strict=True)], GAP)
        >= TOLD
        or _opens_told(lines)
        or _is_dated_once(lines, own)
        or any(
            line.prose
            and (
                _AGENCY.match(text, line.start, min(line.end, line.start + DATELINE))
                or (line.size >= TOLD_AT_ONCE and _NO_STORY.isdisjoint(line.features))
            )
            for line in lines
        )
    )
    listed = (
        not told
        and len(lines) >= LISTED_LINES
        and (sum(weights[name] * value for name, value in measure_page(text, lines, scores).items()) > 0)
    )
    kept = sum(line.size for line, score in zip(lines, scores, strict=True) if score > 0 and line.prose)
    if (listed or kept < MUCH // 4) and _says_error(text, lines):
        return "error-page"
    low = text.lower()
    is_other = sum(low.count(word) for word in _OTHER_WORDS) >= OTHER_SIGNS and _says_other(text, lines)
    if listed and not is_other:
        return "index-page"
    if _is_live(text, lines, scores):
        return "live-blog"
    if any(word in low for word in _REPORT_WORDS) and _says_report(text, lines):
        return "report"
    return "other" if is_other else "article"


def _opens_told(lines: Sequence[Line]) -> bool:
    """Tell whether a text begins with two paragraphs of a story, as no menu does."""
    return len(lines) > 1 and all(line.prose and _NO_OPENING.isdisjoint(line.features) for line in lines[:2])


def _is_dated_once(lines: Sequence[Line], own: Sequence[bool]) -> bool:
    """Tell whether a date alone in its line stands between a headline and a paragraph of its story, and only one does.

    Lists of stories have several.
    """
    found = 0
    for i, line in enumerate(lines):
        if "date-only" in line.features:
            above = [head for head in lines[max(0, i - HEAD) : i] if head.size >= HEADLINE[0] and not head.prose]
            below = [k for k in range(i + 1, min(len(lines), i + 1 + BELOW_DATE)) if own[k]]
            found += any(len(head.words & lines[k].words) >= SHARED for head in above for k in below)
    return found == 1


def measure_page(text: str, lines: Sequence[Line], scores: Sequence[float]) -> Mapping[str, float]:
    """Return the features of a page, by name."""
    own = [score > 0 for score in scores]
    kept = [line for line, is_own in zip(lines, own, strict=True) if is_own]
    prose = [line for line in kept if line.prose]
    run = _longest_run(lines, [line.prose and is_own for line, is_own in zip(lines, own, strict=True)], GAP)
    headlines = sum(
        HEADLINE[0] <= line.size < HEADLINE[1] and not line.prose and _RUNNING.isdisjoint(line.features)
        for line in lines
    )
    size = sum(line.size for line in prose)
    reported = sum(_REPORTED.search(text, line.start, line.end) is not None for line in prose)
    quoted = sum(_QUOTED.search(text, line.start, line.end) is not None for line in prose)
    inviting = sum(_INVITING.match(text, line.start, line.end) is not None for line in prose)
    return {
        "bias": 1.0,
        "longest-run": min(run, MUCH) / MUCH,
        "headings": sum("hash" in line.features for line in kept) / (1 + len(kept)),
        "headlines": headlines / len(lines),
        "names": sum(not _NAMES.isdisjoint(line.features) for line in lines) / len(lines),
        "prose": size / (1 + sum(line.size for line in kept)),
        "kept": size / (1 + sum(line.size for line in lines)),
        "cut-off": log1p(sum("end…" in line.features for line in prose)),
        "inviting": inviting / (1 + len(prose)),
        "reported": log1p(reported),
        "quoted": quoted / (1 + len(prose)),
        "lone": _share_alone(lines),
        "pictures": sum("image" in line.features for line in lines) / len(lines),
        "doubtful": sum(abs(score) < DOUBT for score in scores) / len(lines),
        "stretch": min(STRETCH, weigh_stretch(lines, scores)) / STRETCH,
    }


def _share_alone(lines: Sequence[Line]) -> float:
    """Return the share of prose, by code points, that stands between lines that are none, as teasers of stories do."""
    around = [False, *(line.prose for line in lines), False]
    alone = sum(line.size for i, line in enumerate(lines, 1) if line.prose and not (around[i - 1] or around[i + 1]))
    return alone / (1 + sum(line.size for line in lines if line.prose))


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
    """Tell whether a short line at the beginning, the first that are no menu, or a heading says that it is an error."""
    told = [line for line in lines if line.size > 20][:ERROR_LINES]
    headings = (line for line in lines if "hash" in line.features)
    return any(
        line.size < ERROR_SIZE and _ERROR.search(text, line.start, line.end)
        for line in (*lines[:ERROR_LINES], *told, *headings)
    )


def _says_report(text: str, lines: Sequence[Line]) -> bool:
    """Tell whether a heading calls the page a report of an office or an institute, or has a report's summary below."""
    told = [line for line in lines if line.size > 20][:ERROR_LINES]
    return any(
        line.size < REPORT_SIZE and _REPORT.fullmatch(text, line.start, line.end)
        for line in (*told, *(line for line in lines if "hash1" in line.features))
    ) or any(line.size < LISTED_SIZE and _SUMMARY.fullmatch(text, line.start, line.end) for line in lines)


def _says_other(text: str, lines: Sequence[Line]) -> bool:
    """Tell whether the buttons of an encyclopedia, of a network or of an archive of papers stand on the page."""
    return sum(_OTHER.search(text, line.start, line.end) is not None for line in lines) >= OTHER_SIGNS


def _is_live(text: str, lines: Sequence[Line], scores: Sequence[float]) -> bool:
    """Tell whether many times of day stand right above paragraphs of the article, or a heading calls the page live."""
    told = [line.prose and score > 0 for line, score in zip(lines, scores, strict=True)]
    times = sum(
        any(told[i + 1 : i + 1 + BELOW_TIME]) and _TIME.fullmatch(text, line.start, line.end) is not None
        for i, line in enumerate(lines)
    )
    return times >= LIVE_TIMES or (
        times > 1
        and any(line.size < LIVE_SIZE and _LIVE.search(text, line.start, line.end) for line in lines[:ERROR_LINES])
    )


@cache
def _weights() -> dict[str, float]:
    return {name: float(weight) for name, weight in rows("kind_weights.tsv")}
