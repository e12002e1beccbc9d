"""What the machine does to a store: no space, no right to write, no lock, a clock that jumps. Nothing is lost."""

import errno
import fcntl
import os
import resource
import signal
import subprocess
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tinydb import TinyDB

from extract.errors import SitrepError
from tui.tags import TagStore, lock

Start = Callable[[Callable[[], None]], int]
Wait = Callable[[int], int]

NOBODY = 65534


def refuses(store: TagStore, reason: str) -> None:
    """Check that tagging is refused with a reason, and that the store is as it was."""
    before = store.counts()
    with pytest.raises(SitrepError, match=reason):
        store.tag([f"new{number}" for number in range(20_000)], add=["refused"])
    assert store.counts() == before


def test_where_a_file_may_not_grow_the_operation_is_refused_and_the_rest_is_safe(
    quick_folder: Path, in_child: Start, exit_code: Wait
) -> None:
    path = quick_folder / "tags.json"
    store = TagStore.open(path, "anna")
    store.tag(["a"], add=["x"])

    def tag_with_little_room() -> None:
        limit = path.with_suffix(".journal").stat().st_size + 5000
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        other = TagStore.open(path, "boris")
        refuses(other, "largest size allowed: this change was not made, all earlier ones are safe")
        other.tag(["b"], add=["small"])

    assert exit_code(in_child(tag_with_little_room)) == 0
    assert store.poll().ids == {"b"}
    store.tag(["c"], add=["y"])
    assert TagStore.open(path, "carol").counts() == {"x": 1, "small": 1, "y": 1}


def test_on_a_full_disk_the_operation_is_refused_and_the_rest_is_safe(tmp_path: Path) -> None:
    mount = ["mount", "-t", "tmpfs", "-o", "size=128k", "sitrep-test", str(tmp_path)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True).returncode != 0:
        pytest.skip("mounting a small file system needs root")
    try:
        path = tmp_path / "tags.json"
        store = TagStore.open(path, "anna")
        store.tag(["a"], add=["x"])
        refuses(store, "the disk is full")
        store.compact()
        (tmp_path / "filler").write_bytes(bytes(os.statvfs(tmp_path).f_bavail * 4096))
        journal = path.with_suffix(".journal")
        journal.write_bytes(journal.read_bytes())
        with pytest.raises(SitrepError, match="the disk is full"):
            for number in range(100):
                store.tag([f"b{number}"], add=["y"])
        tagged = store.counts()["x"] + store.counts().get("y", 0)
        with pytest.raises(SitrepError, match="cannot be written: No space left"):
            store.compact()
        (tmp_path / "filler").unlink()
        store.compact()
        store.close()
        assert len(TinyDB(path).table("tags")) == tagged
    finally:
        subprocess.run(["umount", "-l", str(tmp_path)], check=True)


def test_a_file_that_may_only_be_read_is_read_and_says_so_when_tagged(
    quick_folder: Path, in_child: Start, exit_code: Wait
) -> None:
    path = quick_folder / "tags.json"
    with TagStore.open(path, "anna") as store:
        store.tag(["a"], add=["x"])
    for file in quick_folder.iterdir():
        file.chmod(0o444)
    quick_folder.chmod(0o555)

    def read_and_try_to_tag() -> None:
        if os.geteuid() == 0:
            os.setuid(NOBODY)
        other = TagStore.open(path, "boris")
        assert other.tags("a") == ("x",)
        assert not other.poll()
        refuses(other, "cannot be written|may not be written")
        other.close()

    assert exit_code(in_child(read_and_try_to_tag)) == 0
    quick_folder.chmod(0o755)
    assert TagStore.open(path, "anna").counts() == {"x": 1}


def hold_lock_in_child(path: Path, in_child: Start) -> int:
    """Start a process that holds the lock of a store until it is killed; returns its id once it does."""
    reading, writing = os.pipe()

    def hold() -> None:
        with lock.FileLock(path.with_suffix(".lock")).held():
            os.write(writing, b"held")
            signal.pause()

    pid = in_child(hold)
    assert os.read(reading, 4) == b"held"
    return pid


def test_a_lock_held_by_a_process_that_died_is_free(quick_folder: Path, in_child: Start) -> None:
    path = quick_folder / "tags.json"
    pid = hold_lock_in_child(path, in_child)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    TagStore.open(path, "anna").tag(["a"], add=["x"])
    assert TagStore.open(path, "boris").tags("a") == ("x",)


def test_a_lock_held_by_a_process_that_hangs_is_named(
    quick_folder: Path, in_child: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = quick_folder / "tags.json"
    monkeypatch.setattr(lock, "PATIENCE", 0.1)
    pid = hold_lock_in_child(path, in_child)
    store = TagStore.open(path, "anna")
    refuses(store, f"process {pid} has held the lock|another process")
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    store.tag(["a"], add=["x"])


def test_where_there_are_no_locks_it_works_and_warns(quick_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unsupported(*_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "lockf", unsupported)
    store = TagStore.open(quick_folder / "tags.json", "anna")
    store.tag(["a"], add=["x"])
    store.tag(["b"], add=["x"])
    assert [warning for warning in store.warnings if "has no locks" in warning] == store.warnings
    assert len(store.warnings) == 1


def test_a_clock_that_jumps_back_changes_no_order(tmp_path: Path) -> None:
    times = iter([2030, 2020, 2025, 2021, 2001, 1999])
    clock = lambda: datetime(next(times), 1, 1, tzinfo=UTC)  # noqa: E731
    path = tmp_path / "tags.json"
    store = TagStore.open(path, "anna", clock=clock)
    other = TagStore.open(path, "boris", clock=clock)
    store.tag(["a"], add=["first"])
    other.tag(["a"], add=["second"], remove=["first"])
    store.tag(["a"], add=["third"])
    assert store.undo().message == "undone: +third on 1 article"
    assert store.redo().message == "redone: +third on 1 article"
    other.poll()
    assert store.tags("a") == other.tags("a") == ("second", "third")
    assert [entry.at[:4] for entry in store.entries()] == ["2030", "2020", "2025", "2021", "2001"]
    assert [entry.number for entry in store.entries()] == [1, 2, 3, 4, 5]
    store.close()
    assert TagStore.open(path, "carol").tags("a") == ("second", "third")


def test_a_line_that_decayed_is_passed_over_and_named_and_the_others_stand(tmp_path: Path) -> None:
    path = tmp_path / "tags.json"
    store = TagStore.open(path, "anna")
    for name in "abc":
        store.tag([name], add=["x"])
    journal = path.with_suffix(".journal")
    lines = journal.read_bytes().splitlines(keepends=True)
    lines[2] = lines[2].replace(b'"b"', b'"?"')
    journal.write_bytes(b"".join(lines))
    other = TagStore.open(path, "boris")
    assert other.tags("a") == other.tags("c") == ("x",)
    assert other.tags("?") == ()
    assert "passed over" in other.warnings[0]


def test_the_journal_alone_brings_everything_back(tmp_path: Path) -> None:
    path = tmp_path / "tags.json"
    with TagStore.open(path, "anna") as store:
        for name in "abc":
            store.tag([name], add=["x"])
            store.compact()
    path.write_bytes(b"not what it was")
    path.with_name("tags.json.bak").write_bytes(b"\x00" * 100)
    with TagStore.open(path, "anna") as store:
        assert store.counts() == {"x": 3}
        assert len(store.warnings) == 2
    assert len(TinyDB(path).table("tags")) == 3
    assert len(list(tmp_path.glob("*.damaged-*"))) == 2


def test_a_lost_journal_loses_nothing_that_was_folded(tmp_path: Path) -> None:
    path = tmp_path / "tags.json"
    with TagStore.open(path, "anna") as store:
        store.tag(["a"], add=["x"])
    path.with_suffix(".journal").unlink()
    with TagStore.open(path, "anna") as store:
        assert store.tags("a") == ("x",)
        assert store.undo().message == "nothing to undo"
        store.tag(["b"], add=["y"])
        assert store.undo().message == "undone: +y on 1 article"
    with TagStore.open(path, "anna") as store:
        assert store.counts() == {"x": 1}


def test_what_plain_tinydb_changed_in_the_file_is_taken_in(tmp_path: Path) -> None:
    path = tmp_path / "tags.json"
    with TagStore.open(path, "anna") as store:
        store.tag(["a", "b"], add=["x"])
    store = TagStore.open(path, "anna")
    TinyDB(path).table("tags").update(lambda document: document["tags"].append("by-hand"))
    assert store.poll().ids == {"a", "b"}
    assert store.tags("a") == ("by-hand", "x")
    TinyDB(path).table("searches").insert({"name": "mine", "query": "by hand"})
    changed = store.poll()
    assert changed.ids == frozenset()
    assert "searches" in changed.tables
    assert [search.query for search in store.searches()] == ["by hand"]
    store.tag(["c"], add=["y"])
    store.close()
    assert TagStore.open(path, "boris").counts() == {"by-hand": 2, "x": 2, "y": 1}


def test_a_symbolic_link_in_the_way_is_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.write_text("mine", encoding="ascii")
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "tags.journal").symlink_to(outside)
    with pytest.raises(SitrepError):
        TagStore.open(folder / "tags.json", "anna").tag(["a"], add=["x"])
    assert outside.read_text(encoding="ascii") == "mine"


def test_a_damaged_file_that_cannot_be_renamed_is_read_around_and_never_written_over(
    quick_folder: Path, in_child: Start, exit_code: Wait
) -> None:
    path = quick_folder / "tags.json"
    with TagStore.open(path, "anna") as store:
        store.tag(["a"], add=["x"])
    path.write_bytes(b"{")
    quick_folder.chmod(0o555)

    def read_and_try_to_fold() -> None:
        if os.geteuid() == 0:
            os.setuid(NOBODY)
        other = TagStore.open(path, "boris")
        assert other.tags("a") == ("x",)
        assert not other.poll()
        assert len(other.warnings) == 1
        with pytest.raises(SitrepError):
            other.compact()

    assert exit_code(in_child(read_and_try_to_fold)) == 0
    assert path.read_bytes() == b"{"


def test_without_the_file_its_copy_and_the_journal_hold_everything(tmp_path: Path) -> None:
    path = tmp_path / "tags.json"
    with TagStore.open(path, "anna") as store:
        for name in "ab":
            store.tag([name], add=["x"])
            store.compact()
    path.unlink()
    path.with_suffix(".journal").unlink()
    assert TagStore.open(path, "anna").counts() == {"x": 1}


def test_opening_a_store_that_does_not_exist_makes_no_file(tmp_path: Path) -> None:
    TagStore.open(tmp_path / "data" / "tags.json", "anna").close()
    assert list(tmp_path.iterdir()) == []


def test_an_entry_that_its_writer_took_back_is_forgotten_by_who_had_read_it(tmp_path: Path) -> None:
    path = tmp_path / "tags.json"
    store, reader = TagStore.open(path, "anna"), TagStore.open(path, "boris")
    store.tag(["a"], add=["x"])
    journal = path.with_suffix(".journal")
    before = journal.stat().st_size
    store.tag(["b"], add=["taken-back"])
    assert reader.poll().ids == {"a", "b"}
    os.truncate(journal, before)
    other = TagStore.open(path, "carol")
    other.tag(["c"], add=["a-longer-name-than-the-one-taken-back"])
    assert reader.poll().ids == {"b", "c"}
    assert reader.tags("b") == ()
    assert reader.counts() == other.counts()


@pytest.mark.parametrize("line", range(4))
def test_a_damaged_line_anywhere_costs_only_itself(tmp_path: Path, line: int) -> None:
    path = tmp_path / "tags.json"
    store = TagStore.open(path, "anna")
    for name in "abc":
        store.tag([name], add=["x"])
    store.close(fold=False)
    journal = path.with_suffix(".journal")
    lines = journal.read_bytes().splitlines(keepends=True)
    lines[line] = bytes(reversed(lines[line][:-1])) + b"\n"
    journal.write_bytes(b"".join(lines))
    expected = {"a", "b", "c"} - ({"abc"[line - 1]} if line else set())
    one, other = TagStore.open(path, "anna"), TagStore.open(path, "boris")
    assert {*one.articles()} == {*other.articles()} == expected
    assert len(one.warnings) == 1
    one.tag(["d"], add=["y"])
    one.compact()
    assert other.poll().ids == {"d"}
    assert not other.poll()
    assert one.undo().message == "undone: +y on 1 article"
    assert {*TagStore.open(path, "carol").articles()} == expected


def test_many_threads_share_a_handle_and_have_their_own(quick_folder: Path) -> None:
    path = quick_folder / "tags.json"
    shared = TagStore.open(path, "shared")

    def work(number: int) -> None:
        with TagStore.open(path, f"thread{number}") as own:
            for step in range(40):
                for store in (shared, own):
                    store.tag([f"{number}-{step}"], add=[f"by-{store.analyst}"])
                    store.poll()
                if step % 10 == number:
                    shared.compact()
                    own.undo()
                shared.overlay()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, range(4)))
    shared.poll()
    assert shared.counts()["by-shared"] == 160
    assert sum(shared.counts().values()) == 160 + 4 * 36
    assert TagStore.open(path, "reader").counts() == shared.counts()
