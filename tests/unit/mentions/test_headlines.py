"""Names in headlines that are written in capitals."""

from __future__ import annotations

import pytest

from extract.mentions.found import FAIR, Proposal
from extract.mentions.headlines import settle_headlines

BODY = "\n\nThe minister Sebastien Lecornu met Rustem Umerov. Lecornu left for Oslund."


def _found(text: str, *names: str) -> list[Proposal]:
    return [Proposal(text.index(name), text.index(name) + len(name), "PERSON", FAIR) for name in names]


@pytest.mark.parametrize(
    ("named", "left"),
    [
        ("LECORNU VISITS OSLUND", ["LECORNU"]),
        ("SEBASTIEN LECORNU", ["SEBASTIEN LECORNU"]),
        ("DRONE PACT", []),
        ("UN", ["UN"]),
    ],
)
def test_a_name_in_a_headline_is_one_of_the_article(named: str, left: list[str]) -> None:
    headline = f"TODAY {named} WITH PACT AND AS THEY SIGN"
    text = headline + BODY
    mentions = [*_found(text, named), *_found(text, "Sebastien Lecornu", "Rustem Umerov")]
    found = [text[m.start : m.end] for m in settle_headlines(mentions, text) if m.start < len(headline)]
    assert found == left


def test_a_text_in_capitals_keeps_its_names() -> None:
    text = "ANN LEE VISITS OSLUND TODAY WITH BEN KERNER"
    assert settle_headlines(_found(text, "ANN LEE"), text) == _found(text, "ANN LEE")


def test_a_heading_within_the_text_names_nobody() -> None:
    text = "It was late. EXPLORATORY TALKS The minister Ann Lee said so."
    heading = Proposal(text.index("EXPL"), text.index(" TALKS"), "ORG", FAIR)
    assert settle_headlines([heading, *_found(text, "Ann Lee")], text) == _found(text, "Ann Lee")


def test_a_heading_of_several_words_is_no_name() -> None:
    text = "It was late. TORVIK DRAG The minister Ann Lee said so."
    heading = Proposal(text.index("TOR"), text.index(" The"), "ORG", FAIR)
    assert settle_headlines([heading, *_found(text, "Ann Lee")], text) == _found(text, "Ann Lee")


def test_lines_in_small_letters_keep_theirs() -> None:
    text = "Ann Lee visits Oslund today." + BODY
    assert settle_headlines(_found(text, "Ann Lee"), text) == _found(text, "Ann Lee")


def test_a_long_line_of_capitals_costs_no_more_than_its_length() -> None:
    text = "A1" * 50_000 + "a" + BODY
    assert len(settle_headlines(_found(text, "Rustem Umerov"), text)) == 1
