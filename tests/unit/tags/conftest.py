"""Folders and processes for the tests of the store."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest


@pytest.fixture
def quick_folder() -> Iterator[Path]:
    """A folder in memory where there is one: what a killed process wrote survives there as well as on a disk."""
    memory = Path("/dev/shm")
    folder = Path(tempfile.mkdtemp(dir=memory if os.access(memory, os.W_OK) else None))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def in_child() -> Callable[[Callable[[], None]], int]:
    """A function that starts a process to do something, and returns its id; it exits with 1 where that raised."""

    def start(work: Callable[[], None]) -> int:
        pid = os.fork()
        if pid:
            return pid
        code = 1
        try:
            work()
            code = 0
        finally:
            os._exit(code)

    return start


@pytest.fixture
def exit_code() -> Callable[[int], int]:
    """A function that waits for a process to end."""
    return lambda pid: os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
