"""Finds what was signed, announced, proposed or is in force between parties, by its noun and the phrase around it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from extract.agreements.grammar import GIVEN, Status
from extract.agreements.parties import Parties, Party, last_named
from extract.agreements.phrases import NounPhrase, complement_end, phrase_around
from extract.agreements.status import Standing
from extract.agreements.takeovers import KIND, takeovers_in, verbs_of_buying
from extract.alternation import WordFinder
from extract.article import Agreement
from extract.figures.numbers import numbers_in
from extract.stretches import inside
from extract.syntax import Trees
from extract.tables import rows, words

MOST = 10
"""A card lists no more agreements than this."""


@dataclass(frozen=True, slots=True)
class Noun:
    """A row of `nouns.tsv`."""

    text: str
    kind: str
    asks: str
    """any, name, kind or money: what must stand with the noun."""
    kinds: frozenset[str]


_PLEDGED = Noun("", "funding", "money", frozenset())
"""What is pledged without a noun that says what it is."""
_BOUGHT = Noun("", KIND, "any", frozenset())
_CLAUSE = 4.0
"""The weight of a clause that tells of a takeover, above that of a noun for it."""


@dataclass(frozen=True, slots=True)
class _RankedAgreement:
    noun: Noun
    agreement: Agreement
    amount: float | None
    named: frozenset[str]
    """Its parties, as far as the phrase itself names them."""
    weight: float
    more: bool = False
    """Whether it is told as a part of what was told before: "the measures include travel bans"."""


def agreements_in(
    text: str,
    names: Sequence[Party] = (),
    skip: Sequence[tuple[int, int]] = (),
    trees: Trees | None = None,
) -> tuple[Agreement, ...]:
    """Return the agreements that a text names, each once, in order of appearance.

    Args:
        text: of an article; offsets are code points.
        names: organisations, countries and places, in order: who may be party to an agreement.
        skip: (start, end) of what is not read: page furniture.
        trees: of the text's sentences, of those at least in which something is `mentioned`; without them none is found.

    """
    if trees is None:
        return ()
    parties = Parties(names, trees)
    chosen: list[_RankedAgreement] = []
    bought = takeovers_in(text, names, skip, trees)
    takeovers = (_RankedAgreement(_BOUGHT, one, None, frozenset(one.parties), _CLAUSE) for one in bought)
    found = (*_candidates(text, parties, skip), *_pledges(text, parties, skip), *takeovers)
    for one in sorted((item for item in found if item), key=lambda item: -item.weight):
        if not any(_same(one, other) for other in chosen):
            chosen.append(one)
    paid = any(one.amount and one.noun.kind == "aid" for one in chosen)
    chosen = [
        one for one in chosen if one.amount or one.noun.kind != "aid" or not paid or one.agreement.status != "reported"
    ][:MOST]
    spans: list[Agreement] = []
    last: _RankedAgreement | None = None
    for item in sorted(chosen, key=lambda item: (item.agreement.start, -item.agreement.end)):
        if last is None or item.agreement.start >= spans[-1].end:
            last = _continued(text, last, item) if item.more and last else item
            spans.append(last.agreement)
    return tuple(spans)


def _continued(text: str, whole: _RankedAgreement, part: _RankedAgreement) -> _RankedAgreement:
    """Return a part with the status of the whole, told in the sentence before, and those who agreed on it.

    Whom the whole is for or against is not always whom the part is: "A imposed sanctions on B. The measures include
    travel bans on some of its ministers."
    """
    one, other = whole.agreement, part.agreement
    near = len(_SENTENCE.findall(text, one.end, other.start)) <= 1
    if whole.noun.kind != part.noun.kind or not near:
        return part
    parties = (*(party for party in one.parties if party not in one.text), *other.parties)
    return replace(part, agreement=replace(other, parties=tuple(dict.fromkeys(parties)), status=one.status))


def mentioned(text: str) -> Iterator[int]:
    """Yield where a text has a word for an agreement or a promise."""
    yield from (start for start, _ in _last_words().find(text))
    yield from (start for start, _ in _PLEDGE.find(text))
    yield from verbs_of_buying(text)


def _same(one: _RankedAgreement, other: _RankedAgreement) -> bool:
    """Tell whether two mentions are of one agreement: of one sum, or of one class and not of different parties."""
    if one.amount or other.amount:
        return one.amount == other.amount
    if one.more != other.more:
        return False
    left, right = one.named, other.named
    if one.noun.kind == "sanctions" and len({item.agreement.status == "proposed" for item in (one, other)}) > 1:
        return False  # those in force, and those to come
    return one.noun.kind == other.noun.kind and (left <= right or right <= left)


_TOTAL = re.compile(
    r"\b(?:includ\w+|provided|provides|gave|given|spent|received|delivered|sent|totall?ing|drawn|including)\b[^.;:\n]{0,24}\Z"
)
_AMOUNT_LINK = re.compile(
    r"\)?(?: \([^)]{0,24}\))?(?:\W{0,3} (?:in|of|worth of|worth|as))?"
    r"(?: (?!(?:to|for|from|by|on|at|with|and|or|than|will|would|could|can|may|might|in|of|since|after|before|under)\b)"
    r"[\w’'/-]+){0,4} ?\Z"
)
_SUM_BEHIND = re.compile(r" (?:of|worth|totall?ing) (?:about |some |up to |nearly |around |over )?(?=[$€£\d])")
_REACH = 80
_SENTENCE = re.compile(r"[.!?][\s”\"]|\n")
_NAMED = frozenset(
    {
        KIND,
        "bailout",
        "memorandum",
        "programme",
        "loan",
        "pact",
        "contract",
        "statement",
        "venture",
        "partnership",
        "initiative",
    }
)
"""What is one of many unless the text says which."""
_BARE = frozenset({"ceasefire", KIND})
_GIVEN = GIVEN | {"sanctions"}
_PLEDGE = WordFinder(f"{verb}(?:es?|ed|s|ing)(?!\\w)" for verb in ("pledg", "promis", "allocat", "earmark"))
_IDIOMS, _BILLS = words("extract.agreements", "idioms"), words("extract.agreements", "bills")


def _candidates(text: str, parties: Parties, skip: Sequence[tuple[int, int]]) -> Iterator[_RankedAgreement | None]:
    """Yield what each noun of the table names; a longer noun goes before one that it ends with."""
    for last, end in _last_words().find(text):
        for noun in () if inside(skip, last) else _nouns_by_last_word().get(text[last:end].lower(), ()):
            start = end - len(noun.text)
            if start >= 0 and text[start:end].lower() == noun.text and not text[start - 1 : start].isalnum():
                yield _read(text, noun, start, end, parties)
                break


def _pledges(text: str, parties: Parties, skip: Sequence[tuple[int, int]]) -> Iterator[_RankedAgreement | None]:
    """Yield the amounts that a verb of pledging promises for something: "pledged €40 million to rebuild the port"."""
    for verb, verb_end in _PLEDGE.find(text):
        behind = text[verb_end : verb_end + _REACH]
        number = next((number for number in numbers_in(behind) if number.currency), None)
        if number is None or inside(skip, verb) or _SENTENCE.search(behind, 0, number.start):
            continue
        start, end = verb_end + number.start, verb_end + number.end
        if (stop := complement_end(text, parties.trees, end)) > end:
            phrase = NounPhrase(start, stop, frozenset(), complement=True, definite=False)
            yield _found(text, _PLEDGED, phrase, number.value, parties, end)


def _read(text: str, noun: Noun, start: int, end: int, parties: Parties) -> _RankedAgreement | None:
    """Return the agreement whose noun stands at (start, end), or None where it names none."""
    token = parties.trees.head_of(start, end)
    if token is None:
        return None
    phrase = phrase_around(text, parties.trees, token, end, noun.kind in _GIVEN)
    amount = None
    if noun.asks == "money" or noun.kind in GIVEN:
        amount, at = _amount(text, start, end, phrase.start)
        if noun.asks == "money" and amount is None:
            return None
        if at is not None:
            if _TOTAL.search(text, max(0, at - 40), at):
                return None
            phrase = NounPhrase(min(at, phrase.start), phrase.end, phrase.modifiers, phrase.complement, phrase.definite)
    capital = text[start].isupper() or not any(word[:1].isupper() for word in text[phrase.start : start].split())
    bare = not (phrase.modifiers or phrase.complement or amount or " " in noun.text)
    if (
        (noun.asks == "name" and capital)
        or (noun.asks == "kind" and not noun.kinds & phrase.modifiers)
        or (noun.kind == "statement" and not phrase.complement)  # "said in a joint statement"
        or (noun.kind in ("pact", "contract", "sanctions") and _IDIOMS & phrase.modifiers)
        or (noun.kind in GIVEN and _BILLS & {*text[phrase.start : phrase.end].lower().split()})
        or (bare and (phrase.definite or noun.kind not in _BARE))
    ):
        return None
    found = _found(text, noun, phrase, amount, parties, end)
    return None if bare and found and found.agreement.status == "reported" else found


def _found(
    text: str, noun: Noun, phrase: NounPhrase, amount: float | None, known: Parties, end: int
) -> _RankedAgreement | None:
    """Return the agreement whose word ends at `end`, with its parties, its status and its weight, if it is one."""
    token = known.trees.token_at(end - 1)
    names = known.near(phrase.start, phrase.end)
    if token is None or any(name.start <= known.trees.starts[token] < name.end for name in names):
        return None  # "the Free Trade Agreement Council"
    governed = Standing(text, known.trees, token, noun.kind)
    if governed.is_modifier or governed.is_denied:
        return None
    status = governed.status()
    if noun.kind == KIND:
        names = [name for name in names if not name.place]
    plain = [name for name in names if not name.adjective]
    within = [name.text for name in plain if phrase.start <= name.start and name.end <= phrase.end]
    parties = governed.parties(names)
    if governed.lacks_subject:  # as the parser has it
        before = last_named(text, phrase.start, plain) if len(within) < 2 else ()
        parties = tuple(dict.fromkeys((*before, *within, *parties)))
    is_generic = noun.kind in _NAMED and len(parties) < 2 and not within and governed.is_generic
    if is_generic or _in_passing(noun.kind, status, parties, amount):
        return None
    named = frozenset(within)
    weight = 2.0 * phrase.complement + 1.0 * bool(phrase.modifiers) + 0.5 * min(2, len(named)) - 0.7 * phrase.definite
    weight += 0.8 * (status != "reported")
    start, stop = _balanced(text, phrase.start, phrase.end)
    if text.count("(", start, stop) != text.count(")", start, stop):
        return None
    agreement = Agreement(text[start:stop], parties, status, start, stop)
    return _RankedAgreement(noun, agreement, amount, frozenset(parties) or named, weight, _is_part(text, start))


_PART = re.compile(
    rf"\b(?:(?:The|These|Those) (?:[a-z]+ )?(?:{'|'.join(sorted(words('extract.agreements', 'measures')))})|It|They)"
    r" (?:also )?(?:include|comprise|contain)[sd]?\b[^.!?\n]*\Z"
)
"""Before what is a part of what was told before: "The measures include", "It also includes"."""


def _is_part(text: str, start: int) -> bool:
    return _PART.search(text, max(0, start - 2 * _REACH), start) is not None


def _in_passing(kind: str, status: Status, parties: Sequence[str], amount: float | None) -> bool:
    """Tell whether an agreement is only spoken of: "outside the Tarn accord", "under a voluntary contract"."""
    if not parties and (kind == "programme" or (kind == "funding" and status == "reported")):
        return True  # "a $5 billion programme", "sitting on $45 million in funding"
    if kind == KIND:  # "since the takeover of B", "the takeover of an island"
        return status == "reported" or (len(parties) < 2 and not amount)
    if kind not in _NAMED or amount:
        return False
    if kind == "contract" and not parties:
        return status != "proposed"
    return status == "reported" and len(parties) < 2


_SUM_BEFORE = re.compile(
    r"(?:[$€£¥][ \xa0]?\d[\w.,]*|\d[\w.,]*)(?: [a-z]+){0,3}"
    r"\s\((?:[^()]{1,16}[;,] )?\Z"
)
"""Before a sum in brackets: the sum outside them, and another beside it ("€40bn ($43bn, £34bn)")."""


def _balanced(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the offsets of a phrase with its brackets and quotation marks in pairs: "£2bn ($3bn) in aid"."""
    said = text[start:end]
    if said.count(")") > said.count("("):
        before = _SUM_BEFORE.search(text, max(0, start - 40), start)
        start = before.start() if before else start
    for opening, closing in ("()", "“”", '""'):
        said = text[start:end]
        odd = said.count(opening) != said.count(closing) if opening != closing else said.count(opening) % 2
        if odd and said.rfind(opening) > said.rfind(closing) - (opening == closing) and said.rfind(opening) > 0:
            end = start + len(said[: said.rfind(opening)].rstrip())
    return start, end


def _amount(text: str, noun_start: int, noun_end: int, phrase_start: int) -> tuple[float | None, int | None]:
    """Return (value, start) of the money that belongs to a noun: "$2.3 billion military aid", "£5m in new aid"."""
    low = max(0, min(phrase_start, noun_start) - _REACH, noun_start - _REACH)
    before = text[low:noun_start]
    behind = _SUM_BEHIND.match(text, noun_end)
    if behind:
        number = next((n for n in numbers_in(text[behind.end() : behind.end() + 40]) if n.currency), None)
        if number and number.start < 3:
            return number.value, phrase_start
    for number in reversed([number for number in numbers_in(before) if number.currency]):
        if _AMOUNT_LINK.fullmatch(before, number.end):
            return number.value, low + number.start
    return None, None


@cache
def _last_words() -> WordFinder:
    return WordFinder(rf"{re.escape(word)}(?!\w)" for word in _nouns_by_last_word())


@cache
def _nouns_by_last_word() -> dict[str, tuple[Noun, ...]]:
    """Return the nouns of the table by their last word, the longest first."""
    nouns: dict[str, list[Noun]] = {}
    for cells in rows("extract.agreements", "nouns.tsv"):
        text, kind, asks, kinds = (*cells, "")[:4]
        nouns.setdefault(text.split()[-1], []).append(Noun(text, kind, asks, frozenset(kinds.split())))
    return {word: tuple(sorted(group, key=lambda noun: -len(noun.text))) for word, group in nouns.items()}
