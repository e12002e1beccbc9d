"""The years of a timeline's entries, which name day and month only: "Oct 4 - A ferry sinks. Jan 9 - It is raised"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from extract.moments.expressions import Expression

FEWEST = 4
"""Entries that make a timeline."""
_DASH = re.compile(r",? ?(?:--?|–|—) ")
_OPENS = re.compile(r"(?:\A|[.!?:;”\"*•\n-])\s*\Z")


def date_entries(text: str, expressions: Sequence[Expression], published: date) -> list[Expression]:
    """Return the expressions with their year where they are entries of a timeline in the order of time.

    The last entry is the latest that is not after publication; before it the year changes wherever the calendar begins
    anew. An entry with its year settles those before it, and those behind it where they agree; else both are unsettled.
    """
    entries = [one for one in expressions if _is_entry(text, one)]
    order = [(one.month or 0, one.day or 0) for one in entries]
    back = sum(one > other for one, other in pairwise(order))
    if len(entries) < FEWEST or back * 2 >= len(entries):
        return list(expressions)
    later, year = (published.month, published.day), published.year
    years: dict[Expression, int] = {}
    for entry, day in zip(reversed(entries), reversed(order), strict=True):
        year = entry.year or year - (day > later)
        years[entry], later = year, day
    unsettled, year = set(), 0
    for entry, day, before in zip(entries, order, [(0, 0), *order], strict=False):
        year = entry.year or (year and year + (day < before))
        if year and year != years[entry]:
            unsettled.add(entry)
    return [
        replace(one, kind="span", month=None) if one in unsettled else replace(one, year=years.get(one, one.year))
        for one in expressions
    ]


def _is_entry(text: str, expression: Expression) -> bool:
    before = text[max(0, expression.start - 4) : expression.start]
    return expression.kind == "day" and bool(_DASH.match(text, expression.end)) and bool(_OPENS.search(before))
