"""The scan: reads files, and makes what changed since the last time searchable.

A file whose size and time of change are those of the last scan is not opened. What a changed file holds is compared
article by article, so that only articles that changed are written. Articles are committed in batches, the first
after a fraction of a second; a scan that is killed loses the batch in hand and goes on from there the next time.
"""

from __future__ import annotations

import os
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import astuple, dataclass

from extract.article import Record
from extract.fingerprint import fingerprint, with_own_names
from extract.index.scan.article_ids import ArticleIds
from extract.index.scan.changes import FileState, Matcher
from extract.index.scan.files import FileEntry, Files, Unread
from extract.index.scan.read_ahead import read_ahead
from extract.index.scan.reading import FileEnd, ScanItem, infrequent_gc
from extract.index.scan.scope import Scope
from extract.index.scan.unread import UnreadFiles
from extract.index.store.listing import Listing, list_by_record
from extract.index.store.schema import OWN_NAMES_DIGEST
from extract.index.store.writer import NewArticle, Writer
from extract.index.tuning import DEFAULTS, Tuning
from extract.readers import Fault

FIRST_BATCH_S, BATCH_S = 0.1, 3.0
"""How long articles are gathered before they are committed, in seconds."""
INCOMPLETE = -1
"""Stands for the size of a file that has not been read to its end, so that the next scan reads it again."""


@dataclass(frozen=True, slots=True)
class ScanCounts:
    """Articles that a scan added, changed, removed or kept so far."""

    added: int = 0
    changed: int = 0
    removed: int = 0
    kept: int = 0
    """In files that were opened; those of unchanged files are not counted."""
    faults: int = 0

    def __add__(self, other: ScanCounts) -> ScanCounts:
        """Add up what two scans did."""
        return ScanCounts(*(mine + yours for mine, yours in zip(astuple(self), astuple(other), strict=True)))


@dataclass(slots=True)
class _OpenFile:
    """A file that was requested and has not been read to its end."""

    found: FileEntry
    id: int
    known: bool
    """Whether the index had it before."""
    place: FileState | None = None
    """Once its articles come."""
    articles: int = 0
    faults: int = 0


class Scan:
    """One pass over a corpus; `run` does it."""

    def __init__(
        self,
        files: Files,
        article_ids: ArticleIds,
        writer: Writer,
        on_batch: Callable[[ScanCounts], None],
        stopped: Callable[[], bool],
        pipeline: Callable[[], str] = fingerprint,
        *,
        alone: bool = False,
        tuning: Tuning = DEFAULTS,
        scope: Scope | None = None,
        out_of_reach: Sequence[str] = (),
    ) -> None:
        """Prepare a scan.

        Args:
            files: the files of the corpus.
            identities: the ids that texts alone do not give back.
            writer: of the index.
            on_batch: told what was done, after each commit.
            stopped: asked whether to end before the end.
            pipeline: gives the fingerprint of the pipeline whose records are taken over.
            alone: whether this process is to read the files too, however much they hold.
            tuning: how much is done at a time.
            scope: what of the corpus `files` yields, and what of it may be read yet; else all.
            out_of_reach: folders, relative to the root, that are not there for now: what they hold is kept.

        """
        self.scope, self.out_of_reach = scope or Scope(), [*out_of_reach]
        self.pipeline = pipeline
        self._made_by: str | None = None
        """What a record is made by that is taken over."""
        self.files, self.writer, self.db = files, writer, writer.db
        self.article_ids = article_ids
        self.matcher = Matcher(self.writer, self.article_ids, self._exists)
        self.on_batch, self.stopped, self.alone, self.tuning = on_batch, stopped, alone, tuning
        self._files: deque[_OpenFile] = deque()
        self.added = self.changed = self.removed = self.kept = self.faults = 0
        self._batch: list[NewArticle] = []
        self._deadline: float | None = None
        """When the batch in hand is to be committed, from the first article on."""
        self._seen = bytearray()
        self._unread = UnreadFiles()

    def run(self) -> ScanCounts:
        """Scan until the end, or until `stopped` says so, and return the counts."""
        with self.writer.transaction():
            self._reread_on_new_options()
            with (
                infrequent_gc(),
                closing(read_ahead(self.files, self._find_changed(), self.tuning, alone=self.alone)) as chunks,
            ):
                for items in chunks:
                    self._take_items(items)
                    if self.stopped():
                        break
            self._flush()
            if not self.stopped():
                self._forget_missing()
                self._unread.store(self.db, self.scope)
        self.on_batch(self._counts())
        return self._counts()

    def _reread_on_new_options(self) -> None:
        """Have all files read again where the user has changed since how they are to be read."""
        (before,) = self.db.execute("SELECT value FROM meta WHERE key = 'reading'").fetchone() or (None,)
        if before != self.files.reading:
            if before is not None:
                self.db.execute("UPDATE file SET size = ?", (INCOMPLETE,))
            self.db.execute("INSERT OR REPLACE INTO meta VALUES('reading', ?)", (self.files.reading,))

    def _counts(self) -> ScanCounts:
        return ScanCounts(self.added, self.changed, self.removed, self.kept, self.faults + self._unread.files)

    def _find_changed(self) -> Iterator[FileEntry | None]:
        """Yield the files that changed, and None after many in a row that did not."""
        passed_over = 0
        for found in self.files:
            if self.stopped():
                return
            if isinstance(found, Unread):
                self._unread.add(found)
                if found.folder:
                    self.out_of_reach.append(found.relative)
            elif not self._is_unchanged(found):
                yield found
                continue
            passed_over += 1
            if passed_over % self.tuning.unchanged_files == 0:
                yield None

    def _is_unchanged(self, found: FileEntry) -> bool:
        """Whether a file is as the last scan left it, by size and time or by digest; else register it as open."""
        name = os.fsencode(found.relative)
        row = self.db.execute("SELECT id, size, mtime, digest FROM file WHERE path = ?", (name,)).fetchone()
        if row and row[1:3] == (found.size, found.mtime):
            self._mark_seen(row[0])
            return True
        if row and row[1] == found.size and row[3] == self.files.digest(found):
            self._mark_seen(row[0])
            self.db.execute("UPDATE file SET mtime = ? WHERE id = ?", (found.mtime, row[0]))
            return True
        if not self.scope.ready(found):
            if row:
                self._mark_seen(row[0])
            return True
        if row:
            file = row[0]
            self.db.execute("UPDATE file SET size = ? WHERE id = ?", (INCOMPLETE, file))
            self.db.execute("DELETE FROM fault WHERE file = ?", (file,))
        else:
            file = self.db.execute("INSERT INTO file VALUES(NULL, ?, ?, 0, x'')", (name, INCOMPLETE)).lastrowid
        self._mark_seen(file)
        self._files.append(_OpenFile(found, file, known=row is not None))
        return False

    def _take_items(self, items: Sequence[ScanItem]) -> None:
        """Take in items of the files that were requested, and commit where it is time."""
        listings: list[Listing] = []
        for item in items:
            if isinstance(item, Listing):
                listings.append(item)
            elif isinstance(item, FileEnd):
                self._match_articles(listings)
                listings = []
                self._finish_file(item)
            else:
                self._add_fault(item)
        self._match_articles(listings)
        if self._deadline is None:
            self._deadline = time.monotonic() + FIRST_BATCH_S
        elif len(self._batch) >= self.tuning.batch_articles or time.monotonic() > self._deadline:
            self._flush()
            self._commit()
            self.db.execute("BEGIN IMMEDIATE")

    def _finish_file(self, end: FileEnd) -> None:
        """Finish a file: remove the articles that it no longer has, and note its state.

        One of which nothing could be read is read again by the next scan; of one that broke off nothing is removed.
        """
        file = self._files.popleft()
        if end.lost:
            return
        gone = self._file_state(file).before
        if gone:
            self._flush()  # what moved within the file must not be removed
            self.removed += len(gone)
            self.writer.remove(gone)
        size = file.found.size if file.articles or not file.faults else INCOMPLETE
        self.db.execute(
            "UPDATE file SET size = ?, mtime = ?, digest = ? WHERE id = ?",
            (size, file.found.mtime, end.digest, file.id),
        )

    def _file_state(self, file: _OpenFile) -> FileState:
        """Look up which articles the index has of a file, once the first of its articles comes."""
        if file.place is None:
            rows = self.db.execute("SELECT rowid FROM article WHERE file = ?", (file.id,)) if file.known else ()
            file.place = FileState(file.found.relative, file.id, {rowid for (rowid,) in rows})
        return file.place

    def _accept_record(self, record: Record) -> Record | None:
        """Take over the record that an article came with, if this pipeline made it."""
        if self._made_by is None:
            self.writer.set_pipeline(pipeline := self.pipeline())
            self._made_by = with_own_names(pipeline, str(self.writer.meta(OWN_NAMES_DIGEST) or ""))
        return record if record.pipeline == self._made_by else None

    def _match_articles(self, listings: Sequence[Listing]) -> None:
        """Match articles of the file that is being read, and add what is new or edited to the batch."""
        if not listings:
            return
        file = self._files[0]
        file.articles += len(listings)
        self.kept += len(listings)
        for new in self.matcher.match(
            [self._apply_own_record(listing) for listing in listings], self._file_state(file)
        ):
            self._batch.append(new)
            self.kept -= 1
            if new.replaces is None:
                self.added += 1
            else:
                self.changed += 1

    def _apply_own_record(self, listing: Listing) -> Listing:
        """List an article by its record, where it came with one of this pipeline."""
        if listing.record is None:
            return listing
        record = self._accept_record(listing.record)
        return list_by_record(listing, record) if record else listing._replace(record=None)

    def _add_fault(self, fault: Fault) -> None:
        file = self._files[0]
        file.faults += 1
        self.faults += 1
        self.db.execute("INSERT INTO fault VALUES(?, ?, ?, ?)", (file.id, fault.message, fault.line, fault.byte))

    def _flush(self) -> None:
        if self._batch:
            self.article_ids.save()
            self.writer.add(self._batch)
            self._batch.clear()
            self.matcher.clear_pending()

    def _commit(self) -> None:
        self.db.execute("COMMIT")
        self._deadline = time.monotonic() + BATCH_S
        self.on_batch(self._counts())

    def _exists(self, file: int) -> bool:
        (name,) = self.db.execute("SELECT path FROM file WHERE id = ?", (file,)).fetchone()
        return self.files.exists(os.fsdecode(name))

    def _mark_seen(self, file: int) -> None:
        if file >= len(self._seen):
            self._seen.extend(bytes(file + 4096 - len(self._seen)))
        self._seen[file] = 1

    def _forget_missing(self) -> None:
        gone = [
            file
            for file, path in self._known_files()
            if (file >= len(self._seen) or not self._seen[file]) and not self._is_out_of_reach(os.fsdecode(path))
        ]
        for file in gone:
            rows = [rowid for (rowid,) in self.db.execute("SELECT rowid FROM article WHERE file = ?", (file,))]
            self.removed += len(rows)
            self.writer.remove(rows)
            self.db.execute("DELETE FROM fault WHERE file = ?", (file,))
            self.db.execute("DELETE FROM file WHERE id = ?", (file,))

    def _known_files(self) -> list[tuple[int, bytes]]:
        """Return number and path of the files that the index has of what is scanned."""
        if self.scope.paths is None:
            return self.db.execute("SELECT id, path FROM file").fetchall()
        found: dict[int, bytes] = {}
        for path in self.scope.paths:
            name = os.fsencode(path)
            below = (name + b"/", name + b"0")  # the byte after the slash
            rows = self.db.execute("SELECT id, path FROM file WHERE path = ? OR path > ? AND path < ?", (name, *below))
            found.update(rows)
        return list(found.items())

    def _is_out_of_reach(self, path: str) -> bool:
        return any(folder == "." or path.startswith(f"{folder}/") for folder in self.out_of_reach)
