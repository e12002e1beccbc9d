"""Watchlists, from the file to the screen."""

from __future__ import annotations

import json
from pathlib import Path

from extract.index.build import build
from tests.command_line import run_sitrep as run


def write_list(folder: Path, name: str, rows: str) -> None:
    (folder / ".sitrep" / "lexicon").mkdir(exist_ok=True)
    (folder / ".sitrep" / "lexicon" / name).write_text(f"name,aliases,label,note\n{rows}", "utf-8")


async def test_the_profile_of_whom_a_list_has_shows_the_note(drive) -> None:
    async with drive() as b:
        await b.until(lambda: b.backend.arrivals._stamp != ())
        write_list(b.backend.corpus.root, "port.csv", "Ada Brandt,,PERSON,signs whatever comes\n")
        build(b.backend.corpus, lambda _: None, extraction=False)
        await b.see("⚑")
        await b.press("e")
        await b.see("Entities of Harbour treaty", "On your watchlists", "signs whatever comes")
        await b.press("q")
        await b.answer("slash", "watch:port")
        await b.see("1 of 1", "Harbour treaty", "⚑")


def test_the_command_lists_shows_and_checks_watchlists(tmp_path: Path) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "a.txt").write_text(
        "Harbour treaty\n\nAda Brandt signed a treaty with Karla Weil on Tuesday in Velden.\n"
    )
    assert "no watchlists are indexed" in run("watchlists", "list", str(folder)).stderr
    assert run("index", str(folder), "--scan-only").returncode == 0
    write_list(folder, "port.csv", "Ada Brandt,,PERSON,signs\nKarla,,SPY,\n")
    checked = run("watchlists", "check", str(folder))
    assert (checked.returncode, json.loads(checked.stdout)) == (3, {"list": "port", "rows": 1})
    assert "port.csv:3: the label should be one of" in checked.stderr
    indexed = run("index", str(folder))
    assert indexed.returncode == 3
    assert "port.csv:3: the label should be one of" in indexed.stderr
    listed = run("watchlists", "list", str(folder))
    assert json.loads(listed.stdout) == {"list": "port", "rows": 1, "named": 1}
    shown = run("watchlists", "show", "port", "-c", str(folder))
    assert json.loads(shown.stdout) == {
        "list": "port",
        "label": "PERSON",
        "name": "Ada Brandt",
        "note": "signs",
        "articles": 1,
    }
    assert run("watchlists", "show", "ports", "-c", str(folder)).returncode == 1
    found = run("search", str(folder), "watch:port")
    assert json.loads(found.stdout)["watched"] == ["port"]


def test_extract_takes_lists_and_makes_what_an_index_with_them_has(tmp_path: Path) -> None:
    folder, names = tmp_path / "news", tmp_path / "port.csv"
    folder.mkdir()
    text = folder / "a.txt"
    text.write_text("Harbour treaty\n\nThe ferry Blue Heron left Velden on Tuesday. Blue Heron came back.\n")
    rows = "Blue Heron,,EQUIPMENT,\n"
    names.write_text(f"name,aliases,label,note\n{rows}x,,SPY,\n")
    assert run("index", str(folder), "--scan-only").returncode == 0
    write_list(folder, "port.csv", rows)
    assert run("index", str(folder)).returncode == 0
    made = run("extract", str(text), "--lexicon", str(names))
    assert made.returncode == 3
    assert "port.csv:3" in made.stderr
    record = json.loads(made.stdout)
    assert [entity["name"] for entity in record["entities"] if entity["label"] == "EQUIPMENT"] == ["Blue Heron"]
    exported = json.loads(run("export", str(folder), "-f", "jsonl").stdout)
    assert (exported["entities"], exported["pipeline"]) == (record["entities"], record["pipeline"])
