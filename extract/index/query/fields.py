"""The fields of the query language, each told once in `FIELDS`.

Parser, compiler, completion, error messages, the help of `sitrep search` and README's table are made from it. A new
field is a new entry; tests fail where one cannot be compiled, is not described or gives no example that is read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from fnmatch import translate
from typing import Final

from extract.article import FLAG_KINDS
from extract.index.overlay import MARKS
from extract.index.query import sql
from extract.index.query.context import QueryContext
from extract.index.query.dates import parse_dates
from extract.index.query.errors import QueryError, describe_unknown
from extract.index.query.plan import SORTS, Sql
from extract.index.query.sql import ArticleSet, IndexWalk
from extract.index.query.tree import Field
from extract.index.store import rowids
from extract.index.store.states import QUOTED, STATES

FEW = 8
"""Entities up to which each article is asked for them, and sources up to which they are walked side by side; more are
gathered first."""


Compile = Callable[[Field, QueryContext], ArticleSet]


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One `field:`, and all that is to be known of it."""

    name: str
    help: str
    """What it finds, in a few words."""
    examples: tuple[str, ...]
    """Queries with it, as README shows them."""
    compile: Compile | None
    """Makes the set of articles that it asks for; raises QueryError for a value that it does not take. None where the
    parser takes the field for itself."""
    labels: tuple[str, ...] | None = None
    """For a field that names entities: those of which labels (none: of every label)."""
    values: tuple[str, ...] = ()
    """Values that mean something in every corpus; completion offers them."""
    stored_values: str = ""
    """SQL that yields the values which a corpus has, the commonest first; completion offers them as well."""
    synonyms: tuple[str, ...] = ()
    """What other programs call it: whoever types that is told its name."""

    @property
    def looked_up(self) -> bool:
        """Whether an index must be asked for its values."""
        return self.labels is not None or bool(self.stored_values)


def compile_field(node: Field, context: QueryContext) -> ArticleSet:
    """Compile a field to the set of articles that it asks for.

    Raises:
        QueryError: for a value that the field does not take.

    """
    compiled = FIELDS[node.name].compile
    assert compiled is not None, f"{node.name}: is the parser's"
    return compiled(node, context)


def needs_records(node: Field) -> bool:
    """Whether a field finds articles only once they are extracted: by names, or by what to be wary of."""
    if node.name == "is":
        return node.value.lower() in FLAG_KINDS
    return FIELDS[node.name].labels is not None or node.name == "watch"


def quote_value(value: str) -> str:
    """Write a value as a query takes it behind its field: in quotation marks where it has spaces or parentheses."""
    plain = value.replace('"', " ")
    return plain if plain == value and not set(value) & set(" ()\t\n") and not value.startswith("/") else f'"{plain}"'


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
        return sql.indexed_set(f"state = {STATES.index(value)}")
    if value == "new":
        seen = context.newest_seen
        return sql.empty_set() if seen is None else sql.indexed_set(f"added > {seen}")
    if value == "duplicate":
        return sql.indexed_set("likeness IS NOT NULL")
    if value == "alone":
        touched, alone = (json.dumps(list(some)) for some in context.moved())
        walk = (
            "SELECT a.rowid FROM story JOIN article AS a ON a.story = story.key WHERE story.articles = 1"
            " AND story.key NOT IN (SELECT value FROM json_each(?)) UNION ALL SELECT value FROM json_each(?)"
        )
        return sql.gathered_set(Sql(walk, (touched, alone)))
    if value == "dated":
        return sql.rowid_range(rowids.DATED, None)
    flags = context.flags()
    if value in flags or value in FLAG_KINDS:
        return sql.gathered_set(Sql("SELECT article FROM flagged WHERE kind = ?", (value,)))
    raise QueryError(describe_unknown("is", value, dict.fromkeys([*IS_VALUES, *flags])), node.at)


IS_VALUES = (
    *(f"{negation}{mark}" for mark in ("tagged", *MARKS) for negation in ("", "un")),
    *("new", "duplicate", "alone", "dated", *STATES, *FLAG_KINDS),
)
"""What `is:` takes in every corpus; a corpus adds the kinds of flags that its cards have."""


def _source(node: Field, context: QueryContext) -> ArticleSet:
    from extract.names.fold import fold  # brings tables that the first frame does not wait for

    matches = _glob(_fold_value(node.value, fold))
    named = [(key, n) for key, name, n in context.sources() if matches(fold(name)) or matches(name.casefold())]
    if not named:
        return sql.empty_set()
    keys = ", ".join(str(key) for key, _ in named)
    found = sql.indexed_set(f"source IN ({keys})", size=sum(n for _, n in named))
    if len(named) > FEW:
        return found
    return replace(found, direct=IndexWalk("article", "rowid", tuple(Sql(f"source = {key}") for key, _ in named)))


def _fold_value(value: str, fold: Callable[[str], str]) -> str:
    """Fold a name as values are compared; one with a star keeps its marks."""
    return fold(value) if "*" not in value else value.casefold()


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
    low, high = int(match["low"] or 0), int(match["high"] or 10**9)
    if low > high:
        raise QueryError("this range ends before it begins", node.at)
    return sql.probed_set("a.words BETWEEN ? AND ?", low, high)


def _entities(node: Field, context: QueryContext) -> ArticleSet:
    said = f" AND how & {QUOTED}" if node.name == "said" else ""
    return _naming(context.entities(node.value, FIELDS[node.name].labels or ()), said)


def _watch(node: Field, context: QueryContext) -> ArticleSet:
    return _naming(watched_by_query(node, context))


def watched_by_query(node: Field, context: QueryContext) -> Collection[tuple[int, int]]:
    """Find the entities on the lists that `watch:` names: id and number of articles of each.

    Raises:
        QueryError: where there is no such list.

    """
    from extract.names.fold import fold  # brings tables that the first frame does not wait for

    matches, lists = _glob(_fold_value(node.value, fold)), context.lists()
    named = [name for name in lists if matches(fold(name)) or matches(name.casefold())]
    if not named:
        known = f"the lists are {', '.join(lists)}" if lists else "this corpus has none yet"
        raise QueryError(f"there is no such watchlist: {known}", node.at)
    return context.watched(named)


def _like(node: Field, context: QueryContext) -> ArticleSet:
    found = context.similar(node.value)
    if found is None:
        raise QueryError("there is no article of that id", node.at)
    return _rows(found)


def _story(node: Field, context: QueryContext) -> ArticleSet:
    found = context.story(node.value)
    if found is None:
        raise QueryError("there is no story and no article of that id", node.at)
    return _rows(found)


def _naming(found: Collection[tuple[int, int]], said: str = "") -> ArticleSet:
    """Return the articles that name any of some entities; `said` is a further condition."""
    size = sum(n for _, n in found)
    if not found:
        return sql.empty_set()
    if len(found) > FEW:
        wanted = json.dumps([key for key, _ in found])
        walk = f"SELECT article FROM occurs WHERE entity IN (SELECT value FROM json_each(?)){said}"
        return sql.gathered_set(Sql(walk, (wanted,)), size)
    keys = ", ".join(str(key) for key, _ in found)
    one = IndexWalk("occurs", "article", (Sql(f"entity = {keys}{said}"),)) if len(found) == 1 else None
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


FIELDS: Final[Mapping[str, FieldSpec]] = {
    spec.name: spec
    for spec in (
        FieldSpec(
            "tag",
            "articles that analysts tagged so, whole or a passage of them",
            ("tag:aid", "tag:aid/*"),
            _tag,
            synonyms=("label",),
        ),
        FieldSpec(
            "is",
            "articles by what analysts marked, whether they came since you last closed the browser, how far they are"
            " extracted, and what to be wary of",
            tuple(f"is:{value}" for value in IS_VALUES if not value.startswith("un")),
            _is,
            values=IS_VALUES,
            stored_values="SELECT kind FROM flagged GROUP BY kind ORDER BY count(*) DESC",
        ),
        FieldSpec(
            "person",
            "articles that name a person, under any alias",
            ("person:lecornu",),
            _entities,
            ("PERSON",),
            synonyms=("people", "who"),
        ),
        FieldSpec(
            "org",
            "articles that name an organisation",
            ('org:"red cross"',),
            _entities,
            ("ORG",),
            synonyms=("organisation", "organization", "company", "institution"),
        ),
        FieldSpec(
            "place",
            "articles that name a place or a building",
            ("place:kyiv",),
            _entities,
            ("LOC", "FAC"),
            synonyms=("location", "loc", "city", "country", "where"),
        ),
        FieldSpec("entity", "articles that name anything called so", ("entity:patriot",), _entities, ()),
        FieldSpec(
            "equipment",
            "articles that name a weapon or a platform",
            ("equipment:f-16*",),
            _entities,
            ("EQUIPMENT",),
            synonyms=("weapon", "arms"),
        ),
        FieldSpec(
            "watch",
            "articles that name anything on one of your watchlists",
            ("watch:sanctions", "watch:*"),
            _watch,
            stored_values="SELECT DISTINCT list FROM watched ORDER BY list",
        ),
        FieldSpec("like", "articles most like one, by its id: names and words that both have", ("like:ID",), _like),
        FieldSpec("story", "articles of a story, by its id or that of one of them", ("story:ID",), _story),
        FieldSpec(
            "said",
            "articles that quote somebody",
            ("said:lecornu",),
            _entities,
            (),
            synonyms=("speaker", "quote"),
        ),
        FieldSpec(
            "title",
            "words, a phrase or a regular expression in the title",
            ("title:deal", 'title:"arms deal"'),
            None,
            synonyms=("headline",),
        ),
        FieldSpec(
            "source",
            "articles of an outlet",
            ("source:bbc", "source:*.gov"),
            _source,
            stored_values="SELECT name FROM source WHERE articles > 0 ORDER BY articles DESC, name",
            synonyms=("outlet", "site", "domain", "publisher"),
        ),
        FieldSpec(
            "path",
            "articles of files with this in their path",
            ("path:2024/", "path:*.eml"),
            _path,
            synonyms=("file", "folder", "filename"),
        ),
        FieldSpec(
            "lang",
            "articles in a language",
            ("lang:en",),
            _language,
            stored_values="SELECT language FROM article WHERE language IS NOT NULL"
            " GROUP BY language ORDER BY count(*) DESC",
        ),
        FieldSpec(
            "date",
            "articles published in a year, a month, a range of them or the last days, or without a date",
            ("date:2024", "date:2024-07..2024-09", "date:30d..", "date:none"),
            _date,
            values=("7d..", "30d..", "365d..", "none"),
            synonyms=("since", "after", "before", "until", "published", "when", "day", "year"),
        ),
        FieldSpec(
            "words",
            "articles of so many words",
            ("words:500..", "words:<200"),
            _words,
            synonyms=("length",),
        ),
        FieldSpec(
            "sort",
            "the order of the results",
            tuple(f"sort:{sort}" for sort in SORTS),
            None,
            values=tuple(SORTS),
            synonyms=("order", "orderby"),
        ),
    )
}
"""In the order in which they are listed; a field is known by its name."""
