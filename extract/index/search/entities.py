"""Lists the entities of the whole corpus, and completes the values of query fields."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extract.index.overlay import Overlay
from extract.index.query.fields import FIELDS
from extract.index.search.entity_lookup import (
    ENTITIES_WITH_PART,
    LIKE_UNDERSCORE,
    EntityMatch,
    count_entities,
    find_by_form,
    find_entities,
)
from extract.names.fold import fold

if TYPE_CHECKING:
    from extract.index.search.database import Database


@dataclass(frozen=True, slots=True)
class EntityRow:
    """One entity as it is listed: of the corpus, or of an article."""

    key: int
    """Its id in the index, until that is rebuilt; 0 for one of an article, which may have another name there."""
    label: str
    name: str
    count: int
    """How many articles name it; for one of an article, how often that does."""
    forms: tuple[str, ...]
    """Every form in which it stands."""

    @property
    def aliases(self) -> tuple[str, ...]:
        """Its forms but for the name."""
        return tuple(form for form in self.forms if form != self.name)


def list_entities(
    database: Database, *, label: str | None, like: str, part: str, overlay: Overlay, offset: int, limit: int
) -> list[EntityRow]:
    """List entities, those that most articles name first.

    Args:
        database: that has them.
        label: only of this label.
        like: only those that this name means, by a form or by words of one; a star stands for anything.
        part: only those with these characters, case and accents aside, anywhere in a form or in what the analyst
            calls them. Goes through every form: 30 to 60 ms for 100,000 entities.
        overlay: the analyst's decisions: names as they call them, what they merged as one, nothing that they rejected.
        offset: how many to pass over.
        limit: how many to return at most; fewer where some were rejected or are one.

    """
    where, values = ["articles > 0"], []
    if label is not None:
        where.append("label = ?")
        values.append(label)
    if like:
        found = find_entities(database.fetch, like, (label,) if label else ())
        where.append("id IN (SELECT value FROM json_each(?))")
        values.append(json.dumps([key for key, _ in found]))
    if wanted := fold(part):
        where.append(f"(id IN ({ENTITIES_WITH_PART}) OR id IN (SELECT value FROM json_each(?)))")
        values += [f"%{wanted.replace('_', LIKE_UNDERSCORE)}%", json.dumps(find_renamed(database, wanted, overlay))]
    rows = database.fetch(
        "SELECT top.id, articles, label, written FROM"
        f" (SELECT id, label, articles FROM entity WHERE {' AND '.join(where)}"
        " ORDER BY articles DESC, id LIMIT ? OFFSET ?) AS top JOIN form ON form.id = top.id"
        " ORDER BY articles DESC, top.id",
        (*values, limit, offset),
    )
    return _build_rows(database, _join_merged(database, rows, overlay))


def find_renamed(database: Database, wanted: str, overlay: Overlay) -> list[int]:
    """Find the entities whose name, as the analyst decided it, contains `wanted`, a folded text."""
    if not overlay.rules:
        return []
    titles, canonical = overlay.rules.titles, overlay.rules.canonical
    texts = {fold(text) for title, texts in titles.items() if wanted in fold(title) for text in texts}
    found = (one for text in texts for one in find_by_form(database.fetch, text))
    named = ((key, canonical(label, name)) for key, _, label, name in found)
    return [key for key, called in named if called is not None and wanted in fold(called[1])]


def _join_merged(
    database: Database, rows: list[EntityMatch], overlay: Overlay
) -> dict[tuple[str, str], dict[int, int]]:
    """Group entities, key to number of articles, under label and name as the analyst decided them.

    Of what they merged all is there, whichever of it was found; what they rejected is not.
    """
    joined: dict[tuple[str, str], dict[int, int]] = {}
    if not overlay.rules:
        for key, articles, label, name in rows:
            joined.setdefault((label, name), {})[key] = articles
        return joined
    canonical, twins = overlay.rules.canonical, overlay.rules.names
    for key, articles, label, name in rows:
        named = canonical(label, name)
        if named is None:
            continue
        joined.setdefault(named, {})[key] = articles
        for other in twins(label, name):
            for twin, number, of, own in find_by_form(database.fetch, fold(other)):
                if canonical(of, own) == named:
                    joined[named][twin] = number
    return joined


def _build_rows(database: Database, joined: dict[tuple[str, str], dict[int, int]]) -> list[EntityRow]:
    """Build a row for each label and name: all forms of its entities, and the articles that name any of them."""
    forms: dict[int, list[str]] = {}
    keys = json.dumps([key for entities in joined.values() for key in entities])
    for key, written in database.fetch(
        "SELECT id AS key, written FROM form WHERE id IN (SELECT value FROM json_each(?1)) AND entity IS NULL"
        " UNION ALL"
        " SELECT entity, written FROM form WHERE entity IN (SELECT value FROM json_each(?1))",
        (keys,),
    ):
        forms.setdefault(key, []).append(written)
    rows = [
        EntityRow(
            next(iter(entities)),
            label,
            name,
            next(iter(entities.values())) if len(entities) == 1 else _count_articles(database, entities),
            tuple(dict.fromkeys(form for key in entities for form in forms.get(key, ()))),
        )
        for (label, name), entities in joined.items()
    ]
    return sorted(rows, key=lambda row: -row.count)


def _count_articles(database: Database, entities: Iterable[int]) -> int:
    """Count the articles that name any of the entities."""
    (articles,) = database.fetch_one(
        "SELECT count(DISTINCT article) FROM occurs WHERE entity IN (SELECT value FROM json_each(?))",
        (json.dumps(list(entities)),),
    )
    return int(articles)


def complete_value(database: Database, field: str, typed: str, overlay: Overlay, limit: int) -> list[str]:
    """List values of a query's field that may complete what is `typed`, the commonest first.

    Of names any word may begin so, in any form; a field that has no values of its own has none.
    """
    spec = FIELDS.get(field)
    if spec is None or not spec.looked_up:
        return []
    if spec.labels is not None:
        like = f"{typed}*" if typed else ""
        found = [
            row
            for label in spec.labels or (None,)
            for row in list_entities(database, label=label, like=like, part="", overlay=overlay, offset=0, limit=limit)
        ]
        names = [row.name for row in sorted(found, key=lambda row: -row.count)]
    else:
        wanted = fold(typed)
        stored = [name for (name,) in database.fetch(spec.stored_values)]
        names = [name for name in stored if any(part.startswith(wanted) for part in _word_suffixes(fold(name)))]
    return list(dict.fromkeys(names))[:limit]


@dataclass(frozen=True, slots=True)
class WatchedRow:
    """A row of a watchlist."""

    list: str
    label: str
    name: str
    note: str
    articles: int
    """How many name it."""


def list_watched(database: Database, wanted: str | None = None) -> Iterator[WatchedRow]:
    """Yield the rows of one watchlist, or of all, those that most articles name first."""
    yield from (
        WatchedRow(*row)
        for row in database.fetch(
            "SELECT list, watched.label, name, note, coalesce(articles, 0) FROM watched"
            " LEFT JOIN entity ON entity.id = entity WHERE ?1 IS NULL OR list = ?1 ORDER BY list, 5 DESC, name",
            (wanted,),
        )
    )


def watched_as(database: Database, key: int) -> list[WatchedRow]:
    """List the rows of watchlists that are one entity, by its key."""
    sql = "SELECT list, label, name, note, 0 FROM watched WHERE entity = ? ORDER BY list"
    return [WatchedRow(*row) for row in database.fetch(sql, (key,))]


def _word_suffixes(name: str) -> Iterator[str]:
    """Yield a name, then what follows each of its spaces."""
    yield name
    for at, char in enumerate(name):
        if char == " ":
            yield name[at + 1 :]


def list_cooccurring(database: Database, key: int, limit: int) -> list[tuple[EntityRow, int]]:
    """List the entities in the same articles, each with the number of those, the commonest first."""
    named = count_entities(
        database.fetch(
            "SELECT entities FROM names WHERE article IN (SELECT article FROM occurs WHERE entity = ?)", (key,)
        )
    )
    del named[key]
    common = dict(named.most_common(limit))
    rows = database.fetch(
        "SELECT id, label, name, articles FROM named WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(common)),),
    )
    found = [(EntityRow(other, label, name, articles, ()), common[other]) for other, label, name, articles in rows]
    return sorted(found, key=lambda pair: (-pair[1], pair[0].name))
