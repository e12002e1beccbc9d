"""The analyst's store: tags, states, notes, passages, saved searches and decisions of one corpus.

All handles, in this process or another, on this machine or another, see one history: the order of the lines in the
journal. A handle reads what is new before it writes, so that every change is judged against what is really there.
"""

from __future__ import annotations

import getpass
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path

from extract.errors import SitrepError
from extract.index.overlay import Overlay
from tui.tags import snapshot
from tui.tags.actions import Action, Moment
from tui.tags.changes import STATES, TAGS, Entry, Mark, Operation
from tui.tags.contents import Contents
from tui.tags.journal import Journal
from tui.tags.lock import FOLD, FileLock
from tui.tags.members import Members
from tui.tags.model import Model
from tui.tags.names import tag_name
from tui.tags.undo import Outcome, inverse, sentence

FOLD_AT = 8 << 20
"""Bytes of journal since the last folding at which it is time for one."""

_NO_LOCKS = (
    "this file system has no locks (NFS before version 4 without lockd, some FUSE mounts): "
    "tag from one program at a time, or move the corpus"
)

Base = tuple[Model, snapshot.Folded]

Hints = Mapping[str, tuple[str, str]]
"""Article id to its title and path."""


@dataclass(frozen=True, slots=True)
class Changed:
    """What others wrote since the last look."""

    ids: frozenset[str] = frozenset()
    """Articles whose labels, notes or passages changed."""
    tables: frozenset[str] = frozenset()
    entries: tuple[Entry, ...] = ()
    """The operations, in order; empty where the whole store was read anew."""

    def __bool__(self) -> bool:
        return bool(self.tables)


class TagStore(Contents):
    """One handle of a store; its methods may be called from any thread."""

    def __init__(self, path: Path, analyst: str, clock: Callable[[], datetime]) -> None:
        self.path = path
        self.analyst = analyst
        self.warnings: list[str] = []
        """What the user must know: damage found and mended, locks that do not work."""
        self.model = Model()
        self._clock = clock
        self._journal = Journal(path.with_suffix(".journal"))
        self._lock: FileLock | None = None
        self._damaged = False
        """Whether a damaged snapshot lies where the next one would go."""
        self._members = Members()
        self._folded = snapshot.Folded()
        self._signature: snapshot.Signature | None = None
        self._mutex = threading.RLock()

    @classmethod
    def open(
        cls, path: Path, analyst: str | None = None, *, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> TagStore:
        """Open the store at `path`, a `tags.json` that need not exist yet; its journal and lock lie beside it.

        Args:
            path: the `tags.json`.
            analyst: who writes; the user's login name where it is not given.
            clock: what the time is, for the journal.

        Raises:
            SitrepError: where it cannot be read.

        """
        store = cls(path, analyst or _login(), clock)
        store._load()
        return store

    def entries(self) -> Iterator[Entry]:
        """Yield the whole history, oldest first."""
        for _, entry in self._journal.entries():
            yield entry

    def hints(self) -> dict[str, tuple[str, str]]:
        """Return title and path of each article as they were when it got its first tag, by reading the journal."""
        known: dict[str, tuple[str, str]] = {}
        for entry in self.entries():
            known.update(entry.hints or {})
        return known

    # Changing it

    def apply(
        self, operations: Iterable[Operation], note: str = "", *, does: str = "tag", hints: Hints | None = None
    ) -> Entry:
        """Do the operations as one, durable when this returns; undone and redone as one.

        Args:
            operations: what to do; ids are frozen by being there.
            note: for the log: why, or by which query.
            does: for the log: what kind of operation it is.
            hints: title and path of the articles, for the day when one has vanished.

        Returns:
            The entry, with the changes really made; without any, nothing was written.

        Raises:
            SitrepError: where it could not be made durable; then nothing was changed.

        """
        frozen = tuple(operations)
        return self.do(Action(does, note, lambda _: frozen), hints=hints)

    def do(self, action: Action, *, hints: Hints | None = None) -> Entry:
        """Do what an action (`tui.tags.actions`) comes to, as `apply` does.

        Raises:
            SitrepError: also where the action finds that it cannot be done.

        """
        with self._writing():
            entry = self._draft(action.does, action.note)
            moment = Moment(self.model, self.analyst, entry.at)
            changes = tuple(self.model.resolve(map(_checked, action.operations(moment))))
            if not changes:
                return entry
            entry = replace(entry, changes=changes)
            return self._commit(replace(entry, hints=self._unknown(hints or {}, entry) or None))

    def tag(
        self, ids: Iterable[str], add: Iterable[str] = (), remove: Iterable[str] = (), *, note: str = "",
        hints: Hints | None = None,
    ) -> Entry:  # fmt: skip
        """Tag the articles, as one operation."""
        return self.apply([Mark(tuple(ids), tuple(add), tuple(remove))], note, hints=hints)

    def mark(self, ids: Iterable[str], add: Iterable[str] = (), remove: Iterable[str] = ()) -> Entry:
        """Set (`add`) or clear states, `read` or `starred`, as one operation."""
        add, remove = tuple(add), tuple(remove)
        return self.apply([Mark(tuple(ids), add, remove, STATES)], does=(*add, *remove)[0])

    def undo(self) -> Outcome:
        """Take back this analyst's last operation, also one of an earlier session."""
        return self._revert("undo")

    def redo(self) -> Outcome:
        """Take back this analyst's last undo."""
        return self._revert("redo")

    # Seen by the index

    def overlay(self) -> Overlay:
        """Return tags and states as queries are joined with them; the same object until something changes."""
        with self._mutex:
            return self._members.overlay(self.model)

    # Keeping up with others

    def poll(self) -> Changed:
        """Take in what others wrote; where nobody did, this costs two `stat` calls.

        Folds when much has come since the last time, so call it where a second does not matter.
        """
        with self._mutex:
            changed = self._catch_up_wholly()
        if self._journal.end - self._folded.end > FOLD_AT:
            with suppress(SitrepError):  # all is in the journal; whoever can write folds it
                self.fold()
        return changed

    def _catch_up_wholly(self) -> Changed:
        if not self._journal.identity:
            self._attach()
        if self._signature != snapshot.signature(self.path) and not self._recognise():
            return self._reload()
        if self._journal.replaced():
            return self._reload()
        return self._catch_up() if self._journal.size() > self._journal.end else Changed()

    # Folding

    def fold(self) -> bool:
        """Write `tags.json` anew with all that the journal holds; others may go on writing meanwhile.

        Returns:
            False where it held everything already.

        Raises:
            SitrepError: where it could not be written; nothing is lost, since the journal has it.

        """
        with self._locks().held(FOLD):
            with self._mutex:
                self._catch_up_wholly()
                if self._damaged:
                    raise SitrepError("is damaged; rename it, so that it can be written anew", str(self.path))
                if self._folded.end >= self._journal.end and self._signature is not None:
                    return False
                newest = snapshot.head(self.path) or self._folded
                generation = max(newest.generation, self._folded.generation) + 1
                folded = snapshot.Folded(generation, self._journal.identity, self._journal.end, self.model.number)
                model = self.model.copy()
            snapshot.save(self.path, model, folded)
            with self._mutex:
                self._folded, self._signature = folded, snapshot.signature(self.path)
            return True

    def close(self, *, fold: bool = True) -> None:
        """Fold what is new, if that can be done, and let go of the files."""
        if fold and self._journal.end > self._folded.end:
            with suppress(SitrepError):  # all is in the journal; the next who can write folds it
                self.fold()
        with self._mutex:
            self._journal.close()
            if self._lock is not None:
                self._lock.close()
                self._lock = None

    def __enter__(self) -> TagStore:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # Below: how

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Hold every lock, having read all that others wrote."""
        with self._mutex, self._locks().held():
            if not self._locks().supported and _NO_LOCKS not in self.warnings:
                self.warnings.append(_NO_LOCKS)
            if not self._journal.identity:
                self._attach()
            elif self._journal.replaced():
                self._reload()
            self._take_in(locked=True)
            yield

    def _draft(self, does: str, note: str, of: int | None = None) -> Entry:
        at = self._clock().astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        return Entry(self.model.number + 1, at, self.analyst, does, (), note, of)

    def _commit(self, entry: Entry) -> Entry:
        (offset,) = self._journal.append([entry], alone=self._locks().supported)
        self.model.apply(entry, offset)
        return entry

    def _revert(self, does: str) -> Outcome:
        with self._writing():
            stacks = self.model.stacks.get(self.analyst)
            stack = getattr(stacks, does) if stacks else None
            if not stack:
                return Outcome(None, None, (), f"nothing to {does}")
            number, offset = stack[-1]
            target = self._journal.entry(offset)
            later = (entry for at, entry in self._journal.entries(offset) if at > offset)
            changes, left = inverse(target, later, self.model)
            entry = self._commit(replace(self._draft(does, target.note, number), changes=tuple(changes)))
            return Outcome(entry, target, tuple(left), sentence(does, entry, target, tuple(left)))

    def _unknown(self, hints: Hints, entry: Entry) -> Hints:
        """Return the hints about articles that the entry touches and that have no tags yet."""
        tagged = self.model.labels[TAGS]
        return {article: hints[article] for article in entry.articles() & hints.keys() if article not in tagged}

    def _locks(self) -> FileLock:
        if self._lock is None:
            try:
                self.path.parent.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise SitrepError(f"cannot be made: {error.strerror}", str(self.path.parent)) from error
            self._lock = FileLock(self.path.with_suffix(".lock"))
        return self._lock

    def _catch_up(self) -> Changed:
        """Take in what is new without the lock; only where a line cannot be read, the lock tells whether it will be."""
        news = self._take_in(locked=False)
        if self._journal.stuck:
            try:
                with self._locks().held():
                    news += self._take_in(locked=True)
            except SitrepError:  # a reader without the right to lock
                news += self._take_in(locked=True)
        self.warnings += self._journal.damaged
        self._journal.damaged.clear()
        return Changed(
            frozenset(chain.from_iterable(entry.articles() for entry in news)),
            frozenset(chain.from_iterable(entry.tables() for entry in news)),
            tuple(news),
        )

    def _take_in(self, *, locked: bool) -> list[Entry]:
        news = []
        for offset, entry in self._journal.read(locked=locked):
            self.model.apply(entry, offset)
            news.append(entry)
        return news

    def _recognise(self) -> bool:
        """Tell whether the `tags.json` that is there now is only a later folding of what is known here anyway."""
        now = snapshot.signature(self.path)
        head = snapshot.head(self.path) if now else None
        if head is None or head.journal != self._journal.identity or head.end > self._journal.size():
            return False
        self._folded, self._signature = head, now
        return True

    def _reload(self) -> Changed:
        before = self.model
        self._load()
        ids = {
            article
            for table, of in before.labels.items()
            for article in of.keys() | self.model.labels[table].keys()
            if of.get(article) != self.model.labels[table].get(article)
        }
        return Changed(frozenset(ids), frozenset({*self.model.labels, *self.model.documents}))

    def _load(self) -> None:
        """Read the snapshot, then the journal from where it ends."""
        self._signature = snapshot.signature(self.path)
        self.model, self._folded = self._base()
        self._attach()
        self._catch_up()

    def _attach(self) -> None:
        """Open the journal, if there is one by now, at the place up to which the snapshot holds it."""
        self._journal.open()
        if self._journal.identity == self._folded.journal and self._folded.end <= self._journal.size():
            self._journal.end = max(self._journal.end, self._folded.end)
        if self._journal.identity != self._folded.journal:
            self.model.stacks.clear()  # they point into a journal that is not here

    def _base(self) -> Base:
        """Return what the last good snapshot holds; a damaged one is renamed and named in `warnings`."""
        for path in (self.path, snapshot.backup(self.path)):
            if snapshot.size(path):
                base = _loaded(path) or self._set_aside(path)
                if base is not None:
                    return base
        return Model(), snapshot.Folded()

    def _set_aside(self, path: Path) -> Base | None:
        """Rename a damaged snapshot, unless somebody else has put a whole one in its place by now."""
        try:
            with self._locks().held(FOLD):
                base = _loaded(path) if snapshot.size(path) else (Model(), snapshot.Folded())
                if base is None:
                    kept = snapshot.set_aside(path)
                    told = f"{path} was damaged; kept as {kept.name}, all of it brought back from copy and journal"
                    self.warnings.append(told)
                    self._signature = None
                return base
        except SitrepError:
            self._damaged = True
            told = f"{path} is damaged and cannot be renamed by you; all of it was read from copy and journal"
            if told not in self.warnings:
                self.warnings.append(told)
            return None


def _loaded(path: Path) -> Base | None:
    """Return what a snapshot holds; None where it cannot be read."""
    model = Model()
    try:
        return model, snapshot.load(path, model)
    except SitrepError:
        return None


def _checked(operation: Operation) -> Operation:
    """Return the operation with its tags in normal form; raises SitrepError where one cannot be a tag."""
    if isinstance(operation, Mark) and operation.table == TAGS:
        return replace(operation, add=tuple(map(tag_name, operation.add)))
    return operation


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "unknown"
