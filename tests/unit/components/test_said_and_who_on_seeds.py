"""What the pipeline finds in the five seeds: who acts, who said what, and the lead."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from extract.article import Article, Card, Record
from extract.pipeline import process
from extract.readers import read
from tests.pipeline import shared_pipeline

SEEDS = Path(__file__).parents[3] / "seeds"


@cache
def record(number: str) -> Record:
    article = next(read(str(next(SEEDS.glob(f"{number}*")))))
    assert isinstance(article, Article)
    return next(process(shared_pipeline(), [article]))


def card(number: str) -> Card:
    return record(number).card


def role(number: str, surname: str) -> str | None:
    (actor,) = [a for a in card(number).who if a.name.endswith(surname)]
    return actor.role.text if actor.role else None


def test_001_has_two_direct_quotations_by_lecornu() -> None:
    direct = [q for q in card("001").quotes if q.kind == "direct"]
    assert [(q.text[:15], q.speaker, q.derived) for q in direct] == [
        ("The third issue", "Sébastien Lecornu", False),
        ("Thanks to these", "Sébastien Lecornu", True),
    ]
    assert not direct[0].text.endswith(",")


def test_001_attributes_a_clause_to_the_ministry_that_noted_it() -> None:
    noted = [q for q in card("001").quotes if q.cue == "noted"]
    assert [q.text.startswith("It will also contribute") for q in noted] == [True]


@pytest.mark.parametrize(
    ("number", "surname", "expected"),
    [
        ("001", "Lecornu", "French Defence Minister"),
        ("001", "Umierov", "Ukrainian counterpart"),
        ("002", "Sejournet", "French Foreign Minister"),
        ("002", "Peskov", "Russian president’s press secretary"),
        ("003", "Fedorov", "Ukrainian Defence Minister"),
    ],
)
def test_the_roles_of_those_who_act_are_verbatim(number: str, surname: str, expected: str) -> None:
    assert role(number, surname) == expected


def test_002_attributes_what_the_minister_argued_to_sejournet() -> None:
    said = [q for q in card("002").quotes if q.speaker and q.speaker.endswith("Sejournet")]
    assert {q.kind for q in said} == {"indirect"}
    assert len(said) >= 8
    assert any(q.cue == "noted" and q.derived for q in said)
    assert not any(q.text.startswith("that ") for q in said)


def test_002_ranks_the_speaker_first() -> None:
    assert card("002").who[0].name.endswith("Sejournet")


def test_003_has_a_lead_for_each_of_its_two_updates() -> None:
    starts = [span.text[:22] for span in card("003").lead]
    assert starts[:2] == ["Ukraine and France hav", "During a visit to Kyiv"]


@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
def test_every_line_points_to_its_words(number: str) -> None:
    text, said = record(number).article.text, card(number)
    for span in [*said.lead, *said.quotes, *(a.role for a in said.who if a.role)]:
        assert span.text == text[span.start : span.end]
