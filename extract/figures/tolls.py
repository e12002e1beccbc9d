"""Finds what a toll counts, told by its noun before the number: "the death toll rose to 52"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.article import Span
from extract.figures.designations import APPROXIMATE
from extract.figures.units import FATE, PERSONS, CountedPhrase

_FATES = "|".join(sorted(FATE))
_TOLL = re.compile(
    r"\b(?:(?P<unit>(?:death )?tolls?|casualties|fatalities|deaths)"
    rf"|number of (?:the |people |confirmed )*(?P<fate>deaths|casualties|{_FATES}))\b"
    r"(?:(?!\b(?:and|but|while|as)\b)[^.;:!?\n\d]){0,60}?[ \xa0]"
    r"(?:to|at|of|reach(?:ed|es|ing)?|exceed(?:ed|s|ing)?|(?:sur)?pass(?:ed|es|ing)?|topp(?:ed|ing)|tops|hit|is|was)"
    r"[ \xa0]\Z",
    re.IGNORECASE,
)
_REACH = 130


@dataclass(frozen=True, slots=True)
class Toll:
    """What is known of a number by the noun before it."""

    unit: str
    words: Span
    """That tell it: "death toll rose to"."""
    persons: bool
    """Whether people are named behind the number, too: "281 people"."""


def find_toll(text: str, start: int, phrase: CountedPhrase | None) -> Toll | None:
    """Return the toll whose number starts at `start`, before the noun phrase behind it, if there is one."""
    persons = phrase is not None and (phrase.head in PERSONS or phrase.head in FATE or phrase.head == "people")
    if phrase is not None and phrase.plural and not persons:
        return None
    low = max(0, start - _REACH)
    about = APPROXIMATE.search(text, low, start)
    told = _TOLL.search(text, low, about.start() if about else start)
    if told is None:
        return None
    unit = text[phrase.start : phrase.end] if phrase and persons else told["unit"] or told["fate"]
    return Toll(unit, Span.of(text, told.start(), told.end() - 1), persons)
