"""Corpora that tests make for themselves, and the index of each."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from extract.index import Corpus, Index
from extract.index.build import build

Row = Mapping[str, str]


@pytest.fixture
def write_jsonl(tmp_path: Path) -> Callable[..., Path]:
    """Write rows as a file of JSON Lines in a folder `corpus`."""

    def write(rows: Sequence[Row], name: str = "news.jsonl") -> Path:
        path = tmp_path / "corpus" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
        return path

    return write


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    """Return the corpus in the folder `corpus`, which is made."""
    (tmp_path / "corpus").mkdir(exist_ok=True)
    return Corpus.locate([tmp_path / "corpus"])


def scan(corpus: Corpus, **options: Any) -> Index:
    """Scan it, with options of `build`, and open what the scan made."""
    build(corpus, lambda _: None, extraction=False, **options)
    return Index.open(corpus)


def ids(index: Index, query: str = "", **options: object) -> list[str]:
    """Return what a query finds, having checked that count, pages and ids agree."""
    results = index.search(query, **options)  # type: ignore[arg-type]
    found = list(results.ids())
    assert results.count == len(found)
    fresh = index.search(query, **options)  # type: ignore[arg-type]
    assert [row.id for row in fresh.page(0, 1000)] == found
    return found
