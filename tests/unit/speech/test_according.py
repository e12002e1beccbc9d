"""The source behind "according to" and the clause that it is the source of, by the parser that ships."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extract.people.cast import Cast
from extract.speech.statements import statements

CLAUSE = "the northern harbour has been open for a week"

Said = list[tuple[str, str, str | None]]


@pytest.fixture
def said(parsed: Callable[[str], Cast]) -> Callable[[str], Said]:
    """Return a function from marked text to (kind, words, speaker's entity or words) of each statement."""

    def read(marked: str) -> Said:
        cast = parsed(marked)
        return [
            (s.kind, cast.text[s.start : s.end], s.speaker or (cast.text[slice(*s.named)] if s.named else None))
            for s in statements(cast)
        ]

    return read


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("According to {{Anna Weber|PERSON}}, {0}.", "Anna Weber"),
        ("According to harbour pilot {{Anna Weber|PERSON}}, {0}.", "Anna Weber"),
        ("According to {{Anna Weber|PERSON}}, who runs the port, {0}.", "Anna Weber"),
        ("{0}, according to data shared with {{Port TV|ORG}} by the {{Ferry Agency|ORG}}.", "Ferry Agency"),
        ("LISBON (Reuters) - According to {{Anna Weber|PERSON}}, {0}.", "Anna Weber"),
        ("{0}, according to {{Anna Weber|PERSON}}.", "Anna Weber"),
        ("{0}, according to {{Anna Weber|PERSON}}, who runs the port.", "Anna Weber"),
        ("{0}, according to {{Anna Weber|PERSON}}, but the ferries have not returned.", "Anna Weber"),
        ("{0} according to the {{Ferry Agency|ORG}}.", "Ferry Agency"),
        ("The mayor had closed it, but according to the {{Ferry Agency|ORG}}, {0}.", "Ferry Agency"),
        ("{0}, according to figures from the {{Ferry Agency|ORG}}.", "Ferry Agency"),
        ("{0}, according to two officials.", "two officials"),
        ("{0}, according to local media.", "local media"),
        ("{0}, according to a report released on Monday.", "report"),
        ("The mayor left; {0}, according to two officials.", "two officials"),
    ],
)
def test_a_clause_with_its_source_is_an_indirect_statement(
    said: Callable[[str], Said], text: str, speaker: str
) -> None:
    found = said(text.format(CLAUSE))
    assert [(kind, words.lower(), who) for kind, words, who in found] == [("indirect", CLAUSE, speaker)]


@pytest.mark.parametrize(
    "source",
    ["plan", "the law", "the schedule", "the data", "the latest figures", "their size"],
)
def test_a_rule_or_data_of_nobody_says_nothing(said: Callable[[str], Said], source: str) -> None:
    assert said(f"The northern harbour has been open for a week, according to {source}.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Harbour fees vary according to the operator.",
        "The northern harbour, which according to {Anna Weber|PERSON} has been open for a week, is full.",
    ],
    ids=["a measure", "a relative clause"],
)
def test_what_is_no_clause_of_its_own_is_left_out(said: Callable[[str], Said], text: str) -> None:
    assert said(text) == []


def test_the_phrase_within_somebodys_words_is_theirs(said: Callable[[str], Said]) -> None:
    text = "“The harbour has been open, according to {Bo Hale|PERSON},” {Anna Weber|PERSON} said."
    assert [speaker for _, _, speaker in said(text)] == ["Anna Weber"]


def test_a_number_at_least_so_high_is_told_of(said: Callable[[str], Said]) -> None:
    text = "At least nine boats have been lost, according to the {Ferry Agency|ORG}, sharing figures by harbour."
    assert said(text) == [("indirect", "At least nine boats have been lost", "Ferry Agency")]


def test_what_somebody_else_is_said_to_say_stays_theirs(said: Callable[[str], Said]) -> None:
    text = "According to {Port TV|ORG}, {Anna Weber|PERSON} said that the northern harbour has been open for a week."
    assert said(text) == [("indirect", CLAUSE, "Anna Weber")]
