"""Finds money, percentages and measured quantities by compiled patterns."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.alternation import build_alternation
from extract.figures.currencies import currency_forms
from extract.mentions.found import Proposal
from extract.mentions.windows import match_in, merge_windows

_DIGITS = r"\d*(?:[.,\u202f\u00a0]\d+)*(?:\s\d{3})*"
_FURTHER = rf"{_DIGITS}(?:\s?(?:-|–|to)\s?\d{_DIGITS})?"
_RANGE = rf"\d{_FURTHER}"
_SCALE = (
    r"(?:[\s-]?(?:hundred\s|tens\sof\s)?(?:thousand|million|billion|trillion|crore|lakh|thousands|millions|billions"
    r"|trillions|crores|lakhs)(?![a-z])|\s?(?:bn|mn|tn|mln|bln|[mMkKB])(?![A-Za-z]))"
)
_WORDS = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|dozen|half\sa|a|several|hundred|thousand)"
_NAMES = currency_forms("after", "scaled")
_CODES = currency_forms("both")
_BESIDE = [form for form in (*currency_forms("before"), *_CODES) if form[-1].isalpha()]
_CURRENCY = rf"(?i:{build_alternation(re.escape(name.lower()) for name in _NAMES)})(?!\w)"
_SIGNS = "".join(sorted({form[-1] for form in (*currency_forms("before"), *_CODES) if not form[-1].isalnum()} - {"."}))
_SYMBOL = (
    rf"(?:(?:(?<![^\W\d_])(?:U\.?S\.?\s?|[A-Z][A-Za-z]{{0,2}}))?[{_SIGNS}]"
    rf"|(?<!\w)(?:{build_alternation(map(re.escape, _BESIDE))}\.?\s?|(?:{'|'.join(currency_forms('touching'))})(?=\d)))"
)

_MONEY = re.compile(
    rf"""(?:
      {_SYMBOL}\s?{_RANGE}(?:\s?-plus)?{_SCALE}?(?:\s{_CURRENCY})?
    | (?<![\w.,]){_RANGE}(?:-plus)?{_SCALE}?[\s-]{_CURRENCY}
    | (?<![\w.,{_SIGNS}]){_RANGE}{_SCALE}?\s?{build_alternation(map(re.escape, _CODES))}(?!\w)
    )""",
    re.VERBOSE,
)
_MONEY_IN_WORDS = re.compile(
    rf"\b(?:(?:(?:tens|hundreds)\sof\s)?(?:thousands|millions|billions|trillions)\sof"
    rf"|{_WORDS}(?:\s(?:hundred|thousand|[mbtr]+illion))?)[\s-]{_CURRENCY}"
)
_PERCENT = re.compile(rf"\d(?<![\w.,]\d){_FURTHER}(?:\s?%|\s?(?:percent|per\scent|pct|percentage\spoints?)\b)")
_PERCENT_IN_WORDS = re.compile(
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
    r"\s(?:percent|per\scent)\b",
)
_QUANTITY = re.compile(
    rf"\d(?<![\w.,$€£]\d){_FURTHER}(?:\s(?:thousand|million|billion|trillion))?(?:\s|-)?"
    r"(?:(?:square|cubic|nautical)[\s-])?"
    r"(?:km|kms|km²|km2|kilomet(?:re|er)s?|miles?|met(?:re|er)s?|centimet(?:re|er)s?|millimet(?:re|er)s?|feet|foot|ft|inch(?:es)?"
    r"|yards?|acres?|hectares?|kg|kilos?|kilograms?|grams?|tons?|tonnes?|lbs?|lit(?:re|er)s?|gallons?|barrels?|bpd"
    r"|MW|GW|kW|TWh|GWh|MWh|kWh|megawatts?|gigawatts?|kilotons?|megatons?|mph|kph|km/h|knots|mm|cm|m²|m3)(?![\w²])"
)


_CURRENCY_WORD = re.compile(rf"[\s-]{_CURRENCY}")
_MONEY_SIGN = re.compile(rf"[\W\d](?:(?<=[{_SIGNS}])|{_CURRENCY}|{build_alternation(map(re.escape, _BESIDE))}|[RNP]\d)")
"""Without one of these around a number there is no sum of money."""
_PERCENT_WORD = re.compile(r"per\s?cent\b")


def find_amounts(text: str, places: list[tuple[int, int]]) -> Iterator[Proposal]:
    """Yield sums of money, percentages and measured quantities: MONEY, PERCENT and QUANTITY.

    Args:
        text: the article.
        places: around its digits (`extract.mentions.windows`); amounts in words are found anywhere.

    """
    signed = [(start, end) for start, end in places if _MONEY_SIGN.search(f" {text[start:end]}")]
    for label, pattern, where in (
        ("MONEY", _MONEY, signed),
        ("PERCENT", _PERCENT, places),
        ("QUANTITY", _QUANTITY, places),
    ):
        for match in match_in(pattern, text, where):
            start = match.start() + len(match[0]) - len(match[0].lstrip())
            yield Proposal(start, match.end(), label)
    for label, pattern, word in (
        ("MONEY", _MONEY_IN_WORDS, _CURRENCY_WORD),
        ("PERCENT", _PERCENT_IN_WORDS, _PERCENT_WORD),
    ):
        for match in match_in(pattern, text, merge_windows((m.span() for m in word.finditer(text)), 40, 16)):
            yield Proposal(match.start(), match.end(), label)
