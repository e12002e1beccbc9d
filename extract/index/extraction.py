"""The second phase: records for the articles that have none, what is on screen first, then the newest."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable

from extract.index.corpus import Corpus
from extract.index.derived import pack
from extract.index.progress import Meter, Progress
from extract.index.writer import EXTRACTED, FAILED, Writer

BATCH = 16


class Wanted:
    """The articles that somebody looks at, most wanted first. Filled by one thread, emptied by another."""

    def __init__(self) -> None:
        self._ids: list[str] = []
        self._lock = threading.Lock()

    def put(self, ids: Iterable[str]) -> None:
        """Replace what is wanted."""
        with self._lock:
            self._ids = list(ids)

    def take(self, limit: int) -> list[str]:
        """Return the most wanted, which then are no longer."""
        with self._lock:
            taken, self._ids = self._ids[:limit], self._ids[limit:]
            return taken


def extract(
    writer: Writer,
    corpus: Corpus,
    report: Callable[[Progress], None],
    *,
    workers: int,
    wanted: Wanted,
    stopped: Callable[[], bool],
) -> None:
    """Extract until nothing is left, or `stopped` says so."""
    from extract.pipeline import build, process

    db = writer.db
    nlp = build()
    meter = Meter()
    while not stopped():
        ids = wanted.take(BATCH)
        marks = ",".join("?" * len(ids))
        rows = db.execute(
            "SELECT article.rowid, id, position, packed FROM article JOIN body USING(added)"
            f" WHERE state IN (0, 2) AND id IN ({marks})",
            ids,
        ).fetchall()
        if not rows and not ids:
            rows = db.execute(
                "SELECT article.rowid, id, position, packed FROM article JOIN body USING(added)"
                " WHERE state IN (0, 2) ORDER BY article.rowid DESC LIMIT ?",
                (BATCH,),
            ).fetchall()
            if not rows:
                break
        articles = [writer.packer.unpack_article(packed, aid, "", position) for _, aid, position, packed in rows]
        with writer.transaction():
            for (rowid, *_), record in zip(rows, process(nlp, articles), strict=True):
                db.execute("INSERT INTO derived VALUES(NULL, ?)", (pack(writer.packer, record),))
                db.execute("UPDATE article SET derived = last_insert_rowid() WHERE rowid = ?", (rowid,))
                db.execute(
                    "UPDATE article SET state = ?, language = ? WHERE rowid = ?", (EXTRACTED, record.language, rowid)
                )
        states = dict(db.execute("SELECT state, n FROM tally"))
        report(meter.at("extract", states[EXTRACTED], sum(states.values()), failed=states[FAILED]))
