"""An analyst's own store over the team's, which they may only read: one view of both, and writes that go to their own.

The team's marks are read as they are and stay as they are. What the analyst does is an ordinary store elsewhere, whose
entries are done again over what the team has: so a tag of the team's can be taken off in their own view, and comes
back for nobody else. A colleague's later change is seen at the next poll; one's own entries go on top.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tui.tags.changes import LABEL_TABLES, Entry
from tui.tags.handle import ForeignChanges, Handle
from tui.tags.journal import Journal
from tui.tags.model import Model

FIRST_KEY = 10**10
"""Of one's own documents without a name, so that they never have the key of a team's, which are counted from 1."""


class LayeredHandle:
    """Two handles that look like one; its methods may be called from any thread."""

    def __init__(self, path: Path, team: Path) -> None:
        """Open both.

        Args:
            path: the analyst's own `tags.json`.
            team: the team's.

        """
        self._own, self._team = Handle(path), Handle(team)
        self.mutex = self._own.mutex
        self.warnings = self._own.warnings
        self.model = Model()
        self._seen: tuple[object, ...] = ()
        """Both models and how far both journals are read, as of the last look."""
        self._catch_up()

    @property
    def journal(self) -> Journal:
        """The analyst's own, in which what can be undone stands."""
        return self._own.journal

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold every lock of the analyst's own store."""
        with self.mutex, self._own.writing():
            self._catch_up()
            yield

    def append(self, entry: Entry) -> Entry:
        """Make an entry durable in the analyst's own store, then true; only while `writing`."""
        self._own.append(entry)
        for change in entry.changes:
            self.model.change(change)
        self.model.number = self._own.model.number
        self._seen = self._state()
        return entry

    def poll(self) -> ForeignChanges:
        """Take in what others wrote, and what another program of this user did."""
        with self.mutex:
            theirs, mine = self._team.poll(), self._own.poll()
            self._catch_up()
        return ForeignChanges(theirs.ids | mine.ids, theirs.tables | mine.tables, theirs.entries + mine.entries)

    def compact(self) -> bool:
        """Write the analyst's own snapshot anew; False where it held everything already."""
        return self._own.compact()

    def archive(self) -> Path | None:
        """Put the analyst's own journal away, and begin a new one."""
        with self.mutex:
            kept = self._own.archive()
            self._catch_up()
        return kept

    def entries(self) -> Iterator[Entry]:
        """Yield both histories, by the time that their writers' clocks gave."""
        return heapq.merge(self._team.entries(), self._own.entries(), key=lambda entry: entry.at)

    def close(self, *, fold: bool) -> None:
        """Let go of the files of both."""
        self._own.close(fold=fold)
        self._team.close(fold=False)

    def _state(self) -> tuple[object, ...]:
        return (self._team.model, self._team.journal.end, self._own.model, self._own.journal.end)

    def _catch_up(self) -> None:
        """Lay the analyst's own marks over the team's again, where either changed."""
        self.warnings += [told for told in self._team.warnings if told not in self.warnings]
        state = self._state()
        if len(self._seen) == len(state) and all(map(_same, self._seen, state)):
            return
        with self._team.mutex:
            model = _copy(self._team.model)
        _lay_over(model, self._own.model)
        for entry in self._own.entries():
            for change in entry.changes:
                model.change(change)
        model.number, model.stacks = self._own.model.number, self._own.model.stacks
        model.first_key, model.next_key = FIRST_KEY, self._own.model.next_key
        self.model, self._seen = model, state


def _same(seen: object, now: object) -> bool:
    return seen == now if isinstance(now, int) else seen is now


def _copy(team: Model) -> Model:
    """Return a model with the team's marks, without what only its journal gives a meaning to."""
    model = Model()
    for table, of in team.labels.items():
        model.load_labels(table, of.items())
    model.recount()
    _store_documents(model, team)
    model.uses = dict(team.uses)
    return model


def _lay_over(model: Model, own: Model) -> None:
    """Add what the analyst's own store has; what they took off is in its entries."""
    for table in LABEL_TABLES:
        both = (
            (article, {*model.labels[table].get(article, ()), *labels}) for article, labels in own.labels[table].items()
        )
        model.load_labels(table, [(article, tuple(sorted(labels))) for article, labels in both])
    model.recount()
    _store_documents(model, own)


def _store_documents(model: Model, other: Model) -> None:
    for table, documents in other.documents.items():
        for key, document in documents.items():
            model.store(table, key, document)
