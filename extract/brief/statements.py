"""Who said what: the same words in many articles are one statement, with all of them."""

from __future__ import annotations

import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from extract.article import Quote
from extract.brief.contradictions import (
    FEWEST_STEMS_AGAIN,
    SAME_WHOEVER,
    StatementGroups,
    find_numbers,
    one_wording,
)
from extract.brief.paraphrases import unite_paraphrases
from extract.brief.values import Evidence, Saying, Source
from extract.brief.words import (
    QUOTATION_MARKS,
    SHINGLE,
    Groups,
    Sentence,
    content_stems,
    find_sentence,
    has_quote,
    iterate_words,
    list_sentences,
    list_shingles,
    list_words,
    reporting_verbs,
    shingles,
    word_list,
)

SHARED_WORDING = 0.5
"""Share of the shingles of the shorter wording from which two wordings are one."""
FEWEST_SHINGLES = 4
"""Shingles that a sentence has of a wording at least where it has it without quotation marks: fewer come by chance."""
_NO_SUBJECT = re.compile(r"(?:is|are|was|were|has|have|had)\b")
"""How an indirect statement begins whose subject is before its speaker: "what the yard said | was a collision"."""
_AROUND_NAMES = " ,;:()–—-\n"
_ABBREVIATED = re.compile(r"\b(?:\w\.\w|[JS]r|Inc|Corp|Co|Ltd)\.\Z")
"""A name whose full stop is its own: "U.N."."""
_OWNERS = ("’s ", "'s ")
FEW_WORDS = 4
"""Stems of a statement below which it hardly says what it is about."""
ACCORDING = "according"
MOST_BEARERS = 200
"""Wordings with the same shingle beyond which it is a phrase that all use."""


@dataclass(frozen=True, slots=True)
class Statement:
    """What one speaker said, wherever it is reported."""

    sayings: tuple[Saying, ...]
    """Those that are quotes, the fullest first."""
    repeated: tuple[Source, ...] = ()
    """Sentences that have the words and are no quote in their article's record."""

    @property
    def speaker(self) -> str | None:
        """The fullest form of the speaker's name in the articles, as it stands there."""
        named = filter(None, (find_speaker(one.article, one.quote) for one in self.sayings))
        return max(named, key=lambda name: name.count(" "), default=None)

    @property
    def denial(self) -> str | None:
        """The verb by which the fullest is denied, as it stands there; None where it is said."""
        cue = self.sayings[0].quote.cue
        return cue if cue and not word_list("denial").isdisjoint(list_words(cue)) else None

    @property
    def words(self) -> str:
        """What the fullest says; where that is a part of a sentence that does not tell of what, the sentence.

        Such are direct speech within it, and what has its subject before the speaker: "what the yard said was a crane".
        """
        article, quote = self.sayings[0].article, self.sayings[0].quote
        text = self.sources[0].text
        if (quote.kind == "direct" and text[:1].islower()) or _NO_SUBJECT.match(text):
            sentence = find_sentence(list_sentences(article, furniture_too=True), quote.start)
            if sentence is not None and quote.end <= sentence.end:
                return article.text[sentence.start : sentence.end]
        return text

    @property
    def sources(self) -> tuple[Source, ...]:
        """Every place where it stands."""
        return (*(one.source for one in self.sayings), *self.repeated)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A wording that is looked for where it is no quote."""

    statement: int
    saying: Saying
    shingles: int


def find_speaker(article: Evidence, quote: Quote) -> str | None:
    """Return the name of a quote's speaker as it stands in the article; None where nobody is named.

    A ministry has that of its country with it, where it stands right before it: "Norland’s Foreign Ministry".
    """
    if not quote.speaker or quote.speaker in article.text:
        name = (quote.speaker or "").strip(_AROUND_NAMES)
        name = name if _ABBREVIATED.search(name) else name.rstrip(f".{_AROUND_NAMES}")
    else:
        forms = [one.text for one in article.record.mentions if one.entity == quote.entity]
        name = max(forms, key=len, default="") if quote.entity else ""
    owned = _list_owned(article).get((quote.entity, name), ()) if quote.entity is not None else ()
    return owned[0] if len(owned) == 1 else name or None


@lru_cache(maxsize=128)
def _list_owned(article: Evidence) -> Mapping[tuple[str | None, str], Sequence[str]]:
    """List the names of bodies with the countries before them, by entity and name of the body."""
    places = {one.end: one.start for one in article.record.mentions if one.label == "LOC"}
    found: defaultdict[tuple[str | None, str], dict[str, None]] = defaultdict(dict)
    for one in article.record.mentions:
        at = one.start - len("’s ")
        if one.label == "ORG" and at in places and article.text[at : one.start] in _OWNERS:
            found[one.entity, one.text][article.text[places[at] : one.end]] = None
    return {body: tuple(names) for body, names in found.items()}


def group_statements(articles: Sequence[Evidence], *, meaning: bool = False, repeats: bool = False) -> list[Statement]:
    """Group the quotes of articles into statements, those in most articles first.

    Args:
        articles: in the order in which their statements shall stand.
        meaning: whether what one speaker says in other words counts as the same, as within a story it may.
        repeats: whether the words are also looked for outside of quotes.

    """
    sayings = [Saying(article, quote) for article in articles for quote in article.record.card.quotes]
    quotes = frozenset(sayings)
    if repeats:
        reports = [report for article in articles for report in _list_reports(article)]
        sayings += [saying for saying, quoted in reports if not quoted]
    groups = StatementGroups(sayings)
    _unite_overlapping(sayings, groups)
    _unite_same_wording(sayings, groups)
    if meaning:
        unite_paraphrases(sayings, groups)
    found = [[sayings[number] for number in group] for group in groups.all()]
    found = [group for group in found if group[0] in quotes or len({saying.article.id for saying in group}) > 1]
    repeated = _find_repeated(articles, found) if repeats else [()] * len(found)
    statements = [
        Statement(tuple(sorted(group, key=_by_fullness(group))), again)
        for group, again in zip(found, repeated, strict=True)
    ]
    if repeats:
        statements += _join_sentences([saying for saying, _ in reports], statements)
    return sorted(statements, key=lambda one: -len({source.article for source in one.sources}))


def rank_statements(statements: Iterable[Statement]) -> list[Statement]:
    """Sort statements: those in most articles first, and of each number those of somebody with a name before others.

    Of these such as tell something come before a few words ("do the right thing").
    """

    def rank(statement: Statement) -> tuple[int, bool, bool, bool]:
        speaker, words = statement.speaker or "", content_stems(statement.sources[0].text)
        articles = {source.article for source in statement.sources}
        return -len(articles), not speaker, speaker[:1].islower(), len(words) < FEW_WORDS

    return sorted(statements, key=rank)


def _join_sentences(sentences: Sequence[Saying], told: Sequence[Statement]) -> Iterator[Statement]:
    """Yield the sentences that stand in several articles, unless a statement tells of these already."""
    groups = StatementGroups(sentences)
    _unite_same_wording(sentences, groups)
    places: defaultdict[str, list[tuple[int, int, int]]] = defaultdict(list)
    for number, statement in enumerate(told):
        for source in statement.sources:
            places[source.article].append((source.start, source.end, number))
    for group in groups.all():
        same = [sentences[number] for number in group]
        tell: defaultdict[int, set[str]] = defaultdict(set)
        for saying in same:
            for start, end, number in places[saying.article.id]:
                if start < saying.quote.end and saying.quote.start < end:
                    tell[number].add(saying.article.id)
        if len({saying.article.id for saying in same}) > 1 and all(len(ids) < 2 for ids in tell.values()):
            yield Statement(tuple(same))


def _by_fullness(group: Sequence[Saying]) -> Callable[[Saying], tuple[bool, int, bool, int]]:
    """Return a key that sorts sayings: those with a speaker first, with no number that others lack, direct, long."""
    known = frozenset.intersection(*(find_numbers(saying.quote.text) for saying in group))

    def fullness(saying: Saying) -> tuple[bool, int, bool, int]:
        quote = saying.quote
        more = len(find_numbers(quote.text) - known)
        return quote.speaker is None, more, quote.kind != "direct", -len(quote.text)

    return fullness


def _list_reports(article: Evidence) -> Iterator[tuple[Saying, bool]]:
    """Yield the sentences of an article that have a verb of saying, and whether they have a quote."""
    for sentence in list_sentences(article):
        text = article.text[sentence.start : sentence.end]
        if ACCORDING in (words := list_words(text)) or not reporting_verbs().isdisjoint(words):
            yield (
                Saying(article, Quote(text, sentence.start, sentence.end, None, None, "indirect")),
                has_quote(article, sentence),
            )


def _unite_overlapping(sayings: Sequence[Saying], groups: Groups) -> None:
    """Unite a quote with one of its article that it overlaps: direct words within an indirect statement."""
    order = sorted(range(len(sayings)), key=lambda number: (sayings[number].article.id, sayings[number].quote.start))
    last: Saying | None = None
    number_of_last = 0
    for number in order:
        saying = sayings[number]
        if last is not None and last.article is saying.article and saying.quote.start < last.quote.end:
            groups.unite(number_of_last, number)
        if last is None or last.article is not saying.article or saying.quote.end > last.quote.end:
            last, number_of_last = saying, number


def _unite_same_wording(sayings: Sequence[Saying], groups: StatementGroups) -> None:
    """Unite wordings of which one has half of the other's shingles, where nothing tells them apart."""
    for one, other, shared in _find_same_wording(sayings):
        if one_wording(sayings[one], sayings[other]) and (shared >= SAME_WHOEVER or not groups.contradict(one, other)):
            groups.unite(one, other)


def _find_same_wording(sayings: Sequence[Saying]) -> Iterator[tuple[int, int, int]]:
    """Yield the pairs of wordings of which one has half of the other's shingles, with how many that are."""
    wordings = [array("q", map(hash, shingles(list_words(saying.quote.text)))) for saying in sayings]
    first: dict[int, int] = {}
    bearers: dict[int, array[int]] = {}
    """Of the shingles that several wordings have; most have one only."""
    for number, wording in enumerate(wordings):
        shared_ones = [shingle for shingle in wording if first.setdefault(shingle, number) != number]
        known_ones = (bearers.setdefault(shingle, array("I", [first[shingle]])) for shingle in shared_ones)
        rare = [known for known in known_ones if len(known) < MOST_BEARERS]
        shared = Counter(chain.from_iterable(rare))
        for known in rare:
            known.append(number)
        for other, many in shared.items():
            shorter = min(len(wording), len(wordings[other]))
            if many >= max(SHARED_WORDING * shorter, min(shorter, FEWEST_SHINGLES)):
                yield other, number, many


def _find_repeated(articles: Sequence[Evidence], groups: Sequence[Sequence[Saying]]) -> list[tuple[Source, ...]]:
    """Find for each statement the sentences of articles without a quote of it that have most of its words in order."""
    bearers: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    wanted: list[_Wanted] = []
    for group, sayings in enumerate(groups):
        for saying in sayings:
            wording = shingles(list_words(saying.quote.text))
            if len(content_stems(saying.quote.text)) > 1:
                for shingle in wording:
                    bearers[shingle].append(len(wanted))
                wanted.append(_Wanted(group, saying, len(wording)))
    quoted = [{saying.article.id for saying in sayings} for sayings in groups]
    found: list[dict[str, Source]] = [{} for _ in groups]
    for article in articles:
        for sentence in list_sentences(article):
            for group, source in _match_sentence(article, sentence, bearers, wanted):
                if article.id not in quoted[group]:
                    found[group].setdefault(article.id, source)
    return [tuple(one.values()) for one in found]


def _match_sentence(
    article: Evidence,
    sentence: Sentence,
    bearers: dict[tuple[str, ...], list[int]],
    wanted: Sequence[_Wanted],
) -> Iterator[tuple[int, Source]]:
    places: defaultdict[int, list[int]] = defaultdict(list)
    for begin, shingle in enumerate(list_shingles(list_words(article.text[sentence.start : sentence.end]))):
        for wording in bearers.get(shingle, ()):
            places[wording].append(begin)
    words = list(iterate_words(article.text, sentence.start, sentence.end)) if places else []
    for number, at in places.items():
        one = wanted[number]
        start, end = words[at[0]][1], words[at[-1] + SHINGLE - 1][2]
        marked = len(at) == one.shingles and article.text[start - 1 : start] in QUOTATION_MARKS
        if marked or (len(at) >= FEWEST_SHINGLES and len(at) >= SHARED_WORDING * one.shingles):
            text = article.text[sentence.start : sentence.end]
            again = Saying(article, Quote(text, sentence.start, sentence.end, None, None, "indirect"))
            if marked or one_wording(one.saying, again, FEWEST_STEMS_AGAIN):
                yield one.statement, Source(article.id, start, end, article.text[start:end])
