"""The entities of the whole corpus, as a screen lists them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extract.index.overlay import Overlay
from extract.index.query.fields import LABELS
from extract.index.store.entity_table import counted, entities_named
from extract.names.fold import fold

if TYPE_CHECKING:
    from extract.index.search.index import Index


@dataclass(frozen=True, slots=True)
class EntityRow:
    """One entity of the corpus."""

    key: int
    """To ask more of it by, until the index is rebuilt."""
    label: str
    name: str
    articles: int
    """How many articles name it."""
    forms: tuple[str, ...]
    """Every form in which it stands."""


def entity_rows(
    index: Index, *, label: str | None, like: str, overlay: Overlay, offset: int, limit: int
) -> list[EntityRow]:
    """Return entities, those that most articles name first.

    Args:
        index: that has them.
        label: only of this label.
        like: only those that this name means, by a form or by words of one; a star stands for anything.
        overlay: the analyst's decisions: names as they call them, and nothing that they rejected.
        offset: how many to pass over.
        limit: how many to return at most; fewer where some were rejected.

    """
    where, values = ["articles > 0"], []
    if label is not None:
        where.append("label = ?")
        values.append(label)
    if like:
        found = entities_named(index.execute, like, (label,) if label else ())
        where.append("id IN (SELECT value FROM json_each(?))")
        values.append(json.dumps([key for key, _ in found]))
    rows = index.execute(
        f"SELECT id, label, name, articles FROM named WHERE {' AND '.join(where)}"
        " ORDER BY articles DESC, id LIMIT ? OFFSET ?",
        (*values, limit, offset),
    ).fetchall()
    listed = []
    for key, of, name, articles in rows:
        named = overlay.rules.canonical(of, name) if overlay.rules else (of, name)
        if named is not None:
            forms = index.execute("SELECT written FROM form WHERE entity = ?1 OR id = ?1 ORDER BY id", (key,))
            listed.append(EntityRow(key, named[0], named[1], articles, tuple(form for (form,) in forms)))
    return listed


def values(index: Index, field: str, typed: str, overlay: Overlay, limit: int) -> list[str]:
    """Return values of a query's field that `typed` may be the beginning of, the commonest first.

    Of names any word may begin so, in any form; a field that has no values of its own has none.
    """
    if field in (*LABELS, "entity", "said"):
        like = f"{typed}*" if typed else ""
        found = [
            row
            for label in LABELS.get(field, (None,))
            for row in entity_rows(index, label=label, like=like, overlay=overlay, offset=0, limit=limit)
        ]
        names = [row.name for row in sorted(found, key=lambda row: -row.articles)]
    else:
        names = [name for (name,) in index.execute(_VALUES[field])] if field in _VALUES else []
        wanted = fold(typed)
        names = [name for name in names if any(part.startswith(wanted) for part in _beginnings(fold(name)))]
    return list(dict.fromkeys(names))[:limit]


_VALUES = {
    "source": "SELECT name FROM source WHERE articles > 0 ORDER BY articles DESC, name",
    "lang": "SELECT language FROM article WHERE language IS NOT NULL GROUP BY language ORDER BY count(*) DESC",
    "is": "SELECT kind FROM flagged GROUP BY kind ORDER BY count(*) DESC",
}


def _beginnings(name: str) -> Iterator[str]:
    """Yield a name from each of its words on."""
    yield name
    for at, char in enumerate(name):
        if char == " ":
            yield name[at + 1 :]


def beside(index: Index, key: int, limit: int) -> list[tuple[EntityRow, int]]:
    """Return the entities that stand in the same articles, with in how many, the commonest first."""
    named = counted(
        index.execute(
            "SELECT entities FROM names WHERE article IN (SELECT article FROM occurs WHERE entity = ?)", (key,)
        )
    )
    del named[key]
    common = dict(named.most_common(limit))
    rows = index.execute(
        "SELECT id, label, name, articles FROM named WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(common)),),
    )
    found = [(EntityRow(other, label, name, articles, ()), common[other]) for other, label, name, articles in rows]
    return sorted(found, key=lambda pair: (-pair[1], pair[0].name))
