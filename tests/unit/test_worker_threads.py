"""A worker thread does one job after another, and gives up what it reads when it is told to."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Future
from pathlib import Path

import pytest
from textual._context import NoActiveAppError
from textual.message import Message

from extract.errors import SitrepError
from extract.index import Corpus, Index
from extract.index.search.connections import check_cancelled
from tests.waiting import WAIT_S
from tui.messages import JobFailed, Written
from tui.worker_threads import Answered, Submitted, Worker, WorkerThreads, post

ENDLESS = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n"
"""SQL that never ends by itself."""


class Heard:
    """Whoever asked, and what was answered."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self._one = threading.Event()

    def post_message(self, message: Message) -> None:
        assert isinstance(message, Written | JobFailed)
        self.said.append(message.said if isinstance(message, Written) else message.message)
        self._one.set()

    def wait(self) -> None:
        assert self._one.wait(WAIT_S)


@pytest.fixture
def index(tmp_path: Path) -> Index:
    (tmp_path / "corpus").mkdir()
    return Index.open(Corpus.locate([tmp_path / "corpus"]))


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def worker(heard: Heard) -> Iterator[Worker]:
    worker = Worker("test", lambda asker, message: None)
    yield worker
    worker.close(WAIT_S)


def endless(index: Index) -> tuple[Callable[[], Message], threading.Event]:
    """Return a job that reads for ever, and what tells that it has begun."""
    begun = threading.Event()

    def job() -> Message:
        begun.set()
        index.database.fetch(ENDLESS)
        return Written("done")

    return job, begun


def submit(worker: Worker, key: str, heard: Heard, job: Callable[[], Message], *instead_of: str) -> Answered:
    answered: Answered = Future()
    worker.submit(key, Submitted(heard, job, answered), instead_of)
    return answered


def test_a_new_search_does_not_wait_for_the_end_of_the_one_before(worker: Worker, heard: Heard, index: Index) -> None:
    job, begun = endless(index)
    submit(worker, "search", heard, job)
    assert begun.wait(WAIT_S)
    submit(worker, "search", heard, lambda: Written("the second"), "search")
    heard.wait()
    assert heard.said == ["the second"]


def test_a_search_is_stopped_by_its_key(worker: Worker, heard: Heard, index: Index) -> None:
    job, begun = endless(index)
    assert not worker.cancel("search")
    submit(worker, "search", heard, job)
    assert begun.wait(WAIT_S)
    assert not worker.cancel("another")
    assert worker.cancel("search")
    submit(worker, "more", heard, lambda: Written(f"{index.counts().articles} articles"))
    heard.wait()
    assert heard.said == ["0 articles"]


def test_a_worker_that_is_closed_stops_what_it_reads_before_the_index_is_closed(heard: Heard, index: Index) -> None:
    worker = Worker("test", lambda asker, message: None)
    job, begun = endless(index)
    submit(worker, "search", heard, job)
    assert begun.wait(WAIT_S)
    assert worker.close(WAIT_S)
    index.close()
    assert heard.said == []


def test_who_waits_for_a_job_that_was_replaced_waits_for_the_one_in_its_place(
    worker: Worker, heard: Heard, index: Index
) -> None:
    job, begun = endless(index)
    submit(worker, "first", heard, job)
    assert begun.wait(WAIT_S)
    replaced = submit(worker, "rows", heard, lambda: Written("old rows"))
    placed = submit(worker, "rows", heard, lambda: Written("rows"))
    assert not replaced.done()
    worker.cancel("first")
    placed.result(WAIT_S)
    with pytest.raises(CancelledError):
        replaced.result(WAIT_S)
    assert heard.said == ["rows"]


def test_who_waits_for_a_job_that_is_cancelled_waits_no_longer(worker: Worker, heard: Heard, index: Index) -> None:
    job, begun = endless(index)
    running = submit(worker, "first", heard, job)
    assert begun.wait(WAIT_S)
    waiting = submit(worker, "rows", heard, lambda: Written("rows"))
    worker.cancel("rows")
    assert waiting.cancelled()
    assert worker.cancel("first")
    assert running.cancelled()
    assert not worker.cancel("first")
    submit(worker, "more", heard, lambda: Written("more")).result(WAIT_S)
    assert heard.said == ["more"]


def test_a_job_that_no_newer_one_takes_the_place_of_is_not_cancelled(worker: Worker, heard: Heard) -> None:
    begun, going = threading.Event(), threading.Event()

    def job() -> Message:
        begun.set()
        assert going.wait(WAIT_S)
        check_cancelled()
        return Written("indexing")

    submit(worker, "work", heard, job)
    assert begun.wait(WAIT_S)
    searched = submit(worker, "search", heard, lambda: Written("found"), "search", "again")
    going.set()
    searched.result(WAIT_S)
    assert heard.said == ["indexing", "found"]


def test_a_job_is_cancelled_before_the_threads_have_started(heard: Heard) -> None:
    threads = WorkerThreads(lambda asker, message: None)
    answered = threads.search(heard, "search", lambda: Written("found"))
    assert not threads.cancel("another")
    assert threads.cancel("search")
    assert answered.cancelled()
    threads.start((heard, lambda: None))
    threads.search(heard, "more", lambda: Written("found more")).result(WAIT_S)
    threads.close(WAIT_S, (heard, lambda: None))
    assert heard.said == ["found more"]


class Gone:
    """Whoever asked, taken off the screen between Textual's look whether it is there and its post."""

    def post_message(self, message: Message) -> None:
        raise NoActiveAppError


def test_who_asked_may_leave_the_screen_while_it_is_answered(heard: Heard) -> None:
    """A thread that ended so left every key waiting that was meant for a later answer: the browser was deaf."""
    threads = WorkerThreads(lambda asker, message: post(Gone(), message))
    threads.start((heard, lambda: Written("opened")))
    answers = [threads.fetch(Gone(), "gone", lambda: Written("for nobody")), threads.fetch(heard, "here", failing)]
    for answered in answers:
        answered.result(WAIT_S)
    threads.close(WAIT_S, (heard, lambda: None))
    assert sorted(heard.said) == ["opened", "the disk is full"]


def failing() -> Message:
    raise SitrepError("the disk is full")
