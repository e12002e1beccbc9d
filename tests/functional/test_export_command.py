"""`sitrep export`: what an analyst found, tagged and noted leaves as it stands, and comes back."""

import csv
import io
import json
import shutil
from pathlib import Path

import pytest
import spacy
from spacy.tokens import DocBin

from extract.errors import SitrepError
from extract.export import FORMATS
from extract.index import Corpus
from tests.command_line import run_sitrep as sitrep
from tui.backend.backend import Backend
from tui.tags import TagStore, mark_passage, select, write_note

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two seeds, indexed; one of them tagged, noted and with a passage marked."""
    folder = tmp_path_factory.mktemp("export") / "corpus"
    folder.mkdir()
    for name in ("001_75f9fc545677d5ea.txt", "002_3f2cd8f750a6a363.txt"):
        shutil.copy(SEEDS / name, folder)
    run = sitrep("index", str(folder))
    assert run.returncode == 0, run.stderr
    where = Corpus.locate([folder])
    text = (folder / "001_75f9fc545677d5ea.txt").read_text()
    (article,) = (r["id"] for r in records(folder) if r["text"] == text)
    with TagStore.open(where.tags_path, "ines") as store:
        store.tag([article], ["aid/france"])
        store.mark([article], ["starred"])
        store.do(write_note(article, "check the year"))
        at = text.index("a memorandum of intent")
        store.do(mark_passage(article, select(text, at, at + 22), ["deal"], "signed?"))
    return folder


def records(corpus: Path, query: str = "") -> list[dict]:  # type: ignore[type-arg]
    run = sitrep("export", str(corpus), query, "--format", "jsonl")
    return [json.loads(line) for line in run.stdout.splitlines()]


def test_tags_notes_and_passages_leave_with_the_record(corpus: Path) -> None:
    (record,) = records(corpus, "tag:aid/france")
    assert record["tags"] == ["aid/france"]
    assert record["starred"]
    note, passage = record["notes"]
    assert (note["text"], note["author"]) == ("check the year", "ines")
    assert record["text"][passage["start"] : passage["end"]] == "a memorandum of intent"
    assert passage["tags"] == ["deal"]
    assert record["card"]["quotes"]


def test_what_is_exported_as_jsonl_is_read_back_as_the_same_articles(corpus: Path, tmp_path: Path) -> None:
    first = tmp_path / "out.jsonl"
    assert sitrep("export", str(corpus), "-o", str(first)).returncode == 0
    assert sitrep("index", str(first)).returncode == 0
    before = {r["id"]: r for r in map(json.loads, first.read_text().splitlines())}
    again = {r["id"]: r for r in records(first)}
    assert again.keys() == before.keys()
    for key, record in before.items():
        for part in ("text", "title", "published", "source", "language", "mentions", "entities", "card"):
            assert again[key][part] == record[part], part


def test_the_analysts_word_comes_back_from_an_export_once(corpus: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    assert sitrep("export", str(corpus), "-o", str(out)).returncode == 0
    assert sitrep("index", str(out)).returncode == 0
    before = {r["id"]: r for r in map(json.loads, out.read_text().splitlines())}
    for _ in range(2):
        run = sitrep("tags", "restore", str(out), "--corpus", str(out))
        assert run.returncode == 0, run.stderr
    for record in records(out):
        for part in ("tags", "starred", "notes"):
            assert record[part] == before[record["id"]][part], part


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_holds_every_article(corpus: Path, tmp_path: Path, form: str) -> None:
    out = tmp_path / f"out.{form}"
    run = sitrep("export", str(corpus), "--format", form, "--output", str(out))
    assert run.returncode == 0, run.stderr
    assert run.stderr.startswith("2 articles written to ")
    assert out.stat().st_size > 200
    assert [p.name for p in tmp_path.iterdir()] == [out.name]


@pytest.mark.parametrize("form", sorted({*FORMATS} - {"jsonl"}))
def test_what_goes_to_others_names_no_folder_of_the_server(corpus: Path, tmp_path: Path, form: str) -> None:
    out = tmp_path / f"out.{form}"
    assert sitrep("export", str(corpus), "--format", form, "--output", str(out)).returncode == 0
    if form == "spacy":
        docs = DocBin().from_disk(out).get_docs(spacy.blank("en").vocab)
        assert {doc.user_data["path"] for doc in docs} == {path.name for path in corpus.glob("*.txt")}
    else:
        assert str(corpus.parent).encode() not in out.read_bytes()


def test_an_existing_file_is_not_replaced_unasked(corpus: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    out.write_text("mine")
    run = sitrep("export", str(corpus), "-f", "csv", "-o", str(out))
    assert run.returncode == 2
    assert "--force" in run.stderr
    assert out.read_text() == "mine"
    assert sitrep("export", str(corpus), "-f", "csv", "-o", str(out), "--force").returncode == 0
    assert len(list(csv.DictReader(io.StringIO(out.read_text("utf-8-sig"), newline="")))) == 2


def test_ids_from_a_pipe_are_exported_and_those_that_are_gone_are_counted(corpus: Path) -> None:
    one = records(corpus)[0]["id"]
    run = sitrep("export", str(corpus), "--ids", "-", given=f"{one}\nno-such-article\n")
    assert [json.loads(line)["id"] for line in run.stdout.splitlines()] == [one]
    assert run.returncode == 3
    assert "1 of 2 are not in the index" in run.stderr


def test_nothing_found_is_an_empty_export_that_says_so(corpus: Path) -> None:
    run = sitrep("export", str(corpus), "xylophone")
    assert (run.returncode, run.stdout) == (1, "")
    assert "0 articles" in run.stderr


def test_an_unknown_format_is_named_with_those_that_are_known(corpus: Path) -> None:
    run = sitrep("export", str(corpus), "--format", "xls")
    assert run.returncode == 2
    assert "jsonl" in run.stderr


def test_what_was_only_scanned_leaves_with_what_lists_show_of_it(tmp_path: Path) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    shutil.copy(SEEDS / "003_4ad28098804078bf.txt", folder)
    assert sitrep("index", str(folder), "--scan-only").returncode == 0
    listed = json.loads(sitrep("search", str(folder)).stdout)
    assert listed["title"]
    run = sitrep("export", str(folder))
    assert run.returncode == 3
    assert "1 of 1 articles have not been extracted" in run.stderr
    record = json.loads(run.stdout)
    assert (record["title"]["text"], record["language"]) == (listed["title"], listed["language"])
    assert (record["published"]["value"], record["source"]["text"]) == (listed["published"], listed["source"])
    assert record["byline"]
    assert record["extracted"] is False
    (row,) = csv.DictReader(io.StringIO(sitrep("export", str(folder), "-f", "csv").stdout.lstrip("\ufeff"), newline=""))
    assert (row["title"], row["date"], row["source"]) == (listed["title"], listed["published"], listed["source"])


@pytest.mark.parametrize("how", [["--scan-only"], []])
def test_a_date_that_no_calendar_has_is_no_value_and_its_words_stay(tmp_path: Path, how: list[str]) -> None:
    stated = ["6 YEARS AGO", "July 30", "2031-13-45", "30 July 2031"]
    rows = [{"title": f"Ferry {n}", "date": date, "text": f"Ferry {n} was sold."} for n, date in enumerate(stated)]
    news = tmp_path / "news.jsonl"
    news.write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    sitrep("index", str(news), *how)
    out = tmp_path / "out.jsonl"
    sitrep("export", str(news), "-o", str(out))
    published = [json.loads(line)["published"] for line in out.read_text().splitlines()]
    values = {date["text"]: date["value"] for date in published}
    assert values == {**dict.fromkeys(stated[:3]), stated[3]: "2031-07-30"}
    again = [json.loads(line)["published"] for line in sitrep("extract", str(out)).stdout.splitlines()]
    assert {date["text"] for date in again if date["value"] is None} == {*stated[:3]}
    table = csv.DictReader(io.StringIO(sitrep("export", str(news), "-f", "csv").stdout.lstrip("\ufeff"), newline=""))
    assert sorted(row["date"] for row in table) == ["", "", "", "2031-07-30"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("search", "person:holt"),
        ("search", "ferry or is:homoglyph"),
        ("kwic", "person:holt"),
        ("facets", "--field", "person"),
        ("facets", "ferry -watch:*"),
        ("export", "person:holt"),
        ("stories", "org:arvik"),
    ],
)
def test_what_only_extraction_knows_is_said_to_be_unknown(
    two_folders: tuple[Path, Path], arguments: tuple[str, ...]
) -> None:
    command, *rest = arguments
    folder = two_folders[0]
    (folder / ".sitrep" / "lexicon").mkdir(parents=True)
    (folder / ".sitrep" / "lexicon" / "ferries.csv").write_text("name,label\nArvik,LOC\n")
    assert sitrep("index", str(folder), "--scan-only").returncode == 0
    said = "nothing of this is known of 1 article that is not extracted yet"
    assert said in sitrep(command, str(folder), *rest).stderr
    assert said not in sitrep("search", str(folder), "ferry").stderr
    assert said not in sitrep("facets", str(folder), "--field", "month").stderr


@pytest.fixture
def two_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """A corpus of two folders with one article each, scanned."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    folders = tmp_path / "monday", tmp_path / "tuesday"
    for folder in folders:
        folder.mkdir()
        (folder / "news.txt").write_text(f"Ferry sold on {folder.name}\n\nThe ferry of Arvik was sold.\n")
    run = sitrep("index", "--scan-only", *map(str, folders))
    assert run.returncode == 0, run.stderr
    return folders


def test_a_corpus_of_several_folders_is_exported_whole(two_folders: tuple[Path, Path]) -> None:
    first, second = map(str, two_folders)
    run = sitrep("export", first, "ferry", "--also", second)
    assert run.returncode == 3, run.stderr
    assert len(run.stdout.splitlines()) == 2


def test_the_browser_exports_all_of_several_folders(two_folders: tuple[Path, Path], tmp_path: Path) -> None:
    backend = Backend.open(list(map(str, two_folders)))
    target = tmp_path / "out.jsonl"
    try:
        with pytest.raises(
            SitrepError, match=f"2 articles written to {target}; 2 of 2 articles have not been extracted"
        ):
            backend.export(backend.search("ferry", "date"), [], "jsonl", str(target), replace=False)
    finally:
        backend.close()
    assert len(target.read_text().splitlines()) == 2


def test_what_the_browser_could_not_export_is_no_success(two_folders: tuple[Path, Path], tmp_path: Path) -> None:
    backend = Backend.open(list(map(str, two_folders)))
    try:
        found = backend.search("ferry", "date")
        with pytest.raises(SitrepError, match="1 of 1 are not in the index"):
            backend.export(found, ["gone"], "jsonl", str(tmp_path / "out.jsonl"), replace=False)
    finally:
        backend.close()
