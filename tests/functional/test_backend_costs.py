"""What the browser's backend does not do: read a text for a row with a title, open an article to tag it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from extract.index import Corpus
from extract.index.build import build
from extract.index.search.database import Database
from extract.index.store.compression import ArticleCompressor
from tui.backend.backend import Backend


@pytest.fixture
def backend(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Backend]:
    """Open a corpus of three articles, none of which can be opened or read any more."""
    for name in ("oak", "elm", "ash"):
        (tmp_path / f"{name}.txt").write_text(f"The {name} is felled\n\nIt stood near the harbour for long.\n")
    build(Corpus.locate([tmp_path]), lambda _: None, extraction=False)
    opened = Backend.open([str(tmp_path)])
    monkeypatch.setattr(ArticleCompressor, "text", lambda *_: pytest.fail("a text was read"))
    monkeypatch.setattr(Database, "article", lambda *_: pytest.fail("an article was opened"))
    yield opened
    opened.close()


def test_a_page_of_titles_reads_no_text(backend: Backend) -> None:
    rows = backend.rows(backend.search("harbour", "title"), 0, 50)
    assert [row.title for row in rows] == ["The ash is felled", "The elm is felled", "The oak is felled"]


def test_a_tag_opens_no_article_and_its_title_and_path_are_kept(backend: Backend) -> None:
    (row,) = backend.rows(backend.search("oak", "date"), 0, 50)
    backend.annotations.tag([row.id], ["trees"], [])
    assert backend.opened.hints()[row.id] == ("The oak is felled", "oak.txt")
