"""`sitrep index`, `search`, `kwic` and `facets` as a shell calls them, and on a terminal."""

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from tests.command_line import run_sitrep as sitrep
from tests.functional.corpora import harbour

ROWS = [
    {"id": "a", "title": "Ferry runs aground", "date": "2024-03-02", "source": "Harbour Post",
     "text": "The ferry was near the old harbour when it ran aground, and the coast guard said that nobody was hurt."},
    {"id": "b", "title": "Council votes", "date": "2024-04-01", "source": "Northern Wire",
     "text": "The council voted for a new ferry, and it is to be built in the harbour by the end of the year."},
    {"id": "c", "title": "\x1b]52;c;aGk=\x07 \u202emenu", "date": "2024-05-01", "source": "=1+1",
     "text": "It is an article of escapes \x1b[31m that was written to be shown by the terminal, not to act there."},
]  # fmt: skip


def on_terminal(*arguments: str | Path) -> str:
    """Return what a command sends to a terminal."""
    ours, theirs = pty.openpty()
    work = subprocess.Popen(
        [sys.executable, "-m", "tui.cli", *map(os.fspath, arguments)],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env={**os.environ, "COLUMNS": "100"},
    )
    os.close(theirs)
    sent = b""
    while True:
        try:
            chunk = os.read(ours, 4096)
        except OSError:  # how Linux says that the other end is closed
            break
        if not chunk:
            break
        sent += chunk
    os.close(ours)
    work.wait()
    return sent.decode()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("commands") / "news"
    folder.mkdir()
    (folder / "news.jsonl").write_text("".join(json.dumps(row) + "\n" for row in ROWS), "utf-8")
    done = sitrep("index", folder, "--scan-only")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["added"] == 3
    return folder


def rows(done: subprocess.CompletedProcess[str]) -> list[dict[str, object]]:
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.parametrize(("form", "said"), [("ids", "b\na\n"), ("count", "2\n")])
def test_search_prints_what_it_found(folder: Path, form: str, said: str) -> None:
    assert sitrep("search", folder, "ferry", "--format", form).stdout == said


def test_search_prints_json_lines_into_a_pipe(folder: Path) -> None:
    (row,) = rows(sitrep("search", folder, "ferry", "--sort", "oldest", "--limit", "1"))
    assert (row["id"], row["title"], row["source"], row["published"]) == (
        "a",
        "Ferry runs aground",
        "Harbour Post",
        "2024-03-02",
    )


def test_a_table_shows_date_source_and_id_whole_however_long_the_texts_are(folder: Path) -> None:
    (header, first, *_) = sitrep("search", folder, "ferry", "--format", "table").stdout.splitlines()
    assert header.split() == ["date", "source", "title", "id", "text"]
    assert first.startswith("2024-04-01  Northern Wire  Council")


def test_nothing_found_is_exit_code_1(folder: Path) -> None:
    for arguments in (("search", folder, "zeppelin"), ("kwic", folder, "zeppelin")):
        done = sitrep(*arguments)
        assert (done.returncode, done.stdout) == (1, "")


def test_a_mistake_has_a_caret_under_it_and_is_exit_code_2(folder: Path) -> None:
    done = sitrep("search", folder, "ferry (harbour")
    assert done.returncode == 2
    assert done.stderr.splitlines()[1:] == ["  ferry (harbour", "                ^"]


def test_a_corpus_without_index_says_what_to_do(tmp_path: Path) -> None:
    done = sitrep("search", tmp_path, "ferry")
    assert done.returncode == 2
    assert "run `sitrep index" in done.stderr


def test_kwic_shows_each_hit_with_its_context(folder: Path) -> None:
    hits = rows(sitrep("kwic", folder, "harbour", "--width", "10"))
    assert [(hit["id"], hit["left"], hit["hit"], hit["right"]) for hit in hits] == [
        ("b", "lt in the ", "harbour", " by the en"),
        ("a", "r the old ", "harbour", " when it r"),
    ]


def test_kwic_leaves_out_the_furniture_of_a_page_unless_nothing_else_has_the_term(tmp_path: Path) -> None:
    folder = harbour(tmp_path / "corpus")
    both, alone = (rows(sitrep("kwic", folder, term, "--in", "title:treaty")) for term in ("page OR radars", "page"))
    assert [hit["hit"] for hit in both] == ["radars"]
    assert [(str(hit["left"])[-11:], hit["hit"]) for hit in alone] == [("Share this ", "page")]


def test_facets_count_and_say_how_to_narrow(folder: Path) -> None:
    found = rows(sitrep("facets", folder, "ferry", "--field", "source", "--field", "month"))
    assert [(row["field"], row["value"], row["count"]) for row in found] == [
        ("source", "Harbour Post", 1),
        ("source", "Northern Wire", 1),
        ("month", "2024-03", 1),
        ("month", "2024-04", 1),
    ]
    assert rows(sitrep("search", folder, f"ferry {found[0]['query']}"))[0]["id"] == "a"


def test_a_file_that_cannot_be_read_is_exit_code_3(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "The one article that is in here."}\n{"text": \n')
    done = sitrep("index", tmp_path, "--scan-only")
    assert done.returncode == 3
    assert f"{tmp_path / 'a.jsonl'}:2:" in done.stderr
    assert json.loads(done.stdout)["faults"] == 1


def test_a_file_that_no_reader_is_for_is_exit_code_3(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The one article that is in here.")
    (tmp_path / "plan.dwg").write_bytes(b"AC1032")
    done = sitrep("index", tmp_path, "--scan-only")
    assert done.returncode == 3
    assert f"{tmp_path / 'plan.dwg'}: no reader for files ending in .dwg" in done.stderr


def test_a_mapping_of_fields_is_remembered_with_the_corpus(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('[{"corps": "Un ferry est au port.", "jour": "2024-05-04"}]')
    assert sitrep("index", tmp_path, "--scan-only").returncode == 3
    assert json.loads(sitrep("index", tmp_path, "--scan-only", "--map", "text=corps").stdout)["added"] == 1
    assert json.loads(sitrep("index", tmp_path, "--scan-only").stdout)["articles"] == 1
    done = sitrep("index", tmp_path, "--scan-only", "--map", "text=corps", "--map", "date=jour")
    assert json.loads(done.stdout)["changed"] == 1
    assert rows(sitrep("search", tmp_path, "ferry"))[0]["published"] == "2024-05-04"
    assert sitrep("index", tmp_path, "--map", "corps").returncode == 2


def test_standard_input_is_kept_and_can_be_opened_by_its_name(tmp_path: Path) -> None:
    home = {"XDG_DATA_HOME": str(tmp_path / "data")}
    given = '{"id": "a", "text": "A ferry ran aground near the harbour."}\n'
    for added in (1, 0):
        done = sitrep("index", "-", "--scan-only", given=given, env=home)
        assert rows(done)[0]["added"] == added
    kept = done.stderr.splitlines()[0].rpartition(" ")[2]
    assert Path(kept).read_text() == given
    assert sitrep("search", kept, "ferry", "--format", "ids").stdout == "a\n"
    assert sitrep("index", "-", "--scan-only", given="One text, as it is.", env=home).returncode == 0
    assert len(list(Path(kept).parent.glob("*.txt"))) == 1
    for arguments, said in ((("-",), "empty"), (("-", "-"), "once")):
        done = sitrep("index", *arguments, given="", env=home)
        assert (done.returncode, said in done.stderr) == (2, True)


def test_status_and_verify_look_and_change_nothing(folder: Path, tmp_path: Path) -> None:
    assert rows(sitrep("index", folder, "--status"))[0]["articles"] == 3
    assert rows(sitrep("index", folder, "--verify"))[0]["whole"] is True
    assert sitrep("index", tmp_path, "--status").returncode == 1
    assert not (tmp_path / ".sitrep").exists()


def test_rebuild_finds_the_same(folder: Path) -> None:
    before = sitrep("search", folder, "", "--format", "ids").stdout
    assert sitrep("index", folder, "--rebuild", "--scan-only").returncode == 0
    assert sitrep("search", folder, "", "--format", "ids").stdout == before


@pytest.mark.parametrize(
    "arguments", [("search", ""), ("kwic", "escapes"), ("facets", ""), ("search", "escapes", "--format", "table")]
)
def test_no_article_drives_the_terminal(folder: Path, arguments: tuple[str, ...]) -> None:
    command, query, *options = arguments
    sent = on_terminal(command, folder, query, *options)
    assert "52;c;aGk=" in sent or "escapes" in sent or "=1+1" in sent
    assert not [acting for acting in ("\x1b]", "\x07", "\u202e", "\x1b[31m") if acting in sent]


@pytest.mark.parametrize("query", ["-ministers", "-oil", "-harbour", "-(ferry or oil)", "-title:ferry"])
def test_a_query_may_begin_with_what_it_leaves_out(folder: Path, query: str) -> None:
    for command in (("search", folder), ("facets", folder), ("stories", folder), ("export", folder, "-f", "csv")):
        apart, beside = sitrep(*command, "--", query), sitrep(*command, query)
        assert (beside.stdout, beside.returncode) == (apart.stdout, apart.returncode)
        assert apart.returncode != 2
    assert "Usage" in sitrep("search", folder, "-h").stdout
    assert sitrep("search", folder, "--nope").returncode == 2


def test_a_range_of_words_that_ends_before_it_begins_is_a_mistake(folder: Path) -> None:
    done = sitrep("search", folder, "words:500..200")
    assert done.returncode == 2
    assert "this range ends before it begins" in done.stderr


def test_an_article_is_not_compared_with_itself(folder: Path) -> None:
    (article, *_) = sitrep("search", folder, "--format", "ids").stdout.split()
    done = sitrep("compare", folder, article, article)
    assert done.returncode == 1
    assert f"{article} is named twice" in done.stderr
