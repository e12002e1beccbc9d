"""A real scheduler and two worker processes: shards in, the same index out, whoever dies meanwhile."""

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from extract.errors import SitrepError
from extract.index import Corpus, Index, Progress
from extract.index.cluster import build_on_cluster
from extract.index.store.verify import find_problems
from extract.index.tuning import Tuning
from tests.waiting import wait_until

pytestmark = pytest.mark.slow

PYTHON = (sys.executable, "-m")


@pytest.fixture
def shards(tmp_path: Path) -> str:
    """Write two files of articles, and return the pattern that names them."""
    for shard in range(2):
        rows = [
            {
                "id": f"{shard}-{n:02}",
                "title": f"Bridge {n} opens",
                "date": f"2024-01-{n % 28 + 1:02}",
                "text": f"Minister Anna Kowalska said on Monday that bridge number {n} in Gdańsk is open. "
                f"Engineer Piotr Wolny, who built it, thanked {n + 2} workers.",
            }
            for n in range(60)
        ]
        text = "".join(json.dumps(row) + "\n" for row in rows)
        (tmp_path / f"shard-{shard}.jsonl").write_text(text, "utf-8")
    return os.fspath(tmp_path / "shard-*.jsonl")


@pytest.fixture
def scheduler(tmp_path: Path) -> Iterator[str]:
    """Start a scheduler, and yield its address; what it logs goes to a file, since a pipe that nobody reads is full."""
    command = [*PYTHON, "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard"]
    log = tmp_path / "scheduler.log"
    with log.open("w") as stream:
        work = subprocess.Popen(command, stderr=stream)

    def address() -> str:
        found = re.search(r"tcp://127\.0\.0\.1:\d+\b", log.read_text("utf-8"))
        return found[0] if found else ""

    try:
        wait_until(address, "the scheduler's address")
        yield address()
    finally:
        work.terminate()
        work.wait()


def worker(scheduler: str) -> subprocess.Popen[bytes]:
    """Start a worker process with one thread, without a nanny that would start it again."""
    options = ["--nthreads", "1", "--no-nanny", "--no-dashboard"]
    return subprocess.Popen([*PYTHON, "distributed.cli.dask_worker", scheduler, *options], stderr=subprocess.DEVNULL)


def contents(corpus: Corpus) -> list[object]:
    """Return all that an index says."""
    index = Index.open(corpus)
    articles = [index.article(found) for found in index.search("").ids()]
    return [articles, [(row.label, row.name, row.count, row.forms) for row in index.entities(limit=1000)]]


def test_a_lost_worker_costs_nothing_and_two_runs_give_the_same_index(
    shards: str, scheduler: str, tmp_path: Path
) -> None:
    workers = [worker(scheduler), worker(scheduler)]
    killed = []

    def kill_one(progress: Progress) -> None:
        if progress.phase == "extract" and not killed:
            workers[0].send_signal(signal.SIGKILL)
            killed.append(progress)

    try:
        first, built = build_on_cluster([shards], os.fspath(tmp_path / "first"), scheduler, kill_one)
        ahead = Tuning(inline_bytes=0)  # the second time another process reads
        second, _ = build_on_cluster([shards], os.fspath(tmp_path / "second"), scheduler, lambda _: None, tuning=ahead)
    finally:
        for one in workers:
            one.kill()
            one.wait()
    assert killed
    assert built.complete
    counts = Index.open(first).counts()
    assert (counts.articles, counts.extracted, counts.failed) == (120, 120, 0)
    assert Index.open(first).search('person:"Anna Kowalska"').count == 120
    assert contents(first) == contents(second)
    assert find_problems(first) == find_problems(second) == []


def test_without_a_scheduler_it_says_so(shards: str, tmp_path: Path) -> None:
    with pytest.raises(SitrepError, match="no Dask scheduler answers"):
        build_on_cluster([shards], os.fspath(tmp_path / "none"), "tcp://127.0.0.1:1", lambda _: None)


def test_without_shards_it_says_so(tmp_path: Path) -> None:
    with pytest.raises(SitrepError, match="no such shard"):
        build_on_cluster(
            [os.fspath(tmp_path / "no-*.jsonl")], os.fspath(tmp_path / "none"), "tcp://x:1", lambda _: None
        )
