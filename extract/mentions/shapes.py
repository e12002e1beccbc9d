"""Guesses names by their shape: capitals in a row, the titles before them and the words that say what they name.

Stands in for the labels that no statistical recogniser proposes, so that the pipeline names people, bodies and places
with no model at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from spacy.lang.en.stop_words import STOP_WORDS

from extract.lexicon import appellations, given_names, name_words
from extract.mentions.found import FAIR, STRONG, WEAK, Proposal
from extract.mentions.letters import CAPITALISED, UPPER

_PARTICLE = r"(?:of(?:\sthe)?|for(?:\sthe)?|and|de|la|le|du|des|del|der|den|von|van|bin|ibn|al|el|da|dos|di|&|the)"
_NAME = re.compile(
    rf"(?<![\w’'-])(?:[{UPPER}]\.\s?)?{CAPITALISED}(?:[ ](?:{_PARTICLE}\s){{0,2}}(?:{CAPITALISED}|[{UPPER}]\.)){{0,11}}"
)
_LOWER_JOIN = frozenset(("of", "for", "and", "the", "&"))
_PLACE_BEFORE = re.compile(r"\b(?:in|at|near|from|to|around|outside|across|city of|town of|village of|region of)\s$")
_ACRONYM = re.compile(rf"[{UPPER}]{{2,6}}$")
_SENTENCE = re.compile(r"(?:^|[.!?:;“\"»\n•|–—-]\s*)$")


def guess_names(text: str) -> Iterator[Proposal]:
    """Yield guesses at PERSON, ORG, LOC, FAC and EVENT from shape alone."""
    seen_lower = _lower_words(text)
    for match in _NAME.finditer(text):
        yield from _classify(text, match.start(), match[0], seen_lower)


def count_title_words(words: list[str]) -> int:
    """Count the first `words` that are a title of the person behind them ("Ukrainian Defence Minister", "Lt. Gen.")."""
    titles = _titles()
    for last in range(min(6, len(words) - 1), 0, -1):
        if any(" ".join(words[first:last]) in titles for first in range(max(0, last - 4), last)):
            return last
    return 0


def _classify(text: str, start: int, name: str, seen_lower: set[str]) -> Iterator[Proposal]:
    words = name.split(" ")
    first = words[0]
    initial = bool(_SENTENCE.search(text[max(0, start - 3) : start]))
    if first.casefold() in STOP_WORDS or (initial and len(words) > 1 and first.casefold() in seen_lower):
        rest = name[len(first) + 1 :]
        skipped = len(first) + 1
        while rest and rest.split(" ")[0] in _LOWER_JOIN:
            skipped += len(rest.split(" ")[0]) + 1
            rest = rest[len(rest.split(" ")[0]) + 1 :]
        if rest:
            yield from _classify(text, start + skipped, rest, seen_lower)
        return
    if name.isupper() and len(words) > 2:
        return
    words_of = name_words()
    clean = re.sub(r"['’]s$", "", name)
    last = clean.split(" ")[-1]
    label = words_of.lead.get(first) if len(words) > 1 and words[1] in ("of", "for") else None
    before = text[max(0, start - 24) : start]
    if label:
        yield Proposal(start, start + len(clean), label, FAIR)
    elif len(words) > 1 and last in words_of.head and not (first in given_names() and len(words) == 2):
        yield Proposal(start, start + len(clean), words_of.head[last], FAIR)
    elif len(words) > 1 and first in ("Mount", "Lake", "Cape", "Port", "Gulf", "Bay"):
        yield Proposal(start, start + len(clean), "LOC", FAIR)
    else:
        yield from _person_or_other(start, clean, initial, before, seen_lower)


def _person_or_other(start: int, name: str, initial: bool, before: str, seen_lower: set[str]) -> Iterator[Proposal]:
    words = name.split(" ")
    skip = count_title_words(words)
    if skip:
        offset = len(" ".join(words[:skip])) + 1
        yield Proposal(start + offset, start + len(name), "PERSON", STRONG if words[0] not in STOP_WORDS else FAIR)
        return
    for joint in _LOWER_JOIN:
        if joint in words:
            at = words.index(joint)
            left, right = " ".join(words[:at]), " ".join(words[at + 1 :])
            if left:
                yield from _person_or_other(start, left, initial, before, seen_lower)
            if right:
                yield from _person_or_other(start + len(left) + len(joint) + 2, right, False, "", seen_lower)
            return
    titled = _before_title(before)
    if titled or (words[0] in given_names() and 1 < len(words) <= 4):
        yield Proposal(start, start + len(name), "PERSON", STRONG if titled else FAIR)
    elif len(words) == 1:
        if _ACRONYM.match(name) and not initial:
            yield Proposal(start, start + len(name), "ORG", FAIR)
        elif not initial and name.casefold() not in seen_lower and _PLACE_BEFORE.search(before):
            yield Proposal(start, start + len(name), "LOC", FAIR)
        elif name in given_names() and not initial:
            yield Proposal(start, start + len(name), "PERSON", WEAK)
    elif len(words) in (2, 3) and not any(word.casefold() in seen_lower or word.isupper() for word in words):
        yield Proposal(start, start + len(name), "PERSON", FAIR if not initial else WEAK)


def _before_title(before: str) -> bool:
    """Return whether the words just before a name are a title in lower case, or an abbreviated one ("Mr. ")."""
    words = before.rstrip().split(" ")
    return before.endswith(" ") and any(" ".join(words[-count:]) in _titles() for count in (1, 2, 3))


@cache
def _titles() -> frozenset[str]:
    return frozenset(appellations())


def _lower_words(text: str) -> set[str]:
    return set(re.findall(r"(?<![\w])[a-z]{3,}(?![\w])", text))
