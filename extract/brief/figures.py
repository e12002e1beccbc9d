"""What counts the same thing in several articles, side by side, and whether the numbers contradict each other.

Two figures count the same thing where they count the same kind (people killed, drones, dollars), neither names a place
that the other does not, and what stands around them agrees. Where they differ more is asked: each must be the largest
of its kind and place in its article, since a toll has parts. What is not settled stays apart.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.article import Figure
from extract.brief.counts import DEEDS, Count, list_counts
from extract.brief.statements import find_speaker
from extract.brief.values import Evidence, FigureValue
from extract.brief.words import Groups

SMALL = 12
"""Numbers up to this are common: that two are equal says little."""
PRECISE = 3
"""Significant digits from which it says much that two numbers are equal."""
FEWEST_SHARED = 2
"""Stems around two equal figures that agree at least."""
FEWEST_SHARED_DIFFERING = 3
"""Stems around two numbers that differ which agree at least."""
FARTHEST = 4
"""Times by which two figures of one thing differ at most: beyond that they are of two things."""
FARTHEST_THINGS = 2
"""The same, where things are counted."""
ROUNDED = 0.1
"""Share of a number by which another may be off that is the same, rounded."""

RARE_DEEDS = frozenset(DEEDS[2:])
"""What happens to so few that the verb alone says that two figures are of one thing."""

_ADDED = re.compile(r"\b(?:others?|another|additional|further|more(?! than))\b", re.IGNORECASE)
_APPROXIMATE = re.compile(
    r"\b(?:about|around|some|nearly|almost|approaching|roughly|approximately|close to)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Figures that count the same thing."""

    values: tuple[FigureValue, ...]
    """In the order of the articles."""
    deed: str | None = None
    """What befell those counted: "killed"; None where things are counted, or nothing befell them."""

    @property
    def differs(self) -> bool:
        """Whether two of them contradict each other: neither equal nor the other one rounded."""
        return any(not _agree(one, other) for one in self.values for other in self.values)


def compare_figures(articles: Sequence[Evidence]) -> list[Comparison]:
    """Compare the figures of articles on one story; those in most articles first, single ones too."""
    counts = [count for article in articles for count in list_counts(article)]
    groups = Groups(len(counts))
    members = {number: [number] for number in range(len(counts))}
    for one, other in sorted(
        _find_pairs(counts), key=lambda pair: counts[pair[0]].figure.value != counts[pair[1]].figure.value
    ):
        first, second = groups.root(one), groups.root(other)
        if first != second and all(_compatible(counts[a], counts[b]) for a in members[first] for b in members[second]):
            groups.unite(first, second)
            members[min(first, second)] = members[first] + members[second]
    told = [group for group in groups.all() if not all(counts[number].converted for number in group)]
    found = [Comparison(tuple(_value(counts[number]) for number in group), counts[group[0]].deed) for group in told]
    return sorted(found, key=lambda one: -len({value.article for value in one.values}))


def _find_pairs(counts: Sequence[Count]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of figures that count the same thing."""
    largest = _find_largest(counts)
    for number, one in enumerate(counts):
        for at in range(number + 1, len(counts)):
            other = counts[at]
            if not _compatible(one, other):
                continue
            shared = len(one.around & other.around)
            if one.figure.value == other.figure.value:
                alike = shared >= _stems_needed(one, other) or one.article is other.article
            elif one.exact or one.measured:
                alike = shared >= FEWEST_SHARED and _rounds(one.figure, other.figure)
            else:
                alike = number in largest and at in largest and _could_differ(one, other, shared)
            if alike:
                yield number, at


def _could_differ(one: Count, other: Count, shared: int) -> bool:
    """Tell whether two numbers that are the largest of their kind in their articles are of one thing all the same."""
    low, high = sorted((one.figure.value, other.figure.value))
    if not one.of_people:
        both = [" and " in count.figure.text for count in (one, other)]  # "300 drones and missiles", "170 drones"
        same = both[0] == both[1] and one.bounds == other.bounds
        return same and high <= FARTHEST_THINGS * low and shared >= FEWEST_SHARED_DIFFERING
    needed = 1 if one.kind[-1] in RARE_DEEDS else FEWEST_SHARED_DIFFERING
    if one.nations != other.nations:
        return False
    return one.kind[-1] != "" and one.bounds == other.bounds and high <= FARTHEST * low and shared >= needed


def _stems_needed(one: Count, other: Count) -> int:
    """Return how many stems around two equal figures must agree."""
    if not one.of_people and not one.exact and one.kind == other.kind and len(one.kind) > 1:
        return 0  # "100 hectares of forest"
    telling = _equal_and_precise(one, other) or bool(one.scope & other.scope)
    return FEWEST_SHARED + (one.figure.value <= SMALL) - telling


def _compatible(one: Count, other: Count) -> bool:
    """Tell whether nothing speaks against two figures being of one thing."""
    if one.scope and other.scope and not one.scope & other.scope and not _equal_and_precise(one, other):
        return False
    if one.of_people or other.of_people or one.exact or other.exact:
        same = one.kind == other.kind
    else:
        same = not set(one.kind).isdisjoint(other.kind)
    return same and (one.article is not other.article or one.figure.value == other.figure.value)


def _equal_and_precise(one: Count, other: Count) -> bool:
    return one.figure.value == other.figure.value and _count_digits(one.figure.value) >= PRECISE


def _find_largest(counts: Sequence[Count]) -> frozenset[int]:
    """Find the figures that are the largest of their kind and place in their article, and so no part of another.

    Nor is one that comes on top of others ("three other rifles"), or that stands in a sentence with a part: "two were
    killed and 16 injured" tells of one place.
    """
    best: dict[tuple[str, tuple[str, ...], frozenset[str]], int] = {}
    for number, count in enumerate(counts):
        key = (count.article.id, count.kind, count.bounds)
        if key not in best or counts[best[key]].figure.value < count.figure.value:
            best[key] = number
    largest = set(best.values())
    parts = {
        (count.article.id, count.sentence)
        for number, count in enumerate(counts)
        if count.of_people and number not in largest
    }
    return frozenset(
        number
        for number in largest
        if not _ADDED.search(counts[number].figure.text)
        and (not counts[number].of_people or (counts[number].article.id, counts[number].sentence) not in parts)
    )


def _agree(one: FigureValue, other: FigureValue) -> bool:
    return one.value == other.value or (
        (_APPROXIMATE.search(one.text) or _APPROXIMATE.search(other.text)) is not None and _near(one.value, other.value)
    )


def _rounds(one: Figure, other: Figure) -> bool:
    approximate = _APPROXIMATE.search(one.text) or _APPROXIMATE.search(other.text)
    return approximate is not None and _near(one.value, other.value)


def _near(one: float, other: float) -> bool:
    """Tell whether one number is the other, rounded to as many digits as it has."""
    return math.isclose(one, other, rel_tol=ROUNDED) and (_round(one, other) or _round(other, one))


def _round(rounded: float, exact: float) -> bool:
    if rounded <= 0 or exact <= 0:
        return False
    unit = 10 ** (math.floor(math.log10(rounded)) + 1 - _count_digits(rounded))
    return abs(exact - rounded) <= unit / 2 or math.isclose(abs(exact - rounded), unit / 2)


def _count_digits(value: float) -> int:
    """Count the significant digits of a number, six at most."""
    return len(f"{value:g}".split("e")[0].replace(".", "").strip("0")) or 1


def _value(count: Count) -> FigureValue:
    figure, article = count.figure, count.article
    claimed = (
        find_speaker(article, quote)
        for quote in article.record.card.quotes
        if quote.start <= figure.start and figure.end <= quote.end
    )
    return FigureValue(
        article.id,
        figure.start,
        figure.end,
        article.text[figure.start : figure.end],
        figure.value,
        figure.unit,
        next(filter(None, claimed), None),
    )
