"""Where an agreement stands and who its parties are, by the tree of its sentence."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extract.agreements.find import agreements_in
from extract.agreements.parties import Party
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
        (
            "They praised the harbour pact that they had signed.",
            "They/PRP/nsubj/1 praised/VBD/ROOT/0 "
            + PACT.format("obj/-3")
            + " that/WDT/obj/3 they/PRP/nsubj/2 had/VBD/aux/1 signed/VBN/acl:relcl/-4",
            "signed",
        ),
        (
            "They praised the harbour pact they had signed.",
            "They/PRP/nsubj/1 praised/VBD/ROOT/0 "
            + PACT.format("obj/-3")
            + " they/PRP/nsubj/2 had/VBD/aux/1 signed/VBN/acl:relcl/-3",
            "signed",
        ),
        (
            "They live with the aim of signing the harbour pact.",
            "They/PRP/nsubj/1 live/VBP/ROOT/0 with/IN/case/2 the/DT/det/1 aim/NN/obl/-3 of/IN/mark/1"
            " signing/VBG/acl/-2 " + PACT.format("obj/-3"),
            "proposed",
        ),
        (
            "Again the harbour pact is possible.",
            "Again/RB/advmod/5 " + PACT.format("nsubj/2") + " is/VBZ/cop/1 possible/JJ/ROOT/0",
            "proposed",
        ),
        (
            "Now the harbour pact is in force.",
            "Now/RB/advmod/5 " + PACT.format("nsubj/3") + " is/VBZ/cop/2 in/IN/case/1 force/NN/ROOT/0",
            "signed",
        ),
        (
            "They visited Tarn to sign the harbour pact.",
            "They/PRP/nsubj/1 visited/VBD/ROOT/0 Tarn/NNP/obj/-1 to/TO/mark/1 sign/VB/xcomp/-3 "
            + PACT.format("obj/-3"),
            "signed",
        ),
    ],
)
def test_the_governing_verb_says_how_far_a_pact_has_come(
    trees_of: Callable[[str, str], Trees], text: str, tree: str, status: str
) -> None:
    (found,) = agreements_in(text, trees=trees_of(text, tree))
    assert found.status == status


def names_in(text: str, *names: str) -> list[Party]:
    return [Party(text.index(name), text.index(name) + len(name), name) for name in names]


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


def test_a_sum_in_brackets_is_told_with_the_one_before_it(parse: Callable[[str], Trees | None]) -> None:
    text = "They pledged £1.4 billion ($1.9 billion) in military aid to Norland."
    (found,) = agreements_in(text, trees=parse(text))
    assert found.text == "£1.4 billion ($1.9 billion) in military aid to Norland"


def test_a_verb_names_no_agreement(trees_of: Callable[[str, str], Trees]) -> None:
    text = "Its new unit deals with protecting ships in Tarn."
    tree = "Its/PRP$/nmod:poss/2 new/JJ/amod/1 unit/NN/nsubj/1 deals/VBZ/ROOT/0 with/IN/mark/1 protecting/VBG/advcl/-2"
    assert agreements_in(text, trees=trees_of(text, tree)) == ()


def test_the_text_of_an_agreement_ends_before_the_verb_that_it_is_the_subject_of(
    trees_of: Callable[[str, str], Trees],
) -> None:
    text = "Prospects for a deal on fishing for Norland brightened at noon."
    tree = (
        "Prospects/NNS/nsubj/7 for/IN/case/2 a/DT/det/1 deal/NN/nmod/-3 on/IN/case/1 fishing/NN/nmod/-2 for/IN/case/1"
        " Norland/NNP/nmod/-2 brightened/VBD/ROOT/0"
    ).replace("nsubj/7", "nsubj/8")
    (found,) = agreements_in(text, trees=trees_of(text, tree))
    assert found.text == "deal on fishing for Norland"


def test_a_point_before_a_small_letter_ends_no_agreement(parse: Callable[[str], Trees | None]) -> None:
    text = "They pledged $200 million for aid to U.S. plants in May."
    (found,) = agreements_in(text, trees=parse(text))
    assert found.text == "$200 million for aid to U.S. plants"


def test_whoever_a_pact_is_about_is_no_party_to_it(trees_of: Callable[[str, str], Trees]) -> None:
    text = "Norland signed a pact with Suderia on Tarn."
    tree = (
        "Norland/NNP/nsubj/1 signed/VBD/ROOT/0 a/DT/det/1 pact/NN/obj/-2 with/IN/case/1 Suderia/NNP/nmod/-2"
        " on/IN/case/1 Tarn/NNP/nmod/-4"
    )
    (found,) = agreements_in(text, names_in(text, "Norland", "Suderia", "Tarn"), trees=trees_of(text, tree))
    assert found.parties == ("Norland", "Suderia")


def test_who_gets_leave_to_found_a_venture_is_party_to_it(trees_of: Callable[[str, str], Trees]) -> None:
    text = "Halden obtained permission to establish a joint venture from the Board with Suderia Steel."
    tree = (
        "Halden/NNP/nsubj/1 obtained/VBD/ROOT/0 permission/NN/obj/-1 to/TO/mark/1 establish/VB/acl/-2 a/DT/det/2"
        " joint/JJ/amod/1 venture/NN/obj/-3 from/IN/case/2 the/DT/det/1 Board/NNP/nmod/-3 with/IN/case/2"
        " Suderia/NNP/compound/1 Steel/NNP/nmod/-6"
    )
    names = names_in(text, "Halden", "Board", "Suderia Steel")
    (found,) = agreements_in(text, names, trees=trees_of(text, tree))
    assert found.parties == ("Halden", "Suderia Steel")


@pytest.mark.parametrize(
    "known", [("Tarn", "Norland", "Suderia", "Halden"), ("Tarn", "Suderia", "Halden")], ids=["all", "not the first"]
)
def test_an_agreement_between_several_is_told_with_all_of_them_and_without_its_place(
    trees_of: Callable[[str, str], Trees], known: tuple[str, ...]
) -> None:
    text = "The Tarn agreement of 2015 between Norland, Suderia and Halden sought peace."
    tree = (
        "The/DT/det/2 Tarn/NNP/compound/1 agreement/NN/nsubj/9 of/IN/case/1 2015/CD/nmod/-2 between/IN/case/1"
        " Norland/NNP/nmod/-4 ,/,/punct/1 Suderia/NNP/conj/-2 and/CC/cc/1 Halden/NNP/conj/-4 sought/VBD/ROOT/0"
        " peace/NN/obj/-1"
    )
    (found,) = agreements_in(text, names_in(text, *known), trees=trees_of(text, tree))
    assert found.parties == ("Norland", "Suderia", "Halden")
    assert found.text == "Tarn agreement of 2015 between Norland, Suderia and Halden"
    assert found.status == "signed"
