"""Tables of the stories: which story an article is of, by what others are compared with it, and what a list folds.

An article that is not grouped yet is of no story (`article.story` is NULL). `article.behind` says whether it stands
behind another row of a folded list (see `extract.index.store.states`), which is read off an index so at any size.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Sequence
from itertools import count
from typing import TYPE_CHECKING, NamedTuple

from extract.index.store.rowids import DATED, MINUTES_A_DAY, read_slots
from extract.index.store.states import BEHIND_REPRINT, BEHIND_STORY, SHOWN

if TYPE_CHECKING:
    from extract.index.store.story_terms import TermTable


class StoredMember(NamedTuple):
    """An article as grouping knows it."""

    rowid: int
    added: int
    """Its number in the order of the scan, which no other article ever has."""
    day: int | None
    """Of its publication, counted from any day; None where it is not known to the day."""
    story: int | None
    likeness: int | None


class StoryTable:
    """Reads and writes the stories of an index; the caller holds the transaction."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db, self._slots = db, read_slots(db)
        dated = f"rowid >= {DATED} AND length(published) >= {len('2031-05-03')}"
        self._day = f"iif({dated}, (rowid - {DATED}) / {MINUTES_A_DAY * self._slots}, NULL)"

    def open_terms(self) -> TermTable:
        """Open the index of the words by which articles find each other."""
        from extract.index.store.story_terms import TermTable  # brings numpy, which a scan needs not

        return TermTable(self._db, self._slots)

    def queue(self, limit: int) -> list[int]:
        """Return the row ids of articles that are not grouped yet, the oldest first."""
        rows = self._db.execute("SELECT rowid FROM article WHERE story IS NULL ORDER BY rowid LIMIT ?", (limit,))
        return [rowid for (rowid,) in rows]

    def sample(self, many: int) -> list[tuple[str, bytes, int | None]]:
        """Return title, packed text and day of some articles, evenly over the corpus; see `StoredMember`."""
        (newest,) = self._db.execute("SELECT coalesce(max(added), 0) FROM article").fetchone()
        return self._db.execute(
            f"SELECT title, packed, {self._day} FROM article JOIN body USING(added)"
            " WHERE added % ? = 0 ORDER BY added LIMIT ?",
            (max(1, newest // many), many),
        ).fetchall()

    def count_articles(self) -> int:
        """Count the articles of the corpus."""
        (many,) = self._db.execute("SELECT sum(n) FROM tally").fetchone()
        return int(many)

    def texts(self, rowids: Collection[int]) -> dict[int, tuple[str, bytes]]:
        """Read title and packed text of articles, by row id."""
        among = "SELECT value FROM json_each(?)"
        sql = f"SELECT rowid, title, packed FROM article JOIN body USING(added) WHERE rowid IN ({among})"
        rows = self._db.execute(sql, (json.dumps(list(rowids)),))
        return {rowid: (title, packed) for rowid, title, packed in rows}

    def vectors(self, added: Collection[int]) -> dict[int, bytes]:
        """Read the vectors that are stored, of articles without a date, by their numbers."""
        sql = "SELECT added, packed FROM vector WHERE added IN (SELECT value FROM json_each(?))"
        return dict(self._db.execute(sql, (json.dumps(list(added)),)).fetchall())

    def store_vectors(self, vectors: Iterable[tuple[StoredMember, bytes]]) -> None:
        """Store the vectors of those articles that have no date: any article may be compared with them at any time.

        What a dated one is compared with lies near it in time, and is made of its text where it is not cached.
        """
        rows = [(member.added, vector) for member, vector in vectors if member.rowid < DATED]
        self._db.executemany("INSERT OR REPLACE INTO vector VALUES(?, ?)", rows)

    def clear_vectors(self) -> None:
        """Remove the stored vectors."""
        self._db.execute("DELETE FROM vector")

    def all_members(self) -> list[StoredMember]:
        """Read all articles, in the order of their row ids."""
        return self._read("true")

    def newest(self, many: int) -> list[StoredMember]:
        """Read the articles with the greatest row ids, which are the newest, in the order of these."""
        return self._read("rowid IN (SELECT rowid FROM article ORDER BY rowid DESC LIMIT ?)", many)

    def members(self, rowids: Collection[int]) -> list[StoredMember]:
        """Read articles, in the order of their row ids."""
        return self._read("rowid IN (SELECT value FROM json_each(?))", json.dumps(list(rowids)))

    def members_of(self, stories: Collection[int]) -> list[StoredMember]:
        """Read the articles of stories, in the order of their row ids."""
        return self._read("story IN (SELECT value FROM json_each(?))", json.dumps(list(stories)))

    def reprints(self, likeness: int) -> list[StoredMember]:
        """Read the near duplicates that share a number, in the order of their row ids."""
        return self._read("likeness = ?", likeness)

    def _read(self, condition: str, *values: object) -> list[StoredMember]:
        sql = f"SELECT rowid, added, {self._day}, story, likeness FROM article WHERE {condition} ORDER BY rowid"
        return [*map(StoredMember._make, self._db.execute(sql, values))]

    def stories_of(self, added: Collection[int]) -> dict[int, int]:
        """Look up the stories of articles by their numbers, of those that are grouped."""
        sql = "SELECT added, story FROM article WHERE story IS NOT NULL AND added IN (SELECT value FROM json_each(?))"
        return dict(self._db.execute(sql, (json.dumps(list(added)),)).fetchall())

    def sizes(self, stories: Collection[int]) -> dict[int, int]:
        """Look up how many articles stories have."""
        sql = "SELECT key, articles FROM story WHERE key IN (SELECT value FROM json_each(?))"
        return dict(self._db.execute(sql, (json.dumps(list(stories)),)).fetchall())

    def inner(self, story: int) -> float:
        """Look up the sum of the likeness of a story's pairs of articles."""
        (inner,) = self._db.execute("SELECT inner FROM story WHERE key = ?", (story,)).fetchone()
        return float(inner)

    def days(self, story: int) -> tuple[int, int] | None:
        """Look up the first and the last day of a story's articles; None where no day is known."""
        sql = f"SELECT min({self._day}), max({self._day}) FROM article WHERE story = ?"
        first, last = self._db.execute(sql, (story,)).fetchone()
        return None if first is None else (first, last)

    def found(self, rowids: Sequence[int]) -> int:
        """Found a story, which bears the id of the first of its articles that no other story bears; return its key."""
        among = json.dumps(list(rowids))
        free = self._db.execute(
            "SELECT id FROM article WHERE rowid IN (SELECT value FROM json_each(?))"
            " AND id NOT IN (SELECT id FROM story) ORDER BY rowid LIMIT 1",
            (among,),
        ).fetchone()
        story = free[0] if free else self._free_id(rowids[0])
        return int(self._db.execute("INSERT INTO story VALUES(NULL, ?, 0, 0, 0)", (story,)).lastrowid or 0)

    def _free_id(self, rowid: int) -> str:
        (article,) = self._db.execute("SELECT id FROM article WHERE rowid = ?", (rowid,)).fetchone()
        known = "SELECT 1 FROM story WHERE id = ?"
        numbered = (f"{article}-{number}" for number in count(2))
        return str(next(one for one in numbered if self._db.execute(known, (one,)).fetchone() is None))

    def join(self, story: int, rowids: Iterable[int], merged: Iterable[int], inner: float) -> None:
        """Put articles into a story, and all of the stories that it is merged with, which are no more then."""
        self._db.executemany("UPDATE article SET story = ? WHERE rowid = ?", [(story, rowid) for rowid in rowids])
        for other in merged:
            self._db.execute("UPDATE article SET story = ? WHERE story = ?", (story, other))
            self._db.execute("DELETE FROM story WHERE key = ?", (other,))
        self._db.execute("UPDATE story SET inner = ? WHERE key = ?", (inner, story))
        refresh_story(self._db, story)

    def tidy(self, stories: Collection[int]) -> None:
        """Count anew stories that articles may have left; one that has none is no more.

        One whose founder is of another story now bears the id of the first of its own that no other story bears.
        """
        for story in stories:
            refresh_story(self._db, story)
            self._db.execute(
                "UPDATE story SET id = coalesce((SELECT id FROM article WHERE story = key"
                " AND id NOT IN (SELECT id FROM story) ORDER BY article.rowid LIMIT 1), id)"
                " WHERE key = ? AND (SELECT story FROM article WHERE article.id = story.id) != key",
                (story,),
            )
        self._db.execute(
            "DELETE FROM story WHERE articles = 0 AND key IN (SELECT value FROM json_each(?))",
            (json.dumps(list(stories)),),
        )


def refresh_story(db: sqlite3.Connection, story: int) -> None:
    """Count the articles and outlets of a story, and say which of its articles stand behind which."""
    db.execute(
        "UPDATE story SET (articles, outlets) ="
        " (SELECT count(*), count(DISTINCT source) FROM article WHERE story = key) WHERE key = ?",
        (story,),
    )
    rows = db.execute(
        "SELECT rowid, likeness, behind FROM article WHERE story = ? ORDER BY rowid DESC", (story,)
    ).fetchall()
    seen: set[int] = set()
    changed = []
    for place, (rowid, likeness, before) in enumerate(rows):
        behind = BEHIND_REPRINT if likeness in seen else BEHIND_STORY if place else SHOWN
        if likeness is not None:
            seen.add(likeness)
        if behind != before:
            changed.append((behind, rowid))
    db.executemany("UPDATE article SET behind = ? WHERE rowid = ?", changed)


def remove_article(db: sqlite3.Connection, rowid: int, title: str, text: str) -> None:
    """Remove an article, which is about to be deleted, from its story; the others stay in it."""
    story, added = db.execute("SELECT story, added FROM article WHERE rowid = ?", (rowid,)).fetchone()
    if story is None:
        return
    from extract.stories.features import list_features  # brings numpy, which a scan needs not

    StoryTable(db).open_terms().remove(rowid, added, list_features([(title, text)]).hashes.tolist())
    db.execute("DELETE FROM vector WHERE added = ?", (added,))
    db.execute("UPDATE article SET story = NULL WHERE rowid = ?", (rowid,))
    (many,) = db.execute("SELECT articles FROM story WHERE key = ?", (story,)).fetchone()
    if many <= 1:
        db.execute("DELETE FROM story WHERE key = ?", (story,))
        return
    db.execute("UPDATE story SET inner = inner * ? WHERE key = ?", ((many - 2) / many, story))
    refresh_story(db, story)
