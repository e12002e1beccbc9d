"""Facets: counts of the hits of a query by tag, source, name and month, each with the query that narrows to it."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from extract.folding import fold_words, has_words
from extract.index.overlay import Overlay
from extract.index.query.fields import FIELDS, quote_value
from extract.index.query.plan import Sql
from extract.index.store.rowids import DATED, EPOCH, MINUTES_A_DAY

if TYPE_CHECKING:
    from extract.index.search.database import Database
    from extract.index.search.results import Results

CANDIDATES = 500
"""Names that are counted to find the commonest: more than are shown, since merged ones add up."""


@dataclass(frozen=True, slots=True)
class Facet:
    """A value that some of the hits share."""

    field: str
    """Of the query language."""
    value: str
    count: int
    """Of articles among the hits."""
    query: str
    """Term that narrows the hits to these, to be and-ed with their query."""


@dataclass(frozen=True, slots=True)
class FacetSpec:
    """A facet, told once: commands, the browser's pane and its headings are made from `FACETS`."""

    name: str
    """Of a field of queries, or "month"."""
    heading: str
    count: Callable[[Database, Results, str, Overlay, int, Sequence[str]], list[Facet]]
    """Given a database, results, this name, an overlay, how many values to return at most, and folded words that these
    contain."""
    over_time: bool = False
    """Whether it is a time series: its values come in their order, and the browser draws them as a timeline."""
    needs_records: bool = False
    """Whether only articles that are extracted count."""


def count_facet(
    database: Database, results: Results, field: str, overlay: Overlay, limit: int, containing: str = ""
) -> list[Facet]:
    """Count the values of a facet among the hits: the commonest first, months in their order.

    Args:
        database: that the results are from.
        results: the hits.
        field: a name in FACETS.
        overlay: the analyst's tags and decisions.
        limit: how many values to return at most.
        containing: only values that have each of these words somewhere, case and accents aside.

    Raises:
        KeyError: for a name that is not in FACETS.

    """
    return FACETS[field].count(database, results, field, overlay, limit, fold_words(containing))


def count_days(database: Database, found: Sql) -> list[tuple[date, int]]:
    """Count the hits of each day of publication, ascending; computed from row ids, no row is read."""
    length = database.slots() * MINUTES_A_DAY
    rows = database.fetch(
        f"SELECT (hit - {DATED}) / {length} AS day, count(*) FROM (SELECT ({_rowid_column(found)}) AS hit FROM"
        f" ({found.text})) WHERE hit >= {DATED} GROUP BY day ORDER BY day",
        found.values,
    )
    return [(date.fromordinal(EPOCH + day), count) for day, count in rows]


def _rowid_column(found: Sql) -> str:
    """Extract the name of the only column of a SELECT: it differs between the tables that are walked."""
    return found.text.split(maxsplit=2)[1]


def _count_within(database: Database, found: Sql, rowids: Sequence[int]) -> int:
    (count,) = database.fetch_one(
        f"SELECT count(*) FROM json_each(?) WHERE value IN ({found.text})", (json.dumps(rowids), *found.values)
    )
    return int(count)


def _count_tags(
    database: Database, results: Results, name: str, overlay: Overlay, limit: int, words: Sequence[str]
) -> list[Facet]:
    found, marks = results.found, database.marks
    wanted = ((tag, ids) for tag, ids in overlay.tags.items() if has_words(tag, words))
    counts = {tag: _count_within(database, found, marks.rowids(ids)) for tag, ids in wanted}
    return _top_values(Counter(counts), name, limit)


def _count_months(
    database: Database, results: Results, name: str, overlay: Overlay, limit: int, words: Sequence[str]
) -> list[Facet]:
    months: Counter[str] = Counter()
    for day, count in count_days(database, results.found):
        months[f"{day:%Y-%m}"] += count
    wanted = ((month, count) for month, count in months.items() if has_words(month, words))
    return [Facet("month", month, count, f"date:{month}") for month, count in wanted][-limit:]


def _count_rows(
    database: Database, results: Results, name: str, overlay: Overlay, limit: int, words: Sequence[str]
) -> list[Facet]:
    found = results.found
    rows = database.fetch(_COUNTS[name].format(found=found.text), found.values)
    return _top_values(Counter({value: count for value, count in rows if has_words(value, words)}), name, limit)


_COUNTS = {
    "source": "SELECT name, count(*) FROM article JOIN source ON source.id = source"
    " WHERE article.rowid IN ({found}) GROUP BY source.id",
    "lang": "SELECT language, count(*) FROM article"
    " WHERE rowid IN ({found}) AND language IS NOT NULL GROUP BY language",
    "is": "SELECT kind, count(*) FROM flagged WHERE article IN ({found}) GROUP BY kind",
}


def _top_values(counted: Counter[str], field: str, limit: int) -> list[Facet]:
    common = sorted(((value, n) for value, n in counted.items() if n), key=lambda item: (-item[1], item[0]))
    return [Facet(field, value, count, f"{field}:{quote_value(value)}") for value, count in common[:limit]]


def _count_entities(
    database: Database, results: Results, field: str, overlay: Overlay, limit: int, words: Sequence[str]
) -> list[Facet]:
    labels = FIELDS[field].labels or ()
    rows: Iterable[tuple[int, str, str, int]]
    if results.everything:
        rows = _entities_of_corpus(database, labels, overlay, words, 2 * max(CANDIDATES, limit))
    else:
        rows = _entities_of_hits(database, results, labels)
    joined: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for entity, label, name, count in rows:
        named = overlay.rules.canonical(label, name) if overlay.rules else (label, name)
        if named is not None and named[0] in labels and has_words(named[1], words):
            joined[named[1]].append((entity, count))
            if len(joined) >= max(CANDIDATES, limit):
                break
    counted = Counter({name: _count_any(database, results, of) for name, of in joined.items()})
    return _top_values(counted, field, limit)


def _entities_of_corpus(
    database: Database, labels: tuple[str, ...], overlay: Overlay, words: Sequence[str], most: int
) -> Iterator[tuple[int, str, str, int]]:
    """Yield entities of these labels, those that most articles name first: id, label, name, articles.

    Without words the commonest, `most` of them; else all that may have the longest word in their name, and others.
    """
    from extract.index.search.entities import find_renamed
    from extract.index.search.entity_lookup import ENTITIES_WITH_PART, LIKE_UNDERSCORE
    from extract.names.fold import fold

    sql = f"SELECT id, label, name, articles FROM named WHERE articles > 0 AND label IN ({','.join('?' * len(labels))})"
    values = [*labels]
    part = max(map(fold, words), key=len, default="")
    if part:
        sql += f" AND (id IN ({ENTITIES_WITH_PART}) OR id IN (SELECT value FROM json_each(?)))"
        pattern = part.replace("_", LIKE_UNDERSCORE)
        values += [f"%{pattern}%", json.dumps(find_renamed(database, part, overlay))]
    sql += " ORDER BY articles DESC, name"
    return database.stream(sql if words else f"{sql} LIMIT {most}", values)


def _entities_of_hits(database: Database, results: Results, labels: tuple[str, ...]) -> list[tuple[int, str, str, int]]:
    """Count the commonest entities of these labels among the hits: id, label, name, articles."""
    from extract.index.search.entity_lookup import count_entities  # brings tables that the first frame does not need

    found = results.found
    named = count_entities(database.stream(f"SELECT entities FROM names WHERE article IN ({found.text})", found.values))
    known = database.fetch(
        "SELECT id, label, name FROM named WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(list(named)),)
    )
    rows = [(entity, label, name, named[entity]) for entity, label, name in known if label in labels]
    return sorted(rows, key=lambda row: (-row[3], row[2]))


def _count_any(database: Database, results: Results, entities: list[tuple[int, int]]) -> int:
    """Count the hits that name any of these entities, which the analyst merged."""
    if len(entities) == 1:
        return entities[0][1]
    keys = json.dumps([entity for entity, _ in entities])
    (count,) = database.fetch_one(
        "SELECT count(DISTINCT article) FROM occurs WHERE entity IN (SELECT value FROM json_each(?))"
        f" AND article IN ({results.found.text})",
        (keys, *results.found.values),
    )
    return int(count)


FACETS: Final[Mapping[str, FacetSpec]] = {
    spec.name: spec
    for spec in (
        FacetSpec("tag", "Tags", _count_tags),
        FacetSpec("source", "Sources", _count_rows),
        FacetSpec("person", "People", _count_entities, needs_records=True),
        FacetSpec("org", "Organisations", _count_entities, needs_records=True),
        FacetSpec("place", "Places", _count_entities, needs_records=True),
        FacetSpec("equipment", "Equipment", _count_entities, needs_records=True),
        FacetSpec("is", "To be wary of", _count_rows, needs_records=True),
        FacetSpec("lang", "Languages", _count_rows),
        FacetSpec("month", "Months", _count_months, over_time=True),
    )
}
"""In the order in which they are shown."""
