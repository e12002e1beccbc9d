"""A list in which reprints or stories are folded under one article has every article, behind a row or in it."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.index import Corpus, Index
from extract.index.query.plan import FOLDS, SORTS, Fold
from extract.index.search.folding import FoldedList, PlainList
from tests.unit.index.test_stories import FERRY, ROWS, index, row

AGAIN = row("f4", FERRY[0], "2031-03-04", "Wire")
QUERIES = ("", "ferry", "the", "source:wire", "is:duplicate or is:alone")


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Index:
    folder = tmp_path_factory.mktemp("folding")
    (folder / "news.jsonl").write_text("".join(json.dumps(one) + "\n" for one in [*ROWS, AGAIN]), "utf-8")
    corpus = Corpus.locate([folder])
    index(corpus)
    return Index.open(corpus)


def listed(told: Index, fold: Fold, query: str = "", sort: str = "date") -> FoldedList | PlainList:
    return told.fold(told.search(query, sort), fold)


def shown(rows: FoldedList | PlainList) -> list[tuple[str, int]]:
    return [(one.row.id, one.behind) for one in rows.page(0, 100)]


def test_a_story_has_one_row_which_is_its_newest_article(told: Index) -> None:
    assert shown(listed(told, "stories")) == [("s3", 2), ("f3", 3), ("x2", 0), ("x1", 0)]


def test_reprints_have_one_row_and_the_rest_of_their_story_one_each(told: Index) -> None:
    rows = dict(shown(listed(told, "reprints")))
    assert rows["f4"] == 1
    assert "f1" not in rows
    assert {"f2", "f3", "s1", "s2", "s3", "x1", "x2"} < set(rows)


def test_of_a_search_the_newest_article_found_has_the_row(told: Index) -> None:
    assert shown(listed(told, "stories", "rudder or tools")) == [("f2", 0), ("s1", 0)]
    assert shown(listed(told, "stories", "source:wire")) == [("f4", 1), ("s1", 0)]


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("query", QUERIES)
def test_rows_stand_in_the_order_asked_for_and_have_everything_behind_them(told: Index, query: str, sort: str) -> None:
    results = told.search(query, sort)
    order = list(results.ids())
    for fold in FOLDS:
        rows = told.fold(results, fold)
        found = shown(rows)
        assert rows.count == len(found)
        assert sum(1 + behind for _, behind in found) == len(order)
        places = [order.index(article) for article, _ in found]
        assert fold == "best" or sort == "outlets" or places == sorted(places)


def test_a_story_may_show_the_fullest_article_that_nobody_reprints_where_its_newest_stands(told: Index) -> None:
    assert shown(listed(told, "stories", "source:wire")) == [("f4", 1), ("s1", 0)]
    assert shown(listed(told, "best", "source:wire")) == [("f2", 1), ("s1", 0)]
    newest = listed(told, "stories")
    assert [newest.index_of(article) for article, _ in shown(listed(told, "best"))] == [0, 1, 2, 3]


@pytest.mark.parametrize("query", QUERIES)
@given(data=st.data())
def test_unfolded_rows_stand_below_their_row_and_are_folded_again(told: Index, query: str, data: st.DataObject) -> None:
    fold, sort = data.draw(st.sampled_from(FOLDS)), data.draw(st.sampled_from(list(SORTS)))
    before = rows = listed(told, fold, query, sort)
    articles = sorted(told.search(query).ids())
    for article in data.draw(st.lists(st.sampled_from(articles or ["none"]), max_size=4)):
        rows = rows.unfold(article)
    found = rows.page(0, 100)
    assert len(found) == rows.count
    assert [one.row.id for one in found] == [one.row.id for at in range(rows.count) for one in rows.page(at, 1)]
    ids = [one.row.id for one in found]
    assert len(set(ids)) == len(ids)
    assert all(rows.index_of(article) == at for at, article in enumerate(ids))
    for opened in rows.opened:
        at = ids.index(opened)
        assert [one.unfolded for one in found[at : at + 1 + found[at].behind]] == [False] + [True] * found[at].behind
    for article in articles:
        assert rows.index_of(article) is not None
    for opened in rows.opened:
        rows, row_of = rows.fold_up(opened)
        assert row_of == opened
    assert shown(rows) == shown(before)


def test_an_article_is_folded_from_below_its_row(told: Index) -> None:
    rows = listed(told, "stories").unfold("f3")
    assert [one.row.id for one in rows.page(0, 100)] == ["s3", "f3", "f4", "f2", "f1", "x2", "x1"]
    folded, under = rows.fold_up("f1")
    assert (shown(folded), under) == (shown(listed(told, "stories")), "f3")


def test_what_was_not_found_has_no_row(told: Index) -> None:
    assert listed(told, "stories", "miners").index_of("f1") is None
    assert listed(told, "stories").index_of("elsewhere") is None


@pytest.mark.parametrize("fold", ["reprints", "stories"])
@pytest.mark.parametrize("sort", ["date", "oldest"])
def test_rows_of_everything_by_date_are_walked_and_not_sorted(told: Index, fold: Fold, sort: str) -> None:
    said: list[str] = []
    rows = listed(told, fold, "", sort)

    def fetch(sql: str, values: object = ()) -> list[object]:
        if "behind" in sql:
            said.extend(line for *_, line in told.database.fetch(f"EXPLAIN QUERY PLAN {sql}", values))  # type: ignore[arg-type]
        return told.database.fetch(sql, values)  # type: ignore[arg-type]

    rows._rows._fetch = fetch  # type: ignore[union-attr]
    assert rows.page(0, 5)
    assert any("article_behind" in line for line in said)
    assert not any("TEMP B-TREE" in line or line == "SCAN article" for line in said), said
