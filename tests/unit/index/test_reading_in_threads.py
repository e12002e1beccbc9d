"""Several threads read one index: each in its own way, all of one file, and none is hurt when it is closed."""

import gc
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest

from extract.errors import SitrepError
from extract.index import Cancellation, Cancelled, Corpus
from tests.unit.index.conftest import ids, scan

ROWS = [{"id": f"{n:03}", "title": f"Row {n}", "text": f"Row {n} of the harbour's list. " * 40} for n in range(600)]
ENDLESS = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n"
"""SQL that never ends by itself."""

READ_BY_EIGHT = """
import sys, threading
from extract.index import Corpus, Index
index = Index.open(Corpus.locate([sys.argv[1]]))
wrong = []
def read(turn):
    for n in range(turn, 600, 2):
        stored = index.article(f"{n:03}")
        if stored is None or not stored.article.text.startswith(f"Row {n} of"):
            wrong.append(n)
        results = index.search("/harb.ur/ =list" if n % 40 == turn else "")
        if {row.title for row in results.page(0, 50)} - {f"Row {n}" for n in range(600)}:
            wrong.append(n)
threads = [threading.Thread(target=read, args=(turn,)) for turn in range(8)]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
sys.exit(len(wrong))
"""
CLOSED_UNDER_SIX = """
import sys, threading
from extract.index import Corpus, Index
index = Index.open(Corpus.locate([sys.argv[1]]))
begun = threading.Barrier(7)
def read():
    begun.wait()
    try:
        while True:
            index.search("harbour row").page(0, 50)
    except Exception as error:
        if "was closed" not in str(error):
            raise
threads = [threading.Thread(target=read) for _ in range(6)]
[thread.start() for thread in threads]
begun.wait()
for _ in range(3):
    index.search("list").count
index.close()
[thread.join() for thread in threads]
"""


@pytest.mark.parametrize("program", [READ_BY_EIGHT, CLOSED_UNDER_SIX])
def test_threads_that_read_one_index_get_what_is_in_it_until_it_is_closed(
    corpus: Corpus, write_jsonl: Callable[..., Path], program: str
) -> None:
    write_jsonl(ROWS)
    scan(corpus).close()
    for _ in range(3):
        done = subprocess.run(
            [sys.executable, "-c", program, os.fspath(corpus.root)], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        assert not done.stderr


def test_all_threads_read_the_file_that_was_opened_when_another_takes_its_place(
    corpus: Corpus, write_jsonl: Callable[..., Path]
) -> None:
    write_jsonl(ROWS[:100])
    index = scan(corpus)
    titles = {row.title for row in index.search("").page(0, 200)}
    corpus.index_path.rename(corpus.index_path.with_name("before"))
    for suffix in ("-wal", "-shm"):
        corpus.index_path.with_name(corpus.index_path.name + suffix).unlink(missing_ok=True)
    write_jsonl([{"id": row["id"], "title": f"New {n}", "text": "Another text."} for n, row in enumerate(ROWS)])
    new = scan(corpus)
    assert index.replaced
    assert not new.replaced
    with ThreadPoolExecutor(8) as threads:
        looks = [threads.submit(lambda: {row.title for row in index.search("").page(0, 200)}) for _ in range(60)]
        assert all(look.result() == titles for look in looks)
    assert len(ids(new)) == len(ROWS)


def test_an_index_that_is_deleted_is_read_on_and_said_to_be_gone(
    corpus: Corpus, write_jsonl: Callable[..., Path]
) -> None:
    write_jsonl(ROWS[:20])
    index = scan(corpus)
    assert not index.replaced
    for path in corpus.data_dir.glob("index.db*"):
        path.unlink()
    assert index.replaced
    with ThreadPoolExecutor(4) as threads:
        counts = threads.map(lambda _: index.counts().articles, range(20))
    assert set(counts) == {20}


def test_what_a_thread_reads_is_cancelled_from_another(corpus: Corpus, write_jsonl: Callable[..., Path]) -> None:
    write_jsonl(ROWS[:20])
    index = scan(corpus)
    cancellation, begun = Cancellation(), threading.Event()

    def read() -> object:
        with cancellation.scope():
            begun.set()
            return index.database.fetch(ENDLESS)

    with ThreadPoolExecutor(1) as threads:
        reading = threads.submit(read)
        begun.wait()
        assert index.counts().articles == 20
        cancellation.cancel()
        with pytest.raises(Cancelled):
            reading.result()
        assert threads.submit(index.counts).result().articles == 20
    with cancellation.scope(), pytest.raises(Cancelled):
        index.search("harbour").page(0, 10)


def test_an_index_that_was_closed_says_so(corpus: Corpus, write_jsonl: Callable[..., Path]) -> None:
    write_jsonl(ROWS[:20])
    index = scan(corpus)
    index.close()
    with pytest.raises(SitrepError, match="was closed"):
        index.counts()


def test_an_index_that_nobody_holds_any_longer_is_closed(corpus: Corpus) -> None:
    (corpus.sources[0] / "ferry.txt").write_text("Ferry aground off Torvik\n\nDivers look at her hull.", "utf-8")
    index = scan(corpus)
    assert len(index.search("/hull/ ferry").page(0, 5)) == 1
    files = {one.path for one in psutil.Process().open_files()}
    assert str(corpus.index_path) in files
    del index
    gc.collect()
    assert str(corpus.index_path) not in {one.path for one in psutil.Process().open_files()}
