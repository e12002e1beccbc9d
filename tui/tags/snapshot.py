"""The snapshot of the journal, `tags.json`: a file that plain TinyDB opens, replaced atomically.

It is laid out with a document a line, so that a hundred thousand of them are read in pieces and never stand in
memory at once. Its first table, `sitrep`, says up to which byte of which journal it holds everything. The previous
file stays as `tags.json.bak`; one that cannot be read is renamed, never overwritten, and the journal, which is
complete, brings back whatever the older copy lacks.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import blake2b
from itertools import islice
from pathlib import Path
from typing import Any

from extract.atomic import atomic_writer, sync_folder
from extract.corpus_files import create_file, open_binary
from extract.errors import SitrepError
from tui.tags.changes import LABEL_TABLES, check_document, check_key
from tui.tags.model import Model, TagUse, UndoStacks

META = "sitrep"
_CHUNK = 2000
"""Documents parsed at a time."""

_LONGEST = 1 << 24
"""Bytes of a first line; what another program wrote is one line, and may be longer."""


@dataclass(frozen=True, slots=True)
class SnapshotHead:
    """What a snapshot says of itself."""

    generation: int = 0
    journal: str = ""
    """Identity of the journal that it holds the beginning of."""
    end: int = 0
    """Up to which byte of it."""
    number: int = 0
    unread: tuple[int, ...] = ()
    """Offsets in bytes of lines before `end` that are not in it: they were no entries to the version that wrote it."""


Signature = tuple[int, int, int]


def backup(path: Path) -> Path:
    """Return where the copy before the current one is kept."""
    return path.with_name(path.name + ".bak")


def signature(path: Path) -> Signature | None:
    """Compute a change stamp of the file: inode, size in bytes, time of change in nanoseconds."""
    try:
        status = path.lstat()
    except FileNotFoundError:
        return None
    return (status.st_ino, status.st_size, status.st_mtime_ns)


def size(path: Path) -> int:
    """Return the size of a file in bytes; 0 where there is none."""
    found = signature(path)
    return found[1] if found else 0


def load(path: Path) -> tuple[Model, SnapshotHead]:
    """Read a snapshot: what it holds, and what it says of itself; one that is empty gives an empty model.

    Raises:
        SitrepError: where it is no TinyDB file, or its documents have not the form that the store gives them.

    """
    try:
        if head(path) is not None:
            with suppress(ValueError):  # laid out anew by hand, and perhaps still whole
                return _filled(_pieces(path))
        return _filled(_whole_file(path))
    except (ValueError, TypeError, AttributeError, KeyError, RecursionError) as error:
        raise SitrepError(f"is damaged: {error}", str(path)) from error
    except OSError as error:
        raise SitrepError(f"cannot be read: {error.strerror}", str(path)) from error


def _filled(tables: Iterable[tuple[str, Mapping[str, Any]]]) -> tuple[Model, SnapshotHead]:
    model, meta = Model(), dict[str, Any]()
    for table, documents in tables:
        if table == META:
            meta = documents.get("1", {})
        elif table in LABEL_TABLES:
            model.load_labels(table, _labels(table, documents))
        else:
            for key, document in documents.items():
                model.store(table, check_key(key), check_document(document))
    model.recount()
    _load_meta(model, meta)
    return model, _folded(meta)


def head(path: Path) -> SnapshotHead | None:
    """Read the head of a snapshot, its first line only; None where sitrep did not write it."""
    try:
        with open_binary(path) as stream:
            tables = json.loads(stream.readline(_LONGEST) + b"}")
        return _folded(tables[META]["1"])
    except (SitrepError, OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def save(path: Path, model: Model, folded: SnapshotHead) -> None:
    """Write the model as a snapshot: beside its place, synced, then renamed over the old one, which stays as `.bak`.

    Raises:
        SitrepError: where it could not be written; then the old one is as it was.

    """
    with suppress(OSError):
        for stale in path.parent.glob(f".{path.name}.*.part"):
            stale.unlink()
    with atomic_writer(path, force=True, create=create_file) as stream:
        for block in _blocks(dump(model, folded)):
            stream.write(block)
        stream.flush()
        os.fsync(stream.fileno())
        _keep_previous(path)


def set_aside(path: Path) -> Path:
    """Rename a damaged snapshot to a name that tells what it is, and return that name.

    Raises:
        SitrepError: where that cannot be done.

    """
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S")
    number = 0
    while True:
        aside = path.with_name(f"{path.name}.damaged-{stamp}" + (f"-{number}" if number else ""))
        if not os.path.lexists(aside):
            try:
                path.rename(aside)
            except OSError as error:
                raise SitrepError(f"is damaged and cannot be renamed: {error.strerror}", str(path)) from error
            sync_folder(path.parent)
            return aside
        number += 1


def dump(model: Model, folded: SnapshotHead) -> Iterator[str]:
    """Yield the lines of the snapshot."""
    meta = {
        "generation": folded.generation,
        "journal": folded.journal,
        "folded": folded.end,
        "sequence": folded.number,
        "unread": list(folded.unread),
        "next": model.next_key,
        "uses": {tag: [round(use.score, 6), use.number] for tag, use in model.uses.items()},
        "stacks": {who: [list(stacks.undo), list(stacks.redo)] for who, stacks in model.stacks.items()},
    }
    yield f'{{"{META}": {{"1": {_json(meta)}}}\n'
    for table, documents in tables(model):
        yield f",{_json(table)}: {{\n"
        separator = ""
        for key, document in documents:
            yield f'{separator}"{key}": {_json(document)}'
            separator = ",\n"
        yield "\n}\n" if separator else "}\n"
    yield "}\n"


def tables(model: Model) -> Iterator[tuple[str, Iterator[tuple[str, dict[str, Any]]]]]:
    """Yield each table as TinyDB has it: its name, and its documents by their number."""
    for table, of in model.labels.items():
        yield table, ((key, label_document(model, table, article)) for key, article in number_articles(of))
    for table, documents in model.documents.items():
        yield table, ((key, dict(document)) for key, document in documents.items())


def label_document(model: Model, table: str, article: str) -> dict[str, Any]:
    """Return the document of an article with its labels, as TinyDB has it.

    Raises:
        KeyError: where it has none.

    """
    return {"article": article, table: list(model.labels[table][article])}


def number_articles(articles: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield each article with the number of its document, as TinyDB's text key."""
    taken: dict[str, str] = {}
    for article in articles:
        yield add_number(taken, article), article


def add_number(taken: dict[str, str], article: str) -> str:
    """Return the number of an article's document, the next free one where another article has it."""
    number = document_number(article)
    while taken.setdefault(str(number), article) != article:
        number += 1
    return str(number)


def document_number(article: str) -> int:
    """Return the TinyDB number of an article's document: 53 bits of its digest, the same in every process."""
    return int.from_bytes(blake2b(article.encode("utf-8", "surrogatepass"), digest_size=7).digest()) >> 3


def _labels(table: str, documents: Mapping[str, Any]) -> Iterator[tuple[str, list[str]]]:
    """Yield articles with their labels; that these are texts the model checks, once for each set of them."""
    for document in documents.values():
        article, labels = document["article"], document[table]
        if type(article) is not str or type(labels) is not list:
            raise TypeError("an article's labels are a list of texts, and its id a text")
        yield article, labels


def _folded(meta: Mapping[str, Any]) -> SnapshotHead:
    """Parse the first table, the head; plain TinyDB writes none."""
    journal = meta.get("journal", "")
    if not isinstance(journal, str):
        raise TypeError("the identity of a journal is a text")
    generation, end, number = (_whole(meta.get(name, 0)) for name in ("generation", "folded", "sequence"))
    return SnapshotHead(generation, journal, end, number, tuple(map(_whole, meta.get("unread", ()))))


def _load_meta(model: Model, meta: Mapping[str, Any]) -> None:
    model.number = _whole(meta.get("sequence", 0))
    for table, number in meta.get("next", {}).items():
        model.next_key[table] = max(_whole(number), model.next_key.get(table, 1))
    for tag, (score, number) in meta.get("uses", {}).items():
        model.uses[tag] = TagUse(float(score), _whole(number))
    for who, (undo, redo) in meta.get("stacks", {}).items():
        stacks = model.stacks[who] = UndoStacks()
        stacks.undo.extend((_whole(number), _whole(offset)) for number, offset in undo)
        stacks.redo.extend((_whole(number), _whole(offset)) for number, offset in redo)


def _whole(value: object) -> int:
    if not isinstance(value, int):
        raise TypeError("a number in the first table is whole")
    return value


def _whole_file(path: Path) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield the tables of a file as TinyDB itself writes it."""
    with open_binary(path) as stream:
        text = stream.read()
    if text:
        yield from json.loads(text).items()


def _pieces(path: Path) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield the tables of a file that sitrep laid out, large ones in several pieces."""
    with open_binary(path) as stream:
        yield META, json.loads(stream.readline() + b"}")[META]
        name, lines = None, list[bytes]()
        for line in stream:
            if name is None:
                if line == b"}\n" and not stream.read(1):
                    return
                name = json.loads(line[1:].rpartition(b":")[0])
            elif line == b"}\n" or len(lines) == _CHUNK:
                yield name, json.loads(b"{" + b"".join(lines).rstrip(b",\n") + b"}")
                lines = [] if line == b"}\n" else [line]
                name = None if line == b"}\n" else name
            else:
                lines.append(line)
    raise ValueError("it breaks off")


def _blocks(lines: Iterator[str]) -> Iterator[bytes]:
    while batch := "".join(islice(lines, _CHUNK)):
        yield batch.encode("ascii")


def _json(value: object) -> str:
    """Return JSON in ASCII, which plain TinyDB reads in whatever encoding the locale makes it open files."""
    return json.dumps(value)


def _keep_previous(path: Path) -> None:
    """Have the current snapshot also under the name of the backup, without a moment in which it lacks its own."""
    if not path.exists():
        return
    draft = path.with_name(f".{path.name}.bak.part")
    with suppress(FileNotFoundError):
        draft.unlink()
    try:
        os.link(path, draft, follow_symlinks=False)
    except OSError:  # a file system without hard links
        with open_binary(path) as old, os.fdopen(create_file(draft), "wb") as copy:
            shutil.copyfileobj(old, copy)
    draft.replace(backup(path))
