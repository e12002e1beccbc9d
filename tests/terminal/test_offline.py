"""sitrep opens no network connection, whatever it is asked to do."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
SEEDS = HERE.parents[1] / "seeds"


@pytest.fixture
def quiet(tmp_path: Path) -> dict[str, str]:
    """An environment in which a connection ends the process that opens it."""
    return {**os.environ, "PYTHONPATH": str(HERE / "offline"), "SITREP_TEST_CALLS": str(tmp_path / "calls")}


def sitrep(env: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "tui.cli", *arguments], env=env, capture_output=True, text=True)


def test_the_watch_works(quiet: dict[str, str]) -> None:
    code = "import socket; socket.create_connection(('127.0.0.1', 9), 1)"
    assert subprocess.run([sys.executable, "-c", code], env=quiet).returncode == 97


@pytest.mark.slow
def test_reading_indexing_searching_and_exporting_open_no_connection(tmp_path: Path, quiet: dict[str, str]) -> None:
    corpus = shutil.copytree(SEEDS, tmp_path / "corpus")
    (corpus / "page.html").write_text(
        "<html><head><link rel='canonical' href='http://example.org/a'><title>Ferry sold</title></head><body><article>"
        "<h1>Ferry sold</h1><img src='http://example.org/a.png'><p>" + "The harbour sold its ferry on Monday. " * 9
    )
    calls = tmp_path / "calls"
    for arguments in (
        ("extract", *map(str, sorted(corpus.iterdir()))),
        ("index", str(corpus)),
        ("search", str(corpus), "ferry"),
        ("export", str(corpus), "", "--format", "html", "--output", str(tmp_path / "out.html")),
        ("export", str(corpus), "", "--format", "stix", "--output", str(tmp_path / "out.json")),
    ):
        run = sitrep(quiet, *arguments)
        assert not calls.exists(), calls.read_text()
        assert run.returncode == 0, (arguments, run.stderr)
