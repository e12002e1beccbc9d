"""Which wordings of one speaker say the same in other words: average linkage on the stems that they share."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations, product
from operator import attrgetter
from typing import TYPE_CHECKING

from extract.brief.contradictions import StatementGroups, find_key, is_denial, same_details
from extract.brief.speakers import speaker_key
from extract.brief.words import content_stems, reporting_verbs
from extract.names.compare import skeleton
from extract.names.fold import fold

if TYPE_CHECKING:
    from extract.brief.values import Saying

SHARED_MEANING = 0.375
"""Share of the stems of the shorter wording from which two of one speaker say the same."""
LINKED = 0.375
"""The same, on average over the wordings of two statements: from this on they are one."""
FEWEST_STEMS = 3
"""Stems that two wordings of one speaker share at least."""
FEWEST_STEMS_COMMON = 4
"""The same, where they share only what the story is about."""
COMMON = 0.05
"""Share of a story's wordings from which a stem that they have says nothing of one of them."""
FEWEST_COMMON = 4
"""Wordings that have a stem at least, where it is that common."""

_WORD = re.compile(r"[^\W_]+")
_NAME = re.compile(r"[A-Z][\w’'-]+")
_SPEAKERS = frozenset(("PERSON", "ORG", "LOC"))


def unite_paraphrases(sayings: Sequence[Saying], groups: StatementGroups) -> None:
    """Unite the groups of wordings that say the same, the likest first.

    A pair makes two groups one where their wordings are alike on average, and nobody of the one contradicts the other
    by being somebody else: of three statements each may be like the next, and the first and the last still be two.
    """
    stems = [content_stems(_find_said(saying), numbers=True) for saying in sayings]
    members = {numbers[0]: numbers for numbers in groups.all()}

    def alike(one: int, other: int) -> float:
        return len(stems[one] & stems[other]) / max(1, min(len(stems[one]), len(stems[other])))

    for one, other in sorted(_find_pairs(sayings, stems), key=lambda pair: -alike(*pair)):
        first, second = groups.root(one), groups.root(other)
        if first == second or groups.contradict(first, second):
            continue
        across = [
            alike(a, b)
            for a, b in product(members[first], members[second])
            if sayings[a].article is not sayings[b].article
        ]
        if sum(across) >= LINKED * len(across):
            groups.unite(first, second)
            members[min(first, second)] = members[first] + members[second]


def _find_said(saying: Saying) -> str:
    """Return what is said: of a sentence that is no quote, what stands behind its verb of saying, if that is enough.

    "Mr Holm, who was in Torvik on Tuesday, vowed to strengthen the coast guard": who says it where is no part of it.
    """
    text = saying.quote.text
    if saying.quote.speaker or saying.quote.kind != "indirect":
        return text
    verb = next((match for match in _WORD.finditer(text) if match[0].lower() in reporting_verbs()), None)
    said = text[verb.end() :] if verb else ""
    return said if len(content_stems(said)) >= FEWEST_STEMS else text


def _find_pairs(sayings: Sequence[Saying], stems: Sequence[frozenset[str]]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of one speaker, in two articles, that have most of their stems in common.

    Two must share a stem that few others have, or one more; a sentence that is no quote is of whoever it names. A
    shared number counts twice.
    """
    common = _find_common(stems)
    named = [bool(saying.quote.speaker) for saying in sayings]
    for same in _group_by_speaker(sayings):
        for one, other in combinations(same, 2):
            if sayings[one].article is sayings[other].article or not (named[one] or named[other]):
                continue
            if is_denial(sayings[one]) != is_denial(sayings[other]):
                continue
            same_stems = stems[one] & stems[other]
            if len(same_stems) < FEWEST_STEMS - 1:
                continue
            shared = len(same_stems) + any(stem.isdigit() for stem in same_stems)
            telling = not same_stems <= common
            fewest = FEWEST_STEMS if telling else FEWEST_STEMS_COMMON
            if shared >= max(fewest, SHARED_MEANING * min(len(stems[one]), len(stems[other]))) and same_details(
                sayings[one].quote.text, sayings[other].quote.text
            ):
                yield one, other


def _group_by_speaker(sayings: Sequence[Saying]) -> list[list[int]]:
    by_speaker: defaultdict[str, list[int]] = defaultdict(list)
    for number, saying in enumerate(sayings):
        if key := find_key(saying):
            by_speaker[key].append(number)
    for number, saying in enumerate(sayings):
        if not saying.quote.speaker:
            for name in _list_named(saying) & by_speaker.keys():
                by_speaker[name].append(number)
    return list(by_speaker.values())


def _find_common(stems: Sequence[frozenset[str]]) -> frozenset[str]:
    """Find the stems that so many wordings have that they say nothing of one: what the story is about."""
    counts = Counter(stem for one in stems for stem in one)
    return frozenset(stem for stem, wordings in counts.items() if wordings > max(FEWEST_COMMON, COMMON * len(stems)))


def _list_named(saying: Saying) -> set[str]:
    """List the keys of those whom a sentence names."""
    start, end = saying.quote.start, saying.quote.end
    mentions = saying.article.record.mentions
    first, last = (bisect_left(mentions, at, key=attrgetter("start")) for at in (start, end))
    named = {speaker_key(one.text) for one in mentions[first:last] if one.label in _SPEAKERS}
    return named | {skeleton(fold(match[0])) for match in _NAME.finditer(saying.quote.text)}
