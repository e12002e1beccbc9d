"""The progress of a build: one value for the browser, the command line and the pipe between processes."""

from __future__ import annotations

import json
import time
from collections import deque
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from typing import Literal

Phase = Literal["waiting", "scan", "extract", "done", "stopped", "error"]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a scan or an extraction is."""

    phase: Phase
    """waiting: another process indexes this corpus. error: `message` says what is wrong; done: what was passed over."""
    done: int = 0
    """Articles: seen by the scan, or extracted of `total`."""
    total: int | None = None
    """Articles there are; None while the scan has not seen all."""
    rate: float = 0.0
    """Articles a second, over the last seconds."""
    left_s: float | None = None
    """Seconds until this phase ends, at that rate."""
    faults: int = 0
    """What could not be read, in this corpus."""
    failed: int = 0
    """Articles that extraction failed on."""
    message: str = ""
    watched: str = ""
    """By which means the corpus is watched, in words; empty where it is not, or not yet."""

    def offset(self, by: int) -> Progress:
        """Add articles of earlier runs to those done and to the total."""
        return replace(self, done=self.done + by, total=None if self.total is None else self.total + by)

    def to_line(self) -> str:
        """Encode as one line of JSON."""
        return json.dumps(asdict(self))

    @classmethod
    def from_line(cls, line: str) -> Progress:
        """Decode what `to_line` encoded."""
        return cls(**json.loads(line))


class Meter:
    """Computes rate and time left over a sliding window.

    The time left is told once it has advanced for a while: until the first time, a worker loads its pipeline, and two
    commits close to each other say little, as where an extraction is gone on with.
    """

    WINDOW_S = 20.0
    STEADY_S = 5.0

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._marks: deque[tuple[float, int]] = deque([(clock(), 0)])
        self._first: tuple[float, int] | None = None
        """When it first advanced, and how far."""

    def at(self, phase: Phase, done: int, total: int | None = None, *, faults: int = 0, failed: int = 0) -> Progress:
        """Make the progress at `done` of `total`, as of now."""
        now = self._clock()
        if done and self._first is None:
            self._first = now, done
        self._marks.append((now, done))
        while len(self._marks) > 2 and now - self._marks[0][0] > self.WINDOW_S:
            self._marks.popleft()
        rate = _rate(self._marks[0], now, done)
        since = max(self._first or (now, done), self._marks[0])
        steady = _rate(since, now, done) if now - since[0] >= self.STEADY_S else 0.0
        left = (total - done) / steady if total is not None and steady > 0 else None
        return Progress(phase, done, total, rate, left, faults, failed)


def _rate(since: tuple[float, int], now: float, done: int) -> float:
    at, before = since
    return (done - before) / (now - at) if now > at else 0.0
