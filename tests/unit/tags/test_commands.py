"""`sitrep tag` and `sitrep tags`: whatever the keys can do with tags, a subcommand can do."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from extract.errors import SitrepError
from extract.index import Corpus
from extract.index.build import build
from tui.cli import COMMANDS
from tui.commands.application import application
from tui.tags import TagStore

TEXTS = {
    "harbour.txt": "The harbour opens\n\nThe minister opened the harbour on Monday.",
    "airport.txt": "The airport closes\n\nThe minister closed the airport.",
    "bridge.txt": "A bridge is planned\n\nNobody knows when it will be built.",
}

Run = Callable[..., Result]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    build(Corpus.locate([folder]), lambda _: None, extraction=False)
    return folder


@pytest.fixture
def run(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(corpus)

    def invoke(*arguments: str, stdin: str | None = None, code: int = 0) -> Result:
        result = CliRunner().invoke(application(COMMANDS, arguments[0]), arguments, input=stdin)
        if isinstance(result.exception, SitrepError):
            raise result.exception
        assert result.exit_code == code, result.output
        return result

    return invoke


def rows(result: Result) -> list[dict]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def tagged(corpus: Path) -> dict[str, int]:
    return TagStore.open(Corpus.locate([corpus]).tags_path, "test").counts()


@pytest.mark.smoke
def test_tagging_what_a_query_finds_is_one_operation(run: Run, corpus: Path) -> None:
    assert rows(run("tag", str(corpus), "+transport/sea +draft -- harbour"))[0]["preview"] == "+2 -0"
    assert rows(run("tag", str(corpus), "-draft +gov -- minister"))[0]["preview"] == "+2 -1"
    assert tagged(corpus) == {"gov": 2, "transport/sea": 1}
    assert rows(run("tags", "undo"))[0]["message"] == "undone: +gov -draft on 1 article, +gov on 1 article"
    assert tagged(corpus) == {"draft": 1, "transport/sea": 1}


def test_a_dry_run_changes_nothing_and_nothing_found_is_said(run: Run, corpus: Path) -> None:
    assert rows(run("tag", str(corpus), "--dry-run", "+x", "minister"))[0]["done"] is False
    run("tag", str(corpus), "+x -- elephants", code=1)
    assert tagged(corpus) == {}


def test_a_batch_acknowledges_each_line_and_names_the_ones_that_fail(run: Run, corpus: Path) -> None:
    lines = "# a remark\n+all%2fof -- *\n\nno tags here\n+x -- id:unknown\n-all%2fof -- bridge\n"
    result = run("tag", str(corpus), "--batch", stdin=lines, code=3)
    assert result.stdout == "ok 2\nok 5\nok 6\n"
    assert "line 4" in result.stderr
    assert tagged(corpus) == {"all/of": 2}


def test_what_a_batch_acknowledged_is_there_after_it_was_killed(corpus: Path) -> None:
    code = "from tui.cli import main; main()"
    batch = subprocess.Popen(
        [sys.executable, "-c", code, "tag", str(corpus), "--batch"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    batch.stdin.write("".join(f"+n{number} -- harbour\n" for number in range(1, 5001)).encode())
    batch.stdin.flush()
    lines = [batch.stdout.readline() for _ in range(20)]
    batch.kill()
    lines += batch.stdout.read().splitlines(keepends=True)
    batch.wait()
    batch.stdin.close()
    acknowledged = {f"n{line.split()[1].decode()}" for line in lines if line.endswith(b"\n")}
    assert len(acknowledged) >= 20
    assert acknowledged <= tagged(corpus).keys()


def test_the_log_is_filtered_by_person_tag_and_time(run: Run, corpus: Path) -> None:
    run("tag", str(corpus), "--analyst", "anna", "+x -- harbour")
    run("tag", str(corpus), "--analyst", "boris", "+x/y -- airport")
    run("tag", str(corpus), "--analyst", "boris", "+z -- *")
    assert [row["n"] for row in rows(run("tags", "log"))] == [1, 2, 3]
    assert [row["n"] for row in rows(run("tags", "log", "--by", "boris"))] == [2, 3]
    assert [row["n"] for row in rows(run("tags", "log", "--tag", "x"))] == [1, 2]
    assert [row["n"] for row in rows(run("tags", "log", "--since", "1d", "-n", "1"))] == [3]
    (row,) = rows(run("tags", "log", "--tag", "z", "--full"))
    assert len(row["changes"][0]["ids"]) == 3
    run("tags", "log", "--until", "2001", code=1)
    assert "--last" in run("tags", "log", "-n", "-1", code=2).stderr
    for wrong in ("yesterday", "2026-13", "2026-02-30T12", "99999999999999999999d"):
        with pytest.raises(SitrepError, match="is no time"):
            run("tags", "log", "--since", wrong)


def test_tags_are_renamed_merged_deleted_and_listed(run: Run, corpus: Path) -> None:
    run("tag", str(corpus), "+a -- harbour")
    run("tag", str(corpus), "+b -- airport")
    run("tags", "rename", "a", "c")
    run("tags", "merge", "c", "b", "d")
    run("tags", "colour", "d", "#8fbc8f")
    assert rows(run("tags", "list")) == [{"tag": "d", "articles": 2, "colour": "#8fbc8f"}]
    run("tags", "delete", "d")
    run("tags", "list", code=1)
    run("tags", "undo")
    run("tags", "redo")
    run("tags", "redo", code=1)


def test_a_dump_of_one_corpus_is_restored_in_another(run: Run, corpus: Path) -> None:
    run("tag", str(corpus), "+a/b +é -- *")
    out = corpus.with_name("out.dump")
    run("tags", "dump", "-o", str(out))
    text = run("tags", "dump").stdout
    assert out.read_text(encoding="ascii") == text
    before = tagged(corpus)
    run("tags", "delete", "é")
    run("tags", "restore", "-", stdin=text)
    assert tagged(corpus) == before
    with pytest.raises(SitrepError, match="exists already"):
        run("tags", "dump", "-o", str(out))


@pytest.mark.parametrize("name", ["harbour.txt", ".sitrep/tags.json", ".sitrep/index.db", "new.dump"])
def test_a_dump_takes_the_place_of_nothing_in_the_corpus(run: Run, corpus: Path, name: str) -> None:
    run("tag", str(corpus), "+a -- *")
    there = {path: path.read_bytes() for path in corpus.rglob("*") if path.is_file()}
    with pytest.raises(SitrepError, match="nothing was written"):
        run("tags", "dump", "-o", name, "--force")
    after = {path: path.read_bytes() for path in corpus.rglob("*") if path.is_file()}
    assert {path: after.get(path) for path in there if not path.name.startswith("index.db-")} == {
        path: raw for path, raw in there.items() if not path.name.startswith("index.db-")
    }
    assert not (corpus / "new.dump").exists()


def test_nothing_takes_the_place_of_what_is_kept_beside_a_single_file(corpus: Path, tmp_path: Path) -> None:
    place = Corpus.locate([corpus / "harbour.txt"])
    assert place.holds(place.tags_path)
    (corpus / "link").symlink_to(tmp_path / "elsewhere")
    assert Corpus.locate([corpus]).holds(corpus / "link")
    (tmp_path / "link").symlink_to(corpus / "harbour.txt")
    assert place.holds(tmp_path / "link")
    assert not place.holds(tmp_path / "other.txt")


def test_the_tags_of_a_vanished_article_are_kept_and_listed(run: Run, corpus: Path) -> None:
    run("tag", str(corpus), "+keep -- *")
    run("tags", "orphans", code=1)
    (corpus / "bridge.txt").unlink()
    (corpus / "airport.txt").rename(corpus / "moved.txt")
    build(Corpus.locate([corpus]), lambda _: None, extraction=False)
    (row,) = rows(run("tags", "orphans"))
    assert (row["title"], row["path"], row["tags"]) == ("A bridge is planned", "bridge.txt", ["keep"])
    assert tagged(corpus) == {"keep": 3}


def test_compacting_makes_the_file_what_plain_tinydb_reads(run: Run, corpus: Path) -> None:
    store = TagStore.open(Corpus.locate([corpus]).tags_path, "anna")
    store.tag(["x"], add=["y"])
    assert rows(run("tags", "compact"))[0]["folded"] is True
    assert rows(run("tags", "compact"))[0]["folded"] is False
    assert '"y"' in store.path.read_text(encoding="ascii")


def test_states_are_marked_like_tags(run: Run, corpus: Path) -> None:
    assert rows(run("mark", str(corpus), "+read +starred -- harbour"))[0]["preview"] == "+2 -0"
    run("mark", str(corpus), "-read -- *")
    store = TagStore.open(Corpus.locate([corpus]).tags_path, "test")
    assert [store.states(article) for article in store.articles()] == [("starred",)]
    with pytest.raises(SitrepError, match="would be a tag"):
        run("mark", str(corpus), "+urgent -- *")


def test_a_mistake_in_a_query_is_shown_with_its_place(run: Run, corpus: Path) -> None:
    result = run("tag", str(corpus), "+x -- harbour and (", code=2)
    assert "^" in result.stderr
    assert "line 1" in run("tag", str(corpus), "--batch", stdin="+x -- (\n", code=3).stderr
    assert "standard input" in run("tag", str(corpus), "--batch", "lines", stdin="", code=2).stderr


def test_notes_and_passages_are_added_listed_and_removed(run: Run, corpus: Path) -> None:
    run("tag", str(corpus), "+x -- harbour")
    (article,) = TagStore.open(Corpus.locate([corpus]).tags_path, "test").articles()
    run("notes", "add", article, "ask the ministry")
    run("notes", "add", article, "which one?", "--start", "4", "--end", "11", "--tag", "place")
    for half in (["--start", "4"], ["--end", "11"]):
        assert "both --start and --end" in run("notes", "add", article, "x", *half, code=2).stderr
    assert "--tag is for a passage" in run("notes", "add", article, "x", "--tag", "place", code=2).stderr
    first, second = rows(run("notes", "list", "--article", article))
    assert (first["kind"], first["text"]) == ("note", "ask the ministry")
    assert (second["selector"]["exact"], second["tags"], second["note"]) == ("harbour", ["place"], "which one?")
    run("notes", "remove", first["key"])
    run("notes", "remove", second["key"], "--passage")
    run("notes", "list", code=1)
    run("notes", "list", "--article", article, code=1)
    with pytest.raises(SitrepError, match="there is no article nope"):
        run("notes", "list", "--article", "nope")
    with pytest.raises(SitrepError, match="there is no passage"):
        run("notes", "add", article, "x", "--start", "4", "--end", "4000")


def test_a_tag_is_shown_in_no_colour_that_there_is_not(run: Run) -> None:
    run("tags", "colour", "x", "bright_blue")
    with pytest.raises(SitrepError, match="no such colour: blurple"):
        run("tags", "colour", "x", "blurple")


def test_searches_are_saved_listed_and_forgotten(run: Run) -> None:
    run("searches", "save", "mine", "harbour or airport")
    assert [(row["name"], row["query"]) for row in rows(run("searches", "list"))] == [("mine", "harbour or airport")]
    run("searches", "forget", "mine")
    run("searches", "forget", "mine", code=1)


def test_decisions_are_made_listed_and_taken_back(run: Run) -> None:
    run("decisions", "add", "merge", "PERSON", "Anna Berg", "A. Berg", "--other", "Anna B.", "--analyst", "boris")
    run("decisions", "add", "relabel", "PERSON", "Gavle", "--value", "LOC")
    first, second = rows(run("decisions", "list"))
    assert (first["kind"], first["others"], first["by"]) == ("merge", ["Anna B."], "boris")
    assert (second["value"], second["scope"]) == ("LOC", "corpus")
    run("decisions", "add", "reject", "PERSON", "Orsk")
    numbers = [row["number"] for row in rows(run("decisions", "list"))]
    run("decisions", "forget", str(numbers[0]))
    run("decisions", "forget", str(numbers[0]), code=1)
    run("decisions", "forget", str(numbers[1]))
    run("decisions", "forget", "1", code=1)
    (left,) = rows(run("decisions", "list"))
    assert (left["kind"], left["number"]) == ("reject", numbers[2])
    with pytest.raises(SitrepError, match="needs --value"):
        run("decisions", "add", "rename", "PERSON", "Gavle")


@pytest.mark.parametrize(
    ("arguments", "missing"),
    [
        ("relabel PERSON Gavle --value PLACE", "no label PLACE"),
        ("reject person Gavle", "no label person"),
        ("reject PERSON Gavle --article nope", "no article nope"),
        ("other-story STORY zz1 --other zz2", "no article zz1"),
        ("same-story STORY ARTICLE --other zz2", "no article zz2"),
        ("same-story STORY ARTICLE --other ARTICLE", "the same on both sides"),
        ("merge PERSON Berg --other berg", "the same on both sides"),
        ("same-story PERSON ARTICLE --other zz2", "label is STORY"),
        ("reject STORY Gavle", "no label STORY"),
    ],
)
def test_a_decision_about_what_is_not_there_is_refused(run: Run, corpus: Path, arguments: str, missing: str) -> None:
    article = run("search", str(corpus), "harbour", "--format", "ids").stdout.strip()
    with pytest.raises(SitrepError, match=missing):
        run("decisions", "add", *arguments.replace("ARTICLE", article).split())
    run("decisions", "list", code=1)
