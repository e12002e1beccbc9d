"""What each `field:` finds, as a set of articles."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import date
from fnmatch import translate

from extract.index.query import sql
from extract.index.query.dates import parse_dates
from extract.index.query.errors import QueryError
from extract.index.query.plan import Sql
from extract.index.query.sql import ArticleSet, IndexWalk
from extract.index.query.tree import Field
from extract.index.store import rowids

LABELS = {"person": ("PERSON",), "org": ("ORG",), "place": ("LOC", "FAC"), "equipment": ("EQUIPMENT",)}
"""Fields that name entities, and the labels they mean; `entity:` means any."""

STATES = {"scanned": 0, "extracted": 1, "stale": 2, "failed": 3}
FEW = 8
"""Entities up to which each article is asked for them, and sources up to which they are walked side by side; more are
gathered first."""
SPOKE = 2
"""Bit of `occurs.how`: the article quotes it."""


@dataclass(frozen=True, slots=True)
class QueryContext:
    """What the compiler asks about the corpus and about the analyst's marks."""

    total: int
    """Articles in the corpus."""
    slots: int
    """Of `extract.index.store.rowids`."""
    today: date
    sources: Callable[[], Collection[tuple[int, str, int]]]
    """Id, name and number of articles of every source."""
    entities: Callable[[str, tuple[str, ...]], Collection[tuple[int, int]]]
    """Id and number of articles of every entity that a name means, among those of some labels (none: of all)."""
    flags: Callable[[], Collection[str]]
    """Every kind of flag that some card has."""
    tags: Collection[str]
    """Every tag in use."""
    tagged: Callable[[Collection[str]], tuple[int, ...]]
    """Row ids of the articles that bear any of some tags."""
    marked: Callable[[str], tuple[int, ...] | None]
    """Row ids of the articles that are "read", "starred" or "noted"; None for another mark."""


def compile_field(node: Field, context: QueryContext) -> ArticleSet:
    """Return the articles that a field asks for.

    Raises:
        QueryError: for a value that the field does not take.

    """
    if node.name in LABELS or node.name in ("entity", "said"):
        return _entities(node, context)
    return _FIELDS[node.name](node, context)


def _tag(node: Field, context: QueryContext) -> ArticleSet:
    matches = _glob(node.value)
    return _rows(context.tagged([tag for tag in context.tags if matches(tag)]))


def _is(node: Field, context: QueryContext) -> ArticleSet:
    value = node.value.lower()
    if value in ("tagged", "untagged"):
        found = _rows(context.tagged(context.tags))
        return found if value == "tagged" else sql.complement(found)
    marked = context.marked(value.removeprefix("un"))
    if marked is not None:
        return sql.complement(_rows(marked)) if value.startswith("un") else _rows(marked)
    if value in STATES:
        return sql.indexed_set(f"state = {STATES[value]}")
    if value == "duplicate":
        return sql.indexed_set("likeness IS NOT NULL")
    if value == "dated":
        return sql.rowid_range(rowids.DATED, None)
    flags = context.flags()
    if value in flags or value in FLAGS:
        return sql.gathered_set(Sql("SELECT article FROM flagged WHERE kind = ?", (value,)))
    known = ["tagged", "untagged", "read", "unread", "starred", "noted", "duplicate", "dated", *STATES, *FLAGS]
    raise QueryError(f"is: takes {' '.join(dict.fromkeys([*known, *flags]))}", node.at)


FLAGS = ("homoglyph", "date-conflict")
"""Kinds that can be asked for before any card has them."""


def _source(node: Field, context: QueryContext) -> ArticleSet:
    from extract.names.fold import fold  # brings tables that the first frame does not wait for

    matches = _glob(fold(node.value) if "*" not in node.value else node.value.casefold())
    named = [(key, n) for key, name, n in context.sources() if matches(fold(name)) or matches(name.casefold())]
    if not named:
        return sql.empty_set()
    keys = ", ".join(str(key) for key, _ in named)
    found = sql.indexed_set(f"source IN ({keys})", size=sum(n for _, n in named))
    if len(named) > FEW:
        return found
    return replace(found, direct=IndexWalk("article", "rowid", tuple(Sql(f"source = {key}") for key, _ in named)))


def _path(node: Field, context: QueryContext) -> ArticleSet:
    pattern = node.value if "*" in node.value else f"*{node.value}*"
    pattern = pattern.replace("[", "[[]").replace("?", "[?]")
    return sql.probed_set("a.file IN (SELECT id FROM file WHERE CAST(path AS TEXT) GLOB ?)", pattern)


def _language(node: Field, context: QueryContext) -> ArticleSet:
    return sql.probed_set("a.language = ?", node.value.lower())


def _date(node: Field, context: QueryContext) -> ArticleSet:
    if node.value.lower() == "none":
        return sql.rowid_range(None, rowids.DATED)
    start, end = parse_dates(node.value.lower(), node.at, context.today)
    low = rowids.first_rowid(start.isoformat(), context.slots) if start else rowids.DATED
    high = rowids.first_rowid(end.isoformat(), context.slots) if end else None
    return sql.rowid_range(low, high)


_COUNT = re.compile(r"(?P<sign>[<>]=?)?(?P<only>\d{1,9})|(?P<low>\d{1,9})?\.\.(?P<high>\d{1,9})?")


def _words(node: Field, context: QueryContext) -> ArticleSet:
    match = _COUNT.fullmatch(node.value)
    if not match or node.value == "..":
        raise QueryError("words: takes a number, >500, <200 or 200..500", node.at)
    if match["only"]:
        return sql.probed_set(f"a.words {match['sign'] or '='} ?", int(match["only"]))
    return sql.probed_set("a.words BETWEEN ? AND ?", int(match["low"] or 0), int(match["high"] or 10**9))


def _entities(node: Field, context: QueryContext) -> ArticleSet:
    found = context.entities(node.value, LABELS.get(node.name, ()))
    keys = ", ".join(str(key) for key, _ in found)
    said = f" AND how & {SPOKE}" if node.name == "said" else ""
    size = sum(n for _, n in found)
    if not found:
        return sql.empty_set()
    one = IndexWalk("occurs", "article", (Sql(f"entity = {keys}{said}"),)) if len(found) == 1 else None
    if len(found) > FEW:
        return sql.gathered_set(Sql(f"SELECT article FROM occurs WHERE entity IN ({keys}){said}"), size)
    test = f"EXISTS(SELECT 1 FROM occurs AS o WHERE o.entity IN ({keys}) AND o.article = {{r}}{said})"
    return ArticleSet(test, (), Sql(f"SELECT article FROM occurs WHERE entity IN ({keys}){said}"), size, direct=one)


def _rows(rowids: tuple[int, ...]) -> ArticleSet:
    return sql.gathered_set(Sql("SELECT value FROM json_each(?)", (json.dumps(rowids),)), len(rowids))


def _glob(pattern: str) -> Callable[[str], bool]:
    """Return a test for a name: itself, or with * for anything."""
    if "*" not in pattern:
        return lambda name: name == pattern
    compiled = re.compile(translate(pattern.replace("[", "[[]").replace("?", "[?]")))
    return lambda name: compiled.match(name) is not None


_FIELDS: dict[str, Callable[[Field, QueryContext], ArticleSet]] = {
    "tag": _tag,
    "is": _is,
    "source": _source,
    "path": _path,
    "lang": _language,
    "date": _date,
    "words": _words,
}
