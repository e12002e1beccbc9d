"""Characters that are no spelling, left out or spelt out, with a map of offsets back to the text as it is.

Soft hyphens and zero-width characters are invisible, ligatures are letters in the typesetter's form, and so are hyphens
that break no line: "of\u00adfice" and "o\ufb03ce" are the word "office" to whoever searches, counts or compares.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

Edit = tuple[int, int, str]
"""Start and end of what is replaced, and what stands in its place."""

HYPHENS = "\u2010\u2011"
_SPELT = {
    **dict.fromkeys(HYPHENS, "-"),
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    "\ufb05": "st",
    "\ufb06": "st",
}
_CHARACTERS = "\u00ad\u200b\u2060\ufeff" + "".join(_SPELT)
_JOINERS = "\u200c\u200d"
_JOINED = "A-Za-z\u00c0-\u052f"
"""Letters of Latin, Greek and Cyrillic, which are never spelt with joiners."""
NO_SPELLING = re.compile(f"[{_CHARACTERS}]|(?<=[{_JOINED}])[{_JOINERS}](?=[{_JOINED}])")
"""Soft hyphen, zero-width space, word joiner, byte order mark, ligatures, hyphens of typesetting: no language spells
with them; nor, between letters of Latin, Greek or Cyrillic, with U+200C and U+200D, as Persian and emoji are."""


@dataclass(frozen=True, slots=True)
class Normalized:
    """A text as the pipeline reads it."""

    text: str
    ends: tuple[int, ...] = ()
    """Offsets in `text` at which what was changed ends, ascending."""
    shifts: tuple[int, ...] = ()
    """What is added to an offset from there on to have it in the original; one more than `ends`, the first is 0."""
    changed: tuple[int, ...] = ()
    """Where in the original each change begins."""

    def restore(self, offset: int) -> int:
        """Return where the character at `offset` stands in the original; of a change, where it begins."""
        if not self.ends:
            return offset
        i = bisect_right(self.ends, offset)
        there = offset + self.shifts[i]
        return min(there, self.changed[i]) if i < len(self.changed) else there


def normalize_letters(text: str) -> Normalized:
    """Return the text in letters that are spelling; most texts are returned as they are."""
    return replace_ranges(text, find_letters(text))


def spell(text: str) -> str:
    """Return the text in letters that are spelling, for whom no offsets matter."""
    return text if text.isascii() else normalize_letters(text).text


def find_letters(text: str) -> list[Edit]:
    """Find the edits that normalize the letters of a text."""
    if text.isascii() or not any(char in text for char in _CHARACTERS + _JOINERS):
        return []
    return [(match.start(), match.end(), _SPELT.get(match[0], "")) for match in NO_SPELLING.finditer(text)]


def replace_ranges(text: str, edits: Iterable[Edit]) -> Normalized:
    """Return the text with its edits made; of two that overlap only the first is."""
    edits = sorted(edits)
    if not edits:
        return Normalized(text)
    parts: list[str] = []
    ends: list[int] = []
    changed: list[int] = []
    shifts = [0]
    at = size = 0
    for start, end, new in edits:
        if start < at:
            continue
        parts += (text[at:start], new)
        size += start - at + len(new)
        at = end
        ends.append(size)
        changed.append(start)
        shifts.append(at - size)
    return Normalized("".join([*parts, text[at:]]), tuple(ends), tuple(shifts), tuple(changed))


def restore_range(read: Normalized, start: int, end: int) -> tuple[int, int]:
    """Return where a range of the normalized text stands in the original."""
    first = read.restore(start)
    return first, read.restore(end - 1) + 1 if end > start else first
