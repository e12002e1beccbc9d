"""Finds money, percentages and measured quantities by compiled patterns."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.mentions.found import Found
from extract.mentions.windows import matches, windows

_DIGITS = r"\d*(?:[.,\u202f\u00a0]\d+)*(?:\s\d{3})*"
_FURTHER = rf"{_DIGITS}(?:\s?(?:-|–|to)\s?\d{_DIGITS})?"
_RANGE = rf"\d{_FURTHER}"
_SCALE = (
    r"(?:[\s-]?(?:hundred\s|tens\sof\s)?(?:thousand|million|billion|trillion|crore|lakh|thousands|millions|billions"
    r"|trillions|crores|lakhs)(?![a-z])|\s?(?:bn|mn|tn|mln|bln|[mMkKB])(?![A-Za-z]))"
)
_WORDS = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|dozen|half\sa|a|several|hundred|thousand)"
_CURRENCY = (
    r"(?:(?:US|U\.S\.|American|Canadian|Australian|Hong\sKong|Singapore|Taiwan|Zimbabwean|Jamaican|New\sZealand)\s)?"
    r"(?:dollars?|euros?|pounds?(?:\ssterling)?|cents|yuan|renminbi|yen|won|rubles?|roubles?|hryvnias?|hryvnia|zlotys?|zloty"
    r"|rupees?|rupiahs?|pesos?|reais|baht|ringgit|cedis?|nairas?|naira|rands?|shillings?|shekels?|riyals?|dirhams?|dinars?"
    r"|rials?|lira|liras|kronor|kroner|krona|krone|francs?|taka|kyat|dong|forints?|lei|leva|tenge|drams?|lari|birr|euro)\b"
)
_SYMBOL = (
    r"(?:(?:US|U\.S\.|A|Au|C|CA|NZ|HK|NT|N|S|R|J|Z|B|EC|TT)?\s?\$|[€£¥₹₡₦₴₽฿₩₪₺₱₫₵₸]"
    r"|\b(?:USD|EUR|GBP|CHF|UAH|RUB|PLN|CNY|RMB|JPY|INR|GHS|ZAR|KES|MNT|BND|AED|SAR|NGN|PKR|BDT|TL|US\sdollars"
    r"|Rs\.?|Tk\.?|Dhs?\.?|RM|KSh|Ksh|Sh|Tsh|LE|SR|QR|Kshs|PHP|Php)\s?"
    r"|\b[RNP](?=\d))"
)

_MONEY = re.compile(
    rf"""(?:
      {_SYMBOL}\s?{_RANGE}(?:\s?-plus)?{_SCALE}?(?:\s{_CURRENCY})?
    | (?<![\w.,]){_RANGE}(?:-plus)?{_SCALE}?[\s-]{_CURRENCY}
    | (?<![\w.,$€£]){_RANGE}{_SCALE}?\s?(?:USD|EUR|GBP|UAH|RUB|PLN|CHF|CUP|[€£₴₽])(?!\w)
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


_CURRENCY_STEM = (
    r"(?:dollar|euro|pound|cent|yuan|renminbi|yen\b|won\b|r(?:o?u)?ble|hryvni|zlot|rupee|rupiah|peso|reais|baht|ringgit|cedi"
    r"|naira|rand|shilling|shekel|riyal|dirham|dinar|rial|lira|kron|franc|taka|kyat|dong\b|forint|lei\b|leva\b|tenge|dram|lari"
    r"|birr)"
)
_CURRENCY_WORD = re.compile(rf"[\s-]{_CURRENCY_STEM}")
_MONEY_SIGN = re.compile(
    rf"[\W\d](?:(?<=[$€£¥₹₡₦₴₽฿₩₪₺₱₫₵₸])|{_CURRENCY_STEM}|[RNP]\d"
    r"|USD?|EUR|GBP|CHF|UAH|RUB|PLN|C[NU][YP]|RM|JPY|INR|GHS|ZAR|KES|MNT|BND|AED|SAR|NGN|PKR|BDT|TL|Rs|Tk|Dh|K[Ss]|Sh|Tsh"
    r"|LE|[SQ]R|P[Hh][Pp])"
)
"""Without one of these around a number there is no sum of money."""
_PERCENT_WORD = re.compile(r"per\s?cent\b")


def amounts(text: str, places: list[tuple[int, int]]) -> Iterator[Found]:
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
        for match in matches(pattern, text, where):
            start = match.start() + len(match[0]) - len(match[0].lstrip())
            yield Found(start, match.end(), label)
    for label, pattern, word in (
        ("MONEY", _MONEY_IN_WORDS, _CURRENCY_WORD),
        ("PERCENT", _PERCENT_IN_WORDS, _PERCENT_WORD),
    ):
        for match in matches(pattern, text, windows((m.span() for m in word.finditer(text)), 40, 16)):
            yield Found(match.start(), match.end(), label)
