"""Decisions in the browser's backend over the seeds: who may be merged with whom, and where a decision holds."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tui.backend.beside import Decided, EntityRow
from tui.backend.corpus import CorpusDesk

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture(scope="module")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("decisions") / "seeds"
    shutil.copytree(SEEDS, folder, ignore=shutil.ignore_patterns(".sitrep"))
    subprocess.run([sys.executable, "-m", "tui.cli", "index", str(folder)], check=True, capture_output=True)
    return folder


@pytest.fixture
def desk(indexed: Path, tmp_path: Path) -> Iterator[CorpusDesk]:
    opened = CorpusDesk.open([str(shutil.copytree(indexed, tmp_path / "seeds"))])
    yield opened
    opened.close()


def named(rows: list[EntityRow], name: str) -> EntityRow:
    return next(row for row in rows if row.name == name)


def articles_of(desk: CorpusDesk, query: str) -> list[str]:
    found = desk.search(query, "date")
    return [row.id for row in desk.rows(found, 0, found.count)]


def test_any_part_of_a_name_finds_it_in_an_article_and_in_the_corpus(desk: CorpusDesk) -> None:
    article = articles_of(desk, "person:lecornu")[0]
    for where in (None, article):
        assert any("Lecornu" in row.name for row in desk.entities.listed(where, "ECORN", 50))
        assert desk.entities.listed(where, "lecornuu", 50) == []
    assert any(row.name == "Sébastien Lecornu" for row in desk.entities.listed(None, "sebast", 50))


def test_candidates_for_a_merge_are_the_whole_corpus_s_the_likeliest_first(desk: CorpusDesk) -> None:
    row = named(desk.entities.listed(None, "", 2000), "Sébastien Lecornu")
    found = desk.entities.candidates(row, None, "", 200)
    likely = [candidate.likely for candidate in found]
    assert likely == sorted(likely, reverse=True)
    assert all(one.entity.label == "PERSON" for one in found if one.likely)
    assert row.name not in [one.entity.name for one in found]
    typed = desk.entities.candidates(row, None, "yiv", 200)
    assert [one.entity.name for one in typed][:1] == ["Kyiv"]


def test_from_an_article_its_own_entities_come_before_the_corpus_s(desk: CorpusDesk) -> None:
    article = articles_of(desk, "person:lecornu")[0]
    own = desk.entities.listed(article, "", 2000)
    unlikely = [one.entity for one in desk.entities.candidates(own[0], article, "", 2000) if not one.likely]
    elsewhere = [entity.key is not None for entity in unlikely]
    assert elsewhere == sorted(elsewhere)
    assert {True, False} <= set(elsewhere)


def test_a_decision_of_an_article_changes_no_other_and_undo_names_it(desk: CorpusDesk) -> None:
    first, second, *_ = articles_of(desk, 'place:"ukraine"')
    row = named(desk.entities.listed(first, "", 500), "Ukraine")
    said = desk.entities.decide(Decided("reject", row, article=first))
    assert said == "Ukraine is no entity, in this article"
    assert "Ukraine" not in [row.name for row in desk.entities.listed(first, "", 500)]
    assert "Ukraine" in [row.name for row in desk.entities.listed(second, "", 500)]
    assert desk.pen.undo() == "undone: Ukraine is no entity, in one article"
    assert "Ukraine" in [row.name for row in desk.entities.listed(first, "", 500)]


def test_an_article_s_entity_takes_the_name_of_one_that_only_the_corpus_has(desk: CorpusDesk) -> None:
    article = articles_of(desk, "person:lecornu")[0]
    own = desk.entities.listed(article, "", 500)
    row = next(row for row in own if row.label == "PERSON")
    names = {one.name for one in own}
    other = next(
        one.entity
        for one in desk.entities.candidates(row, article, "", 2000)
        if one.entity.label == "PERSON" and one.entity.name not in names
    )
    assert desk.entities.decide(Decided("merge", row, other, article=article)) == (
        f"{row.name} is {other.name}, in this article"
    )
    assert other.name in [one.name for one in desk.entities.listed(article, "", 500)]


def test_an_entity_that_one_article_calls_otherwise_is_still_known(desk: CorpusDesk) -> None:
    article = articles_of(desk, "person:lecornu")[0]
    row = next(row for row in desk.entities.listed(article, "lecornu", 500) if row.label == "PERSON")
    before = desk.entities.sheet(row)
    desk.entities.decide(Decided("rename", row, value="The Minister", article=article))
    after = desk.entities.sheet(named(desk.entities.listed(article, "", 500), "The Minister"))
    assert articles_of(desk, after.query) == articles_of(desk, before.query)
    assert after.lines
