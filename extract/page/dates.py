"""Reads calendar dates with a year, as they stand in headers, metadata and addresses. A year is never guessed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from extract.date_grammar import HOUR, MINUTE, ORDINAL, YEAR, make_date, order_day_month
from extract.page.tables import rows


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date as it stands in a text."""

    value: str
    """ISO 8601 as far as it is known: 2026, 2026-02, 2026-02-09 or 2026-02-09T14:39."""
    start: int
    end: int


REACH = 40
"""Code points that a date may have on either side of its year."""
_YEAR = re.compile(YEAR)
_ISO = re.compile(
    rf"{YEAR}-\d\d-\d\d(?:[T ](?P<clock>(?:[01]\d|2[0-3]):{MINUTE})(?::{MINUTE}(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?",
    re.ASCII,
)
_CLOCK = rf"(?P<hour>{HOUR})[:.h](?P<minute>{MINUTE})(?::{MINUTE})?(?:\.\d+)?(?:\s*(?P<half>[ap])\.?m\b\.?)?"
_END = r"(?!\d(?!\d?\s?min)|\s?(?:GMT|BST|UTC|ET|CES?T)\b)"
"""After a year no digit, but for those of how long an article is to read: "Dec 4, 20235 mins"; "1945 GMT" is a time."""
_BETWEEN = r"(?:T|\s*[,|•·/–—-]\s*|,?\s+(?:at|um|à|a\s+las|alle)\s+|\s*о\s*|\s*в\s*|\s+)"


def find(text: str, start: int = 0, end: int | None = None) -> Iterator[WrittenDate]:
    """Yield the dates between two offsets, in order; those that no calendar has are passed over.

    The pattern is tried around years only: over a whole text it would take milliseconds.
    """
    end = len(text) if end is None else end
    at = start
    while year := _YEAR.search(text, at, end):
        at = year.end()
        match = _pattern().search(text, max(start, year.start() - REACH), min(end, year.end() + REACH))
        if match and match.start() <= year.start() < match.end():
            start = at = match.end()
            value = _value(match)
            if value:
                yield WrittenDate(value, match.start(), match.end())


def read(text: str) -> str | None:
    """Return the value of a field that holds a date (metadata, a file's name), or None."""
    if written := _ISO.fullmatch(text):  # as most fields are, and read in a tenth of the time
        if not make_date(int(text[:4]), int(text[5:7]), int(text[8:10])):
            return None
        return text[:10] + (f"T{written['clock']}" if written["clock"] else "")
    return next((found.value for found in find(text[:200])), None)


def _value(match: re.Match[str]) -> str | None:
    group = match.groupdict()
    year = int(group["y1"] or group["y2"] or group["y3"] or group["y4"] or group["y5"])
    month = _month(group)
    if group["y4"]:
        ordered = order_day_month(int(group["n1"]), int(group["n2"]), group["sep"] or "")
        if ordered is None:
            return str(year)
        day, month = ordered
    else:
        day = int(group["d1"] or group["d2"] or group["d3"] or 0)
    if not month:
        return None
    if not day:
        return f"{year:04}-{month:02}" if 1 <= month <= 12 else None
    found = make_date(year, month, day)
    if found is None:
        return None
    value = found.isoformat()
    hour = group["hour"] or group["hour_before"]
    if hour is None:
        return value
    number, half = int(hour), group["half"] or group["half_before"]
    if half and 1 <= number <= 12:
        number = number % 12 + (12 if half.lower() == "p" else 0)
    return f"{value}T{number:02}:{group['minute'] or group['minute_before']}"


def _month(group: dict[str, str | None]) -> int:
    name = group["m1"] or group["m2"] or group["m5"]
    return _months()[name.lower().rstrip(".")] if name else int(group["m3"] or 0)


@cache
def _months() -> dict[str, int]:
    return {name: int(row[0]) for row in rows("months.tsv") for name in row[1].split()}


@cache
def _pattern() -> re.Pattern[str]:
    month = "|".join(sorted(map(re.escape, _months()), key=len, reverse=True))
    return re.compile(
        rf"(?:(?<![\d:.])(?P<hour_before>{HOUR}):(?P<minute_before>{MINUTE})"
        rf"(?:\s*(?P<half_before>[ap])\.?m\b\.?)?(?:\s*[A-Z]{{2,4}})?\s*[,|•·–-]?\s+)?"
        rf"(?:"
        rf"(?<![\d.,/-])(?P<d1>[0-3]?\d)(?:{ORDINAL}|er|º|\.)?(?:\s+(?:of|de))?[\s-]*(?P<m1>{month})\b\.?,?(?:\s+de|\s+року)?[\s-]*(?P<y1>{YEAR}){_END}"
        rf"|\b(?P<m2>{month})\b\.?\s*(?P<d2>[0-3]?\d){ORDINAL}?(?:,|\s)\s*(?P<y2>{YEAR}){_END}"
        rf"|(?<![\d-])(?P<y3>{YEAR})(?:[年년]\s*|[-/.])(?P<m3>1[0-2]|0?[1-9])(?:[月월]\s*|[-/.])(?P<d3>[0-3]?\d)(?!\d)[日일]?"
        rf"|(?<![\d./-])(?P<n1>[0-3]?\d)(?P<sep>[./-])(?P<n2>[0-3]?\d)(?P=sep)(?P<y4>{YEAR})(?!\d)"
        rf"|\b(?P<m5>{month})\b\.?,?\s+(?P<y5>{YEAR}){_END}"
        rf")"
        rf"(?:{_BETWEEN}{_CLOCK}(?:\s?(?:Z|UTC|GMT|[A-Z]{{2,4}}T)\b)?)?",
        re.IGNORECASE,
    )
