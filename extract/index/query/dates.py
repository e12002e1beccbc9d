"""Parses the values of `date:`, a day, month, year or a range of them, into half-open ranges of days."""

from __future__ import annotations

import re
from datetime import date, timedelta

from extract.index.query.errors import QueryError

_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_AGO = re.compile(r"(\d{1,5})([dwmy])")
_DAYS = {"d": 1, "w": 7, "m": 30, "y": 365}

Days = tuple[date | None, date | None]
"""Half-open range: from the first day to before the second; None is no bound."""


def parse_dates(value: str, at: int, today: date) -> Days:
    """Parse the value of `date:`.

    Forms: 2024, 2024-07, 2024-07-15, today, yesterday, and ranges A..B, A.., ..B; 30d, 2w, 6m and 1y are so long ago.

    Raises:
        QueryError: where it is none of these.

    """
    first, dots, last = value.partition("..")
    if not dots:
        return _span(value, at, today)
    start = _span(first, at, today)[0] if first else None
    end = _span(last, at + len(first) + 2, today)[1] if last else None
    if start is None and end is None:
        raise QueryError("a range needs a beginning or an end", at)
    if start and end and start >= end:
        raise QueryError("this range ends before it begins", at)
    return start, end


def _span(text: str, at: int, today: date) -> Days:
    try:
        if match := _ISO.fullmatch(text):
            return _calendar(*(int(part) if part else None for part in match.groups()))
        if match := _AGO.fullmatch(text):
            day = today - timedelta(days=int(match[1]) * _DAYS[match[2]])
            return day, day + timedelta(days=1)
        if text in ("today", "yesterday"):
            day = today - timedelta(days=text == "yesterday")
            return day, day + timedelta(days=1)
    except (ValueError, OverflowError):
        raise QueryError(f"the calendar has no {text}", at) from None
    raise QueryError("dates are written 2024, 2024-07, 2024-07-15, 30d.. or 2024-07..2024-09", at)


def _calendar(year: int | None, month: int | None = None, day: int | None = None) -> Days:
    start = date(year or 0, month or 1, day or 1)
    if day:
        return start, _or_none(start, days=1)
    if month:
        return start, date(start.year + 1, 1, 1) if month == 12 and start.year < 9999 else _next_month(start)
    return start, date(start.year + 1, 1, 1) if start.year < 9999 else None


def _next_month(start: date) -> date | None:
    return start.replace(month=start.month + 1) if start.month < 12 else None


def _or_none(start: date, days: int) -> date | None:
    return start + timedelta(days=days) if start < date.max else None
