"""When two wordings that have words in common are not one statement.

One has another number or a "not" where the words are the same, one is a denial of what the other says, two who are
named differently say them, or what they share is a phrase that all use: "by the end of the year".
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from extract.brief.contested import denies
from extract.brief.speakers import speaker_key
from extract.brief.words import Groups, content_stems, list_shingles, list_words, word_list
from extract.figures.numbers import count_of

if TYPE_CHECKING:
    from extract.brief.values import Saying

FEWEST_STEMS = 4
"""Stems that two wordings share at least, unless one speaker says both: fewer are a phrase that all use."""
FEWEST_STEMS_AGAIN = 2
"""The same, where a sentence in an article of the same story has the words."""
SAME_WHOEVER = 7
"""Shingles in common from which words are the same whoever is named for them: a name was misread, or left out."""


def one_wording(one: Saying, other: Saying, fewest: int = FEWEST_STEMS) -> bool:
    """Tell whether two wordings that have shingles in common may be one statement.

    Args:
        one: of the two.
        other: the other of them.
        fewest: stems that they share, unless one speaker says both; none of words that go with anything.

    """
    if is_denial(one) != is_denial(other) or not same_details(one.quote.text, other.quote.text):
        return False
    key = find_key(one)
    if key is not None and key == find_key(other):
        return True
    shared = content_stems(one.quote.text) & content_stems(other.quote.text)
    return len(shared - content_stems(" ".join(word_list("anything")))) >= fewest


def same_details(one: str, other: str) -> bool:
    """Tell whether two texts have the same numbers and negations where they have the same words."""
    words = list_words(one), list_words(other)
    shared = set(list_shingles(words[0])) & set(list_shingles(words[1]))
    (numbers, negated), (others, negated_too) = (_details(_common_stretch(some, shared)) for some in words)
    return negated == negated_too and (numbers <= others or others <= numbers)


def same_numbers(one: str, other: str) -> bool:
    """Tell whether one text has all the numbers of the other."""
    numbers, others = find_numbers(one), find_numbers(other)
    return numbers <= others or others <= numbers


def find_numbers(text: str) -> frozenset[float]:
    """Find the whole numbers in a text, in digits and in words, the word "one" aside."""
    return _numbers(list_words(text))


def is_denial(saying: Saying) -> bool:
    """Tell whether somebody denies what is said; of a sentence that is no quote, whether it tells of a denial."""
    quote = saying.quote
    if quote.cue is None and quote.speaker is None:
        return denies(quote.text)
    return not word_list("denial").isdisjoint(list_words(quote.cue or ""))


def find_key(saying: Saying) -> str | None:
    """Find what all names of a speaker have in common: of a body under any name that its article has for it."""
    quote = saying.quote
    if not quote.speaker:
        return None
    own = speaker_key(quote.speaker)
    bearer = next((one for one in saying.article.record.entities if one.id == quote.entity), None)
    if own.startswith("=") or bearer is None or bearer.label != "ORG":
        return own
    return next((key for key in map(speaker_key, (bearer.name, *bearer.aliases)) if key.startswith("=")), own)


class StatementGroups(Groups):
    """Groups of sayings, each with those who are named as its speakers: two groups of different speakers stay two."""

    def __init__(self, sayings: Sequence[Saying]) -> None:
        super().__init__(len(sayings))
        keys = map(find_key, sayings)
        self._speakers = [frozenset((key,)) if key else frozenset() for key in keys]

    def contradict(self, one: int, other: int) -> bool:
        """Tell whether nobody who is named for the one is named for the other, though somebody is for each."""
        first, second = self._speakers[self.root(one)], self._speakers[self.root(other)]
        return bool(first) and bool(second) and first.isdisjoint(second)

    def unite(self, one: int, other: int) -> None:
        """Make one group of two."""
        speakers = self._speakers[self.root(one)] | self._speakers[self.root(other)]
        super().unite(one, other)
        self._speakers[self.root(one)] = speakers


def _common_stretch(words: Sequence[str], shared: set[tuple[str, ...]]) -> Sequence[str]:
    """Return the words from the first to the last shingle that two texts share, with one more on either side."""
    at = [number for number, shingle in enumerate(list_shingles(words)) if shingle in shared]
    if not at:
        return words
    return words[max(0, at[0] - 1) : at[-1] + len(next(iter(shared))) + 1]


def _details(words: Sequence[str]) -> tuple[frozenset[float], bool]:
    return _numbers(words), any(word in _negations() or word.endswith("n't") for word in words)


def _numbers(words: Sequence[str]) -> frozenset[float]:
    return frozenset(number for word in words if (number := count_of(word)) is not None)


@cache
def _negations() -> frozenset[str]:
    return word_list("negation")
