"""What a watch notices of a corpus, what it waits for, and what it never takes for removed."""

import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest

from extract.index import Corpus, Index
from extract.index import observe as observing
from extract.index.build import BuildResult, build
from extract.index.observe import Observer, Poll, is_hidden
from extract.index.scan.files import FileEntry
from extract.index.scan.scan import ScanCounts
from extract.index.scan.scope import PATIENCE_S, REST_S, Rest, Scope
from extract.index.store.lock import hold_lock
from extract.index.store.records import Outcome
from extract.index.watch import GAP_S, MANY, Watch, keep_indexed
from tests.unit.index.conftest import ids, scan
from tests.unit.index.fakes import InProcess, Pools
from tests.waiting import WAIT_S

STORY = "A ferry with forty people ran aground near the old harbour on Sunday. Nobody was hurt, the coast guard said."
OTHER = "The council voted on Monday to build a second bridge across the river. Work is to begin in the spring."


def until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + WAIT_S
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        threading.Event().wait(0.05)


def some(corpus: Corpus, *paths: str) -> ScanCounts:
    return build(corpus, lambda _: None, scope=Scope(frozenset(paths)), extraction=False).scanned


@contextmanager
def watched(corpus: Corpus, watch: Watch | None = None) -> Iterator[list[BuildResult]]:
    """Watch a corpus within; yields what was done, scan by scan."""
    done: list[BuildResult] = []
    stop, means = threading.Event(), threading.Event()
    watch = watch or Watch(corpus, lambda _: means.set())

    def index(scope: Scope | None, due: Callable[[], Scope | None]) -> BuildResult:
        built = build(corpus, lambda _: None, scope=scope, due=due, start=InProcess, stopped=stop.is_set)
        done.append(built)
        return built

    thread = threading.Thread(target=keep_indexed, args=(index, watch, stop.is_set, lambda _: None))
    thread.start()
    try:
        until(lambda: bool(done) and means.is_set())
        yield done
    finally:
        stop.set()
        thread.join(WAIT_S)
    assert not thread.is_alive()


def count(corpus: Corpus) -> int:
    return Index.open(corpus).counts().articles


@pytest.mark.parametrize("remote", [False, True], ids=["notifications", "polling"])
def test_files_that_come_change_and_go_are_noticed(
    corpus: Corpus, remote: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if remote:
        monkeypatch.setattr(observing, "_remote", lambda _: "a file system without notifications")
    (corpus.root / "a.txt").write_text(STORY)
    with watched(corpus):
        (corpus.root / "b.txt").write_text(OTHER)
        until(lambda: count(corpus) == 2)
        (corpus.root / "b.txt").write_text(OTHER.replace("bridge", "tunnel"))
        until(lambda: len(ids(Index.open(corpus), "tunnel")) == 1)
        (corpus.root / "a.txt").unlink()
        until(lambda: count(corpus) == 1)


def test_a_folder_that_is_moved_in_and_out_is_noticed_with_all_it_holds(corpus: Corpus, tmp_path: Path) -> None:
    (tmp_path / "feed" / "deep").mkdir(parents=True)
    (tmp_path / "feed" / "a.txt").write_text(STORY)
    (tmp_path / "feed" / "deep" / "b.txt").write_text(OTHER)
    with watched(corpus):
        (tmp_path / "feed").rename(corpus.root / "feed")
        until(lambda: count(corpus) == 2)
        (corpus.root / "feed").rename(tmp_path / "feed")
        until(lambda: count(corpus) == 0)


def test_a_corpus_of_one_file_is_watched(write_jsonl: Callable[..., Path]) -> None:
    path = write_jsonl([{"text": STORY}])
    corpus = Corpus.locate([path])
    with watched(corpus):
        write_jsonl([{"text": STORY}, {"text": OTHER}])
        until(lambda: count(corpus) == 2)


@pytest.mark.parametrize(("before", "late"), [(5, 1), (150, 100), (210, 1)])
def test_what_comes_while_articles_are_extracted_does_not_wait_for_its_end(
    corpus: Corpus, before: int, late: int
) -> None:
    """Also where texts get their dictionary meanwhile, at two hundred articles, which the workers do not have."""
    for n in range(before):
        (corpus.root / f"{n}.txt").write_text(f"Story {n}\n\n{STORY} {n}")
    scan(corpus)
    pools, came = Pools(), []

    def due() -> Scope | None:
        if came:
            return None
        came.append(len(pools[0].taken))
        for n in range(late):
            (corpus.root / f"late{n}.txt").write_text(f"Late {n}\n\n{OTHER} {n}")
        return Scope(frozenset(f"late{n}.txt" for n in range(late)))

    built = build(corpus, lambda _: None, due=due, start=pools.start)
    assert came[0] <= before
    assert len(pools) == 1
    assert built.scanned == ScanCounts(added=late)
    counts = Index.open(corpus).counts()
    assert counts.articles == counts.extracted == before + late


def test_two_watches_of_one_corpus_do_each_others_work_once(corpus: Corpus) -> None:
    with watched(corpus) as one, watched(corpus) as other:
        (corpus.root / "a.txt").write_text(STORY)
        until(lambda: count(corpus) == 1)
        until(lambda: sum(built.scanned.added for built in [*one, *other]) == 1)


def test_a_scope_scans_what_it_names_and_forgets_only_that(corpus: Corpus) -> None:
    for name in ("a.txt", "deep/b.txt", "deep/er/c.txt", "deeper.txt"):
        (corpus.root / name).parent.mkdir(parents=True, exist_ok=True)
        (corpus.root / name).write_text(f"{STORY} {name}")
    scan(corpus)
    for name in ("a.txt", "deep/b.txt", "deep/er/c.txt", "deeper.txt"):
        (corpus.root / name).unlink()
    assert some(corpus, "deep") == ScanCounts(removed=2)
    assert some(corpus, "a.txt", "nothing.txt") == ScanCounts(removed=1)
    (corpus.root / "deep" / "d.txt").write_text(OTHER)
    assert some(corpus, "deep", "deep/d.txt") == ScanCounts(added=1)
    assert count(corpus) == 2


def test_a_file_that_is_not_ready_stays_as_it_was(corpus: Corpus) -> None:
    (corpus.root / "a.txt").write_text(STORY)
    scan(corpus)
    (corpus.root / "a.txt").write_text(STORY[:40])
    (corpus.root / "b.txt").write_text(OTHER[:40])
    waits = Scope(ready=lambda _: False)
    assert build(corpus, lambda _: None, scope=waits, extraction=False).scanned == ScanCounts()
    assert len(ids(Index.open(corpus), "guard")) == 1


class Clocks:
    def __init__(self) -> None:
        self.monotonic, self.wall = 0.0, 1_000_000.0
        self.rest = Rest(lambda: self.monotonic, lambda: int(self.wall * 1e9))

    def ready(self, size: int, written: float) -> bool:
        return self.rest.ready(FileEntry("/a.txt", "a.txt", size, int(written * 1e9)))


def test_a_file_is_whole_once_it_has_rested() -> None:
    clocks = Clocks()
    for size in range(1, 20):
        assert not clocks.ready(size, clocks.wall)
        assert clocks.rest.waiting == {"a.txt"}
        clocks.monotonic += REST_S / 2
        clocks.wall += REST_S / 2
    clocks.monotonic += REST_S
    assert clocks.ready(19, clocks.wall - REST_S / 2)
    assert not clocks.rest.waiting


def test_a_file_that_is_written_slowly_is_read_once_and_whole(corpus: Corpus) -> None:
    now = [0.0]
    watch = Watch(corpus, clock=lambda: now[0])
    path = corpus.root / "a.txt"

    def look() -> ScanCounts:
        scope = watch.due()
        return build(corpus, lambda _: None, scope=scope, extraction=False).scanned if scope else ScanCounts()

    for number in range(20):
        with path.open("a") as file:
            file.write(f"Sentence {number} of a file that comes over a slow line.\n")
        os.utime(path, (0, 2**32 + number))  # later than any clock of the wall, so that the looks alone decide
        watch.notice([str(path)])
        now[0] += 0.9 * REST_S
        assert look() == ScanCounts()
    now[0] += 1.1 * REST_S
    assert look() == ScanCounts(added=1)
    now[0] += 1.1 * REST_S
    assert look() == ScanCounts()
    assert len(ids(Index.open(corpus), '"sentence 19"')) == 1


def test_a_file_that_was_written_long_ago_is_whole_at_once() -> None:
    clocks = Clocks()
    assert clocks.ready(5, clocks.wall - 3600)


def test_a_clock_that_is_set_back_keeps_no_file_waiting() -> None:
    clocks = Clocks()
    written = clocks.wall
    clocks.wall -= 86_400
    assert not clocks.ready(5, written)
    clocks.monotonic += REST_S
    assert clocks.ready(5, written)


def test_a_file_that_never_rests_is_read_after_a_while() -> None:
    clocks = Clocks()
    size = 0
    while not clocks.ready(size := size + 1, clocks.wall):
        clocks.monotonic += 1
        clocks.wall += 1
        assert size < 2 * PATIENCE_S


def test_what_a_disk_holds_that_is_not_mounted_is_kept(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    disk = corpus.root / "disk"
    disk.mkdir()
    (disk / "a.txt").write_text(STORY)
    (corpus.root / "b.txt").write_text(OTHER)
    mounted = {disk}
    monkeypatch.setattr(os.path, "ismount", lambda path: Path(path) in mounted)
    scan(corpus)
    mounted.clear()
    (disk / "a.txt").rename(corpus.root.parent / "a.txt")
    for scope in (None, Scope(frozenset({"disk"})), Scope(frozenset({"disk/a.txt"}))):
        built = build(corpus, lambda _: None, scope=scope, extraction=False)
        assert built.scanned == ScanCounts()
        assert "the disk that was mounted here is not there" in (built.notice or "")
    (disk / "c.txt").write_text(f"{STORY} The folder is used without the disk now.")
    assert build(corpus, lambda _: None, extraction=False).scanned == ScanCounts(added=1, removed=1)


def test_too_many_changes_are_a_scan_of_everything(corpus: Corpus) -> None:
    watch = Watch(corpus)
    watch.notice(str(corpus.root / f"{n}.txt") for n in range(MANY + 1))
    scope = watch.due()
    assert scope is not None
    assert scope.paths is None
    assert watch.due() is None


def test_a_scan_that_failed_is_made_again(corpus: Corpus) -> None:
    now = [0.0]
    watch = Watch(corpus, clock=lambda: now[0])
    watch.notice([str(corpus.root / "a.txt")])
    now[0] = 1.0
    scope = watch.due()
    assert scope is not None
    watch.notice([str(corpus.root / "b.txt")])
    now[0] = 2.0
    assert watch.due() is not None  # while articles were extracted
    watch.put_back()
    assert watch.due() is None
    now[0] = 60.0
    again = watch.due()
    assert again is not None
    assert again.paths == {"a.txt", "b.txt"}


def test_whoever_asks_for_a_scan_does_not_wait_as_long_as_the_last_one_took(corpus: Corpus) -> None:
    now = [0.0]
    watch = Watch(corpus, clock=lambda: now[0])
    watch.scanned(720.0)
    watch.notice([str(corpus.root / "a.txt")])
    now[0] = 60.0
    assert watch.due() is None
    watch.ask()
    scope = watch.due()
    assert scope is not None
    assert scope.paths is None


def test_no_pause_follows_from_waiting_for_another_process_or_from_extraction(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The watch paused for as long as the run before had taken: after minutes of these it saw nothing for minutes."""
    now, runs, asked = [0.0], [], []
    for module in ("build", "watch"):
        monkeypatch.setattr(f"extract.index.{module}.time", SimpleNamespace(monotonic=lambda: now[0]))
    (corpus.root / "a.txt").write_text(STORY)
    watch = Watch(corpus, clock=lambda: now[0])

    class Slow(InProcess):
        def outcomes(self, patience: float) -> list[Outcome]:
            now[0] += 720.0
            return super().outcomes(patience)

    def index(scope: Scope | None, due: Callable[[], Scope | None]) -> BuildResult:
        runs.append(scope)
        with ExitStack() as other:
            other.enter_context(hold_lock(corpus.lock_path, lambda _: None))

            def wait(_: str) -> None:
                now[0] += 720.0
                other.close()

            built = build(corpus, lambda _: None, scope=scope, due=due, start=Slow, on_wait=wait)
        watch.notice([str(corpus.root / "a.txt")])
        return built

    def stopped() -> bool:
        now[0] += GAP_S
        asked.append(now[0])
        return len(asked) == 6

    keep_indexed(index, watch, stopped, pytest.fail)
    assert len(runs) > 2


def make_old(*folders: Path) -> None:
    """Have folders changed long ago, so that the next change gives them another time, however coarse the clock is."""
    for folder in folders:
        os.utime(folder, (0, 0))


def test_a_poll_finds_folders_in_which_something_changed(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "a.txt").write_text(STORY)
    (tmp_path / ".hidden").mkdir()
    make_old(tmp_path, tmp_path / "deep")
    now = [0.0]
    poll = Poll([tmp_path], 2.0, lambda: now[0])

    def look() -> set[str]:
        now[0] += 1000.0
        return {os.path.relpath(path, tmp_path) for path in poll.changed()}

    assert look() == set()
    (tmp_path / "deep" / "a.txt").write_text(OTHER)
    assert look() == {"deep"}
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "b.txt").write_text(STORY)
    assert look() == {"."}
    (tmp_path / ".hidden" / "c.txt").write_text(STORY)
    assert look() == set()
    (tmp_path / "new" / "b.txt").unlink()
    assert look() == {"new"}


def test_a_poll_takes_its_share_of_a_core_and_no_more(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    make_old(tmp_path)
    now = [0.0]
    poll = Poll([tmp_path], 2.0, lambda: now[0], share=1e-9)
    (tmp_path / "b.txt").write_text(STORY)
    now[0] = 60.0
    assert poll.changed() == {str(tmp_path)}
    (tmp_path / "c.txt").write_text(STORY)
    now[0] = 120.0
    assert poll.changed() == set()


def test_what_the_scan_passes_over_is_not_noticed(tmp_path: Path) -> None:
    top = tmp_path / ".kept" / "news"
    assert is_hidden(f"{top}/.sitrep/index.db-wal", [top])
    assert is_hidden(f"{top}/pile.jsonl.sitrep/tags.json", [top])
    assert not is_hidden(f"{top}/feed/a.txt", [top])


def test_network_file_systems_are_polled(tmp_path: Path) -> None:
    listing = tmp_path / "mounts"
    listing.write_text("/dev/sda1 / ext4 rw 0 0\nserver:/news /srv/the\\040news nfs4 rw 0 0\n")
    assert observing._remote([Path("/srv/the news/today")], listing) is not None
    assert observing._remote([Path("/srv/news")], listing) is None


def test_where_no_notifications_come_it_polls_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError("OS file watch limit reached")

    monkeypatch.setattr("watchfiles.watch", refuse)
    said: list[str] = []
    noticed: list[str] = []
    observer = Observer([tmp_path], noticed.extend, said.append)
    observer.start()
    try:
        until(lambda: bool(said))
        assert "watch limit reached" in said[0]
        (tmp_path / "a.txt").write_text(STORY)
        until(lambda: bool(noticed))
    finally:
        observer.stop()


def test_what_a_folder_holds_that_cannot_be_opened_for_now_is_kept(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    (corpus.root / "feed").mkdir()
    (corpus.root / "feed" / "a.txt").write_text(STORY)
    scan(corpus)
    scandir = os.scandir

    def refuse(path: str) -> object:
        if str(path).endswith("feed"):
            raise OSError(5, "Input/output error", path)
        return scandir(path)

    monkeypatch.setattr("extract.index.scan.files.os.scandir", refuse)
    assert build(corpus, lambda _: None, extraction=False).scanned == ScanCounts(faults=1)
    assert count(corpus) == 1


def test_a_file_that_no_reader_is_for_is_named_as_it_comes_and_no_longer_once_it_is_gone(corpus: Corpus) -> None:
    (corpus.root / "a.txt").write_text(STORY)
    scan(corpus)
    (corpus.root / "b.xyz").write_bytes(b"\x00\x01\x02")
    some(corpus, "b.xyz")
    assert [fault.path for fault in Index.open(corpus).faults()] == [str(corpus.root / "b.xyz")]
    (corpus.root / "b.xyz").unlink()
    some(corpus, "b.xyz")
    assert Index.open(corpus).faults() == []
