"""What goes wrong with the disk is said in words, and what was there before stays."""

import fcntl
import os
import random
import resource
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from extract.errors import SitrepError
from extract.index import Corpus, Index, Progress
from extract.index.build import build
from extract.index.store.verify import find_problems
from tests.unit.index.conftest import ids, scan

ROWS = [{"id": f"{n:03}", "text": f"Row {n} says {n * 7919} things about the harbour."} for n in range(400)]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"not a database at all, whatever its name", "damaged"),
        (b"", "not an index"),
        (b"SQLite format 3\x00" + bytes(4000), "damaged"),
    ],
)
def test_a_file_that_is_no_index_is_named_set_aside_and_built_anew(
    corpus: Corpus, write_jsonl: Callable[..., Path], content: bytes, said: str
) -> None:
    write_jsonl(ROWS)
    corpus.data_dir.mkdir()
    corpus.index_path.write_bytes(content)
    with pytest.raises(SitrepError, match="sitrep index"):
        Index.open(corpus)
    built = build(corpus, lambda _: None, extraction=False)
    assert built.notice is not None
    assert said in built.notice
    (kept,) = corpus.data_dir.glob("index.db.damaged-*")
    assert kept.read_bytes() == content
    assert len(ids(Index.open(corpus))) == len(ROWS)


def test_whoever_opens_an_index_while_it_is_made_finds_none_or_a_whole_one(
    corpus: Corpus, write_jsonl: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    write_jsonl(ROWS)
    seen: list[int] = []
    connect = sqlite3.connect

    class Watched(sqlite3.Connection):
        """Has someone look at the index before and after each step of its making."""

        def execute(self, *arguments: object) -> sqlite3.Cursor:
            look()
            return super().execute(*arguments)  # type: ignore[arg-type]

        def executescript(self, script: str) -> sqlite3.Cursor:
            look()
            return super().executescript(script)

        def close(self) -> None:
            look()
            super().close()

    def look() -> None:
        with monkeypatch.context() as unwatched:
            unwatched.setattr(sqlite3, "connect", connect)
            seen.append(Index.open(corpus).counts().articles)

    monkeypatch.setattr(sqlite3, "connect", lambda *given, **named: connect(*given, **named, factory=Watched))
    build(corpus, lambda _: None, extraction=False)
    assert seen[0] == 0
    assert seen[-1] == len(ROWS)


def test_another_programs_database_is_not_touched(corpus: Corpus, write_jsonl: Callable[..., Path]) -> None:
    write_jsonl(ROWS)
    corpus.data_dir.mkdir()
    with sqlite3.connect(corpus.index_path) as db:
        db.execute("CREATE TABLE theirs(x)")
    assert build(corpus, lambda _: None, extraction=False).notice is not None
    (kept,) = corpus.data_dir.glob("index.db.damaged-*")
    with sqlite3.connect(kept) as db:
        assert db.execute("SELECT name FROM sqlite_master").fetchall() == [("theirs",)]


def test_an_index_that_another_version_can_read_is_left_to_it_until_a_rebuild(
    corpus: Corpus, write_jsonl: Callable[..., Path]
) -> None:
    write_jsonl(ROWS)
    scan(corpus).close()
    with closing(sqlite3.connect(corpus.index_path)) as db:
        db.execute("PRAGMA user_version = 999")
    theirs = corpus.index_path.read_bytes()
    assert Index.open(corpus).counts().articles == 0
    for added in (len(ROWS), 0):
        built = build(corpus, lambda _: None, extraction=False)
        assert built.scanned.added == added
        assert "is of another version of sitrep" in str(built.notice)
        assert len(ids(Index.open(corpus))) == len(ROWS)
        assert find_problems(corpus) == []
        assert corpus.index_path.read_bytes() == theirs
    reading = Index.open(corpus)
    assert build(corpus, lambda _: None, extraction=False, rebuild=True).notice is None
    assert reading.replaced
    assert [path.name for path in sorted(corpus.data_dir.glob("index*.db"))] == ["index.db"]
    assert len(ids(Index.open(corpus))) == len(ROWS)


def test_an_index_without_a_table_is_set_aside_and_built_anew(corpus: Corpus, write_jsonl: Callable[..., Path]) -> None:
    write_jsonl(ROWS)
    scan(corpus).close()
    with sqlite3.connect(corpus.index_path) as db:
        db.execute("DROP TABLE sketch")
    assert find_problems(corpus) == ["is damaged (without sketch)"]
    with pytest.raises(SitrepError, match="without sketch"):
        Index.open(corpus)
    assert "without sketch" in str(build(corpus, lambda _: None, extraction=False).notice)
    assert find_problems(corpus) == []
    assert len(ids(Index.open(corpus))) == len(ROWS)


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("UPDATE body SET packed = randomblob(60) WHERE added % 4 = 0", "100 texts that cannot be read"),
        (
            "UPDATE body SET packed = (SELECT packed FROM body AS o WHERE o.added = 1) WHERE added > 397",
            "3 texts that are not the ones that were scanned",
        ),
    ],
)
def test_texts_of_garbage_are_found_by_verify(
    corpus: Corpus, write_jsonl: Callable[..., Path], sql: str, said: str
) -> None:
    write_jsonl(ROWS)
    scan(corpus).close()
    with sqlite3.connect(corpus.index_path) as db:
        db.execute(sql)
    assert find_problems(corpus) == [said]


def test_a_rebuild_that_fails_or_is_stopped_leaves_the_index_as_it_was(
    corpus: Corpus, write_jsonl: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    write_jsonl(ROWS)
    reading = scan(corpus)
    before = set(corpus.data_dir.iterdir())

    def fail(_: Progress) -> None:
        raise RuntimeError("a fault of ours")

    with pytest.raises(RuntimeError):
        build(corpus, fail, extraction=False, rebuild=True)
    assert set(corpus.data_dir.iterdir()) == before
    stopped: list[bool] = []
    built = build(corpus, lambda _: stopped.append(True), extraction=False, rebuild=True, stopped=lambda: bool(stopped))
    assert not built.complete
    assert "the index stays as it was" in str(built.notice)
    assert not reading.replaced
    assert len(ids(Index.open(corpus))) == len(ROWS)
    assert build(corpus, lambda _: None, extraction=False, rebuild=True).complete
    assert reading.replaced
    assert find_problems(corpus) == []
    assert {path.name for path in corpus.data_dir.iterdir()} <= {path.name for path in before}


def test_an_index_that_is_deleted_without_its_log_is_read_on_by_who_has_it_open_and_made_anew_for_others(
    corpus: Corpus, write_jsonl: Callable[..., Path]
) -> None:
    write_jsonl(ROWS)
    scan(corpus).close()
    reader = (
        "import sys; from extract.index import Corpus, Index; index = Index.open(Corpus.locate([sys.argv[1]]))\n"
        "for _ in range(2):\n"
        "    print(index.counts().articles, len(list(index.search('harbour').ids())), flush=True)\n"
        "    input()"
    )
    command = [sys.executable, "-c", reader, os.fspath(corpus.root)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as reading:
        assert reading.stdin is not None
        assert reading.stdout is not None
        assert reading.stdout.readline() == "400 400\n"
        corpus.index_path.unlink()
        write_jsonl(ROWS[:50])
        new = scan(corpus)
        assert len(ids(new)) == 50
        reading.stdin.write("\n")
        reading.stdin.flush()
        assert reading.stdout.readline() == "400 400\n"
        reading.stdin.write("\n")
    assert find_problems(corpus) == []


def test_an_index_that_cannot_be_made_leaves_nothing_behind_and_says_why(
    corpus: Corpus, write_jsonl: Callable[..., Path]
) -> None:
    write_jsonl(ROWS)
    work = subprocess.run(
        [sys.executable, "-m", "tui.cli", "index", os.fspath(corpus.root), "--scan-only"],
        capture_output=True,
        text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000)),
    )
    assert work.returncode == 2
    assert "the disk is full" in work.stderr
    assert "Traceback" not in work.stderr
    assert [path.name for path in corpus.data_dir.iterdir()] == ["index.lock"]


def test_a_text_that_cannot_be_unpacked_is_said(corpus: Corpus, write_jsonl: Callable[..., Path]) -> None:
    write_jsonl(ROWS)
    scan(corpus).close()
    with sqlite3.connect(corpus.index_path) as db:
        db.execute("UPDATE body SET packed = CAST(substr(packed, 1, 20) || 'nothing' AS BLOB)")
    with pytest.raises(SitrepError, match="sitrep index"):
        Index.open(corpus).article(ROWS[0]["id"])


def test_pages_overwritten_in_the_middle_are_found_by_verify(corpus: Corpus, write_jsonl: Callable[..., Path]) -> None:
    write_jsonl(ROWS)
    scan(corpus).close()
    assert find_problems(corpus) == []
    size = corpus.index_path.stat().st_size
    with corpus.index_path.open("r+b") as file:
        file.seek(size // 2)
        file.write(random.Random(1).randbytes(20_000))
    assert find_problems(corpus)


def test_an_index_that_turns_out_to_be_damaged_is_set_aside_and_built_anew(
    corpus: Corpus, write_jsonl: Callable[..., Path]
) -> None:
    write_jsonl(ROWS)
    scan(corpus).close()
    size = corpus.index_path.stat().st_size
    with corpus.index_path.open("r+b") as file:
        file.seek(16384)
        file.write(random.Random(1).randbytes(size - 16384))
    for command in (["search", "harbour"], ["facets", ""], ["kwic", "harbour"]):
        work = subprocess.run(
            [sys.executable, "-m", "tui.cli", command[0], os.fspath(corpus.root), command[1]],
            capture_output=True,
            text=True,
        )
        assert work.returncode == 2
        assert "`sitrep index --rebuild CORPUS` builds a new one" in work.stderr
        assert "Traceback" not in work.stderr
    write_jsonl([*ROWS, {"id": "one more", "text": "One more."}])
    notice = build(corpus, lambda _: None, extraction=False).notice
    assert notice is not None
    assert "set aside as index.db.damaged-" in notice
    assert len(ids(Index.open(corpus))) == len(ROWS) + 1
    assert find_problems(corpus) == []


def test_a_full_disk_is_said_and_the_index_stays_whole(corpus: Corpus, write_jsonl: Callable[..., Path]) -> None:
    write_jsonl(ROWS)
    scan(corpus).close()
    story = "It was said that the ship was in the harbour, and that it is to be there for a week. "
    write_jsonl(
        [{"id": f"n{n}", "text": story * 9 + random.Random(n).randbytes(2000).hex()} for n in range(1000)], "more.jsonl"
    )
    limit = corpus.index_path.stat().st_size + 300_000
    work = subprocess.run(
        [sys.executable, "-m", "tui.cli", "index", os.fspath(corpus.root), "--scan-only"],
        capture_output=True,
        text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
    )
    assert work.returncode == 2
    assert "cannot be written" in work.stderr
    assert "Traceback" not in work.stderr
    assert find_problems(corpus) == []
    index = Index.open(corpus)
    assert all(index.article(row["id"]) for row in ROWS)
    assert index.counts().articles == index.search("harbour").count < 1400
    assert build(corpus, lambda _: None, extraction=False).complete
    assert Index.open(corpus).search("harbour").count == 1400


def test_a_corpus_that_cannot_be_written_beside_has_its_index_elsewhere(
    corpus: Corpus, write_jsonl: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_jsonl(ROWS)
    may = lambda _, mode: not mode & os.W_OK  # noqa: E731
    monkeypatch.setattr("extract.index.corpus.os.access", may)  # a folder's mode does not stop root
    monkeypatch.setenv("XDG_DATA_HOME", os.fspath(tmp_path / "data"))
    private = Corpus.locate([corpus.root])
    assert not private.shared
    assert len(ids(scan(private))) == len(ROWS)
    assert not corpus.data_dir.exists()


def test_a_folder_that_cannot_be_made_is_an_error_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("A text.")
    blocked = Corpus((tmp_path / "file",), tmp_path, tmp_path / "file" / "data", shared=False)
    with pytest.raises(SitrepError, match="data: cannot be made"):
        scan(blocked)


def test_a_data_folder_that_is_a_link_is_not_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", os.fspath(tmp_path / "data"))
    (tmp_path / "corpus").mkdir()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "corpus" / ".sitrep").symlink_to(tmp_path / "elsewhere")
    assert not Corpus.locate([tmp_path / "corpus"]).shared


def test_two_at_once_do_not_collide(corpus: Corpus, write_jsonl: Callable[..., Path]) -> None:
    write_jsonl(ROWS)
    corpus.data_dir.mkdir()
    with corpus.lock_path.open("w") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        told: list[str] = []

        def let_go(message: str) -> None:
            told.append(message)
            fcntl.flock(other, fcntl.LOCK_UN)

        build(corpus, lambda _: None, extraction=False, on_wait=let_go)
    assert "is indexing this corpus" in told[0]
    assert len(ids(Index.open(corpus))) == len(ROWS)


def test_waiting_for_another_can_be_stopped(corpus: Corpus) -> None:
    corpus.data_dir.mkdir()
    heard: list[Progress] = []
    with corpus.lock_path.open("w") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        built = build(corpus, heard.append, stopped=lambda: True)
    assert not built.complete
    assert not corpus.index_path.exists()


def test_a_reader_sees_whole_batches_while_a_scan_writes(corpus: Corpus, write_jsonl: Callable[..., Path]) -> None:
    write_jsonl(ROWS)
    seen: list[int] = []

    def look(_: Progress) -> None:
        index = Index.open(corpus)
        seen.append(index.counts().articles)
        assert index.search("harbour").count == seen[-1]
        index.close()

    build(corpus, look, extraction=False)
    assert seen[-2] == len(ROWS)
