"""What an article is best read beside: its reprints, and what else reports the same happening."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from extract.index.search.similar import similar_rowids
from extract.index.search.story_moves import list_members, resolve_moves, story_key

if TYPE_CHECKING:
    from extract.index.overlay import Overlay
    from extract.index.search.database import Database
    from extract.index.search.rows import Row

NEAREST = 50
"""Reprints that are looked at, and articles most like it that are told first of its story."""


@dataclass(frozen=True, slots=True)
class Counterpart:
    """An article to be read beside another."""

    row: Row
    why: Literal["reprint", "story"]
    """Whether most of its sentences are the same, or only what it reports."""


def find_counterparts(database: Database, article_id: str, overlay: Overlay) -> list[Counterpart]:
    """Find the reprints of an article, those of the nearest days first, then the others of its story, most alike first.

    None where the article is gone.
    """
    rowid = database.rowid(article_id)
    if rowid is None:
        return []
    (own,) = database.rows([rowid])
    twins = database.near_duplicates(rowid, NEAREST)
    reprints = sorted(database.rows(twins), key=lambda row: (_days_between(own, row), row.source == own.source))
    moves = resolve_moves(database, overlay.rules)
    known = {rowid, *twins}
    key = story_key(database, moves, rowid)
    story = [one for one in list_members(database, moves, key) if one not in known] if key is not None else []
    near = similar_rowids(database, article_id, overlay, NEAREST) or ()
    story.sort(key=lambda one: near.index(one) if one in near else NEAREST)
    return [
        *(Counterpart(row, "reprint") for row in reprints),
        *(Counterpart(row, "story") for row in database.rows(story)),
    ]


def _days_between(one: Row, other: Row) -> int:
    try:
        days = [date.fromisoformat((row.published or "")[:10]).toordinal() for row in (one, other)]
    except ValueError:
        return date.max.toordinal()
    return abs(days[0] - days[1])
