"""Chooses the numbers of an article that carry news, each with the words that belong to it.

Left out are designations (see that module), spans of time that only place an event, and small numbers of what is known
already ("our two countries").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extract.article import Figure
from extract.figures.designations import APPROXIMATE, is_designation
from extract.figures.numbers import Number, numbers_in
from extract.figures.units import (
    FATE,
    MEASURES,
    NOISE,
    PERSONS,
    TIMES,
    CountedPhrase,
    group_after,
    measure_after_hyphen,
    phrase_after,
)

MOST = 12
"""A card lists no more figures than this."""


@dataclass(frozen=True, slots=True)
class _RankedFigure:
    figure: Figure
    weight: float
    """How much news it carries; only compared."""
    key: tuple[object, ...]
    """Equal for two mentions of one figure."""


def figures_in(text: str, skip: Sequence[tuple[int, int]] = (), most: int = MOST) -> tuple[Figure, ...]:
    """Return the figures of a text, in order of their appearance; where there are too many, the weightiest first.

    Args:
        text: of an article; offsets are code points.
        skip: (start, end) of what is not read, in order: page furniture.
        most: figures that are returned.

    """
    found: dict[tuple[object, ...], _RankedFigure] = {}
    last: _RankedFigure | None = None
    blocked = list(reversed(skip))
    for number in numbers_in(text):
        while blocked and blocked[-1][1] <= number.start:
            blocked.pop()
        if blocked and blocked[-1][0] < number.end:
            continue
        read = _read(text, number, last)
        if read is not None:
            last = read
            found.setdefault(read.key, read)
    told = {item.figure.value for item in found.values() if item.figure.unit}
    chosen = [item for item in found.values() if item.figure.unit or item.figure.value not in told]
    if len(chosen) > most:
        chosen = sorted(chosen, key=lambda item: _LATE * item.figure.start / len(text) - item.weight)[:most]
    return tuple(item.figure for item in chosen)


_BEFORE = 40
_KNOWN = re.compile(
    r"\b(?:the(?: other| [a-z]+[’']s)?|these|those|both|our|its|his|her|their|your|my|first|last|next|past"
    r"|of)[ \xa0]\Z",
    re.IGNORECASE,
)
_NOT_OURS = re.compile(r"(?:(?:up to an?|up from|down from|the|from|between)[ \xa0])+", re.IGNORECASE)
_TIME_KEPT = re.compile(r"\b(?:another|additional|further|at least|up to|extra)[ \xa0](?:[^\W\d_]+[ \xa0])?\Z", re.I)
_TIME_PLACED = re.compile(r" (?:ago|later|earlier|after|before|since|of|now|old|on|into|long|in (?:power|office))\b")
_SENTENCED = re.compile(r" (?:in prison|in jail|behind bars|imprisonment|of imprisonment|in a penal)")
_ONE_THING = re.compile(r"\b(?:the|an?|this|that|its|his|her|their)[ \xa0]\Z", re.IGNORECASE)
"""Before a number and a noun in the singular: a thing with a number in its name ("the 737 jet")."""
_MORE = re.compile(
    r"\b(?:further|another|additional|others?|killing|wounding|injuring|leaving|at least|more than|estimated|total of"
    r"|close to|nearly|almost)[ \xa0]\Z",
    re.IGNORECASE,
)
_GROUP = re.compile(r"\b(crew|population|staff|team|fleet|workforce|total|number) of[ \xa0](?:[a-z]+ ){0,2}\Z")
_MONEY_FOR = re.compile(
    r" (?:in|of|worth of)(?: (?:its|an?|new|additional))?"
    r"(?= (?!(?:addition|afternoon|attempt|bid|case|connection|early|effort|exchange|late|morning|order|response|return"
    r"|total|after[- ]hours|(?:[a-z-]+ ){1,2}trading(?! [a-z]+s\b| revenue| income| profit))\b)[a-z])"
)
_SENTENCE = re.compile(r"[.!?][\s”\"]|\n")
_COUNTED = 1.6
"""A weight above which a figure counts people or things, so that a bare number behind it may count the same."""
_RATE_OF = re.compile(r" (?:an?|per|every) (?:minute|hour|day|night|week|month|year)\b(?! (?:ago|earlier|before))")
_RATE = tuple("=0123456789")
"""Behind an amount: a rate of exchange, or digits that do not belong to it."""
_NO_SUM = re.compile(r"[A-Za-z]|\s=\s?[0-9]")
"""Behind what only looks like an amount: a share's code ("NOK1V"), a rate of exchange ("$1 = 30 won")."""
_YEAR_OF_MONEY = re.compile(r"(?:19|20)[0-9]{2} (?:euro|dollar|pound|yen|yuan|rouble|ruble|franc)")
"""A year before what happened to a currency: "2012 euro adoption"."""
_RATIO = 100
_NAME_OF_TWO = re.compile(r"[A-Z][a-z]+ [A-Z][a-z]")
"""A number in a name: "Four Seasons", within a line."""
_SPEAKERS = 12
_SPEAK = re.compile(
    r"(?:,[^,.;]{2,90}, (?:said|told|says?)\b|,? speaking (?:anonymously|on condition)"
    r"| familiar| close to| briefed| with (?:direct )?knowledge|,? (?:also |have |had |who )?(?:said|told|says?)\b)"
)
"""Behind a few people who are a reporter's sources: "three diplomats said"."""
_SOURCES = re.compile(r"\b(?:according to|citing)(?: at least)? \Z", re.IGNORECASE)
_ONE_IN = re.compile(
    r"\b(?:(?:one|two) or|(?:one|two|three|four|five|six|seven|eight|nine|[0-9]) (?:in|out of)) \Z", re.IGNORECASE
)
"""Before the number of a ratio or of a rough count: "one in five voters", "one or two traders"."""
_LATE = 0.8
"""What standing at the very end takes from a figure's weight."""
_REMARK = 1.2
"""What standing in parentheses takes from a figure's weight."""


def _read(text: str, number: Number, last: _RankedFigure | None) -> _RankedFigure | None:
    """Classify a number as money, percentage, part or count; None where it is no news."""
    before = text[max(0, number.start - _BEFORE) : number.start]
    if number.currency:
        return _money(text, number, before)
    if number.percent:
        return _percent(text, number, before)
    if is_designation(text, number, before):
        return None
    if number.fraction:
        return _part(text, number, before)
    return _count(text, number, before, last)


def _money(text: str, number: Number, before: str) -> _RankedFigure | None:
    if text[number.end : number.end + 1] in _RATE or before.rstrip().endswith("=") or _NO_SUM.match(text, number.end):
        return None
    if _YEAR_OF_MONEY.fullmatch(text, number.start, number.end):
        return None
    end = number.end
    phrase = phrase_after(text, end, longest=4)
    if phrase is None and (link := _MONEY_FOR.match(text, end)):
        phrase = phrase_after(text, link.end(), longest=4)
    if phrase and phrase.head not in TIMES:
        end = phrase.end
    weight = 3.0 + min(1.0, number.value / 1e11) if number.value >= 1e6 else 2.0
    return _found(text, number, before, end, number.currency, weight, (number.currency, number.value))


def _percent(text: str, number: Number, before: str) -> _RankedFigure:
    group = group_after(text, number.end)
    unit, end = (text[slice(*group)], group[1]) if group else ("percent", number.end)
    return _found(text, number, before, end, unit, 1.5, ("%", number.value))


def _part(text: str, number: Number, before: str) -> _RankedFigure | None:
    group = group_after(text, number.end)
    if group is None:
        return None
    return _found(text, number, before, group[1], text[slice(*group)], 1.0, ("part", number.value))


def _count(text: str, number: Number, before: str, last: _RankedFigure | None) -> _RankedFigure | None:
    if measure := measure_after_hyphen(text, number.end):
        end, unit = measure
        return None if number.spelled else _found(text, number, before, end, unit, 1.0, (unit, number.value))
    phrase = phrase_after(text, number.end)
    if number.value == 1 and not (phrase and phrase.head in PERSONS):
        return None
    if phrase and (phrase.head in NOISE or _counts_sources(text, number, phrase)):
        return None
    if phrase and phrase.head in TIMES:
        if not _is_span_that_counts(text, phrase, before):
            return None
        return _found(text, number, before, phrase.end, phrase.head, 1.0, (phrase.head, number.value))
    if number.value <= _RATIO and _ONE_IN.search(before):
        return None
    if number.spelled and number.value <= 12 and not number.scaled and _KNOWN.search(before):
        return None
    if number.spelled and _NAME_OF_TWO.match(text, number.start) and before[-1:] not in ("", "\n"):
        return None
    if phrase and (phrase.plural or phrase.head in PERSONS or number.scaled):
        if phrase.head == "times" and number.value < 1000:
            return None
        unit = text[phrase.start : phrase.end]
        return _found(text, number, before, phrase.end, unit, _weight(number, phrase), (phrase.head, number.value))
    return None if phrase and _ONE_THING.search(before) else _bare(text, number, before, last)


def _counts_sources(text: str, number: Number, phrase: CountedPhrase) -> bool:
    """Tell whether a number is of a reporter's sources: "three diplomats said"."""
    before = text[max(0, number.start - _BEFORE) : number.start]
    return number.value <= _SPEAKERS and bool(_SPEAK.match(text, phrase.end) or _SOURCES.search(before))


def _is_span_that_counts(text: str, phrase: CountedPhrase, before: str) -> bool:
    """Whether a span of time is itself news ("another five months", "ten years in prison")."""
    if _SENTENCED.match(text, phrase.end):
        return True
    return bool(_TIME_KEPT.search(before)) and not _TIME_PLACED.match(text, phrase.end)


def _bare(text: str, number: Number, before: str, last: _RankedFigure | None) -> _RankedFigure | None:
    """Return a number that names nothing behind it: "a further 271", "crew of 52", "9,000 who have entered"."""
    if group := _GROUP.search(before):
        start = number.start - len(before) + group.start()
        figure = Figure(text[start : number.end], number.value, group[1], start, number.end)
        return _RankedFigure(figure, 1.5, (group[1], number.value))
    if rate := _RATE_OF.match(text, number.end):
        return _found(text, number, before, rate.end(), rate[0].strip(), 1.6, (rate[0], number.value))
    unit = None
    if last is not None and last.weight > _COUNTED and not _SENTENCE.search(text, last.figure.end, number.start):
        unit = None if last.figure.unit and last.figure.unit.isupper() else last.figure.unit
    in_a_row = text[number.end : number.end + 2].strip().isdecimal() or before[-2:].strip().isdecimal()
    if in_a_row or (number.spelled and not number.scaled):
        return None
    if unit is None and not number.scaled and "." in text[number.start : number.end]:
        return None  # where an index or a price stands
    sure = number.scaled or "," in text[number.start : number.end] or _MORE.search(before)
    if not sure and not (unit and number.value >= 100):
        return None
    return _found(text, number, before, number.end, unit, 1.6, ("bare", number.value))


def _weight(number: Number, phrase: CountedPhrase) -> float:
    if phrase.head in MEASURES:
        return 1.6
    many = number.value >= 100 or phrase.head in FATE or phrase.head in ("people", "civilians", "soldiers")
    return (2.0 if many else 1.7) + (0.4 if number.scaled else 0.0)


def _found(
    text: str, number: Number, before: str, end: int, unit: str | None, weight: float, key: tuple[object, ...]
) -> _RankedFigure:
    """Return the figure with its "more than" and "around", which stand before the number."""
    start, value = number.start, number.value
    if lead := APPROXIMATE.search(before):
        foreign = _NOT_OURS.match(lead[0])
        start -= len(lead[0]) - (foreign.end() if foreign else 0)
        if lead[0].lower().endswith("minus "):
            value = -value
    if text[max(0, start - 1) : start] == "(":
        weight -= _REMARK
    return _RankedFigure(Figure(text[start:end], value, unit, start, end), weight, (*key, value < 0))
