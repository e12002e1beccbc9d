"""Chooses the times of an article's events and gives each its ISO value."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from extract.article import Moment
from extract.date_grammar import MONTH
from extract.moments.expressions import Expression, expressions_in
from extract.moments.foreign import foreign_expressions_in
from extract.moments.resolve import find_anchor, resolve, resolve_by_anchor
from extract.moments.tense import looks_ahead
from extract.moments.timeline import date_entries
from extract.stretches import merge_stretches
from extract.syntax import Trees

MOST = 8
"""A card lists no more times than this."""
_WEIGHT = {"day": 3.0, "weekday": 2.6, "month": 2.5, "offset": 2.0, "year": 1.8, "span": 1.6, "clock": 1.5}
_VAGUE = re.compile(r"\b(?:more than|over|nearly|almost|about|around|some|less than|least) (?:the )?\Z", re.IGNORECASE)
_SAID = frozenset({"today", "tonight", "tomorrow", "yesterday", "this morning"})


def moments_in(
    text: str,
    published: date | None = None,
    skip: Sequence[tuple[int, int]] = (),
    quoted: Sequence[tuple[int, int]] = (),
    language: str | None = "en",
    trees: Trees | None = None,
    hour: int | None = None,
) -> tuple[Moment, ...]:
    """Return the times of the events, the weightiest first where there are too many, else in order of appearance.

    Args:
        text: of an article; offsets are code points.
        published: the day against which "Tuesday" is read; None leaves all that depends on it unsettled.
        skip: (start, end) of what is not read: page furniture, the dates of publication.
        quoted: (start, end) of direct speech, where "today" may be any day.
        language: ISO 639-1; None, unknown, is read as English. Of other languages only dates with a day are read.
        trees: of the text's sentences; without one, the words before a time tell whether it lies ahead.
        hour: of publication, where it is known: in the evening it is the next day elsewhere.

    """
    found: dict[tuple[str, str | None], tuple[float, Moment]] = {}
    blocked, speech = merge_stretches(skip), merge_stretches(quoted)
    english = language in (None, "en")
    expressions = expressions_in(text) if english else foreign_expressions_in(text, language or "")
    expressions = [expression for expression in expressions if not _touches(expression, blocked)]
    if published and english:
        expressions = date_entries(text, expressions, published)
    last: tuple[Expression, str | None] | None = None
    anchor = find_anchor(expressions) if published is None and english else None
    for expression in expressions:
        said = text[expression.start : expression.end]
        vague = _VAGUE.search(text, max(0, expression.start - 12), expression.start)
        if _alone(text, expression) or (vague and expression.kind in ("offset", "span")):
            continue
        if _cited(text, expression) or _names_a_thing(text, expression) or _is_compared(text, expression):
            continue
        if (said.lower() in _SAID and _touches(expression, speech)) or _recurs(text, expression):
            continue
        if trees:
            ahead = looks_ahead(trees, expression.start, expression.end)
            expression = replace(expression, ahead=ahead)
        if anchor:
            value = resolve_by_anchor(text, expression, anchor)
        else:
            value = resolve(text, expression, published, english=english, hour=hour)
        value = _after(text, last, (expression, value))
        last = (expression, value)
        key = (said.casefold(), value)
        if key not in found:
            weight = _WEIGHT["span" if expression.unit == "week" else expression.kind]
            found[key] = (weight, Moment(said, value, expression.start, expression.end))
    chosen = _settle_years(list(found.values()))
    if len(chosen) > MOST:
        chosen = sorted(chosen, key=lambda item: -item[0])[:MOST]
    return tuple(moment for _, moment in chosen)


def _after(text: str, low: tuple[Expression, str | None] | None, high: tuple[Expression, str | None]) -> str | None:
    """Return the value of a range's second end, which lies behind the first: "from May to August"."""
    (end, value) = high
    if low is None or value is None or low[1] is None or end.year is not None or len(value) != len(low[1]):
        return value
    if value > low[1] or not _THROUGH.fullmatch(text, low[0].end, end.start):
        return value
    return f"{int(value[:_YEAR]) + 1:04}{value[_YEAR:]}"


_THROUGH = re.compile(r" ?(?:-|–|—) ?| (?:to|until|till|through) ")


def _settle_years(found: Sequence[tuple[float, Moment]]) -> list[tuple[float, Moment]]:
    """Leave out one of two values of the same words a year apart: of a month the past one, of a day the one to come.

    "In November" is past where nothing tells that it is to come; a day so near is to come where nothing tells of
    the past.
    """

    def said(moment: Moment, value: str) -> tuple[str, str]:
        month = len(value) == _MONTH and not any(map(str.isdigit, moment.text))
        return "" if month else moment.text.casefold(), value

    values = {said(moment, moment.value) for _, moment in found if moment.value}

    def stands(moment: Moment) -> bool:
        if moment.value is None or len(moment.value) == _YEAR:
            return True
        other = int(moment.value[:_YEAR]) + (1 if len(moment.value) == _MONTH else -1)
        return said(moment, f"{other:04}{moment.value[_YEAR:]}") not in values

    return [(weight, moment) for weight, moment in found if stands(moment)]


def _alone(text: str, expression: Expression) -> bool:
    """Whether a day has a line to itself: that is when something was published or updated.

    A day, month or year may have a label before it: "Tag: March 2031".
    """
    line = text[text.rfind("\n", 0, expression.start) + 1 : expression.start]
    end = text.find("\n", expression.end)
    if text[expression.end : end if end >= 0 else len(text)].strip():
        return False
    return _LABEL.fullmatch(line) is not None or (expression.kind == "day" and not line.strip())


_LABEL = re.compile(r"\W*(?!(?i:when|deadline|starts?|opens?|begins?|ends?)\b)[A-Z][a-z]+(?: [\w]+){0,2}:\s*")
"""Before a date that is all else in its line, but for what says when something happens."""
_CITED = re.compile(r"[(;]\s?[A-Z][^();.]{1,60},\s\Z")
_FILED = re.compile(
    r"(?:\b(?:Retrieved|Accessed|Archived(?: from the original)?)"
    r"|(?:\n|\A)\W*(?:Published|Posted|(?:Last )?[Uu]pdated)) (?:on )?\Z"
)
"""Before the day on which a page was read, kept or published."""
_ENTRY = re.compile(r"\)\. ?[\"“_*]|\)?\.? (?:Retrieved|Accessed|Archived)\b")
"""Behind the date of an entry in a list of sources: "Lind (May 3, 2031). “The Harbour”", "3 May 2031. Retrieved"."""

_DATELINE = re.compile(r" \([A-Z][\w ]{1,20}\) ?[-–—]")
"""Behind the day of a dateline: "TARN, May 3 (Radio Norland) -"."""


def _cited(text: str, expression: Expression) -> bool:
    """Tell whether a date is of a publication: "(Radio Tarn, January 30)", "Retrieved May 3", "8, 12-15 (1998)"."""
    before = text[max(0, expression.start - 70) : expression.start]
    if _FILED.search(before) or _ENTRY.match(text, expression.end) or _DATELINE.match(text, expression.end):
        return True
    closed = text[expression.end : expression.end + 1] in (")", ";")
    return closed and bool(_CITED.search(before) or (expression.kind == "year" and before.endswith("(")))


_COMPARED = re.compile(r"\b(?:(?:compared (?:with|to)|versus|(?:up|down) from)\b(?:(?!since\b)[^.,;:()\n]){0,60}) \Z")
"""Before a time with which another is compared: "compared with a loss in May", "up from 3 percent in May"."""
_FROM = re.compile(r"\b(?:from|than|same (?:period|month|quarter|week|time)) \Z")
"""The same, before a year: "fell from last year", "more than a year ago"."""


def _is_compared(text: str, expression: Expression) -> bool:
    """Tell whether a time only serves to compare: nothing that the article tells of happened then."""
    before = text[max(0, expression.start - 90) : expression.start]
    return bool(
        _COMPARED.search(before) or (expression.unit == "year" and expression.shift < 0 and _FROM.search(before))
    )


_PICTURE = re.compile(r",? (?:file )?(?:photo|picture|image)")
_TITLED = re.compile(
    r" (?:[A-Z][\w’'.]+ )*(?:Awards?|Games|Olympics|Cup|Championships?|Festival|Forum|Summit|Conference|Open|Prix"
    r"|Bowl|Marathon|Masters|Derby|Act|Bill|Law|Constitution|Treaty|Accords?|Amendment)\b|[’']s [“\"‘]?[A-Z]"
    r"| (?:[a-z-]+ ){0,2}(?:act|bill|law|legislation)\b"
    r"| (?:film|movie|remake|sequel|comedy|thriller|documentary|novel|album|song|hit|book|memoir|version|models?)\b"
)
_OF_YEAR = re.compile(rf"\b(?!(?:{MONTH}|Spring|Summer|Autumn|Fall|Winter|End|Start|Beginning)\b)[A-Z][a-z]+ of \Z")
"""Before the year in a name: "the Harbours Act of 2031"."""
_YEARLY = re.compile(r"\b(?:each|every) year\b|\b(?:every|each) \Z", re.IGNORECASE)
_EVERY = re.compile(r"\b(?:every|each) \Z", re.IGNORECASE)
_SENTENCE = re.compile(r"[.!?](?=\s|\Z)|\n")
_SENTENCE_REACH = 200
_YEAR, _MONTH = len("2026"), len("2026-02")
"""Letters of an ISO date."""


_NAME = 24
_CAPITAL = re.compile(r"\b[A-Z][a-z]+ \Z")
"""Before "Today" in the name of an outlet: "Norland Today"."""


def _names_a_thing(text: str, expression: Expression) -> bool:
    """Tell whether a date is part of a name: "this May 3, 2031 file photo", "the 2031 Harbour Awards"."""
    before = text[max(0, expression.start - _NAME) : expression.start]
    if text[expression.start : expression.end] == "Today" and _CAPITAL.search(before):
        return True
    if expression.kind == "year" and _OF_YEAR.search(before):
        return True
    return bool(
        _PICTURE.match(text, expression.end) or (expression.kind == "year" and _TITLED.match(text, expression.end))
    )


def _recurs(text: str, expression: Expression) -> bool:
    """Tell whether a month, day or weekday comes again and again: "in April of each year", "every Sunday"."""
    if expression.kind == "weekday":
        return _EVERY.search(text, max(0, expression.start - 12), expression.start) is not None
    if expression.kind not in ("month", "day") or expression.year is not None:
        return False
    reach = max(0, expression.start - _SENTENCE_REACH)
    begin = max((end.end() for end in _SENTENCE.finditer(text, reach, expression.start)), default=reach)
    end = _SENTENCE.search(text, expression.end)
    behind = text[expression.end : end.start() if end else len(text)]
    return bool(_YEARLY.search(text[begin : expression.start]) or _YEARLY.search(behind))


def _touches(expression: Expression, spans: Sequence[tuple[int, int]]) -> bool:
    at = bisect_left(spans, (expression.end,)) - 1
    return at >= 0 and spans[at][1] > expression.start
