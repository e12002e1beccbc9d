"""Which day is meant where the verb of its sentence tells whether it lies ahead, by the pipeline as a whole."""

from __future__ import annotations

import pytest

from tests.pipeline import shared_pipeline

DATED = "Orsk port closes\n\nOctober 2, 2031\n\n"


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("Ada Holm said the town had asked for it for years, going all the way back to October 7.", "2030-10-07"),
        ("Ada Holm said the council was going to meet in Orsk again on October 7.", "2031-10-07"),
        ("Ada Holm said the council would meet in Orsk again on October 7.", "2031-10-07"),
        ("Ada Holm said they plan to meet in Orsk on October 7.", "2031-10-07"),
    ],
)
def test_the_verb_tells_whether_a_day_lies_ahead(sentence: str, day: str) -> None:
    when = shared_pipeline()(DATED + sentence)._.card.when
    assert [one.value for one in when] == [day]
