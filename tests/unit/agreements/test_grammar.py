"""Where an agreement stands and who its parties are, by the tree of its sentence."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extract.agreements.find import agreements_in
from extract.agreements.parties import Name
from extract.syntax import Trees

PACT = "the/DT/det/2 harbour/NN/compound/1 pact/NN/{0}"


@pytest.mark.parametrize(
    ("text", "tree", "status"),
    [
        ("They signed the harbour pact.", "They/PRP/nsubj/1 signed/VBD/ROOT/0 " + PACT.format("obj/-3"), "signed"),
        (
            "They will sign the harbour pact.",
            "They/PRP/nsubj/2 will/MD/aux/1 sign/VB/ROOT/0 " + PACT.format("obj/-3"),
            "proposed",
        ),
        (
            "They hope to sign the harbour pact.",
            "They/PRP/nsubj/1 hope/VBP/ROOT/0 to/TO/mark/1 sign/VB/xcomp/-2 " + PACT.format("obj/-3"),
            "proposed",
        ),
        (
            "They came to sign the harbour pact.",
            "They/PRP/nsubj/1 came/VBD/ROOT/0 to/TO/mark/1 sign/VB/advcl/-2 " + PACT.format("obj/-3"),
            "signed",
        ),
        (
            "They did not sign the harbour pact.",
            "They/PRP/nsubj/3 did/VBD/aux/2 not/RB/advmod/1 sign/VB/ROOT/0 " + PACT.format("obj/-3"),
            "proposed",
        ),
        (
            "They welcomed the proposed harbour pact.",
            "They/PRP/nsubj/1 welcomed/VBD/ROOT/0 the/DT/det/3 proposed/VBN/amod/2 harbour/NN/compound/1"
            " pact/NN/obj/-4",
            "proposed",
        ),
        (
            "They fear a breach of the harbour pact.",
            "They/PRP/nsubj/1 fear/VBP/ROOT/0 a/DT/det/1 breach/NN/obj/-2 of/IN/case/3 " + PACT.format("nmod/-4"),
            "signed",
        ),
        (
            "They praised the harbour pact announced on Monday.",
            "They/PRP/nsubj/1 praised/VBD/ROOT/0 " + PACT.format("obj/-3") + " announced/VBN/acl/-1",
            "announced",
        ),
    ],
)
def test_the_governing_verb_says_how_far_a_pact_has_come(
    trees_of: Callable[[str, str], Trees], text: str, tree: str, status: str
) -> None:
    (found,) = agreements_in(text, trees=trees_of(text, tree))
    assert found.status == status


def names_in(text: str, *names: str) -> list[Name]:
    return [Name(text.index(name), text.index(name) + len(name), name) for name in names]


def test_who_signs_and_whom_with_ties_to_the_verb_are_parties_but_no_place(
    trees_of: Callable[[str, str], Trees],
) -> None:
    text = "Norland signed a harbour pact with Suderia in Tarn."
    tree = (
        "Norland/NNP/nsubj/1 signed/VBD/ROOT/0 a/DT/det/2 harbour/NN/compound/1 pact/NN/obj/-3"
        " with/IN/case/1 Suderia/NNP/obl/-5 in/IN/case/1 Tarn/NNP/obl/-7"
    )
    (found,) = agreements_in(text, names_in(text, "Norland", "Suderia", "Tarn"), trees=trees_of(text, tree))
    assert found.parties == ("Norland", "Suderia")


def test_all_that_between_coordinates_are_parties_and_who_reports_is_not(trees_of: Callable[[str, str], Trees]) -> None:
    text = "Channel Four reported on a harbour pact between Norland, Suderia and Tarn."
    tree = (
        "Channel/NNP/compound/1 Four/NNP/nsubj/1 reported/VBD/ROOT/0 on/IN/case/3 a/DT/det/2 harbour/NN/compound/1"
        " pact/NN/obl/-4 between/IN/case/1 Norland/NNP/nmod/-2 ,/,/punct/1 Suderia/NNP/conj/-2 and/CC/cc/1"
        " Tarn/NNP/conj/-4"
    )
    names = names_in(text, "Channel Four", "Norland", "Suderia", "Tarn")
    (found,) = agreements_in(text, names, trees=trees_of(text, tree))
    assert found.parties == ("Norland", "Suderia", "Tarn")


def test_a_sum_in_brackets_is_told_with_the_one_before_it() -> None:
    (found,) = agreements_in("They pledged £1.4 billion ($1.9 billion) in military aid to Norland.")
    assert found.text == "£1.4 billion ($1.9 billion) in military aid to Norland"
