"""Restoring a dump, in either format or both: parsed, compared with the store, and written as one entry.

The lines of `sitrep export --format jsonl` are read too, for the tags, stars and notes in them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from extract.anchor import select
from extract.errors import SitrepError
from tui.tags.actions import Action, EditContext
from tui.tags.changes import STATES, TAGS, Document, Mark, Operation, Put
from tui.tags.dump import OURS
from tui.tags.model import Model, is_counted
from tui.tags.names import tag_name
from tui.tags.notmuch import article_id, decode
from tui.tags.values import NOTES, SEARCHES, SPANS, AnnotatedPassage, key_of_name

_QUERY = "query."
"""Begins the names of notmuch's own saved searches."""


@dataclass(slots=True)
class DumpContents:
    """What one or several dumps hold."""

    labels: dict[str, dict[str, set[str]]] = field(default_factory=lambda: {TAGS: {}, STATES: {}})
    """By table and article."""
    documents: list[tuple[str, str | None, Document]] = field(default_factory=list)
    """Table, key, document; without a key it is a new one."""
    hints: dict[str, tuple[str, str]] = field(default_factory=dict)


def read(lines: Iterable[str], name: str, into: DumpContents) -> None:
    """Add what a dump in either format holds to `into`; tags of both are united.

    Raises:
        SitrepError: with the name of the file and the number of the line that cannot be read.

    """
    for number, line in enumerate(lines, 1):
        text = line.rstrip("\r\n")
        try:
            if text.startswith("{"):
                _read_json(json.loads(text), into)
            elif text.strip():
                _read_batch_tag(text, into)
        except (SitrepError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise SitrepError(f"is no line of a dump ({error}); nothing was restored", name, number) from error


def restore(held: DumpContents, *, accumulate: bool = False) -> Action:
    """Bring back what dumps hold; do it with `hints=held.hints`.

    The articles that they name get exactly the tags (and the states) that they say, with `accumulate` these besides
    their own; all other articles are left alone. A document comes back unless one that says the same is there, of the
    same moment; with `accumulate` one under the same name stays as it is.
    """

    def operations(moment: EditContext) -> Iterator[Operation]:
        for table, wanted in held.labels.items():
            of = moment.model.labels[table]
            groups: dict[tuple[tuple[str, ...], tuple[str, ...]], list[str]] = {}
            for article, labels in wanted.items():
                had = set(of.get(article, ()))
                lose = () if accumulate else tuple(sorted(had - labels))
                groups.setdefault((tuple(sorted(labels - had)), lose), []).append(article)
            for (add, lose), ids in groups.items():
                yield Mark(tuple(ids), add, lose, table)
        yield from _documents(held, moment.model, accumulate=accumulate)

    return Action("restore", "", operations)


def _documents(held: DumpContents, model: Model, *, accumulate: bool) -> Iterator[Operation]:
    taken = {(table, key) for table, documents in model.documents.items() for key in documents}
    there = {(table, _same(doc)) for table, documents in model.documents.items() for doc in documents.values()}
    for table, key, document in held.documents:
        named = key is not None and not is_counted(key)
        if (table, _same(document)) in there or (named and accumulate and (table, key) in taken):
            continue
        place = key if key is not None and (named or (table, key) not in taken) else None
        there.add((table, _same(document)))
        if place is not None:
            taken.add((table, place))
        yield Put(table, place, document)


def _same(document: Document) -> str:
    return json.dumps(document, sort_keys=True)


def _read_json(row: dict[str, Any], into: DumpContents) -> None:
    if "table" in row:
        _document(into, str(row["table"]), str(row["key"]), row["document"])
        return
    if "text" in row:
        _read_record(row, into)
        return
    article = row["article"]
    if not isinstance(article, str):
        raise ValueError("the id of an article is a text")
    for table in (TAGS, STATES):
        _labels(into, table, article, map(str, row.get(table, ())))
    if "title" in row:
        into.hints[article] = (str(row["title"]), str(row.get("path", "")))


def _read_record(row: dict[str, Any], into: DumpContents) -> None:
    """Take in the tags, the star and the notes of a line of an export."""
    article, text = str(row["id"]), str(row["text"])
    _labels(into, TAGS, article, map(str, row.get("tags", ())))
    _labels(into, STATES, article, [state for state in ("read", "starred") if row.get(state)])
    title = row.get("title") or {}
    into.hints[article] = (str(title.get("text") or ""), str(row.get("path") or ""))
    for note in row.get("notes", ()):
        words, by, at = (str(note.get(name) or "") for name in ("text", "author", "created"))
        if note.get("start") is None:
            into.documents.append((NOTES, None, {"article": article, "text": words, "by": by, "at": at}))
        else:
            place = select(text, int(note["start"]), int(note["end"]))
            tags = tuple(map(tag_name, note.get("tags", ())))
            into.documents.append((SPANS, None, AnnotatedPassage("", article, place, tags, words, by, at).document()))


def _read_batch_tag(text: str, into: DumpContents) -> None:
    if text.startswith("#@ "):
        name, value = (decode(part) for part in text[3:].split(" ", 1))
        if name.startswith(_QUERY):
            label = name.removeprefix(_QUERY)
            _document(into, SEARCHES, key_of_name(label), {"name": label, "query": value})
        elif name.startswith(OURS):
            table, _, key = name.removeprefix(OURS).rpartition(".")
            _document(into, table, key, json.loads(value))
    elif text.startswith("#= "):
        article, *pairs = text[3:].split(" ")
        properties = [(name, decode(value)) for name, _, value in (pair.partition("=") for pair in pairs)]
        _labels(into, STATES, decode(article), [value for name, value in properties if name == "state"])
        _labels(into, TAGS, decode(article), [value for name, value in properties if name == "tag"])
        words = dict(properties)
        if "title" in words:
            into.hints[decode(article)] = (words["title"], words.get("path", ""))
    elif not text.startswith("#"):
        parts = _LINE.fullmatch(text)
        article_ = article_id(parts[2]) if parts else None
        if parts is None or article_ is None:
            raise ValueError("it should read: +tag +tag -- id:ARTICLE")
        _labels(into, TAGS, article_, [decode(sign[1:]) for sign in parts[1].split()])


_LINE = re.compile(r"((?:\+\S+ +)*)-- +(\S.*)", re.DOTALL)


def _labels(into: DumpContents, table: str, article: str, labels: Iterable[str]) -> None:
    names = [tag_name(label) if table == TAGS else label for label in labels]
    if names:
        into.labels[table].setdefault(article, set()).update(names)


def _document(into: DumpContents, table: str, key: str, document: Any) -> None:
    if not isinstance(document, dict) or not key.isdecimal() or not table:
        raise ValueError("a document has a table, a number as its key, and is an object")
    into.documents.append((table, key, document))
