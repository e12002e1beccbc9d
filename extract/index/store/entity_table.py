"""The entities of the whole corpus: entities of articles, linked across articles by their names.

An entity of an article joins one of the corpus where the alias table says so, where a person's full name is a
spelling of the same name (`extract.names.compare`), or where the folded names are equal. A surname alone joins
nobody: it is found by its form. `extract.index.search.entity_lookup` finds entities by name, and applies what the
analyst decided.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from typing import Any
from zlib import crc32

from extract.article import Record
from extract.index.store.states import NAMED, ON_CARD, QUOTED
from extract.lexicon import read_aliases
from extract.names.compare import person_key, same_person, skeleton, split_name
from extract.names.fold import fold
from extract.own_names import FindOwn


@dataclass(frozen=True, slots=True)
class EntityOccurrence:
    """An entity of one article, ready to be linked with those of the others."""

    label: str
    key: str
    """Equal for entities that are the same."""
    block: str | None
    """Blocking key: the part of a person's surname that its transliterations share."""
    name: str
    forms: tuple[str, ...]
    """Every form in which it stands, the name first."""
    how: int


def no_own_names(label: str, name: str) -> None:
    """Find no name on any list: a `FindOwn` for a corpus without lists."""
    del label, name


def list_occurrences(record: Record, own: FindOwn = no_own_names) -> tuple[EntityOccurrence, ...]:
    """List the entities of a record, in its order; `own` finds names on the corpus's own lists."""
    quoted = {quote.entity for quote in record.card.quotes}
    shown = {actor.entity for actor in record.card.who} | {place.entity for place in record.card.where}
    shown |= {mention.entity for mention in record.mentions if mention.label == "EQUIPMENT"}
    found = []
    for entity in record.entities:
        how = NAMED | QUOTED * (entity.id in quoted) | ON_CARD * (entity.id in shown)
        forms = tuple(dict.fromkeys((entity.name, *entity.aliases)))
        key, block, name = join_key(entity.label, forms, own)
        found.append(EntityOccurrence(entity.label, key, block, name, forms, how))
    return tuple(found)


class EntityTable:
    """Writes the entities of articles; the caller holds the transaction."""

    CACHE_SIZE = 200_000
    """Size of the caches of keys and forms, in entries."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db
        self._ids: dict[int, int] = {}
        self._forms: set[tuple[int, str]] = set()

    def add(self, rowid: int, entities: Iterable[EntityOccurrence]) -> None:
        """Enter the entities of an article."""
        how: dict[int, int] = {}
        for one in entities:
            entity = self._resolve(one)
            how[entity] = how.get(entity, 0) | one.how
            for form in one.forms:
                self._form(entity, form)
        rows = [(entity, rowid, bits) for entity, bits in how.items()]
        self.db.executemany("INSERT INTO occurs VALUES(?, ?, ?)", rows)
        self.db.executemany("UPDATE entity SET articles = articles + 1 WHERE id = ?", [(entity,) for entity in how])
        self.db.execute("INSERT INTO names VALUES(?, ?)", (rowid, array("I", how).tobytes()))

    def remove(self, rowid: int) -> None:
        """Remove the entities of an article; those that no other names stay, with no articles."""
        row = self.db.execute("SELECT entities FROM names WHERE article = ?", (rowid,)).fetchone()
        entities = array("I", row[0]) if row else ()
        self.db.executemany(
            "UPDATE entity SET articles = articles - 1 WHERE id = ?", [(entity,) for entity in entities]
        )
        self.db.executemany(
            "DELETE FROM occurs WHERE entity = ? AND article = ?", [(entity, rowid) for entity in entities]
        )
        self.db.execute("DELETE FROM names WHERE article = ?", (rowid,))

    def _resolve(self, one: EntityOccurrence) -> int:
        key = entity_key(one.label, one.key)
        known = self._ids.get(key)
        if known is not None:
            return known
        row = self.db.execute("SELECT id FROM entity WHERE key = ?", (key,)).fetchone()
        found = (
            row[0] if row else find_same_person(self.db.execute, one.label, one.block, one.name) or self._new(one, key)
        )
        if len(self._ids) >= self.CACHE_SIZE:
            self._ids.clear()
        self._ids[key] = found
        self.db.execute("UPDATE watched SET entity = ? WHERE key = ? AND entity IS NOT ?", (found, key, found))
        return int(found)

    def _new(self, one: EntityOccurrence, key: int) -> int:
        entity = self._insert(None, one.name)
        self.db.execute(
            "INSERT INTO entity(id, label, key, block) VALUES(?, ?, ?, ?)", (entity, one.label, key, one.block)
        )
        return entity

    def _form(self, entity: int, written: str) -> None:
        if (entity, written) in self._forms:
            return
        if len(self._forms) >= self.CACHE_SIZE:
            self._forms.clear()
        self._forms.add((entity, written))
        known = "SELECT 1 FROM form WHERE hash = ? AND written = ? AND coalesce(entity, id) = ?"
        if not self.db.execute(known, (form_hash(fold(written)), written, entity)).fetchone():
            self._insert(entity, written)

    def _insert(self, entity: int | None, written: str) -> int:
        folded = fold(written)
        other = None if folded == written.lower() and written.isascii() else folded
        values = (entity, written, other, form_hash(folded))
        form = self.db.execute("INSERT INTO form(entity, written, other, hash) VALUES(?, ?, ?, ?)", values).lastrowid
        self.db.execute("INSERT INTO forms(rowid, written) VALUES(?, ?)", (form, written))
        return int(form or 0)


def form_hash(folded: str) -> int:
    """Hash a folded form: its CRC-32, signed, so that SQLite stores four bytes."""
    return int.from_bytes(crc32(folded.encode("utf-8", "surrogatepass")).to_bytes(4, "big"), "big", signed=True)


def entity_key(label: str, key: str) -> int:
    """Hash label and key to 64 bits, signed as SQLite stores integers."""
    return hash_text(f"{label}\0{key}")


def hash_text(text: str) -> int:
    """Hash a text to 64 bits, signed as SQLite stores integers: BLAKE2b."""
    joined = text.encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(joined, digest_size=8).digest(), "big", signed=True)


def find_same_person(execute: Callable[..., Any], label: str, block: str | None, name: str) -> int | None:
    """Find a person of the corpus whose name is a spelling of this one; None where there is none."""
    if block is None:
        return None
    others = execute("SELECT id, name FROM named WHERE block = ? AND label = ? ORDER BY id", (block, label))
    return next((entity for entity, other in others if same_person(name, other)), None)


def join_key(label: str, forms: tuple[str, ...], own: FindOwn = no_own_names) -> tuple[str, str | None, str]:
    """Compute linking key, block and name of an entity from its forms.

    One that has a name on a list has those of what the list calls it, so that all names of a row are one entity.
    """
    called = next((called for form in forms if (called := own(label, form)) is not None), None)
    if called is not None:
        return join_key(label, (called,))
    for form in forms:
        listed = _table().get((fold(form), label))
        if listed is not None:
            return listed[0], None, listed[1]
    if label == "PERSON":
        full = max(forms, key=lambda form: (person_key(form) is not None, form == forms[0], len(form)))
        key = person_key(full)
        if key is not None:
            return key, skeleton(split_name(full)[1]), full
    return fold(forms[0]).removeprefix("the ") or forms[0], None, forms[0]


@cache
def _table() -> dict[tuple[str, str], tuple[str, str]]:
    """Folded name and label to key and canonical name, of the alias table."""
    linked: dict[tuple[str, str], tuple[str, str]] = {}
    table: dict[tuple[str, str], tuple[str, str]] = {}
    for alias in read_aliases():
        first = linked.setdefault((alias.key, alias.label), (f"={alias.key}", alias.variant))
        table[fold.__wrapped__(alias.variant), alias.label] = first  # 11,000 names would stay in the cache of `fold`
    return table
