"""Lines are narrowed by the beginnings of words."""

from __future__ import annotations

import pytest

from extract.brief.narrowing import find_words

TEXTS = ("Weber: computing time is dear", "Ada Utin spoke, “Time!”", "2031-03-02 Sébastien")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("utin", [1]),
        ("UT tim", [1]),
        ("time", [0, 1]),
        ("2031-03", [2]),
        ("(", []),
        ("", [0, 1, 2]),
    ],
)
def test_each_word_begins_a_word_of_the_line(words: str, found: list[int]) -> None:
    assert list(find_words(iter(TEXTS), words)) == found
