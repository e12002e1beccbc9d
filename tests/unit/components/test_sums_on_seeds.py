"""Figures, times, places and agreements of the seeds, through the whole pipeline with its recogniser."""

from pathlib import Path

import pytest

from extract.article import Card
from extract.pipeline import process
from extract.readers import read
from tests.pipeline import shared_pipeline

SEEDS = Path(__file__).parents[3] / "seeds"


@pytest.fixture(scope="module")
def cards() -> dict[str, Card]:
    paths = sorted(SEEDS.glob("*.txt"))
    articles = [article for path in paths for article in read(str(path))]
    return {
        path.name[:3]: record.card for path, record in zip(paths, process(shared_pipeline(), articles), strict=True)
    }


def test_figures_have_value_and_unit(cards: dict[str, Card]) -> None:
    assert (7000, "Ukrainian soldiers") in {(figure.value, figure.unit) for figure in cards["001"].figures}
    assert (160, "representatives of the defence industry") in {(f.value, f.unit) for f in cards["001"].figures}
    assert (25, "countries") in {(figure.value, figure.unit) for figure in cards["002"].figures}
    assert [(figure.value, figure.unit) for figure in cards["003"].figures] == [(90e9, "EUR")]


def test_a_day_after_the_header_belongs_to_the_year_before_and_the_header_is_no_event(cards: dict[str, Card]) -> None:
    assert [(moment.text, moment.value) for moment in cards["001"].when] == [
        ("28 September", "2023-09-28"),
        ("the coming days", None),
    ]
    assert cards["003"].when == ()


def test_places_are_those_of_the_events(cards: dict[str, Card]) -> None:
    assert {place.name for place in cards["001"].where} == {"Kyiv", "Ukraine", "France", "Poland"}
    assert {"Kyiv", "Ukraine"} <= {place.name for place in cards["003"].where}
    assert "Moscow" not in {place.name for place in cards["002"].where}


def test_the_memorandum_has_both_parties_and_the_letter_of_intent_is_signed(cards: dict[str, Card]) -> None:
    memorandum = next(found for found in cards["001"].agreements if found.text.startswith("memorandum"))
    assert memorandum.status == "signed"
    assert [party.split(" (")[0] for party in memorandum.parties] == [
        "Ukrainian Defence Industry",
        "Direction générale de l’armement",
    ]
    letter = next(found for found in cards["003"].agreements if found.text.startswith("letter of intent"))
    assert (letter.status, letter.parties) == ("signed", ("France", "Ukraine"))


def test_the_pact_is_frances_and_ukraines_and_no_party_is_invented(cards: dict[str, Card]) -> None:
    pact = next(found for found in cards["003"].agreements if found.text.startswith("bilateral pact"))
    assert set(pact.parties) == {"France", "Ukraine"}
    assert [found.parties for found in cards["004"].agreements] == [()]
