"""What is kept beside a corpus is a regular file with the rights of its folder, and nothing that lies in its place."""

import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from extract.append_only import append_lines, read_lines
from extract.corpus_files import create_file, make_folder, open_binary, open_file, require_regular
from extract.errors import SitrepError


@contextmanager
def umask(mask: int) -> Iterator[None]:
    before = os.umask(mask)
    try:
        yield
    finally:
        os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture(autouse=True)
def private(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    return tmp_path / "share" / "sitrep"


@pytest.mark.parametrize("mask", [0o022, 0o002, 0o077])
@pytest.mark.parametrize(
    ("corpus", "folder", "file"),
    [
        (0o775, 0o2775, 0o664),
        (0o770, 0o2770, 0o660),
        (0o755, 0o755, 0o644),
        (0o700, 0o700, 0o600),
        (0o777, 0o2775, 0o664),
    ],
)
def test_rights_come_from_the_corpus_and_not_from_the_umask(
    tmp_path: Path, corpus: int, folder: int, file: int, mask: int
) -> None:
    top = tmp_path / "corpus"
    top.mkdir()
    top.chmod(corpus)
    with umask(mask):
        make_folder(top / ".sitrep")
        os.close(open_file(top / ".sitrep" / "tags.journal", os.O_RDWR | os.O_CREAT))
        os.close(create_file(top / ".sitrep" / "index.db"))
    assert mode(top / ".sitrep") == folder
    assert mode(top / ".sitrep" / "tags.journal") == mode(top / ".sitrep" / "index.db") == file
    assert {path.name for path in (top / ".sitrep").iterdir()} == {"tags.journal", "index.db"}
    assert [path.name for path in top.iterdir()] == [".sitrep"]


def test_a_folder_of_ones_own_is_made_with_all_above_it_for_nobody_else(private: Path) -> None:
    with umask(0o002):
        make_folder(private / "news-1a2b")
    assert mode(private) == mode(private / "news-1a2b") == 0o700
    make_folder(private / "news-1a2b")


def test_the_folder_of_a_corpus_that_is_gone_is_not_made_again(tmp_path: Path) -> None:
    with pytest.raises(SitrepError, match="renamed or removed"):
        make_folder(tmp_path / "gone" / ".sitrep")
    assert not (tmp_path / "gone").exists()


def pipe(path: Path) -> None:
    os.mkfifo(path)


def link(path: Path) -> None:
    (path.parent / "target").write_text("untouched", encoding="ascii")
    path.symlink_to(path.parent / "target")


@pytest.mark.parametrize(
    ("make", "kind"),
    [
        (pipe, "a named pipe"),
        (link, "a symbolic link"),
        (lambda path: path.symlink_to("nowhere"), "a symbolic link"),
        (Path.mkdir, "a folder"),
    ],
)
def test_what_is_no_regular_file_is_named_and_left_alone(
    tmp_path: Path, make: Callable[[Path], None], kind: str
) -> None:
    path = tmp_path / "ids.jsonl"
    make(path)
    for flags in (os.O_RDONLY, os.O_RDWR | os.O_APPEND, os.O_RDWR | os.O_CREAT):
        with pytest.raises(SitrepError, match=kind):
            open_file(path, flags)
    with pytest.raises(SitrepError, match=kind), open_binary(path):
        pass
    with pytest.raises(SitrepError, match=kind):
        require_regular(tmp_path / "absent", path)
    assert not (tmp_path / "nowhere").exists()
    assert not (tmp_path / "target").exists() or (tmp_path / "target").read_text() == "untouched"


def test_a_torn_line_is_ended_before_the_next_one(tmp_path: Path) -> None:
    path = tmp_path / "log"
    path.write_bytes(b"one\ntor")
    descriptor = open_file(path, os.O_RDWR | os.O_APPEND)
    append_lines(descriptor, b"two\nthree\n")
    assert path.read_bytes() == b"one\ntor\ntwo\nthree\n"
    assert list(read_lines(descriptor, 4)) == [(4, b"tor\n"), (8, b"two\n"), (12, b"three\n")]
    os.close(descriptor)
