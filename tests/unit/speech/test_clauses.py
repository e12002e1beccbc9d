"""Where a clause that is said begins and ends, read by the parser that ships."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Said = Callable[[str], list[tuple[str, str, str | None]]]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "{Ann Lee|PERSON} said on Monday he was not aware that the port had closed.",
            "he was not aware that the port had closed",
        ),
        (
            "{Ann Lee|PERSON} told a news briefing she had no proof that the port had closed.",
            "she had no proof that the port had closed",
        ),
        ("{Ann Lee|PERSON} said on the day he was arrested that the port had closed.", "the port had closed"),
        ("{Ann Lee|PERSON} said then that the port had closed.", "the port had closed"),
        ("{Ann Lee|PERSON} told a news briefing on Monday the port had closed.", "the port had closed"),
        ("{Ann Lee|PERSON} told a group of sailors Bo Hale had closed the port.", "Bo Hale had closed the port"),
        ("{Ann Lee|PERSON} said on Monday Vice Mayor Bo Hale was ill.", "Vice Mayor Bo Hale was ill"),
        ("{Ann Lee|PERSON} said earlier this week the port had closed.", "the port had closed"),
        ("{Ann Lee|PERSON} denied that the port had closed.", "denied that the port had closed"),
        (
            "{Ann Lee|PERSON} denied on Monday a claim of a rival that the port had closed.",
            "denied on Monday a claim of a rival that the port had closed",
        ),
        ("{Ann Lee|PERSON} warned of a port that nobody could use.", "warned of a port that nobody could use"),
        ("{Ann Lee|PERSON} said days later that the port had closed.", "the port had closed"),
        ("{Tarn Air|ORG} said in June it had closed the port.", "it had closed the port"),
        (
            "{Ann Lee|PERSON} told {Port Radio|ORG} that two large white ferries belonging to the state had sunk.",
            "two large white ferries belonging to the state had sunk",
        ),
    ],
)
def test_a_clause_begins_where_what_is_said_does(said: Said, text: str, words: str) -> None:
    assert [(told, who) for _, told, who in said(text)] == [(words, text[1 : text.index("|")])]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "If the port stays closed, {Ann Lee|PERSON} added, the ferries will be sold.",
            "If the port stays closed, Ann Lee added, the ferries will be sold",
        ),
        (
            "The port will be sold, {Ann Lee|PERSON} said in a talk with the {Tarn Post|ORG} printed on Friday.",
            "The port will be sold",
        ),
    ],
)
def test_a_clause_beside_its_verb_is_whole(said: Said, text: str, words: str) -> None:
    assert [told for _, told, _ in said(text)] == [words]


@pytest.mark.parametrize(
    "text",
    [
        "It is one of the {Blue Wall|ORG} states that the party won till then.",
        "The port has cost more than the 3.2 percent rate previously estimated.",
    ],
)
def test_a_word_that_looks_like_a_verb_of_saying_says_nothing(said: Said, text: str) -> None:
    assert said(text) == []


def test_words_in_marks_that_end_a_clause_go_before_what_else_is_said(said: Said) -> None:
    text = "{Ann Lee|PERSON} said that the port was “too shallow,” adding she would have it dredged."
    assert [words for _, words, _ in said(text)] == ["the port was “too shallow,”", "she would have it dredged"]


def test_a_quoted_sentence_begins_behind_the_one_before_though_an_abbreviation_ends_it(said: Said) -> None:
    text = "The port was sold to {Wells & Co.|ORG} “It has been for sale for long,” said {Ann Lee|PERSON}."
    assert [words for _, words, _ in said(text)] == ["It has been for sale for long"]


@pytest.mark.parametrize(
    "text",
    [
        "{Ann Lee|PERSON} avoided suggesting the port would close.",
        "It adds a twist to {Ann Lee|PERSON}'s efforts to convince lenders that the port has turned the corner.",
        "{Tarn Motors|ORG} announced a deal last May with carmaker {Agron|ORG} ( AG.N ) that is aimed at the port.",
        "The {Bank of Tarn|ORG} cut its outlook. In other words, it implies the port has grown.",
        "What {Ann Lee|PERSON} said is not right, and must be condemned.",
        "That said, {Ann Lee|PERSON} on a call made note that the port had paid off.",
        "The tough terms and the short time make it more likely that a sale of the port will come.",
        "While the town has attacked the port, the {Tarn Party|ORG} has complained to the council about ferries.",
        "But has {Ann Lee|PERSON} called for changing any of the rules that help her?",
        "{Port Experts|ORG} have warned a failure to keep the port cut in place could hit the town hard.",
        "There was no talk of the port, {Tarn Air|ORG} agreed to use a new one.",
        "The fight for the port is over - {Ann Lee|PERSON} has vowed to rebuild it.",
        "We have been here before: {Ann Lee|PERSON} declared war on the port.",
        "Perhaps he remembered how shallow the port was, so the look on her face said it all.",
        "Campaigning for the port in 2012, {Ann Lee|PERSON} barely mentioned the ferries.",
        "{Ann Lee|PERSON} left, underscoring deep frustration after the board had hoped she would buy the port.",
    ],
)
def test_a_deed_is_no_statement(said: Said, text: str) -> None:
    assert said(text) == []


def test_a_people_may_be_a_source(said: Said) -> None:
    assert said("Sailing home, Norlanders often say, “Poor port, so far from the sea.”") == [
        ("direct", "Poor port, so far from the sea.", "Norlanders")
    ]


def test_a_clause_without_a_finite_verb_is_no_statement(said: Said) -> None:
    text = "Based on “current marks,” {Tarn Bank|ORG} estimates that the port is losing money."
    assert [words for _, words, _ in said(text)] == ["the port is losing money"]


def test_a_quoted_sentence_is_apart_from_the_caption_before_it(said: Said) -> None:
    text = "Related article The port hangs by a thread “They should never have closed it,” {Ann Lee|PERSON} said."
    assert [words for _, words, _ in said(text)] == ["They should never have closed it"]


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        (
            "{Ann Lee|PERSON} said the port had closed, raising fears of a shortage.",
            "the port had closed",
        ),
        ("{Ann Lee|PERSON} said the port had closed -- the third of the year.", "the port had closed"),
        (
            "LOAN GROWTH The bank has lent more than before, {Ann Lee|PERSON} said.",
            "The bank has lent more than before",
        ),
        ("Bowing to pressure from sailors, {Ann Lee|PERSON} also pledged on Monday to close the port.", None),
        ("It is a bad year, officials and analysts said.", "It is a bad year"),
        ('{Ann Lee|PERSON} said: "The port has closed. It was late.', None),
        ("{Ann Lee|PERSON} said the port had closed and declined to give a reason.", "the port had closed"),
        (
            "The town signed a deal which {Ann Lee|PERSON} said would close the port.",
            "a deal which Ann Lee said would close the port",
        ),
        (
            "The trick for the harbour masters, {Ann Lee|PERSON} said, is to close the port.",
            "The trick for the harbour masters, Ann Lee said, is to close the port",
        ),
        ("The captains of {Tarn|LOC} and {Sund|LOC} both said the port had closed.", "the port had closed"),
    ],
)
def test_what_the_reporter_adds_is_not_said_and_what_is_said_is_whole(
    said: Said, text: str, clause: str | None
) -> None:
    assert [words for kind, words, _ in said(text) if kind == "indirect"] == ([clause] if clause else [])


@pytest.mark.parametrize("verb", ["is likely to argue", "is expected to say"])
def test_what_somebody_will_say_is_not_said(said: Said, verb: str) -> None:
    assert said(f"{{Ann Lee|PERSON}} {verb} that the port had closed.") == []


def test_a_relative_clause_without_its_noun_is_told_as_it_stands(said: Said) -> None:
    assert [words for _, words, _ in said("That {Ann Lee|PERSON} said would close the port soon.")] == [
        "would close the port soon"
    ]
