"""Character classes for patterns over names: capitals and letters beyond ASCII, which Python's `re` has no name for."""

from __future__ import annotations

import unicodedata


def _ranges(category: tuple[str, ...]) -> str:
    """Return the letters of Unicode's `category` below U+0530 (Latin, Greek, Cyrillic) as the inside of a class."""
    codes = [code for code in range(0x530) if unicodedata.category(chr(code)) in category]
    pieces: list[str] = []
    start = previous = codes[0]
    for code in [*codes[1:], -1]:
        if code != previous + 1:
            pieces.append(chr(start) if start == previous else f"{chr(start)}-{chr(previous)}")
            start = code
        previous = code
    return "".join(pieces)


UPPER = _ranges(("Lu", "Lt"))
LOWER = _ranges(("Ll",))
CAPITALISED = rf"[{UPPER}][\w]*(?:['’-][\w]+)*"
"""A word that begins with a capital, with what apostrophes and hyphens join to it."""
