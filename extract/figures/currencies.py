"""Finds the currency written beside a number. The forms are data: `currencies.tsv`, of which mentions of money are made
as well (`extract.mentions.amounts`).
"""

from __future__ import annotations

import re
from functools import cache

from extract.tables import rows

UNSAID = "-"
"""The code of a form that is that of several currencies."""
_LONGEST_BEFORE = 12
_SIDES = {"before": ("before", "both"), "after": ("after", "both"), "scaled": ("after", "both", "scaled")}


def currency_before(text: str, at: int) -> tuple[int, str] | None:
    """Return (start of the form, ISO code) of a currency that ends at `at` or one space before it."""
    pattern, codes = _forms("before")
    found = pattern.search(text, max(0, at - _LONGEST_BEFORE), at)
    return (found.start(), codes[found[1]]) if found else None


def currency_after(text: str, at: int, *, scaled: bool) -> tuple[int, str] | None:
    """Return (end of the form, ISO code) of a currency that starts at `at` or one space or hyphen behind it.

    `scaled`: the number has a magnitude ("million"), behind which some words can only be a currency.
    """
    pattern, codes = _forms("scaled" if scaled else "after")
    found = pattern.match(text, at)
    if found is None:
        return None
    code = codes.get(found[1]) or codes.get(found[1].lower())
    return (found.end(), code) if code else None  # the engine takes "ſ" for an s, and "ı" for an i


def currency_forms(*places: str) -> list[str]:
    """Return the forms that stand at one of these places, with or without a code."""
    return [form for form, _, where in _rows() if where in places]


def _rows() -> tuple[tuple[str, ...], ...]:
    return rows("extract.figures", "currencies.tsv")


@cache
def _forms(place: str) -> tuple[re.Pattern[str], dict[str, str]]:
    """Return the pattern of the forms on one side of a number, and the code of each form."""
    codes = {form: code for form, code, where in _rows() if where in _SIDES[place] and code != UNSAID}
    forms = sorted(codes, key=len, reverse=True)
    if place == "before":
        alternatives = "|".join(map(re.escape, forms))
        return re.compile(rf"(?<![^\W\d_])({alternatives})[ \xa0]?\Z"), codes
    cased = "|".join(re.escape(form) for form in forms if form.lower() != form)
    uncased = "|".join(re.escape(form) for form in forms if form.lower() == form)
    return re.compile(rf"[ \xa0\u202f-]?({cased}|(?i:{uncased}))(?![\w]|[ -](?:zone|area)\b)"), codes
