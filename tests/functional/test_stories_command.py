"""`sitrep stories` as a shell calls it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from extract.index import Corpus
from extract.index.build import build
from tests.functional.corpora import row, write
from tests.unit.index.fakes import InProcess

FERRY = (
    "The ferry Karla went aground off Torvik before dawn, and the coast guard took all forty passengers to land. {} "
    "Nobody was hurt, the harbour master of Torvik said, and divers will look at the hull of the Karla on Friday."
)


def sitrep(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "tui.cli", *map(str, arguments)], capture_output=True, text=True)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("stories") / "news"
    articles = [
        row("Ferry aground off Torvik", FERRY.format("It was dark."), "2031-03-02", "Harbour Post"),
        row("Forty saved from ferry Karla", FERRY.format("A rudder failed."), "2031-03-03", "Northern Wire"),
        row("Miners strike in Orsk", "Miners in Orsk put down their tools over wages.", "2031-03-03", "Wire"),
    ]
    write(folder, [{**one, "id": name} for one, name in zip(articles, "abc", strict=True)])
    build(Corpus.locate([folder]), lambda _: None, start=InProcess, pipeline=lambda: "names")
    return folder


def test_the_id_of_a_story_is_whole_in_a_table(tmp_path: Path) -> None:
    name = "wire/2031/03/ferry-aground-off-torvik-before-dawn.txt"
    articles = [
        row(f"Ferry {place} with forty people", FERRY.format(place), "2031-03-02", place) for place in ("lost", "saved")
    ]
    write(tmp_path / "news", [{**one, "id": f"{at}/{name}"} for at, one in enumerate(articles)])
    build(Corpus.locate([tmp_path / "news"]), lambda _: None, start=InProcess, pipeline=lambda: "names")
    told = sitrep("stories", tmp_path / "news", "-f", "table").stdout
    assert f"0/{name}" in told
    assert sitrep("stories", tmp_path / "news", "is:alone").stderr.startswith("sitrep: no ")


def test_a_story_is_a_line_with_its_articles_outlets_and_days(folder: Path) -> None:
    done = sitrep("stories", folder)
    assert [json.loads(line) for line in done.stdout.splitlines()] == [
        {
            "story": "a",
            "title": "Forty saved from ferry Karla",
            "first": "2031-03-02",
            "last": "2031-03-03",
            "outlets": ["Harbour Post", "Northern Wire"],
            "articles": ["a", "b"],
        }
    ]


def test_what_is_alone_is_printed_where_it_is_asked_for(folder: Path) -> None:
    done = sitrep("stories", folder, "--alone")
    assert [json.loads(line)["articles"] for line in done.stdout.splitlines()] == [["c"], ["a", "b"]]


def test_a_query_narrows_the_articles(folder: Path) -> None:
    done = sitrep("stories", folder, "miners")
    assert (done.returncode, done.stdout) == (1, "")


def test_a_table_has_days_counts_title_and_id(folder: Path) -> None:
    header, line, *_ = sitrep("stories", folder, "-f", "table").stdout.splitlines()
    assert header.split() == ["first", "last", "articles", "outlets", "title", "story"]
    assert line.split()[:4] == ["2031-03-02", "2031-03-03", "2", "2"]


def test_what_is_not_grouped_yet_is_told_of(tmp_path: Path) -> None:
    write(tmp_path / "news", [row("Ferry aground", FERRY.format("It was dark."), "2031-03-02", "Post")])
    assert sitrep("index", tmp_path / "news", "--scan-only").returncode == 0
    done = sitrep("stories", tmp_path / "news", "--alone")
    assert len(done.stdout.splitlines()) == 1
    assert "has grouped them: 1" in done.stderr
