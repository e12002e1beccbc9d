"""Sets of articles as fragments of SQL, by which a compiled query walks or tests."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from extract.index.query.plan import EVERY, Sql, newest_bound


@dataclass(frozen=True, slots=True)
class FtsMatch:
    """An FTS5 expression and the table that it is for."""

    table: str
    expression: str


@dataclass(frozen=True, slots=True)
class IndexWalk:
    """A table, its column of row ids, and conditions, under each of which an index yields them in order.

    No article fulfils two of them: SQLite then merges what they yield, still in order.
    """

    table: str
    rowid: str
    wheres: tuple[Sql, ...]


@dataclass(frozen=True, slots=True)
class ArticleSet:
    """A set of articles that can be walked, tested, or both."""

    test: str
    """A condition in which `{r}` is a row id."""
    values: tuple[object, ...] = ()
    walk: Sql | None = None
    """SQL that yields its row ids, each once or more; None where only testing every article finds them."""
    size: int | None = None
    """About how many there are, where that is known."""
    match: FtsMatch | None = None
    """For words: what FTS5 walks in the order of row ids."""
    direct: IndexWalk | None = None
    """For what an index has in the order of row ids: how to walk it so."""
    loose: bool = False
    """Whether `match` finds more than the set, so that it must be tested as well."""
    bounds: bool = False
    """Whether the test only bounds the row id."""

    def on(self, rowid: str) -> Sql:
        """Write the condition for a row id."""
        return Sql(self.test.replace("{r}", rowid), self.values)


def gathered_set(walk: Sql, size: int | None = None) -> ArticleSet:
    """Make the set that `walk` yields, small enough for SQLite to gather while others are tested against it."""
    return ArticleSet(f"{{r}} IN ({walk.text})", walk.values, walk, size)


def probed_set(condition: str, *values: object, size: int | None = None) -> ArticleSet:
    """Make the set of articles (`a`) whose row fulfils a condition, tested row by row."""
    return ArticleSet(f"EXISTS(SELECT 1 FROM article AS a WHERE a.rowid = {{r}} AND {condition})", values, None, size)


def indexed_set(condition: str, *, size: int | None = None) -> ArticleSet:
    """Make the set of articles whose row fulfils a condition that an index serves."""
    test = f"EXISTS(SELECT 1 FROM article AS a WHERE a.rowid = {{r}} AND a.{condition})"
    return ArticleSet(test, (), Sql(f"SELECT rowid FROM article WHERE {condition}"), size)


def rowid_range(low: int | None, high: int | None) -> ArticleSet:
    """Make the set of articles with a row id from `low` to before `high`."""
    bounds = [("{r} >= ?", low), ("{r} < ?", high)]
    test = " AND ".join(text for text, value in bounds if value is not None) or "1"
    values = tuple(value for _, value in bounds if value is not None)
    return ArticleSet(test, values, Sql(f"{EVERY} WHERE {test.replace('{r}', 'id')}", values), bounds=True)


def match_set(expression: str, table: str = "words") -> ArticleSet:
    """Make the set of articles that an FTS5 expression matches."""
    walk = Sql(f"SELECT rowid FROM {table} WHERE {table} MATCH ?", (expression,))
    return ArticleSet(
        f"{{r}} IN ({walk.text} {newest_bound('rowid')})", walk.values, walk, match=FtsMatch(table, expression)
    )


def empty_set() -> ArticleSet:
    """Make the empty set."""
    return gathered_set(Sql("SELECT NULL WHERE 0"), 0)


def union(parts: Iterable[ArticleSet]) -> ArticleSet:
    """Make the union of sets."""
    parts = tuple(parts)
    test = " OR ".join(f"({part.test})" for part in parts)
    values = tuple(value for part in parts for value in part.values)
    walks = [part.walk for part in parts if part.walk is not None]
    if len(walks) < len(parts):
        return ArticleSet(f"({test})", values)
    walk = Sql(
        " UNION ALL ".join(f"SELECT * FROM ({w.text})" for w in walks), tuple(v for w in walks for v in w.values)
    )
    sizes = [part.size for part in parts]
    return ArticleSet(
        f"{{r}} IN ({walk.text})", walk.values, walk, None if None in sizes else sum(s or 0 for s in sizes)
    )


def complement(part: ArticleSet) -> ArticleSet:
    """Make the complement of a set."""
    return ArticleSet(f"NOT ({part.test})", part.values)
