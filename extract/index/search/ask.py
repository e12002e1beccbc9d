"""Queries put to an index: read and compiled against what it has, and found again in a text.

Apart from `read`, which answers the empty query by itself: the browser's first frame waits for none of this.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from extract.index.overlay import MARKS, Overlay
from extract.index.query.compile import plan
from extract.index.query.fields import LABELS, Catalogue
from extract.index.query.parse import parse
from extract.index.query.plan import Plan, Sort
from extract.index.query.tree import Field, asked_for
from extract.index.search.highlight import Hit, hits_of, snippet

if TYPE_CHECKING:
    from extract.index.search.index import Index


def asked(index: Index, query: str, sort: Sort, overlay: Overlay) -> tuple[Plan, Callable[[str], str]]:
    """Return a query ready to run, and what makes the snippet of a text that it finds.

    Raises:
        QueryError: where the query cannot be read; it knows the place.

    """
    parsed = parse(query)
    return plan(parsed, sort, _catalogue(index, overlay)), partial(snippet, root=parsed.root)


def finder(index: Index, query: str, overlay: Overlay) -> Callable[[str], list[Hit]]:
    """Return what finds the terms of a query in a text: spans of code points, ascending, disjoint.

    Raises:
        QueryError: where the query cannot be read.

    """
    root = parse(query).root
    names: set[str] = set()
    for leaf in asked_for(root):
        if isinstance(leaf, Field) and (leaf.name in LABELS or leaf.name in ("entity", "said")):
            meant = [key for key, _ in _named(index, leaf.value, LABELS.get(leaf.name, ()), overlay)]
            among = "(SELECT value FROM json_each(?1))"
            forms = f"SELECT written FROM form WHERE entity IN {among} OR id IN {among}"
            names.update(written for (written,) in index.execute(forms, (json.dumps(meant),)))
    return lambda text: hits_of(root, text, names)


def _catalogue(index: Index, overlay: Overlay) -> Catalogue:
    return Catalogue(
        total=index.counts().articles,
        slots=index.slots(),
        today=date.today(),
        sources=lambda: index.execute("SELECT id, name, articles FROM source").fetchall(),
        entities=lambda name, labels: _named(index, name, labels, overlay),
        flags=lambda: [kind for (kind,) in index.execute("SELECT DISTINCT kind FROM flagged")],
        tags=overlay.tags,
        tagged=lambda tags: index.marks.rowids(*(overlay.tags[tag] for tag in tags)),
        marked=lambda mark: index.marks.rowids(getattr(overlay, mark)) if mark in MARKS else None,
    )


def _named(index: Index, name: str, labels: tuple[str, ...], overlay: Overlay) -> list[tuple[int, int]]:
    # brings tables that a search for words does not wait for
    from extract.index.store.entity_table import entities_named

    return entities_named(index.execute, name, labels, overlay.rules)
