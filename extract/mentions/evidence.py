"""What the words beside a name say it names: a title, kin, an office held in it, an apposition, a kind of place.

A recogniser guesses at a name that it has never met; the article mostly tells, once, what it is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from extract.lexicon import appellations, given_names, name_words
from extract.mentions.found import Found
from extract.names.group import abbreviates
from extract.tables import words

REACH = 48
"""Code points on either side of a name that are looked at."""

_HERE = "extract.mentions"
_KIN = words(_HERE, "kin")
_BODIES = words(_HERE, "body")
_PLACES = words(_HERE, "place")
_OFFICES = words(_HERE, "office")
_SAYING = words(_HERE, "saying")
_TIES = frozenset(("of", "at", "for", "the", "in"))
_WORDS_BEFORE = re.compile(r"[\w’'-]+\.?,?")
_BEHIND = re.compile(r"(['’]s|,)? ?([\w-]+)")
_AGED = re.compile(r", (?:aged )?[1-9]\d(?:,|\Z)")
_WHO = re.compile(r", who\b")
_APPOSITION = re.compile(
    r"(?:,|,? \(| is| was|,? which is) (?:now |also )?(?:an?|the|one of the)"
    r" ((?:(?!(?:at|of|for|in|to|by|as|that|from|with)\b)[\w’'-]+ ){0,4}?[\w’'-]+)"
    r"(?=[,.;)]| (?:of|in|that|which|based|for|near|with|on|to|from|whose|where|called)\b)"
)
_CONJUNCTIONS = (" and ", ", and ", " & ", " or ", ", or ")
_LINKS = (", ", *_CONJUNCTIONS)
_BRACKET = re.compile(r" \((?:[Tt]he )?[“\"]?\Z")


def told(mention: Found, text: str) -> Iterator[str]:
    """Yield the labels that the words beside a mention speak for."""
    start, end = mention.start, mention.end
    if text[start - 1 : start] == " ":
        yield from _by_words_before(text, start)
    behind = _BEHIND.match(text, end, end + REACH)
    if behind is None:
        return
    link, word = behind[1], behind[2]
    if link in ("'s", "’s"):
        if word in _KIN:
            yield "PERSON"
    elif link is None and word in _PLACES:
        yield "LOC"
    elif word in _SAYING and mention.label == "LOC":
        yield "PERSON"
    elif link and (_AGED.match(text, end) or (mention.label != "ORG" and _WHO.match(text, end))):
        yield "PERSON"
    elif word in ("a", "an", "the", "is", "was", "which", "one") or text.startswith(" (", end):
        yield from _by_apposition(text, end)


def _by_words_before(text: str, start: int) -> Iterator[str]:
    before = _WORDS_BEFORE.findall(text, max(0, start - REACH), start)
    if not before:
        return
    last = before[-1]
    if last in _TIES:
        tied = before[-3] if last == "the" and before[-2:-1] and before[-2] in _TIES and before[-3:-2] else before[-2] if before[-2:-1] else ""
        noun = tied.lower()
        if last == "of" and noun.removesuffix("s") in _KIN:
            yield "PERSON"
        elif noun in _OFFICES:
            yield "ORG"
        elif last == "of" and noun in _PLACES:
            yield "LOC"
    elif any(" ".join(before[-count:]) in _titles() for count in (1, 2, 3)):
        yield "PERSON"
    elif last.rstrip(",") in _KIN and before[-2:-1] and before[-2] in ("my", "his", "her", "their"):
        yield "PERSON"


def _by_apposition(text: str, end: int) -> Iterator[str]:
    said = _APPOSITION.match(text, end, end + 2 * REACH)
    if said is None:
        return
    noun = said[1].rsplit(" ", 1)[-1]
    if noun in _BODIES:
        yield "ORG"
    elif noun in _PLACES:
        yield "LOC"
    elif noun in _trades():
        yield "PERSON"


def bracketed(mentions: Sequence[Found], text: str) -> Iterator[tuple[Found, str]]:
    """Yield the abbreviations that stand in brackets behind what they abbreviate, with its label."""
    for last, mention in zip(mentions, mentions[1:], strict=False):
        if (
            mention.label != last.label
            and text[mention.end : mention.end + 1] in (")", ",", ";")
            and _BRACKET.fullmatch(text, last.end, mention.start)
            and abbreviates(text[mention.start : mention.end], text[last.start : last.end])
        ):
            yield mention, last.label


def enumerated(mentions: Sequence[Found], text: str) -> Iterator[tuple[Found, str]]:
    """Yield the names that stand in a list of others of one label, twice as many at least, with that label."""
    series: list[Found] = []
    for mention, following in zip(mentions, [*mentions[1:], None], strict=False):
        series.append(mention)
        link = text[mention.end : following.start] if following else ""
        if link in _LINKS:
            continue
        if len(series) > 2 and text[series[-2].end : series[-1].start] in _CONJUNCTIONS:
            label, count = Counter(one.label for one in series).most_common(1)[0]
            if count >= 2 * (len(series) - count):
                yield from ((one, label) for one in series if one.label != label and not _names_itself(one, text))
        series = []


def _names_itself(mention: Found, text: str) -> bool:
    """Return whether a name's own words say what it names."""
    names = text[mention.start : mention.end].split(" ")
    return len(names) > 1 and (names[0] in given_names() or names[-1] in name_words().head)


@cache
def _titles() -> frozenset[str]:
    return frozenset(appellations())


@cache
def _trades() -> frozenset[str]:
    return frozenset(form for form, kind in appellations().items() if kind == "common") - _BODIES
