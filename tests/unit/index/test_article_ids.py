"""Ids that cannot be derived again: whatever else came into their file costs nothing but itself."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.errors import SitrepError
from extract.index import Corpus, Index
from extract.index.build import build
from extract.index.scan.article_ids import ArticleIds
from tests.unit.index.conftest import ids, scan

FOREIGN = [
    b'{"digest": "12", "id": "torn by a cra',
    b"not JSON\n",
    b"[1, 2]\n",
    b"5\n",
    b'{"digest": "12"}\n',
    b'{"digest": 12, "id": "a", "path": null, "position": 0}\n',
    b'{"digest": "12", "id": ["a"], "path": null, "position": 0}\n',
    b'{"digest": "12", "id": "a", "path": ["b"], "position": 0}\n',
    b'{"digest": "12", "id": "a", "path": "b", "position": "c"}\n',
    b"\xff\xfe\x00\n",
    b"[" * 100_000 + b"\n",
]


@pytest.mark.parametrize("foreign", FOREIGN)
def test_a_line_that_is_not_sitreps_is_passed_over_named_and_kept(tmp_path: Path, foreign: bytes) -> None:
    path = tmp_path / "ids.jsonl"
    first = ArticleIds(path)
    first.record_edit("digest-1", "id-1")
    first.save()
    with path.open("ab") as file:
        file.write(foreign)
    second = ArticleIds(path)
    assert second.lookup("digest-1", "anywhere", 0) == "id-1"
    assert ["line 2 is not sitrep's: passed over and kept" in told for told in second.warnings] == [True]
    twin = second.assign_twin("digest-2", "id-2", "a.txt", 3)
    second.save()
    third = ArticleIds(path)
    assert third.lookup("digest-1", "anywhere", 0) == "id-1"
    assert third.lookup("digest-2", "a.txt", 3) == twin
    assert third.lookup("digest-2", "b.txt", 3) is None
    assert foreign in path.read_bytes()


@given(st.binary(max_size=200))
def test_any_bytes_before_it_leave_a_line_whole(tmp_path_factory: pytest.TempPathFactory, before: bytes) -> None:
    path = tmp_path_factory.mktemp("ids") / "ids.jsonl"
    path.write_bytes(before)
    article_ids = ArticleIds(path)
    article_ids.record_edit("digest", "kept")
    article_ids.save()
    assert path.read_bytes().startswith(before)
    assert ArticleIds(path).lookup("digest", "anywhere", 0) == "kept"


def test_an_index_is_made_and_made_anew_beside_such_lines_which_are_told_of(
    corpus: Corpus, write_jsonl: Callable[..., Path]
) -> None:
    row = {"text": "One and the same text about a harbour."}
    write_jsonl([row, row])
    before = ids(scan(corpus))
    with corpus.ids_path.open("ab") as file:
        file.write(b'{"digest": "torn')
    write_jsonl([row, row], "more.jsonl")
    built = build(corpus, lambda _: None, extraction=False)
    assert built.notice == f"{corpus.ids_path}: line 2 is not sitrep's: passed over and kept; all others stand"
    after = ids(Index.open(corpus))
    assert set(before) < set(after)
    corpus.index_path.unlink()
    assert sorted(ids(scan(corpus))) == sorted(after)
    assert len([json.loads(line) for line in corpus.ids_path.read_bytes().splitlines() if b"torn" not in line]) == 3


@pytest.mark.parametrize("name", ["ids.jsonl", "index.db", "index.db-wal", "index.db-shm", "index.lock"])
@pytest.mark.parametrize("make", [os.mkfifo, Path.mkdir, lambda path: path.symlink_to("outside")])
def test_no_pipe_folder_or_link_blocks_or_is_written_through(
    corpus: Corpus, write_jsonl: Callable[..., Path], name: str, make: Callable[[Path], None]
) -> None:
    row = {"text": "One and the same text about a harbour."}
    write_jsonl([row, row])
    scan(corpus).close()
    outside = corpus.data_dir / "outside"
    outside.write_bytes(corpus.index_path.read_bytes() if name == "index.db" else b"")
    before = outside.read_bytes()
    (corpus.data_dir / name).unlink()
    make(corpus.data_dir / name)
    write_jsonl([row, row], "more.jsonl")
    with pytest.raises(SitrepError, match=name):
        build(corpus, lambda _: None, extraction=False)
    if name.startswith("index.db"):
        with pytest.raises(SitrepError, match=name):
            Index.open(corpus)
    assert outside.read_bytes() == before


def test_the_folder_of_a_corpus_that_was_renamed_is_not_made_again(corpus: Corpus) -> None:
    corpus.root.rename(corpus.root.with_name("renamed"))
    with pytest.raises(SitrepError, match="renamed or removed"):
        build(corpus, lambda _: None, extraction=False)
    assert not corpus.root.exists()
