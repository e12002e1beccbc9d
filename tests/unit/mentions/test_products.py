"""Goods and share indexes that a recogniser takes for bodies or persons."""

from __future__ import annotations

import pytest

from extract.mentions.agree import unify_labels
from extract.mentions.found import CERTAIN, FAIR, Proposal
from extract.mentions.products import names_product


def guess(text: str, name: str, label: str, strength: int = FAIR) -> Proposal:
    at = text.index(name)
    return Proposal(at, at + len(name), label, strength)


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("Lumo maker Brandt lost a fifth of its value.", "Lumo", "ORG"),
        ("Brandt, the maker of Lumo and Tavo biscuits, borrows less.", "Lumo", "ORG"),
        ("Brandt, the maker of Lumo and Tavo biscuits, borrows less.", "Tavo", "ORG"),
        ("Brandt is selling its Tavo tablet computer at a loss.", "Tavo", "ORG"),
        ("A second phone, branded Lumo, follows in spring.", "Lumo", "ORG"),
        ("Torr crude rose to $90.", "Torr", "PERSON"),
        ("It sells the key cancer drugs Lumo and Tavo, which are dear.", "Tavo", "ORG"),
        ("They cleared up behind Hurricane Lumo for weeks.", "Lumo", "PERSON"),
        ("Banks rigged Norib interest rates.", "Norib", "ORG"),
        ("They fly its new 787 Lumo.", "Lumo", "ORG"),
        ("It is a part of how banks set Norib and other interest rates.", "Norib", "ORG"),
        ("They tested the antibiotic Tavo in May.", "Tavo", "ORG"),
        ("He drank nothing but Jory Hale whisky.", "Jory Hale", "PERSON"),
        ("A plant in Torvik makes the Jory Hale, a van.", "Jory Hale", "PERSON"),
        ("They steered the Jory Hale, and nobody slept.", "Jory Hale", "PERSON"),
        ("The Tavo small car sells well.", "Tavo", "ORG"),
        ("It recalls the 2031 Brandt Lumo, Tavo, Varga and others.", "Tavo", "ORG"),
        ("It recalls the 2031 Brandt Lumo, Tavo, Varga and others.", "Varga", "ORG"),
        ("The Tavo is a sister model of the Lumo.", "Tavo", "ORG"),
        ("The LX9B drinks less.", "LX9B", "ORG"),
        ("Sterling fell.", "Sterling", "PERSON"),
        ("The fastest machine, Norland's Tavo Tide, stood still.", "Tavo Tide", "ORG"),
        ("She sang all of the album Tavo.", "Tavo", "PERSON"),
    ],
)
def test_words_beside_a_name_say_that_it_is_for_sale(text: str, name: str, label: str):
    assert names_product(guess(text, name, label), text)


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("Brandt phones sell well.", "Brandt", "ORG"),
        ("Brandt, a maker of phones, borrows less.", "Brandt", "ORG"),
        ("The maker of Brandt's tablets is on strike.", "Brandt", "ORG"),
        ("In 2031 Brandt lost a fifth of its value.", "Brandt", "ORG"),
        ("They met the Dalai Lama, who smiled.", "Dalai Lama", "PERSON"),
        ("They played the album Jory Hale made.", "Jory Hale", "PERSON"),
        ("Brandt is a maker of cars, and Lumo is one of tyres.", "Brandt", "ORG"),
        ("A new Jory Hale film came.", "Jory Hale", "PERSON"),
        ("A letter from the Jory Hale Foundation came.", "Jory Hale", "PERSON"),
    ],
)
def test_whoever_makes_something_is_none(text: str, name: str, label: str):
    assert not names_product(guess(text, name, label), text)


def test_an_index_of_shares_is_no_body_and_whoever_owns_it_is_one():
    text = "The Norex Composite Index rose. Norex said so. On Friday the Norex fell, and the Lund & Kay 500 did too."
    starts = [text.index(name) for name in ("Norex Comp", "Norex said", "Norex fell")]
    mentions = [Proposal(at, at + len("Norex"), "ORG", FAIR) for at in starts]
    mentions.append(guess(text, "Lund & Kay", "ORG", CERTAIN))
    assert [one.label for one in unify_labels(mentions, text)] == ["PRODUCT", "ORG", "PRODUCT", "PRODUCT"]


def test_what_somebody_compiles_an_index_of_does_not_make_them_one():
    text = "The Norex housing affordability index fell. The Lund Board's sentiment index rose."
    mentions = [guess(text, "Lund Board", "ORG")]
    assert [one.label for one in unify_labels(mentions, text)] == ["ORG"]
