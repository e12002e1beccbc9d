"""Finding any of many words."""

import re

from hypothesis import given
from hypothesis import strategies as st

from extract.alternation import PhraseFinder, WordFinder

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


@given(
    st.lists(st.sampled_from(["sign up for our", "sign up", "our news", "newsletter", "via ap)", "ad", "aaaa", "™ ©"]))
)
def test_phrases_are_found_wherever_they_stand_even_within_each_other(phrases: list[str]) -> None:
    text = "sign up for our newsletters, aaaaaaaaa via ap) ™ © — sign up, sign up for our news; adad sign up for"
    expected = sorted(
        (match.start(), match.end(), phrase)
        for phrase in set(phrases)
        for match in re.finditer(re.escape(phrase), text)
    )
    assert PhraseFinder(phrases).find(text) == expected


@given(st.sets(st.text("abk/ ", min_size=1, max_size=8), max_size=6), st.text("abk/ ", max_size=60))
def test_any_phrases_are_found(phrases: set[str], text: str) -> None:
    expected = sorted(
        (match.start(), match.end(), phrase) for phrase in phrases for match in re.finditer(re.escape(phrase), text)
    )
    assert PhraseFinder(phrases).find(text) == expected
