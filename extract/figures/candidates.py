"""Reads a number as a figure that may carry news, with the words round it; a number that cannot carry any as None.

Left out are designations (see that module), spans of time that only place an event, and small numbers of what is known
already ("our two countries").
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from extract.article import Figure, Span
from extract.figures.designations import APPROXIMATE, is_designation
from extract.figures.fate import BEFELL, with_fate
from extract.figures.numbers import Number
from extract.figures.tolls import find_toll
from extract.figures.units import (
    FATE,
    LENGTHS,
    MEASURES,
    NOISE,
    PERSONS,
    TIMES,
    CountedPhrase,
    group_after,
    is_plural,
    joined_measure,
    phrase_after,
)
from extract.tables import words

_HERE = "extract.figures"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A figure that a card may list."""

    figure: Figure
    weight: float
    """How much news it carries; only compared."""
    key: tuple[object, ...]
    """Equal for two mentions of one figure."""
    bare: bool = False
    """Whether it has no noun of its own."""
    counts: bool = False
    """Whether it counts people or things rather than being an amount."""
    measures: bool = False
    """Whether it measures how long or far something is, or is joined to what it measures: "a 3-ton load"."""


def read_candidate(text: str, number: Number, last: Candidate | None) -> Candidate | None:
    """Classify a number as money, percentage, part or count; None where it is no news."""
    before = text[max(0, number.start - _BEFORE) : number.start]
    if before.rstrip(" .").endswith("="):  # "$1 = 0.6 pounds"
        return None
    if number.currency:
        return _money(text, number, before)
    if number.percent:
        return _percent(text, number, before)
    if vote := _vote(text, number):
        return vote
    if is_designation(text, number, before):
        return None
    if number.fraction:
        return _part(text, number, before)
    return _count(text, number, before, last)


_BEFORE = 40
_KNOWN = re.compile(
    r"\b(?:the(?: other| [a-z]+[’']s)?|these|those|both|our|its|his|her|their|your|my|first|last|next|past"
    r"|all|of)[ \xa0]\Z",
    re.IGNORECASE,
)
_NOT_OURS = re.compile(
    r"(?:(?:(?:under|over) (?:an?|about|at least|more than|the)|up to an?|up from|down from|the|from|between)[ \xa0])+",
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
_COINS = words(_HERE, "coins")
_PART_OF = re.compile(r" of (?:the|its|his|her|their|those|these)\b")
"""Behind the number of a part: "87 of the missiles"."""
_RAISED = re.compile(
    r"\b(?:crept|edged|headed|inched|is|moved|nudged|pushed|revised|ticked|was|went|were)[ \xa0](?=up to[ \xa0]\Z)"
)
"""Before an "up to" that says where something rose to, and no upper bound: "edged up to 5 percent"."""
_GROUP = re.compile(r"\b(crew|population|staff|team|fleet|workforce|total|number) of[ \xa0](?:[a-z]+ ){0,2}\Z")
_MONEY_FOR = re.compile(
    r" (?:worth of(?= [A-Z])|(?:in|of|worth of)(?: (?:its|an?|new|additional))?"
    r"(?= (?!(?:current|latest|previous|first|second|third|fourth|next|last"
    r"|addition|afternoon|attempt|bid|case|connection|early|effort|exchange|late|morning|order|response|return"
    r"|total|after[- ]hours|battle|deal|poll|survey|fiscal (?:[0-9]|years?)"
    r"|(?:[A-Za-z-]+ ){0,2}(?:trading(?! [a-z]+s\b| revenue| income| profit)|trade|dealings|session))\b)[a-z]))"
)
_EXPECTED_BY = re.compile(
    r" (?:[a-z]+|Wall Street) (?:had|have|has|were|are)(?: been)?"
    rf" (?:{'|'.join(sorted(words(_HERE, 'expecting')))})\b"
)
"""Behind an amount: who expected it, "the 3 million dollars analysts had forecast"."""
_DISTANCE = re.compile(
    r"(?: \([^()]{2,20}\))? (?:(?:further )?(?:north|south|east|west)[a-z-]*(?: (?:of|from)\b|[,.])"
    r"|(?:away|off|inland|offshore|outside|apart)\b"
    rf"|(?:[a-z-]+ )?(?:{'|'.join(sorted(words(_HERE, 'ways')))})\b)"
)
"""Behind a measure that says where a place is, or how long a way is: "75 miles (121km) south of Tarn", "three miles
away", "a 14-kilometer (8.7-mile) corridor"."""
_QUALIFIERS = (
    r"(?:\b(?:an?|the)[ \xa0]|(?<=\bits )|(?<=\btheir )|(?<=[’']s ))"
    rf"(?:{'|'.join(sorted(words(_HERE, 'qualifiers')))})[ \xa0]"
)
_QUALIFIED = re.compile(rf"{_QUALIFIERS}\Z", re.IGNORECASE)
_BOUND = re.compile(
    rf"(?:{_QUALIFIERS}|\b(?:(?:at|just|well|slightly)[ \xa0](?:or[ \xa0])?)?(?:above|below|near|beyond)[ \xa0])+\Z",
    re.IGNORECASE,
)
"""Before an amount, without which it would say something else: "near a record $140", "a potential $2 million"."""
_SENTENCE = re.compile(r"[.!?][\s”\"]|\n")
_COUNTED = 1.6
"""A weight above which a figure counts people or things, so that a bare number behind it may count the same."""
_RATE_OF = re.compile(
    r" (?:an?|per|every|each) (?:minute|hour|day|night|week|month|year)\b(?!\s+(?:ago|earlier|before|later|after|old))"
)
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
_SIZES = words(_HERE, "sizes")
_MILLION = 1_000_000
_ALL_OF = re.compile(
    r"(?<![\w.,])(?:\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|dozens|most|none) of"
    r" (?:the|its|their|his|her|our) \Z"
)
"""Before the number of which a part is told: "17 of the 500 boats"."""
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
    r"\b(?:(?:one|two) or|(?:one|two|three|four|five|six|seven|eight|nine|[0-9]) (?:in|out of)|(?:of|for|in) every) \Z",
    re.IGNORECASE,
)
_FOR_EVERY = re.compile(r" to (?:[0-9]|one\b)|[^.;,\n]{0,40} for every (?:[a-z]+|[0-9]+)\b")
"""Behind the number of a ratio: "4 to 1", "five ferries sank for every two that sailed"."""
"""Before the number of a ratio or of a rough count: "one in five voters", "one or two traders"."""
_AGAINST = re.compile(r"(?:-to-| to |[-–])[0-9]{1,3}\b(?![-.,:%/][\w]| (?:percent|years?|months?|points?)\b)")
_VOTE = re.compile(r" (?:[a-z]+ )?(?:vote|ballot|ruling|decision)\b")
_VOTED = re.compile(r"\b(voted?|votes|voting|approved|passed|rejected|ruled)\b[^.;:\n0-9]*\Z")
"""Round the count of a vote; it is no ratio and no score."""
_PEOPLE = words(_HERE, "people")
_FEW_THINGS = 1.2
"""Weight of a few things: "two warm blankets"."""
_REMARK = 1.2
"""What standing in parentheses takes from a figure's weight."""


def _vote(text: str, number: Number) -> Candidate | None:
    """Return the count of a vote: "passed the House 230-198", "a vote of 79 to 18", "a 79-18 vote"."""
    against = _AGAINST.match(text, number.end)
    if number.spelled or number.scaled or against is None:
        return None
    voted = _VOTED.search(text, max(0, number.start - _BEFORE), number.start)
    vote = _VOTE.match(text, against.end())
    if not (voted or vote):
        return None
    end = vote.end() if vote else against.end()
    of = (Span.of(text, *voted.span(1)),) if voted else ()
    figure = Figure(text[number.start : end], number.value, "votes", number.start, end, of)
    return Candidate(figure, 1.8, ("votes", number.value))


def _money(text: str, number: Number, before: str) -> Candidate | None:
    if text[number.end : number.end + 1] in _RATE or before.rstrip().endswith("=") or _NO_SUM.match(text, number.end):
        return None
    if _YEAR_OF_MONEY.fullmatch(text, number.start, number.end):
        return None
    end = number.end
    rate = _PRICE_OF.match(text, end)
    if _EXPECTED_BY.match(text, rate.end() if rate else end):
        return None
    aside = _CONVERTED.match(text, end)
    bracketed = text.startswith(")", end) and before.endswith("(")
    phrase = _counted(text, aside.end() if aside else end + bracketed)
    if phrase and not bracketed:
        each = _RATE_OF.match(text, phrase.end)
        end = each.end() if each else phrase.end
    elif rate:
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
    return phrase if phrase and phrase.head not in TIMES else None


def _percent(text: str, number: Number, before: str) -> Candidate | None:
    if text[number.start : number.end].isupper():  # "15 PERCENT HURDLE": a heading
        return None
    group = group_after(text, number.end)
    unit, end = (text[slice(*group)], group[1]) if group else ("percent", number.end)
    found = _found(text, number, before, end, unit, 1.5, ("%", number.value))
    return replace(found, bare=True, counts=group is not None)


def _part(text: str, number: Number, before: str) -> Candidate | None:
    group = group_after(text, number.end)
    if group is None or text[slice(*group)].rsplit(None, 1)[-1].lower() in TIMES:  # "a quarter of a century"
        return None
    found = _found(text, number, before, group[1], text[slice(*group)], 1.0, ("part", number.value))
    return replace(found, bare=True, counts=True)


def _count(text: str, number: Number, before: str, last: Candidate | None) -> Candidate | None:
    if joined := joined_measure(text, number.end):
        end, unit = joined
        if number.spelled or unit in _SIZES or _DISTANCE.match(text, end + text.startswith(")", end)):
            return None
        found = _found(text, number, before, end, unit, 1.0, (unit, number.value))
        return replace(found, bare=True, measures=True)
    phrase = phrase_after(text, number.end)
    if before.endswith("per ") or _ALL_OF.search(before):  # "3 euros per 10 grams"
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
    if number.value <= _RATIO and (_ONE_IN.search(before) or _FOR_EVERY.match(text, number.end)):
        return None
    if number.spelled and text[number.start].isupper() and before.rstrip(" \xa0")[-1:].isalpha():
        return None  # "the Big Three ferry makers"
    if number.spelled and number.value <= 12 and not number.scaled and _KNOWN.search(before):
        return None
    if number.spelled and _NAME_OF_TWO.match(text, number.start) and before[-1:] not in ("", "\n"):
        return None
    if (toll := find_toll(text, number.start, phrase)) is not None:
        end = phrase.end if toll.persons and phrase else number.end
        found = _found(text, number, before, end, toll.unit, 2.1, ("toll", toll.unit, number.value))
        return replace(found, figure=replace(found.figure, of=(toll.words,)))
    if phrase and number.value >= _MILLION and _is_name(text[phrase.start : phrase.end]):
        return None
    if phrase and (phrase.plural or phrase.head in PERSONS or number.scaled):
        if phrase.head == "times" and number.value < 1000:
            return None
        unit = text[phrase.start : phrase.end]
        each = _RATE_OF.match(text, phrase.end)
        end = each.end() if each else phrase.end
        found = _found(text, number, before, end, unit, _weight(number, phrase), (phrase.head, number.value))
        found = replace(found, figure=with_fate(text, found.figure))
        if number.value == 1 and not found.figure.of:
            return None  # "one man smiled"
        coins, length = phrase.head in _COINS, unit in LENGTHS
        return replace(found, bare=unit in MEASURES or coins, counts=not (coins or length), measures=length)
    part = group_after(text, number.end)
    if part and _PART_OF.match(text, number.end) and not number.spelled and is_plural(text[slice(*part)].split()[-1]):
        return _found(text, number, before, part[1], text[slice(*part)], 1.8, (text[slice(*part)], number.value))
    return None if phrase and _ONE_THING.search(before) else _bare(text, number, before, last)


def _is_name(phrase: str) -> bool:
    """Tell whether what stands behind a sum is the name of a table's next row: "3,390,000,000 Holm Shipping Inc"."""
    words = phrase.split()
    return len(words) > 1 and all(word[0].isupper() for word in words)


def _counts_sources(text: str, number: Number, phrase: CountedPhrase) -> bool:
    """Tell whether a number is of a reporter's sources: "three diplomats said"."""
    before = text[max(0, number.start - _BEFORE) : number.start]
    return number.value <= _SPEAKERS and bool(_SPEAK.match(text, phrase.end) or _SOURCES.search(before))


def _is_span_that_counts(text: str, phrase: CountedPhrase, before: str) -> bool:
    """Whether a span of time is itself news ("another five months", "ten years in prison")."""
    if _SENTENCED.match(text, phrase.end):
        return True
    return bool(_TIME_KEPT.search(before)) and not _TIME_PLACED.match(text, phrase.end)


def _bare(text: str, number: Number, before: str, last: Candidate | None) -> Candidate | None:
    """Return a number that names nothing behind it: "a further 271", "crew of 52", "9,000 who have entered"."""
    if group := _GROUP.search(before):
        start = number.start - len(before) + group.start()
        figure = Figure(text[start : number.end], number.value, group[1], start, number.end)
        return Candidate(figure, 1.5, (group[1], number.value))
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
    sure = sure or BEFELL.match(text, number.end)
    if not sure and not (unit and number.value >= 100):
        return None
    found = _found(text, number, before, number.end, unit, 1.6, ("bare", number.value))
    return replace(found, bare=True, counts=True)


def _weight(number: Number, phrase: CountedPhrase) -> float:
    if phrase.head in MEASURES:
        return 1.6
    people = phrase.head in FATE or phrase.head in _PEOPLE
    if number.value <= _SPEAKERS and number.spelled and not people:
        return _FEW_THINGS
    many = number.value >= 100 or people
    return (2.0 if many else 1.7) + (0.4 if number.scaled else 0.0) + (0.6 if people and number.value >= 100 else 0.0)


def _found(
    text: str, number: Number, before: str, end: int, unit: str | None, weight: float, key: tuple[object, ...]
) -> Candidate:
    """Return the figure with its "more than" and "around", which stand before the number."""
    start, value = number.start, number.value
    if lead := APPROXIMATE.search(before):
        foreign = _NOT_OURS.match(lead[0])
        if not _RAISED.search(before):
            start -= len(lead[0]) - (foreign.end() if foreign else 0)
        if lead[0].lower().endswith(("minus ", "negative ")):
            value = -value
    bounded = _BOUND if number.currency or number.percent or number.scaled else _QUALIFIED
    if bound := bounded.search(text, max(0, start - _BEFORE), start):
        start = bound.start()
    if text[max(0, start - 1) : start] == "(":
        weight -= _REMARK
    return Candidate(Figure(text[start:end], value, unit, start, end), weight, (*key, value < 0))
