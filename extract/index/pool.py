"""Worker processes under supervision: one that dies or hangs costs its articles a second try, alone, and no more."""

from __future__ import annotations

import multiprocessing
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess

from extract.index.outcome import Failed, Outcome, Task
from extract.index.worker import serve

LOAD_S = 120.0
"""How long a worker may take to load the pipeline, in seconds."""
ARTICLE_S = 60.0
"""How long it may take for one article; past it the article is recorded as failed."""


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    pipe: Connection
    tasks: Sequence[Task] = ()
    """What it has in hand."""
    deadline: float = 0.0
    proven: bool = False
    """Whether it has answered once, so that the pipeline is loaded."""


@dataclass(slots=True)
class Pool:
    """`size` processes that each take a few tasks at a time from `more`."""

    size: int
    dictionary: bytes | None
    model: str | None
    more: Callable[[], Sequence[Task]]
    """Gives the next tasks, most wanted first; none where there are none left for now."""
    article_s: float = ARTICLE_S
    serve: Callable[[Connection, bytes | None, str | None], None] = serve
    """What a process runs."""
    _workers: list[_Worker] = field(default_factory=list)
    _alone: deque[Task] = field(default_factory=deque)
    """Tasks of workers that died or hung, to be tried one by one."""

    def outcomes(self, patience: float) -> list[Outcome]:
        """Keep all workers busy, and return what was finished within `patience` seconds; none where all is done."""
        while len(self._workers) < self.size:
            self._workers.append(self._start())
        for worker in self._workers:
            if not worker.tasks:
                self._feed(worker)
        busy = [worker for worker in self._workers if worker.tasks]
        ready = set(wait([worker.pipe for worker in busy], patience)) if busy else set()
        found: list[Outcome] = []
        for worker in busy:
            if worker.pipe in ready:
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
            self._end(worker)
        self._workers.clear()

    def _start(self) -> _Worker:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=self.serve, args=(theirs, self.dictionary, self.model), daemon=True)
        process.start()
        theirs.close()
        return _Worker(process, ours)

    def _feed(self, worker: _Worker) -> None:
        tasks = [self._alone.popleft()] if self._alone else self.more()
        if not tasks:
            return
        worker.tasks = tasks
        worker.deadline = time.monotonic() + self.article_s * len(tasks) + (0.0 if worker.proven else LOAD_S)
        try:
            worker.pipe.send(tasks)
        except OSError:
            return  # it died; what it had in hand is given up when its pipe is read

    def _receive(self, worker: _Worker) -> list[Outcome]:
        try:
            outcomes: list[Outcome] = worker.pipe.recv()
        except (EOFError, OSError):
            worker.process.join()
            code = worker.process.exitcode or 0
            return self._give_up(worker, f"its process died ({f'signal {-code}' if code < 0 else f'code {code}'})")
        worker.tasks, worker.proven = (), True
        return outcomes

    def _give_up(self, worker: _Worker, why: str) -> list[Outcome]:
        """Replace a worker. Its only article is at fault; one of several is found by trying each alone."""
        self._end(worker)
        tasks = worker.tasks
        if not worker.proven and worker.process.exitcode not in (0, None, -9, -15) and len(tasks) == 1:
            why = f"{why} while loading the pipeline"
        replacement = self._start()
        worker.process, worker.pipe, worker.tasks, worker.proven = replacement.process, replacement.pipe, (), False
        if len(tasks) == 1:
            return [Failed(tasks[0].rowid, tasks[0].id, why)]
        self._alone.extend(tasks)
        return []

    def _end(self, worker: _Worker) -> None:
        worker.pipe.close()
        if worker.process.is_alive():
            worker.process.kill()
        worker.process.join()
