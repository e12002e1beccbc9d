"""The one writer of an index: batches of articles in, each in one transaction."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from extract.index.store import compression, near_duplicates, rowids, stories
from extract.index.store.compression import text_bytes
from extract.index.store.entity_table import EntityTable
from extract.index.store.listing import Listing, heads, searchable
from extract.index.store.records import ExtractedRecord, prepare_record
from extract.index.store.states import EXTRACTED, FAILED, SCANNED, SHOWN, STALE
from extract.index.store.watched import own_names
from extract.index.tuning import DEFAULTS, Tuning
from extract.index.words import index_text

MERGED_LEAVES = 500
"""Leaf pages of a full-text index, 5 kB each, that are merged at a time: a tenth of a second of work."""

ADDED = "added"
"""Under which an index keeps the last number it gave an article: that of one that is gone is given to no other."""


@dataclass(frozen=True, slots=True)
class NewArticle:
    """An article that is to be written."""

    listing: Listing
    id: str
    file: int
    replaces: int | None = None
    """Row id of the article that it is an edit of, and replaces."""


class Writer:
    """Writes to an index through one connection, which it alone uses."""

    def __init__(self, db: sqlite3.Connection, expected: int, tuning: Tuning = DEFAULTS) -> None:
        """Prepare to write; a new index is numbered for about `expected` articles."""
        self.db, self._tuning = db, tuning
        self._expected = expected
        self._rowids: rowids.RowidAllocator | None = None
        self.text_compressor = compression.ArticleCompressor.of(db)
        self._untrained = self.meta("dictionary") is None
        self._records = compression.Compressor.for_records(db)
        self._record_samples: list[bytes] | None = [] if self.meta("record dictionary") is None else None
        self.entities = EntityTable(db)
        self._sources: dict[str, int] = dict(db.execute("SELECT name, id FROM source"))
        (newest,) = db.execute("SELECT coalesce(max(added), 0) FROM article").fetchone()
        self._added = max(newest, int(str(self.meta(ADDED) or 0)))

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Run the block in a transaction: committed at its end, rolled back where it raises."""
        self.db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            if self.db.in_transaction:
                self.db.execute("ROLLBACK")
            raise
        self.db.execute("COMMIT")

    def meta(self, key: str) -> object:
        """Read a value of the `meta` table; None where it has none of that key."""
        row = self.db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return row[0] if row else None

    def set_meta(self, key: str, value: object) -> None:
        """Write a value of the `meta` table."""
        self.db.execute("INSERT OR REPLACE INTO meta VALUES(?, ?)", (key, value))

    def add(self, batch: Sequence[NewArticle]) -> None:
        """Insert articles; the caller holds the transaction."""
        self.remove(new.replaces for new in batch if new.replaces is not None)
        added = range(self._added + 1, self._added + 1 + len(batch))
        rows = sorted(zip(self._allocate_rowids(batch), added, batch, strict=True), key=lambda row: row[0])
        self.db.executemany(
            "INSERT INTO article VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
            [self._article(*row) for row in rows],
        )
        self.db.execute("UPDATE tally SET n = n + ? WHERE state = ?", (len(rows), SCANNED))
        if self._untrained and self._added + len(batch) >= self._tuning.dictionary_samples:
            self._train([new.listing.payload for new in batch[: self._tuning.dictionary_samples]])
        self.db.executemany(
            "INSERT INTO body VALUES(?,?)",
            [
                (number, self.text_compressor.compress(new.listing.payload))
                for number, new in zip(added, batch, strict=True)
            ],
        )
        self.db.executemany(
            "INSERT INTO words(rowid, text, title) VALUES(?,?,?)",
            [
                (rowid, index_text(searchable(new.listing.text)), index_text(searchable(new.listing.title)))
                for rowid, _, new in rows
            ],
        )
        self.db.executemany(
            "INSERT INTO heads(rowid, letters) VALUES(?,?)", [(rowid, new.listing.heads) for rowid, _, new in rows]
        )
        near_duplicates.queue_sketches(
            self.db, [(rowid, near_duplicates.sketch(text_bytes(new.listing.payload))) for rowid, _, new in rows]
        )
        for rowid, _, new in rows:
            if new.listing.record:
                self.add_record(prepare_record(rowid, new.id, new.listing.record, own_names(self.db.execute)))
        self._count_sources(batch)
        self._added += len(batch)
        self.set_meta(ADDED, self._added)

    def finish_scan(self, stopped: Callable[[], bool]) -> None:
        """Group near duplicates among new articles, and train the dictionary of a small corpus."""
        near_duplicates.group_queued(
            self.db, lambda rowid: text_bytes(self.payload(rowid)), stopped, self._tuning.sketches
        )
        if self._untrained and self._added >= compression.FEWEST_SAMPLES:
            with self.transaction():
                self._train([])

    def merge(self) -> bool:
        """Merge some of the full-text segments that scans left, which slow queries down; return whether any were."""
        merged = False
        for table in ("words", "heads"):
            before = self.db.total_changes
            with self.transaction():
                self.db.execute(f"INSERT INTO {table}({table}, rank) VALUES('merge', ?)", (MERGED_LEAVES,))
            merged |= self.db.total_changes - before > 1  # SQLite's manual: fewer say that there was nothing to merge
        return merged

    def payload(self, rowid: int) -> bytes:
        """Read an article as `extract.index.store.compression.encode_article` encoded it."""
        (packed,) = self.db.execute(
            "SELECT packed FROM article JOIN body USING(added) WHERE article.rowid = ?", (rowid,)
        ).fetchone()
        return self.text_compressor.decompress(packed)

    def remove(self, rows: Iterable[int]) -> None:
        """Delete articles with all that was derived from them; the caller holds the transaction."""
        for rowid in sorted(rows):
            title, source, added, derived, packed = self.db.execute(
                "SELECT title, source, article.added, derived, packed FROM article JOIN body USING(added)"
                " WHERE article.rowid = ?",
                (rowid,),
            ).fetchone()
            text = self.text_compressor.text(packed)
            indexed = rowid, index_text(searchable(text)), index_text(searchable(title))
            self.db.execute("INSERT INTO words(words, rowid, text, title) VALUES('delete', ?, ?, ?)", indexed)
            self.db.execute(
                "INSERT INTO heads(heads, rowid, letters) VALUES('delete', ?, ?)", (rowid, heads(text, title))
            )
            near_duplicates.remove_article(self.db, rowid, text)
            stories.remove_article(self.db, rowid, title, text)
            self.db.execute("UPDATE source SET articles = articles - 1 WHERE id = ?", (source,))
            self.db.execute("DELETE FROM body WHERE added = ?", (added,))
            if derived is not None:
                self.remove_derived(rowid, derived)
            self.db.execute("DELETE FROM failure WHERE article = ?", (rowid,))
            self.db.execute("DELETE FROM article WHERE rowid = ?", (rowid,))

    def add_record(self, derived: ExtractedRecord) -> None:
        """Insert the record of an article; the caller holds the transaction."""
        rowid = derived.rowid
        record = self.db.execute(
            "INSERT INTO derived VALUES(NULL, ?)", (self._compress_record(derived.packed),)
        ).lastrowid
        self.entities.add(rowid, derived.entities)
        self.db.executemany("INSERT INTO flagged VALUES(?, ?)", [(kind, rowid) for kind in derived.flags])
        self.db.execute(
            "UPDATE article SET state = ?, derived = ?, language = coalesce(?, language) WHERE rowid = ?",
            (EXTRACTED, record, derived.language, rowid),
        )

    def set_pipeline(self, pipeline: str) -> None:
        """Mark the records of any other pipeline as stale; they can be read until they are replaced.

        The caller holds the transaction.
        """
        if self.meta("pipeline") != pipeline:
            self.db.execute("UPDATE article SET state = ? WHERE state = ?", (STALE, EXTRACTED))
            self.db.execute("UPDATE article SET state = ? WHERE state = ?", (SCANNED, FAILED))
            self.set_meta("pipeline", pipeline)

    def _compress_record(self, record: bytes) -> bytes:
        """Compress an encoded record; the first thousand train the dictionary for the rest."""
        if self._record_samples is not None:
            self._record_samples.append(record)
            if len(self._record_samples) >= compression.RECORD_SAMPLES:
                self._train_records(self._record_samples)
        return self._records.compress(record)

    def _train_records(self, samples: Sequence[bytes]) -> None:
        """Train the dictionary of records on samples, and compress those that are stored with it."""
        before = self._records
        dictionary = compression.train_records(samples)
        self.set_meta("record dictionary", dictionary)
        self._records = compression.Compressor(dictionary, compression.RECORD_LEVEL)
        self._record_samples = None
        stored = self.db.execute("SELECT id, packed FROM derived").fetchall()
        self.db.execute("DELETE FROM derived")  # written anew, one after the other, they fill their pages
        self.db.executemany(
            "INSERT INTO derived VALUES(?, ?)",
            [(key, self._records.compress(before.decompress(packed))) for key, packed in stored],
        )

    def remove_derived(self, rowid: int, derived: int) -> None:
        """Delete the record of an article with its entities and flags; the caller holds the transaction."""
        self.db.execute("DELETE FROM derived WHERE id = ?", (derived,))
        self.db.execute("DELETE FROM flagged WHERE article = ?", (rowid,))
        self.entities.remove(rowid)

    def _article(self, rowid: int, added: int, new: NewArticle) -> tuple[object, ...]:
        listing = new.listing
        return (
            rowid,
            new.id,
            new.file,
            listing.position,
            added,
            listing.title,
            listing.published,
            self._source(listing.source),
            listing.language,
            listing.words,
            listing.digest,
            None,
            SCANNED,
            None,
            None,
            SHOWN,
        )

    def _source(self, name: str | None) -> int | None:
        if name is None:
            return None
        found = self._sources.get(name)
        if found is None:
            cursor = self.db.execute("INSERT INTO source(name) VALUES(?)", (name,))
            found = self._sources[name] = int(cursor.lastrowid or 0)
        return found

    def _count_sources(self, batch: Sequence[NewArticle]) -> None:
        counts = Counter(self._sources[new.listing.source] for new in batch if new.listing.source is not None)
        self.db.executemany(
            "UPDATE source SET articles = articles + ? WHERE id = ?", [(n, found) for found, n in counts.items()]
        )

    def _allocate_rowids(self, batch: Sequence[NewArticle]) -> list[int]:
        """Allocate a row id for each article; the first batch of an index decides its slots a minute."""
        published = [new.listing.published for new in batch]
        if self._rowids is None:
            slots = self.meta("slots")
            if slots is None:
                slots = rowids.slots_for(self._expected, published)
                self.set_meta("slots", slots)
            self._rowids = rowids.RowidAllocator(self.db, int(str(slots)))
        return self._rowids.allocate(published)

    def _train(self, samples: list[bytes]) -> None:
        """Train the dictionary of texts on samples and on what is stored, and compress what is stored with it."""
        bodies = self.db.execute("SELECT added, packed FROM body").fetchall()
        before = self.text_compressor
        dictionary = compression.train([*samples, *(before.decompress(packed) for _, packed in bodies)])
        self.set_meta("dictionary", dictionary)
        self.text_compressor, self._untrained = compression.ArticleCompressor(dictionary), False
        recompressed = [(added, self.text_compressor.recompress(packed, before)) for added, packed in bodies]
        self.db.execute("DELETE FROM body")  # written anew, one after the other, they fill their pages
        self.db.executemany("INSERT INTO body VALUES(?, ?)", recompressed)
