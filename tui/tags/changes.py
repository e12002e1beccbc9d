"""The record types of the journal: operations that are asked for, and entries with the changes that they made.

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
class LabelChange:
    """Each of the articles got every label of `added`, which it had not, and lost every one of `removed`."""

    table: str
    ids: tuple[str, ...]
    added: tuple[str, ...]
    removed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DocumentChange:
    """A document went from `before` to `after`; None where there was or is none."""

    table: str
    key: str
    before: Document | None
    after: Document | None


Change = LabelChange | DocumentChange
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
            if isinstance(change, LabelChange):
                found.update(change.ids)
            else:
                found.update(str(doc["article"]) for doc in (change.before, change.after) if doc and "article" in doc)
        return found

    def tables(self) -> set[str]:
        """Return the names of the tables that it changed."""
        return {change.table for change in self.changes}


def cells(change: Change) -> Iterator[Cell]:
    """Yield every cell that the change touched."""
    if isinstance(change, DocumentChange):
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
        SitrepError: where it has not that form: damage, or a kind of change that a newer version has.

    """
    try:
        of, hints = value.get("of"), value.get("hints")
        return Entry(
            number=_number(value["n"]),
            at=str(value["at"]),
            by=str(value["by"]),
            does=str(value["does"]),
            changes=tuple(_change(item) for item in value["changes"]),
            note=str(value.get("note", "")),
            of=None if of is None else _number(of),
            hints={article: (str(title), str(path)) for article, (title, path) in hints.items()} if hints else None,
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise SitrepError(f"is no journal entry: {error!r}") from error


def check_document(value: object) -> Document:
    """Return a document that is one: an object, whose article, where it is about one, has a text for its id.

    Raises:
        TypeError: where it is not.

    """
    if not isinstance(value, dict) or not isinstance(value.get("article", ""), str):
        raise TypeError("a document is an object, and the id of an article a text")
    return value


def check_key(value: object) -> str:
    """Return the key of a document that is one: a number in digits, as TinyDB has them.

    Raises:
        TypeError: where it is not.

    """
    if not isinstance(value, str) or not value.isascii() or not value.isdigit() or len(value) > _DIGITS:
        raise TypeError("the key of a document is a number in digits")
    return value


_DIGITS = 19
"""Of the longest key: a number of 63 bits, where ours have 53."""


def check_texts(value: object) -> tuple[str, ...]:
    """Return a list of texts as a tuple.

    Raises:
        TypeError: where it is none.

    """
    if not isinstance(value, list | tuple) or not all(isinstance(text, str) for text in value):
        raise TypeError("labels and ids are lists of texts")
    return tuple(value)


def _change_json(change: Change) -> dict[str, Any]:
    if isinstance(change, DocumentChange):
        return {"table": change.table, "key": change.key, "before": change.before, "after": change.after}
    return {"table": change.table, "add": change.added, "remove": change.removed, "ids": change.ids}


def _change(value: Mapping[str, Any]) -> Change:
    table = value["table"]
    if not isinstance(table, str):
        raise TypeError("the name of a table is a text")
    if value.keys() == {"table", "key", "before", "after"}:
        if table in LABEL_TABLES:
            raise TypeError("a table of labels holds no other documents")
        before, after = (None if value[side] is None else check_document(value[side]) for side in ("before", "after"))
        return DocumentChange(table, check_key(value["key"]), before, after)
    if value.keys() == {"table", "add", "remove", "ids"}:
        if table not in LABEL_TABLES:
            raise ValueError(f"{table} is no table of labels")
        return LabelChange(table, *(check_texts(value[name]) for name in ("ids", "add", "remove")))
    raise ValueError("it is a kind of change that this version does not know")


def _number(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise TypeError("a number of an entry is a whole number")
    return value
