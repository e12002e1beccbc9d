"""Finds calendar dates and times of day by compiled patterns: what names a day, a month, a weekday or a year.

What counts from another date ("yesterday", "two years ago") is no mention; `extract.when` reads it for the card.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.date_grammar import HOUR, MINUTE, MONTHS, ORDINAL, SHORT_MONTH, SHORT_WEEKDAY, WEEKDAY, WEEKDAYS, YEAR
from extract.mentions.found import Proposal, add_disjoint
from extract.mentions.windows import match_from

_CLEAR = [name for name in MONTHS if name != "May"]
_MONTH = f"(?:{'|'.join([*_CLEAR, *map(str.upper, _CLEAR)])})"
"""A month, but May, which is more often a verb."""
_SHORT = rf"{SHORT_MONTH}\b\.?"
_ANY = rf"(?:{_MONTH}|May|MAY|{_SHORT})"
_WEEKDAY = f"(?:{WEEKDAY}|{'|'.join(map(str.upper, WEEKDAYS))})"
_WD = rf"(?:{_WEEKDAY}|{SHORT_WEEKDAY}\b\.?)"
_NUMBER = r"(?:3[01]|[12]\d|0?[1-9])"
_DAY = rf"{_NUMBER}{ORDINAL}?(?![\d:])"
_YEAR = r"(?:1[0-9]|20)\d\d(?!\d)"
_DAYS = rf"{_DAY}(?:\s?(?:-|–|—|/|to|and|&|or|until)\s?{_DAY})?"
_OF = r"(?:\s(?:of\s)?|-)"
_TAIL = rf"(?:(?:,\s?|\s|\sof\s|-){_YEAR})?"

_COUNTED = r"(?:km|kg|m|MW|dollars|euros|troops|soldiers|people|tonnes|tons|metres|meters|hours|times|[mb]illion)"

_WITH_DIGITS = re.compile(
    rf"""\b(?:
      (?:{_WD},?\s(?:the\s)?)?{_DAYS}{_OF}{_ANY},?{_TAIL}
    | (?:{_WD},?\s)?{_ANY}\s?(?:the\s)?{_DAYS}(?!\.\d)(?:\sto\s{_ANY}\s{_DAY})?{_TAIL}(?:\s\({_WD}\))?
    | (?:{_MONTH}|May)(?:\s?(?:to|-|–|/|and)\s?(?:{_MONTH}|May))?(?:,?\s(?:of\s)?){_YEAR}
    | {_SHORT}\s{_YEAR}
    | (?:1[89]|20)\d\d[-./](?:0?[1-9]|1[0-2])[-./]{_NUMBER}(?!\d)
    | {_NUMBER}(?P<mark>[-./]){_NUMBER}(?P=mark)(?:{YEAR}|[0-3]\d)(?![\d.])
    | (?<![\d$€£¥.,/-])(?:1[5-9]|20)\d\d\s?(?:-|–|/|to)\s?(?:(?:1[5-9]|20)?\d\d)(?![\d.,/-]\d|\d|\s?%)
    | (?<![\d$€£¥.,/-])(?:1[5-9]|20)\d\ds(?!\w)
    | (?<![\d$€£¥.,/+-])(?:1[5-9]|20)\d\d(?!\w|[.,/:-]\d|\s?%|\s?{_COUNTED}\b)
    )""",
    re.VERBOSE,
)

_WORDS = re.compile(
    rf"""\b(?:
      {_MONTH}(?:\s?(?:to|-|–)\s?(?:{_MONTH}|May))?(?!\w)
    | {_WEEKDAY}s?(?!\w)
    | (?:Christmas|New\sYear['’]s)\s(?:Day|Eve)|Christmas(?!\s[A-Z])|Thanksgiving(?:\sDay)?|Easter\s(?:Sunday|Monday)
    )""",
    re.VERBOSE,
)

_NAMED = (
    r"(?:an|eb|ar|pr|ay|un|ul|ug|ep|ct|ov|ec|on|ue|ed|hu|ri|at|AN|EB|AR|PR|AY|UN|UL|UG|EP|CT|OV|EC|ON|UE|ED|HU|RI|AT)"
)
_WORDS_BEGIN = re.compile(rf"[JFMASONDTWCE](?<!\w.)(?:{_NAMED}|hr|ew|as|ha)")
_WITH_DIGITS_BEGIN = re.compile(rf"[JFMASONDTW\d](?<!\w.)(?:(?<=\d)|{_NAMED})")
_CLOCK_BEGIN = re.compile(r"\d(?<!\w.)\d?(?=[:.]\d|\s?[apAPo])")
"""How each of them begins."""

_MAY = re.compile(
    r"(?:\b(?:in|of|since|until|till|by|from|to|last|this|next|early|late|mid|before|after|during|through|and)[ -])"
    r"(May)\b(?! [a-z]+ (?:be|have|not)\b| be\b| have\b| not\b)"
)

_CLOCK = re.compile(
    rf"""\b(?:
      {HOUR}[:.]{MINUTE}(?::{MINUTE})?\s?(?:[ap]\.?m\b\.?|AM\b|PM\b|hrs\b|hours\b|GMT|UTC|EET|EST|ET\b|local\stime)
    | {HOUR}:{MINUTE}(?::{MINUTE})?(?![\d:])
    | (?:1[0-2]|[1-9])\s?(?:[ap]\.m\.|[ap]m\b|AM\b|PM\b|o['’]clock\b)
    )""",
    re.VERBOSE,
)


def find_dates(text: str, places: list[tuple[int, int]]) -> Iterator[Proposal]:
    """Yield the calendar dates and times of day in a text: DATE and TIME.

    Args:
        text: the article.
        places: around its digits (`extract.mentions.windows`); a date without a digit is found anywhere.

    """
    found = [
        Proposal(match.start(), match.start() + len(match[0].rstrip(", ")), "DATE")
        for match in match_from(_WITH_DIGITS_BEGIN, _WITH_DIGITS, text, places)
    ]
    words = [Proposal(*match.span(), "DATE") for match in match_from(_WORDS_BEGIN, _WORDS, text)]
    if "May" in text:
        words += [Proposal(*match.span(1), "DATE") for match in _MAY.finditer(text)]
    yield from add_disjoint(found, words, len(text))
    for match in match_from(_CLOCK_BEGIN, _CLOCK, text, places):
        yield Proposal(match.start(), match.end(), "TIME")
