"""What near duplicates say otherwise: the same sentences with other numbers, where one was corrected or misprinted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.brief.counts import list_figures
from extract.brief.values import BriefLine, Evidence, FigureValue
from extract.brief.words import Sentence, list_sentences, list_words
from extract.figures.numbers import count_of


def drop_reprints(articles: Sequence[Evidence]) -> list[Evidence]:
    """Keep of near duplicates the first."""
    seen: set[int] = set()
    kept = []
    for article in articles:
        if article.likeness is None or article.likeness not in seen:
            kept.append(article)
        if article.likeness is not None:
            seen.add(article.likeness)
    return kept


def list_changed_figures(told: Sequence[Evidence], used: Sequence[Evidence]) -> Iterator[BriefLine]:
    """Yield the figures of articles that are told which a reprint of them, left out of those used, has otherwise."""
    kept = {article.likeness: article for article in used if article.likeness is not None}
    for reprint in told:
        article = kept.get(reprint.likeness) if reprint.likeness is not None else None
        if article is None or article is reprint:
            continue
        known = {_without_numbers(article, sentence): sentence for sentence in list_sentences(article)}
        for sentence in list_sentences(reprint):
            if before := known.get(_without_numbers(reprint, sentence)):
                yield from _compare(article, before, reprint, sentence)


def _without_numbers(article: Evidence, sentence: Sentence) -> tuple[str, ...]:
    """Return the words of a sentence with an empty one for each number."""
    words = list_words(article.text[sentence.start : sentence.end])
    return (*("" if count_of(word) is not None else word for word in words),)


def _compare(one: Evidence, its: Sentence, other: Evidence, others: Sentence) -> Iterator[BriefLine]:
    figures = [
        [figure for figure in list_figures(article) if sentence.start <= figure.start < sentence.end]
        for article, sentence in ((one, its), (other, others))
    ]
    if len(figures[0]) != len(figures[1]):
        return
    for pair in zip(*figures, strict=True):
        if pair[0].value != pair[1].value:
            values = tuple(
                FigureValue(*_fields(article, figure.start, figure.end), figure.value, figure.unit, None)
                for article, figure in zip((one, other), pair, strict=True)
            )
            yield BriefLine("figures", one.text[its.start : its.end], values, values=values, differs=True)


def _fields(article: Evidence, start: int, end: int) -> tuple[str, int, int, str]:
    return article.id, start, end, article.text[start:end]
