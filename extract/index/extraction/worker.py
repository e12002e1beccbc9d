"""The worker process that turns articles into records: the only module of the index that loads spaCy."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator, Sequence
from dataclasses import replace
from multiprocessing.connection import Connection

from extract.article import Article, Record
from extract.errors import SitrepError
from extract.index.store.compression import ArticleCompressor
from extract.index.store.records import FailedExtraction, Outcome, Task, prepare_record
from extract.own_names import OwnNames
from extract.threads import use_one_thread


def serve(pipe: Connection, dictionary: bytes | None, model: str | None, own: bytes) -> None:
    """Run a worker: send None once the pipeline is loaded, or why it is not, then outcomes for each list of tasks."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the supervisor stops its workers itself
    os.nice(5)
    compressor = ArticleCompressor(dictionary)
    try:
        try:
            extractor = Extractor(compressor, model, own)
        except Exception as error:  # noqa: BLE001 - whatever the loading of a pipeline, also a user's own, may raise
            pipe.send(str(error) if isinstance(error, SitrepError) else f"{type(error).__name__}: {error}")
            return
        pipe.send(None)
        while True:
            pipe.send(extractor.run(pipe.recv()))
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return  # the supervisor is gone


class Extractor:
    """Runs the pipeline, loaded once, over tasks."""

    def __init__(self, compressor: ArticleCompressor, model: str | None = None, own: bytes = b"") -> None:
        """Load it; `own` are the encoded names of the corpus's own lists."""
        use_one_thread()
        from extract.pipeline import Pipeline

        self.compressor, self.own = compressor, OwnNames.decode(own)
        self.pipeline = Pipeline(model, own=self.own)

    def run(self, tasks: Sequence[Task]) -> list[Outcome]:
        """Extract tasks together; where that fails, one by one, to find out which is at fault."""
        articles = [
            replace(
                self.compressor.decode_article(task.packed, task.id, task.path, task.position), repeated=task.repeated
            )
            for task in tasks
        ]
        try:
            return [
                prepare_record(task.rowid, task.id, record, self.own.called)
                for task, record in zip(tasks, self._process(articles), strict=True)
            ]
        except Exception as error:  # noqa: BLE001 - whatever a component, also a user's own, may raise
            if len(tasks) == 1:
                return [FailedExtraction(tasks[0].rowid, tasks[0].id, f"{type(error).__name__}: {error}")]
        return [outcome for task in tasks for outcome in self.run([task])]

    def _process(self, articles: Sequence[Article]) -> Iterator[Record]:
        return self.pipeline.process(articles)
