"""What sitrep writes for people is whole or not there, and never goes where a link leads."""

import os
import stat
from pathlib import Path

import pytest

from extract.atomic import atomic_writer
from extract.errors import SitrepError


def test_the_file_appears_only_when_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "report.csv"
    with atomic_writer(path) as out:
        out.write(b"half")
        assert not path.exists()
    assert path.read_bytes() == b"half"
    assert [p.name for p in tmp_path.iterdir()] == ["report.csv"]


def test_an_interrupted_write_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "report.csv"
    with pytest.raises(KeyboardInterrupt), atomic_writer(path) as out:
        out.write(b"half")
        raise KeyboardInterrupt
    assert list(tmp_path.iterdir()) == []


def test_an_existing_file_is_kept_unless_forced(tmp_path: Path) -> None:
    path = tmp_path / "report.csv"
    path.write_text("mine")
    with pytest.raises(SitrepError, match="--force"), atomic_writer(path) as out:
        out.write(b"new")
    assert path.read_text() == "mine"
    with atomic_writer(path, force=True) as out:
        out.write(b"new")
    assert path.read_text() == "new"


def test_a_file_that_appeared_meanwhile_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "report.csv"
    with pytest.raises(SitrepError, match="--force"), atomic_writer(path) as out:
        path.write_text("a colleague's")
        out.write(b"new")
    assert path.read_text() == "a colleague's"
    assert [p.name for p in tmp_path.iterdir()] == ["report.csv"]


def test_a_link_is_replaced_and_what_it_points_to_untouched(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.write_text("untouched")
    path = tmp_path / "report.csv"
    path.symlink_to(outside)
    with pytest.raises(SitrepError), atomic_writer(path):
        pass
    with atomic_writer(path, force=True) as out:
        out.write(b"new")
    assert not path.is_symlink()
    assert outside.read_text() == "untouched"


def test_the_mode_is_what_the_umask_says(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        with atomic_writer(tmp_path / "report.csv") as out:
            out.write(b"x")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "report.csv").stat().st_mode) == 0o640


def test_a_folder_that_cannot_be_written_gives_a_message(tmp_path: Path) -> None:
    with pytest.raises(SitrepError, match="cannot be written"), atomic_writer(tmp_path / "absent" / "x"):
        pass
