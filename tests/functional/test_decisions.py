"""Decisions in the browser's backend over the seeds: who may be merged with whom, and where a decision holds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from extract.index.search.entities import EntityRow
from tests.functional.conftest import opened
from tui.backend.backend import Backend
from tui.backend.entities import EntityDecision


@pytest.fixture
def corpus() -> str:
    return "seeds"


@pytest.fixture
def backend(folder: Path) -> Iterator[Backend]:
    with opened(folder) as backend:
        yield backend


def named(rows: list[EntityRow], name: str) -> EntityRow:
    return next(row for row in rows if row.name == name)


def articles_of(backend: Backend, query: str) -> list[str]:
    found = backend.search(query, "date")
    return [row.id for row in backend.rows(found, 0, found.count)]


def test_any_part_of_a_name_finds_it_in_an_article_and_in_the_corpus(backend: Backend) -> None:
    article = articles_of(backend, "person:lecornu")[0]
    for where in (None, article):
        assert any("Lecornu" in row.name for row in backend.entities.list_entities(where, "ECORN", 50))
        assert backend.entities.list_entities(where, "lecornuu", 50) == []
    assert any(row.name == "Sébastien Lecornu" for row in backend.entities.list_entities(None, "sebast", 50))


def test_candidates_for_a_merge_are_the_whole_corpus_s_the_likeliest_first(backend: Backend) -> None:
    row = named(backend.entities.list_entities(None, "", 2000), "Sébastien Lecornu")
    found = backend.entities.candidates(row, None, "", 200)
    likely = [candidate.likely for candidate in found]
    assert likely == sorted(likely, reverse=True)
    assert all(one.entity.label == "PERSON" for one in found if one.likely)
    assert row.name not in [one.entity.name for one in found]
    typed = backend.entities.candidates(row, None, "yiv", 200)
    assert [one.entity.name for one in typed][:1] == ["Kyiv"]


def test_from_an_article_its_own_entities_come_before_the_corpus_s(backend: Backend) -> None:
    article = articles_of(backend, "person:lecornu")[0]
    own = backend.entities.list_entities(article, "", 2000)
    unlikely = [one.entity for one in backend.entities.candidates(own[0], article, "", 2000) if not one.likely]
    elsewhere = [entity.key != 0 for entity in unlikely]
    assert elsewhere == sorted(elsewhere)
    assert {True, False} <= set(elsewhere)


def test_a_decision_of_an_article_changes_no_other_and_undo_names_it(backend: Backend) -> None:
    first, second, *_ = articles_of(backend, 'place:"ukraine"')
    row = named(backend.entities.list_entities(first, "", 500), "Ukraine")
    said = backend.entities.decide(EntityDecision("reject", row, article=first))
    assert said == "Ukraine is no entity, in this article"
    assert "Ukraine" not in [row.name for row in backend.entities.list_entities(first, "", 500)]
    assert "Ukraine" in [row.name for row in backend.entities.list_entities(second, "", 500)]
    assert backend.annotations.undo() == "undone: Ukraine is no entity, in one article"
    assert "Ukraine" in [row.name for row in backend.entities.list_entities(first, "", 500)]


def test_an_article_s_entity_takes_the_name_of_one_that_only_the_corpus_has(backend: Backend) -> None:
    article = articles_of(backend, "person:lecornu")[0]
    own = backend.entities.list_entities(article, "", 500)
    row = next(row for row in own if row.label == "PERSON")
    names = {one.name for one in own}
    other = next(
        one.entity
        for one in backend.entities.candidates(row, article, "", 2000)
        if one.entity.label == "PERSON" and one.entity.name not in names
    )
    assert backend.entities.decide(EntityDecision("merge", row, other, article=article)) == (
        f"{row.name} is {other.name}, in this article"
    )
    assert other.name in [one.name for one in backend.entities.list_entities(article, "", 500)]


def test_an_entity_that_one_article_calls_otherwise_is_still_known(backend: Backend) -> None:
    article = articles_of(backend, "person:lecornu")[0]
    row = next(row for row in backend.entities.list_entities(article, "lecornu", 500) if row.label == "PERSON")
    before = backend.entities.sheet(row)
    backend.entities.decide(EntityDecision("rename", row, value="The Minister", article=article))
    after = backend.entities.sheet(named(backend.entities.list_entities(article, "", 500), "The Minister"))
    assert articles_of(backend, after.query) == articles_of(backend, before.query)
    assert after.lines
