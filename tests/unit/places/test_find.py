"""Where the events took place, given where places are named."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.people.names import Name
from extract.places.find import MOST, places_in

PLACES = re.compile(r"Arlen|Borduria|Castra|Dunmore|Elsin|Fort Gray|Syldavia")


def _places(text: str, title: tuple[int, int] | None = None) -> list[str]:
    names = [Name(found.start(), found.end(), "LOC", found[0]) for found in PLACES.finditer(text)]
    return [place.name for place in places_in(text, names, title)]


@pytest.mark.parametrize(
    "text",
    [
        "A bridge fell in Arlen.",
        "A bridge fell near Arlen on Monday.",
        "Shells fell on the outskirts of Arlen. A strike hit Arlen.",
        "She arrived at night, her trip to Arlen being long.",
        "The minister visited Arlen.",
        "The siege of Arlen goes on.",
        "A strike on the besieged port city of Arlen killed three.",
        "In Borduria's western city of Arlen seven died.",
        "He captured the southern Bordurian city of Arlen.",
        "She lives in the northern Castra district of Arlen.",
        "The biggest firm spoke in an interview in Arlen.",
        "It is the biggest crisis since the war. Troops fought in Arlen.",
        "Attacks in OPEC member Arlen went on.",
        "Troops stood on the outskirts of Arlen.",
        "They shelled several cities including Arlen.",
    ],
)
def test_what_governs_a_place_shows_that_something_happened_there(text: str) -> None:
    assert "Arlen" in _places(text)


@pytest.mark.parametrize(
    "text",
    [
        "Arlen said that it was not involved.",
        "The President of Arlen spoke.",
        "Aid from Arlen and an Arlen-based firm.",
        "Sanctions on Arlen were eased.",
        "Officials in Arlen said it was late.",
        "There was a shift in Arlen's approach.",
        "The report has the debt of countries like Arlen.",
        "The minister was born in Arlen. The firm is listed in Arlen.",
        "They fear for bond yields in Arlen. She is a student at Arlen. The market outside Arlen is small.",
        "A meeting of Arlen's Defence Council.",
        "It spoke of criticism of violence in Arlen. It costs more than, for example, in Arlen.",
        "Torvik, the biggest seller of boots and skis in Arlen, was up.",
        "The report was above Arlen expectations. A friend from Arlen, where she was born, left.",
        "During a visit by train, Arlen's minister spoke.",
        "Arlen's minister and Arlen have a view.",
    ],
)
def test_a_place_that_speaks_or_is_an_origin_is_left_out(text: str) -> None:
    assert _places(text) == []


def test_places_in_a_list_share_what_governs_the_first() -> None:
    text = "He spoke during visits to Arlen, the Castra, Dunmore and Elsin."
    assert _places(text) == ["Arlen", "Castra", "Dunmore", "Elsin"]


def test_a_name_used_as_an_adjective_is_no_place() -> None:
    names = [Name(7, 9, "LOC", "us"), Name(19, 24, "LOC", "arlen")]
    assert [place.name for place in places_in("It hit US bases in Arlen.", names)] == ["Arlen"]


def test_who_speaks_behind_a_place_is_none_himself() -> None:
    assert _places("During a visit to Arlen, Borduria’s minister signed. In Castra, Elsin launched a bid.") == [
        "Arlen",
        "Castra",
    ]


def test_a_part_of_a_place_is_a_place_of_its_own() -> None:
    assert _places("Fighting goes on in eastern Borduria.")[0] == "eastern Borduria"
    assert _places("It fell in the Arlen region near the border.")[0] == "Arlen region"


def test_the_place_that_most_speaks_for_stands_first() -> None:
    text = "It burned in Arlen. It burned again in Arlen, people in Arlen said. Later a ship left Castra."
    assert _places(text) == ["Arlen", "Castra"]


def test_no_more_than_a_few_are_listed() -> None:
    text = " ".join(f"It rained in {name}." for name in ["Arlen", "Borduria", "Castra", "Dunmore", "Elsin", "Syldavia"])
    assert len(_places(text + " It rained in Fort Gray.")) == MOST


PARTS = ["Arlen", "Castra", "in", "the", "of", ",", "and", "'s", "said", "eastern", "region", "to", "trip", "-", "\n"]


@given(st.lists(st.sampled_from(PARTS)))
def test_any_mixture_of_parts_gives_places_that_stand_in_it(parts: list[str]) -> None:
    text = " ".join(parts)
    names = [Name(found.start(), found.end(), "LOC", found[0].casefold()) for found in PLACES.finditer(text)]
    for place in places_in(text, names, (0, 5)):
        assert text[place.start : place.end] == place.name
