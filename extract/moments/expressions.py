"""Finds expressions of time as English news writes them: "24 February 2022", "early on Thursday morning", "last week".

Text in, plain values out. Nothing is resolved here: an expression says what it says, and no more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Literal

from extract.date_grammar import (
    MONTHS,
    ORDINAL,
    SHORT_MONTH,
    WEEKDAYS,
    YEAR,
    month_number,
    order_day_month,
    weekday_number,
)
from extract.moments.relative import relative_to

Kind = Literal["day", "month", "year", "weekday", "offset", "span", "clock"]


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression of time, as far as it says which time it means."""

    start: int
    end: int
    kind: Kind
    """day: month and day are known; offset: so many days, weeks, months or years from the day of publication;
    span: a bounded time that is no single day, month or year ("this week"); clock: a time of day alone."""
    year: int | None = None
    month: int | None = None
    """1 to 12."""
    day: int | None = None
    weekday: int | None = None
    """0 is Monday; a day may have one too ("Tuesday, February 10")."""
    shift: int = 0
    """For an offset: how many units from publication; for a month or weekday: -1 last, 1 next, 0 unsaid."""
    unit: Literal["day", "week", "month", "year", ""] = ""
    """Of the shift; a month or day whose year is named as "last year" has "year"."""
    ahead: bool | None = None
    """Whether it lies ahead, by the tree of its sentence; None where no tree tells."""


def expressions_in(text: str) -> list[Expression]:
    """Return the expressions of time of a text, from left to right; none overlaps another."""
    found = sorted((*_named(text), *_relative(text), *numbered_in(text)), key=lambda item: (item.start, -item.end))
    kept: list[Expression] = []
    for item in found:
        last = kept[-1] if kept else None
        if last and item.start < last.end:
            if item.end - item.start > last.end - last.start and item.kind != "year":
                kept[-1] = item
        elif last and _joins(text, last, item):
            weekday = last.weekday if item.weekday is None else item.weekday
            kept[-1] = replace(item, start=last.start, weekday=weekday)
        else:
            kept.append(item)
    return [_in_range(text, *pair) for pair in zip_longest(kept, kept[1:])]


def undirected(text: str) -> Iterator[int]:
    """Yield where a day, a month or a weekday stands that may lie ahead or back: without a year, "last" or "next"."""
    for item in expressions_in(text):
        if item.kind in ("day", "month", "weekday") and item.year is None and not item.shift and not item.unit:
            yield item.start


_THROUGH = re.compile(r" ?(?:-|–|—) ?| (?:and|to|until|till|through) ")
_FROM = re.compile(r"\b(?:from|between)[ \xa0](?:the )?\Z", re.IGNORECASE)


def _in_range(text: str, low: Expression, high: Expression | None) -> Expression:
    """Return the first end of a range with the year that stands at its second: "between March and May 2022"."""
    if high is None or high.year is None or low.year is not None or low.month is None or high.month is None:
        return low
    link = _THROUGH.fullmatch(text, low.end, high.start)
    if link is None or (link[0] == " and " and not _FROM.search(text, max(0, low.start - 14), low.start)):
        return low
    return replace(low, year=high.year - (low.month > high.month), unit="", shift=0)


_NAMES = re.compile(rf"(?:{'|'.join((*MONTHS, *WEEKDAYS))}|{SHORT_MONTH})(?![^\W_])")
_TH = f"{ORDINAL}?"
_TO = r" ?(?:-|–|—|to|and) ?"
_DAY_BEFORE = re.compile(rf"(?<![\d.,$€£:-])(\d{{1,2}}){_TH}(?:{_TO}\d{{1,2}}{_TH})?(?: of)? \Z")
_DAY_AFTER = re.compile(
    rf" (?:the )?(\d{{1,2}}){_TH}(?![\d:%]|[.,]\d|-[a-z]| (?:percent|million|billion|people))"
    rf"(?:{_TO}\d{{1,2}}{_TH}(?!\d|[.,:]\d))?"
)
_YEAR_AFTER = re.compile(rf"(?:,? |, ?| of )({YEAR})(?!\d)")
_YEAR_SHIFT = re.compile(r"(?: of)? (last|this|next) year\b")
_MODIFIER = re.compile(
    r"(?:\b(?:[Ee]arly|[Ll]ate|[Mm]id)[ -](?:in )?|\b(?:beginning|start|middle|end|turn|first half|second half) of )\Z"
)
_SHIFT = re.compile(r"\b(?:(last)|(next|coming|upcoming)) \Z", re.IGNORECASE)
_BARE_MONTH = re.compile(
    r"(?:\b(?:in|since|of|until|till|by|from|for|during|between|and|or|to|through|before|after|this|last|next|around"
    r"|previous|early|late|mid)[ -]|–|\()\Z",
    re.IGNORECASE,
)
_WITH, _SURNAME = re.compile(r"\b(?:and|or|to)[ \xa0]\Z"), re.compile(r" [A-Z][a-z]")
"""Round "April" in "Will and April Jones"."""
_MAY_DO = re.compile(r" (?:be|have|not|also|yet|well)\b")
_PART = re.compile(r"(?:[’']s)? (?:morning|afternoon|evening|night|lunchtime|noon)\b")
_EARLY = re.compile(r"\b(?:[Ee]arly|[Ll]ate)(?: on)? (?:this )?\Z|\b(?:morning|evening|night|afternoon) of \Z")
_PAPER = re.compile(r" (?:Times|Telegraph|Mirror|Express|Post|Mail|World|Mass|Night [A-Z]\w+)\b")
_ON_SUNDAY = re.compile(r"\b(?:Mail|Independent|Scotland|Business|Ireland|Wales) on \Z")
_FEAST = re.compile(r"\b(?:Black|Bloody|Easter|Palm|Super|Cyber|Ash|Good|Casual) \Z")


def _joins(text: str, left: Expression, right: Expression) -> bool:
    """Whether two expressions are one: "7am on Saturday", "Tuesday, February 10"."""
    between = text[left.end : right.start]
    if left.kind == "clock":
        return right.kind in ("weekday", "day") and between in (" on ", " ", ", ", " this ")
    return left.kind == "weekday" and right.kind == "day" and between in (", ", " ", ", the ")


def _named(text: str) -> Iterator[Expression]:
    """Yield what is built round the name of a month or of a day of the week."""
    for found in _NAMES.finditer(text):
        start = found.start()
        touched = text[start - 1 : start] if start else " "
        joined_words = touched.islower() and found.end() - start >= 6
        if (touched.isalnum() and not joined_words) or touched in "_@#/":
            continue
        before = text[max(0, start - 30) : start]
        read = (_weekday if found[0].endswith("day") else _month)(text, found, before)
        if read:
            yield read


def _month(text: str, found: re.Match[str], before: str) -> Expression | None:
    start, end, name = found.start(), found.end(), found[0]
    abbreviated = len(name) < 5 and name not in ("May", "June", "July")
    at = end + 1 if abbreviated and text.startswith(".", end) else end
    month, day = month_number(name), None
    if (ahead := _DAY_BEFORE.search(before)) and 1 <= int(ahead[1]) <= 31:
        day, start = int(ahead[1]), start - len(ahead[0])
    elif (behind := _DAY_AFTER.match(text, at)) and 1 <= int(behind[1]) <= 31:
        day, at = int(behind[1]), behind.end()
        end = at
    begin = start if day else _modified(start, before)
    if dated := _YEAR_AFTER.match(text, at):
        return Expression(begin, dated.end(), "day" if day else "month", int(dated[1]), month, day)
    if said := _YEAR_SHIFT.match(text, at):
        shift = {"last": -1, "this": 0, "next": 1}[said[1]]
        return Expression(begin, said.end(), "day" if day else "month", None, month, day, None, shift, "year")
    if day:
        lead = _SHIFT.search(before) if start == found.start() else None
        if lead:
            return Expression(start - len(lead[0]), end, "day", None, month, day, shift=-1 if lead[1] else 1)
        return Expression(start, end, "day", None, month, day)
    if abbreviated or not (_BARE_MONTH.search(before) or _MODIFIER.search(before)):
        return None
    if name == "May" and _MAY_DO.match(text, end):
        return None
    if name in ("April", "May", "June") and _WITH.search(before) and _SURNAME.match(text, end):
        return None
    if lead := _SHIFT.search(before):
        return Expression(start - len(lead[0]), end, "month", None, month, shift=-1 if lead[1] else 1)
    return Expression(begin, end, "month", None, month)


def _modified(start: int, before: str) -> int:
    """Return where "mid-", "early" or "beginning of" starts; `start` where none of them stands before."""
    found = _MODIFIER.search(before)
    return start - len(found[0]) if found else start


def _weekday(text: str, found: re.Match[str], before: str) -> Expression | None:
    start, end = found.start(), found.end()
    if _PAPER.match(text, end) or _FEAST.search(before) or _ON_SUNDAY.search(before):
        return None
    if part := _PART.match(text, end):
        end = part.end()
    shift = 0
    if lead := _SHIFT.search(before):
        shift, start = -1 if lead[1] else 1, start - len(lead[0])
    elif early := _EARLY.search(before):
        start -= len(early[0])
    return Expression(start, end, "weekday", weekday=weekday_number(found[0]), shift=shift)


def _relative(text: str) -> Iterator[Expression]:
    """Yield what is said in relation to the day of publication."""
    for start, end, said in relative_to(text):
        if said is None:
            yield Expression(start, end, "span")
        else:
            yield Expression(start, end, "offset", shift=said[0], unit=said[1])


_DIGITS = re.compile(r"[0-9]+")
_YEAR = re.compile(rf"{YEAR}(?!\d|[,.]\d|%|[-–]?[^\W\d_]|[-–/]\d{{3}})")
_NUMERIC = re.compile(rf"({YEAR})([-/.])(\d{{1,2}})\2(\d{{1,2}})(?!\d)|(\d{{1,2}})([./-])(\d{{1,2}})\6({YEAR})(?!\d)")
_ZONE = r"(?:GMT|UTC|CET|EET|EST|EDT|BST|ET|(?:local|Kyiv|Kiev|Moscow|Eastern) time)\b"
_CLOCK = re.compile(
    rf"\d{{1,2}}(?:[:.]\d\d)?(?: ?\.?(?:[ap]\.m\b\.?|[ap]m\b)| ?o[’']clock|(?= {_ZONE}))(?:\.? {_ZONE})?", re.IGNORECASE
)
_YEAR_COUNTS = re.compile(
    r" (?:people|respondents|participants|adults|voters|households|residents|cases|soldiers|troops|men|women|civilians"
    r"|tanks|drones|vehicles|(?:Russian|Ukrainian) [a-z]+s)\b"
)
_NO_YEAR = re.compile(
    r"(?:[\d$€£¥#№/.:@_-]|\b(?:Mirage|Airbus|No\.?|[Pp]age|pp?\.|nearly|about|around|over|than|some|least"
    r"|[Ff]iscal(?: year)?|[Ff]inancial year|[Mm]odel year|before|prior to) )\Z"
    rf"|{YEAR}(?: to |[-–—]| and )\Z"
)
"""Before four digits: they are no year, or the end of a range whose first year is taken."""
_NO_CLOCK = tuple("$€£.:-")


def numbered_in(text: str) -> Iterator[Expression]:
    """Yield bare years, clock times and dates in figures."""
    for found in _DIGITS.finditer(text):
        start, size = found.start(), len(found[0])
        if size > 4:
            continue
        before = text[max(0, start - 24) : start]
        if dated := _NUMERIC.match(text, start):
            yield from _numeric(dated)
        elif size == 4 and _YEAR.match(text, start):
            if not _NO_YEAR.search(before) and not _YEAR_COUNTS.match(text, start + 4):
                yield Expression(_modified(start, before), start + 4, "year", int(found[0]))
        elif size <= 2 and int(found[0]) <= 24 and not before[-1:].isalnum() and not before.endswith(_NO_CLOCK):
            clock = _CLOCK.match(text, start)
            if clock:
                yield Expression(start, clock.end(), "clock")


def _numeric(found: re.Match[str]) -> Iterator[Expression]:
    """Yield a date in figures, unless day and month could change places."""
    if found[1]:
        year, month, day = int(found[1]), int(found[3]), int(found[4])
    else:
        ordered = order_day_month(int(found[5]), int(found[7]), found[6])
        if ordered is None:
            return
        (day, month), year = ordered, int(found[8])
    if 1 <= month <= 12 and 1 <= day <= 31:
        yield Expression(found.start(), found.end(), "day", year, month, day)
