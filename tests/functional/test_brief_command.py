"""`sitrep brief` and `sitrep quotes` on articles that the program itself has indexed."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from tests.functional.corpora import index, row, write
from tests.functional.test_stories_command import sitrep
from tests.terminal.terminal import SITREP

SAID = "“We will raise the Karla before the winter comes,” minister Ada Holm told reporters in Torvik on Sunday."
FIRST = (
    "The ferry Karla caught fire off Torvik on Saturday, and at least 12 people were killed, the coast guard said. "
    f"Forty passengers were brought to land in boats.\n\n{SAID}"
)
SECOND = (
    "The fire on the ferry Karla off Torvik on Saturday killed at least 17 people, the coast guard said on Monday. "
    f"Divers search the hull.\n\n{SAID}\n\nThe owner of the ferry denied that the fire had been set."
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("brief") / "news"
    rows = [
        row("Fire on ferry Karla off Torvik", FIRST, "2031-03-02", "Harbour Post"),
        row("Ferry Karla: seventeen dead in fire off Torvik", SECOND, "2031-03-03", "Northern Wire"),
        row("Miners strike in Orsk", "Miners in Orsk put down their tools over wages.", "2031-03-03", "Wire"),
    ]
    write(folder, [{**one, "id": name} for one, name in zip(rows, "abc", strict=True)])
    index(folder)
    return folder


def test_a_brief_puts_the_numbers_of_two_outlets_side_by_side(folder: Path) -> None:
    rows = [json.loads(line) for line in sitrep("brief", folder, "ferry", "-f", "jsonl").stdout.splitlines()]
    figures = [row for row in rows if row["part"] == "figures" and len(row["values"]) > 1]
    assert [({value["article"]: value["value"] for value in row["values"]}, row["differs"]) for row in figures] == [
        ({"a": 12.0, "b": 17.0}, True)
    ]


def test_what_a_minister_said_is_in_it_once_with_both_outlets(folder: Path) -> None:
    rows = [json.loads(line) for line in sitrep("brief", folder, "ferry", "-f", "jsonl").stdout.splitlines()]
    (said,) = (row for row in rows if row["part"] == "said" and "raise the Karla" in row["text"])
    assert {source["article"] for source in said["sources"]} == {"a", "b"}
    assert said["speaker"] == "Ada Holm"


def test_a_report_is_written_to_a_file(folder: Path, tmp_path: Path) -> None:
    done = sitrep("brief", folder, "", "-f", "html", "-o", tmp_path / "brief.html")
    assert done.returncode == 0, done.stderr
    assert "Miners strike in Orsk" in (tmp_path / "brief.html").read_text("utf-8")


@pytest.mark.parametrize("command", ["brief", "quotes", "stories", "search", "kwic", "facets"])
def test_where_nothing_is_found_that_is_said_and_nothing_is_written(folder: Path, tmp_path: Path, command: str) -> None:
    output = ["-o", tmp_path / "report"] if command in ("brief", "quotes") else []
    done = sitrep(command, folder, "zeppelin", *output)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("sitrep: n")
    assert not (tmp_path / "report").exists()


def test_a_brief_of_what_was_kept_is_not_written_where_no_line_was(folder: Path, tmp_path: Path) -> None:
    done = sitrep("brief", folder, "ferry", "--kept", "-o", tmp_path / "report")
    assert (done.returncode, done.stdout) == (1, "")
    assert "no line of this brief was kept; m keeps" in done.stderr
    assert not (tmp_path / "report").exists()


def test_where_nobody_reads_what_is_written_it_ends_quietly_with_the_code_of_a_pipe(folder: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as pipe:
        done = subprocess.run(
            [*SITREP, "search", str(folder), "ferry"], stdout=pipe, stderr=subprocess.PIPE, check=False
        )
    assert (done.returncode, done.stderr) == (141, b"")


def test_a_form_that_there_is_not_is_told_with_those_that_there_are(folder: Path) -> None:
    told = sitrep("brief", folder, "-f", "pdf").stderr
    assert "'pdf' is not one of 'md', 'html', 'jsonl'" in told
    assert "Value error" not in told


def test_json_asks_for_json_lines_of_a_brief_too(folder: Path) -> None:
    lines = sitrep("brief", folder, "ferry", "--json").stdout.splitlines()
    assert lines
    assert all(json.loads(line)["text"] for line in lines)
    assert sitrep("brief", folder, "ferry", "--json", "-f", "md").stdout.startswith("# ")


def test_a_brief_of_many_articles_is_of_the_newest_and_says_so(folder: Path) -> None:
    done = sitrep("brief", folder, "", "--most", "2")
    assert "of the newest 2 of 3 articles" in done.stderr
    assert "Fire on ferry Karla" not in done.stdout


def test_quotes_are_a_line_each_with_speaker_date_and_outlets(folder: Path) -> None:
    rows = [json.loads(line) for line in sitrep("quotes", folder, "ferry", "--by", "speaker").stdout.splitlines()]
    (said,) = (row for row in rows if "raise the Karla" in row["text"])
    assert (said["speaker"], said["date"], sorted(said["outlets"])) == (
        "Ada Holm",
        "2031-03-02",
        ["Harbour Post", "Northern Wire"],
    )
    assert len(said["sources"]) == 2


def test_quotes_of_one_speaker_stand_under_their_name(folder: Path) -> None:
    lines = sitrep("quotes", folder, "ferry", "--by", "speaker", "-f", "text").stdout.splitlines()
    assert "Ada Holm" in lines
    assert any(line.startswith("2031-03-02  Ada Holm  We will raise the Karla") for line in lines)


def test_quotes_are_written_to_a_file_narrowed_by_words(folder: Path, tmp_path: Path) -> None:
    written = tmp_path / "quotes.txt"
    done = sitrep("quotes", folder, "--words", "holm raise", "-f", "text", "-o", written)
    assert "1 quote written" in done.stderr
    assert "We will raise the Karla" in written.read_text("utf-8")
    assert "exists" in sitrep("quotes", folder, "-o", written).stderr
    assert sitrep("quotes", folder, "--words", "submarine").returncode == 1


def test_articles_that_are_not_extracted_are_told_of(tmp_path: Path) -> None:
    write(tmp_path / "news", [row("Ferry", FIRST, "2031-03-02", "Post")])
    assert sitrep("index", tmp_path / "news", "--scan-only").returncode == 0
    for command in ("brief", "quotes"):
        done = sitrep(command, tmp_path / "news")
        assert done.returncode == 3
        assert "1 of 1 articles" in done.stderr
