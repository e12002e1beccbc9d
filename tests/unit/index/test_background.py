"""The browser's way in: one process scans and extracts, and what it did can be read."""

import shutil
import threading
from pathlib import Path

import pytest

from extract.index import Background, Corpus, Index, Progress
from extract.index.service import Teller
from tests.waiting import WAIT_S

SEEDS = Path(__file__).parents[3] / "seeds"


@pytest.mark.smoke
def test_a_background_process_scans_and_extracts_a_corpus(tmp_path: Path) -> None:
    corpus = Corpus.locate([shutil.copytree(SEEDS, tmp_path / "seeds")])
    ended, heard = threading.Event(), []

    def hear(progress: Progress) -> None:
        heard.append(progress)
        if progress.phase in {"done", "error"}:
            ended.set()

    work = Background(corpus, hear)
    assert ended.wait(WAIT_S)
    work.stop(WAIT_S)
    assert heard[-1].phase == "stopped"
    assert "notifications" in heard[-1].watched
    assert not work.busy
    index = Index.open(corpus)
    assert index.counts().articles == index.counts().extracted == 5
    results = index.search("lecornu")
    assert results.count == 3
    first = results.page(0, 50)[0]
    assert results.index_of(first.id) == 0
    stored = index.article(first.id)
    assert stored is not None
    assert stored.record is not None
    assert stored.record.article.text == stored.article.text


def test_a_fault_of_whoever_is_told_does_not_keep_the_process_from_its_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its pipe was read no more: once that was full the process stood still, and the browser took it for idle."""
    (tmp_path / "a.txt").write_text("The ferry ran aground near the old harbour on Sunday, the coast guard said.")
    raised, ended = list[BaseException | None](), threading.Event()
    monkeypatch.setattr(threading, "excepthook", lambda caught: raised.append(caught.exc_value))

    def hear(progress: Progress) -> None:
        if progress.phase in {"done", "error"}:
            ended.set()
        raise OSError("the disk is full")

    work = Background(Corpus.locate([tmp_path]), hear)
    assert ended.wait(60)
    work.stop()
    assert len(raised) > 1


def test_how_files_are_watched_may_be_told_before_any_work_and_does_not_say_that_somebody_else_indexes(
    capsys: pytest.CaptureFixture[str],
) -> None:
    teller = Teller()
    teller.watched("by looking again")
    teller.watched("by looking again")
    (line,) = capsys.readouterr().out.splitlines()
    told = Progress.from_line(line)
    assert (told.phase, told.watched) == ("scan", "by looking again")
