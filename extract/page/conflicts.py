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
BEHIND_YEAR = 200
"""Code points behind a year within which a date without one may be of it."""
_LEAP_YEAR = 2024
_YEAR = re.compile(rf"\b{YEAR}\b")
_LAST_DAYS = re.compile(
    r"\b(?:(?P<day>3[01])(?:st|th)?(?: of)? (?P<month>February|April|June|September|November)\b"
    r"|(?P<month2>February|April|June|September|November) (?P<day2>3[01])(?:st|th)?(?![\d.:]\d|\d| percent|%))"
)  # "31 June"
_NAMED_DAY = re.compile(rf"\b(?P<weekday>{WEEKDAY}),? (?:the )?{_DAY_OF_MONTH}")  # "Monday, 10 February 2026"
_EVENT = re.compile(rf"[Oo](?<!\w.)n {_DAY_OF_MONTH}(?!(?: ?[–-] ?| (?:and|to|or) )\d)")  # "on 10 February"
_AHEAD = re.compile(
    r"\b(?:will|would|shall|is to|are to|to be|due|scheduled|planned|plans?|expected|set to|until|by|deadline|upcoming"
    r"|next|ago|last year|years?|anniversary|since|born|in (?:19|20)\d\d)\b"
)
_PAST = re.compile(
    r"\b(?:arrived|met|said|told|announced|signed|became|obtained|visited|held|was|were|had|killed|struck|hit|launched"
    r"|reported|took|came|known|died|fell|began|went|left|\w{3,}ed)\b(?!.* to [a-z]+ )"
)
_CLAUSE = re.compile(r"[,;:()“”\"—–]| (?:after|before|ahead of|that|which|who|when|where) ")
_TOLD_DAY = re.compile(rf"\b(?:{WEEKDAY}|[Tt]oday|[Yy]esterday|[Tt]omorrow|[Tt]onight)\b")
"""What ties a story to the day on which it was published."""
_END = re.compile(r"[.!?\n]")


def find_date_conflicts(text: str, dateline: Dateline, furniture: Sequence[Span], today: date) -> Iterator[Flag]:
    """Yield a flag for each contradiction, with its evidence in the text where it is there."""
    head = dateline.published
    day = _day(head.value) if head else None
    if none := _no_day(text, furniture):
        yield Flag("date-conflict", f"no calendar has {none.text}", none.start, none.end)
    if wrong := _wrong_weekday(text, day, furniture):
        about = "" if _YEAR.search(wrong.text) else f"dated {day}, but "
        yield Flag("date-conflict", f"{about}{wrong.text} is no such day of the week", wrong.start, wrong.end)
    if not head or not day:
        return
    if day > today + timedelta(days=1):
        yield Flag("date-conflict", f"dated {day.isoformat()}, which is in the future", head.start, head.end)
    for other in dateline.candidates[1:]:
        its = _day(other.value)
        if its and abs(its - day) > APART and {head.origin, other.origin} == {"text", "metadata"}:
            yield Flag("date-conflict", f"dated {_said(head)}, but {_said(other)}", *_place(head, other))
    events = [match for match in _EVENT.finditer(text) if not _is_within(furniture, match.start())]
    told = {match.end() for match in events}
    known = (_day(item.value) for item in dateline.candidates if item.end not in told)
    last = max((day, *filter(None, known)))  # "Last updated: 5 May"
    event = _later_event(text, last, events)
    if event:
        message = f"dated {last.isoformat()}, but the text tells of {event.text} as past"
        yield Flag("date-conflict", message, event.start, event.end)


def _no_day(text: str, furniture: Sequence[Span]) -> Span | None:
    """Return the first date that no calendar has, "31 June"."""
    for match in _LAST_DAYS.finditer(text):
        if not _is_within(furniture, match.start()) and make_date(_LEAP_YEAR, *_month_and_day(match)) is None:
            return Span.of(text, *match.span())
    return None


def _wrong_weekday(text: str, day: date | None, furniture: Sequence[Span]) -> Span | None:
    """Return the first date with a day of the week that it does not have: in its year, or in that of publication.

    Without a year of its own it is of the year of publication or, some months later in it, of the year before; what
    stands behind another year is of that one.
    """
    for match in _NAMED_DAY.finditer(text):
        if _is_within(furniture, match.start()):
            continue
        if match["year"]:
            days = [make_date(int(match["year"]), *_month_and_day(match))]
        else:
            told = _YEAR.findall(text, max(0, match.start() - BEHIND_YEAR), match.start())
            is_old = day is None or any(abs(int(year) - day.year) > 1 for year in told)
            days = [] if is_old or not day else [_in_year(match, day.year + years) for years in (0, -1, 1)]
        near = [d for d in days if d and (match["year"] or (day and abs(d - day) < NEAR))]
        if near and all(d.weekday() != weekday_number(match["weekday"]) for d in near):
            return Span.of(text, *match.span())
    return None


def _later_event(text: str, day: date, events: Sequence[re.Match[str]]) -> Span | None:
    """Return the first date of events after that of publication on which something has happened, as the text says.

    A date without a year is of the year before in most stories ("the attack on 7 October", in August). It is of the
    year of publication, and contradicts that, only where the story comes back to it, and names no day of the week and
    no date that lies before.
    """
    happened = [_in_year(match, day.year) for match in events]
    past = [
        (match, when)
        for match, when in zip(events, happened, strict=True)
        if when and when > day + AHEAD and _is_past(text, match)
    ]
    is_untied = (
        len(past) > 1 and all(when is None or when > day + AHEAD for when in happened) and not _TOLD_DAY.search(text)
    )
    for match, _ in past:
        if match["year"] or is_untied:
            return Span.of(text, match.start("day") if match["day"] else match.start("month2"), match.end())
    return None


def _is_past(text: str, dated: re.Match[str]) -> bool:
    """Tell whether the clause before a date tells of something past, and nothing in its sentence of what is to come."""
    start = max((m.end() for m in _END.finditer(text, max(0, dated.start() - 300), dated.start())), default=0)
    end = next((m.start() for m in _END.finditer(text, dated.end())), len(text))
    clause = max((m.end() for m in _CLAUSE.finditer(text, start, dated.start())), default=start)
    return _PAST.search(text, clause, dated.start()) is not None and not _AHEAD.search(text, start, end)


def _is_within(furniture: Sequence[Span], at: int) -> bool:
    return any((span.start or 0) <= at < (span.end or 0) for span in furniture)


def _month_and_day(match: re.Match[str]) -> tuple[int, int]:
    return month_number(match["month"] or match["month2"]), int(match["day"] or match["day2"])


def _in_year(match: re.Match[str], year: int) -> date | None:
    """Return the day that is meant: of its own year, else of the year given."""
    return make_date(int(match["year"] or year), *_month_and_day(match))


def _said(published: Published) -> str:
    return f"{published.value[:10]} by its {published.origin}"


def _place(*published: Published) -> tuple[int | None, int | None]:
    return next(((p.start, p.end) for p in published if p.start is not None), (None, None))


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None
