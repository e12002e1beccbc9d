"""What one speaker says in other words, and what only sounds like it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extract.article import Entity
from extract.brief.speakers import speaker_key
from extract.brief.statements import group_statements
from extract.brief.values import Evidence
from extract.brief.words import content_stems
from tests.unit.brief.articles import evidence


def quoted(name: str, **said: str) -> Evidence:
    """Make an article in which each of some speakers says something."""
    text = " ".join(f"{speaker} said {words}." for speaker, words in said.items())
    return evidence(name, text, quotes={words: speaker for speaker, words in said.items()})


@pytest.mark.parametrize(
    "names", [("UN", "United Nations"), ("the UN", "UN"), ("Karla Corp.", "Karla"), ("Ada Holm", "Holm")]
)
def test_names_of_one_speaker_have_one_key(names: tuple[str, str]) -> None:
    assert speaker_key(names[0]) == speaker_key(names[1])


@pytest.mark.parametrize(
    "names", [("Karla Corp", "Velden Corp"), ("Ada Holm", "Jonas Weil"), ("North Korea", "South Korea")]
)
def test_speakers_are_not_told_by_what_companies_are_called(names: tuple[str, str]) -> None:
    assert speaker_key(names[0]) != speaker_key(names[1])


def test_a_body_says_the_same_under_any_name_that_its_article_has_for_it() -> None:
    said = "nine patrol ships of Norland had fired at the ferry Karla"
    told = "the ferry Karla was fired at by nine patrol ships of Norland"
    one = evidence("a", f"The State Service (SBU) said {said}.", quotes={said: "State Service"})
    other = evidence("b", f"The Security Service of Ukraine said {told}.", quotes={told: "Security Service of Ukraine"})
    assert len(group_statements([one, other], meaning=True)) == 2
    card = replace(one.record.card, quotes=tuple(replace(quote, entity="e1") for quote in one.record.card.quotes))
    body = Entity("e1", "ORG", "State Service", ("SBU",))
    called = replace(one, record=replace(one.record, card=card, entities=(body,)))
    assert len(group_statements([called, other], meaning=True)) == 1


def test_other_speakers_never_say_the_same_in_other_words() -> None:
    articles = [
        quoted("a", Norland="the ferry Karla was sunk by a mine of the Velden navy"),
        quoted("b", Velden="a mine of Norland had sunk the ferry Karla off the Velden coast"),
    ]
    assert len(group_statements(articles, meaning=True)) == 2


def test_who_says_it_and_where_is_no_part_of_what_a_sentence_reports() -> None:
    said = "We will strengthen the coast guard of Norland with ships and radars against smugglers"
    told = "Ms Holm, who spent a rainy Tuesday at the yard of Torvik, also vowed to strengthen the coast guard."
    articles = [evidence("a", f"“{said},” said Ada Holm.", quotes={said: "Ada Holm"}), evidence("b", told)]
    (statement,) = group_statements(articles, meaning=True, repeats=True)
    assert [source.article for source in statement.sources] == ["a", "b"]


def test_the_first_and_the_last_of_a_chain_are_not_one_statement() -> None:
    articles = [
        quoted("a", Holm="nine patrol ships and two radars will guard the coast of Norland"),
        quoted("b", Holm="radars guard the coast, and a breakwater shelters the harbour of Torvik"),
        quoted("c", Holm="the breakwater shelters the harbour of Torvik against storms in autumn"),
    ]
    together = [{saying.article.id for saying in one.sayings} for one in group_statements(articles, meaning=True)]
    assert {"b", "c"} in together
    assert {"a"} in together


def test_british_and_american_spellings_are_one() -> None:
    assert content_stems("The defence of the harbour") == content_stems("harbor defenses")


def test_what_the_story_is_about_makes_no_two_statements_of_one_speaker_the_same() -> None:
    others = [
        evidence(f"o{n}", f"“{said},” said X{n}.", quotes={said: f"X{n}"})
        for n in range(8)
        for said in [f"the harbour of Norland lost a ferry w{n}"]
    ]
    one, other = "Norland will rebuild the harbour for a ferry", "a ferry burnt in the harbour, Norland mourns"
    ours = [
        evidence("a", f"“{one},” said Ada Holm.", quotes={one: "Ada Holm"}),
        evidence("b", f"“{other},” said Ada Holm.", quotes={other: "Ada Holm"}),
    ]
    told = group_statements([*ours, *others], meaning=True)
    assert [len(one.sayings) for one in told if one.speaker == "Ada Holm"] == [1, 1]
    assert any(len(one.sayings) == 2 for one in group_statements(ours, meaning=True))
