"""What the words beside a name say it names, and how an article's mentions of one form come to one label."""

from __future__ import annotations

import pytest

from extract.mentions.agree import find_unmarked, unify_labels
from extract.mentions.evidence import find_bracketed, find_enumerated, find_label_evidence
from extract.mentions.found import FAIR, Proposal


def guess(text: str, name: str, label: str) -> Proposal:
    at = text.index(name)
    return Proposal(at, at + len(name), label, FAIR)


@pytest.mark.parametrize(
    ("text", "guessed", "meant"),
    [
        ("The vote was lost by Interior Minister Qalun on Monday.", "ORG", "PERSON"),  # political news
        ("She is the mother of Qalun, who was 12.", "LOC", "PERSON"),  # courts, human interest
        ("Qalun’s wife left the country.", "ORG", "PERSON"),
        ("A student named Qalun waited for the bus.", "ORG", "PERSON"),
        ("Qalun, 34, a welder, was hurt.", "LOC", "PERSON"),
        ("They spoke of the death of Qalun in exile.", "LOC", "PERSON"),  # history
        ("A play written by Qalun opens today.", "ORG", "PERSON"),  # culture
        ("Qalun said the harvest was poor.", "LOC", "PERSON"),
        ("Mira Hest, chief executive and founder of Qalun, resigned.", "PERSON", "ORG"),  # business news
        ("Qalun, a maker of pumps, hired a lawyer.", "PERSON", "ORG"),
        ("A lawyer for Qalun declined to comment.", "PERSON", "ORG"),
        ("Members of Qalun marched through the capital.", "LOC", "ORG"),  # movements
        ("Floods reached Qalun district on Friday.", "PERSON", "LOC"),  # local news
        ("Floods reached the village of Qalun on Friday.", "PERSON", "LOC"),
        ("Floods reached Qalun, a town in the north.", "ORG", "LOC"),
        ("The Qalun people have fished here for ages.", "ORG", "NORP"),  # reports on minorities
        ("The Qalun-based company swung to a loss.", "PERSON", "LOC"),
        ("Qalun analyst Mira Hest doubts it.", "PERSON", "ORG"),  # markets, sports
        ("Qalun Chief Executive Mira Hest doubts it.", "PERSON", "ORG"),
    ],
)
def test_words_beside_a_name_say_what_it_names(text: str, guessed: str, meant: str):
    assert set(find_label_evidence(guess(text, "Qalun", guessed), text)) == {meant}


@pytest.mark.parametrize(
    ("text", "guessed"),
    [
        ("Qalun, which the party founded, is closed.", "ORG"),
        ("Traffic in Qalun increased by a tenth.", "LOC"),  # a deed, but not of the name
        ("Qalun, an employee at a bank said, is closed.", "ORG"),  # the bank is another
        ("Prices in Qalun, said the mayor, fell.", "LOC"),
    ],
)
def test_words_that_say_nothing_of_a_name_are_no_evidence(text: str, guessed: str):
    assert list(find_label_evidence(guess(text, "Qalun", guessed), text)) == []


def test_several_of_a_name_are_a_family_or_a_group():
    text = "Power passed to the Qaluns in spring."
    assert list(find_label_evidence(guess(text, "Qaluns", "PERSON"), text)) == ["NORP"]


def test_a_names_own_words_say_more_than_those_beside_it():
    text = "The order came from Northern Guards Regiment, who left at dawn."
    assert list(find_label_evidence(guess(text, "Northern Guards Regiment", "LOC"), text)) == []


def test_an_abbreviation_in_brackets_is_what_it_abbreviates():
    text = "The Tarn River Dena Council (TRDC) met. Later TRDC agreed."
    full, short = guess(text, "Tarn River Dena Council", "ORG"), guess(text, "TRDC", "PERSON")
    later = Proposal(text.rindex("TRDC"), text.rindex("TRDC") + 4, "PERSON", FAIR)
    assert list(find_bracketed([full, short, later], text)) == [(short, "ORG")]
    assert [found.label for found in unify_labels([full, short, later], text)] == ["ORG", "ORG", "ORG"]


def test_a_list_of_places_holds_a_place():
    text = "Help came from Umbrel, Rahet, Tirla and the councils."
    names = [guess(text, "Umbrel", "LOC"), guess(text, "Rahet", "PERSON"), guess(text, "Tirla", "LOC")]
    assert list(find_enumerated(names, text)) == []  # no list of names: "and the councils" ends it
    text = "Help came from Umbrel, Rahet and Tirla."
    names = [guess(text, "Umbrel", "LOC"), guess(text, "Rahet", "PERSON"), guess(text, "Tirla", "LOC")]
    assert list(find_enumerated(names, text)) == [(names[1], "LOC")]


def test_a_place_its_country_and_a_person_are_no_list():
    text = "In Umbrel, Norland, Qalun was born."
    names = [guess(text, "Umbrel", "LOC"), guess(text, "Norland", "LOC"), guess(text, "Qalun", "PERSON")]
    assert list(find_enumerated(names, text)) == []


def test_one_full_name_outweighs_many_guesses_at_the_surname():
    text = "Odo Qalun won. " + "Qalun spoke. " * 12
    guesses = [Proposal(at, at + 5, "ORG", FAIR) for at in range(15, len(text) - 1, 13)]
    agreed = unify_labels([Proposal(0, 9, "PERSON", FAIR), *guesses], text)
    assert {found.label for found in agreed} == {"PERSON"}


def test_a_name_is_not_marked_within_the_symbol_of_a_share() -> None:
    text = "Tidewell rose. Tidewell fell. Tidewell rose. Tidewell (TWL.N, Tidewell.N) fell."
    marked = [Proposal(at, at + 8, "ORG", 2) for at in (0, 15, 30)]
    assert [found.start for found in find_unmarked(marked, text)][-1] == 45
