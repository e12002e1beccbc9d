"""Makes quotes or a brief in a child process, for the browser, whose own memory holds no more than what it shows.

What it takes to make them (tables, numpy, the records of all articles) is gone with the process.
"""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import Any, Literal

from extract.errors import SitrepError
from extract.index.search.connections import check_cancelled

WAIT_MS = 100
"""Interval of checks for cancellation while the process works, in milliseconds."""
CHUNK = 1 << 16
"""Bytes that are read at once."""


@dataclass(frozen=True, slots=True)
class Request:
    """What a process is to make."""

    what: Literal["quotes", "brief"]
    sources: Sequence[str]
    """The paths that name the corpus."""
    ids: Sequence[str]
    """Of the articles, in the order of the results."""
    decisions: Sequence[Mapping[str, Any]] = ()
    """Those of the analyst about names, as `extract.decisions.to_document` encodes them."""
    query: str = ""

    def to_json(self) -> str:
        """Encode as a line of JSON."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, line: str) -> Request:
        """Decode what `to_json` encoded."""
        return cls(**json.loads(line))


class ChildRun:
    """A child process that makes quotes or a brief: iterate over it, and it is run; what it yields is a row as JSON.

    It is killed where the iteration is left, by the thread's `Cancellation` too, and ends when this process dies.
    """

    def __init__(self, request: Request, on_progress: Callable[[int, int], None] = lambda done, of: None) -> None:
        """Prepare to run it; `on_progress` is told how many articles have been read, and of how many."""
        self._request, self._on_progress = request, on_progress
        self.articles = 0
        """How many articles the rows are from; known in the end."""
        self.missing = 0
        """How many have not been extracted; known in the end."""
        self.days: Sequence[str] = ()
        self.outlets = self.reprints = 0
        """Of a brief, as `extract.brief.gather.Gathered` has them; known in the end."""

    def __iter__(self) -> Iterator[bytes]:
        """Yield the rows as they come.

        Raises:
            SitrepError: where it could not be made.
            Cancelled: by the `Cancellation` in whose scope it is iterated over.

        """
        process = subprocess.Popen(
            [sys.executable, "-P", "-m", "extract.brief.service"],  # -P: no module of the current folder
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # a terminal's ctrl+c is for the browser, which ends this in its own way
        )
        assert process.stdin is not None
        try:
            with suppress(BrokenPipeError):  # then it has ended, which the reading tells
                process.stdin.write(f"{self._request.to_json()}\n".encode())
                process.stdin.flush()
            yield from self._read(process)
        finally:
            process.kill()
            process.wait()
            with suppress(BrokenPipeError):
                process.stdin.close()
            if process.stdout is not None:
                process.stdout.close()

    def _read(self, process: subprocess.Popen[bytes]) -> Iterator[bytes]:
        for line in _read_lines(process):
            if line.startswith(b"["):
                yield line
                continue
            told = json.loads(line)
            if "error" in told:
                raise SitrepError(told["error"])
            if "missing" in told:
                self.articles, self.missing = told["articles"], told["missing"]
                self.days = told.get("days", ())
                self.outlets, self.reprints = told.get("outlets", 0), told.get("reprints", 0)
                return
            self._on_progress(told["done"], told["of"])
        raise SitrepError(f"the process that makes this ended unexpectedly (code {process.wait()})")


def _read_lines(process: subprocess.Popen[bytes]) -> Iterator[bytes]:
    """Yield the lines that a process writes, without their line feeds; raises as `ChildRun` does."""
    assert process.stdout is not None
    file, rest, poll = process.stdout.fileno(), b"", select.poll()
    poll.register(file)
    while True:
        check_cancelled()
        if not poll.poll(WAIT_MS):
            continue
        data = os.read(file, CHUNK)
        if not data:
            return
        *lines, rest = (rest + data).split(b"\n")
        yield from lines
