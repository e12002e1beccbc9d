"""A handle on the files of a tag store: snapshot, write-ahead journal and lock, replayed into a model in memory.

Every handle reads what is new before it writes, under the lock, so that a change is judged against what is really
there. Folding goes on beside the writing of others: it needs a lock of its own, and the journal is never cut.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from extract.corpus_files import folder_identity, make_folder
from extract.errors import SitrepError
from tui.tags import archive, snapshot
from tui.tags.changes import Entry
from tui.tags.journal import Journal
from tui.tags.lock import FOLD, FileLock
from tui.tags.model import Model

FOLD_AT = 8 << 20
"""Bytes of journal since the last folding at which it is time for one."""

_NO_LOCKS = (
    "this file system has no locks (NFS before version 4 without lockd, some FUSE mounts): "
    "tag from one program at a time, or move the corpus"
)

Base = tuple[Model, snapshot.SnapshotHead]


@dataclass(frozen=True, slots=True)
class ForeignChanges:
    """What others wrote since the last look."""

    ids: frozenset[str] = frozenset()
    """Articles whose labels, notes or passages changed."""
    tables: frozenset[str] = frozenset()
    entries: tuple[Entry, ...] = ()
    """The operations, in order; empty where the whole store was read anew."""

    def __bool__(self) -> bool:
        return bool(self.tables)


class Handle:
    """One handle; its methods may be called from any thread."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._beside = folder_identity(path.parent.parent)
        """The corpus's folder as it was found."""
        self.warnings: list[str] = []
        """What the user must know: damage found and mended, locks that do not work."""
        self.mutex = threading.RLock()
        """Held while the model changes."""
        self.journal = Journal(path.with_suffix(".journal"))
        self.model = Model()
        self.folded = snapshot.SnapshotHead()
        """What the snapshot holds."""
        self._signature: snapshot.Signature | None = None
        """Of the snapshot as it was read or written last."""
        self._mended: list[tuple[str, str]] = []
        """Which snapshots were found damaged by the load under way, and what became of them, in words."""
        self._copy: datetime | None = None
        """When the copy was made that this load began with, if it began with that."""
        self._damaged = False
        """Whether a damaged snapshot lies where the next one would go."""
        self._lock: FileLock | None = None
        self._news: list[Entry] = []
        self._other_ids: set[str] = set()
        """What others changed, by entry or (where all was read anew) by article, for the next `poll` to tell of; "" is
        what belongs to no article."""
        self._load()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold every lock, having read all that others wrote."""
        with self.mutex, self._locks().held():
            if not self._locks().supported:
                self._warn(_NO_LOCKS)
            if not self.journal.identity:
                self._meet()
            elif self.journal.replaced():
                self._reload()
            self._news += self._take_in(locked=True)
            yield

    def append(self, entry: Entry) -> Entry:
        """Make an entry durable, then true; only while `writing`."""
        (offset,) = self.journal.append([entry], alone=self._locks().supported)
        self.model.apply(entry, offset)
        return entry

    def poll(self) -> ForeignChanges:
        """Take in what others wrote."""
        with self.mutex:
            self._catch_up()
            changed = self._changed()
        if self.journal.end - self.folded.end > FOLD_AT:
            with suppress(SitrepError):  # all is in the journal; whoever can write folds it
                self.compact()
        return changed

    def compact(self) -> bool:
        """Write the snapshot anew; False where it held everything already.

        Raises:
            SitrepError: where it could not be written; the old one is as it was.

        """
        with self._locks().held(FOLD):
            with self.mutex:
                self._catch_up()
                if self.folded.end >= self.journal.end and self._signature is not None:
                    return False
                folded = self._next(self.journal)
                model = self.model.copy()
            self._save(model, folded)
            return True

    def archive(self) -> Path | None:
        """Fold, put the journal away and begin a new one; returns the archive, or None where there was nothing in it.

        What stands in the archive can be read, no longer undone. Should this be cut off by a crash, the snapshot
        names a journal that is not there, and all of the old one is read again, which changes nothing.
        """
        with self._locks().held(FOLD), self.writing():
            if next(self.journal.entries(), None) is None:
                return None
            fresh = archive.draft(self.journal.path, self.model.number)
            folded = self._next(fresh)
            fresh.close()
            self.model.stacks.clear()
            self._save(self.model, folded)
            kept = archive.rotate_journal(self.journal.path, fresh)
            self._attach()
            return kept

    def entries(self) -> Iterator[Entry]:
        """Yield the whole history, what was put away first."""
        yield from archive.read_archived(self.journal.path, self._warn)
        for _, entry in self.journal.entries():
            yield entry

    def close(self, *, fold: bool) -> None:
        """Let go of the files, having folded what is new, if that can be done."""
        if fold and self.journal.end > self.folded.end:
            with suppress(SitrepError):  # all is in the journal; the next who can write folds it
                self.compact()
        with self.mutex:
            self.journal.close()
            if self._lock is not None:
                self._lock.close()
                self._lock = None

    def _locks(self) -> FileLock:
        if self._moved():
            raise SitrepError(
                "the corpus was renamed or removed while it was open; nothing was written: open it anew",
                str(self.path.parent.parent),
            )
        if self._lock is None:
            make_folder(self.path.parent)
            self._lock = FileLock(self.path.with_suffix(".lock"))
        return self._lock

    def _moved(self) -> bool:
        """Tell whether another folder, or none, has the corpus's name by now."""
        return self._beside is not None and folder_identity(self.path.parent.parent) != self._beside

    def _next(self, journal: Journal) -> snapshot.SnapshotHead:
        """Make the head of the next snapshot, which holds all up to the end of `journal`."""
        if self._damaged:
            raise SitrepError("is damaged; rename it, so that it can be written anew", str(self.path))
        newest = snapshot.head(self.path) or self.folded
        generation = max(newest.generation, self.folded.generation) + 1
        return snapshot.SnapshotHead(
            generation, journal.identity, journal.end, self.model.number, tuple(sorted(journal.unread))
        )

    def _save(self, model: Model, folded: snapshot.SnapshotHead) -> None:
        snapshot.save(self.path, model, folded)
        with self.mutex:
            self.folded, self._signature = folded, snapshot.signature(self.path)

    def _catch_up(self) -> None:
        if self._moved():
            return  # what is known stays; whoever writes is told
        if not self.journal.identity:
            self._meet()
        known = self._signature == snapshot.signature(self.path) or self._recognise()
        if not known or self.journal.replaced():
            self._reload()
        elif self.journal.size() > self.journal.end:
            self._read_on()

    def _changed(self) -> ForeignChanges:
        """Take the changes by others since the last call."""
        news, self._news = tuple(self._news), []
        ids, self._other_ids = self._other_ids, set()
        tables = {*self.model.labels, *self.model.documents} if ids else set()
        return ForeignChanges(
            frozenset(ids.union(*(entry.articles() for entry in news)) - {""}),
            frozenset(tables.union(*(entry.tables() for entry in news))),
            news,
        )

    def _read_on(self) -> None:
        """Take in what is new without the lock; only where a line cannot be read, the lock tells whether it will be."""
        self._news += self._take_in(locked=False)
        if self.journal.stuck:
            try:
                with self._locks().held():
                    self._news += self._take_in(locked=True)
            except SitrepError:  # a reader without the right to lock
                self._news += self._take_in(locked=True)

    def _take_in(self, *, locked: bool) -> list[Entry]:
        news = []
        for offset, entry in self.journal.read(locked=locked):
            self.model.apply(entry, offset)
            news.append(entry)
        self.model.number = max(self.model.number, self.journal.last)
        for told in self.journal.damaged:
            self._warn(told)
        self.journal.damaged.clear()
        return news

    def _warn(self, told: str) -> None:
        if told not in self.warnings:
            self.warnings.append(told)

    def _recognise(self) -> bool:
        """Tell whether the `tags.json` that is there now is only a later folding of what is known here anyway."""
        now = snapshot.signature(self.path)
        head = snapshot.head(self.path) if now else None
        if head is None or head.journal != self.journal.identity or head.end > self.journal.size():
            return False
        if self.journal.after > self.model.number:
            return False
        self.folded, self._signature = head, now
        return True

    def _reload(self) -> None:
        """Read everything anew, and note which articles are different for it."""
        before = self.model
        self._load()
        for table, of in self.model.labels.items():
            had = before.labels[table]
            self._other_ids.update(article for article in of.keys() | had.keys() if of.get(article) != had.get(article))
        for table in self.model.documents.keys() | before.documents.keys():
            now, then = self.model.documents.get(table, {}), before.documents.get(table, {})
            for key in now.keys() | then.keys():
                if now.get(key) != then.get(key):
                    self._other_ids.add(str({**then.get(key, {}), **now.get(key, {})}.get("article", "")))

    def _load(self) -> None:
        """Read the snapshot, then the journal from where it ends."""
        self._signature = snapshot.signature(self.path)
        self._mended, self._copy = [], None
        self.model, self.folded = self._base()
        self._attach()
        if self.journal.identity != self.folded.journal:  # an older snapshot: what it lacks may have been put away
            for entry in archive.read_archived(self.journal.path, self._warn, self.folded.journal, self.folded.end):
                self.model.apply(entry, 0)
            self.model.stacks.clear()
        back = self._describe_rescue()
        for damaged, aside in self._mended:
            self._warn(f"{damaged}: {back}; {aside}")
        self._read_on()
        self._news.clear()

    def _describe_rescue(self) -> str:
        """Say what of a damaged snapshot is back; before the journal is read on, which begins early enough or not."""
        copy = f"the copy of {self._copy:%Y-%m-%d %H:%M}" if self._copy else ""
        if self.journal.identity and self.journal.after <= self.model.number:
            return f"all of it is back, from {'copy and ' if copy else ''}journal"
        if self.journal.identity:
            return f"{copy} and the journal are back, not what was done between" if copy else "only the journal is back"
        if copy:
            return f"{copy} is back, nothing later, as the journal is gone"
        return "nothing of it is back, as neither copy nor journal is there"

    def _meet(self) -> None:
        """Open the journal that somebody may have made by now; where it is not the first, what precedes it is read."""
        self._attach()
        if self.journal.after > self.model.number:
            self._reload()

    def _attach(self) -> None:
        """Open the journal, if there is one by now, at the place up to which the snapshot holds it."""
        self.journal.open()
        if self.journal.identity == self.folded.journal and self.folded.end <= self.journal.size():
            known = next(filter(self.journal.can_read, sorted(self.folded.unread)), None)
            if known is None:
                self.journal.end = max(self.journal.end, self.folded.end)
                self.journal.unread.update(self.folded.unread)
            else:  # a version that could not read it folded what follows: in its order, that is done again
                self.journal.end = max(self.journal.end, known)
                self.model.stacks.clear()
        if self.journal.identity != self.folded.journal:
            self.model.stacks.clear()  # they point into a journal that is not here

    def _base(self) -> Base:
        """Load the last good snapshot; a damaged one is renamed and named in `warnings`."""
        for path in (self.path, snapshot.backup(self.path)):
            if snapshot.size(path):
                base = _loaded(path) or self._set_aside(path)
                if base is not None:
                    self._copy = None if path == self.path else datetime.fromtimestamp(path.stat().st_mtime)
                    return base
        return Model(), snapshot.SnapshotHead()

    def _set_aside(self, path: Path) -> Base | None:
        """Rename a damaged snapshot, unless somebody else has put a whole one in its place by now."""
        try:
            with self._locks().held(FOLD):
                base = _loaded(path) if snapshot.size(path) else (Model(), snapshot.SnapshotHead())
                if base is None:
                    kept = snapshot.set_aside(path)
                    self._mended.append((f"{path.name} was damaged", f"kept as {kept}"))
                    self._signature = None
                return base
        except SitrepError:
            self._damaged = True
            self._mended.append((f"{path.name} is damaged", f"you may not rename it: {path}"))
            return None


def _loaded(path: Path) -> Base | None:
    """Load a snapshot; None where it cannot be read."""
    try:
        return snapshot.load(path)
    except SitrepError:
        return None
