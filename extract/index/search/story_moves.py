"""Analysts' decisions on stories, laid over those that the index has: which articles are of another story, or alone.

The index is never changed by a decision, and no grouping overrules one: what grouping says is looked up first, and the
decisions, in the order in which they were made, are applied to it whenever stories are read.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extract.decisions import Rules
    from extract.index.query.plan import Sql
    from extract.index.search.database import Database

ALONE = "-alone"
"""Behind an article's id: the story of an article that an analyst called alone, where the one that it left bears it."""


@dataclass(frozen=True, slots=True)
class StoryMoves:
    """The articles that decisions have put into another story than the one they were grouped into."""

    story_of: Mapping[int, int] = field(default_factory=dict)
    """Key of the story by row id; the row id with a minus sign where the article is alone."""
    stories: frozenset[int] = frozenset()
    """Keys of the stories that articles have left or joined."""

    def __bool__(self) -> bool:
        return bool(self.story_of)

    @property
    def key(self) -> str:
        """SQL of the key of an article's story: its row id with a minus sign where it is not grouped."""
        grouped = "coalesce(article.story, -article.rowid)"
        moved = " ".join(f"WHEN {int(rowid)} THEN {int(key)}" for rowid, key in self.story_of.items())
        return f"(CASE article.rowid {moved} ELSE {grouped} END)" if moved else grouped


NO_MOVES = StoryMoves()


def resolve_moves(database: Database, rules: Rules | None) -> StoryMoves:
    """Apply the decisions on stories, the oldest first, to the stories that the index has."""
    decisions = rules.stories if rules else ()
    if not decisions:
        return NO_MOVES
    ids = {article for decision in decisions for article in (*decision.names, *decision.others)}
    rows = database.fetch(
        "SELECT id, rowid, story FROM article WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(list(ids)),)
    )
    rowid_of = {article: rowid for article, rowid, _ in rows}
    before = {rowid: -rowid if story is None else story for _, rowid, story in rows}
    now = dict(before)
    for decision in decisions:
        for other in filter(None, map(rowid_of.get, decision.others)):
            for one in filter(None, map(rowid_of.get, decision.names)):
                if decision.kind == "same-story":
                    now[one] = now[other]
                elif now[one] == now[other]:
                    now[one] = -one
    _rename_left(now)
    moved = {rowid: key for rowid, key in now.items() if key != before[rowid]}
    return StoryMoves(moved, frozenset(moved.values()) | {before[rowid] for rowid in moved})


def _rename_left(story_of: dict[int, int]) -> None:
    """Give stories that the article with whose row id their key was made has left the key of one that is in them."""
    left: dict[int, list[int]] = {}
    for rowid, key in story_of.items():
        if key < 0 and story_of[-key] != key:
            left.setdefault(key, []).append(rowid)
    for members in left.values():
        story_of.update(dict.fromkeys(members, -max(members)))


def list_members(database: Database, moves: StoryMoves, key: int) -> list[int]:
    """List the row ids of the articles of a story, the newest first."""
    condition = "story = ?" if key > 0 else "rowid = -?"
    grouped = {rowid for (rowid,) in database.fetch(f"SELECT rowid FROM article WHERE {condition}", (key,))}
    if moves:
        grouped = {rowid for rowid in grouped if moves.story_of.get(rowid, key) == key}
        grouped |= {rowid for rowid, story in moves.story_of.items() if story == key}
    return sorted(grouped, reverse=True)


def story_key(database: Database, moves: StoryMoves, rowid: int) -> int | None:
    """Look up the key of an article's story; None where there is no such article."""
    row = database.fetch_one("SELECT coalesce(story, -rowid) FROM article WHERE rowid = ?", (rowid,))
    return None if row is None else moves.story_of.get(rowid, int(row[0]))


def find_story(database: Database, moves: StoryMoves, wanted: str) -> int | None:
    """Find the key of a story by its id or that of one of its articles; None where there is none of that id.

    A story that decisions have left without articles is none.
    """
    row = database.fetch_one("SELECT key FROM story WHERE id = ?", (wanted,))
    if row is not None and list_members(database, moves, int(row[0])):
        return int(row[0])
    rowid = database.rowid(wanted)
    rowid = database.rowid(wanted.removesuffix(ALONE)) if rowid is None else rowid
    return None if rowid is None else story_key(database, moves, rowid)


def name_stories(database: Database, keys: Iterable[int]) -> dict[int, str]:
    """Look up the ids of stories by key: of an article that is alone, its own, unless a story bears that."""
    among = json.dumps(sorted(set(keys)))
    rows = database.fetch(
        "SELECT key, id FROM story WHERE key IN (SELECT value FROM json_each(?1)) UNION ALL"
        " SELECT -rowid, id || iif(id IN (SELECT id FROM story), ?2, '') FROM article"
        " WHERE rowid IN (SELECT -value FROM json_each(?1))",
        (among, ALONE),
    )
    return dict(rows)


def outlets_of(database: Database, moves: StoryMoves) -> str:
    """Write SQL of how many outlets the story has that is joined as `story`; those that decisions touch are counted."""
    cases = []
    for key in moves.stories:
        members = json.dumps(list_members(database, moves, key))
        sql = "SELECT count(DISTINCT source) FROM article WHERE rowid IN (SELECT value FROM json_each(?))"
        ((outlets,),) = database.fetch(sql, (members,))
        cases.append(f"WHEN {int(key)} THEN {int(outlets)}")
    counted = "coalesce(story.outlets, 0)"
    return f"(CASE {moves.key} {' '.join(cases)} ELSE {counted} END)" if cases else counted


def order_by_outlets(database: Database, moves: StoryMoves, found: Sql) -> str:
    """Write SQL that yields the row ids of articles in the order `outlets` (`extract.index.query.plan`)."""
    return (
        f"SELECT article.rowid FROM article LEFT JOIN story ON story.key = {moves.key}"
        f" WHERE article.rowid IN ({found.text})"
        f" ORDER BY {outlets_of(database, moves)} DESC, {moves.key} DESC, article.rowid DESC"
    )


def list_alone(database: Database, moves: StoryMoves) -> list[int]:
    """List the row ids of the articles that are alone by decisions: of the stories that these touch."""
    members = (list_members(database, moves, key) for key in moves.stories)
    return [story[0] for story in members if len(story) == 1]
