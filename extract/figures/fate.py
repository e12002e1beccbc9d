"""Finds what befell those whom a number counts, in the words beside it: "12 people were killed", "killed 12 people"."""

from __future__ import annotations

import re
from dataclasses import replace

from extract.article import Figure, Span
from extract.figures.units import FATE

REACH = 40
"""Code points before a number in which its verb is looked for."""
_FATES = "|".join(sorted(FATE))
_AUX = r"(?:(?:still|also|now|both|all|reported(?:ly)?|feared|believed|presumed|confirmed|thought|listed as|to be) )*"
BEFELL = re.compile(
    rf" (?:(?:(?:were|was|are|is|(?:have|had|has)(?: [a-z]+ly)? been|remain(?:s|ed)?|went|have gone) {_AUX})?"
    rf"(?:{_FATES})"
    r"|(?:have |had |has )?(?:died|fled|surrendered|drowned|disappeared|perished))\b"
)
"""Behind a number of people: "15 were injured", "two are still missing", "12 dead"."""
_BEFALLS = re.compile(rf"\b(?:{'|'.join(sorted(FATE - {'dead', 'homeless', 'missing'}))}) \Z")
"""Before a number of people: "killed 15"."""
_AMONG = (" of ", " of the ", " of those ", " of its ", " of their ")


def with_fate(text: str, figure: Figure) -> Figure:
    """Return a figure with what befell those counted: "were killed" of "12 people", not of "3 of the 12 people"."""
    if text.endswith(_AMONG, 0, figure.start):
        return figure
    told = BEFELL.match(text, figure.end) or _BEFALLS.search(text, max(0, figure.start - REACH), figure.start)
    if told is None:
        return figure
    start = told.start() + told[0].startswith(" ")
    return replace(figure, of=(Span.of(text, start, start + len(told[0].strip())),))
