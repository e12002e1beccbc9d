"""A task that kills its process costs no other task, and is named."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from multiprocessing.connection import Connection

import pytest

from extract.index.child_process import Child, ChildDied, SupervisedProcess


def serve(pipe: Connection) -> None:
    """Answer each task with itself, and die of those called deadly."""
    try:
        while True:
            for task in pipe.recv():
                if task.startswith("deadly"):
                    os.kill(os.getpid(), signal.SIGKILL)
                pipe.send(task)
    except EOFError:
        return


@pytest.fixture(params=[False, True], ids=["tried once more", "blamed at once"])
def process(request: pytest.FixtureRequest) -> Iterator[SupervisedProcess[str]]:
    made = SupervisedProcess[str](lambda _: Child.start(serve), blame_single=request.param)
    yield made
    made.close()


def work_off(process: SupervisedProcess[str]) -> tuple[list[str], list[str]]:
    """Return what was done, and what was at fault."""
    done, faulty = [], []
    while process.in_hand:
        try:
            done.append(process.child.receive())
            process.finish_task()
        except ChildDied:
            if culprit := process.replace():
                faulty.append(culprit)
    return done, faulty


@pytest.mark.parametrize(
    "tasks",
    [
        ["one", "two", "three"],
        ["one", "deadly", "two"],
        ["deadly"],
        ["deadly 1", "one", "deadly 2"],
    ],
    ids=" ".join,
)
def test_what_a_process_dies_of_is_named_and_all_else_is_done_once(
    process: SupervisedProcess[str], tasks: list[str]
) -> None:
    process.give(tasks)
    deadly = [task for task in tasks if task.startswith("deadly")]
    assert work_off(process) == ([task for task in tasks if task not in deadly], deadly)


def test_after_it_has_isolated_it_takes_many_again(process: SupervisedProcess[str]) -> None:
    process.give(["deadly", "one"])
    work_off(process)
    assert not process.isolating
    process.give(["two", "three"])
    assert work_off(process) == (["two", "three"], [])


def test_how_a_process_died_is_told(process: SupervisedProcess[str]) -> None:
    process.give(["deadly"])
    with pytest.raises(ChildDied, match=r"died \(signal 9\)"):
        process.child.receive()


def test_one_that_had_not_begun_is_replaced_and_nothing_is_at_fault(process: SupervisedProcess[str]) -> None:
    process.give(["one", "two"])
    assert process.replace(blame=False) is None
    assert not process.isolating
    assert work_off(process) == (["one", "two"], [])
