"""The whole store as text that outlives this program: notmuch's batch-tag format, and JSON Lines.

batch-tag (https://notmuchmail.org/doc/latest/man1/notmuch-dump.html) has a line an article, `+tag +tag -- id:ARTICLE`,
every byte of a tag but `[A-Za-z0-9@=.,_+-]` written %NN. What notmuch has no tags for goes where notmuch keeps such
things: states, title and path as properties (`#= ARTICLE state=read`), documents as configuration
(`#@ sitrep.TABLE.KEY JSON`). JSON Lines has an object an article and an object a document. Both are lossless, and
`tui.tags.restore` reads them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, Literal

from tui.tags.changes import STATES, TAGS, Document
from tui.tags.model import Model
from tui.tags.notmuch import encode, quote_id

Format = Literal["batch-tag", "jsonl"]

Hints = Mapping[str, tuple[str, str]]
"""Article id to its title and path."""

_NONE: Hints = {}

HEADER = "#notmuch-dump batch-tag:3 config,properties,tags"
OURS = "sitrep."
"""Begins the names of the documents among the configuration."""


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


def _batch_tag(
    model: Model, hints: Hints, articles: list[str], documents: list[tuple[str, str, Document]]
) -> Iterator[str]:
    yield HEADER + "\n"
    for table, key, document in documents:
        yield f"#@ {encode(f'{OURS}{table}.{key}')} {encode(json.dumps(document))}\n"
    for article in articles:
        tags = model.labels[TAGS].get(article, ())
        properties = [("state", state) for state in model.labels[STATES].get(article, ())]
        if article in hints:
            properties += zip(("title", "path"), hints[article], strict=True)
        if not article.isprintable():  # which no line of the other form can hold
            properties += [("tag", tag) for tag in tags]
        elif tags:
            yield f"{' '.join(f'+{encode(tag)}' for tag in tags)} -- id:{quote_id(article)}\n"
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
