"""What analysts decide of stories lies over what the index has, and no grouping overrules it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.decisions import STORY, Decision, Rules
from extract.decisions.decision import Kind
from extract.index import Corpus, Index, Overlay
from extract.index.query.plan import FOLDS, SORTS
from extract.index.search.stories import find_stories
from tests.unit.index.conftest import ids
from tests.unit.index.test_stories import ROWS, index

ARTICLES = [one["id"] for one in ROWS]


def decided(*decisions: tuple[Kind, str, str]) -> Overlay:
    return Overlay(rules=Rules(Decision(kind, STORY, (one,), others=(other,)) for kind, one, other in decisions))


def corpus_of(folder: Path) -> Corpus:
    (folder / "news.jsonl").write_text("".join(json.dumps(one) + "\n" for one in ROWS), "utf-8")
    corpus = Corpus.locate([folder])
    index(corpus)
    return corpus


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Index:
    return Index.open(corpus_of(tmp_path_factory.mktemp("moves")))


def rows(told: Index, overlay: Overlay, query: str = "", sort: str = "date") -> dict[str, int]:
    listed = told.fold(told.search(query, sort, overlay), "stories", overlay)
    found = listed.page(0, 100)
    assert len(found) == listed.count
    return {one.row.id: one.behind for one in found}


def test_an_article_that_is_not_of_a_story_is_alone(told: Index) -> None:
    overlay = decided(("other-story", "f2", "f1"))
    assert rows(told, overlay) == {"s3": 2, "f3": 1, "f2": 0, "x1": 0, "x2": 0}
    assert ids(told, "is:alone", overlay=overlay) == ["x2", "x1", "f2"]
    assert ids(told, "story:f1", overlay=overlay) == ["f3", "f1"]
    assert ids(told, "story:f2", overlay=overlay) == ["f2"]


def test_an_article_is_put_into_the_story_of_another(told: Index) -> None:
    overlay = decided(("same-story", "x1", "f1"))
    assert rows(told, overlay) == {"s3": 2, "f3": 3, "x2": 0}
    assert list(rows(told, overlay, "quiet or rudder").values()) == [1]
    assert ids(told, "is:alone", overlay=overlay) == ["x2"]
    assert set(ids(told, "story:x1", overlay=overlay)) == {"f1", "f2", "f3", "x1"}


def test_the_founder_of_a_story_can_be_taken_out_of_it(told: Index) -> None:
    overlay = decided(("other-story", "f1", "f2"))
    found = {
        story.id: {one.id for one in story.articles}
        for story in find_stories(told.database, told.search("ferry", overlay=overlay), rules=overlay.rules)
    }
    assert found == {"f1": {"f2", "f3"}, "f1-alone": {"f1"}}
    for story, articles in found.items():
        assert set(ids(told, f"story:{story}", overlay=overlay)) == articles


def test_the_later_decision_counts(told: Index) -> None:
    overlay = decided(("other-story", "f2", "f1"), ("same-story", "f2", "f3"))
    assert rows(told, overlay) == rows(told, Overlay())


def test_no_grouping_overrules_a_decision(tmp_path: Path) -> None:
    corpus = corpus_of(tmp_path)
    overlay = decided(("other-story", "f2", "f1"), ("same-story", "x1", "s1"))
    before = rows(Index.open(corpus), overlay)
    later = {**ROWS[1], "id": "f9", "text": ROWS[1]["text"] + " It said so on Monday.", "date": "2031-03-06"}
    (tmp_path / "news.jsonl").write_text("".join(json.dumps(one) + "\n" for one in [*ROWS, later]), "utf-8")
    index(corpus)
    after = rows(Index.open(corpus), overlay)
    assert before == {"s3": 3, "f3": 1, "f2": 0, "x2": 0}
    assert after == {"s3": 3, "f9": 2, "f2": 0, "x2": 0}


def test_outlets_are_counted_as_stories_are_decided(told: Index) -> None:
    overlay = decided(("other-story", "s1", "s2"), ("same-story", "f2", "f1"))
    assert list(rows(told, overlay, sort="outlets")) == ["f3", "x2", "x1", "s3", "s1"]
    assert list(rows(told, Overlay(), sort="outlets"))[:2] == ["s3", "f3"]
    assert ids(told, "sort:outlets", overlay=overlay)[:3] == ["f3", "f2", "f1"]
    assert list(told.search("", "outlets", overlay).ids()) == ids(told, "sort:outlets", overlay=overlay)


def test_whoever_joined_an_article_that_was_alone_stays_where_that_one_leaves(told: Index) -> None:
    overlay = decided(("other-story", "f1", "f2"), ("same-story", "f2", "f1"), ("same-story", "f1", "f3"))
    assert "f2" in ids(told, "is:alone", overlay=overlay)
    assert "f1" not in ids(told, "is:alone", overlay=overlay)
    assert rows(told, overlay)["f2"] == 0


kinds: st.SearchStrategy[Kind] = st.sampled_from(["same-story", "other-story"])


@given(
    st.lists(st.tuples(kinds, st.sampled_from(ARTICLES), st.sampled_from(ARTICLES)), max_size=5),
    st.sampled_from(["", "ferry or wages", "source:wire"]),
    st.sampled_from(list(SORTS)),
)
def test_whatever_is_decided_every_article_is_under_one_row(
    told: Index, decisions: Sequence[tuple[Kind, str, str]], query: str, sort: str
) -> None:
    overlay = decided(*decisions)
    articles = list(told.search(query, sort, overlay).ids())
    stories = find_stories(told.database, told.search(query, sort, overlay), rules=overlay.rules)
    assert sorted(one.id for story in stories for one in story.articles) == sorted(articles)
    for fold in FOLDS:
        listed = told.fold(told.search(query, sort, overlay), fold, overlay)
        assert sum(1 + one.behind for one in listed.page(0, 100)) == len(articles)
        assert all(listed.index_of(article) is not None for article in articles)
        if fold == "stories":
            assert listed.count == len(stories)
    alone = {
        story.articles[0].id
        for story in find_stories(told.database, told.search(""), rules=overlay.rules)
        if len(story.articles) == 1
    }
    assert set(ids(told, "is:alone", overlay=overlay)) == alone
