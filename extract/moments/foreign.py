"""Finds days written with the name of a month in another language than English: "12 de marzo de 2024", "5 лютого".

dateparser knows the names of the months; which year is meant when none stands there is settled as for English.
"""

from __future__ import annotations

import re
from datetime import datetime
from functools import lru_cache

from extract.moments.expressions import Expression, numbered_in

_DAY = re.compile(
    r"(?<![\w.,:/-])([0-9]{1,2})(?:\.|º|er)?[ \xa0](?:de |di |d[’'])?([^\W\d_]{3,12})"
    r"(?:\.(?=[ \xa0](?:de |del )?[0-9]))?(?:[ \xa0](?:de |del )?((?:19|20)[0-9]{2}))?(?!\d)"
)
_MOST = 60
"""Candidates read in one text: dateparser takes some 50 µs for each that is new."""


def foreign_expressions_in(text: str, language: str) -> list[Expression]:
    """Return the days and years of a text in `language` (ISO 639-1), from left to right; none overlaps another."""
    found: list[Expression] = []
    for number, candidate in enumerate(_DAY.finditer(text)):
        if number == _MOST:
            break
        month = _month(candidate[2].lower(), language)
        if month and 1 <= int(candidate[1]) <= 31:
            year = int(candidate[3]) if candidate[3] else None
            found.append(Expression(candidate.start(), candidate.end(), "day", year, month, int(candidate[1])))
    days = {(item.start, item.end) for item in found}
    others = [item for item in numbered_in(text) if not any(s < item.end and item.start < e for s, e in days)]
    return sorted((*found, *others), key=lambda item: item.start)


@lru_cache(maxsize=4096)
def _month(word: str, language: str) -> int | None:
    """Return the month that a word names in a language, None where it names none or dateparser lacks the language."""
    from dateparser import parse

    try:
        read = parse(
            f"1 {word} 2001",
            languages=[language],
            settings={"REQUIRE_PARTS": ["day", "month", "year"], "RELATIVE_BASE": datetime(2001, 1, 1)},
        )
    except ValueError:  # a language that dateparser does not know
        return None
    return read.month if read and (read.year, read.day) == (2001, 1) else None
