"""A STIX 2.1 bundle: a note an article, and the identities and locations that it names.

For the platforms in which threat and policy analysts share what they know. Ids are derived from names (UUIDv5), so that
two exports of one corpus speak of the same objects.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any, BinaryIO
from uuid import NAMESPACE_URL, uuid5

from extract.article import Entity
from extract.card_parts import card_items
from extract.export.item import ExportItem, ExportSummary
from extract.export.links import web_link
from extract.lexicon import country_code
from extract.visible import json_text, visible

_Json = dict[str, Any]


def _uuid(*parts: str) -> str:
    return str(uuid5(NAMESPACE_URL, "\x1f".join(["sitrep", *parts])))


IDENTITY_CLASS = {"PERSON": "individual", "ORG": "organization"}
AUTHOR = f"identity--{_uuid('sitrep')}"
"""The id of the identity that every object was created by."""


def write(items: Iterable[ExportItem], summary: ExportSummary, out: BinaryIO) -> int:
    """Write one bundle, object by object; return how many articles it speaks of."""
    out.write(f'{{"type": "bundle", "id": "bundle--{_uuid(summary.corpus, summary.query, summary.created)}"'.encode())
    out.write(b', "objects": [')
    created = _moment(summary.created)
    seen, count, comma = _Seen(), 0, ""
    for item in items:
        for thing in _objects(item, created):
            if seen.add(thing["id"]):
                out.write(f"{comma}\n{json_text(thing)}".encode())
                comma = ","
        count += 1
    out.write(b"\n]}\n")
    return count


def _objects(item: ExportItem, created: str) -> Iterator[_Json]:
    """Yield the author of the bundle, what the article names, and the note that refers to it."""
    yield _object("identity", ("sitrep",), created, author=None, name="sitrep", identity_class="system")
    refs = []
    for entity in item.record.entities:
        if thing := _entity(entity, created):
            refs.append(thing["id"])
            yield thing
    yield _note(item, created, refs)


def _object(kind: str, key: tuple[str, ...], created: str, author: str | None = AUTHOR, **properties: object) -> _Json:
    """Build a STIX object with the common properties; empty ones are left out, as STIX demands."""
    common = {"type": kind, "spec_version": "2.1", "id": f"{kind}--{_uuid(*key)}", "created_by_ref": author}
    every = {**common, "created": created, "modified": created, **properties}
    return {name: value for name, value in every.items() if value}


def _entity(entity: Entity, created: str) -> _Json | None:
    name = _line(entity.name)
    if entity.label in IDENTITY_CLASS:
        kind = IDENTITY_CLASS[entity.label]
        return _object("identity", (entity.label, entity.name), created, name=name, identity_class=kind)
    if entity.label == "LOC":
        code = country_code(entity.name)
        place = {"country": code} if code else {"region": name}
        return _object("location", ("LOC", entity.name), created, name=name, **place)
    return None


def _note(item: ExportItem, created: str, refs: list[str]) -> _Json:
    record = item.record
    title = _line(record.dateline.title.text if record.dateline.title else record.article.id)
    said = [f"{part.name}: {part.plain(one)}" for part, items in card_items(record) for one in items]
    said += [note.text for note in item.notes if note.text]
    return _object(
        "note",
        ("note", record.article.id),
        created,
        abstract=title,
        content=visible("\n\n".join(said)) or title,
        authors=list(dict.fromkeys(_line(note.author) for note in item.notes if note.author)),
        labels=[_line(tag) for tag in item.tags],
        external_references=[_reference(item)],
        object_refs=refs or [AUTHOR],
    )


def _reference(item: ExportItem) -> dict[str, str]:
    """Return where the article is to be found: its address if it has one, else its file."""
    record = item.record
    source = record.dateline.source.text if record.dateline.source else "sitrep"
    reference = {"source_name": _line(source), "external_id": _line(record.article.id)}
    url = web_link(record.article.metadata.url)
    return {**reference, "url": url} if url else {**reference, "description": _line(record.article.path)}


class _Seen:
    """Which ids were written already, kept in a temporary database on disk so that memory does not grow."""

    def __init__(self) -> None:
        self._db = sqlite3.connect("")
        self._db.execute("create table seen (id text primary key) without rowid")

    def add(self, key: str) -> bool:
        """Return whether `key` was new."""
        return self._db.execute("insert or ignore into seen values (?)", (key,)).rowcount == 1


def _moment(created: str) -> str:
    """Return a moment as STIX writes it, in UTC."""
    return datetime.fromisoformat(created).astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _line(text: str) -> str:
    """Clean a label of an object: one line, without invisible characters."""
    return visible(text, line=True)
