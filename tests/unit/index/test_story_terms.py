"""The inverted index of the words by which articles find what may be of their story."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing

import numpy as np
import pytest

from extract.index.store import schema
from extract.index.store.rowids import DATED, MINUTES_A_DAY
from extract.index.store.story_terms import MOST_UNDATED, Sought, TermTable
from extract.stories.likeness import TERMS, WINDOW_DAYS
from extract.stories.stems import word_hash

SLOTS = 4
DAY = MINUTES_A_DAY * SLOTS
FIRST = DATED + 40_000 * DAY
"""Row id of an article of some day."""


@pytest.fixture
def db() -> Iterator[sqlite3.Connection]:
    with closing(schema.open_empty()) as empty:
        yield empty


@pytest.fixture
def terms(db: sqlite3.Connection) -> TermTable:
    return TermTable(db, SLOTS)


def add(terms: TermTable, *articles: tuple[int, bytes]) -> None:
    """Store the terms of articles, each known by its row id to the order of the scan as well."""
    terms.add((rowid, number(rowid), encoded) for rowid, encoded in articles)


def number(rowid: int) -> int:
    """Return the number of an article in the order of the scan."""
    return rowid % DAY + 50 * (rowid // DAY)


def vector(*words: str) -> bytes:
    """Encode the vector of an article of some words, all of the same weight."""
    level = int(255 / len(words) ** 0.5)
    return np.array([word_hash(word) << 8 | level for word in words], np.uint32).tobytes()


def find(terms: TermTable, rowid: int, *words: str, most: int = 10, dated: bool | None = None) -> list[int]:
    is_dated = rowid >= DATED if dated is None else dated
    (found,) = terms.find([Sought(rowid, number(rowid), is_dated, vector(*words))], most, 0.6)
    return found


def test_what_has_most_words_in_common_is_found_first(terms: TermTable) -> None:
    add(terms, (FIRST, vector("ferry", "pier")), (FIRST + 1, vector("ferry", "mine")), (FIRST + 2, vector("mine")))
    assert find(terms, FIRST + 5, "ferry", "pier", "storm") == [FIRST, FIRST + 1]
    assert find(terms, FIRST + 5, "ferry", "pier", "storm", most=1) == [FIRST]


def test_an_article_does_not_find_itself(terms: TermTable) -> None:
    add(terms, (FIRST, vector("ferry")))
    assert find(terms, FIRST, "ferry") == []


def test_a_dated_article_finds_what_is_near_and_what_has_no_date(terms: TermTable) -> None:
    near, far = FIRST + (WINDOW_DAYS - 1) * DAY, FIRST + (WINDOW_DAYS + 1) * DAY
    add(terms, (7, vector("ferry")), (near, vector("ferry")), (far, vector("ferry")))
    assert set(find(terms, FIRST, "ferry")) == {7, near}
    assert set(find(terms, far + DAY, "ferry")) == {7, near, far}


def test_an_article_without_a_day_finds_what_came_last_of_any_time(terms: TermTable, db: sqlite3.Connection) -> None:
    rowids = [7, *(FIRST + 400 * place * DAY for place in range(MOST_UNDATED + 1))]
    list_articles(db, rowids)
    add(terms, *[(rowid, vector("ferry")) for rowid in rowids])
    for rowid, dated in ((8, True), (FIRST + 1, False)):
        assert set(find(terms, rowid, "ferry", most=100, dated=dated and rowid >= DATED)) == {7, *rowids[2:]}
    assert FIRST not in find(terms, FIRST, "ferry", most=100, dated=False)


def list_articles(db: sqlite3.Connection, rowids: Sequence[int]) -> None:
    """Enter articles in the index by what terms must know of them."""
    columns = "id, file, position, title, words, digest, state, behind"
    db.executemany(
        f"INSERT INTO article(rowid, added, {columns}) VALUES(?1, ?2, ?1, 0, 0, '', 0, x'', 0, 0)",
        [(rowid, number(rowid)) for rowid in rowids],
    )


def test_of_several_dates_the_nearest_is_found_first(terms: TermTable) -> None:
    add(terms, (FIRST, vector("ferry")), (FIRST + 5 * DAY, vector("ferry")), (FIRST + 20 * DAY, vector("ferry")))
    assert find(terms, FIRST + 6 * DAY, "ferry") == [FIRST + 5 * DAY, FIRST, FIRST + 20 * DAY]


def test_of_very_many_without_a_date_the_last_are_kept(terms: TermTable) -> None:
    many = MOST_UNDATED + 10
    for rowid in range(1, many + 1):
        add(terms, (rowid, vector("ferry")))
    assert terms.articles() == set(range(11, many + 1))


def test_of_very_many_postings_those_of_the_most_telling_words_are_read(
    terms: TermTable, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(terms, (FIRST, vector("ferry")), (FIRST + 1, vector("pier")), (FIRST + 2, vector("pier")))
    assert set(find(terms, FIRST + 5, "ferry", "pier")) == {FIRST, FIRST + 1, FIRST + 2}
    monkeypatch.setattr("extract.index.store.story_terms.MOST_POSTINGS", 2)
    assert set(find(terms, FIRST + 5, "ferry", "pier")) == {FIRST}
    assert set(find(terms, FIRST + 5, "pier", "ferry")) == {FIRST + 1, FIRST + 2}
    monkeypatch.setattr("extract.index.store.story_terms.MOST_POSTINGS", 1)
    assert set(find(terms, FIRST + 5, "pier", "ferry")) == {FIRST + 1, FIRST + 2}


def test_a_removed_article_is_not_found_and_others_are(terms: TermTable, db: sqlite3.Connection) -> None:
    add(terms, (FIRST, vector("ferry", "pier")), (FIRST + 1, vector("ferry")))
    terms.remove(FIRST, number(FIRST), [*map(word_hash, ("ferry", "pier", "storm"))])
    assert find(terms, FIRST + 5, "ferry", "pier") == [FIRST + 1]
    terms.remove(FIRST + 1, number(FIRST + 1), [word_hash("ferry")])
    assert db.execute("SELECT count(*) FROM term").fetchone() == (0,)


def test_many_articles_are_looked_up_as_each_alone(terms: TermTable, monkeypatch: pytest.MonkeyPatch) -> None:
    words = ["ferry", "pier", "mine", "storm"]
    rowids = [FIRST + place * 9 * DAY for place in range(8)]
    add(terms, *[(rowid, vector(words[place % 4], words[place % 3])) for place, rowid in enumerate(rowids)])
    sought = [Sought(rowid, number(rowid), True, vector("ferry", "pier", "mine")) for rowid in rowids]
    together = terms.find(sought, 5, 0.6)
    monkeypatch.setattr("extract.index.store.story_terms.MOST_KEYS", 1)
    assert terms.find(sought, 5, 0.6) == together
    assert [find(terms, one.rowid, "ferry", "pier", "mine", most=5) for one in sought] == together


def test_a_word_of_little_weight_finds_what_is_near_in_time_but_nothing_without_a_date(terms: TermTable) -> None:
    few, many = ("ferry", "pier"), ("ferry", *(f"word{at}" for at in range(120)))
    add(terms, (7, vector("ferry", *(f"other{at}" for at in range(120)))), (8, vector(*few)))
    add(terms, (FIRST, vector("ferry", *(f"other{at}" for at in range(120)))))
    assert find(terms, FIRST + 5, *many) == [8, FIRST]
    assert find(terms, 9, *many)[:2] == [8, 7]


def test_articles_without_a_date_are_found_by_the_most_telling_words_only(terms: TermTable) -> None:
    words = [f"word{at}" for at in range(TERMS)]
    add(terms, (7, vector("ferry")), (FIRST, vector("ferry")))
    assert find(terms, FIRST + 5, *words, "ferry") == [FIRST]
    assert find(terms, FIRST + 5, "ferry", *words) == [FIRST, 7]
