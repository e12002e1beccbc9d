"""What the index says of an article is what `sitrep extract` says of its file, key for key, whatever its format."""

import csv
import gzip
import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.command_line import run_sitrep
from tests.unit.readers.samples import MADE
from tests.unit.readers.test_several import CLASSIC, PROQUEST

ANALYSTS = {"tags", "notes", "starred", "extracted"}
"""Keys that an export adds to the record."""
STORY = (
    "The harbour of Torvik will be closed on Sunday, Norland’s minister of fisheries Ada Lind said on Friday.\n\n"
    "“We shall pay {} million crowns to the fishermen,” Lind told reporters in Torvik. The Norland Coast Guard sent "
    "two F-16 fighters and 3 boats.\n\nNorland and Sudland signed a fishing agreement last week."
)
COUNCIL = "The council of Torvik voted on Monday for {} new ferries, mayor Jon Dahl said.\nThey are to cost $3 million."


def rows(number: int) -> list[dict[str, object]]:
    return [
        {"id": f"r{number}", "title": "Harbour to close", "text": STORY.format(number)},
        {"title": "Council votes", "date": "4 March 2024", "source": "Northern Wire", "text": COUNCIL.format(number),
         "url": "https://wire.example/2024/03/04/x"},
        {"id": number, "byline": "Ada Lind", "language": "en", "text": f"{STORY.format(number)}\n\nBy Ada Lind\n"},
    ]  # fmt: skip


def as_csv(number: int) -> str:
    columns = list(dict.fromkeys(name for row in rows(number) for name in row))
    out = io.StringIO()
    writer = csv.DictWriter(out, columns)
    writer.writeheader()
    writer.writerows(rows(number))
    return out.getvalue()


def page(number: int) -> str:
    paragraphs = "".join(f"<p>{part}</p>" for part in STORY.format(number).split("\n\n"))
    return (
        "<!doctype html><html lang=en><head><title>Harbour to close</title><meta name=author content='Ada Lind'></head>"
        f"<body><nav><a href=/>Home</a></nav><article><h1>Harbour to close</h1>{paragraphs}</article></body></html>"
    )


MAIL = "From: Northern Wire <desk@wire.example>\nSubject: Harbour to close\nContent-Type: text/plain; charset=utf-8\n\n"
CONTENTS: dict[str, Callable[[int], str]] = {
    ".txt": lambda number: f"Harbour to close\n\n{STORY.format(number)}\n",
    ".md": lambda number: f"# Harbour to close\n\n{STORY.format(number)}\n",
    ".html": page,
    ".htm": page,
    ".jsonl": lambda number: "".join(json.dumps(row) + "\n" for row in rows(number)),
    ".csv": as_csv,
    ".eml": lambda number: f"{MAIL}{STORY.format(number)}\n",
}
"""What a file of the formats of text holds; what one of any other does is in `tests.unit.readers.samples`."""


def sitrep(*arguments: str | Path) -> list[dict[str, Any]]:
    done = run_sitrep(*arguments)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def exported(corpus: Path) -> dict[str, dict[str, Any]]:
    sitrep("index", corpus)
    return {row["id"]: row for row in sitrep("export", corpus, "-f", "jsonl")}


@pytest.mark.slow
def test_what_a_record_is_derived_from_may_change_without_its_text(tmp_path: Path) -> None:
    corpus, rows_of = tmp_path / "pile", tmp_path / "pile" / "rows.jsonl"
    corpus.mkdir()
    story = corpus / "2024-05-03-harbour.txt"
    story.write_text(f"Harbour to close\n\n4 May 2024\n\n{STORY.format(1)}\n", "utf-8")
    rows_of.write_text(json.dumps({"text": STORY.format(2)}) + "\n", "utf-8")
    same(corpus, story, rows_of)
    story = story.rename(corpus / "harbour.txt")
    rows_of.write_text(json.dumps({"text": STORY.format(2), "byline": "Jon Dahl", "url": "https://x.example"}) + "\n")
    same(corpus, story, rows_of)


@pytest.mark.slow
def test_records_that_sitrep_wrote_are_taken_over_by_extract_and_index_alike(tmp_path: Path) -> None:
    story = tmp_path / "2024-05-03-harbour.txt"
    story.write_text(f"Harbour to close\n\n{STORY.format(1)}\n", "utf-8")
    (record,) = sitrep("extract", story)
    (tmp_path / "pile").mkdir()
    rows_of = tmp_path / "pile" / "records.jsonl"
    foreign = {**record, "id": "foreign", "text": STORY.format(2), "pipeline": "of another program"}
    rows_of.write_text("".join(json.dumps(row) + "\n" for row in (record, foreign)), "utf-8")
    (again, _) = same(rows_of.parent, rows_of)
    assert again == {**record, "path": str(rows_of)}


def same(corpus: Path, *files: Path) -> list[dict[str, Any]]:
    """Return what `extract` prints of the files, which the export of the corpus must have word for word."""
    stored, expected = exported(corpus), sitrep("extract", *files)
    assert sorted(stored) == sorted(row["id"] for row in expected)
    for row in expected:
        found = stored[row["id"]]
        assert set(found) - set(row) == ANALYSTS
        for key, value in row.items():
            assert found[key] == value, (row["path"], key)
    return expected


@pytest.fixture
def pile(tmp_path: Path) -> list[Path]:
    """A file of each format of text, packed and not, each with a date in its name and, mostly, nowhere else."""
    files: list[Path] = []
    (tmp_path / "pile" / "inner").mkdir(parents=True)
    for day, (ending, content) in enumerate(CONTENTS.items(), 1):
        files.append(tmp_path / "pile" / f"2024-05-{day:02}-harbour{ending}")
        files[-1].write_text(content(10 + day), "utf-8")
        files.append(tmp_path / "pile" / "inner" / f"harbour 2023-06-{day:02}{ending}.gz")
        files[-1].write_bytes(gzip.compress(content(50 + day).encode()))
    return files


@pytest.mark.slow
def test_an_export_of_the_index_is_what_extract_prints_of_text(pile: list[Path]) -> None:
    by_workers = [sys.executable, "-m", "tui.cli", "index", str(pile[0].parent)]
    subprocess.run(by_workers, check=True, capture_output=True)
    printed = same(pile[0].parent, *pile)
    assert {row["published"]["origin"] for row in printed if row["published"]} == {"filename", "metadata"}
    text = next(row for row in printed if row["path"].endswith("01-harbour.txt"))
    assert text["published"]["value"] == "2024-05-01"
    assert ["Sunday", "2024-05-05"] in [[moment["text"], moment["value"]] for moment in text["card"]["when"]]


@pytest.mark.slow
def test_an_export_of_the_index_is_what_extract_prints_of_every_format(tmp_path: Path) -> None:
    corpus = tmp_path / "pile"
    corpus.mkdir()
    for ending, make in MADE.items():
        (corpus / f"any{ending}").write_bytes(make())
    for name, text in (("nexis.txt", CLASSIC), ("proquest.txt", PROQUEST)):
        (corpus / name).write_text(text)
    sitrep("index", corpus)
    stored = {(row["path"], row["text"]): row for row in sitrep("export", corpus, "-f", "jsonl")}
    printed = sitrep("extract", *sorted(corpus.glob("[a-z]*.*")))
    assert len(printed) == len(stored) == len(MADE) + 4
    for row in printed:
        found = stored[row["path"], row["text"]]
        assert found["id"].split("-")[0] == row["id"]  # the same text in many files: all but one get a suffix
        assert {key: found[key] for key in row if key != "id"} == {key: row[key] for key in row if key != "id"}
