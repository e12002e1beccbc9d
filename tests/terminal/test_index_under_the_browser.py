"""What becomes of an open browser when its index is replaced, deleted or another version's, or a search is long."""

from __future__ import annotations

import fcntl
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from tests.terminal.terminal import SITREP, sitrep

LISTED = r"5 articles"


def scanned(folder: Path, before: str) -> bool:
    """Tell whether the index has been written by another process than before, and is not any more."""
    with (folder / ".sitrep" / "index.lock").open() as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return lock.read() not in ("", before)


def test_an_index_that_a_colleague_rebuilds_is_shown_from_then_on(seeds: Path) -> None:
    with sitrep(seeds) as terminal:
        terminal.wait(LISTED)
        terminal.wait("5/5 extracted|WHO")
        subprocess.run([*SITREP, "index", "--rebuild", "--scan-only", str(seeds)], check=True, capture_output=True)
        terminal.wait("the index was replaced by a new one")
        terminal.wait(LISTED)
        terminal.press("/", "ukraine", "enter")
        terminal.wait(r"\d of 5 articles")
        terminal.press("q")
        assert terminal.end() == 0


def test_an_index_that_is_deleted_is_said_to_be_and_made_again(seeds: Path) -> None:
    before = (seeds / ".sitrep" / "index.lock").read_text()
    with sitrep(seeds) as terminal:
        terminal.wait(LISTED)
        terminal.until(lambda: scanned(seeds, before), "the end of the first scan")
        for path in (seeds / ".sitrep").glob("index.db*"):
            path.unlink()
        terminal.wait("the index was deleted; it is built anew")
        assert "0 of" not in terminal.text
        terminal.wait("the index was replaced by a new one")
        terminal.wait("WHO")
        terminal.press("q")
        assert terminal.end() == 0
    assert (seeds / ".sitrep" / "index.db").exists()


def test_an_index_of_another_version_is_left_to_it_and_that_is_said(seeds: Path) -> None:
    index = seeds / ".sitrep" / "index.db"
    with closing(sqlite3.connect(index)) as db:
        db.execute("PRAGMA user_version = 999")
    theirs = index.read_bytes()
    for _ in range(2):
        with sitrep(seeds) as terminal:
            terminal.wait("of another version of sitrep")
            terminal.wait(LISTED)
            terminal.press("q")
            assert terminal.end() == 0
        assert index.read_bytes() == theirs


@pytest.fixture
def long_texts(tmp_path: Path) -> Path:
    """A corpus in which a pattern can be looked for a long time."""
    folder = tmp_path / "long"
    folder.mkdir()
    for n in range(200):
        (folder / f"{n}.txt").write_text(
            f"Report {n}\n\n" + f"The river near bridge {n} rose again in the night. " * 200
        )
    subprocess.run([*SITREP, "index", "--scan-only", str(folder)], check=True, capture_output=True)
    return folder


def test_the_program_is_left_while_a_search_runs(long_texts: Path) -> None:
    with sitrep(long_texts) as terminal:
        terminal.wait("200 articles")
        terminal.press("/", "/(?R)/", "enter", "q")
        assert terminal.end() == 0
