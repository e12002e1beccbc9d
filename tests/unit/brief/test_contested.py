"""Claims beside what is said against them."""

from __future__ import annotations

import pytest

from extract.brief.contested import find_contested
from tests.unit.brief.articles import evidence


def test_a_denial_stands_beside_the_claim_before_it() -> None:
    text = (
        "Velden claimed that Norland had sunk the ferry Karla. It was a clear day. "
        "Norland denied that it had sunk the ferry."
    )
    (found,) = find_contested([evidence("a", text)])
    assert [source.text for source in found.claims] == ["Velden claimed that Norland had sunk the ferry Karla."]
    assert [source.text for source in found.against] == ["Norland denied that it had sunk the ferry."]


def test_a_denial_of_the_allegations_answers_the_sentence_before_it() -> None:
    text = "The mayor accused Orsk of smuggling. (The company has denied the allegations.)"
    (found,) = find_contested([evidence("a", text)])
    assert found.claims[0].text == "The mayor accused Orsk of smuggling."


def test_a_claim_without_evidence_stands_alone() -> None:
    text = "Without providing evidence, the ministry claimed that a mine had sunk the ferry."
    (found,) = find_contested([evidence("a", text)])
    assert (found.claims, found.against[0].text) == ((), text)


def test_one_denial_in_two_articles_is_one_line() -> None:
    denial = "Norland denied that its patrol had sunk the ferry Karla off Torvik."
    (found,) = find_contested([evidence("a", denial), evidence("b", f"It was Friday. {denial}")])
    assert {source.article for source in found.against} == {"a", "b"}


def test_a_border_in_dispute_and_an_entry_denied_are_no_claims() -> None:
    text = "The disputed border runs north. He was denied entry to the harbour. Nobody saw them leave."
    assert find_contested([evidence("a", text)]) == []


@pytest.mark.parametrize(
    "denial",
    [
        "Holm was denied security clearance for the harbour of Torvik.",
        "The judge denied a motion to close the harbour of Torvik.",
        "Nobody is denying them their right to sail from Torvik.",
        "There's no denying that the harbour of Torvik is closed.",
        "Holm has never denied that the ferry was armed.",
        "Basic rights are denied in the harbour of Torvik.",
        "The denial of the company came late on Friday in Torvik.",
    ],
)
def test_what_is_refused_or_not_denied_is_no_denial(denial: str) -> None:
    assert find_contested([evidence("a", f"Velden claimed that the ferry was armed. {denial}")]) == []


def test_how_it_is_in_fact_answers_a_claim_and_nothing_else() -> None:
    claim = "Velden claimed that the ferry was armed."
    fact = "In fact, there were only passengers on the ferry."
    (found,) = find_contested([evidence("a", f"{claim} {fact}")])
    assert (found.claims[0].text, found.against[0].text) == (claim, fact)
    assert find_contested([evidence("a", f"The ferry was late. {fact}")]) == []


def test_who_neither_confirms_nor_denies_denies_nothing() -> None:
    claim = "Velden claimed that Norland had sunk the ferry Karla."
    for words in ("confirmed nor denied", "denied nor confirmed"):
        text = f"{claim} Norland has neither {words} sinking the ferry."
        assert find_contested([evidence("a", text)]) == []


def test_of_what_there_is_no_sign_is_what_a_denial_answers() -> None:
    claim = "Holm said the ferry could sail from Torvik to Velden."
    other = "Holm will come from Torvik to see the ferry, although there is no sign of any talks on wages."
    assert find_contested([evidence("a", f"{claim} {other}")]) == []
    (found,) = find_contested([evidence("a", f"{claim} There is no sign that the ferry could sail.")])
    assert found.claims[0].text == claim


def test_a_denial_is_not_the_claim_that_another_denial_answers() -> None:
    text = "Holm denied the claims about the harbour fund. His office said it denied any claims about the harbour fund."
    assert not any(contest.claims for contest in find_contested([evidence("a", text)]))
