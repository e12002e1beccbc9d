"""Reads numbers as news writes them: "7,000", "2.5 bn", "US$524 million", "Rs 5 crore", "10-15 %", "half a million".

Text in, plain values out; which number is news is not decided here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from extract.alternation import WordFinder
from extract.date_grammar import YEAR
from extract.figures.currencies import currency_after, currency_before
from extract.tables import rows, words


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it stands in a text."""

    start: int
    """Of the currency that stands before it, if there is one."""
    end: int
    """Behind the magnitude, the percent sign and the currency; behind the upper bound of a range."""
    value: float
    """A range has its lower bound."""
    currency: str | None = None
    """ISO 4217."""
    percent: bool = False
    spelled: bool = False
    """Written in words alone."""
    scaled: bool = False
    """A magnitude belongs to it: "million", "bn", "dozen"."""
    fraction: bool = False
    """A part of a whole: "a third"."""


_TABLE = [(word, float(value), use) for word, value, use in rows("extract.figures", "numbers.tsv")]
_COUNTS = {word: value for word, value, use in _TABLE if use == "count"}
_SCALES = {word: value for word, value, use in _TABLE if use == "scale"}
_MAGNITUDES = {word: value for word, value, use in _TABLE if use != "count"}
_LETTERS = frozenset(word for word, _, use in _TABLE if use == "letter")
_FRACTIONS = {"third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "tenth": 10}
_SCALED = "|".join([*_SCALES, *_FRACTIONS])
_STARTERS = (*_COUNTS, "half", rf"an?(?=[ \xa0-](?:{_SCALED})\b)")

_SPACE = "[ \xa0\u2009\u202f]"
_TRIGGER = WordFinder((f"{word}(?![^\\W_])" for word in _STARTERS), digits=True)
_DIGITS = re.compile(
    r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?(?![0-9])"
    r"|[0-9]{1,2}(?:,[0-9]{2}){1,5},[0-9]{3}(?![0-9])"  # lakh and crore: 2,50,000
    r"|[0-9]{1,3}(?:['’][0-9]{3}){1,5}(?:[.,][0-9]{1,2})?(?![0-9])"  # 5’000’000
    r"|[0-9]{1,3}(?:[ \xa0\u2009\u202f][0-9]{3}){1,5}(?![0-9,]|[ -][0-9])"
    r"|[0-9]{1,3}(?:\.[0-9]{3}){2,}(?![0-9])|[0-9]+(?:[.,][0-9]+)?"
)
_UNGROUPED = re.compile(r"[0-9]+(?:[.,][0-9]+)?")
_NAMED = re.compile(r"(?:\b[A-Z][^\W\d_]*[ -]|[^\W\d_][-’']|[/#№:]|\b(?:in|on|page|by|of) )\Z")
"""Before digits: they belong to a name or a date, so that digits behind a space are another number."""
_MAGNITUDE = re.compile(rf"(-|{_SPACE}?)([^\W\d_]+)(?!\w)")
_PERCENT = re.compile(
    rf"(?:{_SPACE}|-)?(?:%|(?:percent|per cent|pct|prozent|por ciento|pour cent|процентов|відсотків)(?!\w))",
    re.IGNORECASE,
)
_TO = re.compile(rf"{_SPACE}?(?:-|–|—){_SPACE}?|{_SPACE}(?:to|or){_SPACE}")
_RANGE_BEFORE = re.compile(r"[0-9][-–—/]\Z")
"""Before the upper bound of a range, which begins no other: "2012–13 to 279 tonnes"."""
_SIGN = re.compile(r"[^\w\s]|[A-Z]{2,3}[$ ]?")
_YEAR = re.compile(YEAR)
_MOVE = re.compile(
    rf"\b(?:{'|'.join(words('extract.figures', 'moves'))})[ \xa0](?:(?!of )[a-z]+ ){{0,2}}\Z",
    re.IGNORECASE,
)
"""Before "X to Y": not a range, but where something came from."""
_FROM = re.compile(r"from|up|down", re.IGNORECASE)
"""Of those, what parts two shares, too: "from 3 to 5 percent"; "grows 3 to 5 percent" is a range."""
_DECIMALS = tuple("0123456789")
_LINK = re.compile(r"(?:-|[ \xa0](?:and[ \xa0])?)([A-Za-z]+)(?!\w)")
_COUNTED = re.compile(
    r" (?:people|persons|inhabitants|citizens|residents|refugees|users|voters|viewers|customers|children|jobs"
    r"|households|homes|tons|tonnes|barrels|doses|hectares|shares)\b"
)
_FRACTION = re.compile(r"[- ](third|quarter|fifth|sixth|tenth)s?(?= of\b)", re.IGNORECASE | re.ASCII)
_QUARTERS = re.compile(r"two quarters", re.IGNORECASE | re.ASCII)
"""Of a year, and no half."""
_OF_SCALE = re.compile(r" of an? ([a-z]+)\b")
_AND_A_HALF = re.compile(r" and a half\b", re.IGNORECASE)


def numbers_in(text: str) -> Iterator[Number]:
    """Yield the numbers of a text from left to right; none overlaps another."""
    at = 0
    for start, end in _TRIGGER.find(text):
        if start < at:
            continue
        if text[start] in _DECIMALS:
            number: Number | None = _range(text, _digits(text, start), at)
        else:
            number = _words(text, start, end, text[start:end].lower())
        if number:
            at = number.end
            yield number


def count_of(word: str) -> float | None:
    """Return the number that a word in small letters is, in digits or spelled; None where it is none, or "one"."""
    return float(word) if word.isdecimal() else None if word == "one" else _COUNTS.get(word)


def _digits(text: str, start: int) -> Number:
    core = _DIGITS.match(text, start)
    before = currency_before(text, start)
    if core and " " in core[0] and not before and _NAMED.search(text, max(0, start - 24), start):
        core = _UNGROUPED.match(text, start)
    assert core is not None, "called where a digit stands"
    value, end = _value(core[0]), core.end()
    value, end, scaled = _magnified(text, value, end, bool(before))
    if before:
        return Number(before[0], end, value, before[1], scaled=scaled)
    if percent := _PERCENT.match(text, end):
        return Number(start, percent.end(), value, percent=True)
    if after := currency_after(text, end, scaled=scaled):
        return Number(start, after[0], value, after[1], scaled=scaled)
    return Number(start, end, value, scaled=scaled)


def _range(text: str, low: Number, floor: int) -> Number:
    """Return `low`, widened over the upper bound that follows it: "10-15 %", "$5bn to $6bn"."""
    if low.start < floor:
        low = replace(low, start=floor)
    link = _TO.match(text, low.end)
    if link is None or _RANGE_BEFORE.search(text, max(0, low.start - 2), low.start):
        return low
    moves = _MOVE.search(text, max(0, low.start - 24), low.start) if link[0].strip() == "to" else None
    by = moves is not None and moves[0].lower().startswith("by") and not (low.percent or low.currency)
    sign = _SIGN.match(text, link.end())
    at = sign.end() if sign else link.end()
    if text[at : at + 1] not in _DECIMALS or (sign and _YEAR.fullmatch(text, low.start, low.end)):
        return low
    high, bare = _digits(text, at), _DIGITS.match(text, at)
    bare_low = not (low.percent or low.currency or low.scaled)
    apart = moves is not None and not by and not (bare_low and high.percent and not _FROM.match(moves[0]))
    unlike = (low.percent and not high.percent) or (low.currency and not high.currency and high.percent)
    if bare_low and link[0].strip() == "to":  # "down 5.7 to $550", "from 1.2 billion in 2012 to 6.5 billion"
        unlike = unlike or bool(high.currency and sign)
        unlike = unlike or (high.scaled and _YEAR.fullmatch(text, low.start, low.end) is not None)
    if (
        bare is None
        or apart
        or unlike
        or (by and not high.percent)  # "fell by 20 to 25 percent", but "fell by 300 to 2,000"
        or high.value <= low.value
        or (high.currency and low.currency not in (None, high.currency))
    ):
        return low
    factor = high.value / _value(bare[0]) if high.scaled and not low.scaled and _value(bare[0]) else 1.0
    return replace(
        low,
        end=high.end,
        value=_rounded(low.value * factor),
        currency=low.currency or high.currency,
        percent=low.percent or high.percent,
        scaled=low.scaled or high.scaled,
    )


def _magnified(text: str, value: float, end: int, money: bool) -> tuple[float, int, bool]:
    """Return value and end with the magnitudes that follow, and whether there were any."""
    scaled = False
    while found := _MAGNITUDE.match(text, end):
        gap, word = found[1], found[2].lower()
        factor = _MAGNITUDES.get(word)
        if factor is None or (word in _LETTERS and (gap or not (money or _multiplies(text, found.end(), word)))):
            break
        value, end, scaled = _rounded(value * factor), found.end(), True
    return value, end, scaled


def _multiplies(text: str, at: int, letter: str) -> bool:
    """Whether a letter that touches digits is a magnitude without a currency before: "600m euros", "3m people"."""
    if letter == "k":  # "10k men", but "4K" is a kind of screen
        return text[at - 1] == "k"
    return currency_after(text, at, scaled=True) is not None or _COUNTED.match(text, at) is not None


def _words(text: str, start: int, end: int, first: str) -> Number | None:
    """Return the number that starts with a word: "three", "two hundred and fifty", "half a million", "a third"."""
    part = _FRACTION.match(text, end) if first != "half" else None
    if part and _COUNTS.get(first, 1.0) < _FRACTIONS[part[1].lower()] and not _QUARTERS.match(text, start):
        value = round(_COUNTS.get(first, 1.0) / _FRACTIONS[part[1].lower()], 3)
        whole = _OF_SCALE.match(text, part.end())
        if whole and whole[1] in _SCALES:  # "three-quarters of a million"
            return Number(start, whole.end(), _rounded(value * _SCALES[whole[1]]), spelled=True, scaled=True)
        return Number(start, part.end(), value, spelled=True, fraction=True)
    total, current = 0.0, 0.5 if first == "half" else _COUNTS.get(first, 1.0)
    open_, scaled = first not in _COUNTS, False
    while found := _LINK.match(text, end):
        word = found[1].lower()
        if word in _SCALES:
            current *= _SCALES[word]
            if _SCALES[word] >= 1000:
                total, current = total + current, 0.0
            scaled, open_ = True, False
        elif word in _COUNTS and not open_ and _fits(current, _COUNTS[word], found[0]):
            current += _COUNTS[word]
        elif not (first == "half" and open_ and word in ("a", "an")):
            break
        end = found.end()
    if open_:
        return None
    value = total + current
    if half := _AND_A_HALF.match(text, end):
        end, value = half.end(), value + 0.5
        value, end, more = _magnified(text, value, end, money=False)
        scaled = scaled or more
    number = Number(start, end, _rounded(value), spelled=True, scaled=scaled)
    if percent := _PERCENT.match(text, end):
        return replace(number, end=percent.end(), percent=True)
    if after := currency_after(text, end, scaled=scaled):
        return replace(number, end=after[0], currency=after[1])
    return number


def _fits(current: float, more: float, link: str) -> bool:
    """Whether `more` continues a number in words: "twenty-five", "hundred and fifty", not "two and three"."""
    if current == 0 or current % 100 == 0:
        return True
    return current % 100 >= 20 and current % 10 == 0 and more < 10 and " and " not in link


def _value(digits: str) -> float:
    """Parse a run of digits with separators of thousands and decimals."""
    if digits.isdecimal():
        return float(digits)
    plain = re.sub(rf"{_SPACE}|['’]", "", digits)
    if re.fullmatch(r"[0-9]{1,3}(?:,[0-9]{2,3})*,[0-9]{3}(?:\.[0-9]+)?", plain):
        return float(plain.replace(",", ""))
    if plain.count(".") > 1:
        return float(plain.replace(".", ""))
    return float(plain.replace(",", "."))


def _rounded(value: float) -> float:
    """Take the noise of binary fractions out of a product: 524.1 million is 524100000."""
    return round(value, 3) if value < 1e15 else float(round(value))
