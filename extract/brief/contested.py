"""Claims and what is said against them: a denial, or that nobody could verify them.

A sentence that denies is put beside the claim that it answers: the sentence shortly before it, or one in another
article, that makes a claim in the same words. What claims without evidence stands alone: it says so itself.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from extract.brief.values import Evidence, Source
from extract.brief.words import (
    Groups,
    Sentence,
    content_stems,
    has_quote,
    list_sentences,
    list_words,
    shingles,
    word_list,
)

BEFORE = 5
"""Sentences before a denial among which its claim is looked for."""
FEWEST_SHARED = 2
"""Stems that a denial and its claim share at least, unless the claim stands right before it."""
FEWEST_SHARED_ELSEWHERE = 3
"""Stems that a denial and a claim in another article share at least."""
SHARED_ELSEWHERE = 0.4
"""Share of the stems of the shorter of the two that this must be."""
AS_LIKE = 0.75
"""Share of the stems that the likest claim shares with a denial which the others must share too."""
MOST_CLAIMS = 4
"""Articles whose claim stands beside a denial."""
COMMON = 0.15
"""Share of a story's sentences from which a stem that they have says nothing of one of them."""
FEWEST_COMMON = 4
"""Sentences that have a stem at least, where it is that common."""
SAME_WORDING = 0.6
"""Share of the shingles of the shorter denial from which two articles report one denial."""

_WITHHELD = (
    r" (?:(?:a|an|the|any|his|her|their|its|him|them|us|me) )?(?:[\w-]+ )?"
    r"(?:access|appeal|application|bail|chance|clearance|entry|motion|opportunity|parole|permission|petition|request"
    r"|rights?|treatment|visas?)s?\b"
)
"""What is refused, not said to be untrue: "denied security clearance"."""
_REPORTED = frozenset({"said", "says", "reported"})
_DENIES = re.compile(
    r"\b(?=[dr])(?<!nor )(?<!or )(?<!neither )"
    r"(?<!\bno )(?<!not )(?<!n't )(?<!n’t )(?<!never )(?<!rights are )(?<!rights were )"
    r"(?:denied|denies|denying|(?<!this )(?<!that )(?<!the )denials?|(?<!to )(?<!and )deny|refut(?:ed|es)|debunked)\b"
    rf"(?!{_WITHHELD})"
    r"|\b(?=d)(?<!its )(?<!the )(?<!their )(?<!of )disput(?:ed|es) (?:the|that|this|those|any|claims?|reports?)\b",
    re.IGNORECASE,
)
_CLAIM = r"(?:claims?|allegations?|accusations?|reports?|suggestions?|charges?)"
_REFERS = re.compile(rf"\b(?:the|these|those|such|any) {_CLAIM}\b", re.IGNORECASE)
_REJECTS = re.compile(
    rf"\b(?:reject|dismiss)(?:ed|es|s|ing)? (?:[\w’']+ ){{0,3}}{_CLAIM}\b|\b(?:reject|dismiss)(?:ed|es) as\b",
    re.IGNORECASE,
)
_REFUTES = re.compile(
    r"\b[Tt]here (?:was|is|were|are) no (?:indication|evidence|sign|proof)\b|\bno evidence (?:that|of|to)\b"
    rf"|\b{_CLAIM} (?:[\w’']+ ){{0,2}}(?:false|untrue|baseless|fake)\b|\bstill contested\b",
)
_NO_SIGN = re.compile(r"\bthere (?:was|is|were|are) no (?:indication|evidence|sign|proof)\b", re.IGNORECASE)
_UNVERIFIED = re.compile(
    r"\bwithout (?:providing |offering |giving |citing )?(?:any )?(?:evidence|proof)\b"
    r"|\b(?:could|can|has|have|been|was|were) ?(?:n[o’']t) (?:\w+ ){0,3}(?:verif|confirm)(?:y|ied)\b"
    r"|\bunable to (?:\w+ )?(?:verify|confirm)\b|\bnot (?:been )?independently (?:verified|confirmed)\b|\bunverified\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Contest:
    """A claim and what is said against it."""

    against: tuple[Source, ...]
    """The denial, in each article that reports it."""
    claims: tuple[Source, ...]
    """Empty where the denial says itself what it denies."""

    @property
    def sources(self) -> tuple[Source, ...]:
        """The claims, then what is said against them."""
        return (*self.claims, *self.against)


@dataclass(frozen=True, slots=True)
class _Denial:
    article: Evidence
    sentence: Sentence
    stems: frozenset[str]
    claim: Sentence | None


def find_contested(articles: Sequence[Evidence]) -> list[Contest]:
    """Find what is contested in articles on one story; what most articles report first."""
    listed = {article.id: list_sentences(article) for article in articles}
    stems = _StemsOf(articles, listed)
    denials = [denial for article in articles for denial in _find_denials(article, listed[article.id], stems)]
    claims = [
        (article, sentence, stems.of(article, sentence))
        for article in articles
        for sentence in listed[article.id]
        if _makes_claim(article, sentence) and not denies(_text(article, sentence))
    ]
    found = [_contest([denials[number] for number in group], claims, stems) for group in _group_denials(denials)]
    return sorted(found, key=lambda one: -len({source.article for source in one.sources}))


class _StemsOf:
    """The stems of sentences, without those that most of a story's sentences have: they are what it is about."""

    def __init__(self, articles: Sequence[Evidence], listed: Mapping[str, Sequence[Sentence]]) -> None:
        self._known = {
            (article.id, sentence): content_stems(_text(article, sentence))
            for article in articles
            for sentence in listed[article.id]
        }
        counts = Counter(stem for stems in self._known.values() for stem in stems)
        most = max(FEWEST_COMMON, COMMON * len(self._known))
        self._common = {stem for stem, sentences in counts.items() if sentences > most}

    def of(self, article: Evidence, sentence: Sentence) -> frozenset[str]:
        """Return the stems that tell a sentence from the others."""
        return self._known[article.id, sentence] - self._common

    def all(self, article: Evidence, sentence: Sentence) -> frozenset[str]:
        """Return all stems of a sentence."""
        return self._known[article.id, sentence]


def _find_denials(article: Evidence, listed: Sequence[Sentence], stems: _StemsOf) -> Iterator[_Denial]:
    for number, sentence in enumerate(listed):
        text = _text(article, sentence)
        if _UNVERIFIED.search(text) and _claims(text):
            yield _Denial(article, sentence, stems.of(article, sentence), None)
        elif denies(text) or _UNVERIFIED.search(text) or _corrects(article, listed[number - 1 : number], text):
            claim = _find_claim(
                article, listed[max(0, number - BEFORE) : number], sentence, stems, refers=bool(_REFERS.search(text))
            )
            if claim or _states(text):
                yield _Denial(article, sentence, stems.of(article, sentence), claim)


def _corrects(article: Evidence, before: Sequence[Sentence], text: str) -> bool:
    """Tell whether a sentence says how it is "in fact", right behind a claim."""
    return text.startswith("In fact") and any(_claims(_text(article, sentence)) for sentence in before)


def _find_claim(
    article: Evidence, before: Sequence[Sentence], denial: Sentence, stems: _StemsOf, *, refers: bool
) -> Sentence | None:
    """Find the sentence that a denial answers: the one that shares most words with it, the nearest of those.

    One that `refers` to "the allegations" answers the sentence right before it, whatever its words.
    """
    own, best = stems.of(article, denial) & content_stems(_find_denied(_text(article, denial))), (0, -1)
    for number, sentence in enumerate(before):
        if not _makes_claim(article, sentence) or denies(_text(article, sentence)):
            continue
        shared = len(own & stems.of(article, sentence))
        if number == len(before) - 1 and _claims(_text(article, sentence)):
            related = refers or stems.all(article, denial) & stems.all(article, sentence)
            shared += FEWEST_SHARED if related else 0
        if shared >= FEWEST_SHARED:
            best = max(best, (shared, number))
    return before[best[1]] if best[1] >= 0 else None


def _contest(
    denials: Sequence[_Denial], claims: Sequence[tuple[Evidence, Sentence, frozenset[str]]], stems_of: _StemsOf
) -> Contest:
    """Put denials that say the same beside their claims: those in their own articles, and the likest elsewhere.

    Where a claim stands in the denial's article, what is contested is what the two have in common.
    """
    against = [_source(denial.article, denial.sentence) for denial in denials]
    answered = [_source(denial.article, denial.claim) for denial in denials if denial.claim]
    here = {source.article for source in against}
    first = denials[0]
    stems = first.stems & stems_of.of(first.article, first.claim) if first.claim else first.stems
    elsewhere = sorted(
        (
            (-len(stems & others), article.id, sentence.start, _source(article, sentence))
            for article, sentence, others in claims
            if article.id not in here and _same_matter(stems, others)
        ),
        key=lambda one: one[:3],
    )
    likest = elsewhere[0][0] if elsewhere else 0
    elsewhere = [one for one in elsewhere if one[0] <= AS_LIKE * likest]
    by_article = {source.article: source for *_, source in reversed(elsewhere)}
    return Contest(tuple(against), (*answered, *list(by_article.values())[:MOST_CLAIMS]))


def _same_matter(stems: frozenset[str], others: frozenset[str]) -> bool:
    shared = len(stems & others)
    return shared >= FEWEST_SHARED_ELSEWHERE and shared >= SHARED_ELSEWHERE * min(len(stems), len(others))


def _group_denials(denials: Sequence[_Denial]) -> list[list[int]]:
    """Group the denials of several articles that have the same wording."""
    groups = Groups(len(denials))
    wordings = [shingles(list_words(_text(denial.article, denial.sentence))) for denial in denials]
    for number, wording in enumerate(wordings):
        for other in range(number):
            shared = len(wording & wordings[other])
            if shared >= SAME_WORDING * min(len(wording), len(wordings[other])):
                groups.unite(other, number)
    return groups.all()


def _makes_claim(article: Evidence, sentence: Sentence) -> bool:
    words = list_words(_text(article, sentence))
    return not (_REPORTED | word_list("claim")).isdisjoint(words) or has_quote(article, sentence)


def _claims(text: str) -> bool:
    return not word_list("claim").isdisjoint(list_words(text))


def denies(text: str) -> bool:
    """Tell whether a sentence denies something, or says that it is untrue."""
    return bool(_DENIES.search(text) or _REJECTS.search(text) or _REFUTES.search(text))


def _find_denied(text: str) -> str:
    """Return what a denial speaks of: behind "there is no sign" only that of which there is none."""
    match = None if _DENIES.search(text) or _REJECTS.search(text) else _NO_SIGN.search(text)
    return text[match.end() :] if match else text


def _states(text: str) -> bool:
    """Tell whether a denial says what it denies: "denied reports that the town was taken"."""
    match = _DENIES.search(text) or _REJECTS.search(text)
    return match is not None and len(content_stems(text[match.end() :])) > 1


def _text(article: Evidence, sentence: Sentence) -> str:
    return article.text[sentence.start : sentence.end]


def _source(article: Evidence, sentence: Sentence) -> Source:
    return Source(article.id, sentence.start, sentence.end, _text(article, sentence))
