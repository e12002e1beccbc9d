"""Nothing that was acknowledged is ever lost: processes that are killed, and processes that write at once."""

import os
import random
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from tinydb import TinyDB

from tui.tags import TagStore, write_note

BULK = 2_000
"""Articles of a bulk operation: its line of 40 kB is cut off by a kill now and then."""


Start = Callable[[Callable[[], None]], int]
Wait = Callable[[int], int]


def work_until_killed(path: Path, round_: int, seed: int, acknowledge: int) -> None:
    """Tag, note, undo and fold without end, writing a line for each operation once it has returned."""
    chance = random.Random(seed)
    store = TagStore.open(path, f"analyst{round_ % 3}")
    for number in range(100_000):
        name = f"r{round_}n{number}"
        if chance.random() < 0.05:
            store.tag([f"{name}-{k}" for k in range(BULK)], add=[name])
            store.undo()
        elif chance.random() < 0.1:
            store.do(write_note("noted", name))
        else:
            store.tag([name], add=["kept"])
        os.write(acknowledge, f"{name}\n".encode())
        if chance.random() < 0.1:
            store.compact()


def kill_one(in_child: Start, path: Path, round_: int, chance: random.Random) -> set[str]:
    """Run a worker, kill it at some moment, and return what it acknowledged."""
    reading, writing = os.pipe()
    pid = in_child(lambda: work_until_killed(path, round_, chance.randrange(1 << 30), writing))
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        got = [pipe.readline() for _ in range(chance.randrange(1, 12))]
        for _ in range(chance.randrange(4000)):  # some moment between two acknowledgements
            pass
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        got += [line for line in pipe if line.endswith(b"\n")]
    return {line.decode().strip() for line in got}


@pytest.mark.slow
def test_two_hundred_kills_under_load_lose_nothing_that_was_acknowledged(quick_folder: Path, in_child: Start) -> None:
    path = quick_folder / "tags.json"
    chance = random.Random(6)
    acknowledged: set[str] = set()
    for round_ in range(200):
        acknowledged |= kill_one(in_child, path, round_, chance)
        if path.exists():
            TinyDB(path).tables()
        if round_ % 50 == 49:
            assert acknowledged - kept(path) == set()


def kept(path: Path) -> set[str]:
    """Return what the store holds of the names that were acknowledged: articles, notes, and bulks in the log."""
    store = TagStore.open(path, "reader")
    bulks = [entry.changes[0].added[0] for entry in store.entries() if entry.does == "tag"]
    return {*store.model.labels["tags"], *(note.text for note in store.notes("noted")), *bulks}


@pytest.mark.slow
def test_four_processes_of_2500_operations_leave_all_ten_thousand(
    quick_folder: Path, in_child: Start, exit_code: Wait
) -> None:
    path = quick_folder / "tags.json"

    def write(writer: int) -> None:
        with TagStore.open(path, f"analyst{writer}") as store:
            for number in range(2500):
                store.tag([f"a{number % 500}"], add=[f"by{writer}/{number}"])
                if number % 1000 == 500:
                    store.compact()

    workers = [in_child(lambda writer=writer: write(writer)) for writer in range(4)]
    assert [exit_code(pid) for pid in workers] == [0, 0, 0, 0]
    store = TagStore.open(path, "reader")
    entries = list(store.entries())
    assert [entry.number for entry in entries] == list(range(1, 10_001))
    assert len(store.counts()) == 10_000
    assert all(
        f"by{writer}/{number}" in store.tags(f"a{number % 500}") for writer in range(4) for number in range(2500)
    )
    assert len(TinyDB(path).table("tags")) == 500
