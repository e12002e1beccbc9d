"""What can be asked of the store, and what it then did: the words of the journal.

An operation says what the analyst wants; the changes say which cells really became different, so that they are at
once what is replayed, what is undone and what is shown. There are two kinds of cell: a label on an article (a tag, a
state), which is there or not, and a document (a note, a span, a decision), which has a value.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from extract.errors import SitrepError

Document = Mapping[str, Any]
"""A document as TinyDB keeps it: a JSON object."""

TAGS, STATES = "tags", "states"
LABEL_TABLES = (TAGS, STATES)
"""The tables whose documents are an article with its labels; all others hold documents by key."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Put the labels `add` on each of the articles, and take `remove` off."""

    ids: tuple[str, ...]
    add: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()
    table: str = TAGS


@dataclass(frozen=True, slots=True)
class Put:
    """Store a document under `key` (None: a new one), or remove it (document None)."""

    table: str
    key: str | None
    document: Document | None


Operation = Mark | Put


@dataclass(frozen=True, slots=True)
class Marked:
    """Each of the articles got every label of `added`, which it had not, and lost every one of `removed`."""

    table: str
    ids: tuple[str, ...]
    added: tuple[str, ...]
    removed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stored:
    """A document went from `before` to `after`; None where there was or is none."""

    table: str
    key: str
    before: Document | None
    after: Document | None


Change = Marked | Stored
Cell = tuple[str, str, str | None]
"""Table, article or key, label: the smallest thing that two people can disagree about."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the journal: one operation of one person, undone and redone as one."""

    number: int
    """Counts from 1 in the order of the journal, which is the order of what happened; clocks play no part."""
    at: str
    """When, in UTC by the writer's clock: ISO 8601 with milliseconds."""
    by: str
    does: str
    """What for a reader of the log: tag, note, undo, rename ..."""
    changes: tuple[Change, ...]
    note: str = ""
    of: int | None = None
    """For undo and redo: the entry that it takes back."""
    hints: Mapping[str, tuple[str, str]] | None = None
    """Article id to its title and path when it was tagged, to name it by when it has vanished."""

    def articles(self) -> set[str]:
        """Return the ids of the articles that it is about."""
        found: set[str] = set()
        for change in self.changes:
            if isinstance(change, Marked):
                found.update(change.ids)
            else:
                found.update(str(doc["article"]) for doc in (change.before, change.after) if doc and "article" in doc)
        return found

    def tables(self) -> set[str]:
        """Return the names of the tables that it changed."""
        return {change.table for change in self.changes}


def cells(change: Change) -> Iterator[Cell]:
    """Yield every cell that the change touched."""
    if isinstance(change, Stored):
        yield (change.table, change.key, None)
    else:
        for label in (*change.added, *change.removed):
            for article in change.ids:
                yield (change.table, article, label)


def to_json(entry: Entry) -> dict[str, Any]:
    """Return the JSON object of the journal."""
    out: dict[str, Any] = {"n": entry.number, "at": entry.at, "by": entry.by, "does": entry.does}
    if entry.note:
        out["note"] = entry.note
    if entry.of is not None:
        out["of"] = entry.of
    out["changes"] = [_change_json(change) for change in entry.changes]
    if entry.hints:
        out["hints"] = {article: list(hint) for article, hint in entry.hints.items()}
    return out


def from_json(value: Mapping[str, Any]) -> Entry:
    """Return the entry that `to_json` wrote.

    Raises:
        SitrepError: where it has not that form.

    """
    try:
        hints = value.get("hints")
        return Entry(
            number=int(value["n"]),
            at=str(value["at"]),
            by=str(value["by"]),
            does=str(value["does"]),
            changes=tuple(_change(item) for item in value["changes"]),
            note=str(value.get("note", "")),
            of=value.get("of"),
            hints={article: (title, path) for article, (title, path) in hints.items()} if hints else None,
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise SitrepError(f"is no journal entry: {error!r}") from error


def _change_json(change: Change) -> dict[str, Any]:
    if isinstance(change, Stored):
        return {"table": change.table, "key": change.key, "before": change.before, "after": change.after}
    return {"table": change.table, "add": change.added, "remove": change.removed, "ids": change.ids}


def _change(value: Mapping[str, Any]) -> Change:
    if "key" in value:
        return Stored(value["table"], value["key"], value["before"], value["after"])
    return Marked(value["table"], tuple(value["ids"]), tuple(value["add"]), tuple(value["remove"]))
