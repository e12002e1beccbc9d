"""Finds times told in relation to the day of publication: "yesterday", "last month", "two days ago", "this week"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from extract.tables import rows

Unit = Literal["day", "week", "month", "year"]
Shift = tuple[int, Unit]
"""So many days, weeks, months or years from the day of publication."""

_RELATIVE = re.compile(
    r"\b(?:(?P<near>[Tt]oday|[Tt]onight|[Yy]esterday|[Tt]omorrow)\b"
    r"|(?:(?:(?:[Ee]arli|[Ll]at)er|[Ll]ate|[Ee]arly|(?:end|start|beginning) of|the same month) )?"
    r"(?P<way>[Tt]his|[Ll]ast|[Nn]ext|(?:the )?(?:past|upcoming)|(?:[Tt]he )?coming) "
    r"(?P<unit>week|weekend|month|year|night|morning|afternoon|evening|spring|summer|autumn|fall|winter|quarter"
    r"|(?<=coming )(?:days|weeks|months|years))\b(?![-’'](?!s))"
    r"|(?P<count>[Aa]|[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en|[0-9]{1,2})"
    r" (?P<counted>day|week|month|year)s? ago\b"
    r"|(?:the )?weekend\b|mid-(?:spring|summer|autumn|winter)\b"
    r"|(?:before|after|until|by|over|during|in) the (?:spring|summer|autumn|winter)\b"
    r"|(?:the )?end of the (?P<end>year|month|week)\b)"
)
_ANCHOR = re.compile(
    r"[ TtYy-](?:day|week|month|year|night|morning|afternoon|evening|spring|summer|autumn|fall|winter|quarter"
    r"|o(?:day|night|morrow)|esterday)"
)
"""What each of them holds. One set of characters stands first, which the engine looks for before it tries anything."""
_ADDRESS = tuple("./@#_")
"""Before a word: it is part of an address ("example.today")."""
_AHEAD, _BEHIND = 36, 12
_COUNTS = {word: int(value) for word, value, use in rows("extract.figures", "numbers.tsv") if use == "count"}
_NEAR = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}
_WAYS = {"last": -1, "this": 0, "next": 1, "coming": 1, "upcoming": 1}
_UNITS: dict[str, Unit] = {
    **dict.fromkeys(("night", "morning", "afternoon", "evening", "day"), "day"),
    "week": "week",
    "month": "month",
    **dict.fromkeys(("year", "spring", "summer", "autumn", "fall"), "year"),
}
"""What settles a part of the day, a week, a month, a season; a winter or a quarter may lie in two years."""


def relative_to(text: str) -> Iterator[tuple[int, int, Shift | None]]:
    """Yield (start, end, shift) from left to right; shift is None for a time that is no single day, month or year."""
    at = 0
    for anchor in _ANCHOR.finditer(text):
        if anchor.start() < at:
            continue
        found = _RELATIVE.search(text, max(at, anchor.start() - _AHEAD), anchor.end() + _BEHIND)
        if found and text[found.start() - 1 : found.start()] not in _ADDRESS:
            at = found.end()
            yield found.start(), found.end(), _shift(found)


def _shift(found: re.Match[str]) -> Shift | None:
    if near := found["near"]:
        return _NEAR[near.lower()], "day"
    if counted := found["counted"]:
        count = found["count"].lower()
        unit = _UNITS.get(counted)
        return (-(int(count) if count.isdecimal() else _COUNTS.get(count, 1)), unit) if unit else None
    if way := found["way"]:
        unit = _UNITS.get(found["unit"])
        shift = _WAYS.get(way.lower().split()[-1])
        if unit is None or shift is None or "same" in found[0]:
            return None
        return (min(shift, 0) if unit == "day" else shift), unit
    if end := found["end"]:
        unit = _UNITS.get(end)
        return (0, unit) if unit else None
    return None
