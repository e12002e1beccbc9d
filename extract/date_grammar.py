"""The grammar of dates: English names of months and days, the patterns dates are composed of, how figures are read.

What finds dates composes its patterns from these parts: headers and metadata (`extract.page.dates`), mentions
(`extract.mentions.dates`), expressions of time (`extract.moments`), and what tells dates from other numbers. Names of
months in other languages are in `extract/page/months.tsv`, for headers, and in CLDR, for texts in a known language.
"""

from __future__ import annotations

from datetime import date

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
"""In the order of `date.weekday`."""

MONTH = f"(?:{'|'.join(MONTHS)})"
SHORT_MONTH = "(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)"
"""Abbreviations, without the full stop that may follow; May has none."""
WEEKDAY = "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
SHORT_WEEKDAY = "(?:Mon|Tues|Tue|Wed|Thurs|Thu|Fri|Sat|Sun)"
ORDINAL = "(?:st|nd|rd|th)"
"""The ending of an ordinal number in figures: "3rd"."""
YEAR = r"(?:19|20)\d\d(?!\s+(?:GMT|BST|UTC|hrs|hours)\b)"
"""But no time of day: "1 March 1945 GMT" is a quarter to eight in the evening."""
HOUR = r"(?:[01]?\d|2[0-3])"
MINUTE = r"[0-5]\d"

_MONTH_NUMBERS = {name[:3].lower(): number for number, name in enumerate(MONTHS, start=1)}
_WEEKDAY_NUMBERS = {name[:3].lower(): number for number, name in enumerate(WEEKDAYS)}


def month_number(name: str) -> int:
    """Number an English month, 1 to 12, by its name or abbreviation in any case."""
    return _MONTH_NUMBERS[name[:3].lower()]


def weekday_number(name: str) -> int:
    """Number an English day of the week, 0 for Monday, by its name or abbreviation in any case."""
    return _WEEKDAY_NUMBERS[name[:3].lower()]


def order_day_month(first: int, second: int, mark: str) -> tuple[int, int] | None:
    """Tell day and month of a date in figures apart; None for 03/04/2024, which is of March in one country, else April.

    Between points the day comes first everywhere.
    """
    if mark == "." or first > 12 or first == second:
        return first, second
    return (second, first) if second > 12 else None


def make_date(year: int, month: int, day: int) -> date | None:
    """Make a date, or None where the calendar has none: 30 February, the year 0."""
    try:
        return date(year, month, day)
    except ValueError:
        return None
