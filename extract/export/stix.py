"""A STIX 2.1 bundle: a note an article, and the identities and locations that it names.

For the platforms in which threat and policy analysts share what they know. Ids are derived from names (UUIDv5), so that
two exports of one corpus speak of the same objects.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, BinaryIO
from uuid import NAMESPACE_URL, uuid5

from extract.article import Entity
from extract.card_parts import card_items
from extract.export.item import Item, Summary
from extract.export.links import web_link
from extract.lexicon import country_code

if TYPE_CHECKING:
    from stix2.base import _STIXBase  # type: ignore[import-untyped]

IDENTITY_CLASS = {"PERSON": "individual", "ORG": "organization"}


def write(items: Iterable[Item], summary: Summary, out: BinaryIO) -> int:
    """Write one bundle, object by object; return how many articles it speaks of."""
    out.write(f'{{"type": "bundle", "id": "bundle--{_uuid(summary.corpus, summary.query, summary.created)}"'.encode())
    out.write(b', "objects": [')
    created = _moment(summary.created)
    seen, count, comma = _Seen(), 0, b""
    for item in items:
        for thing in _objects(item, created):
            if seen.add(thing["id"]):
                out.write(comma + b"\n" + thing.serialize().encode("utf-8"))
                comma = b","
        count += 1
    out.write(b"\n]}\n")
    return count


def _objects(item: Item, created: datetime) -> Iterator[Any]:
    """Yield the author of the bundle, what the article names, and the note that refers to it."""
    import stix2  # type: ignore[import-untyped]

    author = stix2.v21.Identity(
        id=f"identity--{_uuid('sitrep')}", name="sitrep", identity_class="system", created=created, modified=created
    )
    yield author
    refs = []
    for entity in item.record.entities:
        thing = _entity(entity, created, author.id)
        if thing is not None:
            refs.append(thing.id)
            yield thing
    yield _note(item, created, author.id, refs)


def _entity(entity: Entity, created: datetime, author: str) -> _STIXBase | None:
    import stix2

    common: dict[str, Any] = {"name": _plain(entity.name), "created": created, "modified": created}
    if entity.label in IDENTITY_CLASS:
        kind = IDENTITY_CLASS[entity.label]
        key = f"identity--{_uuid(entity.label, entity.name)}"
        return stix2.v21.Identity(id=key, identity_class=kind, created_by_ref=author, **common)
    if entity.label == "LOC":
        code = country_code(entity.name)
        place = {"country": code} if code else {"region": common["name"]}
        key = f"location--{_uuid('LOC', entity.name)}"
        return stix2.v21.Location(id=key, created_by_ref=author, **place, **common)
    return None


def _note(item: Item, created: datetime, author: str, refs: list[str]) -> _STIXBase:
    import stix2

    record = item.record
    title = record.dateline.title.text if record.dateline.title else record.article.id
    said = [f"{part.name}: {part.plain(one)}" for part, items in card_items(record) for one in items]
    said += [note.text for note in item.notes if note.text]
    writers = dict.fromkeys(_plain(note.author) for note in item.notes if note.author)
    return stix2.v21.Note(
        id=f"note--{_uuid('note', record.article.id)}",
        abstract=_plain(title),
        content=_plain("\n\n".join(said)) or _plain(title),
        authors=list(writers) or None,
        labels=[_plain(tag) for tag in item.tags] or None,
        external_references=[_reference(item)],
        object_refs=refs or [author],
        created_by_ref=author,
        created=created,
        modified=created,
    )


def _reference(item: Item) -> dict[str, str]:
    """Return where the article is to be found: its address if it has one, else its file."""
    record = item.record
    source = record.dateline.source.text if record.dateline.source else "sitrep"
    reference = {"source_name": _plain(source), "external_id": _plain(record.article.id)}
    url = web_link(record.article.metadata.url)
    return {**reference, "url": url} if url else {**reference, "description": _plain(record.article.path)}


class _Seen:
    """Which ids were written already, kept in a temporary database on disk so that memory does not grow."""

    def __init__(self) -> None:
        self._db = sqlite3.connect("")
        self._db.execute("create table seen (id text primary key) without rowid")

    def add(self, key: str) -> bool:
        """Return whether `key` was new."""
        return self._db.execute("insert or ignore into seen values (?)", (key,)).rowcount == 1


def _uuid(*parts: str) -> str:
    return str(uuid5(NAMESPACE_URL, "\x1f".join(["sitrep", *parts])))


def _moment(created: str) -> datetime:
    return datetime.fromisoformat(created).astimezone(UTC)


def _plain(text: str) -> str:
    """Return text that JSON in UTF-8 can carry: a lone surrogate becomes a question mark."""
    return text.encode("utf-8", "replace").decode("utf-8")
