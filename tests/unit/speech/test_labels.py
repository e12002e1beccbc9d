"""Transcripts: who speaks stands before a colon, in capitals."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extract.people.cast import Cast
from extract.speech.labels import transcribed
from extract.speech.statements import statements

TALK = (
    "{Anna Weber|PERSON} was asked.\n\n"
    "HOST: Will the harbour be open?\nWEBER: It will be open on Monday.\nHOST: Thank you."
)


def test_each_turn_is_said_by_whom_its_line_names(cast_of: Callable[..., Cast]) -> None:
    cast = cast_of(TALK)
    said = [(s.speaker or cast.text[slice(*s.named or (0, 0))], cast.text[s.start : s.end]) for s in statements(cast)]
    assert said == [
        ("HOST", "Will the harbour be open?"),
        ("Anna Weber", "It will be open on Monday."),
    ]


def test_labels_in_small_letters_are_those_of_a_talk_where_two_come_again() -> None:
    turn = "Anna Weber: It is open.\nBo Hale: Since when?\n"
    assert len(transcribed(turn + turn)) == 4
    assert transcribed("Where: In Tarn.\nWhen: On Monday.\nPrice: Two crowns.\n") == []


def test_a_heading_with_a_colon_makes_no_transcript() -> None:
    assert transcribed("WEATHER: Rain and wind.\nSPORT: Nothing.\n") == []
    assert transcribed("PROBLEM: Rain.\nMETHOD: A look.\nRESULT: Wind.\nSOURCE: A book.\n") == []
    assert transcribed("NOTE: one thing.\nNOTE: another thing.\nNOTE: a third thing.\n") == []


@pytest.mark.parametrize(
    ("label", "speaker"),
    [
        ("WEBER, on the port: ", "Anna Weber"),
        ("Weber on the port: ", "Anna Weber"),
        ("Weber – ", "Anna Weber"),
        ("They wrote to us. And from Weber:\n\n", "Anna Weber"),
        ("ANNA WEBER, MAYOR, TARN: ", "Anna Weber"),
        ("Weber’s son: ", None),
        ("THE FACTS: ", None),
    ],
)
def test_a_label_names_who_speaks(cast_of: Callable[..., Cast], label: str, speaker: str | None) -> None:
    marked = label.replace("Weber", "{Weber|PERSON=Anna Weber}")
    cast = cast_of("{Anna Weber|PERSON} came to the port.\n\n" + marked + "“It will be open on Monday.”")
    assert [s.speaker for s in statements(cast)] == [speaker]
