"""Worker processes under supervision: one that dies or hangs costs its articles a second try, alone, and no more."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait

from extract.errors import SitrepError
from extract.index.child_process import Child
from extract.index.extraction.worker import serve
from extract.index.store.records import FailedExtraction, Outcome, Task

LOAD_S = 120.0
"""How long a worker may take to load the pipeline, in seconds."""
ARTICLE_S = 60.0
"""How long it may take for one article; past it the article is recorded as failed."""
STARTS = 3
"""Workers in a row that end while they load the pipeline, after which it is the pipeline that is at fault."""

REMEDY = "`sitrep extract` with one of the files says why"
"""What to do where the pipeline cannot be loaded."""


@dataclass(slots=True)
class _Worker:
    child: Child
    tasks: Sequence[Task] = ()
    """What it has in hand."""
    deadline: float = 0.0
    ready: bool = False
    """Whether it has said that the pipeline is loaded."""


@dataclass(slots=True)
class ProcessPool:
    """`size` processes that each take a few tasks at a time from `more`."""

    size: int
    dictionary: bytes | None
    model: str | None
    more: Callable[[], Sequence[Task]]
    """Gives the next tasks, most wanted first; none where there are none left for now."""
    article_s: float = ARTICLE_S
    load_s: float = LOAD_S
    serve: Callable[[Connection, bytes | None, str | None], None] = serve
    """What a process runs: it says None once it is ready, or why it is not, then outcomes for each list of tasks."""
    _workers: list[_Worker] = field(default_factory=list)
    _alone: deque[Task] = field(default_factory=deque)
    """Tasks of workers that died or hung, to be tried one by one."""
    _failed_starts: int = 0

    def outcomes(self, patience: float) -> list[Outcome]:
        """Keep all workers busy, and return what was finished within `patience` seconds; none where all is done.

        Raises:
            SitrepError: the pipeline cannot be loaded.

        """
        while len(self._workers) < self.size:
            self._workers.append(_Worker(self._start()))
        for worker in self._workers:
            if not worker.tasks:
                self._feed(worker)
        busy = [worker for worker in self._workers if worker.tasks]
        ready = set(wait([worker.child.pipe for worker in busy], patience)) if busy else set()
        found: list[Outcome] = []
        for worker in busy:
            if worker.child.pipe in ready:
                found += self._receive(worker)
            elif time.monotonic() > worker.deadline:
                found += self._give_up(worker, f"took longer than {self.article_s:.0f} s")
        return found

    @property
    def idle(self) -> bool:
        """Whether nobody has anything in hand."""
        return not self._alone and not any(worker.tasks for worker in self._workers)

    def close(self) -> None:
        """End all workers, whatever they have in hand."""
        for worker in self._workers:
            worker.child.close()
        self._workers.clear()

    def _start(self) -> Child:
        return Child.start(self.serve, self.dictionary, self.model)

    def _feed(self, worker: _Worker) -> None:
        if tasks := [self._alone.popleft()] if self._alone else self.more():
            self._hand(worker, tasks)

    def _hand(self, worker: _Worker, tasks: Sequence[Task]) -> None:
        worker.tasks = tasks
        worker.deadline = self._deadline(worker)
        try:
            worker.child.pipe.send(tasks)
        except OSError:
            return  # it died; what it had in hand is given up when its pipe is read

    def _deadline(self, worker: _Worker) -> float:
        return time.monotonic() + self.article_s * len(worker.tasks) + (0.0 if worker.ready else self.load_s)

    def _receive(self, worker: _Worker) -> list[Outcome]:
        try:
            outcomes: list[Outcome] | str | None = worker.child.pipe.recv()
        except (EOFError, OSError):
            return self._give_up(worker, f"its process {worker.child.cause()}")
        if isinstance(outcomes, str):
            raise SitrepError(f"extraction stopped: {outcomes}")
        if outcomes is None:
            worker.ready, self._failed_starts = True, 0
            worker.deadline = self._deadline(worker)
            return []
        worker.tasks = ()
        return outcomes

    def _give_up(self, worker: _Worker, why: str) -> list[Outcome]:
        """Replace a worker. Its only article is at fault; one of several is found by trying each alone."""
        worker.child.close()
        tasks, was_ready = worker.tasks, worker.ready
        if not was_ready:
            self._failed_starts += 1
            if self._failed_starts == STARTS:
                raise SitrepError(
                    f"extraction stopped: {STARTS} workers in a row could not load the pipeline; {REMEDY}"
                )
        worker.child, worker.tasks, worker.ready = self._start(), (), False
        if not was_ready:
            self._hand(worker, tasks)
            return []
        if len(tasks) == 1:
            return [FailedExtraction(tasks[0].rowid, tasks[0].id, why)]
        self._alone.extend(tasks)
        return []
