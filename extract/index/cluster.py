"""Past one machine: shards from any fsspec URL, extracted on the workers of a Dask cluster, into the same index.

This process scans, as always, and hands the articles to the workers a few dozen at a time; Dask runs again what a
lost worker had in hand. Records are written in the order in which they were asked for, whoever finished first, so
that two runs give the same index.
"""

from __future__ import annotations

import tempfile
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from extract.article import Article
from extract.errors import SitrepError
from extract.index.build import BuildResult, build
from extract.index.corpus import Corpus
from extract.index.extraction.worker import Extractor
from extract.index.progress import Progress
from extract.index.scan.files import FileEntry
from extract.index.store.compression import ArticleCompressor
from extract.index.store.records import FailedExtraction, Outcome, Task
from extract.index.tuning import DEFAULTS, Tuning
from extract.readers import Fault, read

if TYPE_CHECKING:
    from distributed import Client, Future

PLAIN = ArticleCompressor(None)
"""The index's dictionary stays here: with every batch it would weigh more than the batch."""
BATCHES_A_THREAD = 3
"""Batches submitted for each thread of the cluster, so that no worker waits for this process."""
TRIES = 4
"""How often an article whose worker is lost is tried before it is held to be the cause."""


def build_on_cluster(
    urls: Sequence[str],
    folder: str,
    scheduler: str,
    report: Callable[[Progress], None],
    *,
    model: str | None = None,
    tuning: Tuning = DEFAULTS,
    stopped: Callable[[], bool] = lambda: False,
) -> tuple[Corpus, BuildResult]:
    """Scan and extract shards, and write the index of `folder`.

    Args:
        urls: of files, as fsspec reads them, stars for many: `s3://bucket/news-*.jsonl.gz`, `/srv/news/*.jsonl`.
        folder: the corpus that they become; it need hold nothing but its index.
        scheduler: of Dask, `tcp://HOST:PORT`.
        report: told of progress.
        model: a spaCy pipeline that is installed on the workers, in place of the one that ships.
        tuning: how much is done at a time.
        stopped: asked whether to end before the end.

    Raises:
        SitrepError: no scheduler answers, no shard is there, or the extra is not installed.

    """
    try:
        import fsspec
        from distributed import Client
    except ImportError as error:
        raise SitrepError("a cluster needs more packages: pip install '.[cluster]' in sitrep's checkout") from error
    Path(folder).mkdir(parents=True, exist_ok=True)
    corpus = Corpus.locate([folder])
    shards = Shards(tuple(file for url in urls for file in fsspec.open_files(url, mode="rb")))
    if not shards.files:
        raise SitrepError("there is no such shard", " ".join(urls))
    try:
        client = Client(scheduler, timeout=10, set_as_default=False)
    except (OSError, TimeoutError, ValueError) as error:
        raise SitrepError(f"no Dask scheduler answers at {scheduler}") from error
    with client:
        built = build(
            corpus,
            report,
            files=shards,
            start=lambda more, dictionary, own: ClusterPool(client, more, dictionary, model, own),
            model=model,
            tuning=tuning,
            stopped=stopped,
        )
    return corpus, built


@dataclass(frozen=True, slots=True)
class Shards:
    """Files on any file system that fsspec knows; one at a time is brought here to be read."""

    files: tuple[Any, ...]
    """fsspec's OpenFile."""

    def __iter__(self) -> Iterator[FileEntry]:
        for file in self.files:
            about = file.fs.info(file.path)
            version = next((str(about[key]) for key in ("ETag", "etag", "mtime", "LastModified") if about.get(key)), "")
            stamp = int.from_bytes(blake2b(version.encode(), digest_size=7).digest(), "big")
            yield FileEntry(file.path, file.full_name, int(about.get("size") or 0), stamp)

    def read(self, found: FileEntry) -> Iterator[Article | Fault]:
        """Yield the articles and faults of a shard, with its URL for their path."""
        file = next(one for one in self.files if one.path == found.path)
        with tempfile.TemporaryDirectory(prefix="sitrep-") as folder:
            local = Path(folder) / PurePosixPath(found.path).name
            file.fs.get_file(file.path, str(local))
            for item in read(str(local)):
                yield replace(item, path=found.relative)

    def digest(self, found: FileEntry) -> bytes:
        """Return the version that its store states: to read a shard twice over a network costs more than it saves."""
        return found.mtime.to_bytes(8, "big")

    def exists(self, relative: str) -> bool:
        """Whether a file is still one of the shards, and there."""
        return any(file.full_name == relative and file.fs.exists(file.path) for file in self.files)

    @property
    def reading(self) -> str:
        """Nothing but their bytes."""
        return ""


class ClusterPool:
    """Workers of a Dask cluster, as `extract.index.extraction.process_pool.ProcessPool` has processes."""

    def __init__(
        self,
        client: Client,
        more: Callable[[], Sequence[Task]],
        dictionary: bytes | None,
        model: str | None,
        own: bytes,
    ) -> None:
        self._client, self._more, self._model = client, more, model
        self._own = client.scatter(own, broadcast=True, hash=True) if own else b""  # sent once, not with each batch
        self._here, self._there = ArticleCompressor(dictionary), PLAIN
        self._waiting: deque[tuple[Sequence[Task], Future]] = deque()

    @property
    def idle(self) -> bool:
        """Whether no task is in hand."""
        return not self._waiting

    def outcomes(self, patience: float) -> list[Outcome]:
        """Keep the cluster busy, and collect what is finished within `patience` seconds, in the order of submission."""
        from distributed import TimeoutError as NotYet

        threads = sum(self._client.nthreads().values())
        while len(self._waiting) < BATCHES_A_THREAD * max(1, threads) and (tasks := self._more()):
            self._submit(tasks)
        if not self._waiting:
            return []
        try:
            self._waiting[0][1].exception(timeout=patience)
        except NotYet:
            return []
        found: list[Outcome] = []
        while self._waiting and self._waiting[0][1].done():
            found += self._result(*self._waiting.popleft())
        return found

    def close(self) -> None:
        """Cancel what is in hand."""
        self._client.cancel([future for _, future in self._waiting])
        self._waiting.clear()

    def _submit(self, tasks: Sequence[Task]) -> None:
        sent = [replace(task, packed=self._there.recompress(task.packed, self._here)) for task in tasks]
        future = self._client.submit(extract_batch, sent, self._model, self._own, pure=False, retries=TRIES)
        self._waiting.append((sent, future))

    def _result(self, tasks: Sequence[Task], future: Future) -> list[Outcome]:
        """Collect the outcomes of a batch; one that its workers died of is tried article by article."""
        error = future.exception()
        if error is None:
            outcomes: list[Outcome] = future.result()
            return outcomes
        if isinstance(error, SitrepError):
            raise error  # the pipeline cannot be loaded there
        if len(tasks) == 1:
            return [FailedExtraction(tasks[0].rowid, tasks[0].id, f"{type(error).__name__}: {error}")]
        alone = [
            ([task], self._client.submit(extract_batch, [task], self._model, self._own, pure=False)) for task in tasks
        ]
        self._waiting.extendleft(reversed(alone))
        return []


def extract_batch(tasks: Sequence[Task], model: str | None, own: bytes) -> list[Outcome]:
    """Extract a batch: what a worker of the cluster does."""
    return _extractor(model, own).run(tasks)


@lru_cache(maxsize=1)
def _extractor(model: str | None, own: bytes) -> Extractor:
    return Extractor(PLAIN, model, own)
