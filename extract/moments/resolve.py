"""Settles which day, month or year an expression means, or refuses to.

Only the date of publication and what the expression itself says count. A month or day without a year that would lie
after the publication belongs to the year before, unless its clause looks ahead ("will ... in August").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import MAXYEAR, MINYEAR, date, timedelta

from extract.date_grammar import make_date
from extract.moments.expressions import Expression

_TOLD = re.compile(
    r"\b(?:(?P<ahead>(?:will|would|shall|to) be [a-z]+ed|will|shall|is to|are to|to be|due|scheduled|planned"
    r"|(?<!\ba )(?<!\bthe )(?<!\bits )(?<!\btheir )plans?"
    r"|planning to|prepar(?:es?|ing) (?:to|for)|(?<!\bas )(?<!\bthan )expected|expects?"
    r"|(?:required|obliged|supposed) to|set to|set for"
    r"|slated|upcoming|next|going to|deadline|ahead of|in advance of|(?:heading|going) into"
    r"|would|intends?|hopes?|aims?|elections?(?! of (?:an?|the)\b)|ballot|resumes?|begins?|(?<!housing )starts"
    r"|which (?:ends|expires|closes|opens|runs)"
    r"|takes? place|takes? effect|kicks? off|for (?:release|publication|delivery))"
    r"|(?P<past>was|were|had|did|began|(?<!-)[a-z]{2,}ed))\b"
    r"|(?P<short>[’']ll)\b",
    re.IGNORECASE,
)
"""What tells of something to come, and what of something past; the last before a date decides."""
_AHEAD_BEHIND = re.compile(
    r"\W{0,2}(?: (?!and\b|but\b|or\b)\w+)? ?(?:will|would be|would|is expected|are expected|is to|are to)\b"
    r"| deadline\b|,? when (?:[\w’'-]+ ){1,3}(?:will|must)\b"
    r"|,? when (?:it|he|she) (?!was\b|has\b)[a-z]+s\b"
)
_CLAUSE = re.compile(
    r"[.,](?!\d)|[;:!?()\n—–“”\"]|\b(?:said|told|announced|that)\b"
    r"|\b(?:after|since|following)(?= (?:\w+ly )?[a-z]{2,}ing\b)"
)
_ASKS = re.compile(
    r"\b(?:urg|ask|call|invit|order|want|implor|encourag|remind|press)(?:es?|s|ing)?\b[^.]*"
    r" to (?!(?:an?|the|his|her|its|their|our|this|that)\b)[a-z]+\b"
)
"""Whoever asks for something asks for what is to come: "urging voters to turn out in November"."""
_UP_TO = re.compile(r"\b(?:until|till|by|before)(?: the)? \Z")
_YEAR_TO = re.compile(r"\byear (?:to|through|ending|ended|ends)(?: in| on)?(?: the)? \Z|\b[A-Z][a-z]+(?:-to-|–to–)\Z")
"""The year to March may end in the next one: "a loss for the year to March", told in November."""
_POLL_BEHIND = re.compile(r"[’']s (?:[a-z-]+ ){0,2}(?:elections?|votes?|ballot|referendum|polls?)\b")
"""Behind a month: that of a vote, which may be to come: "polls say she may win April's election", told in August."""
_HAD = re.compile(r"\bhad (?:been |earlier |already )?[a-z]+\b")
"""What had been expected may be past or not."""
_PAST = re.compile(
    r"\b(?:since|from|after|aftermath|anniversary|was|were|had|did|began|back to(?=\s*\Z)"
    r"|(?!(?:promis|pledg|vow|offer)ed\b)[a-z]{2,}ed)\b"
)
"""What says of a clause that its day is past; whoever promises something tells of a day to come."""
_WILL = re.compile(r"\b(?:will|shall)\b|[’']ll\b")
_LASTS = re.compile(r"\b(?:has|have|is|are|lasts?|runs?|stays?|remains?)\b[^.]*\b(?:until|till)(?: the)? \Z")
"""What holds until a day holds still: "the firm has until June 1"."""
_EXTENDED = re.compile(
    r"\b(?:adjourn|bann|barr|cut|defer|delay|extend|extension|postpon|prolong|push|reduc|reschedul|suspen)\w*\b"
    r"[^.]* (?:until|till) (?:the )?\Z|\b(?:adjourn|defer|delay|postpon|reschedul)\w*\b[^.]* to \Z"
)
"""What was put off, or is changed, until a day: "extended the deadline until June 1", "a tax cut until June 1"."""
_DID_BEHIND = re.compile(r" [a-z]{3,}ed\b(?! (?:by|to)\b)")
"""Behind a day: what was done on it, whatever stands before: "critics of the election on Monday accused"."""
_CLOSE = re.compile(r"[’']s (?:[a-z]+ )?(?:clos|settlement|finish)")
"""Behind a day: its prices, which are known: "would be less than at Friday's close"."""
_REACH = 150
_SOON = 45
"""A day at most so many days ahead is that of something planned, and so is the month to come; what lies almost a year
back is told with its year."""
_LAST_MONTHS = 1
"""Last July, told in August, may be that of this year or of the one before."""
_NEXT_MONTH = 31
_FORTNIGHT, _HALF_A_WEEK = 14, 3
"""Days within which the days of one story lie, and those in which a weekday is nearest."""
_HALF_A_YEAR = 6
"""A month so far back is next year's where the clause looks ahead: "by January", written in November."""


def find_anchor(expressions: Sequence[Expression]) -> date | None:
    """Return a day of the story where nothing says when it was published; None where the text settles none.

    That is the only day told with its year, or one of few within a fortnight, whose weekday is named as well: a caption
    has "January 8, 2020", and the story begins "on Wednesday".
    """
    days = {_day(expression) for expression in expressions if expression.kind == "day" and expression.year} - {None}
    weekdays = {expression.weekday for expression in expressions if expression.kind == "weekday"}
    named = sorted(day for day in days if day and day.weekday() in weekdays)
    known = sorted(day for day in days if day)
    return named[-1] if named and (known[-1] - known[0]).days <= _FORTNIGHT else None


def _day(expression: Expression) -> date | None:
    value = _iso(expression.year or 0, expression.month, expression.day)
    return date.fromisoformat(value) if value else None


def resolve_by_anchor(text: str, expression: Expression, anchor: date) -> str | None:
    """Resolve an expression relative to a day of the story (`find_anchor`): the nearest weekday, the next
    where its clause looks ahead, and not "today".
    """
    if expression.kind == "weekday" and not expression.shift and expression.weekday is not None:
        ahead = (expression.weekday - anchor.weekday()) % 7
        if ahead and _looks_ahead(text, expression):
            return _days_from(anchor, ahead)
        return _days_from(anchor, ahead if ahead <= _HALF_A_WEEK else ahead - 7)
    if expression.kind == "offset" and expression.unit == "day":
        return None
    return resolve(text, expression, anchor)


def resolve(text: str, expression: Expression, published: date | None, *, english: bool = True) -> str | None:
    """Return the ISO date, month or year that is meant, or None where the text and `published` do not settle it.

    Whether a clause looks ahead is known for English only; elsewhere a day behind the publication stays unsettled.
    """
    if expression.year is not None:
        return _iso(expression.year, expression.month, expression.day)
    if published is None:
        return None
    if expression.kind == "offset":
        return _shifted(expression, published)
    if expression.kind == "weekday":
        return _weekday(expression, published, _looks_ahead(text, expression))
    if expression.month is None:
        return None
    if expression.unit == "year":
        return _iso(published.year + expression.shift, expression.month, expression.day)
    if expression.day is not None and expression.weekday is not None:
        return _agreed(expression.month, expression.day, expression.weekday, published)
    if not english and (expression.month, expression.day or 1) > (published.month, published.day):
        return None
    year = _year(text, expression, published)
    return _iso(year, expression.month, expression.day) if year else None


def _year(text: str, expression: Expression, published: date) -> int | None:
    """Return the year of a month or day that names none; None where its clause and how near it lies disagree."""
    assert expression.month is not None, "called for a month"
    this = (expression.month, expression.day or 1)
    now = (published.month, published.day if expression.day else 1)
    if expression.shift < 0:
        if 0 < now[0] - this[0] <= _LAST_MONTHS:
            return None
        return published.year if this < now else published.year - 1
    ahead = expression.shift > 0 or _looks_ahead(text, expression)
    clause = _clause(text, expression)
    if not expression.shift and (span := _YEAR_TO.search(clause)) and (this > now or "year" in span[0]):
        return None if this > now or "ended" not in span[0] else published.year
    if this > now:
        days = 31 * (this[0] - now[0]) + this[1] - now[1]
        if days <= _SOON and _UP_TO.search(clause):
            return published.year
        if ahead and _HAD.search(clause):
            return None
        if _EXTENDED.search(clause):
            return published.year
        near = days <= _SOON if expression.day else days == _NEXT_MONTH and expression.ahead is None
        if ahead or (near and not _PAST.search(clause)):
            return published.year
        unsettled = near and expression.day and not clause.endswith(("since ", "back to "))
        return None if unsettled else published.year - 1  # "invited her to the debate on 23 May", in April
    if this < now and _EXTENDED.search(clause):
        return published.year + 1
    if this < now and not expression.day and _POLL_BEHIND.match(text, expression.end) and not _PAST.search(clause):
        return None
    gone = this < now and (expression.shift > 0 or now[0] - this[0] >= _HALF_A_YEAR)
    if this < now and not gone and expression.day and _WILL.search(clause):
        return None
    return published.year + 1 if ahead and gone else published.year


def _agreed(month: int, day: int, weekday: int, published: date) -> str | None:
    """Return the day whose day of the week is the one that is named, in the year nearest to publication."""
    for year in (published.year, published.year - 1, published.year + 1):
        value = _iso(year, month, day)
        if value and date.fromisoformat(value).weekday() == weekday:
            return value
    return None


def _weekday(expression: Expression, published: date, ahead: bool) -> str | None:
    assert expression.weekday is not None, "called for a day of the week"
    back = (published.weekday() - expression.weekday) % 7
    if expression.shift < 0:
        return _days_from(published, -(back or 7))
    if expression.shift > 0 or (ahead and back):
        return _days_from(published, 7 - back)
    return _days_from(published, -back)


def _shifted(expression: Expression, published: date) -> str | None:
    if expression.unit == "day":
        return _days_from(published, expression.shift)
    if expression.unit == "week":
        return _week(published, expression.shift)
    if expression.unit == "month":
        months = published.year * 12 + published.month - 1 + expression.shift
        return _iso(months // 12, months % 12 + 1, None)
    return _iso(published.year + expression.shift, None, None)


def _week(published: date, shift: int) -> str | None:
    """Return the month in which the whole week lies, Monday to Sunday; None where it lies in two."""
    monday = _days_from(published, 7 * shift - published.weekday())
    sunday = _days_from(published, 7 * shift - published.weekday() + 6)
    return monday[:7] if monday and sunday and monday[:7] == sunday[:7] else None


def _days_from(day: date, days: int) -> str | None:
    try:
        return (day + timedelta(days=days)).isoformat()
    except OverflowError:  # beyond the years 1 to 9999 there is no calendar
        return None


def _looks_ahead(text: str, expression: Expression) -> bool:
    """Whether the clause in which an expression stands speaks of the future."""
    if expression.ahead is not None:
        return expression.ahead
    if _CLOSE.match(text, expression.end) or _DID_BEHIND.match(text, expression.end):
        return False
    clause = _clause(text, expression)
    if _ASKS.search(clause):
        return True
    told = [found.lastgroup for found in _TOLD.finditer(clause)]
    if not told and _LASTS.search(clause):
        return True
    return (told[-1] != "past" if told else False) or bool(_AHEAD_BEHIND.match(text, expression.end))


def _clause(text: str, expression: Expression) -> str:
    """Cut out the part of the clause before an expression."""
    before = text[max(0, expression.start - _REACH) : expression.start]
    ends = [found.end() for found in _CLAUSE.finditer(before)]
    return before[ends[-1] :] if ends else before


def _iso(year: int, month: int | None, day: int | None) -> str | None:
    if not MINYEAR <= year <= MAXYEAR:
        return None
    if month is None:
        return f"{year:04}"
    if day is None:
        return f"{year:04}-{month:02}"
    found = make_date(year, month, day)
    return found.isoformat() if found else None
