"""Finds money, percentages and measured quantities by compiled patterns."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.mentions.found import Found

_NUMBER = r"\d+(?:[.,\u202f\u00a0]\d+)*(?:\s\d{3})*"
_RANGE = rf"{_NUMBER}(?:\s?(?:-|–|to)\s?{_NUMBER})?"
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

MONEY = re.compile(
    rf"""(?:
      {_SYMBOL}\s?{_RANGE}(?:\s?-plus)?{_SCALE}?(?:\s{_CURRENCY})?
    | (?<![\w.,])(?:{_RANGE}(?:-plus)?{_SCALE}?|{_WORDS}(?:\s(?:hundred|thousand|[mbtr]+illion))?)[\s-]{_CURRENCY}
    | (?<![\w.,])(?:(?:tens|hundreds)\sof\s)?(?:thousands|millions|billions|trillions)\sof\s{_CURRENCY}
    | (?<![\w.,$€£]){_RANGE}{_SCALE}?\s?(?:USD|EUR|GBP|UAH|RUB|PLN|CHF|CUP|[€£₴₽])(?!\w)
    )""",
    re.VERBOSE,
)

PERCENT = re.compile(
    rf"(?<![\w.,]){_RANGE}(?:\s?%|\s?(?:percent|per\scent|pct|percentage\spoints?)\b)"
    r"|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
    r"\s(?:percent|per\scent)\b",
)

QUANTITY = re.compile(
    rf"(?<![\w.,$€£]){_RANGE}(?:\s(?:thousand|million|billion|trillion))?(?:\s|-)?"
    r"(?:(?:square|cubic|nautical)[\s-])?"
    r"(?:km|kms|km²|km2|kilomet(?:re|er)s?|miles?|met(?:re|er)s?|centimet(?:re|er)s?|millimet(?:re|er)s?|feet|foot|ft|inch(?:es)?"
    r"|yards?|acres?|hectares?|kg|kilos?|kilograms?|grams?|tons?|tonnes?|lbs?|lit(?:re|er)s?|gallons?|barrels?|bpd"
    r"|MW|GW|kW|TWh|GWh|MWh|kWh|megawatts?|gigawatts?|kilotons?|megatons?|mph|kph|km/h|knots|mm|cm|m²|m3)(?![\w²])"
)


def amounts(text: str) -> Iterator[Found]:
    """Yield sums of money, percentages and measured quantities."""
    for label, pattern in (("MONEY", MONEY), ("PERCENT", PERCENT), ("QUANTITY", QUANTITY)):
        for match in pattern.finditer(text):
            start = match.start() + len(match[0]) - len(match[0].lstrip())
            yield Found(start, match.end(), label)
