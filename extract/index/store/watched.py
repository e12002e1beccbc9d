"""The watchlists of a corpus in its index: their rows, which entities these are, and what a change of them touches.

The compiled names (`extract.own_names`) are kept too, so that a list is read and compiled only when it has
changed.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from extract.index.store.entity_table import entity_key, find_same_person, form_hash, hash_text, join_key
from extract.index.store.schema import OWN_NAMES_DIGEST
from extract.index.store.states import EXTRACTED, STALE
from extract.index.words import split_words
from extract.own_names import FindOwn, OwnName, OwnNames, digest, name_key
from extract.readers.faults import Fault

NAMES, STAMP = "own names", "lists"
"""Under which the compiled names, and the stamp of the files that they are from, are kept."""
TOGETHER = 100
"""Names that one search is for."""


def own_names(execute: Callable[..., Any]) -> FindOwn:
    """Make a lookup of names on the lists that an index knows."""
    if not list(execute("SELECT 1 FROM own_name LIMIT 1")):
        return lambda label, name: None

    def find(label: str, name: str) -> str | None:
        rows = list(execute("SELECT name FROM own_name WHERE hash = ?", (hash_text(name_key(label, name)),)))
        return rows[0][0] if rows else None

    return find


def write_lists(
    db: sqlite3.Connection, lists: Mapping[str, Sequence[OwnName]], faults: Iterable[Fault], stamp: str
) -> int:
    """Write what the lists hold, in place of what they held before; the caller holds the transaction.

    Args:
        db: of the index.
        lists: rows by the name of their list.
        faults: what is wrong with them.
        stamp: what changes whenever their files do.

    Returns:
        How many articles are to be extracted again.

    """
    before = _read(db, NAMES)
    names = OwnNames.of(entry for entries in lists.values() for entry in entries)
    encoded = names.encode()
    _replace_rows(db, lists, names, faults)
    touched = 0 if encoded == before else _mark_touched(db, OwnNames.decode(before), names)
    values = {NAMES: encoded, OWN_NAMES_DIGEST: digest(encoded), STAMP: stamp}
    db.executemany("INSERT OR REPLACE INTO meta VALUES(?, ?)", values.items())
    return touched


def _read(db: sqlite3.Connection, key: str) -> bytes:
    row = db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return row[0] if row and isinstance(row[0], bytes) else b""


def _replace_rows(
    db: sqlite3.Connection, lists: Mapping[str, Sequence[OwnName]], names: OwnNames, faults: Iterable[Fault]
) -> None:
    db.execute("DELETE FROM watched")
    db.execute("DELETE FROM own_name")
    db.execute("DELETE FROM misread")
    db.executemany(
        "INSERT INTO misread VALUES(?, ?, ?)", [(os.fsencode(one.path), one.message, one.line) for one in faults]
    )
    db.executemany(
        "INSERT OR IGNORE INTO own_name VALUES(?, ?)", ((hash_text(key), name) for key, name in names.known.items())
    )
    for list_name, entries in lists.items():
        keyed = ((entry, join_key(entry.label, (entry.name, *entry.aliases), names.called)) for entry in entries)
        rows = ((list_name, entity_key(entry.label, key), entry, block, name) for entry, (key, block, name) in keyed)
        found = list(_with_entities(db, rows))
        db.executemany("INSERT OR IGNORE INTO watched VALUES(?, ?, ?, ?, ?, ?)", found)


def _with_entities(
    db: sqlite3.Connection, rows: Iterable[tuple[str, int, OwnName, str | None, str]]
) -> Iterator[tuple[object, ...]]:
    for list_name, key, entry, block, name in rows:
        found = db.execute("SELECT id FROM entity WHERE key = ?", (key,)).fetchone()
        entity = found[0] if found else find_same_person(db.execute, entry.label, block, name)
        yield list_name, key, entry.label, entry.name, entry.note, entity


def _mark_touched(db: sqlite3.Connection, before: OwnNames, after: OwnNames) -> int:
    """Have the articles extracted again whose records may change with these names; return how many.

    These are the articles whose text holds a name that came, went or means something else, by the full-text index, and
    those that name an entity by a spelling of one, which its own words may not find ("O’Neill", "ONeill").
    """
    if not db.execute("SELECT 1 FROM article WHERE state = ? LIMIT 1", (EXTRACTED,)).fetchone():
        return 0
    touched: set[int] = set()
    written = (name for name, _ in before.labels.items() ^ after.labels.items())
    phrases = {" ".join(split_words(name.lower())) for name in written}
    waiting = iter(sorted(filter(None, phrases)))
    while some := list(islice(waiting, TOGETHER)):
        expression = "text : (" + " OR ".join(f'"{phrase}"' for phrase in some) + ")"
        touched.update(rowid for (rowid,) in db.execute("SELECT rowid FROM words WHERE words MATCH ?", (expression,)))
    folded = {key.partition("\0")[2] for key, _ in before.known.items() ^ after.known.items()}
    for form in folded:
        touched.update(
            rowid
            for (rowid,) in db.execute(
                "SELECT article FROM form JOIN occurs ON occurs.entity = coalesce(form.entity, form.id) WHERE hash = ?",
                (form_hash(form),),
            )
        )
    return db.execute(
        "UPDATE article SET state = ? WHERE state = ? AND rowid IN (SELECT value FROM json_each(?))",
        (STALE, EXTRACTED, json.dumps(list(touched))),
    ).rowcount
