"""Dates that contradict each other: a page's header, its metadata, the day it is read, what its text tells of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from extract.article import Dateline, Flag, Published, Span
from extract.date_grammar import MONTH, ORDINAL, WEEKDAY, YEAR, make_date, month_number, weekday_number

APART = timedelta(days=3)
"""How far two dates of publication may lie apart: pages are updated, and clocks of the world differ."""
AHEAD = timedelta(days=2)
"""How far before an event its report may be dated."""
NEAR = timedelta(days=200)
"""How far from publication a date without a year may lie that is said with its day of the week."""
_DAY_OF_MONTH = (
    rf"(?:(?P<day>[0-3]?\d){ORDINAL}?(?: of)? (?P<month>{MONTH})|(?P<month2>{MONTH}) (?P<day2>[0-3]?\d){ORDINAL}?)\b"
    rf"(?:,? (?P<year>{YEAR}))?"
)
_NAMED_DAY = re.compile(rf"\b(?P<weekday>{WEEKDAY}),? (?:the )?{_DAY_OF_MONTH}")  # "Monday, 10 February 2026"
_EVENT = re.compile(rf"[Oo](?<!\w.)n {_DAY_OF_MONTH}")  # "on 10 February"
_AHEAD = re.compile(
    r"\b(?:will|would|shall|is to|are to|to be|due|scheduled|planned|plans?|expected|set to|until|by|deadline|upcoming"
    r"|next|ago|last year|years?|anniversary|since|born|in (?:19|20)\d\d)\b"
)
_PAST = re.compile(
    r"\b(?:arrived|met|said|told|announced|signed|became|obtained|visited|held|was|were|had|killed|struck|hit|launched"
    r"|reported|took|took place|came|\w{3,}ed)\b"
)
_END = re.compile(r"[.!?\n]")


def find_date_conflicts(text: str, dateline: Dateline, furniture: Sequence[Span], today: date) -> Iterator[Flag]:
    """Yield a flag for each contradiction, with its evidence in the text where it is there."""
    head = dateline.published
    day = _day(head.value) if head else None
    if not head or not day:
        return
    if day > today + timedelta(days=1):
        yield Flag("date-conflict", f"dated {day.isoformat()}, which is in the future", head.start, head.end)
    for other in dateline.candidates[1:]:
        its = _day(other.value)
        if its and abs(its - day) > APART and {head.origin, other.origin} == {"text", "metadata"}:
            yield Flag("date-conflict", f"dated {_said(head)}, but {_said(other)}", *_place(head, other))
    if wrong := _wrong_weekday(text, day, furniture):
        message = f"dated {day.isoformat()}, but {wrong.text} is no such day of the week"
        yield Flag("date-conflict", message, wrong.start, wrong.end)
    event = _later_event(text, day, furniture)
    if event:
        message = f"dated {day.isoformat()}, but the text tells of {event.text} as past"
        yield Flag("date-conflict", message, event.start, event.end)


def _wrong_weekday(text: str, day: date, furniture: Sequence[Span]) -> Span | None:
    """Return the first date with a day of the week that it does not have: in its year, or in that of publication.

    Without a year of its own it is of the year of publication or, some months later in it, of the year before.
    """
    for match in _NAMED_DAY.finditer(text):
        if any((s.start or 0) <= match.start() < (s.end or 0) for s in furniture):
            continue
        month = month_number(match["month"] or match["month2"])
        years = (int(match["year"]),) if match["year"] else (day.year, day.year - 1, day.year + 1)
        days = [make_date(year, month, int(match["day"] or match["day2"])) for year in years]
        near = [d for d in days if d and (match["year"] or abs(d - day) < NEAR)]
        if near and all(d.weekday() != weekday_number(match["weekday"]) for d in near):
            return Span.of(text, *match.span())
    return None


def _later_event(text: str, day: date, furniture: Sequence[Span]) -> Span | None:
    """Return the first date after that of publication on which something has happened, as the text says."""
    for match in _EVENT.finditer(text):
        if any((s.start or 0) <= match.start() < (s.end or 0) for s in furniture):
            continue
        month = month_number(match["month"] or match["month2"])
        happened = make_date(int(match["year"] or day.year), month, int(match["day"] or match["day2"]))
        if not happened or happened <= day + AHEAD or (not match["year"] and happened - day > timedelta(days=300)):
            continue  # "on 30 December" in a story of January was a few days ago
        start = max((m.end() for m in _END.finditer(text, max(0, match.start() - 300), match.start())), default=0)
        end = next((m.start() for m in _END.finditer(text, match.end())), len(text))
        if _PAST.search(text, start, end) and not _AHEAD.search(text, start, end):
            at = match.start("day") if match["day"] else match.start("month2")
            return Span.of(text, at, match.end())
    return None


def _said(published: Published) -> str:
    return f"{published.value[:10]} by its {published.origin}"


def _place(*published: Published) -> tuple[int | None, int | None]:
    return next(((p.start, p.end) for p in published if p.start is not None), (None, None))


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None
