"""Sentences of articles as sets of words: what two of them have in common."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate

from extract import tables
from extract.brief.values import Evidence
from extract.lexicon import country_code, nationalities
from extract.page.sentences import sentences
from extract.page.tables import rows
from extract.speech.verbs import forms
from extract.stories.stems import fold_word, stem

SHINGLE = 3
"""Words of a shingle, the unit in which wordings are compared (Broder, 1997)."""

SHORTEST_RESPELT = 6
"""Letters of a stem from which it is respelt."""

QUOTATION_MARKS = frozenset("\"“‘'«„")
"""That open direct speech."""

_BULLET = re.compile(r"[\s•·‣▪■●*–—-]+")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an article's prose, in code points of its text."""

    start: int
    end: int


@lru_cache(maxsize=1 << 10)
def list_sentences(article: Evidence, *, furniture_too: bool = False) -> list[Sentence]:
    """List the sentences of an article that are no page furniture, or all."""
    if furniture_too:
        return [Sentence(start, end) for start, end in sentences(article.text)]
    furniture = [(one.start, one.end) for one in article.record.boilerplate if one.start is not None and one.end]
    begins = [start for start, _ in furniture]
    found = []
    for start, end in sentences(article.text):
        at = bisect_right(begins, start) - 1
        begin = max(start, furniture[at][1] or 0) if at >= 0 else start  # prose may follow a credit on one line
        begin = skip_bullet(article.text, begin, end)
        if begin < end:
            found.append(Sentence(begin, end))
    return found


@lru_cache(maxsize=1 << 10)
def _list_quotes(article: Evidence) -> tuple[list[int], list[int]]:
    """List where the quotes of an article begin, ascending, and how far any of those up to each reaches."""
    spans = sorted((quote.start, quote.end) for quote in article.record.card.quotes)
    return [start for start, _ in spans], [*accumulate((end for _, end in spans), max)]


def has_quote(article: Evidence, sentence: Sentence) -> bool:
    """Whether a quote of the article stands in a sentence, or a part of one does."""
    begins, reach = _list_quotes(article)
    before = bisect_left(begins, sentence.end)
    return before > 0 and reach[before - 1] > sentence.start


def skip_bullet(text: str, start: int, end: int) -> int:
    """Return where the words of a line of a list begin, behind its bullet."""
    found = _BULLET.match(text, start, end)
    return found.end() if found else start


def find_sentence(listed: Sequence[Sentence], at: int) -> Sentence | None:
    """Find the sentence in which an offset lies."""
    number = bisect_right(listed, at, key=lambda one: one.start) - 1
    return listed[number] if number >= 0 and at < listed[number].end else None


@lru_cache(maxsize=1 << 13)
def list_words(text: str) -> tuple[str, ...]:
    """List the words of a text in small letters, without possessives."""
    return (*map(fold_word, _WORD.findall(text)),)


def iterate_words(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """Yield the words of a piece of a text, in small letters, with their offsets in it."""
    for match in _WORD.finditer(text, start, end):
        yield fold_word(match[0]), *match.span()


def content_stems(text: str, *, numbers: bool = False) -> frozenset[str]:
    """Return the stems of the words that carry meaning: no function words; a country for its people.

    With `numbers` those of two digits and more are among them.
    """
    return frozenset(
        _find_stem(word)
        for word in list_words(text)
        if (numbers and len(word) > 1 if word.isdigit() else len(word) > 2 and word not in _function_words())
    )


@lru_cache(maxsize=1 << 15)
def _find_stem(word: str) -> str:
    return find_country(word) or spell_one_way(stem(word))


def spell_one_way(stemmed: str) -> str:
    """Return a stem as American English spells it: "defens" for "defenc", "harbor" for "harbour"."""
    if len(stemmed) < SHORTEST_RESPELT:
        return stemmed
    for british, american in (("enc", "ens"), ("our", "or"), ("is", "iz"), ("ys", "yz"), ("tr", "ter")):
        if stemmed.endswith(british):
            return stemmed[: -len(british)] + american
    return stemmed


@cache
def find_country(word: str) -> str | None:
    """Return the code of the country that a word in small letters names, or whose people; None where it is no such."""
    return country_code(word) or _peoples().get(word) or None


@cache
def _peoples() -> dict[str, str]:
    return {name.lower(): code for name, code in nationalities().items()}


def shingles(words: Sequence[str]) -> frozenset[tuple[str, ...]]:
    """Return the shingles of a wording: runs of three words; of a shorter one, itself."""
    if len(words) <= SHINGLE:
        return frozenset([tuple(words)]) if words else frozenset()
    return frozenset(list_shingles(words))


def list_shingles(words: Sequence[str]) -> Iterable[tuple[str, ...]]:
    """List the shingles of a wording in its order; none of one that is shorter."""
    return zip(*(words[at:] for at in range(SHINGLE)), strict=False)


@cache
def word_list(name: str) -> frozenset[str]:
    """Read a list of words.tsv."""
    return frozenset(
        word for kind, words in tables.rows("extract.brief", "words.tsv") if kind == name for word in words.split()
    )


@cache
def reporting_verbs() -> frozenset[str]:
    """Return the verbs of saying in the past, and those of deeds done in words."""
    return word_list("report") | {word for word, form in forms().items() if form.tense == "past"}


@cache
def _function_words() -> frozenset[str]:
    return frozenset(next(words for language, words in rows("stopwords.tsv") if language == "en").split())


class Groups:
    """Disjoint-set forest (union-find) over numbers from 0."""

    def __init__(self, count: int) -> None:
        self._parent = list(range(count))

    def root(self, number: int) -> int:
        """Return the number that stands for a group."""
        while self._parent[number] != number:
            self._parent[number] = self._parent[self._parent[number]]
            number = self._parent[number]
        return number

    def unite(self, one: int, other: int) -> None:
        """Make one group of two; its lowest number stands for it."""
        one, other = self.root(one), self.root(other)
        self._parent[max(one, other)] = min(one, other)

    def all(self) -> list[list[int]]:
        """List the groups, in the order of their first."""
        members: dict[int, list[int]] = {}
        for number in range(len(self._parent)):
            members.setdefault(self.root(number), []).append(number)
        return list(members.values())
