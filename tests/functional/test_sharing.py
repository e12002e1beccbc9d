"""Analysts on one server: two in the corpus's group, and a third who may only read. Real users, in real processes."""

from __future__ import annotations

import grp
import json
import os
import pwd
import shutil
import stat
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from tinydb import TinyDB
from typer.testing import CliRunner

from extract.errors import SitrepError
from extract.index import Corpus, Index
from tui.cli import COMMANDS
from tui.commands.application import application
from tui.tags import TagStore

ARTICLES = {
    "harbour.txt": "The harbour opens\n\nThe minister opened the harbour on Monday.",
    "airport.txt": "The airport closes\n\nThe minister closed the airport.",
}

pytestmark = pytest.mark.skipif(
    os.geteuid() != 0 or not shutil.which("useradd"), reason="making users needs root and useradd"
)


@dataclass(frozen=True)
class Done:
    """What a command printed and how it ended."""

    code: int
    out: str
    err: str

    @property
    def rows(self) -> list[dict]:
        return [json.loads(line) for line in self.out.splitlines()]


@dataclass(frozen=True)
class Person:
    """A user of the machine, with a home."""

    name: str
    home: Path

    def does(self, work: Callable[[], object], umask: int = 0o022) -> object:
        """Do something in a process that is this person's, and return what it returned, which must be JSON."""
        return self.starts(work, umask)()

    def starts(self, work: Callable[[], object], umask: int = 0o022) -> Callable[[], object]:
        """Begin to do something in such a process; what is returned waits for its end."""
        reading, writing = os.pipe()
        pid = os.fork()
        if pid == 0:
            try:
                os.close(reading)
                self._become(umask)
                answer: object = {"answer": work()}
            except BaseException:  # noqa: BLE001 - the parent raises it
                answer = {"raised": traceback.format_exc()}
            with os.fdopen(writing, "w", encoding="utf-8") as pipe:
                json.dump(answer, pipe)
            os._exit(0)
        os.close(writing)

        def finish() -> object:
            with os.fdopen(reading, encoding="utf-8") as pipe:
                told = json.load(pipe)
            os.waitpid(pid, 0)
            assert "raised" not in told, told["raised"]
            return told["answer"]

        return finish

    def runs(self, *arguments: object, umask: int = 0o022, code: int = 0) -> Done:
        """Run a subcommand as this person, under a umask."""
        done = Done(*self.does(lambda: _command(list(map(str, arguments))), umask))  # type: ignore[misc]
        assert done.code == code, done
        return done

    def _become(self, umask: int) -> None:
        entry = pwd.getpwnam(self.name)
        os.umask(umask)
        os.initgroups(self.name, entry.pw_gid)
        os.setgid(entry.pw_gid)
        os.setuid(entry.pw_uid)
        os.chdir("/")
        for name in [name for name in os.environ if name.startswith("XDG_")]:
            del os.environ[name]
        os.environ |= {"HOME": str(self.home), "USER": self.name, "LOGNAME": self.name}


def _command(arguments: list[str]) -> tuple[int, str, str]:
    done = CliRunner().invoke(application(COMMANDS, arguments[0]), arguments)
    if isinstance(done.exception, SitrepError):
        return 2, done.stdout, str(done.exception)
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.exit_code, done.stdout, done.stderr


@dataclass(frozen=True)
class Server:
    """A corpus and the people who use it."""

    corpus: Path
    group: str
    anna: Person
    boris: Person
    carl: Person
    """Not in the group."""

    @property
    def data(self) -> Path:
        return self.corpus / ".sitrep"

    def grant(self, mode: int) -> None:
        """Make the corpus anna's and the group's, with these rights."""
        shutil.chown(self.corpus, self.anna.name, self.group)
        self.corpus.chmod(mode)

    def ours(self) -> dict[str, tuple[str, str]]:
        """Return group and rights of what is kept beside the corpus, itself included."""
        found = {}
        for path in [self.data, *self.data.iterdir()]:
            about = path.lstat()
            found[path.name] = (grp.getgrgid(about.st_gid).gr_name, stat.filemode(about.st_mode))
        return found


@pytest.fixture(scope="session")
def people() -> Iterator[tuple[str, list[str]]]:
    """A group of two users, and a third who is not in it."""
    group = f"st{os.getpid()}"
    names = [f"{group}-{name}" for name in ("anna", "boris", "carl")]
    subprocess.run(["groupadd", group], check=True)
    try:
        for name in names:
            member = ["--groups", group] if name != names[2] else []
            subprocess.run(["useradd", "--no-create-home", "--user-group", *member, name], check=True)
        yield group, names
    finally:
        for name in names:
            subprocess.run(["userdel", name], check=False)
        subprocess.run(["groupdel", group], check=False)


@pytest.fixture
def server(people: tuple[str, list[str]], used: Path) -> Iterator[Server]:
    group, names = people
    with tempfile.TemporaryDirectory() as folder:
        top = Path(folder)
        top.chmod(0o755)
        corpus = top / "news"
        corpus.mkdir()
        for name, text in ARTICLES.items():
            (corpus / name).write_text(text, encoding="utf-8")
            (corpus / name).chmod(0o644)
        made = []
        for name in names:
            home = top / name
            home.mkdir(mode=0o700)
            shutil.chown(home, name)
            made.append(Person(name, home))
        server = Server(corpus, group, *made)
        server.grant(0o2775)
        yield server


@pytest.fixture(scope="session")
def used(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus on which each command ran, so that this process has imported what the commands import.

    Other users may not be able to: an interpreter can lie in root's home.
    """
    folder = tmp_path_factory.mktemp("used")
    for name, text in {**ARTICLES, "text.txt": "Un titre\n\nVoici un text en français."}.items():
        (folder / name).write_text(text, encoding="utf-8")
    corpus = str(folder)
    for arguments in (
        ["index", corpus, "--scan-only"],
        ["index", corpus, "--verify"],
        ["search", corpus, "minister tag:x", "--format", "jsonl"],
        ["tag", corpus, "+x -- harbour"],
        ["tags", "list", corpus],
        ["tags", "log", corpus],
        ["tags", "undo", corpus],
        ["tags", "compact", corpus, "--archive"],
        ["notes", "add", "an-id", "a note", "--corpus", corpus],
        ["notes", "list", corpus],
        ["doctor", corpus],
    ):
        _command(arguments)
    assert "extract.index.sharing" in sys.modules
    return folder


@pytest.mark.parametrize("rights", [0o2775, 0o775, 0o2770])
@pytest.mark.parametrize("umask", [0o022, 0o002, 0o077])
def test_in_a_group_writable_corpus_all_is_the_groups_whatever_the_umask(
    server: Server, umask: int, rights: int
) -> None:
    server.grant(rights)
    anna, boris, corpus = server.anna, server.boris, server.corpus
    anna.runs("index", corpus, "--scan-only", umask=umask)
    anna.runs("tag", corpus, "+opened -- harbour", umask=umask)
    (corpus / "bridge.txt").write_text("A bridge is planned\n\nNobody knows when.", encoding="utf-8")
    (corpus / "copy.txt").write_text(ARTICLES["airport.txt"], encoding="utf-8")
    for name in ("bridge.txt", "copy.txt"):
        (corpus / name).chmod(0o644)
    assert boris.runs("index", corpus, "--scan-only", umask=umask).rows[0]["added"] == 2
    boris.runs("tag", corpus, "+closed -- airport", umask=umask)
    boris.runs("tags", "compact", corpus, umask=umask)
    anna.runs("tags", "compact", corpus, "--archive", umask=umask)
    boris.runs("tag", corpus, "+read -- bridge", umask=umask)
    boris.runs("tags", "compact", corpus, umask=umask)
    assert anna.runs("index", corpus, "--rebuild", "--scan-only", umask=umask).rows[0]["added"] == 4
    assert anna.runs("index", corpus, "--verify", umask=umask).rows[0]["whole"]
    assert {row["tag"] for row in anna.runs("tags", "list", corpus).rows} == {"opened", "closed", "read"}
    kept = server.ours()
    assert {"index.db", "index.lock", "ids.jsonl", "tags.json", "tags.json.bak", "tags.journal", "tags.lock"} < {*kept}
    others = "r--" if rights & 0o004 else "---"
    folder = "drwxrws" + ("r-x" if rights & 0o004 else "---")
    assert kept == {name: (server.group, folder if name == ".sitrep" else f"-rw-rw-{others}") for name in kept}
    assert "nothing is wrong" in boris.runs("doctor", corpus, umask=umask).out


@pytest.mark.parametrize("umask", [0o022, 0o077])
def test_who_may_only_read_sees_the_teams_index_and_tags_and_keeps_marks_of_their_own(
    server: Server, umask: int
) -> None:
    anna, carl, corpus = server.anna, server.carl, server.corpus
    anna.runs("index", corpus, "--scan-only", umask=umask)
    anna.runs("tag", corpus, "+opened +minister -- harbour", umask=umask)
    before = server.ours()
    assert [row["title"] for row in carl.runs("search", corpus, "tag:opened", umask=umask).rows] == [
        "The harbour opens"
    ]
    carl.runs("tag", corpus, "+mine -minister -- harbour", umask=umask)
    carl.runs("tag", corpus, "+mine -- airport", umask=umask)
    assert {row["tag"]: row["articles"] for row in carl.runs("tags", "list", corpus).rows} == {"mine": 2, "opened": 1}
    assert len(carl.runs("search", corpus, "tag:mine").rows) == 2
    assert {row["tag"] for row in anna.runs("tags", "list", corpus).rows} == {"opened", "minister"}
    assert server.ours() == before
    anna.runs("tag", corpus, "+later -- airport")
    assert carl.runs("tags", "undo", corpus).rows[0]["message"] == "undone: +mine on 1 article"
    assert {row["tag"]: row["articles"] for row in carl.runs("tags", "list", corpus).rows} == {
        "mine": 1, "opened": 1, "later": 1,
    }  # fmt: skip
    assert [row["by"] for row in carl.runs("tags", "log", corpus).rows].count(anna.name) == 2
    private = next((carl.home / ".local/share/sitrep").iterdir())
    assert [row["tags"] for row in TinyDB(private / "tags.json").table("tags")] == [["mine"]]
    assert {stat.S_IMODE(path.stat().st_mode) for path in private.iterdir()} == {0o600}
    assert stat.S_IMODE(private.stat().st_mode) == 0o700


def test_two_who_begin_at_the_same_moment_both_write(server: Server) -> None:
    for number in range(8):
        corpus = server.corpus / f"part{number}"
        corpus.mkdir()
        shutil.chown(corpus, server.anna.name, server.group)
        corpus.chmod(0o775)
        begin, begun = os.pipe()

        def tag(person: Person, corpus: Path = corpus, begin: int = begin) -> None:
            os.read(begin, 1)
            with TagStore.of(Corpus.locate([corpus]), person.name) as store:
                store.tag([person.name], add=["x"])

        both = (server.anna, server.boris)
        running = [person.starts(lambda person=person: tag(person), 0o077) for person in both]
        os.write(begun, b"!!")
        assert [finish() for finish in running] == [None, None]
        os.close(begin)
        os.close(begun)
        assert TagStore.of(Corpus.locate([corpus])).counts() == {"x": 2}


def test_doctor_says_which_store_whose_and_why(server: Server) -> None:
    anna, boris, carl, corpus = server.anna, server.boris, server.carl, server.corpus
    anna.runs("index", corpus, "--scan-only")
    anna.runs("tag", corpus, "+opened -- harbour")
    ours = boris.runs("doctor", corpus).out
    assert f"{server.data} (beside the corpus, shared as the corpus is: {anna.name}'s, group {server.group}," in ours
    assert "tags          1 tag, " in ours
    theirs = carl.runs("doctor", corpus).out
    assert "your own, since" in theirs
    assert f"may not be written by you: {anna.name}'s, group {server.group}, drwxrwsr-x" in theirs
    assert f"{server.data} (the team's index and tags, as they are; your own marks lie over them)" in theirs
    server.data.chmod(0o2755)
    (server.data / "index.db").chmod(0o644)
    held_up = boris.runs("doctor", corpus, code=1).out
    assert ".sitrep, index.db: not writable for the group" in held_up
    assert f"{anna.name} can mend that: find" in held_up
    mend = held_up.split("can mend that: ")[1].splitlines()[0]
    anna.does(lambda: subprocess.run(mend, shell=True, check=True) and None)
    assert "nothing is wrong" in boris.runs("doctor", corpus).out


def test_the_browser_of_a_reader_says_whose_marks_it_keeps_and_leaves_the_index_alone(
    server: Server, used: Path
) -> None:
    from tui.backend.backend import Backend

    def open_corpus(corpus: Path = server.corpus) -> dict[str, object]:
        backend = Backend.open([str(corpus)])
        phases: list[str] = []
        if backend.corpus.reads_team_index:
            backend.update_index(lambda work: phases.append(work.phase))
        ids = [row.id for row in backend.rows(backend.search("harbour", "date"), 0, 1)]
        if "no longer" in backend.annotations.toggle_star(ids):
            backend.annotations.toggle_star(ids)
        (row,) = backend.rows(backend.search("is:starred", "date"), 0, 10)
        found = {"tags": backend.tags_name, "title": row.title, "labels": list(row.tags), "phases": phases}
        backend.close()
        return found

    open_corpus(used)  # so that what it imports is imported
    server.anna.runs("index", server.corpus, "--scan-only")
    server.anna.runs("tag", server.corpus, "+opened -- harbour")
    theirs, own = server.anna.does(open_corpus), server.carl.does(open_corpus)
    seen = {"title": "The harbour opens", "labels": ["opened"]}
    assert theirs == {**seen, "tags": "tags.json", "phases": []}
    assert isinstance(own, dict)
    assert str(own.pop("tags")).startswith(f"your own, over the team's: {server.carl.home}/")
    assert own == {**seen, "phases": ["done"]}


def test_a_reader_sees_what_the_team_writes_meanwhile(server: Server) -> None:
    anna, carl, corpus = server.anna, server.carl, server.corpus
    anna.runs("index", corpus, "--scan-only")

    def look() -> list[object]:
        index = Index.open(Corpus.locate([corpus]))
        seen: list[object] = [index.counts().articles]
        for wanted in (b"1", b"2"):
            os.write(asked, b"?")
            assert os.read(answers, 1) == wanted
            seen.append(index.counts().articles)
        return seen

    answers, answer = os.pipe()
    asking, asked = os.pipe()
    writer = os.fork()
    if writer == 0:
        for number in (b"1", b"2"):
            os.read(asking, 1)
            (corpus / f"more{number.decode()}.txt").write_bytes(b"More\n\nOf the same, number " + number)
            anna.runs("index", corpus, "--scan-only")
            os.write(answer, number)
        os._exit(0)
    assert carl.does(look) == [2, 3, 4]
    assert os.waitpid(writer, 0)[1] == 0


def test_an_index_that_was_killed_is_read_by_who_may_only_read(server: Server) -> None:
    import signal
    import sqlite3

    server.anna.runs("index", server.corpus, "--scan-only")

    def write_and_die() -> None:
        db = sqlite3.connect(server.data / "index.db", isolation_level=None)
        db.execute("UPDATE article SET title = 'Written last'")
        os.kill(os.getpid(), signal.SIGKILL)

    pid = os.fork()
    if pid == 0:
        server.anna._become(0o077)
        write_and_die()
    os.waitpid(pid, 0)
    titles = {row["title"] for row in server.carl.runs("search", server.corpus, "minister").rows}
    assert titles == {"Written last"}


def test_who_may_not_read_is_told_so(server: Server) -> None:
    server.grant(0o2770)
    server.anna.runs("index", server.corpus, "--scan-only")
    assert "Permission denied" in server.carl.runs("search", server.corpus / "nowhere", "x", code=2).err
    said = server.carl.runs("search", server.corpus, "harbour", code=2).err
    assert f"may not be read by you: {server.anna.name}'s, group {server.group}, drwxrws---" in said


def test_a_teams_index_is_not_changed_by_who_may_only_read_it(server: Server) -> None:
    server.anna.runs("index", server.corpus, "--scan-only")
    for option in ("--scan-only", "--rebuild", "--verify"):
        said = server.carl.runs("index", server.corpus, option, code=2).err
        assert "is read as it is, and not changed" in said
        assert server.anna.name in said
    assert len(server.anna.runs("search", server.corpus, "minister").rows) == 2


def test_where_the_teams_index_cannot_be_read_ones_own_gives_articles_the_same_ids(server: Server) -> None:
    anna, carl, corpus = server.anna, server.carl, server.corpus
    anna.runs("index", corpus, "--scan-only")
    anna.runs("tag", corpus, "+opened -- harbour")
    (corpus / "harbour.txt").write_text(ARTICLES["harbour.txt"] + " It was edited.", encoding="utf-8")
    (corpus / "copy.txt").write_text(ARTICLES["airport.txt"], encoding="utf-8")
    (corpus / "copy.txt").chmod(0o644)
    anna.runs("index", corpus, "--scan-only")
    (server.data / "index.db").chmod(0o660)
    assert carl.runs("index", corpus, "--scan-only").rows[0]["added"] == 3
    theirs, own = (person.runs("search", corpus, "", "--format", "ids").out.split() for person in (anna, carl))
    assert sorted(theirs) == sorted(own)
    assert len(carl.runs("search", corpus, "tag:opened edited").rows) == 1
    assert "(the team's tags, as they are" in carl.runs("doctor", corpus).out


def test_notes_of_a_readers_own_never_take_the_place_of_the_teams(server: Server) -> None:
    anna, carl, corpus = server.anna, server.carl, server.corpus
    anna.runs("index", corpus, "--scan-only")
    (article,) = (row["id"] for row in anna.runs("search", corpus, "harbour").rows)
    anna.runs("notes", "add", article, "the team's first", "--corpus", corpus)
    carl.runs("notes", "add", article, "carl's", "--corpus", corpus)
    anna.runs("notes", "add", article, "the team's second", "--corpus", corpus)
    carl.runs("notes", "add", article, "carl's other", "--corpus", corpus)
    theirs = {row["text"] for row in carl.runs("notes", "list", corpus).rows}
    assert theirs == {"the team's first", "the team's second", "carl's", "carl's other"}
    assert len(anna.runs("notes", "list", corpus).rows) == 2


@pytest.mark.parametrize("umask", [0o022, 0o002])
def test_what_came_by_standard_input_is_for_nobody_else_its_index_neither(server: Server, umask: int) -> None:
    from io import BytesIO

    from extract.index.build import build
    from extract.index.stdin import keep_stdin

    def keep() -> list[str]:
        kept = keep_stdin(BytesIO(b"A secret\n\nNobody else may read this."))
        corpus = Corpus.locate([kept])
        build(corpus, lambda _: None, extraction=False)
        return [str(kept), *(str(path) for path in corpus.data_dir.iterdir())]

    files = server.anna.does(keep, umask)
    assert isinstance(files, list)
    assert len(files) >= 3
    for file in map(Path, files):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
