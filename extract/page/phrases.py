"""The words of page furniture: which phrases stand where in a text, by the table `furniture.tsv`.

Plain `str.find` over the lower-cased text, since an alternation of a hundred phrases costs a regular expression
twenty times as much on prose, where nearly nothing is found.
"""

from __future__ import annotations

import re
from functools import cache

from extract.page.tables import column

_TABLE = "furniture.tsv"
_EDGES = " \t\xa0*+#-–—•·|>»›<«‹:.…!?_"
_SEPARATOR = re.compile(r"\s{2,}|\s[/|]\s")
_NOTHING = ("\0",)
WEAK = 90
"""Code points up to which a line is furniture that begins as a sentence may, too."""
_LONG_WORD = re.compile(r"[^\W\d_]{5,}")
_KEY = 3
"""Letters by which the beginnings are filed: every one of them has as many."""


def lower_text(text: str) -> str:
    """Return `text` in lower case, code point for code point, so that offsets hold ("İ" would become two)."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def strip_edges(line: str) -> str:
    """Return a line without the bullets, dashes and stops at its edges."""
    return line.strip(_EDGES)


def is_furniture(low: str) -> bool:
    """Tell whether a lower-cased bare line is known as furniture as a whole."""
    return low in _whole()


def is_row_of_buttons(low: str) -> bool:
    """Tell whether each part of a lower-cased bare line is known as furniture: "Mail  Facebook  Twitter / X"."""
    parts = _SEPARATOR.split(low) if "  " in low or " / " in low or " | " in low else low.split(" ")
    return len(parts) > 1 and all(part.strip(_EDGES) in _whole() for part in parts)


def begins_furniture(low: str, *, sentence: bool) -> bool:
    """Tell whether a lower-cased bare line begins as only furniture does, or as it may where it is no sentence."""
    key = low[:_KEY]
    if low.startswith(_begins("begin").get(key, _NOTHING)):
        return True
    return not sentence and len(low) < WEAK and low.startswith(_begins("weak").get(key, _NOTHING))


def ends_article(low: str) -> bool:
    """Tell whether no article comes after a lower-cased bare line like this."""
    return low in _tails()


def introduces_story(low: str) -> bool:
    """Tell whether the line after a lower-cased bare line like this is the headline of another story."""
    return low in _intros()


def find_phrases(low: str, kind: str) -> list[tuple[int, int]]:
    """Return where the phrases of `kind` ("mark", "rest", "credit") stand in a lower-cased text, ascending."""
    found = []
    for word, phrases in _file_by_word(kind):
        if word not in low:
            continue
        for phrase in phrases:
            at = low.find(phrase)
            while at >= 0:
                found.append((at, at + len(phrase)))
                at = low.find(phrase, at + len(phrase))
    found.sort()
    return found


@cache
def _whole() -> frozenset[str]:
    return frozenset(
        strip_edges(phrase) for phrase in column(_TABLE, "line") | column(_TABLE, "tail") | column(_TABLE, "intro")
    )


@cache
def _tails() -> frozenset[str]:
    return frozenset(strip_edges(phrase) for phrase in column(_TABLE, "tail"))


@cache
def _intros() -> frozenset[str]:
    return frozenset(strip_edges(phrase) for phrase in column(_TABLE, "intro"))


@cache
def _begins(kind: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for phrase in sorted(column(_TABLE, kind)):
        found[phrase[:_KEY]] = (*found.get(phrase[:_KEY], ()), phrase)
    return found


@cache
def _file_by_word(kind: str) -> list[tuple[str, list[str]]]:
    """Return the phrases by a word that several have, greedily the one that most have; the others each by itself."""
    left = set(column(_TABLE, kind))
    words = {word for phrase in left for word in _LONG_WORD.findall(phrase)}
    sharing = {word: {phrase for phrase in left if word in phrase} for word in words}
    filed = []
    while sharing:
        word = max(sharing, key=lambda word: (len(sharing[word]), word))
        phrases = sharing.pop(word)
        if len(phrases) < 2:
            break
        filed.append((word, sorted(phrases)))
        left -= phrases
        for others in sharing.values():
            others -= phrases
    return filed + [(phrase, [phrase]) for phrase in sorted(left)]
