"""Agreements across articles: who agrees on what, for how much, and how far it has come, each step with its date."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.article import Agreement
from extract.brief.values import DAY, BriefLine, Evidence, Source, Step
from extract.brief.words import content_stems, find_sentence, list_sentences, word_list
from extract.names.fold import fold
from extract.stories.stems import stem

SAME_DEAL = 0.5
"""Share of the stems of the longer of two agreements from which they are one."""
FEWEST_STEMS = 2
"""Stems that two agreements share at least where no party is in both: there is more than one ceasefire. Fewer, vague
ones aside ("an imminent ceasefire"), do not say which is meant."""
STEPS = ("proposed", "announced", "signed")
"""How far an agreement has come, in this order; that it is "reported" is no step."""

_PRICE = re.compile(r"\b(?:price of|priced at|at|cost|costs|worth of each) \Z")
"""Before the price of one of the things that a deal is about."""
_UNFINISHED = re.compile(r" to \w+(?= \w)")
"""A purpose at the end of a deal's words whose object lies beyond it: "deal to enable | the ferries to sail"."""
_CURRENCY = re.compile(r"[A-Z]{3}")


@dataclass(frozen=True, slots=True, eq=False)
class _Deal:
    """An agreement in one article."""

    article: Evidence
    agreement: Agreement
    stems: frozenset[str]

    @property
    def source(self) -> Source:
        """Its words, without a purpose that is cut."""
        start, end = self.agreement.start, self.agreement.end
        cut = next((one for one in _UNFINISHED.finditer(self.article.text, start, end + 2) if one.end() == end), None)
        return self.article.cite(start, cut.start() if cut else end)

    @property
    def bare(self) -> bool:
        """Whether it has neither parties nor a sum, and too few words to tell which it is."""
        told = content_stems(self.source.text).difference(map(stem, word_list("vague")))
        return len(told) < FEWEST_STEMS and not self.agreement.parties and not any(True for _ in _find_amounts(self))


def list_deals(articles: Sequence[Evidence]) -> list[BriefLine]:
    """List the agreements of articles, those in most articles first.

    Args:
        articles: the oldest first.

    """
    groups: list[list[_Deal]] = []
    for article in articles:
        for agreement in article.record.card.agreements:
            deal = _Deal(article, agreement, content_stems(agreement.text))
            same = next((group for group in groups if _is_same(deal, group)), None)
            if same is None:
                groups.append([deal])
            else:
                same.append(deal)
    told = [group for group in groups if not all(deal.bare for deal in group)]
    lines = [_make_line(group) for group in told or groups]
    return sorted(lines, key=lambda line: -len({source.article for source in line.sources}))


def _is_same(deal: _Deal, group: Sequence[_Deal]) -> bool:
    """Tell whether an agreement is that of a group: the same words, and no parties that differ altogether."""
    parties = {fold(party) for party in deal.agreement.parties}
    named = {fold(party) for other in group for party in other.agreement.parties}
    if parties and named and parties.isdisjoint(named):
        return False
    needed = 1 if parties & named else FEWEST_STEMS
    return any(
        len(deal.stems & other.stems) >= max(needed, SAME_DEAL * max(len(deal.stems), len(other.stems)))
        for other in group
    )


def _make_line(group: Sequence[_Deal]) -> BriefLine:
    fullest = max(group, key=lambda deal: (len(deal.stems), -group.index(deal)))
    sources = (fullest.source, *(deal.source for deal in group if deal is not fullest))
    parties: dict[str, Source] = {}
    amounts: dict[str, Source] = {}
    for deal in (fullest, *group):
        for party in _find_parties(deal):
            parties.setdefault(fold(party.text), party)
        for key, amount in _find_amounts(deal):
            amounts.setdefault(key, amount)
    steps = _find_steps(group)
    return BriefLine(
        "deals",
        fullest.source.text,
        sources,
        kind=None if steps else group[0].agreement.status or None,
        parties=tuple(parties.values()),
        amounts=tuple(amounts.values()),
        steps=steps,
    )


def _find_parties(deal: _Deal) -> Iterator[Source]:
    """Yield the parties as they stand in the article, each at the mention that is nearest to the agreement.

    A party that is only told by its people's name ("Ukrainian") stands where that does.
    """
    record, at = deal.article.record, deal.agreement.start
    names = {entity.id: {fold(entity.name), *map(fold, entity.aliases)} for entity in record.entities}
    for party in deal.agreement.parties:
        folded = fold(party)
        places = [
            mention
            for mention in record.mentions
            if fold(mention.text) == folded or (mention.entity and folded in names.get(mention.entity, ()))
        ]
        if places:
            nearest = min(places, key=lambda mention: (mention.text != party, abs(mention.start - at)))
            yield deal.article.cite(nearest.start, nearest.end)


def _find_amounts(deal: _Deal) -> Iterator[tuple[str, Source]]:
    """Yield what an agreement is about in numbers: those in its words, else the only sum of money of its sentence."""
    start, end = deal.agreement.start, deal.agreement.end
    card = deal.article.record.card
    within = [figure for figure in card.figures if start <= figure.start and figure.end <= end]
    if not within:
        sentence = find_sentence(list_sentences(deal.article), start)
        if sentence is None:
            return
        here = [figure for figure in card.figures if sentence.start <= figure.start < sentence.end]
        text = deal.article.text
        sums = [
            figure
            for figure in here
            if _CURRENCY.fullmatch(figure.unit or "") and not _PRICE.search(text[sentence.start : figure.start])
        ]
        others = [one for one in card.agreements if sentence.start <= one.start < sentence.end]
        within = sums if len(sums) == 1 and len(others) == 1 else []
    for figure in within:
        yield f"{figure.value}{figure.unit}", deal.article.cite(figure.start, figure.end)


def _find_steps(group: Sequence[_Deal]) -> tuple[Step, ...]:
    """Find the first report of each step, in the order in which they are taken."""
    steps: dict[str, Step] = {}
    for deal in group:
        status = deal.agreement.status
        if status in STEPS:
            step = Step(status, _find_day(deal), deal.article.day, deal.source)
            known = steps.get(status)
            if known is None or (step.day or step.reported or "~") < (known.day or known.reported or "~"):
                steps[status] = step
    taken: list[Step] = []
    for status in reversed(STEPS):
        if (found := steps.get(status)) and not (taken and _is_later(found, taken[-1])):
            taken.append(found)
    return tuple(reversed(taken))


def _is_later(step: Step, other: Step) -> bool:
    """Tell whether a step was reported only after one that it comes before: it looks back, or is of another deal."""
    one, two = step.day or step.reported, other.day or other.reported
    return one is not None and two is not None and one > two


def _find_day(deal: _Deal) -> str | None:
    """Find the day on which a step was taken: the only one in its sentence, if it is not after the report."""
    sentence = find_sentence(list_sentences(deal.article), deal.agreement.start)
    if sentence is None or deal.agreement.status == "proposed":
        return None  # the day of what is proposed is yet to come
    days = {
        moment.value[:DAY]
        for moment in deal.article.record.card.when
        if sentence.start <= moment.start < sentence.end and moment.value and len(moment.value) >= DAY
    }
    reported = deal.article.day
    return next(iter(days)) if len(days) == 1 and (not reported or min(days) <= reported) else None
