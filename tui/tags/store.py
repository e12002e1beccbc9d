"""The analyst's store: tags, states, notes, passages, saved searches and decisions of one corpus.

All handles, in this process or another, on this machine or another, see one history: the order of the lines in the
journal.
"""

from __future__ import annotations

import getpass
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from extract.errors import SitrepError
from extract.index.corpus import Corpus
from extract.index.overlay import Overlay
from tui.tags.actions import Action, EditContext
from tui.tags.changes import LABEL_TABLES, STATES, TAGS, Entry, Mark, Operation, Put, check_document, check_key
from tui.tags.contents import Contents
from tui.tags.handle import ForeignChanges, Handle
from tui.tags.layered import LayeredHandle
from tui.tags.members import Members
from tui.tags.model import OPENED
from tui.tags.names import tag_name
from tui.tags.snapshot import META
from tui.tags.undo import UndoOutcome, inverse, sentence

Hints = Mapping[str, tuple[str, str]]
"""Article id to its title and path."""


class TagStore(Contents):
    """One handle of a store; its methods may be called from any thread."""

    def __init__(self, path: Path, analyst: str, clock: Callable[[], datetime], team: Path | None = None) -> None:
        super().__init__(LayeredHandle(path, team) if team else Handle(path))
        self.path = path
        self.analyst = analyst
        self._clock = clock
        self._members = Members()

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
        return cls(path, analyst or _login(), clock)

    @classmethod
    def of(
        cls, corpus: Corpus, analyst: str | None = None, *, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> TagStore:
        """Open the store of a corpus: the team's, or, where that may only be read, the analyst's own over it.

        Args:
            corpus: the corpus.
            analyst: who writes; the user's login name where it is not given.
            clock: what the time is, for the journal.

        Raises:
            SitrepError: where it cannot be read.

        """
        return cls(corpus.tags_path, analyst or _login(), clock, corpus.team_tags_path)

    def entries(self) -> Iterator[Entry]:
        """Return the whole history, oldest first."""
        return self._handle.entries()

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
        with self._handle.writing():
            entry = self._draft(action.does, action.note)
            moment = EditContext(self.model, self.analyst, entry.at)
            changes = tuple(self.model.resolve(map(_checked, action.operations(moment))))
            if not changes:
                return entry
            entry = replace(entry, changes=changes)
            return self._handle.append(replace(entry, hints=self._unknown(hints or {}, entry) or None))

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

    def mark_opened(self, article: str) -> None:
        """Set `read` because an article was opened: nobody asked for it, so that undo passes it over."""
        if "read" not in self.states(article):
            self.apply([Mark((article,), ("read",), (), STATES)], does=OPENED)

    def undo(
        self, name_article: Callable[[str], str] = str, within: Callable[[Entry], bool] = lambda _: True
    ) -> UndoOutcome:
        """Take back this analyst's last operation, also one of an earlier session.

        Args:
            name_article: what the message calls an article of this id.
            within: tells whether an operation may be taken back here; where the last one may not, nothing is.

        """
        return self._revert("undo", name_article, within)

    def redo(
        self, name_article: Callable[[str], str] = str, within: Callable[[Entry], bool] = lambda _: True
    ) -> UndoOutcome:
        """Take back this analyst's last undo; `name_article` and `within` as of `undo`."""
        return self._revert("redo", name_article, within)

    # Seen by the index

    def overlay(self) -> Overlay:
        """Return tags and states as queries are joined with them; the same object until something changes."""
        with self._handle.mutex:
            return self._members.overlay(self.model, self.rules())

    # Keeping up with others

    def poll(self) -> ForeignChanges:
        """Take in what others wrote; where nobody did, this costs three `stat` calls.

        Folds when much has come since the last time, so call it where a second does not matter.
        """
        return self._handle.poll()

    def compact(self) -> bool:
        """Write `tags.json` anew with all that the journal holds; others may go on writing meanwhile.

        Returns:
            False where it held everything already.

        Raises:
            SitrepError: where it could not be written; nothing is lost, since the journal has it.

        """
        return self._handle.compact()

    def archive(self) -> Path | None:
        """Fold, put the journal away as `tags.journal.N` and begin a new one; None where there was nothing in it.

        The log goes on reading what was put away; it can no longer be undone.

        Raises:
            SitrepError: where it could not be done; nothing is lost.

        """
        return self._handle.archive()

    def close(self, *, fold: bool = True) -> None:
        """Fold what is new, if that can be done, and let go of the files."""
        self._handle.close(fold=fold)

    def __enter__(self) -> TagStore:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # Below: how

    def _draft(self, does: str, note: str, of: int | None = None) -> Entry:
        at = self._clock().astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        return Entry(self.model.number + 1, at, self.analyst, does, (), note, of)

    def _revert(self, does: str, name_article: Callable[[str], str], within: Callable[[Entry], bool]) -> UndoOutcome:
        with self._handle.writing():
            stacks = self.model.stacks.get(self.analyst)
            stack = getattr(stacks, does) if stacks else None
            if not stack:
                return UndoOutcome(None, None, (), f"nothing to {does}")
            number, offset = stack[-1]
            target = self._handle.journal.entry(offset)
            if not within(target):
                return UndoOutcome(None, None, (), f"nothing to {does} here")
            later = (entry for at, entry in self._handle.journal.entries(offset) if at > offset)
            changes, left = inverse(target, later, self.model)
            entry = self._handle.append(replace(self._draft(does, target.note, number), changes=tuple(changes)))
            return UndoOutcome(entry, target, tuple(left), sentence(does, entry, target, tuple(left), name_article))

    def _unknown(self, hints: Hints, entry: Entry) -> Hints:
        """Return the hints about articles that the entry touches and that have no tags yet."""
        tagged = self.model.labels[TAGS]
        return {article: hints[article] for article in entry.articles() & hints.keys() if article not in tagged}


def _checked(operation: Operation) -> Operation:
    """Return the operation with its tags in normal form; raises SitrepError where it is none that can be read back."""
    if isinstance(operation, Mark) and operation.table == TAGS:
        return replace(operation, add=tuple(map(tag_name, operation.add)))
    if isinstance(operation, Put):
        if operation.table in (META, *LABEL_TABLES):
            raise SitrepError(f"the table {operation.table} is sitrep's own: no document can be stored in it")
        try:
            check_document(operation.document or {})
            check_key(operation.key or "1")
        except TypeError as error:
            raise SitrepError(f"cannot be stored in {operation.table}: {error}") from error
    return operation


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "unknown"
