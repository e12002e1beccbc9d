"""The first phase: files are read, and what changed since the last time is made searchable.

A file whose size and time of change are those of the last scan is not opened. What a changed file holds is compared
article by article, so that only articles that changed are written. Articles are committed in batches, the first
after a fraction of a second; a scan that is killed loses the batch in hand and goes on from there the next time.
"""

from __future__ import annotations

import json
import os
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from extract.article import Record
from extract.index.ahead import seen_ahead
from extract.index.fingerprint import fingerprint
from extract.index.glance import Glance, relisted
from extract.index.identities import Identities
from extract.index.sights import End, Sight, seldom_collecting
from extract.index.walk import Files, Found
from extract.index.writer import New, Writer
from extract.readers import Fault

FIRST_BATCH_S, BATCH_S = 0.2, 3.0
"""How long articles are gathered before they are committed, in seconds."""
BATCH = 8000
"""How many articles at most."""
PASSED_OVER = 500
"""Unchanged files in a row after which what was read of others is taken in, rather than wait for the next to read."""
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
class _File:
    """A file that is to be read."""

    found: Found
    id: int
    known: bool
    """Whether the index had it before."""
    before: set[int] | None = None
    """Rows of what stood in it and has not been met again, once its articles come."""
    articles: int = 0
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
        *,
        alone: bool = False,
    ) -> None:
        """Prepare it.

        Args:
            files: what to scan.
            ids: the file of `extract.index.identities`.
            writer: of the index.
            on_batch: told what was done, after each commit.
            stopped: asked whether to end before the end.
            pipeline: gives the fingerprint of the pipeline whose records are taken over.
            alone: whether this process is to read the files too, however much they hold.

        """
        self.pipeline = pipeline
        self._pipeline: str | None = None
        self.files, self.writer, self.db = files, writer, writer.db
        self.identities = Identities(ids)
        self.on_batch, self.stopped, self.alone = on_batch, stopped, alone
        self._files: deque[_File] = deque()
        self.added = self.changed = self.removed = self.kept = self.faults = 0
        self._batch: list[New] = []
        self._pending: set[str] = set()
        self._deadline = time.monotonic() + FIRST_BATCH_S
        self._seen = bytearray()

    def run(self) -> Scanned:
        """Scan, and return what was done; where `stopped` says so, only as far as it came."""
        self.db.execute("BEGIN IMMEDIATE")
        try:
            with seldom_collecting(), closing(seen_ahead(self.files, self._changed(), alone=self.alone)) as seen:
                for some in seen:
                    self._take_in(some)
                    if self.stopped():
                        break
            self._flush()
            if not self.stopped():
                self._forget_missing()
            self._commit()
        except BaseException:
            if self.db.in_transaction:
                self.db.execute("ROLLBACK")
            raise
        return self._state()

    def _state(self) -> Scanned:
        return Scanned(self.added, self.changed, self.removed, self.kept, self.faults)

    def _changed(self) -> Iterator[Found | None]:
        """Yield the files that are to be read, and None now and then where they are far between."""
        passed_over = 0
        for found in self.files:
            if self.stopped():
                return
            if self._unchanged(found):
                passed_over += 1
                if passed_over % PASSED_OVER == 0:
                    yield None
            else:
                yield found

    def _unchanged(self, found: Found) -> bool:
        """Tell whether the index has a file as it is; else make ready for what it holds."""
        name = os.fsencode(found.relative)
        row = self.db.execute("SELECT id, size, mtime, digest FROM file WHERE path = ?", (name,)).fetchone()
        if row and row[1:3] == (found.size, found.mtime):
            self._mark(row[0])
            return True
        if row and row[1] == found.size and row[3] == self.files.digest(found):
            self._mark(row[0])
            self.db.execute("UPDATE file SET mtime = ? WHERE id = ?", (found.mtime, row[0]))
            return True
        if row:
            file = row[0]
            self.db.execute("UPDATE file SET size = ? WHERE id = ?", (INCOMPLETE, file))
            self.db.execute("DELETE FROM fault WHERE file = ?", (file,))
        else:
            file = self.db.execute("INSERT INTO file VALUES(NULL, ?, ?, 0, x'')", (name, INCOMPLETE)).lastrowid
        self._mark(file)
        self._files.append(_File(found, file, known=row is not None))
        return False

    def _take_in(self, seen: Sequence[Sight]) -> None:
        """Take in what was seen of the files that are due."""
        glances: list[Glance] = []
        for item in seen:
            if isinstance(item, Glance):
                glances.append(item)
            elif isinstance(item, End):
                self._take(glances)
                glances = []
                self._end(item)
            else:
                self._fault(item)
        self._take(glances)
        if len(self._batch) >= BATCH or time.monotonic() > self._deadline:
            self._flush()
            self._commit()
            self.db.execute("BEGIN IMMEDIATE")

    def _end(self, end: End) -> None:
        """Finish with a file; one of which nothing could be read is tried again, one that was cut off loses nothing."""
        file = self._files.popleft()
        if end.lost:
            return
        gone = self._before(file)
        if gone:
            self._flush()  # what moved within the file must not be removed
            self.removed += len(gone)
            self.writer.remove(gone)
        size = file.found.size if file.articles or not file.faults else INCOMPLETE
        self.db.execute(
            "UPDATE file SET size = ?, mtime = ?, digest = ? WHERE id = ?",
            (size, file.found.mtime, end.digest, file.id),
        )

    def _before(self, file: _File) -> set[int]:
        """Return the rows of what stood in a file and has not been met again."""
        if file.before is None:
            rows = self.db.execute("SELECT rowid FROM article WHERE file = ?", (file.id,)) if file.known else ()
            file.before = {rowid for (rowid,) in rows}
        return file.before

    def _own(self, record: Record | None) -> Record | None:
        """Return the record that an article came with, if this pipeline made it."""
        if record is None:
            return None
        if self._pipeline is None:
            self._pipeline = self.pipeline()
            self.writer.made_by(self._pipeline)
        return record if record.pipeline == self._pipeline else None

    def _take(self, glances: Sequence[Glance]) -> None:
        """Take in some articles of the file that is being read."""
        if not glances:
            return
        file = self._files[0]
        before, path = self._before(file), file.found.relative
        file.articles += len(glances)
        wanted = [self.identities.known(new.digest.hex(), path, new.position) or new.id for new in glances]
        holders = self._holders(wanted)
        for new, article_id in zip(glances, wanted, strict=True):
            old = self._row("file = ? AND position = ?", file.id, new.position) if before else None
            record = self._own(new.record)
            listed = relisted(new, record) if record else new._replace(record=None) if new.record else new
            self._article(listed, article_id, holders, path, file.id, old, before)

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
        digest = new.digest.hex()
        if old and old.rowid not in before:
            old = None
        if old and old.same(new) and (old.id == new.id or new.id == digest):
            before.discard(old.rowid)
            self.kept += 1
            return
        holder = holders.get(wanted)
        if wanted in self._pending:
            self._add(New(new, self.identities.twin(digest, wanted, path, new.position), file))
        elif holder is None:
            if old and new.id == digest and _edited(old, new, alone=len(before) == 1):
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
            self._add(New(new, self.identities.twin(digest, wanted, path, new.position), file))

    def _moved_or_changed(self, old: _Row, new: Glance, file: int) -> None:
        if old.same(new):
            self.kept += 1
            self.db.execute(
                "UPDATE article SET file = ?, position = ? WHERE rowid = ?", (file, new.position, old.rowid)
            )
        else:
            self._add(New(new, old.id, file, old.rowid))

    def _add(self, new: New) -> None:
        self._batch.append(new)
        self._pending.add(new.id)
        if new.replaces is None:
            self.added += 1
        else:
            self.changed += 1

    def _fault(self, fault: Fault) -> None:
        file = self._files[0]
        file.faults += 1
        self.faults += 1
        self.db.execute("INSERT INTO fault VALUES(?, ?, ?, ?)", (file.id, fault.message, fault.line, fault.byte))

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


def _edited(old: _Row, new: Glance, *, alone: bool) -> bool:
    """Tell an edit from another article in the same place: a file's only article is itself, whatever it says."""
    return alone or old.title == new.title
