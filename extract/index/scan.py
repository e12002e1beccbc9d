"""The first phase: files are read, and what changed since the last time is made searchable.

A file whose size and time of change are those of the last scan is not opened. What a changed file holds is compared
article by article, so that only articles that changed are written. Articles are committed in batches, the first
after a fraction of a second; a scan that is killed loses the batch in hand and goes on from there the next time.
"""

from __future__ import annotations

import gc
import json
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from extract.article import Article, Record, Recorded
from extract.index.fingerprint import fingerprint
from extract.index.glance import Glance, glance, relisted
from extract.index.identities import Identities
from extract.index.walk import Files, Found
from extract.index.writer import New, Writer
from extract.readers import Fault

FIRST_BATCH_S, BATCH_S = 0.2, 3.0
"""How long articles are gathered before they are committed, in seconds."""
BATCH = 8000
"""How many articles at most."""
HANDFUL, HANDFUL_SIZE = 200, 1_000_000
"""How many articles are compared with what is known at a time, and of how many code points in all."""
INCOMPLETE = -1
"""Stands for the size of a file that has not been read to its end, so that the next scan reads it again."""


@dataclass(frozen=True, slots=True)
class Scanned:
    """What a scan did so far, in articles."""

    added: int = 0
    changed: int = 0
    removed: int = 0
    kept: int = 0
    """In files that were opened; those of unchanged files are not counted."""
    faults: int = 0


@dataclass(slots=True)
class _Row:
    """An article as the index has it."""

    rowid: int
    id: str
    file: int
    position: int
    digest: bytes
    title: str
    published: str | None
    source: str | None

    def same(self, new: Glance) -> bool:
        return (self.digest, self.title, self.published, self.source) == (
            new.digest,
            new.title,
            new.published,
            new.source,
        )


_ROWS = (
    "SELECT article.rowid, article.id, file, position, digest, title, published, name FROM article"
    " LEFT JOIN source ON source.id = source"
)


class Scan:
    """One pass over a corpus; `run` does it."""

    def __init__(
        self,
        files: Files,
        ids: Path,
        writer: Writer,
        on_batch: Callable[[Scanned], None],
        stopped: Callable[[], bool],
        pipeline: Callable[[], str] = fingerprint,
    ) -> None:
        """Prepare it.

        Args:
            files: what to scan.
            ids: the file of `extract.index.identities`.
            writer: of the index.
            on_batch: told what was done, after each commit.
            stopped: asked whether to end before the end.
            pipeline: gives the fingerprint of the pipeline whose records are taken over.

        """
        self.pipeline = pipeline
        self._pipeline: str | None = None
        self.files, self.writer, self.db = files, writer, writer.db
        self.identities = Identities(ids)
        self.on_batch, self.stopped = on_batch, stopped
        self.added = self.changed = self.removed = self.kept = self.faults = 0
        self._batch: list[New] = []
        self._pending: set[str] = set()
        self._deadline = time.monotonic() + FIRST_BATCH_S
        self._seen = bytearray()

    def run(self) -> Scanned:
        """Scan, and return what was done; where `stopped` says so, only as far as it came."""
        self.db.execute("BEGIN IMMEDIATE")
        try:
            with _without_collecting():
                complete = self._files()
            self._flush()
            if complete:
                self._forget_missing()
            self._commit()
        except BaseException:
            if self.db.in_transaction:
                self.db.execute("ROLLBACK")
            raise
        return self._state()

    def _files(self) -> bool:
        """Look at every file; return False where it was stopped before."""
        for found in self.files:
            self._file(found)
            if self.stopped():
                return False
        return True

    def _state(self) -> Scanned:
        return Scanned(self.added, self.changed, self.removed, self.kept, self.faults)

    def _file(self, found: Found) -> None:
        name = os.fsencode(found.relative)
        row = self.db.execute("SELECT id, size, mtime, digest FROM file WHERE path = ?", (name,)).fetchone()
        if row and row[1:3] == (found.size, found.mtime):
            self._mark(row[0])
            return
        digest = self.files.digest(found)
        if row and row[1] == found.size and row[3] == digest:
            self._mark(row[0])
            self.db.execute("UPDATE file SET mtime = ? WHERE id = ?", (found.mtime, row[0]))
            return
        if row:
            file = row[0]
            self.db.execute("UPDATE file SET size = ? WHERE id = ?", (INCOMPLETE, file))
            self.db.execute("DELETE FROM fault WHERE file = ?", (file,))
        else:
            file = self.db.execute("INSERT INTO file VALUES(NULL, ?, ?, 0, x'')", (name, INCOMPLETE)).lastrowid
        self._mark(file)
        before = (
            {rowid for (rowid,) in self.db.execute("SELECT rowid FROM article WHERE file = ?", (file,))}
            if row
            else set()
        )
        articles, faults = self._articles(found, file, before)
        if self.stopped():
            return
        if before:
            self._flush()  # what moved within the file must not be removed
            self.removed += len(before)
            self.writer.remove(before)
        size = found.size if articles or not faults else INCOMPLETE
        self.db.execute(
            "UPDATE file SET size = ?, mtime = ?, digest = ? WHERE id = ?", (size, found.mtime, digest, file)
        )

    def _articles(self, found: Found, file: int, before: set[int]) -> tuple[int, int]:
        """Take in the articles of one file; what is left in `before` is no longer in it."""
        articles = faults = 0
        fresh = not before
        for items in _handfuls(self.files.read(found)):
            wrong = [item for item in items if isinstance(item, Fault)]
            for fault in wrong:
                self._fault(file, fault)
            faults += len(wrong)
            articles += len(items) - len(wrong)
            taken = [self._glance(item) for item in items if isinstance(item, Article)]
            self._take(taken, found, file, before, fresh=fresh)
            if len(self._batch) >= BATCH or time.monotonic() > self._deadline:
                self._flush()
                self._commit()
                if self.stopped():
                    break
                self.db.execute("BEGIN IMMEDIATE")
        if not self.db.in_transaction:
            self.db.execute("BEGIN IMMEDIATE")
        return articles, faults

    def _glance(self, article: Article) -> Glance:
        """Return what is to be listed of an article, by its record where it came with one of this pipeline."""
        found = glance(article)
        record = self._own(article)
        return relisted(found, record) if record else found

    def _own(self, article: Article) -> Record | None:
        """Return the record that an article came with, if this pipeline made it."""
        if not isinstance(article, Recorded) or article.record is None:
            return None
        if self._pipeline is None:
            self._pipeline = self.pipeline()
            self.writer.made_by(self._pipeline)
        return article.record if article.record.pipeline == self._pipeline else None

    def _take(self, glances: list[Glance], found: Found, file: int, before: set[int], *, fresh: bool) -> None:
        """Take in some articles of a file, `fresh` where the index has nothing of it."""
        wanted = [
            self.identities.known(new.digest.hex(), found.relative, new.article.position) or new.article.id
            for new in glances
        ]
        holders = self._holders(wanted)
        for new, article_id in zip(glances, wanted, strict=True):
            old = None if fresh else self._row("file = ? AND position = ?", file, new.article.position)
            self._article(new, article_id, holders, found.relative, file, old, before)

    def _article(
        self,
        new: Glance,
        wanted: str,
        holders: dict[str, _Row],
        path: str,
        file: int,
        old: _Row | None,
        before: set[int],
    ) -> None:
        """Take in one article.

        Args:
            new: the article.
            wanted: the id that it is to have.
            holders: who has the ids that are wanted.
            path: of its file.
            file: the same as a number.
            old: what stood in its place.
            before: what stood in its file and has not been met again.

        """
        article, digest = new.article, new.digest.hex()
        if old and old.rowid not in before:
            old = None
        if old and old.same(new) and (old.id == article.id or article.id == digest):
            before.discard(old.rowid)
            self.kept += 1
            return
        holder = holders.get(wanted)
        if wanted in self._pending:
            self._add(New(new, self.identities.twin(digest, wanted, path, article.position), file))
        elif holder is None:
            if old and article.id == digest and _edited(old, new, alone=len(before) == 1):
                self.identities.edited(digest, old.id)
                before.discard(old.rowid)
                self._add(New(new, old.id, file, old.rowid))
            else:
                self._add(New(new, wanted, file))
        elif (holder.file == file and holder.rowid in before) or (
            holder.file != file and not self._exists(holder.file)
        ):
            before.discard(holder.rowid)
            self._moved_or_changed(holder, new, file)
            holders[wanted] = replace(holder, file=file)
        else:
            self._add(New(new, self.identities.twin(digest, wanted, path, article.position), file))

    def _moved_or_changed(self, old: _Row, new: Glance, file: int) -> None:
        if old.same(new):
            self.kept += 1
            self.db.execute(
                "UPDATE article SET file = ?, position = ? WHERE rowid = ?", (file, new.article.position, old.rowid)
            )
        else:
            self._add(New(new, old.id, file, old.rowid))

    def _add(self, new: New) -> None:
        if record := self._own(new.glance.article):
            new = replace(new, record=record)
        self._batch.append(new)
        self._pending.add(new.id)
        if new.replaces is None:
            self.added += 1
        else:
            self.changed += 1

    def _fault(self, file: int, fault: Fault) -> None:
        self.faults += 1
        self.db.execute("INSERT INTO fault VALUES(?, ?, ?, ?)", (file, fault.message, fault.line, fault.byte))

    def _flush(self) -> None:
        if self._batch:
            self.identities.save()
            self.writer.add(self._batch)
            self._batch.clear()
            self._pending.clear()

    def _commit(self) -> None:
        self.db.execute("COMMIT")
        self._deadline = time.monotonic() + BATCH_S
        self.on_batch(self._state())

    def _row(self, where: str, *values: object) -> _Row | None:
        row = self.db.execute(f"{_ROWS} WHERE {where}", values).fetchone()
        return _Row(*row) if row else None

    def _holders(self, ids: list[str]) -> dict[str, _Row]:
        """Return the articles that have these ids, by id."""
        rows = self.db.execute(f"{_ROWS} WHERE article.id IN (SELECT value FROM json_each(?))", (json.dumps(ids),))
        return {row[1]: _Row(*row) for row in rows}

    def _exists(self, file: int) -> bool:
        (name,) = self.db.execute("SELECT path FROM file WHERE id = ?", (file,)).fetchone()
        return self.files.exists(os.fsdecode(name))

    def _mark(self, file: int) -> None:
        if file >= len(self._seen):
            self._seen.extend(bytes(file + 4096 - len(self._seen)))
        self._seen[file] = 1

    def _forget_missing(self) -> None:
        gone = [
            file
            for (file,) in self.db.execute("SELECT id FROM file")
            if file >= len(self._seen) or not self._seen[file]
        ]
        for file in gone:
            rows = [rowid for (rowid,) in self.db.execute("SELECT rowid FROM article WHERE file = ?", (file,))]
            self.removed += len(rows)
            self.writer.remove(rows)
            self.db.execute("DELETE FROM fault WHERE file = ?", (file,))
            self.db.execute("DELETE FROM file WHERE id = ?", (file,))


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Look for cycles a hundred times more seldom: a batch is many objects and no cycle, and the looking costs 5 %."""
    usual = gc.get_threshold()
    gc.set_threshold(100 * usual[0], *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def _handfuls(items: Iterator[Article | Fault]) -> Iterator[list[Article | Fault]]:
    """Yield some at a time, so that the index is asked once for all of them; at least one list, if an empty one."""
    held: list[Article | Fault] = []
    size = 0
    for item in items:
        held.append(item)
        size += len(item.text) if isinstance(item, Article) else 0
        if len(held) == HANDFUL or size > HANDFUL_SIZE:
            yield held
            held, size = [], 0
    yield held


def _edited(old: _Row, new: Glance, *, alone: bool) -> bool:
    """Tell an edit from another article in the same place: a file's only article is itself, whatever it says."""
    return alone or old.title == new.title
