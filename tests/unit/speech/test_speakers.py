"""Who says it where a name beside may be taken for the speaker, read by the parser that ships."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Said = Callable[[str], list[tuple[str, str, str | None]]]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("{Bank of Norland|ORG} Governor {Ann Lee|PERSON} met traders and said the port had closed.", "Ann Lee"),
        ("{Tarn Electric|ORG}'s mining chief said the port had closed.", "Tarn Electric's mining chief"),
        ("{Agron|ORG} said aide {Bo Hale|PERSON} was leaving and disclosed the port had closed.", "Agron"),
    ],
)
def test_a_body_in_somebodys_title_says_nothing(said: Said, text: str, source: str) -> None:
    assert ("the port had closed", source) in [(words, who) for _, words, who in said(text)]


def test_a_firm_before_its_analyst_says_nothing(said: Said) -> None:
    text = "“Trade looks rather weak now,” said {Holm|PERSON} and Co analyst {Ann Lee|PERSON}."
    assert said(text) == [("direct", "Trade looks rather weak now", "Ann Lee")]


def test_whom_he_has_meant_she_does_not(said: Said) -> None:
    text = (
        "{Ann Lee|PERSON} said the port was closed. The mayor can order {Hale|PERSON} to open it. When {Hale|PERSON} "
        "testified, he said that the port was old. {Ann Lee|PERSON} warned that it was quite wrong. It was needed now, "
        "she said."
    )
    assert [who for _, _, who in said(text)] == ["Ann Lee", "Hale", "Ann Lee", "Ann Lee"]


def test_the_company_is_not_the_house_of_an_analyst(said: Said) -> None:
    text = (
        "“It is good,” said {Ann Lee|PERSON}, an analyst at {Holm Securities|ORG}. {Agron Air|ORG} lost money. Later "
        "{Agron Air|ORG} said it ordered ships. The ships are new, the company said."
    )
    assert [who for _, _, who in said(text)][-1] == "Agron Air"


def test_all_words_up_to_the_next_heading_are_those_of_whom_it_names(said: Said) -> None:
    text = (
        "Traders gave views: ANN LEE, HEAD OF TRADE AT HOLM SECURITIES “It is late and it will rain. “The port is "
        "still closed.” BO HALE, MAYOR, TARN “We will open it soon. JO DAHL, PILOT, SUND “I see a ship coming.”"
    )
    assert [(words, who) for _, words, who in said(text)] == [
        ("It is late and it will rain.", "ANN LEE"),
        ("The port is still closed.", "ANN LEE"),
        ("We will open it soon.", "BO HALE"),
        ("I see a ship coming.", "JO DAHL"),
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "{Ann Lee|PERSON} told a news conference in {Tarn|LOC} she had not seen the plan.",
            "she had not seen the plan",
        ),
        ("{Ann Lee|PERSON} promised Norlanders she will open the port.", "she will open the port"),
        (
            "The ships, {Ann Lee|PERSON} told {Oslund Radio|ORG}, were coming from the north.",
            "The ships, Ann Lee told Oslund Radio, were coming from the north",
        ),
    ],
)
def test_whom_and_where_it_was_told_is_no_part_of_it(said: Said, text: str, words: str) -> None:
    assert said(text) == [("indirect", words, "Ann Lee")]


@pytest.mark.parametrize(
    "text",
    [
        "{Tarn Post|ORG} received a telephone call saying the port would close.",
        "Ships lost time, according to {Holm|ORG} calculations based on data of the {Sund Agency|ORG}.",
    ],
)
def test_who_only_got_or_gave_it_says_nothing(said: Said, text: str) -> None:
    assert "Sund Agency" not in [who for _, _, who in said(text)]
    assert "Tarn Post" not in [who for _, _, who in said(text)]


@pytest.mark.parametrize(
    "text",
    [
        "“The port was closed after rehearsal but is open,” a {Holm Radio|ORG} statement read.",
        "A {Holm Radio|ORG} statement released Monday said: “The port was closed after rehearsal but is open.”",
    ],
)
def test_a_statement_is_said_by_the_body_in_its_phrase(said: Said, text: str) -> None:
    assert [who for _, _, who in said(text)] == ["Holm Radio"]


@pytest.mark.parametrize(
    "text",
    [
        "The government published figures on claims, suggesting the market was gaining speed.",
        "Its plans would lift limits on the firms “in the near term.”",
        "The “Make tea not war” campaign has begun in all schools.",
    ],
)
def test_what_nobody_says_is_no_statement(said: Said, text: str) -> None:
    assert said(text) == []


def test_what_is_demanded_is_told_with_its_verb(said: Said) -> None:
    text = "{Ann Lee|PERSON} demanded that the port be closed at once."
    assert said(text) == [("indirect", "demanded that the port be closed at once", "Ann Lee")]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Lawyers for {Hale|PERSON} also sought to help. They noted he had paid for the port.", "Lawyers for Hale"),
        ("While analysts welcomed the sale, they warned that the port was too small.", "analysts"),
        ("The former head of the {Tarn Bank|ORG} said the port was too small.", "former head of the Tarn Bank"),
    ],
)
def test_a_source_without_a_name_is_told_by_its_phrase(said: Said, text: str, source: str) -> None:
    assert [who for _, _, who in said(text)] == [source]


def test_a_title_in_a_body_is_not_that_of_a_ruler_of_a_country(said: Said) -> None:
    text = "President {Bo Hale|PERSON} came in. The head of debt at the {Tarn Treasury|ORG} said the port was small."
    assert [who for _, _, who in said(text)] == ["head of debt at the Tarn Treasury"]


def test_a_relative_clause_ends_with_what_it_is_said_of(said: Said) -> None:
    text = "The plan to sell both units, which {Holm|ORG} has said would be done in May, follows a long review."
    assert said(text) == [("indirect", "both units, which Holm has said would be done in May", "Holm")]


def test_plans_call_for_nothing(said: Said) -> None:
    assert said("Plans call for the port to open in two new places.") == []


@pytest.mark.parametrize("called", ["Canadian", "41-year-old"])
def test_who_is_called_by_country_or_age_is_the_only_person_before(said: Said, called: str) -> None:
    text = (
        f"Lawmakers met {{Bo Hale|PERSON}} in the port. The {called} said that it would stay open. He said it was full."
    )
    assert [who for _, _, who in said(text)] == ["Bo Hale"]
    text = f"{{Ann Lee|PERSON}} and {{Bo Hale|PERSON}} met in the port. The {called} said that it would stay open."
    assert "Bo Hale" not in [who for _, _, who in said(text)]


def test_whom_somebody_urges_to_say_it_does_not_say_it(said: Said) -> None:
    assert said("{Bo Hale|PERSON} urged {Ann Lee|PERSON} to admit that the port was too small.") == []


def test_us_may_be_a_country(said: Said) -> None:
    text = "{Ann Lee|PERSON} said earlier this week the {US|LOC} would not close the port."
    assert [who for _, _, who in said(text)] == ["Ann Lee"]
