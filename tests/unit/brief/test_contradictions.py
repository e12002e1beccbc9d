"""Wordings that have words in common and are not one statement."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extract.brief.contested import find_contested
from extract.brief.statements import group_statements
from extract.brief.values import Evidence
from tests.unit.brief.articles import evidence


def quoting(name: str, said: str, speaker: str, cue: str = "said") -> Evidence:
    article = evidence(name, f"{speaker} {cue} {said}.", quotes={said: speaker})
    (quote,) = article.record.card.quotes
    card = replace(article.record.card, quotes=(replace(quote, kind="indirect", cue=cue),))
    return replace(article, record=replace(article.record, card=card))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("we will close 12 branches in the north", "Holm"), ("we will close 21 branches in the north", "Holm")),
        (("at least twelve people were killed in Torvik", "Holm"), ("17 people were killed in Torvik", "Holm")),
        (("the ministry had been informed of the plan", "Holm"), ("it had not been informed of the plan", "Holm")),
        (("the yards reopen by the end of the year", "Holm"), ("by the end of the year", "Weil")),
        (("never trust the harbour pilots of Velden", "Holm"), ("trust the harbour pilots of Velden", "Weil")),
    ],
)
def test_other_numbers_a_negation_and_what_all_say_keep_statements_apart(
    one: tuple[str, str], other: tuple[str, str]
) -> None:
    articles = [quoting("a", *one), quoting("b", *other)]
    assert len(group_statements(articles)) == 2
    assert len(group_statements(articles, meaning=True, repeats=True)) == 2


def test_a_number_in_words_is_the_same_in_digits() -> None:
    said = quoting("a", "we will close twelve branches in the north before the winter comes", "Holm")
    again = quoting("b", "we will close 12 branches in the north before the winter comes", "Holm")
    assert len(group_statements([said, again])) == 1


def test_a_denial_is_not_the_statement_that_it_denies() -> None:
    told = "the bank had broken labour law twice in ten years"
    articles = [quoting("a", told, "Weil"), quoting("b", told, "Holm", cue="denied")]
    assert [one.denial for one in group_statements(articles, meaning=True, repeats=True)] == [None, "denied"]


def test_words_of_which_there_are_many_are_the_same_whoever_is_named_for_them() -> None:
    told = "nobody in the harbour of Torvik has seen a pilot since the ice came in January"
    assert len(group_statements([quoting("a", told, "Weil"), quoting("b", told, "Holm")])) == 1


def test_a_claim_that_shares_only_the_story_with_a_denial_is_not_contested_by_it() -> None:
    articles = [
        evidence("a", "Torvik Bank will cut 300 jobs in its home market, chief executive Ada Holm claimed on Monday."),
        evidence(
            "b",
            "The union claimed that Torvik Bank had broken labour law with its plan to cut 800 jobs. "
            "Chief executive Ada Holm denied that Torvik Bank had broken labour law.",
        ),
    ]
    (contest,) = find_contested(articles)
    assert {source.article for source in contest.sources} == {"b"}
