"""A pool of supervised worker processes: of one that dies or hangs the articles are tried again, each alone."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from multiprocessing.connection import Connection, wait

from extract.errors import SitrepError
from extract.index.child_process import Child, ChildDied, SupervisedProcess
from extract.index.extraction.worker import serve
from extract.index.store.records import FailedExtraction, Outcome, Task

LOAD_S = 120.0
"""How long a worker may take to load the pipeline, in seconds."""
ARTICLE_S = 60.0
WORD_S = 0.01
"""How long it may take for one article, in seconds, and for each word more; past it the article is recorded as failed.
A free core takes a fiftieth of it for long texts."""
STARTS = 3
"""Workers in a row that end while they load the pipeline, after which extraction stops: the pipeline is at fault."""

REMEDY = "`sitrep extract` with one of the files says why"
"""What to do where the pipeline cannot be loaded."""


@dataclass(slots=True)
class _Worker:
    process: SupervisedProcess[Task]
    deadline: float = 0.0
    """When it is given up, on `time.monotonic`."""
    ready: bool = False
    """Whether it has said that the pipeline is loaded."""


@dataclass(slots=True)
class ProcessPool:
    """`size` worker processes that each take a few tasks at a time from `more`."""

    size: int
    dictionary: bytes | None
    model: str | None
    own: bytes
    """Encoded names of the corpus's own lists."""
    more: Callable[[], Sequence[Task]]
    """Gives the next tasks, most wanted first; none where there are none left for now."""
    article_s: float = ARTICLE_S
    word_s: float = WORD_S
    load_s: float = LOAD_S
    serve: Callable[[Connection, bytes | None, str | None, bytes], None] = serve
    """What a process runs: it sends None once it is ready, or why it is not, then outcomes for each list of tasks."""
    _workers: list[_Worker] = field(default_factory=list)
    _failed_starts: int = 0

    def outcomes(self, patience: float) -> list[Outcome]:
        """Keep all workers busy, and collect what is finished within `patience` seconds; none where all is done.

        Raises:
            SitrepError: the pipeline cannot be loaded.

        """
        while len(self._workers) < self.size:
            self._workers.append(_Worker(SupervisedProcess(self._start, blame_single=True)))
        for worker in self._workers:
            if not worker.process.in_hand and (tasks := self.more()):
                worker.process.give(tasks)
                self._set_deadline(worker)
        busy = [worker for worker in self._workers if worker.process.in_hand]
        ready = set(wait([worker.process.child.pipe for worker in busy], patience)) if busy else set()
        found: list[Outcome] = []
        for worker in busy:
            if worker.process.child.pipe in ready:
                found += self._receive(worker)
            elif time.monotonic() > worker.deadline:
                found += self._replace(worker, f"took longer than {self._allow(worker.process.in_hand[0]):.0f} s")
        return found

    @property
    def idle(self) -> bool:
        """Whether no worker has anything in hand."""
        return not any(worker.process.in_hand for worker in self._workers)

    def close(self) -> None:
        """Kill all workers, whatever they have in hand."""
        for worker in self._workers:
            worker.process.close()
        self._workers.clear()

    def _start(self, isolating: bool) -> Child:
        del isolating  # a worker answers a list of one as it answers one of many
        return Child.start(self.serve, self.dictionary, self.model, self.own)

    def _set_deadline(self, worker: _Worker) -> None:
        tasks = islice(worker.process.in_hand, 1 if worker.process.isolating else None)
        worker.deadline = time.monotonic() + sum(map(self._allow, tasks)) + (0.0 if worker.ready else self.load_s)

    def _allow(self, task: Task) -> float:
        """Compute the timeout of an article, in seconds."""
        return self.article_s + self.word_s * task.words

    def _receive(self, worker: _Worker) -> list[Outcome]:
        try:
            outcomes: list[Outcome] | str | None = worker.process.child.receive()
        except ChildDied as died:
            return self._replace(worker, f"its process {died}")
        if isinstance(outcomes, str):
            raise SitrepError(f"extraction stopped: {outcomes}")
        if outcomes is None:
            worker.ready, self._failed_starts = True, 0
        for _ in outcomes or ():
            worker.process.finish_task()
        self._set_deadline(worker)
        return outcomes or []

    def _replace(self, worker: _Worker, why: str) -> list[Outcome]:
        """Replace a worker that died or hangs; return the failure of the article that is at fault, once it is known."""
        if not worker.ready:
            self._failed_starts += 1
            if self._failed_starts == STARTS:
                raise SitrepError(
                    f"extraction stopped: {STARTS} workers in a row could not load the pipeline; {REMEDY}"
                )
        culprit = worker.process.replace(blame=worker.ready)
        worker.ready = False
        self._set_deadline(worker)
        return [] if culprit is None else [FailedExtraction(culprit.rowid, culprit.id, why)]
