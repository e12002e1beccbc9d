"""Where the analyst left off is kept for nobody else, and never stands in the way of a start."""

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from extract.errors import SitrepError
from tui.browse import browse
from tui.session import ReadingPlace, Session, load, save


def test_what_was_searched_for_is_for_nobody_else(tmp_path: Path) -> None:
    path = tmp_path / "state" / "sitrep" / "session.json"
    before = os.umask(0o022)
    try:
        assert save("/news", ReadingPlace(query="person:lecornu"), path) is None
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert load(path).at("/news").query == "person:lecornu"


@pytest.mark.parametrize(
    "make", [os.mkfifo, Path.mkdir, lambda path: path.symlink_to("nowhere"), lambda path: path.write_bytes(b"\xff{")]
)
def test_what_cannot_be_read_is_a_fresh_start(tmp_path: Path, make: Callable[[Path], None]) -> None:
    make(tmp_path / "session.json")
    assert load(tmp_path / "session.json") == Session()


def test_a_last_corpus_that_is_gone_is_named_as_the_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SITREP_CORPUS", raising=False)
    gone = str(tmp_path / "gone")
    monkeypatch.setattr("tui.session.load", lambda: Session(last=gone))
    with pytest.raises(SitrepError, match="gone: was opened last and is not there any more; name another"):
        browse([])
