"""`sitrep index --watch` as a process: it follows the files, waits for whole ones, and ends when it is told to."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Queue
from threading import Thread

import pytest

from extract.index import Corpus, Index
from tests.terminal.terminal import heed_signals
from tests.waiting import WAIT_S

STORY = "A ferry with forty people ran aground near the old harbour on Sunday. Nobody was hurt, the coast guard said.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_text(STORY)
    return tmp_path / "news"


@contextmanager
def watching(folder: Path) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "tui", "index", str(folder), "--watch", "--scan-only"]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, preexec_fn=heed_signals
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def told(process: subprocess.Popen[str]) -> dict[str, object]:
    """Return the next thing that it says it did."""
    assert process.stdout is not None
    return json.loads(process.stdout.readline())


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_it_tells_what_it_did_each_time_and_ends_cleanly_on_a_signal(folder: Path, number: signal.Signals) -> None:
    with watching(folder) as process:
        assert told(process)["added"] == 1
        (folder / "b.txt").write_text(STORY * 2)
        assert told(process)["added"] == 1
        (folder / "a.txt").unlink()
        assert told(process)["removed"] == 1
        process.send_signal(number)
        rest, errors = process.communicate(timeout=WAIT_S)
    assert process.returncode == 0
    assert rest == ""
    assert "Traceback" not in errors


def test_two_that_watch_one_corpus_index_what_comes_once(folder: Path) -> None:
    added: Queue[int] = Queue()

    def listen(process: subprocess.Popen[str]) -> None:
        for line in process.stdout or ():
            added.put(json.loads(line)["added"])

    with watching(folder) as one, watching(folder) as other:
        listeners = [Thread(target=listen, args=(process,)) for process in (one, other)]
        for listener in listeners:
            listener.start()
        assert {added.get(timeout=WAIT_S), added.get(timeout=WAIT_S)} == {0, 1}
        for number in range(5):
            (folder / f"{number}.txt").write_text(STORY + f" Number {number}.")
        found = 0
        while found < 5:
            found += added.get(timeout=WAIT_S)
        for process, listener in zip((one, other), listeners, strict=True):
            process.send_signal(signal.SIGTERM)
            assert process.wait(timeout=WAIT_S) == 0
            listener.join()
        assert found + sum(added.get() for _ in range(added.qsize())) == 5
    index = Index.open(Corpus.locate([folder]))
    assert index.counts().articles == 6
