"""Chooses the numbers of an article that carry news, each with the words that belong to it.

Left out are designations (see that module), spans of time that only place an event, and small numbers of what is known
already ("our two countries").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from extract.article import Figure, Span
from extract.figures.comparisons import is_past_or_forecast, with_offset
from extract.figures.designations import APPROXIMATE, is_designation
from extract.figures.measured import measure
from extract.figures.numbers import Number, numbers_in
from extract.figures.tolls import find_toll
from extract.figures.units import (
    FATE,
    MEASURES,
    NOISE,
    PERSONS,
    TIMES,
    CountedPhrase,
    group_after,
    is_plural,
    measure_after_hyphen,
    phrase_after,
)
from extract.syntax import Trees
from extract.tables import words

_HERE = "extract.figures"
MOST = 12
"""A card lists no more figures than this."""
PARSED = 24
"""Bare amounts of an article whose sentences are parsed: of two, one may be told by its sentence."""


@dataclass(frozen=True, slots=True)
class _RankedFigure:
    figure: Figure
    weight: float
    """How much news it carries; only compared."""
    key: tuple[object, ...]
    """Equal for two mentions of one figure."""
    bare: bool = False
    """Whether it has no noun of its own."""
    counts: bool = False
    """Whether it counts people or things rather than being an amount."""


def figures_in(
    text: str, skip: Sequence[tuple[int, int]] = (), most: int = MOST, trees: Trees | None = None
) -> tuple[Figure, ...]:
    """Return the figures of a text, in order of their appearance; where there are too many, the weightiest first.

    Args:
        text: of an article; offsets are code points.
        skip: (start, end) of what is not read, in order: page furniture.
        most: figures that are returned.
        trees: of its sentences; with them, an amount of which its sentence does not say what it is of is left out.

    """
    read = _read_all(text, skip)
    if trees is not None:
        read = (told for item in read if (told := _tell(text, trees, item)) is not None)
    ranked = _each_once(read)
    if len(ranked) > most:
        ranked = sorted(ranked, key=lambda item: _LATE * item.figure.start / len(text) - item.weight)[:most]
    return tuple(item.figure for item in ranked)


def bare_amounts(text: str, skip: Sequence[tuple[int, int]] = (), most: int = PARSED) -> list[int]:
    """Return where the weightiest amounts stand that have no noun of their own: their sentences are to be parsed."""
    bare = [item for item in _read_all(text, skip) if item.bare]
    return [item.figure.start for item in sorted(bare, key=lambda item: -item.weight)[:most]]


def _tell(text: str, trees: Trees, item: _RankedFigure) -> _RankedFigure | None:
    """Return a figure with what it is of; None for an amount of which its sentence does not say it."""
    if not item.bare:
        return item
    told = measure(text, trees, item.figure)
    if told is None:
        return item if item.figure.unit and item.counts else None
    return None if is_past_or_forecast(text, trees, told) else replace(item, figure=with_offset(text, trees, told))


def _read_all(text: str, skip: Sequence[tuple[int, int]]) -> Iterator[_RankedFigure]:
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
            yield read


def _each_once(read: Iterable[_RankedFigure]) -> list[_RankedFigure]:
    found: dict[tuple[object, ...], _RankedFigure] = {}
    for item in read:
        found.setdefault(item.key, item)
    told = {item.figure.value for item in found.values() if item.figure.unit}
    return [item for item in found.values() if item.figure.unit or item.figure.value not in told]


_BEFORE = 40
_KNOWN = re.compile(
    r"\b(?:the(?: other| [a-z]+[’']s)?|these|those|both|all|our|its|his|her|their|your|my|first|last|next|past"
    r"|of)[ \xa0]\Z",
    re.IGNORECASE,
)
_NOT_OURS = re.compile(
    r"(?:(?:(?:under|over|about|around) (?:an?|more than|the)|up to an?|up from|down from|the|from|between)[ \xa0])+",
    re.IGNORECASE,
)
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
_COINS = frozenset(("cents", "pence"))
_PART_OF = re.compile(r" of (?:the|its|his|her|their|those|these)\b")
"""Behind the number of a part: "87 of the missiles"."""
_FATES = "|".join(sorted(FATE))
_AUX = r"(?:(?:still|also|now|both|all|reported(?:ly)?|feared|believed|presumed|confirmed|thought|listed as|to be) )*"
_BEFELL = re.compile(
    rf" (?:(?:(?:were|was|are|is|(?:have|had|has)(?: [a-z]+ly)? been|remain(?:s|ed)?|went|have gone) {_AUX})?"
    rf"(?:{_FATES})"
    r"|(?:have |had |has )?(?:died|fled|surrendered|drowned|disappeared|perished))\b"
)
"""Behind a number of people: "15 were injured", "two are still missing", "12 dead"."""
_BEFALLS = re.compile(rf"\b(?:{'|'.join(sorted(FATE - {'dead', 'homeless', 'missing'}))}) \Z")
"""Before a number of people: "killed 15"."""
_RAISED = re.compile(
    r"\b(?:crept|edged|headed|inched|is|moved|moving|nudged|picked|picking|pushed|revised|ticked|was|went|were)[ \xa0]"
    r"(?=up to[ \xa0]\Z)"
)
"""Before an "up to" that says where something rose to, and no upper bound: "edged up to 5 percent"."""
_AMONG = (" of ", " of the ", " of those ", " of its ", " of their ")
_GROUP = re.compile(r"\b(crew|population|staff|team|fleet|workforce|total|number) of[ \xa0](?:[a-z]+ ){0,2}\Z")
_MONEY_FOR = re.compile(
    r" (?:in|of|worth of)(?: (?:its|an?|new|additional))?"
    r"(?= (?!(?:current|latest|previous|first|second|third|fourth|next|last"
    r"|addition|afternoon|attempt|bid|case|connection|early|effort|exchange|late|morning|order|response|return"
    r"|total|after[- ]hours|(?:[a-z-]+ ){0,2}(?:trading(?! [a-z]+s\b| revenue| income| profit)|trade|dealings"
    r"|session))\b)[a-z])"
)
_CUT = (".S.", ".K.", ".N.")
_AND_STOCK = re.compile(r" and (?:stock|shares|debt|equity|notes)\b")
"""Behind a sum in cash: what it is not all in."""
_RELATIVE_CLAUSE = re.compile(
    rf" (?:had|have|has|were|are)(?: been)? (?:{'|'.join(sorted(words(_HERE, 'expecting')))})\b"
)
"""Behind who expected an amount: "the 3 million dollars analysts had forecast"."""
_DISTANCE = re.compile(
    r"(?: \([^()]{2,20}\))? (?:(?:further )?(?:north|south|east|west)[a-z-]*(?: (?:of|from)\b|[,.])"
    r"|(?:away|off|inland|offshore|outside|apart)\b)"
)
"""Behind a measure that says where a place is: "75 miles (121km) south of Tarn", "three miles away"."""
_WAY = re.compile(rf"(?: \([^()]{{2,20}}\))? (?:[a-z-]+ )?(?:{'|'.join(sorted(words(_HERE, 'ways')))})\b")
"""Behind a measure that says how long a way is: "a 14-kilometer (8.7-mile) corridor"."""
_SENTENCE = re.compile(r"[.!?][\s”\"]|\n")
_COUNTED = 1.6
"""A weight above which a figure counts people or things, so that a bare number behind it may count the same."""
_RATE_OF = re.compile(r" (?:an?|per|every) (?:minute|hour|day|night|week|month|year)\b(?!\s+(?:ago|earlier|before))")
_CONVERTED = re.compile(r" \([^()\n]{2,30}\)")
"""Behind an amount: the same in another currency."""
_PRICE_OF = re.compile(
    rf" (?:per (?:(?:metric|square|cubic|troy) )?[a-z-]+|an? (?:{'|'.join(sorted(words(_HERE, 'priced')))})"
    r"|each|apiece)\b"
    r"(?!\s+(?:ago|earlier|before))"
)
"""Behind a price: "$89 a barrel"."""
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
_FOR_EVERY = re.compile(r"(?: [a-z]+){1,4} for every\b| to [0-9]\b(?![.,][0-9])")
"""Behind the first number of a ratio: "five stocks fell for every two that rose", "4 to 1"."""
_LATE = 0.8
"""What standing at the very end takes from a figure's weight."""
_REMARK = 1.2
"""What standing in parentheses takes from a figure's weight."""


def _read(text: str, number: Number, last: _RankedFigure | None) -> _RankedFigure | None:
    """Classify a number as money, percentage, part or count; None where it is no news."""
    before = text[max(0, number.start - _BEFORE) : number.start]
    if before.rstrip(" .").endswith("="):  # "$1 = 0.6 pounds"
        return None
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
    if (
        text[number.end : number.end + 1] in _RATE
        or before.rstrip(" .").endswith("=")
        or _NO_SUM.match(text, number.end)
    ):
        return None
    if _YEAR_OF_MONEY.fullmatch(text, number.start, number.end):
        return None
    end = number.end
    aside = _CONVERTED.match(text, end)
    bracketed = text.startswith(")", end) and before.endswith("(")
    phrase = _counted(text, aside.end() if aside else end + bracketed)
    if phrase and _RELATIVE_CLAUSE.match(text, phrase.end):
        return None
    if phrase and not bracketed:
        end = phrase.end
    elif rate := _PRICE_OF.match(text, end):
        end = rate.end()
    weight = 3.0 + min(1.0, number.value / 1e11) if number.value >= 1e6 else 2.0
    found = _found(text, number, before, end, number.currency, weight, (number.currency, number.value))
    if phrase and bracketed:  # "2 billion euros ($2.2 billion) in aid"
        found = replace(found, figure=replace(found.figure, of=(Span.of(text, phrase.start, phrase.end),)))
    return replace(found, bare=phrase is None)


def _counted(text: str, at: int) -> CountedPhrase | None:
    """Return the noun of an amount: "contracts", "in aid", "worth of goods"."""
    phrase = phrase_after(text, at, longest=4)
    if phrase is None and (link := _MONEY_FOR.match(text, at)):
        phrase = phrase_after(text, link.end(), longest=4)
    if phrase and text[phrase.end - 2 : phrase.end + 1].endswith(_CUT):
        return None  # "an $85 billion U.S. Treasury loan"
    if phrase and text[phrase.start : phrase.end] == "cash" and (stock := _AND_STOCK.match(text, phrase.end)):
        return replace(phrase, end=stock.end())
    return phrase if phrase and phrase.head not in TIMES else None


def _percent(text: str, number: Number, before: str) -> _RankedFigure:
    group = group_after(text, number.end)
    unit, end = (text[slice(*group)], group[1]) if group else ("percent", number.end)
    return replace(_found(text, number, before, end, unit, 1.5, ("%", number.value)), bare=group is None)


def _part(text: str, number: Number, before: str) -> _RankedFigure | None:
    group = group_after(text, number.end)
    if group is None:
        return None
    return _found(text, number, before, group[1], text[slice(*group)], 1.0, ("part", number.value))


def _count(text: str, number: Number, before: str, last: _RankedFigure | None) -> _RankedFigure | None:
    if measure := measure_after_hyphen(text, number.end):
        end, unit = measure
        away = _WAY.match(text, end + text.startswith(")", end))
        return None if number.spelled or away else _found(text, number, before, end, unit, 1.0, (unit, number.value))
    phrase = phrase_after(text, number.end)
    if before.endswith("per ") or _FOR_EVERY.match(text, number.end):  # "3 euros per 10 grams"
        return None
    if number.value == 1 and not (phrase and phrase.head in PERSONS):
        return None
    if phrase and (phrase.head in NOISE or _counts_sources(text, number, phrase)):
        return None
    if phrase and phrase.head in MEASURES and _DISTANCE.match(text, phrase.end):
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
    if (toll := find_toll(text, number.start, phrase)) is not None:
        end = phrase.end if toll.persons and phrase else number.end
        found = _found(text, number, before, end, toll.unit, 2.1, ("toll", toll.unit, number.value))
        return replace(found, figure=replace(found.figure, of=(toll.words,)))
    if phrase and (phrase.plural or phrase.head in PERSONS or number.scaled):
        if phrase.head == "times" and number.value < 1000:
            return None
        unit = text[phrase.start : phrase.end]
        found = _found(text, number, before, phrase.end, unit, _weight(number, phrase), (phrase.head, number.value))
        found = replace(found, figure=_with_fate(text, found.figure))
        return replace(found, bare=unit in MEASURES or phrase.head in _COINS, counts=phrase.head not in _COINS)
    part = group_after(text, number.end)
    if part and _PART_OF.match(text, number.end) and not number.spelled and is_plural(text[slice(*part)].split()[-1]):
        return _found(text, number, before, part[1], text[slice(*part)], 1.8, (text[slice(*part)], number.value))
    return None if phrase and _ONE_THING.search(before) else _bare(text, number, before, last)


def _with_fate(text: str, figure: Figure) -> Figure:
    """Return a figure with what befell those counted: "were killed" of "12 people", not of "3 of the 12 people"."""
    if text.endswith(_AMONG, 0, figure.start):
        return figure
    told = _BEFELL.match(text, figure.end) or _BEFALLS.search(text, max(0, figure.start - _BEFORE), figure.start)
    if told is None:
        return figure
    start = told.start() + told[0].startswith(" ")
    return replace(figure, of=(Span.of(text, start, start + len(told[0].strip())),))


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
    if before.endswith(("up from ", "down from ")):
        return None
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
    sure = sure or _BEFELL.match(text, number.end)
    if not sure and not (unit and number.value >= 100):
        return None
    found = _found(text, number, before, number.end, unit, 1.6, ("bare", number.value))
    return replace(found, bare=True, counts=True)


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
        if not _RAISED.search(before):
            start -= len(lead[0]) - (foreign.end() if foreign else 0)
        if lead[0].lower().endswith(("minus ", "negative ")):
            value = -value
    if text[max(0, start - 1) : start] == "(":
        weight -= _REMARK
    return _RankedFigure(Figure(text[start:end], value, unit, start, end), weight, (*key, value < 0))
