"""Patterns that find any of many words."""

import re

from hypothesis import given
from hypothesis import strategies as st

from extract.alternation import word_starting

WORDS = ("one", "ten", "twenty", "pact", "two")


@given(
    st.lists(st.sampled_from(["one", "Ten", "TWO", "twenty", "often", "7", "42", " ", "-", ".", "\n", "x", "é", "_"]))
)
def test_words_are_found_where_a_plain_alternation_finds_them(parts: list[str]) -> None:
    text = "".join(parts)
    plain = re.compile(rf"[0-9]+|(?<!\w)(?:{'|'.join(sorted(WORDS, key=len, reverse=True))})", re.IGNORECASE)
    fast = re.compile(word_starting(WORDS, digits=True))
    assert [found.span() for found in fast.finditer(text)] == [found.span() for found in plain.finditer(text)]
