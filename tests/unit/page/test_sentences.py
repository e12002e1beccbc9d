"""Sentences of scraped news: what ends one, and what only looks like an end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.page.sentences import sentences, starts


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("He left. She stayed.", ["He left.", "She stayed."]),
        ("Talks on aid\nEnvoys met on Monday", ["Talks on aid", "Envoys met on Monday"]),
        ("Mr. Olin met Gen. J. R. Tarrow in St. Alban.", ["Mr. Olin met Gen. J. R. Tarrow in St. Alban."]),
        ("They flew to the U.S. The talks failed.", ["They flew to the U.S.", "The talks failed."]),
        ("The U.S. Navy sailed.", ["The U.S. Navy sailed."]),
        ("It fell to 2.5 bn. No. 5 rose on Sept. 3.", ["It fell to 2.5 bn.", "No. 5 rose on Sept. 3."]),
        ("They met in Torvik.They will meet again.", ["They met in Torvik.", "They will meet again."]),
        ("It ended with World War II.The port burned.", ["It ended with World War II.", "The port burned."]),
        ("as Torvik.Az reports on torvik.com today", ["as Torvik.Az reports on torvik.com today"]),
        ("“We go.” He left.", ["“We go.”", "He left."]),
        ('"Why now?" Olin asked. Nobody knew.', ['"Why now?" Olin asked.', "Nobody knew."]),
        ('said the mission."However, we go," she said.', ["said the mission.", '"However, we go," she said.']),
        ('He said: "No."Then he left.', ['He said: "No."', "Then he left."]),
        ("Help is coming... and soon", ["Help is coming... and soon"]),
        ("終わりです。次です。", ["終わりです。", "次です。"]),
        ("Torvik Bank ( TVB. N ) said so. It fell.", ["Torvik Bank ( TVB. N ) said so.", "It fell."]),
        (
            "Shares of Torvik Corp TVB.N rose. It ( TVB.PA ) fell.",
            ["Shares of Torvik Corp TVB.N rose.", "It ( TVB.PA ) fell."],
        ),
        (
            "Shares of Torvik Corp 6764.T rose. It ( 7203.T ) fell.",
            ["Shares of Torvik Corp 6764.T rose.", "It ( 7203.T ) fell."],
        ),
        ("It rose in 2010.A fall came in 2011.", ["It rose in 2010.", "A fall came in 2011."]),
        ("WEST TORVIK, Norland (Norpress) - It rained.", ["WEST TORVIK, Norland (Norpress) - It rained."]),
        ("", []),
        (" \n ", []),
    ],
)
def test_splits(text: str, parts: list[str]) -> None:
    assert split(text) == parts


@given(st.text(alphabet="aB.!?\"”' \n0“(", max_size=60))
def test_every_visible_character_is_in_exactly_one_sentence(text: str) -> None:
    spans = list(sentences(text))
    assert "".join("".join(text[a:b] for a, b in spans).split()) == "".join(text.split())
    assert all(a < b for a, b in spans)
    assert starts(text) == sorted(set(starts(text)))


def test_the_symbol_of_a_share_ends_no_sentence() -> None:
    assert starts("Elun Corp ( ELN.I ) is to sell a stake.") == [0]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("It fell. NEW COMPETITORS Chief Executive Hale said so.", 3),
        ("It fell. $3.7 TRILLION TAB A report said so.", 3),
        ("It fell. BMW AG Chief Executive Hale said so.", 2),
    ],
)
def test_a_heading_that_is_joined_to_its_paragraph_is_a_sentence_of_its_own(text: str, count: int) -> None:
    assert len(starts(text)) == count
