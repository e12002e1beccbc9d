"""The spellings of one designation: with hyphen, space or neither, and in the plural."""

from __future__ import annotations

import re
from functools import cache

from extract.lexicon.tables import table

_JOINT = re.compile(r"(?<=[A-Za-z])[- ](?=\d)")
_FAMILY = re.compile(r"(?:[A-Z][A-Za-z/]{0,10})[- ]?\d[\w-]*")


def designation_spellings(name: str) -> tuple[str, ...]:
    """Return `name` with its spellings: F-16, F16, F 16 and their plurals; a word only in the singular and plural.

    "Mirage 2000" is spelled "Mirage-2000" too, but a short family of letters is not split from a number where the
    result would be read as something else ("K9" is never "K 9").
    """
    spellings = {name}
    if _JOINT.search(name) and _FAMILY.match(name):
        spellings.add(_JOINT.sub("-", name, count=1))
        if len(name) > 4:
            spellings.add(_JOINT.sub("", name, count=1))
            spellings.add(_JOINT.sub(" ", name, count=1))
    for spelling in tuple(spellings):
        if spelling[-1].isalnum() and not spelling.endswith("s"):
            spellings.add(spelling + "s")
    return tuple(sorted(spellings))


@cache
def designations() -> re.Pattern[str]:
    """Return one pattern for all families of designations, standing alone; a plural s is part of the match."""
    families = "|".join(f"(?:{pattern})" for pattern, _ in table("designations.tsv", "pattern", "category"))
    return re.compile(rf"(?<![\w-])(?:{families})s?(?!\w)")
