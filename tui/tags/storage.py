"""TinyDB's own API over the journal, for scripts and for whatever the store has no method for.

    with database("CORPUS/.sitrep/tags.json", "anna") as db:
        db.table("tags").search(where("tags").any("procurement"))
        db.table("notes").insert({"article": "9c2e...", "text": "ask the desk"})

What TinyDB writes is compared with what it read, and only the difference goes to the journal: a line, durable when
the call returns, that never takes back what somebody else changed in between. Reading and changing one document by
its number costs the same at a hundred thousand; TinyDB's JSON storage writes them all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from copy import deepcopy
from itertools import chain
from pathlib import Path
from typing import Any

from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Document, Table

from extract.errors import SitrepError
from tui.tags.changes import LABEL_TABLES, Mark, Operation, Put
from tui.tags.model import Model
from tui.tags.snapshot import add_number, document_number, label_document, tables
from tui.tags.store import TagStore

Raw = dict[str, Any]


def database(path: str | Path, analyst: str | None = None) -> TinyDB:
    """Return the TinyDB over the store at `path`, a `tags.json`; closing it closes the store."""
    return JournalDB(Path(path), analyst, storage=JournalStorage)


class JournalStorage(Storage):
    """A storage for `TinyDB(path, storage=JournalStorage)`."""

    def __init__(self, path: str | Path, analyst: str | None = None) -> None:
        self.store = TagStore.open(Path(path), analyst)
        self._read: dict[str, dict[str, Raw]] = {}
        self._numbers: dict[str, str] = {}
        self._numbered: Model | None = None

    def articles(self) -> dict[str, str]:
        """Take in what others wrote, and return which article a document's number stands for."""
        changed = self.store.poll()
        if self._numbered is not self.store.model:
            self._numbered, self._numbers = self.store.model, {}
            self._number(chain.from_iterable(self.store.model.labels.values()))
        self._number(changed.ids)
        return self._numbers

    def apply(self, operations: Iterable[Operation]) -> None:
        """Make the operations durable."""
        self._number(self.store.apply(operations, does="edit").articles())

    def _number(self, articles: Iterable[str]) -> None:
        for article in articles:
            add_number(self._numbers, article)

    def read(self) -> dict[str, dict[str, Any]] | None:
        """Return all tables as they are now."""
        self.store.poll()
        self._read = {name: dict(documents) for name, documents in tables(self.store.model)}
        return deepcopy(self._read)

    def write(self, data: Mapping[str, Mapping[str, Any]]) -> None:
        """Make durable what is different from what was read last.

        Raises:
            SitrepError: where it cannot be, or a document of an article has not the form of its table.

        """
        operations = [
            operation
            for table in self._read.keys() | data.keys()
            for operation in _differences(table, self._read.get(table, {}), data.get(table, {}))
        ]
        self.apply(operations)

    def close(self) -> None:
        """Close the store, folding what is new."""
        self.store.close()


class JournalTable(Table):
    """A table that reads and writes single documents, where TinyDB's own reads and writes the whole database."""

    default_query_cache_capacity = 0  # others write too: what was found before may no longer be so

    def insert(self, document: Mapping[str, Any]) -> int:
        """Insert a document; that of an article gets the number that follows from the article's id."""
        if self.name in LABEL_TABLES and not isinstance(document, Document):
            document = Document(document, doc_id=document_number(str(document.get("article"))))
        return super().insert(document)

    def _read_table(self) -> dict[str, Any]:
        return self._stored()  # type: ignore[return-value]  # TinyDB only looks things up in it

    def _update_table(self, updater: Callable[[dict[int, Any]], None]) -> None:
        draft = _TableDraft(self._stored())
        updater(draft)  # type: ignore[arg-type]
        self._journal().apply(_differences(self.name, *draft.differences()))
        self.clear_cache()

    def _stored(self) -> _Stored:
        storage = self._journal()
        return _Stored(storage.articles(), storage.store.model, self.name)

    def _journal(self) -> JournalStorage:
        if not isinstance(self._storage, JournalStorage):
            raise SitrepError("this table needs a JournalStorage")
        return self._storage


class JournalDB(TinyDB):
    """TinyDB with such tables."""

    table_class = JournalTable


class _Stored(Mapping[str, Raw]):
    """The documents of a table by their numbers, made when they are looked at."""

    def __init__(self, articles: Mapping[str, str], model: Model, table: str) -> None:
        self._articles = articles
        self._model = model
        self._table = table

    def __getitem__(self, key: str) -> Raw:
        if self._table in LABEL_TABLES:
            return label_document(self._model, self._table, self._articles[key])
        return deepcopy(dict(self._model.documents.get(self._table, {})[key]))

    def __iter__(self) -> Iterator[str]:
        return iter([key for name, documents in tables(self._model) if name == self._table for key, _ in documents])

    def __len__(self) -> int:
        labels = self._model.labels.get(self._table)
        return len(self._model.documents.get(self._table, ())) if labels is None else len(labels)


class _TableDraft(MutableMapping[int, Raw]):
    """A table while TinyDB updates it: what was looked at or written is remembered, nothing else is copied."""

    def __init__(self, stored: _Stored) -> None:
        self._stored = stored
        self._now: dict[int, Raw | None] = {}

    def differences(self) -> tuple[dict[str, Raw], dict[str, Raw]]:
        """List the touched documents, as they were and as they are."""
        before = {str(key): self._stored[str(key)] for key in self._now if str(key) in self._stored}
        return before, {str(key): value for key, value in self._now.items() if value is not None}

    def __getitem__(self, key: int) -> Raw:
        if key not in self._now:
            self._now[key] = self._stored[str(key)]
        value = self._now[key]
        if value is None:
            raise KeyError(key)
        return value

    def __setitem__(self, key: int, value: Raw) -> None:
        self._now[key] = value

    def __delitem__(self, key: int) -> None:
        self[key]
        self._now[key] = None

    def __iter__(self) -> Iterator[int]:
        stored = [int(key) for key in self._stored]
        yield from (key for key in stored if self._now.get(key, ...) is not None)
        yield from (key for key, value in self._now.items() if value is not None and str(key) not in self._stored)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def _differences(table: str, before: Mapping[str, Raw], after: Mapping[str, Raw]) -> Iterator[Operation]:
    for key in dict.fromkeys((*before, *after)):
        was, now = before.get(key), after.get(key)
        if was == now:
            continue
        if table not in LABEL_TABLES:
            yield Put(table, key, now)
            continue
        had, has = _labels(table, was), _labels(table, now)
        article = str((now or was or {})["article"])
        yield Mark((article,), tuple(sorted(has - had)), tuple(sorted(had - has)), table)


def _labels(table: str, document: Raw | None) -> set[str]:
    if document is None:
        return set()
    labels = document.get(table)
    if not isinstance(document.get("article"), str) or not isinstance(labels, list):
        raise SitrepError(f'a document of the table {table} is {{"article": ..., "{table}": [...]}}')
    return {str(label) for label in labels}
