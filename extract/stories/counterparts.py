"""What an article is best read beside: its reprints, and what else reports the same happening."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from extract.index.search.similar import similar_rowids
from extract.stories.find import group_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extract.index import Overlay, Row
    from extract.index.search.database import Database

NEAREST = 50
"""Reprints that are looked at, and articles most like it among which those of its story are sought."""


@dataclass(frozen=True, slots=True)
class Counterpart:
    """An article to be read beside another."""

    row: Row
    why: Literal["reprint", "story"]
    """Whether most of its sentences are the same, or only what it reports."""


def find_counterparts(database: Database, article_id: str, overlay: Overlay) -> list[Counterpart]:
    """Find the reprints of an article, those of the nearest days first, then the others of its story, most alike first.

    Its story is sought among the articles most like it: the cost is that of `sitrep like`, and of `sitrep stories`
    over NEAREST articles, at any size of the corpus. None where the article is gone.
    """
    rowid = database.rowid(article_id)
    if rowid is None:
        return []
    (own,) = database.rows([rowid])
    twins = database.near_duplicates(rowid, NEAREST)
    reprints = sorted(database.rows(twins), key=lambda row: (_days_between(own, row), row.source == own.source))
    known = {rowid, *twins}
    near = [one for one in similar_rowids(database, article_id, overlay, NEAREST) or () if one not in known]
    return [
        *(Counterpart(row, "reprint") for row in reprints),
        *(Counterpart(row, "story") for row in database.rows(_of_its_story(database, article_id, [rowid, *near]))),
    ]


def _of_its_story(database: Database, article_id: str, rowids: Sequence[int]) -> list[int]:
    """Return those of these articles that tell the story of one among them, in their order, without itself."""
    if len(rowids) < 2:
        return []
    stories = ({one.id for one in story.articles} for story in group_rows(database, rowids))
    story = next((ids for ids in stories if article_id in ids), set())
    return [
        rowid for rowid, one in zip(rowids, database.ids_of(rowids), strict=True) if one in story and one != article_id
    ]


def _days_between(one: Row, other: Row) -> int:
    try:
        days = [date.fromisoformat((row.published or "")[:10]).toordinal() for row in (one, other)]
    except ValueError:
        return date.max.toordinal()
    return abs(days[0] - days[1])
