"""Chooses the numbers of an article that carry news, each with the words that belong to it.

Left out are dates, ages, ordinals, clock times, designations ("Mirage 2000", "Flight 752"), counters, file sizes, scores,
spans of time that only place an event, and small numbers of what is already known ("our two countries").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extract.article import Figure
from extract.figures.numbers import Number, numbers_in
from extract.figures.units import FATE, MEASURES, TIMES, Phrase, group_after, is_plural, measure_after_hyphen, phrase_after

MOST = 12
"""A card lists no more figures than this."""


@dataclass(frozen=True, slots=True)
class _Found:
    figure: Figure
    weight: float
    key: tuple[object, ...]
    """Equal for two mentions of one figure."""


def figures_in(text: str, skip: Sequence[tuple[int, int]] = ()) -> tuple[Figure, ...]:
    """Return the figures of a text, in order of their appearance; where there are too many, the weightiest first.

    Args:
        text: of an article; offsets are code points.
        skip: (start, end) of what is not read, in order: page furniture.

    """
    found: dict[tuple[object, ...], _Found] = {}
    last: _Found | None = None
    blocked = list(skip)
    for number in numbers_in(text):
        while blocked and blocked[0][1] <= number.start:
            blocked.pop(0)
        if blocked and blocked[0][0] < number.end:
            continue
        read = _read(text, number, last)
        if read is None:
            continue
        last = read
        known = found.get(read.key)
        if known is None:
            found[read.key] = read
    chosen = list(found.values())
    if len(chosen) > MOST:
        chosen = sorted(chosen, key=lambda item: -item.weight)[:MOST]
    return tuple(item.figure for item in chosen)


_BEFORE = 40
_APPROXIMATE = re.compile(
    r"(?:\b(?:an?|the|some|about|around|nearly|almost|approximately|roughly|over|just|under|only|another|all|at least|at most"
    r"|as many as|as much as|as few as|as little as|up to|more than|less than|fewer than|no more than|no fewer than|no less than"
    r"|close to|an estimated|estimated|an additional|additional|a further|further|a total of|an average of|a record"
    r"|upwards of|in excess of|minus|possibly|well over|crew of|between|from|up from|down from)[ \xa0])+\Z",
    re.IGNORECASE,
)
_DETERMINERS = re.compile(r"\b(?:the|these|those|both|our|its|his|her|their|your|my|first|last|next|past|other|of)[ \xa0]\Z", re.IGNORECASE)
_KEEP_LEFT = re.compile(r"(?:the|from|between)[ \xa0]", re.IGNORECASE)
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec|January|February|March|April|August|September|October|November|December)"
_MONTH_BEFORE = re.compile(rf"\b{_MONTH}\.?[ \xa0]\Z")
_MONTH_AFTER = re.compile(rf"(?:st|nd|rd|th)?[ \xa0](?:of )?{_MONTH}\b")
_ATTACHED_BEFORE = re.compile(r"(?:[^\W\d_][-–‑./&]?|[#№:/@_=+*~^]|\d[.,:/-]|[-–‑]|\b(?:No|Nos|pp?|Art)\.[ ]?)\Z")
_ATTACHED_AFTER = re.compile(r"[^\W\d_]|[:/_=@][\w]|[.]\d|-(?:\w+-)*(?!\w*meter|\w*metre)\w|[ ]?(?:°|º|x\s?\d)|’s|'s|’\d|\+\d|\^")
_CLOCK = re.compile(r"[ \xa0]?(?:[.:]\d\d[ ]?)?\.?(?:[ap]\.?m\b|o[’']clock|hrs\b|GMT|UTC|local time|[KMG]i?B\b|minutes? (?:ago|read))", re.IGNORECASE)
_AGE_AFTER = re.compile(r"[- ]years?[- ](?:old|s old)|[ ]years old|-years?-olds?", re.IGNORECASE)
_AGE_BEFORE = re.compile(r"(?:\b[Aa]ged?|\bturned)[ \xa0](?:between[ ])?\Z")
_AGE_BETWEEN = re.compile(r"[^\W\d_]+,[ ]\Z")
_NAME_BEFORE = re.compile(r"(?:\A|[^\s])?(\s*)([^\s]+)[ \xa0]\Z")
_COUNTER = re.compile(r"\b(?:list|page|part|step|slide|photo|image|video|chapter|section|item|issue|volume|no|number|views|shares|comments|article|flight|group|phase|stage|level|grade|type|version|top|channel|episode|season|day|week|room|line|unit|block|reactor)s?:?[ \xa0]\Z", re.IGNORECASE)
_OF_COUNT = re.compile(r"[ ]of[ ]?\d")
_YEAR_LEAD = re.compile(r"\b(?:in|since|by|of|from|until|till|to|between|and|during|before|after|the|early|late|mid|around|for|year|through|its|this)[ \xa0-]\Z", re.IGNORECASE)
_TIME_KEPT = re.compile(r"\b(?:another|additional|further|at least|up to|extra)[ \xa0](?:[^\W\d_]+[ \xa0])?\Z", re.IGNORECASE)
_TIME_PLACED = re.compile(r"[ ](?:ago|later|earlier|after|before|since|of|now|old|on|into|long)\b|[ ](?:in|behind)[ ](?:power|office)\b", re.IGNORECASE)
_SENTENCED = re.compile(r"[ ](?:in prison|in jail|behind bars|imprisonment|of imprisonment|in a penal)", re.IGNORECASE)
_FURTHER = re.compile(r"\b(?:further|another|additional|others?|killing|wounding|injuring|leaving|crew of|at least|more than|estimated|total of|close to|nearly|almost)[ \xa0]\Z", re.IGNORECASE)
_MONEY_FOR = re.compile(r"[ ](?:in|of|worth of|as)[ ](?!(?:20|19)\d\d)(?:(?:the|its|an?|new|additional)[ ])?(?=[a-z])")
_PERSONS = frozenset("person civilian child soldier woman man boy girl journalist officer policeman serviceman firefighter pilot teenager baby".split())


def _read(text: str, number: Number, last: _Found | None) -> _Found | None:
    """Return what a number says, or None where it is no news."""
    before = text[max(0, number.start - _BEFORE) : number.start]
    if number.currency:
        return _money(text, number, before)
    if number.percent:
        return _percent(text, number, before)
    if _is_designation(text, number, before):
        return None
    if number.fraction:
        return _part(text, number, before)
    return _count(text, number, before, last)


def _money(text: str, number: Number, before: str) -> _Found | None:
    if text[number.end : number.end + 1].isdigit():
        return None
    end = number.end
    if (phrase := phrase_after(text, end)) and phrase.head not in ("a", "year"):
        end = phrase.end
    elif found := _MONEY_FOR.match(text, end):
        phrase = phrase_after(text, found.end() - 1) if text[found.end() - 1] == " " else None
        end = phrase.end if phrase else end
    weight = 3.0 + min(1.0, number.value / 1e11) if number.value >= 1e6 else 2.0
    key = (number.currency, number.value)
    return _found(text, _left(number.start, before), end, number, number.currency, weight, key)


def _percent(text: str, number: Number, before: str) -> _Found:
    end = group_after(text, number.end) or number.end
    unit = text[text.find("per", number.start, end) if "per" in text[number.start : end] else end : end]
    unit = unit or ("percent" if end == number.end else "percent" + text[number.end : end])
    return _found(text, _left(number.start, before), end, number, unit, 1.5, ("%", number.value))


def _part(text: str, number: Number, before: str) -> _Found | None:
    end = group_after(text, number.end)
    if end is None:
        return None
    at = re.compile(r" of(?: (?:the|a|an|its|his|her|their|our|all|this|these|those|total))* ").match(text, number.end)
    unit = text[at.end() if at else number.end : end]
    return _found(text, _left(number.start, before), end, number, unit, 1.0, ("part", number.value))


def _count(text: str, number: Number, before: str, last: _Found | None) -> _Found | None:
    left = _left(number.start, before)
    value = -number.value if before.lower().endswith("minus ") else number.value
    small = number.spelled and number.value <= 12 and not number.scaled
    if measure := measure_after_hyphen(text, number.end):
        return _found(text, left, measure[0], number, measure[1], 1.0, (measure[1], value)) if not number.spelled else None
    phrase = phrase_after(text, number.end)
    if number.value == 1 and not (phrase and phrase.head in _PERSONS):
        return None
    if small and _DETERMINERS.search(before) and not before.lower().endswith("other "):
        return None
    if phrase and phrase.head in TIMES:
        kept = (_TIME_KEPT.search(before) and not _TIME_PLACED.match(text, phrase.end)) or _SENTENCED.match(text, phrase.end)
        if not kept:
            return None
        return _found(text, left, phrase.end, number, phrase.head, 1.0, (phrase.head, value))
    if phrase and (phrase.plural or phrase.head in _PERSONS or number.scaled):
        if phrase.head in ("times", "fold") and number.value < 1000:
            return None
        unit = text[phrase.start : phrase.end]
        return _found(text, left, phrase.end, number, unit, _weight(number, phrase), (phrase.head, value), value)
    return _bare(text, number, before, left, last)


def _bare(text: str, number: Number, before: str, left: int, last: _Found | None) -> _Found | None:
    """Return a number that names nothing behind it: "a further 271", "crew of 52", "9,000 who have entered"."""
    if crew := re.search(r"\b(crew|population|staff|team|fleet|workforce|total|number) of[ \xa0](?:[a-z]+ ){0,2}\Z", before):
        return _found(text, number.start - len(before) + crew.start(), number.end, number, crew[1], 1.5, (crew[1], number.value))
    if number.spelled and not number.scaled:
        return None
    if not (number.scaled or number.value >= 100 or _FURTHER.search(before)):
        return None
    inherited = last.figure.unit if last and not last.figure.text.startswith(("$", "€", "£")) else None
    same_sentence = last is not None and not re.search(r"[.!?][\s”\"]|\n", text[last.figure.end : number.start])
    unit = inherited if same_sentence and last is not None and last.weight > 1.6 else None
    return _found(text, left, number.end, number, unit, 1.6, ("bare", number.value))


def _is_designation(text: str, number: Number, before: str) -> bool:
    """Whether the number is a date, a time, an age, a name's part, a counter or a score rather than a quantity."""
    after = text[number.end : number.end + 30]
    if _ATTACHED_BEFORE.search(before) or (not measure_after_hyphen(text, number.end) and _ATTACHED_AFTER.match(after)):
        return True
    if _CLOCK.match(after) or _AGE_AFTER.match(after) or _AGE_BEFORE.search(before) or _OF_COUNT.match(after):
        return True
    if _MONTH_BEFORE.search(before) or _MONTH_AFTER.match(after):
        return not number.scaled
    if number.spelled or number.scaled or number.fraction:
        return False
    if _COUNTER.search(before):
        return True
    digits = text[number.start : number.end]
    if digits.isdecimal() and len(digits) == 4 and 1800 <= number.value <= 2100:
        phrase = phrase_after(text, number.end)
        if not (phrase and phrase.plural) or _YEAR_LEAD.search(before) or not _APPROXIMATE.search(before):
            return True
    if number.value < 120 and _AGE_BETWEEN.search(before) and after[:1] in ",.);" and number.value == int(number.value):
        return True
    if len(digits) > 6 and digits.isdecimal():
        return True
    return _follows_name(before)


def _follows_name(before: str) -> bool:
    """Whether the word before is part of a name: "Flight 752", "Leopard 2"; not the first word of a sentence."""
    words = before.rsplit(None, 2)
    if not words or before[-1:] not in " \xa0" or not words[-1][0].isupper():
        return False
    word = words[-1]
    if _APPROXIMATE.search(" " + word + " ") or word.endswith(("’s", "'s", ",", ".", ":", ";", ")", "”", '"', "—", "–")):
        return False
    opener = len(words) > 1 and words[-2].endswith((".", "!", "?", ":", "”", '"', "\n")) or before[: -len(word) - 1].endswith("\n")
    return not opener


def _left(start: int, before: str) -> int:
    """Return where the figure starts, its "more than" and "around" included."""
    found = _APPROXIMATE.search(before)
    if found is None:
        return start
    lead = _KEEP_LEFT.match(found[0])
    return start - len(found[0]) + (lead.end() if lead else 0)


def _weight(number: Number, phrase: Phrase) -> float:
    weight = 2.0 if number.value >= 100 or phrase.head in FATE or phrase.head in ("people", "civilians", "soldiers") else 1.7
    if phrase.head in MEASURES:
        weight = 1.4
    return weight + (0.4 if number.scaled else 0.0)


def _found(text: str, start: int, end: int, number: Number, unit: str | None, weight: float, key: tuple[object, ...], value: float | None = None) -> _Found:
    if text[max(0, start - 1) : start] == "(":
        weight -= 1.2
    figure = Figure(text[start:end], number.value if value is None else value, unit, start, end)
    return _Found(figure, weight, key)
