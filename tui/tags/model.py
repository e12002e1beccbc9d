"""The state that the journal's entries add up to: plain dictionaries, for a hundred thousand tagged articles.

Articles with the same labels share one tuple, so that an article costs its id and a slot. Nothing here touches a
file; what was applied is durable already.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from tui.tags.changes import (
    LABEL_TABLES,
    TAGS,
    Change,
    Document,
    DocumentChange,
    Entry,
    LabelChange,
    Mark,
    Operation,
    Put,
    check_texts,
)

OPENED = "opened"
"""What an entry does that nobody asked for, and that undo passes over: an article was open long enough to be read."""
STACK = 1000
"""Entries that can be undone a person."""

_COUNTED = 12
"""Digits from which on a key is the digest of a name rather than a number in a row."""

HALF_LIFE = 64
"""Entries after which a use of a tag counts half, for the order of completion."""


@dataclass(slots=True)
class TagUse:
    """How much a tag is in use: a sum of its uses, each fading with the entries that came after."""

    score: float = 0.0
    number: int = 0
    """The entry of the last use."""

    def at(self, number: int) -> float:
        """Return the score as of entry `number`."""
        return float(self.score * 0.5 ** ((number - self.number) / HALF_LIFE))


@dataclass(slots=True)
class UndoStacks:
    """What one person can undo and redo: entry numbers with their offsets in the journal, bytes, the last on top."""

    undo: deque[tuple[int, int]] = field(default_factory=lambda: deque(maxlen=STACK))
    redo: deque[tuple[int, int]] = field(default_factory=lambda: deque(maxlen=STACK))


class Model:
    """All that is known: labels by article, documents by key, and what follows from the order of the entries."""

    def __init__(self) -> None:
        self.labels: dict[str, dict[str, tuple[str, ...]]] = {table: {} for table in LABEL_TABLES}
        self.documents: dict[str, dict[str, Document]] = {}
        self.counts: dict[str, Counter[str]] = {table: Counter() for table in LABEL_TABLES}
        self.uses: dict[str, TagUse] = {}
        self.stacks: dict[str, UndoStacks] = {}
        self.next_key: dict[str, int] = {}
        self.first_key = 1
        """Of a table's documents without a name."""
        self.number = 0
        """Of the last entry applied."""
        self.touched: set[tuple[str, str]] = set()
        """Tables with labels changed since whoever watches them last emptied this."""
        self._sets: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._about: dict[tuple[str, str], list[str]] = {}

    def copy(self) -> Model:
        """Copy the tables, but not their values, so that a snapshot can be written while the store goes on."""
        other = Model()
        other.labels = {table: dict(of) for table, of in self.labels.items()}
        other.documents = {table: dict(of) for table, of in self.documents.items()}
        other.uses, other.next_key = dict(self.uses), dict(self.next_key)
        other.stacks = {who: UndoStacks(stacks.undo.copy(), stacks.redo.copy()) for who, stacks in self.stacks.items()}
        other.number = self.number
        return other

    def about(self, table: str, article: str) -> Iterator[tuple[str, Document]]:
        """Yield the documents of a table that are about an article, with their keys, in the order they came."""
        documents = self.documents.get(table, {})
        for key in self._about.get((table, article), ()):
            yield key, documents[key]

    def load_labels(self, table: str, rows: Iterable[tuple[str, Sequence[str]]]) -> None:
        """Set the labels of articles as a snapshot has them; `recount` follows when all are loaded.

        Raises:
            TypeError: where labels are no texts.

        """
        of, sets = self.labels[table], self._sets
        for article, names in rows:
            written = tuple(names)
            labels = sets.get(written) or self._sorted(check_texts(written))
            if labels:
                of[article] = labels

    def recount(self) -> None:
        """Count the articles of every label anew."""
        for table, of in self.labels.items():
            counts = self.counts[table] = Counter()
            for labels, number in Counter(of.values()).items():
                counts.update(dict.fromkeys(labels, number))

    def apply(self, entry: Entry, offset: int) -> None:
        """Take in an entry that stands at `offset` bytes in the journal."""
        self.number = max(self.number, entry.number)
        for change in entry.changes:
            self.change(change)
            if isinstance(change, LabelChange) and change.table == TAGS and entry.of is None:
                for tag in change.added:
                    use = self.uses.setdefault(tag, TagUse())
                    use.score, use.number = use.at(entry.number) + 1, entry.number
        self._remember(entry, offset)

    def change(self, change: Change) -> None:
        """Make the cells what the change says, whatever they were."""
        if isinstance(change, DocumentChange):
            self.store(change.table, change.key, change.after)
            return
        of, counts = self.labels.setdefault(change.table, {}), self.counts.setdefault(change.table, Counter())
        self.touched.update((change.table, label) for label in (*change.added, *change.removed))
        became: dict[tuple[str, ...], tuple[str, ...]] = {}
        moved: Counter[tuple[str, ...]] = Counter()
        for article in change.ids:
            had = of.get(article, ())
            has = became.get(had)
            if has is None:
                has = became[had] = self._sorted({*had, *change.added} - {*change.removed})
            if has is had:
                continue
            if has:
                of[article] = has
            else:
                del of[article]
            moved[had] += 1
        for had, number in moved.items():
            for label in became[had]:
                counts[label] += number
            for label in had:
                counts[label] -= number

    def store(self, table: str, key: str, document: Document | None) -> None:
        """Keep a document under its key, or (None) none."""
        documents = self.documents.setdefault(table, {})
        before = documents.get(key)
        if before is not None and "article" in before:
            self._about[table, before["article"]].remove(key)
        documents.pop(key, None)  # so that the order of the documents is that of their last writing
        if document is not None:
            documents[key] = document
            if "article" in document:
                self._about.setdefault((table, document["article"]), []).append(key)
        if is_counted(key):
            self.next_key[table] = max(self.next_key.get(table, 1), int(key) + 1)

    def resolve(self, operations: Iterable[Operation]) -> list[Change]:
        """Resolve operations to the changes that they would make, one after the other, without making them."""
        draft = _Draft(self)
        return list(chain.from_iterable(draft.resolve(operation) for operation in operations))

    def _remember(self, entry: Entry, offset: int) -> None:
        stacks = self.stacks.setdefault(entry.by, UndoStacks())
        place = (entry.number, offset)
        if entry.does == OPENED:
            return
        if entry.does == "undo":
            _drop(stacks.undo, entry.of)
            stacks.redo.append(place)
        elif entry.does == "redo":
            _drop(stacks.redo, entry.of)
            stacks.undo.append(place)
        else:
            stacks.undo.append(place)
            stacks.redo.clear()

    def _sorted(self, labels: Iterable[str]) -> tuple[str, ...]:
        """Return the one tuple that all articles with these labels share."""
        ordered = tuple(sorted(set(labels)))
        return self._sets.setdefault(ordered, ordered)


def is_counted(key: str) -> bool:
    """Tell whether a key is a number in a row; otherwise it is the digest of a name."""
    return key.isdecimal() and len(key) < _COUNTED


def _drop(stack: deque[tuple[int, int]], number: int | None) -> None:
    kept = [place for place in stack if place[0] != number]
    stack.clear()
    stack.extend(kept)


class _Draft:
    """The model as it would be after the operations resolved so far."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.labels: dict[tuple[str, str], tuple[str, ...]] = {}
        self.documents: dict[tuple[str, str], Document | None] = {}
        self.next_key: dict[str, int] = {}

    def resolve(self, operation: Operation) -> Iterator[Change]:
        if isinstance(operation, Mark):
            yield from self._mark(operation)
        else:
            yield from self._put(operation)

    def _mark(self, mark: Mark) -> Iterator[Change]:
        add = tuple(dict.fromkeys(mark.add))
        remove = tuple(label for label in dict.fromkeys(mark.remove) if label not in add)
        of: Mapping[str, tuple[str, ...]] = self.model.labels.get(mark.table, {})
        effects: dict[tuple[str, ...], tuple[tuple[str, ...], tuple[str, ...]]] = {}
        groups: dict[tuple[tuple[str, ...], tuple[str, ...]], list[str]] = {}
        for article in dict.fromkeys(mark.ids):
            had = self.labels.get((mark.table, article)) if self.labels else None
            if had is None:
                had = of.get(article, ())
            effect = effects.get(had)
            if effect is None:
                effect = effects[had] = (
                    tuple(label for label in add if label not in had),
                    tuple(label for label in remove if label in had),
                )
            if effect != ((), ()):
                groups.setdefault(effect, []).append(article)
        for (added, removed), ids in groups.items():
            for article in ids:
                had = self.labels.get((mark.table, article), of.get(article, ()))
                self.labels[mark.table, article] = tuple(sorted({*had, *added} - {*removed}))
            yield LabelChange(mark.table, tuple(ids), added, removed)

    def _put(self, put: Put) -> Iterator[Change]:
        key = put.key
        following = self.next_key.get(put.table, self.model.next_key.get(put.table, 1))
        following = max(following, self.model.first_key)
        if key is None:
            key = str(following)
        if is_counted(key):
            self.next_key[put.table] = max(following, int(key) + 1)
        place = (put.table, key)
        before = (
            self.documents.get(place) if place in self.documents else self.model.documents.get(put.table, {}).get(key)
        )
        if before != put.document:
            self.documents[place] = put.document
            yield DocumentChange(put.table, key, before, put.document)
