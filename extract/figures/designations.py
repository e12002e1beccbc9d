"""Tells numbers that name or place something from those that count.

Dates, clock times, ages, ordinals, names of things ("Mirage 2000", "Flight 752", "Article 5"), counters, scores, file
sizes, telephone numbers.
"""

from __future__ import annotations

import re

from extract.date_grammar import MONTH, ORDINAL, SHORT_MONTH
from extract.figures.numbers import Number
from extract.figures.units import RELATIVE, STOPS, joined_measure, phrase_after

APPROXIMATE = re.compile(
    r"(?:\b(?:an?|the|some|about|around|nearly|almost|approximately|roughly|over|just|under|only|another|all|at least"
    r"|at most|as many as|as much as|as few as|as little as|up to|more than|less than|fewer than|no more than"
    r"|no fewer than|no less than|close to|an estimated|estimated|an additional|additional|a further|further"
    r"|a total of|an average of|a record|upwards of|in excess of|minus|negative|possibly|well over|between|from|up from"
    r"|down from)[ \xa0])+\Z",
    re.IGNORECASE,
)
"""What stands before a number and belongs to it."""

_MONTH = rf"(?:{MONTH}|{SHORT_MONTH})\b"
_MONTH_BEFORE = re.compile(rf"\b{_MONTH}\.?[ \xa0]\Z")
_MONTH_AFTER = re.compile(rf"{ORDINAL}?[ \xa0](?:of )?{_MONTH}")
_TOUCHED_BEFORE = re.compile(r"(?:[^\W\d_][-–‑./&]?|[#№:/@_=+*~^]|[0-9][.,:/-]|[-–‑]|\b(?:No|Nos|pp?|Art)\.[ ]?)\Z")
_TOUCHED_AFTER = re.compile(r"[^\W\d_]|[:/_=@]\w|[.][0-9]|-\w|[ ]?(?:°|º|x\s?[0-9])|[’']s|[’'][0-9]|\+[0-9]|\^")
_CLOCK = re.compile(
    r"[ \xa0]?(?:[.:][0-9]{2} ?)?\.?(?:[ap]\.?m\b|o[’']clock|hrs\b|GMT|UTC|local time|[KMG]i?B\b|minutes? ago"
    r"|minutes? read|(?-i:C?E[SD]?T|BST|EEST)\b)",
    re.IGNORECASE,
)
_AGE_AFTER = re.compile(r"[- ]years?[- ](?:old|s old)|-years?-olds?", re.IGNORECASE)
_AGE_BEFORE = re.compile(r"(?:\b[Aa]ged?|\bturned)[ \xa0](?:between )?\Z")
_NAME_COMMA = re.compile(r"[^\W\d_]+, \Z")
_COUNTER = re.compile(
    r"\b(?:list|page|part|step|slide|photo|image|video|chapter|section|item|issue|volume|no|number|views|shares|comments"
    r"|article|flight|group|phase|stage|level|grade|type|version|top|channel|episode|season|day|week|room|line|unit|block"
    r"|reactor|brigade|battalion|point)s?:?[ \xa0]\Z",
    re.IGNORECASE,
)
_OF_COUNT = re.compile(r" of ?[0-9]")
_YEAR_LEAD = re.compile(
    r"\b(?:in|since|by|of|from|until|till|to|between|and|during|before|after|the|early|late|mid|around|for|year|through"
    r"|under|its|this)[ \xa0-]\Z",
    re.IGNORECASE,
)
_ESTIMATES = re.compile(r"(?<!\ban )\bestimated \Z")
"""Before the year of what is estimated: "16 times estimated 2031 earnings"."""
_MODEL_AFTER = re.compile(r"[ -](?:[a-z-]+ )?(?:air(?:craft|liners?|planes?)|jets?|jetliners?|planes?|series)\b")
_MODELS = re.compile(r"7[0-9]7")
"""Numbers of airliners: "nine 737 jets"."""
_YEARS = re.compile(r"(?:18|19|20)[0-9]{2}\W{1,3}[0-9]{2,4}")
_OLDEST = 120
_LONGEST = 5
"""A run of more digits without separators is a telephone number, an identifier or the like."""


def is_designation(text: str, number: Number, before: str) -> bool:
    """Whether `number` names or places something rather than counts it; `before` is the text that leads to it."""
    after = text[number.end : number.end + 30]
    if _TOUCHED_BEFORE.search(before):
        return True
    if _TOUCHED_AFTER.match(after) and not joined_measure(text, number.end):
        return True
    if _CLOCK.match(after) or _AGE_AFTER.match(after) or _AGE_BEFORE.search(before) or _OF_COUNT.match(after):
        return True
    if not number.scaled and (_MONTH_BEFORE.search(before) or _MONTH_AFTER.match(after)):
        return True
    if number.spelled or number.scaled or number.fraction:
        return False
    digits = text[number.start : number.end]
    return (
        bool(_COUNTER.search(before))
        or before.endswith("Group of ")
        or (digits.isdecimal() and (len(digits) > _LONGEST or (digits[0] == "0" and len(digits) > 1)))
        or _is_year(text, number, digits, before)
        or bool(_MODELS.fullmatch(digits) and _MODEL_AFTER.match(after))
        or (number.value < _OLDEST and after[:1] in (",", ".", ")", ";") and bool(_NAME_COMMA.search(before)))
        or _follows_name(text, before)
    )


def _is_year(text: str, number: Number, digits: str, before: str) -> bool:
    if _YEARS.fullmatch(digits):
        return True
    if not (digits.isdecimal() and len(digits) == 4 and 1800 <= number.value <= 2100):
        return False
    phrase = phrase_after(text, number.end)
    counted = phrase is not None and phrase.plural and phrase.head not in RELATIVE
    counts = counted and APPROXIMATE.search(before) and not _ESTIMATES.search(before)
    return not counts or bool(_YEAR_LEAD.search(before))


def _follows_name(text: str, before: str) -> bool:
    """Whether the word before is part of a name: "Flight 752", "Leopard 2".

    Not the first word of a sentence, unless it is a word for nothing else and the text has it again.
    """
    words = before.rsplit(None, 2)
    if not words or before[-1:] not in (" ", "\xa0") or not words[-1][0].isupper():
        return False
    word = words[-1]
    if APPROXIMATE.search(f" {word} ") or word.endswith(("’s", "'s", ",", ".", ":", ";", ")", "”", '"', "—", "–")):
        return False
    ahead = before[: -len(word) - 1]
    opens = len(words) > 1 and words[-2].endswith((".", "!", "?", ":", "”", '"'))
    if opens or ahead.endswith("\n") or not ahead:  # "Lumo 4 draws", but "In 4 towns", "Roughly 4 towns"
        plain = word.lower() in STOPS or not word.replace("&", "").isalpha() or word.endswith(("ly", "ed", "ing", "s"))
        return not plain and text.count(word) > 1
    return True
