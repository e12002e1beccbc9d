"""Finds expressions of time as English news writes them: "24 February 2022", "early on Thursday morning", "last September".

Text in, plain values out. Nothing is resolved here: an expression says what it says, and no more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

Kind = Literal["day", "month", "year", "weekday", "offset", "span", "clock"]
MONTHS = (
    "January February March April May June July August September October November December".split()
)
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression of time, as far as it says which time it means."""

    start: int
    end: int
    kind: Kind
    """day: month and day are known; offset: so many days, months or years from the day of publication;
    span: a bounded time that is no single day, month or year ("this week"); clock: a time of day alone."""
    year: int | None = None
    month: int | None = None
    """1 to 12."""
    day: int | None = None
    weekday: int | None = None
    """0 is Monday."""
    shift: int = 0
    """For an offset: how many units from publication; for a month, weekday or year: -1 last, 1 next, 0 unsaid."""
    unit: Literal["day", "month", "year", ""] = ""


_MONTH_NUMBER = {name[:3].lower(): number for number, name in enumerate(MONTHS, start=1)}
_WEEKDAY_NUMBER = {name[:3].lower(): number for number, name in enumerate(WEEKDAYS)}
_NAMES = re.compile(
    r"(?:(?P<month>January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)|(?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day))(?![^\W_])\.?"
)
_YEAR = re.compile(r"(?:19|20)\d\d(?!\d|[,.]\d|%|[-–]?[^\W\d_]|[-–/]\d{3})")
_CLOCK = re.compile(
    r"\d{1,2}(?:[:.]\d\d)?(?: ?\.?(?:[ap]\.m\.?|[ap]m\b)| ?o[’']clock|(?= (?:GMT|UTC|CET|EET|EST|EDT|local time|Kyiv time|Moscow time)\b))"
    r"(?: (?:GMT|UTC|CET|EET|EST|EDT|BST|ET|local time|Kyiv time|Moscow time)\b)?"
)
_RELATIVE = re.compile(
    r"\b(?:[Tt]oday|[Tt]onight|[Yy]esterday|[Tt]omorrow)\b"
    r"|\b(?:(?:[Ee]arlier|[Ll]ater|[Ll]ate|[Ee]arly|[Aa]t the (?:end|start|beginning) of|[Bb]y the end of|the same month) )?"
    r"(?:[Tt]his|[Ll]ast|[Nn]ext|(?:the )?(?:previous|past|following|upcoming)|(?:[Tt]he )?coming) "
    r"(?:week|weekend|month|year|night|morning|afternoon|evening|spring|summer|autumn|fall|winter|quarter"
    r"|(?<=coming )(?:days|weeks|months|years))\b(?![-’'](?!s))"
    r"|\b(?:the )?(?:weekend)\b"
    r"|\bmid-(?:spring|summer|autumn|winter)\b|\b(?:before|after|until|by|over|during|in) the (?:spring|summer|autumn|winter)\b"
    r"|\b(?:[Aa]|[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en|\d{1,2}) (?:day|week|month|year)s? (?:ago|earlier)\b"
    r"|\b(?:by |at )?the end of (?:the|this) (?:year|month|week)\b"
)
_DAY_BEFORE = re.compile(r"(?<![\d.,$€£:-])(\d{1,2})(?:st|nd|rd|th)?(?:[ ]?(?:-|–|—|to|and)[ ]?\d{1,2}(?:st|nd|rd|th)?)?(?: of)? \Z")
_DAY_AFTER = re.compile(r" (?:the )?(\d{1,2})(?:st|nd|rd|th)?(?![\d:%]|[.,]\d|[ ](?:percent|million|billion|people))(?:[ ]?(?:-|–|—|to|and)[ ]?\d{1,2}(?:st|nd|rd|th)?(?!\d|[.,:]\d))?")
_YEAR_AFTER = re.compile(r"(?:,? |, ?| of )((?:19|20)\d\d)(?!\d)")
_YEAR_SHIFT = re.compile(r"(?: of)? (last|this|next) year\b")
_MODIFIER = re.compile(r"(?:\b(?:[Ee]arly|[Ll]ate|[Mm]id)[ -](?:in )?|\b(?:beginning|start|middle|end|turn|first half|second half) of )\Z")
_SHIFT = re.compile(r"\b(?:(last)|(next|coming|upcoming)|(this|early|late|mid)) \Z", re.IGNORECASE)
_BARE_MONTH = re.compile(
    r"(?:\b(?:in|since|of|until|till|by|from|for|during|between|and|or|to|through|before|after|this|last|next|around|previous|early|late|mid)[ -]|–|\()\Z",
    re.IGNORECASE,
)
_PART = re.compile(r"(?:[’']s)? (?:morning|afternoon|evening|night|lunchtime|noon)\b")
_EARLY = re.compile(r"\b(?:[Ee]arly|[Ll]ate)(?: on)? (?:(?:last|next|this) )?\Z|\b(?:morning|evening|night|afternoon) of \Z")
_TITLES = re.compile(r" (?:Times|Telegraph|Mirror|Express|Post|Mail|World|Mass)\b")
_TITLED = re.compile(r"\b(?:Black|Bloody|Easter|Palm|Super|Cyber|Ash|Good|Casual) \Z")
_JOIN_CLOCK = re.compile(r",? (?:on |in the morning on )?\Z")
_YEAR_NOUN = re.compile(r" (?:people|soldiers|troops|men|women|civilians|tanks|drones|vehicles|(?:Russian|Ukrainian) [a-z]+s)\b")
_YEAR_PRECEDED = re.compile(r"(?:[\d$€£¥#№/.:@_-]|\b(?:Mirage|Airbus|No\.?|nearly|about|around|over|than|some|least)[ ])\Z")
_RANGE_TO = re.compile(r"(?:19|20)\d\d(?: to |[-–—]| and )\Z")
_COUNTS = {word: n for n, word in enumerate("a one two three four five six seven eight nine ten".split())} | {"a": 1}


def expressions_in(text: str) -> list[Expression]:
    """Return the expressions of time of a text, from left to right; none overlaps another."""
    found = sorted((*_named(text), *_relative(text), *_numbered(text)), key=lambda item: (item.start, -item.end))
    kept: list[Expression] = []
    for item in found:
        if kept and item.start < kept[-1].end:
            if item.end - item.start > kept[-1].end - kept[-1].start and item.kind != "year":
                kept[-1] = item
            continue
        if kept and _joins(text, kept[-1], item):
            kept[-1] = replace(item, start=kept[-1].start, weekday=kept[-1].weekday if item.weekday is None else item.weekday)
            continue
        kept.append(item)
    return kept


def _joins(text: str, left: Expression, right: Expression) -> bool:
    """Whether two expressions are one: "7am on Saturday", "Tuesday, February 10"."""
    between = text[left.end : right.start]
    if left.kind == "clock":
        return between in (" on ", " ", ", ", " this ", " (") and right.kind in ("weekday", "day") and between != " ("
    return left.kind == "weekday" and right.kind == "day" and between in (", ", " ", ", the ")


def _named(text: str) -> Iterator[Expression]:
    """Yield what is built round the name of a month or of a day of the week."""
    for found in _NAMES.finditer(text):
        start = found.start()
        if start and (text[start - 1].isalnum() or text[start - 1] in "_@#/"):
            if not text[start - 1].islower() or found.end() - start < 6:
                continue
        before = text[max(0, start - 30) : start]
        read = _month(text, found, before) if found["month"] else _weekday(text, found, before)
        if read:
            yield read


def _month(text: str, found: re.Match[str], before: str) -> Expression | None:
    start, name = found.start(), found["month"]
    end = start + len(name)
    behind = found.end() if found[0].endswith(".") and len(name) <= 4 and name not in ("May", "June", "July") else end
    month, day, year, shift = _MONTH_NUMBER[name[:3].lower()], None, None, 0
    if (led := _DAY_BEFORE.search(before)) and 1 <= int(led[1]) <= 31:
        day, start = int(led[1]), start - len(led[0])
    elif (trail := _DAY_AFTER.match(text, behind)) and 1 <= int(trail[1]) <= 31:
        day, end = int(trail[1]), trail.end()
    at = behind if day is None or led else end
    if dated := _YEAR_AFTER.match(text, max(at, end)):
        year, end = int(dated[1]), dated.end()
    elif said := _YEAR_SHIFT.match(text, max(at, end)):
        shift, end = {"last": -1, "this": 0, "next": 1}[said[1]], said.end()
        if day is None or shift:
            return Expression(_modified(start, before), end, "month" if day is None else "day", None, month, day, None, shift, "year")
    if day is not None:
        return Expression(start, end, "day", year, month, day)
    if year is not None:
        return Expression(_modified(start, before), end, "month", year, month)
    if len(name) < 5 and name not in ("May", "June", "July"):
        return None
    if not _BARE_MONTH.search(before) and not _MODIFIER.search(before):
        return None
    if name == "May" and re.match(r" (?:be|have|not|also|yet|well)\b", text[end : end + 6]):
        return None
    lead = _SHIFT.search(before)
    if lead and (lead[1] or lead[2]):
        return Expression(start - len(lead[0]), end, "month", None, month, None, None, -1 if lead[1] else 1)
    return Expression(_modified(start, before), end, "month", None, month)


def _modified(start: int, before: str) -> int:
    found = _MODIFIER.search(before)
    return start - len(found[0]) if found else start


def _weekday(text: str, found: re.Match[str], before: str) -> Expression | None:
    start, end = found.start(), found.start() + len(found["weekday"])
    if _TITLES.match(text, end) or _TITLED.search(before):
        return None
    if part := _PART.match(text, end):
        end = part.end()
    shift = 0
    if (lead := _SHIFT.search(before)) and (lead[1] or lead[2]):
        shift, start = -1 if lead[1] else 1, start - len(lead[0])
    elif early := _EARLY.search(before):
        start -= len(early[0])
    return Expression(start, end, "weekday", weekday=_WEEKDAY_NUMBER[found["weekday"][:3].lower()], shift=shift)


def _relative(text: str) -> Iterator[Expression]:
    for found in _RELATIVE.finditer(text):
        low = found[0].lower()
        start = found.start() + len(re.match(r"(?:before|after|until|by|over|during|in|at)? ?", low)[0] if " the " in low and low.startswith(("by the end", "at the")) else "")  # type: ignore[index]
        kind, shift, unit = _shifted(low)
        yield Expression(start, found.end(), kind, shift=shift, unit=unit)


def _shifted(low: str) -> tuple[Kind, int, Literal["day", "month", "year", ""]]:
    """Return kind, shift and unit of a relative expression in small letters."""
    words = low.split()
    last = words[-1]
    if low in ("today", "tonight", "yesterday", "tomorrow"):
        return "offset", {"yesterday": -1, "tomorrow": 1}.get(low, 0), "day"
    if last in ("ago", "earlier"):
        count = _COUNTS.get(words[0]) or int(words[0]) if words[0].isdecimal() or words[0] in _COUNTS else 1
        unit = words[1].rstrip("s")
        if unit == "day":
            return "offset", -count, "day"
        if unit == "month":
            return "offset", -count, "month"
        if unit == "year":
            return "offset", -count, "year"
        return "span", 0, ""
    way = -1 if re.search(r"\b(?:last|previous|past)\b", low) else 1 if re.search(r"\b(?:next|coming|upcoming|following)\b", low) else 0
    if last in ("night", "morning", "afternoon", "evening"):
        return "offset", -1 if way < 0 else 0, "day"
    if last == "month" and not low.startswith("the same"):
        return "offset", way, "month"
    if last in ("year", "summer", "autumn", "fall", "spring") and "the same" not in low and "in the" not in low:
        return "offset", way, "year"
    return "span", 0, ""


def _numbered(text: str) -> Iterator[Expression]:
    """Yield bare years, clock times and dates in figures."""
    for found in _DIGIT_RUN.finditer(text):
        start = found.start()
        if dated := _NUMERIC.match(text, start):
            year, month, day = _numeric(dated)
            if year and month <= 12 and day <= 31:
                yield Expression(start, dated.end(), "day", year, month, day)
                continue
        before = text[max(0, start - 12) : start]
        if _YEAR.match(text, start):
            end = start + 4
            if not _YEAR_PRECEDED.search(before) and not _YEAR_NOUN.match(text, end) and not _RANGE_TO.search(before):
                lead = _MODIFIER.search(text[max(0, start - 24) : start])
                yield Expression(start - len(lead[0]) if lead else start, end, "year", int(text[start:end]))
        elif len(found[0]) <= 2 and int(found[0]) <= 24 and not before[-1:].isalnum() and before[-1:] not in ("$", "€", "£", ".", ":", "-"):
            if clock := _CLOCK.match(text, start):
                end = clock.end() - 1 if text[clock.end() - 1] == "." and text[clock.end() - 2] != "m" else clock.end()
                yield Expression(start, end, "clock")


_DIGIT_RUN = re.compile(r"[0-9]+")
_NUMERIC = re.compile(r"((?:19|20)\d\d)([-/.])(\d{1,2})\2(\d{1,2})(?!\d)|(\d{1,2})([./-])(\d{1,2})\6((?:19|20)\d\d)(?!\d)")


def _numeric(found: re.Match[str]) -> tuple[int, int, int]:
    """Return year, month, day; day and month may have changed places where only that makes a date. Year 0: unsettled."""
    if found[1]:
        return int(found[1]), int(found[3]), int(found[4])
    first, second, year = int(found[5]), int(found[7]), int(found[8])
    if first > 12:
        return year, second, first
    if second > 12:
        return year, first, second
    return (year, second, first) if found[6] == "." or first == second else (0, 1, 1)
