"""Finds days written with the name of a month in another language than English: "12 de marzo de 2024", "5 лютого".

The names of the months are those of Unicode's CLDR, from Babel; which year is meant when none stands there is settled
as for English.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from extract.date_grammar import YEAR
from extract.moments.expressions import Expression, numbered_in

_DAY = re.compile(
    r"(?<![\w.,:/-])([0-9]{1,2})(?:\.|º|er)?[ \xa0](?:de |di |d[’'])?([^\W\d_]{3,12})"
    rf"(?:\.(?=[ \xa0](?:de |del )?[0-9]))?(?:[ \xa0](?:de |del )?({YEAR}))?(?!\d)"
)


def foreign_expressions_in(text: str, language: str) -> list[Expression]:
    """Return the days and years of a text in `language` (ISO 639-1), from left to right; none overlaps another."""
    found: list[Expression] = []
    for candidate in _DAY.finditer(text):
        month = _months(language).get(candidate[2].casefold())
        if month and 1 <= int(candidate[1]) <= 31:
            year = int(candidate[3]) if candidate[3] else None
            found.append(Expression(candidate.start(), candidate.end(), "day", year, month, int(candidate[1])))
    days = {(item.start, item.end) for item in found}
    others = [item for item in numbered_in(text) if not any(s < item.end and item.start < e for s, e in days)]
    return sorted((*found, *others), key=lambda item: item.start)


@cache
def _months(language: str) -> Mapping[str, int]:
    """Return the numbers of the months by their names and short names; none for a language that CLDR lacks."""
    from babel import Locale, UnknownLocaleError

    try:
        months = Locale.parse(language).months
    except (UnknownLocaleError, ValueError):
        return {}
    return {
        name.casefold().removesuffix("."): number
        for use in ("format", "stand-alone")
        for length in ("abbreviated", "wide")
        for number, name in months[use][length].items()
    }
