"""Builds patterns that find any of many words fast.

Python's engine tries alternatives one after another at every position. Grouped by their first letter, behind one set of
letters and a look back for the edge of a word, the same words are found in a third of the time.
"""

from __future__ import annotations

from collections.abc import Iterable


def word_starting(patterns: Iterable[str], digits: bool = False) -> str:
    """Return a pattern for any of `patterns` at the start of a word.

    Args:
        patterns: each starts with a small letter; met in any case.
        digits: whether a run of digits is met as well, wherever it stands.

    """
    by_letter: dict[str, list[str]] = {}
    for pattern in sorted(patterns, key=len, reverse=True):
        by_letter.setdefault(pattern[0], []).append(pattern[1:])
    letters = "".join(letter + letter.upper() for letter in by_letter)
    words = "|".join(f"(?<=[{letter.upper()}{letter}])(?i:{'|'.join(rest)})" for letter, rest in by_letter.items())
    if digits:
        return rf"[0-9{letters}](?:(?<=[0-9])[0-9]*|(?<!\w.)(?:{words}))"
    return rf"[{letters}](?<!\w.)(?:{words})"
