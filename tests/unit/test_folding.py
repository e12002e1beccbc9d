"""What is typed finds what is written with case and accents."""

from __future__ import annotations

import pytest

from extract.folding import UNDECOMPOSED, fold_accents, fold_words, has_words
from extract.index.words import FOLDS
from extract.names import fold


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Müller", "muller"),
        ("ŁÓDŹ", "lodz"),
        ("Straße", "strasse"),
        ("Ħamrun", "hamrun"),
        ("Київ", "киів"),
        ("ﬁeld", "field"),
    ],
)
def test_case_and_accents_are_folded(written: str, folded: str) -> None:
    assert fold_accents(written) == folded


def test_each_word_that_is_typed_stands_somewhere() -> None:
    assert has_words("Minister Ján Kováč said", fold_words("KOVAC min"))
    assert not has_words("Minister Ján Kováč said", fold_words("kovac west"))


@pytest.mark.parametrize("letter", UNDECOMPOSED)
def test_search_names_and_filters_fold_the_same_letters(letter: str) -> None:
    assert fold_accents(letter) == fold(letter) == FOLDS[letter]
