"""Made-up corpora for the browser's tests, indexed by the program itself."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from extract.index import Corpus
from extract.index.build import build
from tests.command_line import run_sitrep
from tests.unit.index.fakes import InProcess

SEEDS = Path(__file__).parents[2] / "seeds"

TREATY = """Harbour treaty signed in Velden

Minister Ada Brandt and the Velden Port Authority signed a treaty on Tuesday to rebuild the harbour.

“We will begin before the winter,” Brandt told reporters. The work costs 40 million euros and brings two \
Patriot radars to the breakwater.

A spokesman, Jonas Weil, said that the first ships would come in May. Brandt then left for Orsk.

Share this page"""

REPORTS = 7
OUTLETS = 50
SURNAMES = [f"{one}a{two}o{three}ic" for one in "BDFGKLMNR" for two in "bdfgklmnr" for three in "bdfgklmnr"]
"""How many outlets `outlets` has, and whose surnames: more than the facets show, and than are counted."""


def harbour(folder: Path) -> Path:
    """Write and index eight articles, the newest first: the treaty, then reports 1 to 7; and a row that is none."""
    title, _, text = TREATY.partition("\n\n")
    articles = [row(title, text, "2026-03-03", "Velden Courier")]
    for number in range(1, REPORTS + 1):
        text = f"The river rose again near bridge {number}. " * 12
        if number == REPORTS:
            text += "\n\n“It will fall by Friday,” said Karla Brandt, who heads the River Board."
        articles.append(row(f"Report [number] {number} from the river", text, f"2026-02-{28 - number}", "River Post"))
    write(folder, [*articles, "no object"])
    index(folder)
    return folder


def thousand(folder: Path) -> Path:
    """Write a thousand short articles, dispatch 0 the newest, and list them; none is extracted."""
    dates = [f"2026-{12 - number // 100:02}-01" for number in range(1000)]
    rows = [row(f"Dispatch {number}", f"Train {number} has left.", date, "") for number, date in enumerate(dates)]
    write(folder, rows[::-1])
    build(Corpus.locate([folder]), lambda _: None, extraction=False)
    return folder


def outlets(folder: Path) -> Path:
    """Write and index an article of each of many people, by many outlets; the names are what a text begins with."""
    rows = [
        row(f"Bridge {number}", f"Ada {name} crossed the bridge.", "2026-02-01", f"Post {number % OUTLETS}")
        for number, name in enumerate(SURNAMES)
    ]
    write(folder, rows)
    build(Corpus.locate([folder]), lambda _: None, start=InProcess)
    return folder


def scanned(folder: Path) -> Path:
    """Write and list the treaty and another article; none is extracted."""
    title, _, text = TREATY.partition("\n\n")
    snow = row("Snow", "Snow fell on the hills for the first time in eleven years.", "2025-12-01", "River Post")
    write(folder, [row(title, text, "2026-03-03", "Velden Courier"), snow])
    build(Corpus.locate([folder]), lambda _: None, extraction=False)
    return folder


def reprints(folder: Path) -> Path:
    """Write and list a treaty and its reprints, one of them hostile; two long articles; one alone; none extracted."""
    title, _, text = TREATY.partition("\n\n")
    other = text.replace("40 million", "44 million").replace(
        "Brandt then left", "Two deputies objected. Brandt then left"
    )
    hostile = text.replace("Jonas Weil", "Jonas \x1b]52;c;aGk=\x07\u202eWeil [bold]")
    long = " ".join(f"Line {number} of the register names a ship." for number in range(1500))
    articles = [
        row(title, text, "2026-03-03", "Velden Courier"),
        row("Treaty on the harbour", other, "2026-03-04", "River Post"),
        row("Port pact", hostile, "2026-03-09", "Orsk Times"),
        row("The register", long, "2026-01-02", "River Post"),
        row("The register again", f"{long} Corrected.", "2026-01-01", "River Post"),
        row("Snow", "Snow fell on the hills for the first time in eleven years.", "2025-12-01", "River Post"),
    ]
    write(folder, articles)
    build(Corpus.locate([folder]), lambda _: None, extraction=False)
    return folder


FERRY = (
    "The ferry Karla went aground off Torvik before dawn, and the coast guard took all 40 passengers to land.",
    "The owner of the ferry Karla, Jonas Weil, said that a rudder failed before it went aground off Torvik with 40"
    " passengers.",
    "Divers of the coast guard looked at the hull of the ferry Karla, which went aground off Torvik with passengers; 12"
    " people were hurt, Minister Ada Brandt said.",
)
STRIKE = (
    "Miners in Orsk put down their tools over wages, and the Velden Mining Company closed two of its shafts.",
    "The Velden Mining Company offered its miners in Orsk higher wages, so that the two shafts may open again.",
)


def stories(folder: Path) -> Path:
    """Write and index two stories, one of them with a reprint, and an article that is alone."""
    write(
        folder,
        [
            row("Ferry aground off Torvik", FERRY[0], "2031-03-02", "Harbour Post"),
            row("Rudder of the Karla failed", FERRY[1], "2031-03-03", "Northern Wire"),
            row("Ferry aground before dawn", FERRY[0], "2031-03-04", "Velden Courier"),
            row("Twelve hurt on the Karla", FERRY[2], "2031-03-05", "Harbour Post"),
            row("Miners strike in Orsk", STRIKE[0], "2031-03-02", "Northern Wire"),
            row("Higher wages offered in Orsk", STRIKE[1], "2031-03-06", "Harbour Post"),
            row(
                "Bakers want an earlier market", "Bread is bought before eight, said the bakers.", "2031-03-01", "Post"
            ),
        ],
    )
    index(folder)
    return folder


def seeds(folder: Path) -> Path:
    """Copy and index the five seeds."""
    shutil.copytree(SEEDS, folder, ignore=shutil.ignore_patterns(".sitrep"))
    index(folder)
    return folder


def row(title: str, text: str, date: str, source: str) -> dict[str, str]:
    return {"title": title, "text": text, "date": date, "source": source}


def write(folder: Path, rows: list[object]) -> None:
    folder.mkdir()
    lines = [json.dumps(one, ensure_ascii=False) + "\n" for one in rows]
    (folder / "articles.jsonl").write_text("".join(lines), encoding="utf-8")


def index(folder: Path) -> None:
    run_sitrep("index", folder)
