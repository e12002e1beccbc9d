"""A query's tree becomes one SELECT of row ids.

Whatever FTS5 can decide becomes one MATCH expression, walked newest first; dates bound the walk, since row ids are
dates; the rest is tested on what the walk yields, so that the first page costs a page. Where no word is asked for,
a small set (an entity's articles, a tag's) is walked instead, and in the last resort all articles are.
"""

from __future__ import annotations

from collections.abc import Iterable

from extract.index.query import sql
from extract.index.query.context import QueryContext
from extract.index.query.fields import compile_field
from extract.index.query.plan import QueryPlan, Sort, Sql, newest_bound, plan_everything, plan_in_order
from extract.index.query.sql import ArticleSet, FtsMatch
from extract.index.query.tree import And, Field, Node, Not, Or, Pattern, Query, WordSequence
from extract.index.words import PREFIX_LETTERS

SMALL_SHARE = 8
"""A set is walked rather than tested where it has less than the eighth part of all articles."""

MATCHES = "written({kind}, ?, (SELECT packed FROM body JOIN article AS b USING(added) WHERE b.rowid = {{r}}), {title})"
TITLE = "(SELECT title FROM article AS b WHERE b.rowid = {r})"


def compile_query(query: Query, sort: Sort, context: QueryContext) -> QueryPlan:
    """Compile a query to SQL, in the order of its own `sort:` or else of `sort`.

    Raises:
        QueryError: for a value that its field does not take.

    """
    sort = query.sort or sort
    if query.root is None:
        return plan_everything(sort, context.total)
    parts = [_compile_node(part, context) for part in _group_words(query.root)]
    for table in ("words", "heads"):
        walked = [part for part in parts if part.match and part.match.table == table]
        if walked:
            chosen = walked if table == "words" else walked[:1]
            expression = " AND ".join(f"({part.match.expression})" for part in chosen if part.match)
            tests = [part for part in parts if part not in chosen or part.loose]
            return _walk(table, "rowid", (Sql(f"{table} MATCH ?", (expression,)),), tests, sort)
    small = [
        part for part in parts if part.walk and not part.bounds and (part.size or 0) * SMALL_SHARE <= context.total
    ]
    small += [part for part in parts if part.direct and part not in small]
    driver = min(small, key=lambda part: context.total if part.size is None else part.size, default=None)
    rest = [part for part in parts if part is not driver]
    if driver is None:
        return _walk("words_docsize", "id", (Sql("1"),), rest, sort)
    if driver.direct:
        return _walk(driver.direct.table, driver.direct.rowid, driver.direct.wheres, rest, sort)
    assert driver.walk is not None
    return _walk("words_docsize", "id", (Sql(f"id IN ({driver.walk.text})", driver.walk.values),), rest, sort)


def _group_words(root: Node) -> tuple[Node, ...]:
    """Split a query into what must all hold, with everything that FTS5 decides by itself as one."""
    if not isinstance(root, And):
        return (root,)
    words = [part for part in root.parts if _fts_expression(part) is not None]
    if words:
        words += [part for part in root.parts if isinstance(part, Not) and _fts_expression(part.part) is not None]
    rest = tuple(part for part in root.parts if part not in words)
    return (And(tuple(words)), *rest) if words else rest


def _walk(table: str, rowid: str, drivers: tuple[Sql, ...], tests: Iterable[ArticleSet], sort: Sort) -> QueryPlan:
    """Walk `table` by each driver; a plus sign keeps SQLite from walking by a test instead."""
    conditions = [test.on(rowid if test.bounds else f"+{table}.{rowid}") for test in tests]
    also = "".join(f" AND ({condition.text})" for condition in conditions)
    values = tuple(value for condition in conditions for value in condition.values)
    if "{newest}" in also:
        also += f" {newest_bound(rowid)}"
    walks = [f"SELECT {rowid} FROM {table} WHERE ({driver.text}){also}" for driver in drivers]
    bound = tuple(value for driver in drivers for value in (*driver.values, *values))
    return plan_in_order(Sql(" UNION ALL ".join(walks), bound), "1" if len(walks) > 1 else rowid, sort, table)


def _compile_node(node: Node, context: QueryContext) -> ArticleSet:
    if (expression := _fts_expression(node)) is not None:
        return sql.match_set(expression)
    match node:
        case WordSequence():
            return _compile_words(node)
        case Pattern(pattern):
            title = TITLE if node.title else "NULL"
            return ArticleSet(MATCHES.format(kind=int(node.title), title=title), (pattern,))
        case Field():
            return compile_field(node, context)
        case Not(part):
            return sql.complement(_compile_node(part, context))
        case Or(parts):
            return sql.union(_compile_node(part, context) for part in parts)
        case And(parts):
            nested = compile_query(Query(node), "date", context).found
            return sql.gathered_set(nested) if parts else sql.empty_set()


def _compile_words(node: WordSequence) -> ArticleSet:
    """Compile words that FTS5 alone does not find, or not fast: written exactly, or short prefixes."""
    if node.exact is None:
        (word,) = node.words
        return sql.match_set(f'"{word.lower()}" *' if len(word) < PREFIX_LETTERS else f'"{word.lower()}"', "heads")
    expression, test = _fts_phrase(node), MATCHES.format(kind=3 if node.title else 2, title=TITLE)
    condition = test.replace("{r}", "words.rowid")
    walk = Sql(f"SELECT rowid FROM words WHERE words MATCH ? AND {condition}", (expression, node.exact))
    return ArticleSet(test, (node.exact,), walk, match=FtsMatch("words", expression), loose=True)


def _fts_expression(node: Node) -> str | None:
    """Write the FTS5 expression that finds exactly what a node asks for; None where there is none."""
    match node:
        case WordSequence():
            return None if node.exact is not None or _is_head(node) else _fts_phrase(node)
        case Or(parts):
            found = [_fts_expression(part) for part in parts]
            return None if None in found else " OR ".join(f"({one})" for one in found)
        case And(parts):
            wanted = [_fts_expression(part) for part in parts if not isinstance(part, Not)]
            unwanted = [_fts_expression(part.part) for part in parts if isinstance(part, Not)]
            if not wanted or None in wanted or None in unwanted:
                return None
            expression = " AND ".join(f"({one})" for one in wanted)
            for one in unwanted:
                expression = f"({expression}) NOT ({one})"
            return expression
        case _:
            return None


def _is_head(node: WordSequence) -> bool:
    return node.prefix and not node.title and len(node.words) == 1 and len(node.words[0]) <= PREFIX_LETTERS


def _fts_phrase(node: WordSequence) -> str:
    if node.near is not None:
        each = " ".join(f'"{word}"' for word in node.words)
        expression = f"NEAR({each}, {node.near})"
    else:
        expression = '"' + " ".join(node.words) + '"' + (" *" if node.prefix else "")
    return f"title : {expression}" if node.title else expression
