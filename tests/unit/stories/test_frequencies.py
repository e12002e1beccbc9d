"""The table of how rare words are in the news at large."""

from pathlib import Path

import numpy as np
import pytest

import extract.stories
from extract.stories.frequencies import ARTICLES, make_table, read_frequencies
from extract.stories.stems import name_hash, word_hash


def test_the_table_that_is_shipped_is_made_of_the_text_beside_it() -> None:
    text = Path(extract.stories.__path__[0], "frequencies.tsv").read_text("utf-8")
    hashes, counts = read_frequencies()
    made = make_table(text)
    assert (made[0] == hashes).all(), "python -m extract.stories.frequencies"
    assert (made[1] == counts).all(), "python -m extract.stories.frequencies"


@pytest.mark.parametrize(
    ("written", "stands_in"),
    [("ferry\t8\nferries\t9\n", 8 + 9), (f"ferry\t{ARTICLES}\nferries\t9\n", ARTICLES)],
)
def test_a_stem_stands_in_as_many_articles_as_its_words_and_a_name_in_its_own(written: str, stands_in: int) -> None:
    hashes, counts = make_table(f"# a comment\nword\tarticles\n{written}")
    assert (np.diff(hashes.astype(np.int64)) > 0).all()
    found = dict(zip(hashes.tolist(), counts.tolist(), strict=True))
    assert found[word_hash("ferry")] == stands_in
    assert found[name_hash("ferries")] == 9
