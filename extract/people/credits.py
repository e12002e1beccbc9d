"""Who made the page rather than the news: reporters, editors and photographers in credits and captions."""

from __future__ import annotations

import re

from extract.stretches import Stretch

_CREDIT = re.compile(
    r"[(/WAaREPI](?:"  # the engine skips to one of these
    r"(?<=\()\s*(?:Additional\s|With\s)?(?:[Rr]eport(?:ing|ed)|[Ww]rit(?:ing|ten)|[Ee]dit(?:ing|ed)|[Cc]ompiled|[Pp]hotos?"
    r"|[Ii]mages?)\b[^()\n]{0,300}\)?"
    r"|(?<!\w.)(?:(?:(?<=W)ith\s[Aa]|(?<=[Aa]))dditional\sreporting\s(?:by|from)\s[^.\n]{0,200}"
    r"|(?:(?<=R)eporting|(?<=W)riting|(?<=E)diting|(?<=P)hoto|(?<=I)mage|(?<=P)hotograph)\s?(?:by|:)\s[^.;|)\n]{0,80})"
    r"|(?<=I)mage\s(?:copyright|source|credit)\s[^\n.]{0,60}?\sImage\scaption\b"
    r"|(?<=/)\s?(?:AFP|AP|Reuters|REUTERS|Getty|EPA|Anadolu|Bloomberg|TASS|Sputnik|Shutterstock|EFE|ANSA|DPA|Xinhua|Handout)"
    r"\b(?:[ /\w]{0,30}Images)?)"
)
_PHOTOGRAPHER = re.compile(r"[^\s/,.()\[\]]+(?:[ \t][^\s/,.()\[\]]+){0,2}\s?\Z")


def credit_lines(text: str) -> list[Stretch]:
    """Return the stretches of `text` that credit somebody with the report or its pictures, ascending and disjoint."""
    found: list[Stretch] = []
    for match in _CREDIT.finditer(text):
        start, end = match.span()
        if text[start] == "/":  # "Mark Wilson/Getty Images": the name stands before
            last = found[-1][1] if found else 0
            name = _PHOTOGRAPHER.search(text, max(last, start - 50), start)
            start = name.start() if name else start
        found.append((start, end))
    return found
