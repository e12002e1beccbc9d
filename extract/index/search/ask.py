"""Runs queries against an index, and finds their terms in an article.

Apart from `index`, which answers the empty query by itself: the browser's first frame waits for none of this.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from extract.index.overlay import MARKS, Overlay
from extract.index.query.compile import compile_query
from extract.index.query.context import QueryContext
from extract.index.query.fields import FIELDS, watched_by_query
from extract.index.query.parse import parse
from extract.index.query.plan import Sort
from extract.index.query.tree import Field, has_pattern, positive_leaves
from extract.index.search.highlight import find_hits, make_snippet
from extract.index.search.patterns import Hit, PatternBudget
from extract.index.search.results import WINDOWS, Results
from extract.index.search.story_moves import (
    find_story,
    list_alone,
    list_members,
    order_by_outlets,
    resolve_moves,
)

if TYPE_CHECKING:
    from extract.index.search.database import Database, StoredArticle


def run_query(
    database: Database, query: str, sort: Sort, overlay: Overlay, windows: Sequence[int] = WINDOWS
) -> Results:
    """Parse and compile a query; its results run when they are read.

    Raises:
        QueryError: where the query cannot be read; it knows the place.

    """
    parsed = parse(query)
    budget = PatternBudget() if has_pattern(parsed.root) else None
    planned = compile_query(parsed, sort, _query_context(database, overlay))
    if planned.sort == "outlets" and (moves := resolve_moves(database, overlay.rules)):
        planned = replace(planned, sql=order_by_outlets(database, moves, planned.found), values=planned.found.values)
    return Results(database, planned, partial(make_snippet, root=parsed.root, budget=budget), budget, windows)


class HitFinder:
    """Finds the terms of one query in articles: spans of code points, ascending, disjoint.

    An entity is found by the mentions of it that an article's record has, and not by its forms: a "Kuleba" may be of
    another. In an article without a record nobody is found.
    """

    def __init__(self, database: Database, query: str, overlay: Overlay, budget: PatternBudget | None = None) -> None:
        """Read a query.

        Args:
            database: what knows the entities.
            query: as typed.
            overlay: the analyst's decisions about entities.
            budget: how long its patterns may take in all articles.

        Raises:
            QueryError: where the query cannot be read.

        """
        self._database, self._root, self._budget = database, parse(query).root, budget
        self._entities: set[int] = set()
        for leaf in positive_leaves(self._root):
            labels = FIELDS[leaf.name].labels if isinstance(leaf, Field) else None
            if isinstance(leaf, Field) and labels is not None:
                self._entities.update(key for key, _ in _find_entities(database, leaf.value, labels, overlay))
            elif isinstance(leaf, Field) and leaf.name == "watch":
                self._entities.update(key for key, _ in watched_by_query(leaf, _query_context(database, overlay)))

    @property
    def names_entities(self) -> bool:
        """Whether it asks for entities that the corpus has, so that it needs an article's record."""
        return bool(self._entities)

    def find(self, text: str, stored: StoredArticle | None = None) -> list[Hit]:
        """Find the terms in a text, and the mentions of the query's entities in the article that it is of."""
        mentions = _find_mentions(self._database, stored, self._entities) if stored and self._entities else ()
        return find_hits(self._root, text, mentions, self._budget)


def _find_mentions(database: Database, stored: StoredArticle, wanted: set[int]) -> list[Hit]:
    """Find where an article mentions any of these entities of the corpus."""
    if stored.derived is None or stored.record is None:
        return []
    from extract.index.search.entity_lookup import resolve_entities

    ours = {entity for entity, key in resolve_entities(database.fetch, stored.derived).items() if key in wanted}
    decided = {(mention.start, mention.end) for mention in stored.record.mentions if mention.entity is not None}
    spans = [(mention.start, mention.end) for mention in stored.derived.mentions if mention.entity in ours]
    return [span for span in spans if span in decided]


def _query_context(database: Database, overlay: Overlay) -> QueryContext:
    return QueryContext(
        total=database.counts().articles,
        slots=database.slots(),
        today=date.today(),
        sources=lambda: database.fetch("SELECT id, name, articles FROM source"),
        entities=lambda name, labels: _find_entities(database, name, labels, overlay),
        similar=lambda article: _find_similar(database, article, overlay),
        story=lambda story: _find_story(database, story, overlay),
        moved=lambda: _list_moved(database, overlay),
        watched=lambda lists: _find_watched(database, lists, overlay),
        lists=lambda: [name for (name,) in database.fetch("SELECT DISTINCT list FROM watched ORDER BY list")],
        newest_seen=database.newest_seen(),
        flags=lambda: [kind for (kind,) in database.fetch("SELECT DISTINCT kind FROM flagged")],
        tags=overlay.tags,
        tagged=lambda tags: database.marks.rowids(*(overlay.tags[tag] for tag in tags)),
        marked=lambda mark: database.marks.rowids(getattr(overlay, mark)) if mark in MARKS else None,
    )


def _find_entities(database: Database, name: str, labels: tuple[str, ...], overlay: Overlay) -> list[tuple[int, int]]:
    # brings tables that a search for words does not wait for
    from extract.index.search.entity_lookup import find_entities

    return find_entities(database.fetch, name, labels, overlay.rules)


def _find_similar(database: Database, article: str, overlay: Overlay) -> tuple[int, ...] | None:
    from extract.index.search.similar import LISTED, similar_rowids

    return similar_rowids(database, article, overlay, LISTED)


def _find_story(database: Database, story: str, overlay: Overlay) -> tuple[int, ...] | None:
    moves = resolve_moves(database, overlay.rules)
    key = find_story(database, moves, story)
    return None if key is None else tuple(list_members(database, moves, key))


def _list_moved(database: Database, overlay: Overlay) -> tuple[Collection[int], Collection[int]]:
    moves = resolve_moves(database, overlay.rules)
    return moves.stories, list_alone(database, moves)


def _find_watched(database: Database, lists: Collection[str], overlay: Overlay) -> list[tuple[int, int]]:
    from extract.index.search.entity_lookup import find_watched  # as above

    return find_watched(database.fetch, lists, overlay.rules)
