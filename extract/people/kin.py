"""Words that mean the same country or share a stem: "French" and "France", "Ukraine's" and "Ukrainian"."""

from __future__ import annotations

import re
from functools import cache

from extract.lexicon import aliases
from extract.lexicon.tables import table

STEM = 5
"""Letters that two longer words must share to count as one."""

_CAPITALS = re.compile(r"([A-Z]{4,})\s+(?=[A-Z][a-z])")


def skip_heading(text: str, start: int, end: int) -> int:
    """Return where a phrase at (start, end) begins behind a country in capitals that heads its line.

    "FINLAND Finland's minister", "NETHERLANDS Dutch officials"; what stands in capitals as a whole has no such heading.
    """
    heading = _CAPITALS.match(text, start, end)
    return heading.end() if heading and is_country(heading[1].lower()) else start


def akin(a: str, b: str) -> bool:
    """Tell whether two words in lower case mean the same for matching a title with a role."""
    if a == b or (len(a) > STEM and len(b) > STEM and a[:STEM] == b[:STEM]):
        return True
    country = _countries().get(a)
    return country is not None and country == _countries().get(b)


def is_country(word: str) -> bool:
    """Tell whether a word in lower case names a country or its people."""
    return word in _countries()


def of_another_country(said: set[str], known: set[str]) -> bool:
    """Tell whether two sets of words in lower case each name a country, and none in common."""
    ours, theirs = ({word for word in words if is_country(word)} for words in (said, known))
    return bool(ours and theirs) and not any(akin(a, b) for a in ours for b in theirs)


@cache
def _countries() -> dict[str, str]:
    """Return the ISO code of every country name and nationality of one word, in lower case."""
    peoples = {form.lower(): country for form, country, _ in table("nationalities.tsv", "form", "country", "kind")}
    names = {a.variant.lower(): a.id for a in aliases() if a.label == "LOC" and " " not in a.variant and a.id.isalpha()}
    return {word: country for word, country in (peoples | names).items() if country}
