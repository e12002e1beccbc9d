"""The overlay: tags, marks and decisions of the analyst, as plain values that queries are joined with."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from extract.decisions import Rules

MARKS: Final = ("read", "starred", "noted")
"""Marks that an article can have besides tags; names of fields of `Overlay`."""


@dataclass(frozen=True, slots=True)
class Overlay:
    """Tags and marks by article id, at one moment.

    A set that did not change is the same object in the next overlay: what was made of it is kept by identity.
    """

    tags: Mapping[str, AbstractSet[str]] = field(default_factory=dict)
    """Tag name -> ids of the articles that bear it."""
    read: AbstractSet[str] = frozenset()
    starred: AbstractSet[str] = frozenset()
    noted: AbstractSet[str] = frozenset()
    """Ids of articles that have a note."""
    rules: Rules | None = None
    """The analyst's decisions about entities."""
    version: int = 0
    """Raised by the owner with every change."""


class RowidCache:
    """Caches the row ids of an overlay's sets as long as neither the set nor the corpus changes."""

    KEPT = 64

    def __init__(self, fetch: Callable[..., Any]) -> None:
        self._fetch = fetch
        self._found: dict[int, tuple[AbstractSet[str], int, tuple[int, ...]]] = {}

    def rowids(self, *sets: AbstractSet[str]) -> tuple[int, ...]:
        """Look up the row ids of the articles in any of the sets; ids that the corpus lacks are left out."""
        if len(sets) == 1:
            return self._of(sets[0])
        return tuple({rowid for ids in sets for rowid in self._of(ids)})

    def _of(self, ids: AbstractSet[str]) -> tuple[int, ...]:
        ((newest,),) = self._fetch("SELECT max(added) FROM article")
        known = self._found.get(id(ids))
        if known and known[0] is ids and known[1] == newest:
            return known[2]
        rows = self._fetch(
            "SELECT rowid FROM article WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(list(ids)),)
        )
        found = tuple(row[0] for row in rows)
        if len(self._found) >= self.KEPT:
            self._found.pop(next(iter(self._found)))
        self._found[id(ids)] = (ids, newest, found)
        return found
