"""Where the events took place, by the pipeline as a whole."""

from __future__ import annotations

import pytest
from spacy.language import Language

from tests.pipeline import shared_pipeline


@pytest.fixture(scope="module")
def nlp() -> Language:
    return shared_pipeline()


def test_the_seat_of_a_body_is_no_place_of_events(nlp: Language) -> None:
    doc = nlp(
        "A bridge fell in Bergen on Monday, the Institute of International Affairs in Warsaw said. "
        "Ada Holm, who is based in Madrid, saw it in Bergen."
    )
    assert [place.name for place in doc._.card.where] == ["Bergen"]


def test_an_address_is_no_place_of_events(nlp: Language) -> None:
    doc = nlp("Ada Holm, of Kastanje Road in Bergen, Norway, broke a window in Warsaw, the court in Warsaw heard.")
    assert [place.name for place in doc._.card.where] == ["Warsaw"]


def test_the_seat_of_a_firm_behind_a_comma_is_none_with_what_it_lies_in(nlp: Language) -> None:
    doc = nlp("Stocks fell in Warsaw, said Ada Holm, a director at Bergen Associates, in Bergen, Norway.")
    assert [place.name for place in doc._.card.where] == ["Warsaw"]
