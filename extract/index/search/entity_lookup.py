"""Finds entities of the corpus by name or by those of a record, and counts them over articles."""

from __future__ import annotations

import json
from array import array
from collections import Counter
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from extract.index.store.entity_table import entity_key, find_same_person, form_hash, list_occurrences
from extract.index.store.watched import own_names
from extract.index.words import split_words
from extract.names.fold import fold

if TYPE_CHECKING:
    from extract.article import Record
    from extract.decisions import Rules


EntityMatch = tuple[int, int, str, str]
"""Id, number of articles, label and name of an entity."""


def find_entities(
    execute: Callable[..., Any], name: str, labels: tuple[str, ...], rules: Rules | None = None
) -> list[tuple[int, int]]:
    """Find the entities that `name` means, by a form, else by words of a form: id and number of articles of each.

    A star stands for anything; without labels, entities of every label are meant. What the analyst calls so is meant
    too, what they merged is one, and what they rejected is none.
    """
    found = _match_name(execute, name, labels)
    if not rules:
        return [(entity, articles) for entity, articles, _, _ in found]
    meant = fold(name)
    texts = {fold(text) for title, texts in rules.titles.items() if fold(title) == meant for text in texts}
    for one in (one for text in texts for one in find_by_form(execute, text, labels)):
        called = rules.canonical(one[2], one[3])
        if called is not None and fold(called[1]) == meant:
            found.append(one)
    return _decided(execute, found, rules, labels)


def find_watched(
    execute: Callable[..., Any], lists: Iterable[str], rules: Rules | None = None
) -> list[tuple[int, int]]:
    """Find the entities on some watchlists, as the analyst decided them: id and number of articles of each."""
    on_lists = "SELECT entity FROM watched WHERE list IN (SELECT value FROM json_each(?)) AND entity IS NOT NULL"
    wanted = json.dumps(list(lists))
    if not rules:
        return list(execute(f"SELECT id, articles FROM entity WHERE articles > 0 AND id IN ({on_lists})", (wanted,)))
    sql = f"SELECT id, articles, label, name FROM named WHERE articles > 0 AND id IN ({on_lists})"
    return _decided(execute, execute(sql, (wanted,)), rules)


def _decided(
    execute: Callable[..., Any], found: Iterable[EntityMatch], rules: Rules, labels: tuple[str, ...] = ()
) -> list[tuple[int, int]]:
    """Return entities with all that the analyst merged them with, without what they rejected."""
    kept: dict[int, int] = {}
    for entity, articles, label, own in found:
        called = rules.canonical(label, own)
        if called is None:
            continue
        kept[entity] = articles
        for text in rules.names(label, own):
            twins = find_by_form(execute, fold(text), labels)
            kept.update((twin, n) for twin, n, of, its in twins if rules.canonical(of, its) == called)
    return list(kept.items())


_SELECT = (  # CROSS JOIN: forms first; else SQLite goes through every entity of a label
    "SELECT DISTINCT named.id, articles, label, name FROM form CROSS JOIN named ON named.id = coalesce(entity, form.id)"
    " WHERE articles > 0"
)


LIKE_UNDERSCORE = r"\_"
"""An underscore, escaped for LIKE; a folded text has no other character that LIKE interprets."""

ENTITIES_WITH_PART = "SELECT coalesce(entity, id) FROM form WHERE coalesce(other, written) LIKE ? ESCAPE '\\'"
"""Entities with a form that matches a pattern of LIKE, folded. LIKE itself folds the case of ASCII, so that the column
`folded`, which is worked out for each row anew and costs three times as much, is not read."""


def _match_name(execute: Callable[..., Any], name: str, labels: tuple[str, ...]) -> list[EntityMatch]:
    chosen = _label_condition(labels)
    words = split_words(name)
    if "*" in name.rstrip("*") or not words:
        pattern = "*".join(fold(part) for part in name.split("*")).replace("[", "[[]").replace("?", "[?]")
        return list(execute(f"{_SELECT} AND folded GLOB ?{chosen}", (pattern, *labels)))
    exact = [] if name.endswith("*") else find_by_form(execute, fold(name), labels)
    if exact:
        return exact
    expression = " AND ".join(f'"{word}"' for word in words) + (" *" if name.endswith("*") else "")
    found = "form.id IN (SELECT rowid FROM forms WHERE forms MATCH ?)"
    return list(execute(f"{_SELECT} AND {found}{chosen}", (expression, *labels)))


def find_by_form(execute: Callable[..., Any], folded: str, labels: tuple[str, ...] = ()) -> list[EntityMatch]:
    """Find the entities with a form, given folded (`extract.names.fold`)."""
    return list(
        execute(
            f"{_SELECT} AND hash = ? AND folded = ?{_label_condition(labels)}", (form_hash(folded), folded, *labels)
        )
    )


def _label_condition(labels: tuple[str, ...]) -> str:
    return f" AND label IN ({','.join('?' * len(labels))})" if labels else ""


def resolve_entities(execute: Callable[..., Any], record: Record) -> dict[str, int]:
    """Map the entities of a record, by id, to those of the corpus that they were entered as."""
    resolved = {}
    for entity, one in zip(record.entities, list_occurrences(record, own_names(execute)), strict=True):
        rows = list(execute("SELECT id FROM entity WHERE key = ?", (entity_key(one.label, one.key),)))
        found = rows[0][0] if rows else find_same_person(execute, one.label, one.block, one.name)
        if found is not None:
            resolved[entity.id] = found
    return resolved


def count_entities(rows: Iterable[tuple[bytes]]) -> Counter[int]:
    """Count the articles that name each entity, given their rows of the table `names`."""
    found: Counter[int] = Counter()
    for (entities,) in rows:
        found.update(array("I", entities))
    return found
