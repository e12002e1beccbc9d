"""What the shell completes: fields of queries and their values, tags, ids of articles."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

SHOWN = 50
"""Ids that are offered at most."""


def complete_query(ctx: Any, incomplete: str) -> list[str]:
    """Complete the last word of a query."""
    from extract.errors import SitrepError
    from extract.index.query.fields import FIELDS, quote_value

    front, space, word = incomplete.rpartition(" ")
    sign = word[: len(word) - len(word.lstrip("-("))]
    name, colon, value = word.lstrip("-(").partition(":")
    start = f"{front}{space}{sign}"
    if not colon:
        return [f"{start}{field}:" for field in FIELDS if field.startswith(name)]
    try:
        return [f"{start}{name}:{quote_value(one)}" for one in _values(ctx, name, value.strip('"'))]
    except SitrepError:
        return []


def complete_tag(ctx: Any, incomplete: str) -> list[str]:
    """Return the tags in use that a word, with its sign if it has one, may become."""
    from extract.errors import SitrepError

    sign = incomplete[:1] if incomplete[:1] in ("+", "-") else ""
    try:
        return [f"{sign}{tag}" for tag in _tags(ctx, incomplete.removeprefix(sign))]
    except SitrepError:
        return []


def complete_article(ctx: Any, incomplete: str) -> list[str]:
    """Return the ids of articles that begin with what is typed, the newest articles first."""
    from itertools import islice

    from extract.errors import SitrepError

    def ids() -> Iterator[str]:
        from extract.index import Index

        for article in Index.open(_corpus(ctx)).search().ids():
            if article.startswith(incomplete):
                yield article

    try:
        return list(islice(ids(), SHOWN))
    except SitrepError:
        return []


def _values(ctx: Any, name: str, value: str) -> list[str]:
    from extract.index import Index
    from extract.index.query.fields import FIELDS

    spec = FIELDS.get(name)
    if name == "tag":
        return _tags(ctx, value)
    if spec is None:
        return []
    known = [one for one in spec.values if one.startswith(value.casefold())]
    return [*known, *Index.open(_corpus(ctx)).values(name, value)] if spec.looked_up else known


def _tags(ctx: Any, typed: str) -> list[str]:
    from tui.tags import TagStore

    return list(TagStore.of(_corpus(ctx)).complete(typed))


def _corpus(ctx: Any) -> Any:
    from tui.commands.corpus import locate

    return locate(ctx.params.get("corpus"))
