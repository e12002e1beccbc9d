"""The extraction: makes records for the articles that have none, what is on screen first, then the newest."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate
from typing import Protocol

from extract.index.corpus import Corpus
from extract.index.progress import Meter, Progress
from extract.index.store import schema
from extract.index.store.compression import ArticleCompressor
from extract.index.store.records import ExtractedRecord, Outcome, Task
from extract.index.store.states import EXTRACTED, FAILED, SCANNED, STALE
from extract.index.store.watched import NAMES
from extract.index.store.writer import Writer
from extract.index.tuning import DEFAULTS, Tuning
from extract.page.repeats import learn

BATCH_WORDS = 10_000
"""Words of the articles that a worker takes at a time, unless one has more: a second of work."""
SAMPLE_ARTICLES, CACHED_SOURCES = 40, 256
"""Articles of a source in which its repeated lines are looked for, and sources whose lines are cached."""
LOOK_AHEAD = 512
"""Row ids of articles to extract that are queried at a time."""


class Workers(Protocol):
    """Turns tasks into outcomes: a pool of processes, or of a cluster's workers."""

    @property
    def idle(self) -> bool:
        """Whether no task is in hand."""

    def outcomes(self, patience: float) -> list[Outcome]:
        """Collect what is finished within `patience` seconds."""

    def close(self) -> None:
        """End all work."""


StartWorkers = Callable[[Callable[[], Sequence[Task]], "bytes | None", bytes], Workers]
"""Starts workers; given a function that yields their next tasks, the dictionary of compressed texts, and the encoded
names of the corpus's own lists."""


class WantedArticles:
    """Priority list of articles, those on screen; filled by one thread, emptied by another."""

    def __init__(self) -> None:
        self._ids: list[str] = []
        self._lock = threading.Lock()

    def put(self, ids: Iterable[str]) -> None:
        """Replace the list; the most wanted first."""
        with self._lock:
            self._ids = list(ids)

    def take(self, limit: int) -> list[str]:
        """Take the most wanted off the list."""
        with self._lock:
            taken, self._ids = self._ids[:limit], self._ids[limit:]
            return taken


class Extraction:
    """One run over all articles without a record of this pipeline."""

    def __init__(
        self,
        corpus: Corpus,
        writer: Writer,
        report: Callable[[Progress], None],
        wanted: WantedArticles,
        pipeline: str,
        tuning: Tuning = DEFAULTS,
    ) -> None:
        """Prepare a run.

        Args:
            corpus: whose articles are extracted.
            writer: of its index.
            report: told of progress, after each commit.
            wanted: what to extract first.
            pipeline: fingerprint of the pipeline that is to have made all records.
            tuning: how much is done at a time.

        """
        self.corpus, self.writer, self.db = corpus, writer, writer.db
        self.report, self.wanted, self.pipeline, self.tuning = report, wanted, pipeline, tuning
        self._ahead: list[int] = []
        self._in_hand: set[int] = set()
        """Row ids of articles in hand, or finished and not committed yet."""
        self._repeats: dict[int, frozenset[int]] = {}
        self._finished: list[Outcome] = []
        self._workers_compressor = writer.text_compressor
        self._meter = Meter()
        self._begun = 0

    def run(self, start: StartWorkers, stopped: Callable[[], bool], between: Callable[[], None] = lambda: None) -> None:
        """Extract until no article is left, or `stopped` says so, with the workers that `start` starts.

        `between` is called again and again, with no transaction open: it may add and remove articles.
        """
        with self.writer.transaction():
            self.writer.set_pipeline(self.pipeline)
        (self._begun, *_) = self._count_states()
        if not self._look_ahead():
            return
        kept, own = self.writer.meta("dictionary"), self.writer.meta(NAMES)
        dictionary = kept if isinstance(kept, bytes) else None
        self._workers_compressor = ArticleCompressor(dictionary)
        self._report_progress()  # a worker loads its pipeline for seconds before the first article is done
        pool = start(self._make_tasks, dictionary, own if isinstance(own, bytes) else b"")
        committed = time.monotonic()
        try:
            while not stopped():
                found = pool.outcomes(self.tuning.commit_s / 2)
                self._finished += found
                if self._finished and time.monotonic() - committed >= self.tuning.commit_s:
                    self._commit()
                    self.writer.merge()
                    committed = time.monotonic()
                between()
                if not found and pool.idle:
                    break  # it asked for more, and there was no more
            self._commit()
        finally:
            pool.close()

    def _make_tasks(self) -> Sequence[Task]:
        rowids = self._take_next(self.tuning.extraction_batch)
        marks = ",".join("?" * len(rowids))
        rows = self.db.execute(
            "SELECT article.rowid, article.id, path, position, packed, words, source"
            " FROM article JOIN body USING(added)"
            f" JOIN file ON file.id = file WHERE article.rowid IN ({marks})",
            rowids,
        )
        found = {
            rowid: Task(
                rowid, one, self.corpus.path_of(path), position, self._pack(packed), words, self._repeated_lines(source)
            )
            for rowid, one, path, position, packed, words, source in rows.fetchall()
        }
        return [found[rowid] for rowid in rowids]

    def _pack(self, packed: bytes) -> bytes:
        """Return a text as workers can read it, who have the dictionary that there was when they were started."""
        if self._workers_compressor.reads(packed):
            return packed
        return self._workers_compressor.recompress(packed, self.writer.text_compressor)

    def _repeated_lines(self, source: int | None) -> frozenset[int]:
        """Learn which lines a source repeats from some of its articles."""
        if source is None:
            return frozenset()
        if source not in self._repeats:
            if len(self._repeats) >= CACHED_SOURCES:
                self._repeats.clear()
            rows = self.db.execute(
                "SELECT packed FROM article JOIN body USING(added) WHERE source = ? LIMIT ?", (source, SAMPLE_ARTICLES)
            )
            compressor = ArticleCompressor.of(self.db)
            self._repeats[source] = learn(compressor.text(packed) for (packed,) in rows)
        return self._repeats[source]

    def _take_next(self, limit: int) -> list[int]:
        """Take the row ids of the next articles."""
        wanted = self.wanted.take(limit)
        marks = ",".join("?" * len(wanted))
        rows = self.db.execute(f"SELECT id, rowid FROM article WHERE id IN ({marks}) AND state IN (0, 2)", wanted)
        places = dict(rows.fetchall())
        chosen = [places[one] for one in wanted if one in places and places[one] not in self._in_hand]
        while not chosen:
            if not self._ahead:
                self._ahead = self._look_ahead()
            if not self._ahead:
                break
            chosen = self._find_waiting(rowid for rowid in self._ahead[:limit] if rowid not in self._in_hand)
            self._ahead = self._ahead[limit:]
        chosen, left = self._split(chosen)
        self._ahead = left + self._ahead
        self._in_hand.update(chosen)
        return chosen

    def _find_waiting(self, rowids: Iterable[int]) -> list[int]:
        """Return those row ids whose articles are still there and to be extracted: a scan may have removed some."""
        sql = "SELECT rowid FROM article WHERE rowid IN (SELECT value FROM json_each(?)) AND state IN (0, 2)"
        asked = list(rowids)
        waiting = {rowid for (rowid,) in self.db.execute(sql, (json.dumps(asked),))}
        return [rowid for rowid in asked if rowid in waiting]

    def _split(self, rowids: list[int]) -> tuple[list[int], list[int]]:
        """Split row ids after as many words as a batch may have, one article at least."""
        marks = ",".join("?" * len(rowids))
        words = dict(self.db.execute(f"SELECT rowid, words FROM article WHERE rowid IN ({marks})", rowids).fetchall())
        sums = accumulate(words.get(rowid, 0) for rowid in rowids)
        many = max(1, sum(total <= BATCH_WORDS for total in sums))
        return rowids[:many], rowids[many:]

    def _look_ahead(self) -> list[int]:
        for state in (SCANNED, STALE):
            rows = self.db.execute(
                "SELECT rowid FROM article WHERE state = ? ORDER BY rowid DESC LIMIT ?",
                (state, LOOK_AHEAD + len(self._in_hand)),
            )
            if found := [rowid for (rowid,) in rows if rowid not in self._in_hand]:
                return found
        return []

    def _commit(self) -> None:
        """Write what is finished in one transaction, and report progress."""
        with self.writer.transaction():
            for outcome in self._finished:
                self._write(outcome)
        self._in_hand.difference_update(outcome.rowid for outcome in self._finished)
        self._finished.clear()
        self._report_progress()

    def _report_progress(self) -> None:
        done, total, failed, faults = self._count_states()
        progress = self._meter.at("extract", done - self._begun, total - self._begun, faults=faults, failed=failed)
        self.report(progress.offset(self._begun))

    def _write(self, outcome: Outcome) -> None:
        rowid = outcome.rowid
        row = self.db.execute("SELECT derived FROM article WHERE rowid = ? AND id = ?", (rowid, outcome.id)).fetchone()
        if row is None:
            return  # it was removed, or edited, while it was extracted
        self.db.execute("DELETE FROM failure WHERE article = ?", (rowid,))
        if not isinstance(outcome, ExtractedRecord):
            self.db.execute("INSERT INTO failure VALUES(?, ?)", (rowid, outcome.error))
            self.db.execute("UPDATE article SET state = ? WHERE rowid = ?", (FAILED, rowid))
            return
        if row[0] is not None:
            self.writer.remove_derived(rowid, row[0])
        self.writer.add_record(outcome)

    def _count_states(self) -> tuple[int, int, int, int]:
        """Count the articles that are done, all, those that failed, and the faults of the scan."""
        states = dict(self.db.execute("SELECT state, n FROM tally"))
        (faults,) = self.db.execute(schema.COUNT_FAULTS).fetchone()
        return states[EXTRACTED] + states[FAILED], sum(states.values()), states[FAILED], faults
