"""A pipeline without a model, and files: quick, and as bad as a test wants them to be.

Processes that tests start import this module, so it imports little.
"""

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection

from extract.article import Article, Card, Entity, Flag, Mention, Quote, Record
from extract.index import Corpus
from extract.index.build import build
from extract.index.extraction.worker import Extractor
from extract.index.scan.files import FileEntry, LocalFiles
from extract.index.store.compression import ArticleCompressor
from extract.index.store.records import Outcome, Task
from extract.index.tuning import Tuning
from extract.own_names import OwnNames
from extract.readers import Fault


class Names(Extractor):
    """An article names whoever its text begins with, and quotes them where it says "said"."""

    def __init__(self, compressor: ArticleCompressor, own: bytes = b"") -> None:
        self.compressor, self.own = compressor, OwnNames.decode(own)

    def _process(self, articles: Sequence[Article]) -> list[Record]:
        return [record(article) for article in articles]


def record(article: Article) -> Record:
    """Return what such a pipeline makes of an article; a text that says so breaks it, hangs it or kills its process."""
    if "breaks" in article.text:
        raise ValueError("a component that breaks")
    if "hangs" in article.text:
        threading.Event().wait()
    if "dies" in article.text:
        os.kill(os.getpid(), signal.SIGKILL)
    name = " ".join(article.text.split()[:2])
    said = (Quote(name, 0, len(name), name, "e1", "direct"),) if "said" in article.text else ()
    flags = (Flag("homoglyph", "a letter of another alphabet"),) if "Cyrillic" in article.text else ()
    return Record(
        article,
        language="en",
        mentions=(Mention(0, len(name), name, "PERSON", "e1"),),
        entities=(Entity("e1", "PERSON", name),),
        card=Card(quotes=said, flags=flags),
    )


class InProcess:
    """Workers in name only: every task is done at once, by `extractor`."""

    idle = True

    def __init__(
        self,
        more: Callable[[], Sequence[Task]],
        dictionary: bytes | None,
        own: bytes = b"",
        extractor: Callable[[ArticleCompressor, bytes], Extractor] = Names,
    ) -> None:
        self._more, self._extractor = more, extractor(ArticleCompressor(dictionary), own)
        self.taken: list[str] = []

    def outcomes(self, patience: float) -> list[Outcome]:
        """Do what comes next."""
        tasks = self._more()
        self.taken += [task.id for task in tasks]
        return self._extractor.run(tasks) if tasks else []

    def close(self) -> None:
        """Nothing is open."""


class Pools(list[InProcess]):
    """Every pool that was started, for what its tasks were."""

    def start(self, more: Callable[[], Sequence[Task]], dictionary: bytes | None, own: bytes) -> InProcess:
        self.append(InProcess(more, dictionary, own))
        return self[-1]


@dataclass(frozen=True, slots=True)
class Deadly(LocalFiles):
    """Files some of which kill the process that reads them, or fail it, unless it is the one that scans."""

    def read(self, found: FileEntry) -> Iterator[Article | Fault]:
        for item in LocalFiles.read(self, found):
            if multiprocessing.parent_process() and found.path.endswith("unreachable.txt"):
                raise ConnectionError(104, "Connection reset by peer")
            if multiprocessing.parent_process() and isinstance(item, Article) and "deadly" in item.text:
                os.kill(os.getpid(), signal.SIGKILL)
            yield item


def serve(pipe: Connection, dictionary: bytes | None, model: str | None, own: bytes) -> None:
    """Be a worker process with this pipeline."""
    extractor = Names(ArticleCompressor(dictionary))
    pipe.send(None)
    while True:
        try:
            pipe.send(extractor.run(pipe.recv()))
        except EOFError:
            return


def serve_never(pipe: Connection, dictionary: bytes | None, model: str | None, own: bytes) -> None:
    """Be a worker process that ends while it loads its pipeline."""
    pipe.recv()
    sys.exit(1)


def main() -> None:
    """Index a corpus with this pipeline, a line of output for each progress, so that a test can kill it in between."""
    small = Tuning(batch_articles=40, inline_bytes=0, extraction_batch=8, commit_s=0.0)
    corpus = Corpus.locate(sys.argv[1:])
    build(corpus, lambda progress: print(progress.to_line(), flush=True), start=InProcess, tuning=small)


if __name__ == "__main__":
    main()
