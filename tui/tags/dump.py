"""The whole store as text that outlives this program, and back: notmuch's batch-tag format, and JSON Lines.

batch-tag (https://notmuchmail.org/doc/latest/man1/notmuch-dump.html) has a line an article, `+tag +tag -- id:ARTICLE`,
every byte of a tag but `[A-Za-z0-9@=.,_+-]` written %NN. What notmuch has no tags for goes where notmuch keeps such
things: states as properties (`#= ARTICLE state=read`), saved searches as configuration (`#@ query.NAME QUERY`), and
every other document as `#@ sitrep.TABLE.KEY JSON`. JSON Lines has an object an article and an object a document.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from extract.errors import SitrepError
from tui.tags.actions import Action, Moment
from tui.tags.changes import STATES, TAGS, Document, Mark, Operation, Put
from tui.tags.model import Model, is_counted
from tui.tags.names import tag_name
from tui.tags.notmuch import article_id, decode, encode, quoted_id
from tui.tags.values import SEARCHES, named_key

Format = Literal["batch-tag", "jsonl"]

Hints = Mapping[str, tuple[str, str]]
"""Article id to its title and path."""

_NONE: Hints = {}

_HEADER = "#notmuch-dump batch-tag:3 config,properties,tags"
_QUERY, _OURS = "query.", "sitrep."


@dataclass(slots=True)
class Dump:
    """What one or several dumps hold."""

    labels: dict[str, dict[str, set[str]]] = field(default_factory=lambda: {TAGS: {}, STATES: {}})
    """By table and article."""
    documents: list[tuple[str, str, Document]] = field(default_factory=list)
    """Table, key, document."""
    hints: dict[str, tuple[str, str]] = field(default_factory=dict)


def dump(model: Model, form: Format, hints: Hints = _NONE) -> Iterator[str]:
    """Yield the lines of a dump, in the order of the articles' ids, so that two dumps can be compared.

    Args:
        model: what the store holds.
        form: of the two.
        hints: titles and paths of articles, to be dumped with them.

    """
    articles = sorted({article for of in model.labels.values() for article in of})
    documents = [
        (table, key, document) for table in sorted(model.documents) for key, document in model.documents[table].items()
    ]
    lines = _batch_tag if form == "batch-tag" else _jsonl
    yield from lines(model, hints, articles, documents)


def read(lines: Iterable[str], name: str, into: Dump) -> None:
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


def restore(held: Dump, *, accumulate: bool = False) -> Action:
    """Bring back what dumps hold; do it with `hints=held.hints`.

    The articles that they name get exactly the tags (and the states) that they say, with `accumulate` these besides
    their own; all other articles are left alone. A document comes back unless it is there; with `accumulate` one
    under the same name stays as it is.
    """

    def operations(moment: Moment) -> Iterator[Operation]:
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


def _documents(held: Dump, model: Model, *, accumulate: bool) -> Iterator[Operation]:
    now = {(table, key): doc for table, documents in model.documents.items() for key, doc in documents.items()}
    for table, key, document in held.documents:
        place: tuple[str, str | None] = (table, key)
        if is_counted(key):
            if any(doc == document for (of, _), doc in now.items() if of == table):
                continue
            place = (table, None if (table, key) in now else key)
        elif accumulate and (table, key) in now:
            continue
        now[table, place[1] or f"new {len(now)}"] = document
        yield Put(*place, document)


def _batch_tag(
    model: Model, hints: Hints, articles: list[str], documents: list[tuple[str, str, Document]]
) -> Iterator[str]:
    yield _HEADER + "\n"
    for table, key, document in documents:
        yield f"#@ {encode(f'{_OURS}{table}.{key}')} {encode(json.dumps(document))}\n"
    for article in articles:
        tags = model.labels[TAGS].get(article, ())
        properties = [("state", state) for state in model.labels[STATES].get(article, ())]
        if article in hints:
            properties += zip(("title", "path"), hints[article], strict=True)
        if not article.isprintable():  # which no line of the other form can hold
            properties += [("tag", tag) for tag in tags]
        elif tags:
            yield f"{' '.join(f'+{encode(tag)}' for tag in tags)} -- id:{quoted_id(article)}\n"
        if properties:
            yield f"#= {encode(article)} {' '.join(f'{name}={encode(value)}' for name, value in properties)}\n"


def _jsonl(
    model: Model, hints: Hints, articles: list[str], documents: list[tuple[str, str, Document]]
) -> Iterator[str]:
    for article in articles:
        row: dict[str, Any] = {"article": article}
        for table, of in model.labels.items():
            if article in of:
                row[table] = list(of[article])
        if article in hints:
            row["title"], row["path"] = hints[article]
        yield json.dumps(row) + "\n"
    for table, key, document in documents:
        yield json.dumps({"table": table, "key": key, "document": document}) + "\n"


def _read_json(row: dict[str, Any], into: Dump) -> None:
    if "table" in row:
        _document(into, str(row["table"]), str(row["key"]), row["document"])
        return
    article = row["article"]
    if not isinstance(article, str):
        raise ValueError("the id of an article is a text")
    for table in (TAGS, STATES):
        _labels(into, table, article, map(str, row.get(table, ())))
    if "title" in row:
        into.hints[article] = (str(row["title"]), str(row.get("path", "")))


def _read_batch_tag(text: str, into: Dump) -> None:
    if text.startswith("#@ "):
        name, value = (decode(part) for part in text[3:].split(" ", 1))
        if name.startswith(_QUERY):
            label = name.removeprefix(_QUERY)
            _document(into, SEARCHES, named_key(label), {"name": label, "query": value})
        elif name.startswith(_OURS):
            table, _, key = name.removeprefix(_OURS).rpartition(".")
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


def _labels(into: Dump, table: str, article: str, labels: Iterable[str]) -> None:
    names = [tag_name(label) if table == TAGS else label for label in labels]
    if names:
        into.labels[table].setdefault(article, set()).update(names)


def _document(into: Dump, table: str, key: str, document: Any) -> None:
    if not isinstance(document, dict) or not key.isdecimal() or not table:
        raise ValueError("a document has a table, a number as its key, and is an object")
    into.documents.append((table, key, document))
