"""What the figures of an article count, as far as their sentences settle it: a kind, what befell people, a place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.article import Figure
from extract.brief.values import Evidence
from extract.brief.words import (
    Sentence,
    content_stems,
    find_country,
    find_sentence,
    list_sentences,
    list_words,
    word_list,
)
from extract.figures.find import MOST as ON_CARD
from extract.figures.find import figures_in
from extract.figures.units import MEASURES
from extract.names.fold import fold
from extract.stories.stems import stem

MOST = 60
"""Figures of an article that are compared, where its card cannot hold all."""
AROUND = 160
"""Code points on either side of a figure that say what it is about, within its sentence."""
JOINED = 20
"""Code points that a conjunction between a figure and a verb counts as."""
NEAR = 90
"""Code points within which a verb says what happened to those counted."""

PEOPLE = ("people", "children", "soldiers", "fighters", "civilians", "police")
DEEDS = ("killed", "injured", "missing", "captured", "held", "displaced", "rescued", "present")

_MEASURES = frozenset(map(stem, MEASURES | {"cents"}))
"""Stems of units: the height of one missile is not contradicted by how far another flew."""
WHOLE = frozenset(("country", "nation", "nationwide"))

_ASIDE = re.compile(r"\s[-–—]\s[^-–—]{3,80}?\s[-–—]\s|\([^()]{3,80}\)|, including [^,.]{3,80}(?=[,.]|$)")
_CLAUSE_END = re.compile(r"[,;:()]|\s[-–—]\s|\b(?:and|while|but|as|when|after|who|which)\b")
_PERCENT = re.compile(r"\bper ?cent\b", re.IGNORECASE)
_SIDE = re.compile(r"\b[Oo]n the [A-Z]\w+ side\b")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True, eq=False)
class Count:
    """A figure with what it counts, as far as its sentence settles it."""

    article: Evidence
    figure: Figure
    kind: tuple[str, ...]
    """What is counted: a class of people and what happened to them, a currency, or the nouns of the unit."""
    scope: frozenset[str]
    """The places that bound it."""
    around: frozenset[str]
    """Stems of the words around it."""
    sentence: int
    """Offset at which its sentence begins."""
    converted: bool = False
    """Whether it is the figure before it in other units: "$440m (£334m)"."""

    @property
    def bounds(self) -> frozenset[str]:
        """The places that bound it more narrowly than a country does: a whole country's toll often names none."""
        return frozenset(place for place in self.scope if place not in WHOLE and not find_country(place))

    @property
    def nations(self) -> frozenset[str]:
        """Those whose people are counted: "ten American passengers" are a part of twelve on board."""
        side = _SIDE.search(self.article.text, self.sentence, self.figure.start)
        return frozenset(filter(None, map(find_country, list_words(self.figure.text + (side[0] if side else "")))))

    @property
    def of_people(self) -> bool:
        """Whether people are counted."""
        return self.kind[0] in PEOPLE

    @property
    def deed(self) -> str | None:
        """What befell the people counted, in a word; None where nothing is told to have."""
        return self.kind[-1] if self.of_people and self.kind[-1] in DEEDS[:-1] else None

    @property
    def exact(self) -> bool:
        """Whether the unit is a currency or a share: then another number is another thing."""
        return self.kind[0] in ("money", "percent")

    @property
    def measured(self) -> bool:
        """Whether the unit is one of length, area, weight or the like, of which another number is another thing too."""
        return not _MEASURES.isdisjoint(self.kind)


def list_counts(article: Evidence) -> Iterator[Count]:
    """Yield the figures of an article with what they count; those that nothing is known of are left out."""
    listed = list_sentences(article, furniture_too=True)
    figures = list_figures(article)
    for figure in figures:
        sentence = find_sentence(listed, figure.start)
        if sentence is None:
            continue
        others = [one for one in figures if one is not figure and sentence.start <= one.start < sentence.end]
        kind = _find_kind(article.text, sentence, figure, others)
        if kind:
            low, high = max(sentence.start, figure.start - AROUND), min(sentence.end, figure.end + AROUND)
            around = content_stems(article.text[low:high]).difference(kind)
            scope = _find_scope(article, sentence, figure)
            yield Count(
                article, figure, kind, scope, around, sentence.start, _is_converted(article.text, figure, others)
            )


def list_figures(article: Evidence) -> list[Figure]:
    """List the figures of an article by their place: also those that its card has no room for."""
    found: Sequence[Figure] = article.record.card.figures
    if len(found) >= ON_CARD and article.record.language in (None, "en"):
        furniture = [(one.start, one.end) for one in article.record.boilerplate if one.start is not None and one.end]
        known = {one.start for one in found}
        found = [*found, *(one for one in figures_in(article.text, furniture, MOST) if one.start not in known)]
    return sorted(found, key=lambda one: one.start)


def _find_kind(text: str, sentence: Sentence, figure: Figure, others: Sequence[Figure]) -> tuple[str, ...]:
    """Find what a figure counts; nothing where the text does not settle it."""
    unit = figure.unit or ""
    if "%" in figure.text or _PERCENT.search(figure.text):
        return ("percent",)
    if re.fullmatch(r"[A-Z]{3}", unit):
        return ("money", unit)
    nouns = list_words(unit)
    people = next((name for name in PEOPLE for noun in nouns if noun in word_list(name)), None)
    if people or not nouns:
        deed = _find_deed(text, sentence, figure, others)
        if deed and (people or _bare(text, figure)):
            return (people or "people", deed)
        if people:
            return (people, "")
        return ()
    return tuple(sorted({stem(noun) for noun in nouns if len(noun) > 2}))


def _is_converted(text: str, figure: Figure, others: Sequence[Figure]) -> bool:
    """Tell whether a figure stands in brackets right behind another one."""
    before = text[: figure.start].rstrip()
    return before.endswith("(") and any(one.end == len(before[:-1].rstrip()) for one in others)


def _bare(text: str, figure: Figure) -> bool:
    """Tell whether a number without a unit stands for people: "140 were injured", "166 injured"."""
    return (
        re.match(
            r"\s*(?:\w+\s){0,3}?(?:were|was|are|have been|had been|injured|wounded|dead|killed|in|at|others?)\b",
            text[figure.end : figure.end + 40],
        )
        is not None
    )


def _find_deed(text: str, sentence: Sentence, figure: Figure, others: Sequence[Figure]) -> str | None:
    """Find what happened to those counted: the nearest verb that no other figure stands before."""
    written = list_words(figure.text)
    for deed in DEEDS:
        if any(word in word_list(deed) for word in written):
            return deed
    kept = _blank_asides(text, sentence, figure)
    at, end = figure.start - sentence.start, figure.end - sentence.start
    spans = [(one.start - sentence.start, one.end - sentence.start) for one in others]
    best: tuple[float, str] | None = None
    for match in _WORD.finditer(kept):
        done = next((name for name in DEEDS if match[0].lower() in word_list(name)), None)
        if done is None:
            continue
        low, high = (end, match.start()) if match.start() >= end else (match.end(), at)
        if low > high or any(low <= start < high and kept[start:stop].strip() for start, stop in spans):
            continue
        between = kept[low:high]
        distance = len(between.split()) * 6 + JOINED * len(re.findall(r"\b(?:and|while|but)\b|[,;]", between))
        if distance <= NEAR and (best is None or distance < best[0]):
            best = distance, done
    return best[1] if best else None


def _blank_asides(text: str, sentence: Sentence, figure: Figure) -> str:
    """Return a sentence with blanks for its asides; for a figure within one, all figures but it are blanked."""
    kept = text[sentence.start : sentence.end]
    at = figure.start - sentence.start
    for aside in _ASIDE.finditer(kept):
        if not aside.start() <= at < aside.end():
            kept = kept[: aside.start()] + " " * len(aside[0]) + kept[aside.end() :]
        else:
            inner = aside.end()
            return " " * aside.start() + kept[aside.start() : inner] + kept[inner:]
    return kept


def _find_scope(article: Evidence, sentence: Sentence, figure: Figure) -> frozenset[str]:
    """Find what bounds a figure in the clause behind it: places, and that it is a running total ("since Monday")."""
    kept = _blank_asides(article.text, sentence, figure)
    begin = figure.end - sentence.start
    end = len(kept)
    for match in _CLAUSE_END.finditer(kept, begin + 1):
        if match.start() - begin > 3 and match[0] not in ("and", "as"):
            end = match.start()
            break
        if match[0] in ("and", "as"):
            end = match.start()
            break
    clause = kept[begin:end]
    low = sentence.start + begin
    found = {
        fold(mention.text)
        for mention in article.record.mentions
        if mention.label == "LOC"
        and low <= mention.start < low + len(clause)
        and clause[mention.start - low :].startswith(mention.text[:1])
    }
    return frozenset(found | {word for word in list_words(figure.text + clause) if word in word_list("scope")})
