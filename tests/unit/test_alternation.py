"""Finding any of many words."""

import re

from hypothesis import given
from hypothesis import strategies as st

from extract.alternation import WordFinder

WORDS = ("one", "ten", "twenty", "pact", "two")
PARTS = ["one", "İ", "Ten", "TWO", "twenty", "often", "7", "42", "٣", " ", "-", ".", "\n", "x", "é", "_"]


@given(st.lists(st.sampled_from(PARTS)), st.integers(0, 12))
def test_words_are_found_where_a_plain_alternation_finds_them(parts: list[str], start: int) -> None:
    text = "".join(parts)
    for digits in (False, True):
        words = rf"(?<!\w)(?:{'|'.join(sorted(WORDS, key=len, reverse=True))})"
        plain = re.compile(rf"[0-9]+|{words}" if digits else words, re.IGNORECASE)
        found = list(WordFinder(WORDS, digits=digits).find(text, start))
        assert found == [match.span() for match in plain.finditer(text, start)]
