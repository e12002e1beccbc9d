"""Who says it where several do, or where a report does, read by the parser that ships."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Said = Callable[[str], list[tuple[str, str, str | None]]]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        (
            "The {Bank of Norland|ORG} and the head of the {Coastal Bank|ORG} both said the port had closed.",
            "Bank of Norland and the head of the Coastal Bank",
        ),
        (
            "But {Tarnex Inc|ORG} ( TX.N ), {Agron Corp|ORG} and {Paxor Inc|ORG} said the port had closed.",
            "Tarnex Inc ( TX.N ), Agron Corp and Paxor Inc",
        ),
        (
            "Shares fell after the {Tarn Post|ORG} and the {Oslund Times|ORG} reported that the port had closed.",
            "Tarn Post and the Oslund Times",
        ),
        ("He praised the {Bank of Tarn|ORG} and the {Sund Bank|ORG} said the port had closed.", "Sund Bank"),
        ("{Ann Lee|PERSON}, mayor, and {Bo Hale|PERSON} said the port had closed.", "Ann Lee, mayor, and Bo Hale"),
        ("{Ann Lee|PERSON}, the former mayor and senator, said the port had closed.", "Ann Lee"),
        ("{Ann Lee|PERSON}, the firm's chairman, president and chief executive, said the port had closed.", "Ann Lee"),
    ],
)
def test_those_who_say_together_are_one_source(said: Said, text: str, source: str) -> None:
    assert [(words, who) for _, words, who in said(text)] == [("the port had closed", source)]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("The mayor's office released a statement saying the port had closed.", "mayor's office"),
        ("Ministers and sailors issued a statement saying the port had closed.", "Ministers and sailors"),
        ("The ferry was sold by a port judge in July who said the port had closed.", "port judge in July"),
        ("She pointed to a {Port Board|ORG} report, which said the port had closed.", "Port Board"),
    ],
)
def test_a_report_is_told_of_by_whoever_made_it(said: Said, text: str, source: str) -> None:
    assert [(words, who) for _, words, who in said(text)] == [("the port had closed", source)]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("{Ann Lee|PERSON}, asked how long she had been {Tarn|ORG} mayor, said the port had closed.", "Ann Lee"),
        ("The port had closed, a senior {Norland|LOC} House aide said.", "senior Norland House aide"),
    ],
)
def test_a_source_is_told_whole(said: Said, text: str, source: str) -> None:
    assert [(words.lower(), who) for _, words, who in said(text)] == [("the port had closed", source)]


def test_a_heading_before_a_name_is_no_source(said: Said) -> None:
    text = "Tarn Hall of ‘waiting sailors’ {Lee|LOC} told {Port Radio|ORG} that the port had closed."
    assert "Tarn Hall of ‘waiting sailors’ Lee" not in [who for *_, who in said(text)]


def test_a_quotation_of_several_paragraphs_has_one_speaker(said: Said) -> None:
    text = (
        "“I see one port,” said {Ann Lee|PERSON}. “What I saw made it easier to understand things.\n\n"
        "“Maybe one day I will have the power to stop them. “That would be good for all of us.” {Bo Hale|PERSON} left."
    )
    assert [who for *_, who in said(text) if who != "Ann Lee"] == []
    assert len(said(text)) == 4


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("The port had closed, according to a complaint filed by the {Harbour Commission|ORG}.", "Harbour Commission"),
        ("The port had closed, according to a lawsuit brought by {Ann Lee|PERSON}.", "Ann Lee"),
        ("The port had closed, according to a lawsuit.", "lawsuit"),
    ],
)
def test_a_document_of_a_court_speaks_for_whoever_filed_it(said: Said, text: str, source: str) -> None:
    assert [(words.lower(), who) for _, words, who in said(text)] == [("the port had closed", source)]


def test_the_statement_is_that_of_the_body_that_spoke(said: Said) -> None:
    found = said("{Tarn Steel Inc|ORG} said it had closed its works. “We will open again,” the statement said.")
    assert {who for *_, who in found} == {"Tarn Steel Inc"}


def test_said_it_would_has_its_subject_before_it(said: Said) -> None:
    found = said("{Tarn Steel Inc|ORG}, in which {Oslund Bank|ORG} owns a stake, said it would close its main works.")
    assert [words for _, words, _ in found] == ["it would close its main works"]
