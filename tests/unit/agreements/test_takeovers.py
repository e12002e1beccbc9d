"""Who buys whom, and a stake in whom."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from extract.agreements.find import agreements_in
from extract.agreements.parties import Party
from extract.syntax import Trees

Parse = Callable[[str], Trees | None]


def _names(text: str) -> list[Party]:
    found = re.finditer("General Works|Brandt Mills|Harbour Bank|Chad", text)
    return [Party(name.start(), name.end(), name[0], place=name[0] == "Chad") for name in found]


@pytest.mark.parametrize(
    ("text", "said", "status"),
    [
        (
            "General Works agreed to buy Brandt Mills for $2 billion on Monday.",
            "buy Brandt Mills for $2 billion",
            "signed",
        ),
        (
            "General Works said on Monday it will buy a paper mill from Brandt Mills for $2 billion.",
            "buy a paper mill from Brandt Mills for $2 billion",
            "announced",
        ),
        ("General Works said on Monday it would buy Brandt Mills.", "buy Brandt Mills", "announced"),
        ("General Works plans to acquire Brandt Mills.", "acquire Brandt Mills", "proposed"),
        (
            "General Works offered to buy a 25 percent stake in Brandt Mills.",
            "buy a 25 percent stake in Brandt Mills",
            "proposed",
        ),
        (
            "General Works sold its bank to Brandt Mills.",
            "sell its bank to Brandt Mills".replace("sell", "sold"),
            "signed",
        ),
        (
            "General Works would gain ground in the north by acquiring Brandt Mills.",
            "acquiring Brandt Mills",
            "proposed",
        ),
        (
            "The $9 billion takeover of Brandt Mills by General Works was approved on Friday.",
            "$9 billion takeover of Brandt Mills by General Works",
            "signed",
        ),
        (
            "The acquisition of Brandt Mills by General Works will be completed in May.",
            "acquisition of Brandt Mills by General Works",
            "announced",
        ),
        ("The Harbour Fund urged General Works to buy Brandt Mills.", "buy Brandt Mills", "proposed"),
        (
            "General Works will sell its bank and buy Brandt Mills, it said.",
            "buy Brandt Mills",
            "announced",
        ),
    ],
)
def test_a_takeover_has_its_words_and_where_it_stands(parse: Parse, text: str, said: str, status: str) -> None:
    [agreement] = agreements_in(text, _names(text), trees=parse(text))
    assert (agreement.text, agreement.status) == (said, status)
    assert {*agreement.parties} == {"General Works", "Brandt Mills"}


@pytest.mark.parametrize(
    "text",
    [
        "Shares of General Works, which bought Brandt Mills in 2030, rose.",
        "General Works refused to buy Brandt Mills.",
        "General Works will buy back its shares in Brandt Mills.",
        "The town may sell the General Works mill to Brandt Mills.",
        "General Works bought ferries on Monday.",
        "General Works and Brandt Mills bought ferries on Monday.",
        "General Works opened a mill in Chad after the takeover of Chad.",
        "They fled after the takeover of Brandt Mills.",
    ],
)
def test_what_is_told_in_passing_or_has_one_side_is_no_takeover(parse: Parse, text: str) -> None:
    assert agreements_in(text, _names(text), trees=parse(text)) == ()


def test_a_part_has_the_status_and_the_givers_of_the_whole(parse: Parse) -> None:
    text = (
        "Chad imposed new sanctions on the Harbour Bank on Monday. The measures include travel bans on its directors."
    )
    whole, part = agreements_in(text, _names(text), trees=parse(text))
    assert (whole.parties, whole.status) == (("Chad", "Harbour Bank"), "announced")
    assert (part.text, part.parties, part.status) == ("travel bans on its directors", ("Chad",), "announced")


def test_a_body_that_only_stands_near_a_purchase_is_no_party(parse: Parse) -> None:
    text = (
        "The Harbour Bank watched as General Works agreed to buy Brandt Mills for $2 billion, as the Coastal Fund had."
    )
    (found,) = agreements_in(text, _names(text), trees=parse(text))
    assert found.parties == ("General Works", "Brandt Mills")


def test_a_phrase_whose_brackets_have_no_pair_begins_before_them(parse: Parse) -> None:
    text = "Norland needs a 100 billion crown ($15.7 billion) aid package, it said."
    (found,) = agreements_in(text, (), trees=parse(text))
    assert found.text == "100 billion crown ($15.7 billion) aid package"


def test_what_is_done_once_there_is_a_truce_has_none(parse: Parse) -> None:
    text = "Once a ceasefire with Chad was signed, the fighters would leave the town."
    assert [one.status for one in agreements_in(text, _names(text), trees=parse(text))] in ([], ["proposed"])
