"""A name is bounded alike whoever proposed it."""

from __future__ import annotations

import pytest

from extract.mentions.bounds import fix_bounds
from extract.mentions.found import Proposal


def _bounded(name: str, label: str, text: str | None = None) -> tuple[str, str] | None:
    text = text or name
    at = text.index(name)
    found = fix_bounds(Proposal(at, at + len(name), label), text)
    return (text[found.start : found.end], found.label) if found else None


@pytest.mark.parametrize(
    ("name", "label", "expected"),
    [
        ("the Harbour Board", "ORG", "Harbour Board"),
        ("Anna Weber’s", "PERSON", "Anna Weber"),
        ("President Anna Weber", "PERSON", "Anna Weber"),
        ("Polish Foreign Minister Anna Weber", "PERSON", "Anna Weber"),
        ("Lt. Gen. Tom Hale", "PERSON", "Tom Hale"),
        ("liberal opposition Harbour Party", "ORG", "Harbour Party"),
        ("Archives and", "ORG", "Archives"),
        ("The Hague", "LOC", "The Hague"),
        ("von der Heide", "PERSON", "von der Heide"),
        ("U.S.", "LOC", "U.S."),
        ("NORWAY Norway", "LOC", "Norway"),
        ("NORWAY Danish", "NORP", "Danish"),
        ("FJORD Bank", "ORG", "FJORD Bank"),
    ],
)
def test_article_title_and_possessive_are_no_part_of_a_name(name: str, label: str, expected: str):
    assert _bounded(name, label) == (expected, label)


@pytest.mark.parametrize(("name", "label"), [("pristine park", "LOC"), ("GDP", "ORG"), ("CEO", "PERSON")])
def test_what_names_nothing_is_dropped(name: str, label: str):
    assert _bounded(name, label) is None


def test_one_letter_is_the_end_of_a_sentence_or_no_name():
    assert _bounded("X.", "PERSON", "They wrote so on X. Nobody answered.") == ("X", "ORG")
    assert _bounded("B.", "PERSON", "They met in hall B. Nobody came.") is None
    assert _bounded("Malcolm X.", "PERSON") == ("Malcolm X.", "PERSON")


def test_the_words_of_a_name_put_its_label_right():
    assert _bounded("Harbour Polytechnic University", "PERSON") == ("Harbour Polytechnic University", "ORG")
    assert _bounded("Harbour Federal Reserve", "ORG") == ("Harbour Federal Reserve", "ORG")
    assert _bounded("Harbour Reserve", "LOC") == ("Harbour Reserve", "LOC")
    assert _bounded("Weber", "ORG", "said Mr Weber on deck") == ("Weber", "PERSON")


def test_loose_ends_are_cut():
    assert _bounded("Ana Brandt thereupon", "PERSON") == ("Ana Brandt", "PERSON")
    assert _bounded("Harbour Strip.(AP", "LOC") == ("Harbour Strip", "LOC")
    assert _bounded("Gen Brandt", "ORG") == ("Brandt", "PERSON")
    assert _bounded("@brandt_ana", "ORG") is None


def test_a_capital_of_a_sentences_beginning_makes_no_name():
    assert _bounded("Impacts", "NORP", "Impacts were felt. The impacts grew.") is None


@pytest.mark.parametrize(
    ("name", "guessed", "meant"),
    [
        ("Partido Verde Costero", "LOC", "ORG"),  # Spanish and Portuguese
        ("Jamiat Ulama", "PERSON", "ORG"),
        ("Klong Saen Dee", "PERSON", "LOC"),  # Thai
        ("Deir Qalun", "PERSON", "LOC"),  # Arabic
        ("Navin Nagar", "PERSON", "LOC"),  # Hindi
        ("San Odo Hospital", "ORG", "ORG"),  # the last word says more than the first
        ("Lake", "PERSON", "PERSON"),  # alone it says nothing
    ],
)
def test_words_of_other_languages_say_what_a_name_names(name: str, guessed: str, meant: str):
    assert _bounded(name, guessed) == (name, meant)


@pytest.mark.parametrize(
    ("name", "label", "text", "expected"),
    [
        ("Fjord Corp FJC.N", "ORG", None, ("Fjord Corp", "ORG")),  # business news names a share by its symbol
        ("FJC.", "ORG", "Fjord Corp ( FJC.N ) fell.", None),
        ("F.N", "ORG", "Fjord Corp ( F.N ) fell.", None),
        ("6758.T", "ORG", "Fjord Corp ( 6758.T ) fell.", None),
        ("000758.SZ", "ORG", "Fjord Corp ( 000758.SZ ) fell.", None),
        ("St", "ORG", "Fjord FJCb.St fell.", None),
        ("FJ1.DE", "ORG", "Fjord ( FJ1.DE ) fell.", None),
        ("FJCG_p.DE", "ORG", "Fjord ( FJCG_p.DE ) fell.", None),
        ("Fjord Holm &", "ORG", "Fjord Holm & Lind fell.", ("Fjord Holm", "ORG")),
        ("Fjord & Holm", "PERSON", None, ("Fjord & Holm", "ORG")),
        ("FJBs", "ORG", "They bought FJBs.", None),
        ("GETTY Ada Fjord", "PERSON", None, ("Ada Fjord", "PERSON")),
        ("Ada Fjord GETTY", "PERSON", None, ("Ada Fjord", "PERSON")),
        ("Ada FjordThis", "PERSON", None, ("Ada Fjord", "PERSON")),
        ("Ada McFjord", "PERSON", None, ("Ada McFjord", "PERSON")),
        ("Fjord SA FJCA.FJCP.N", "ORG", None, ("Fjord SA", "ORG")),
        ("Carmaker Fjord", "ORG", None, ("Fjord", "ORG")),
        ("Ada Fjord Corp.", "ORG", None, ("Ada Fjord Corp.", "ORG")),
        ("Texas Republican", "ORG", None, None),
        ("Fjord FJC.o", "ORG", None, ("Fjord", "ORG")),
        ("mine]Horsted", "PERSON", None, ("Horsted", "PERSON")),
        ("Swiss bank", "ORG", None, None),
        ("787", "ORG", "The 787 rose.", None),
        ("QUCC", "PERSON", "The QUCC met.", ("QUCC", "ORG")),
        ("LIND", "PERSON", "ADA LIND MET THEM.", ("LIND", "PERSON")),  # all in capitals
    ],
)
def test_a_symbol_is_no_name_and_an_acronym_no_person(
    name: str, label: str, text: str | None, expected: tuple[str, str] | None
):
    assert _bounded(name, label, text) == expected


@pytest.mark.parametrize(
    ("name", "text", "label"),
    [
        ("Abelin Varga", "Abelin Varga ( ABV.LN ) fell.", "ORG"),
        ("Abelin Varga", "Abelin Varga ( ABVb.LN ) fell.", "ORG"),
        ("Abelin Varga", "Abelin Varga ABV.LN fell.", "ORG"),
        ("Abelin Varga", "Abelin Varga (NYSE: ABV) fell.", "ORG"),
        ("Abelin Varga", "Abelin Varga (the mayor) fell.", "PERSON"),
        ("Ellery", "the Ellery-based firm", "LOC"),
        ("Georgia Democrats", "Georgia Democrats voted.", "NORP"),
        ("Georgia Williams", "Georgia Williams voted.", "PERSON"),
    ],
)
def test_what_stands_at_its_end_says_that_a_name_is_no_persons(name: str, text: str, label: str):
    assert _bounded(name, "PERSON", text) == (name, label)
