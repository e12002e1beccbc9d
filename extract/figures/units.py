"""Finds what a number counts: the noun phrase behind it, without a parser.

A phrase ends with its first plural noun, which may take an "of" phrase ("160 representatives of the defence industry")
or a second plural ("65 individuals and entities"); function words, verbs and punctuation end it sooner.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.tables import words

_HERE = "extract.figures"
MEASURES = words(_HERE, "measures")
LENGTHS = words(_HERE, "lengths")
RELATIVE = words(_HERE, "relative")
TIMES = words(_HERE, "times")
FATE = words(_HERE, "fate")
NOISE = words("extract.figures", "noise")
PERSONS = words(_HERE, "persons")
_PLURALS = words(_HERE, "plurals")
_NOT_PLURALS = words(_HERE, "not-plurals")
STOPS = words(_HERE, "stops")
_BEHIND = words(_HERE, "behind")
_ADJECTIVES = words(_HERE, "adjectives")
_AND = re.compile(
    r" (?:and|or) ([a-z][a-z-]+)\b(?![-’']"
    r"| (?:[0-9]|(?:are|were|have|will|can|more|the|an?|about|nearly|over|its|their|some|at)\b))"
)
_AND_SHARED = re.compile(r" (?:and|or) (?:([a-z-]+) )?([a-z-]+)\b(?![-’'])")
_OF = re.compile(r" of(?: (?:the|a|an|its|his|her|their|our|all|this|these|those|total))*(?= [\w“‘\"'])")
_WORD = re.compile(r"[ \xa0]+([“‘\"']?)([^\W_][\w’'&/.-]*)([”\"]?)")
_MEASURE_TAIL = re.compile(r" (?:Celsius|Fahrenheit|per [a-z]+|an hour|a day)\b")
_INITIALS = re.compile(r"[A-Z]{2,}s")
"""A plural of initials: "MPs", "EVs"."""
_JOINED = re.compile(r"-((?:(?:square|cubic|nautical|sq)[- ])?([A-Za-z]+))\b(?!-old)|((?!mm)[a-z]{2,3})\b")
_CALIBRE = re.compile(r"\d{2,3}mm")
_TRAILING = ".'’-/&"
_ABBREVIATED = re.compile(r"(?:[A-Z]\.){2,}")
_OWNED = ("’s", "'s", "s’", "s'")


@dataclass(frozen=True, slots=True)
class CountedPhrase:
    """What a number counts."""

    start: int
    end: int
    plural: bool
    """A plural noun ends it, or a word that measures."""
    head: str
    """Its last noun before any "of", in small letters."""


def phrase_after(text: str, at: int, longest: int = 6) -> CountedPhrase | None:
    """Return the noun phrase of at most `longest` words that starts behind the white space at `at`, or None."""
    start = end = participle = None
    head, plural = "", False
    for _ in range(longest):
        found = _WORD.match(text, at if end is None else end)
        if found is None:
            break
        word = found[2].rstrip(_TRAILING)
        low = word.lower()
        if _ABBREVIATED.fullmatch(found[2]) and _WORD.match(text, found.end()):  # "the $13 trillion U.S. debt"
            start, end = found.start(2) if start is None else start, found.end()
            continue
        adverb = word.islower() and low.endswith("ly") and low not in _ADJECTIVES
        if (
            low in STOPS
            or (start is not None and (adverb or low in _BEHIND))
            or (word[0].isdigit() and not _CALIBRE.fullmatch(word))
        ):
            break
        if start is None:
            start = found.start(2)
        if end is not None and participle is None and low.endswith("ed"):
            participle = end
        end, head = found.start(2) + len(word), low
        plural = is_plural(low) or low in MEASURES or low in FATE or _INITIALS.fullmatch(word) is not None
        closed = len(word) < len(found[2]) or bool(found[3])
        if found[2].endswith(("’s", "'s")):
            plural, closed = False, False
        if closed or plural:
            if not closed and (
                low in ("square", "cubic", "nautical", "sq") or (low in _PLURALS and _names_more(text, end))
            ):
                continue
            break
    if start is None or end is None:
        return None
    shared = None if plural else _AND_SHARED.match(text, end)
    if shared and is_plural(shared[2]) and not STOPS & {shared[1], shared[2]}:
        end, head, plural = shared.end(), shared[2], True  # "24 garment and retail brands"
    if not plural and participle is None and (head.endswith("ed") or head in _BEHIND):
        return None  # "$5 million related to it"
    if not plural:
        stop = participle if participle is not None else end  # "a loan granted to", "a plan passed last month"
        if text.endswith("ly", start, stop):
            return None  # "$50 million of privately placed debt"
        return CountedPhrase(start, stop, False, head)
    if head in MEASURES and (tail := _MEASURE_TAIL.match(text, end)):
        return CountedPhrase(start, tail.end(), True, head)
    widened = end if head in MEASURES else _second(text, end, head)
    if (of := _of(text, widened)) is not None:
        return CountedPhrase(start, of, True, head)
    return CountedPhrase(start, widened, True, head)


def _names_more(text: str, end: int) -> bool:
    """Tell whether a plural without an s is only what another one is of: "media reports", "police officers"."""
    behind = _WORD.match(text, end)
    word = behind[2].rstrip(_TRAILING) if behind else ""
    return word.islower() and word not in STOPS and is_plural(word)


def joined_measure(text: str, at: int) -> tuple[int, str] | None:
    """Return (end, words) of a measure joined to its number: "242-foot", "20-strong", "250km"; not "155mm"."""
    found = _JOINED.match(text, at)
    if found is None or (found[2] or found[3]).lower() not in MEASURES | {"strong"}:
        return None
    return found.end(), (found[1] or found[3]).replace("-", " ")


def is_plural(word: str) -> bool:
    """Whether a word in small letters looks like a plural noun."""
    if word in _PLURALS:
        return True
    if word.endswith("ics"):  # electronics, politics: a field
        return False
    return len(word) > 3 and word[-1] == "s" and word[-2] not in "sui’'" and word not in _NOT_PLURALS


def group_after(text: str, at: int) -> tuple[int, int] | None:
    """Return (start, end) of what a part is taken of: "61 percent of voters", "a third of its Black Sea Fleet"."""
    of, end = _OF.match(text, at), _of(text, at)
    if of is None or end is None or text.endswith(_OWNED, 0, end) or text.startswith(_OWNED, end):
        return None  # "80 percent of Norland's 1.3 million barrels"
    return of.end() + 1, end


def _second(text: str, end: int, head: str) -> int:
    """Return the end with "and" and a second plural: "individuals and entities", "dead and wounded"."""
    found = _AND.match(text, end)
    return found.end() if found and (is_plural(found[1]) or (found[1] in FATE and head in FATE)) else end


def _of(text: str, end: int) -> int | None:
    """Return the end of the "of" phrase at `end`, None where there is none."""
    found = _OF.match(text, end)
    if found is None:
        return None
    at, last = found.end(), None
    for _ in range(5):
        word = _WORD.match(text, at)
        if word is None:
            break
        bare = word[2].rstrip(_TRAILING)
        if (
            bare.lower() in STOPS
            or (last is None and bare.endswith("ing") and _governs(text, word.end()))
            or bare[0].isdigit()
            or (bare.endswith("ly") and bare.lower() not in _ADJECTIVES)
            or (last is not None and (bare in _BEHIND or (bare.endswith("ed") and not _is_attribute(text, word.end()))))
        ):
            break
        if _ABBREVIATED.fullmatch(word[2]):  # "a quarter of U.S. production"
            at = word.end()
            continue
        last = at = word.start(2) + len(bare)
        if len(bare) < len(word[2]) or word[3] or is_plural(bare.lower()):
            break
    return last


def _governs(text: str, end: int) -> bool:
    """Tell whether a verb that ends at `end` has an object of its own: "counts of attempting to harm"."""
    behind = _WORD.match(text, end)
    return behind is not None and behind[2] in STOPS


def _is_attribute(text: str, end: int) -> bool:
    """Tell whether a participle that ends at `end` stands before its noun: "shares of Torr preferred stock through"."""
    behind = _WORD.match(text, end)
    return behind is not None and behind[2][0].islower() and behind[2].rstrip(_TRAILING) not in STOPS
