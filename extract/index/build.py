"""Both phases over one corpus, as the command line and the browser's background process run them."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from extract.index import lock, schema
from extract.index.corpus import Corpus
from extract.index.extraction import Extraction, Wanted
from extract.index.progress import Meter, Progress
from extract.index.scan import Scan, Scanned
from extract.index.writer import Writer

Report = Callable[[Progress], None]

BYTES_AN_ARTICLE = 3000
"""To guess the number of articles from the size of the files, before one is read."""


@dataclass(frozen=True, slots=True)
class Built:
    """What was done."""

    scanned: Scanned
    complete: bool
    """False where it was stopped before its end."""
    notice: str | None
    """What the user should know: a damaged index was set aside."""


def build(
    corpus: Corpus,
    report: Report,
    *,
    extraction: bool = True,
    workers: int = 1,
    model: str | None = None,
    wanted: Wanted | None = None,
    stopped: Callable[[], bool] = lambda: False,
    wait: bool = False,
) -> Built:
    """Scan the corpus, and extract what is not extracted yet.

    Raises:
        lock.BusyError: another process does this already, and `wait` is False.
        SitrepError: the index cannot be written; what it held before stays as it was.

    """
    with lock.held(corpus.lock_path, wait=wait):
        db, notice = schema.ready(corpus.index_path)
        try:
            writer = Writer(db, _expected(corpus))
            meter = Meter()
            scanned = Scan(corpus, writer, lambda at: report(_scanning(meter, at)), stopped).run()
            report(_scanning(meter, scanned))
            if extraction and not stopped():
                Extraction(writer, report, wanted or Wanted(), model).run(workers, stopped)
        finally:
            db.close()
    report(Progress("stopped" if stopped() else "done"))
    return Built(scanned, not stopped(), notice)


def _scanning(meter: Meter, at: Scanned) -> Progress:
    return meter.at("scan", at.added + at.changed + at.kept, faults=at.faults)


def _expected(corpus: Corpus) -> int:
    """Guess how many articles there are, well enough to lay out an index."""
    from extract.index.walk import files

    total = 0
    started = time.monotonic()
    for found in files(corpus.sources, corpus.root):
        total += max(found.size * (3 if found.path.endswith(".gz") else 1), BYTES_AN_ARTICLE)
        if time.monotonic() - started > 1:
            break  # a corpus of so many files is a large one, whatever is still to come
    return total // BYTES_AN_ARTICLE
