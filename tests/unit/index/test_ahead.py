"""A scan that has its files read by another process sees what it would see itself, whatever becomes of that process."""

import json
import multiprocessing
import os
import signal
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import psutil
import pytest

from extract.errors import SitrepError
from extract.index import Corpus, Index
from extract.index.build import build
from extract.index.scan.files import LocalFiles
from extract.index.scan.read_ahead import read_ahead
from extract.index.scan.reading import ScanItem, read_files
from extract.index.store.listing import Listing
from extract.index.store.verify import find_problems
from extract.index.tuning import Tuning
from tests.unit.index.conftest import ids
from tests.unit.index.fakes import Deadly
from tests.waiting import WAIT_S, wait_until

PEOPLE = ("Anna", "Björn", "Çelik", "Dmytro")


AHEAD = Tuning(inline_bytes=0, cores=2)
"""Have even the smallest corpus read by another process."""


@pytest.fixture
def folder(corpus: Corpus) -> Path:
    """Fill a corpus with files of one article and of many, some of them faulty.

    All plainly English, and none of a format whose reader takes long to import: each process that reads would pay it.
    """
    for number in range(30):
        text = f"The ferry of {PEOPLE[number % 4]} left the harbour and was not seen for the rest of day {number}."
        (corpus.root / f"{number:02}.txt").write_text(text)
    text = "{} told the story of day {} and it was not the last of them. "
    rows = [{"id": f"row{n}", "title": f"Row {n}", "text": text.format(PEOPLE[n % 4], n) * 5} for n in range(250)]
    lines = [json.dumps(row, ensure_ascii=False) + "\n" for row in rows]
    (corpus.root / "10b.jsonl").write_text("".join([*lines[:120], "no JSON\n", *lines[120:]]), "utf-8")
    (corpus.root / "20b.json").write_bytes(b"{")
    return corpus.root


def local(corpus: Corpus) -> Deadly:
    return Deadly(corpus.sources, corpus.root)


def comparable(seen: Iterable[Sequence[ScanItem]]) -> list[ScanItem]:
    """Return what was seen; the first letters of its words come in an order of chance."""
    return [
        item._replace(heads=" ".join(sorted(item.heads.split()))) if isinstance(item, Listing) else item
        for some in seen
        for item in some
    ]


def scan(corpus: Corpus, files: LocalFiles | None = None, tuning: Tuning = AHEAD) -> Index:
    build(corpus, lambda _: None, files=files or local(corpus), extraction=False, tuning=tuning)
    assert find_problems(corpus) == []
    return Index.open(corpus)


def test_the_reader_sees_what_this_process_would_see(corpus: Corpus, folder: Path) -> None:
    files = local(corpus)
    here = comparable(read_files(files, files, AHEAD.chunk_articles))
    assert len(here) > 300
    assert comparable(read_ahead(files, files, AHEAD)) == here
    assert comparable(read_ahead(files, files, AHEAD, alone=True)) == here
    assert multiprocessing.active_children() == []


def test_where_no_process_may_be_started_this_one_reads(
    corpus: Corpus, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr("multiprocessing.context.SpawnProcess.start", refused)
    assert scan(corpus).counts().articles == 280


def test_files_that_cannot_be_sent_to_another_process_are_read_by_this_one(corpus: Corpus, folder: Path) -> None:
    @dataclass(frozen=True, slots=True)
    class Local(LocalFiles):
        """Defined where pickle cannot find it."""

    assert scan(corpus, Local(corpus.sources, corpus.root)).counts().articles == 280


@pytest.mark.parametrize("deadly", [["00.txt"], ["07.txt", "08.txt"], ["29.txt"], ["05.txt", "25.txt"]])
def test_a_file_that_its_reader_dies_of_costs_no_other(corpus: Corpus, folder: Path, deadly: list[str]) -> None:
    for name in deadly:
        (folder / name).write_text(f"This is a deadly story and it was in {name} for a day.")
    index = scan(corpus)
    assert sorted(Path(fault.path).name for fault in index.faults() if "died" in fault.message) == deadly
    assert all("(signal 9); the next scan tries again" in f.message for f in index.faults() if "died" in f.message)
    assert index.counts().articles == 280 - len(deadly)
    for name in deadly:
        (folder / name).write_text(f"This is a harmless story and it was in {name} for a day.")
    assert scan(corpus).counts().articles == 280
    assert not any("died" in fault.message for fault in Index.open(corpus).faults())


@pytest.mark.parametrize("only", [False, True])
def test_of_a_file_that_its_reader_dies_of_what_came_before_is_kept_once(
    corpus: Corpus, folder: Path, *, only: bool
) -> None:
    path = folder / "10b.jsonl"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join([*lines[:220], json.dumps({"id": "x", "text": "deadly"}) + "\n", *lines[220:]]), "utf-8")
    for other in (one for one in folder.iterdir() if only and one.is_file() and one != path):
        other.unlink()
    index = scan(corpus)
    assert sorted(ids(index, "story")) == sorted(f"row{n}" for n in range(219))
    assert len(ids(index, "ferry")) == (0 if only else 30)
    path.write_text("".join(lines), "utf-8")
    assert sorted(ids(scan(corpus), "story")) == sorted(f"row{n}" for n in range(250))


def test_a_store_that_fails_stops_the_scan_and_says_why(corpus: Corpus, folder: Path) -> None:
    (folder / "unreachable.txt").write_text("A story that cannot be fetched.")
    with pytest.raises(SitrepError, match="indexing stopped: Connection reset by peer; what the index held is whole"):
        scan(corpus)
    assert multiprocessing.active_children() == []
    (folder / "unreachable.txt").unlink()
    assert scan(corpus).counts().articles == 280


def test_a_scan_that_is_stopped_leaves_no_process(corpus: Corpus, folder: Path) -> None:
    told: list[object] = []
    few = replace(AHEAD, batch_articles=40)
    build(corpus, told.append, files=local(corpus), extraction=False, stopped=lambda: len(told) > 1, tuning=few)
    assert 0 < Index.open(corpus).counts().articles < 280
    assert multiprocessing.active_children() == []
    assert scan(corpus).counts().articles == 280


def test_files_that_changed_far_from_each_other_are_all_read(corpus: Corpus, folder: Path) -> None:
    far = replace(AHEAD, unchanged_files=1)
    scan(corpus, tuning=far)
    for name in ("00.txt", "13.txt", "29.txt"):
        (folder / name).write_text(f"The lighthouse of {name} was mended and is as it was.")
    assert len(ids(scan(corpus, tuning=far), "lighthouse")) == 3


@pytest.mark.slow
def test_the_reader_does_not_outlive_a_killed_scan(corpus: Corpus) -> None:
    rows = "".join(json.dumps({"id": str(n), "text": f"Story {n} of the harbour. " * 40}) + "\n" for n in range(20_000))
    (corpus.root / "news.jsonl").write_text(rows, "utf-8")
    command = [sys.executable, "-m", "extract.index.service", os.fspath(corpus.root)]
    work = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert work.stdout is not None
    assert any('"scan"' in line for line in work.stdout)
    scanning = psutil.Process(work.pid)
    wait_until(lambda: len(scanning.children(recursive=True)) > 1, "the reader, beside what tracks its resources")
    children = scanning.children(recursive=True)
    work.send_signal(signal.SIGKILL)
    work.communicate()
    _, alive = psutil.wait_procs(children, timeout=WAIT_S)
    assert alive == []
