"""More like this: what is found, what it shares, and what is left out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract.article import Article, Card, Entity, Mention, Record, Span
from extract.decisions import Decision, Rules
from extract.index import Corpus, Index, Overlay
from extract.index.build import build
from extract.index.search import similar
from tests.unit.index import fakes
from tests.unit.index.conftest import ids

PEOPLE = ("Ada Brandt", "Jon Weil", "Karla Moor")
MENU = "Subscribe Newsletter Horoscope Crossword Classifieds"
ROWS = [
    {"id": "deal", "text": "Ada Brandt signed the harbour treaty: dredging of the breakwater begins in spring."},
    {"id": "works", "text": "Dredging at the breakwater needs a treaty, Ada Brandt told the harbour."},
    {"id": "reprint", "text": "Ada Brandt signed the harbour treaty: dredging of the breakwater begins in spring !"},
    {"id": "concert", "text": "Jon Weil sang in the opera while others whispered."},
    {"id": "river", "text": "The river rose and the ferry stopped, sailors complained."},
    {"id": "menu", "text": f"{MENU} Karla Moor bought a violin."},
    {"id": "menus", "text": f"{MENU} Nobody painted a portrait."},
]


@pytest.fixture(autouse=True)
def _records(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have records name the people above, and hold the menu to be page furniture."""

    def make(article: Article) -> Record:
        at = {name: article.text.find(name) for name in PEOPLE}
        found = {name: start for name, start in at.items() if start >= 0}
        menu = article.text.find(MENU)
        return Record(
            article,
            boilerplate=(Span(MENU, menu, menu + len(MENU)),) if menu >= 0 else (),
            mentions=tuple(Mention(start, start + len(n), n, "PERSON", n) for n, start in found.items()),
            entities=tuple(Entity(name, "PERSON", name) for name in found),
            card=Card(),
        )

    monkeypatch.setattr(fakes, "record", make)


@pytest.fixture
def index(corpus: Corpus, write_jsonl: Callable[..., Path]) -> Index:
    write_jsonl(ROWS)
    build(corpus, lambda _: None, start=fakes.InProcess)
    return Index.open(corpus)


def test_the_nearest_are_those_that_share_telling_names_and_words(index: Index) -> None:
    found = index.similar("works")
    assert found is not None
    nearest = found[0]
    assert nearest.row.id in ("deal", "reprint")
    assert nearest.names == ("Ada Brandt",)
    assert set(nearest.words) == {"Dredging", "breakwater", "treaty", "harbour"}
    assert 0 < nearest.score <= 1


def test_of_reprints_one_is_listed_and_none_of_the_article_s_own(index: Index) -> None:
    assert index.article("deal") is not None
    assert [one.row.id for one in index.similar("deal") or ()] == ["works"]
    assert len(index.similar("works") or ()) == 1


def test_what_shares_nothing_is_not_listed_and_an_id_that_is_none_is_told_apart(index: Index) -> None:
    assert index.similar("concert") == []
    assert index.similar("nobody") is None


def test_page_furniture_makes_no_articles_alike(index: Index) -> None:
    assert index.similar("menu") == []


def test_an_article_without_a_record_is_compared_by_its_words(corpus: Corpus, write_jsonl: Callable[..., Path]) -> None:
    write_jsonl(ROWS)
    build(corpus, lambda _: None, extraction=False)
    nearest = (Index.open(corpus).similar("works") or [])[0]
    assert nearest.names == ()
    assert {"breakwater", "Ada"} <= set(nearest.words)


def test_an_entity_that_the_analyst_rejected_makes_nothing_alike(index: Index) -> None:
    rejected = Rules([Decision("reject", "PERSON", ("Ada Brandt",))])
    nearest = (index.similar("works", Overlay(rules=rejected)) or [])[0]
    assert nearest.names == ()


def test_a_query_finds_what_is_like_an_article(index: Index) -> None:
    assert len(ids(index, "like:works")) == 1
    assert ids(index, "like:deal treaty") == ["works"]
    with pytest.raises(Exception, match="there is no article of that id"):
        index.search("like:nobody")


def test_what_most_articles_have_costs_no_more_than_its_bound(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(similar, "COMMON", 1)
    assert index.similar("works") == []


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(st.text(min_size=1, max_size=80), min_size=2, max_size=6))
def test_any_texts_can_be_compared(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    import json

    folder = tmp_path_factory.mktemp("any")
    (folder / "a.jsonl").write_text("".join(json.dumps({"id": str(n), "text": t}) + "\n" for n, t in enumerate(texts)))
    corpus = Corpus.locate([folder])
    build(corpus, lambda _: None, extraction=False)
    index = Index.open(corpus)
    for article in index.search("").ids():
        assert index.similar(article) is not None
    index.close()
