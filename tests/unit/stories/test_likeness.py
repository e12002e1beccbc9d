"""Vectors of articles, and how alike they are."""

from __future__ import annotations

import numpy as np
import pytest

from extract.stories.features import list_features
from extract.stories.likeness import (
    CHUNK,
    DECAY_DAYS,
    KEPT,
    UNDATED,
    WINDOW_DAYS,
    Vector,
    compare,
    make_vectors,
    measure_undated,
)
from extract.stories.rarity import Rarity
from extract.stories.stems import word_hash

RARITY = Rarity.of([])
FERRY = ("Ferry Karla aground", "The ferry Karla went aground off Torvik before dawn with forty passengers on board.")
MINE = ("Miners strike", "Miners of Orsk put down their tools over wages and the company closed two of its shafts.")


def vectors(*articles: tuple[str, str]) -> list[bytes]:
    return [*make_vectors(articles, RARITY)]


def test_a_vector_has_length_one_and_its_greatest_weight_first() -> None:
    (made,) = map(Vector.decode, vectors(FERRY))
    assert float(made.weights @ made.weights) == pytest.approx(1, abs=0.03)  # weights are stored in steps
    assert (made.weights[:-1] >= made.weights[1:]).all()
    hashes, _ = made.words(3)
    assert word_hash("aground") in hashes
    assert not (hashes & 1).any()  # no names


def test_articles_that_are_read_together_have_the_vectors_of_each_alone() -> None:
    many = [FERRY, MINE, ("", ""), FERRY] * (CHUNK // 3)
    alone = [vectors(one)[0] for one in (FERRY, MINE, ("", ""), FERRY)]
    assert vectors(*many) == alone * (CHUNK // 3)
    assert alone[2] == b""


def test_of_very_many_features_the_weightiest_are_kept() -> None:
    text = " ".join(f"word{number}" for number in range(2 * KEPT))
    (made,) = map(Vector.decode, vectors(("Qarla", text)))
    assert len(made.hashes) == KEPT
    assert made.hashes[0] == word_hash("qarla")


def test_likeness_is_less_the_further_dates_are_apart_and_nothing_beyond_the_window() -> None:
    one, mine = vectors(FERRY, MINE)
    days = [10, 10 + int(DECAY_DAYS), 11 + WINDOW_DAYS, None, 10]
    same, later, beyond, undated, other = compare(one, 10, [one, one, one, one, mine], days, 0.5)
    assert same == pytest.approx(1, abs=0.03)
    assert later == pytest.approx(same / 2.718, abs=0.01)
    assert beyond == 0
    assert undated == pytest.approx(same * 0.5, abs=0.01)
    assert other == 0
    assert compare(b"", 10, [one], [10], 0.5) == [0]
    assert compare(one, None, [one, one], [10, None], 0.5) == pytest.approx([same * 0.5, same * 0.5], abs=0.01)


def test_an_article_without_a_date_is_less_like_others_the_more_articles_of_other_times_there_are() -> None:
    assert measure_undated(9000, [None, None]) == UNDATED  # nothing says that they are years apart
    assert measure_undated(9000, [*range(WINDOW_DAYS)]) == UNDATED
    years = [*range(0, 4000, 7)]
    few, many = measure_undated(400, years), measure_undated(40_000, years)
    assert UNDATED > few > 0.8 * UNDATED
    assert many < UNDATED / 2
    assert measure_undated(40_000, [*range(WINDOW_DAYS)] * 20 + [9000]) > 2 * many  # a single stray date
    assert measure_undated(40_000, [*years, *[None] * 2000]) > many  # few of them are known to be of another time


def test_a_word_of_every_article_of_a_sample_weighs_less_than_one_of_none() -> None:
    rarity = Rarity.of([list_features([("Qarla", "")] * 3000)])
    common, unknown = rarity.weigh(np.array([word_hash("qarla"), word_hash("elsewhen")], np.uint32))
    assert common < unknown / 5
    again = Rarity.decode(rarity.encode())
    assert (again.weigh(rarity.hashes) == rarity.weigh(rarity.hashes)).all()
