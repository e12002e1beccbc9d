"""Tables of the stories: which story an article is of, by what others are compared with it, and what a list folds.

An article that is not grouped yet is of no story (`article.story` is NULL). `article.behind` says whether it stands
behind another row of a folded list (see `extract.index.store.states`), which is read off an index so at any size.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from itertools import count
from typing import NamedTuple

from extract.index.store.rowids import DATED, MINUTES_A_DAY
from extract.index.store.states import BEHIND_REPRINT, BEHIND_STORY, SHOWN
from extract.stories.features import list_features, word_hash

MOST_BEARERS, MOST_UNDATED = 300, 60
"""Articles with one term that are looked at, within a window of days and without one: of more, a term tells nothing."""


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

    def __init__(self, db: sqlite3.Connection, slots: int) -> None:
        """Prepare to write.

        Args:
            db: of the index.
            slots: of `extract.index.store.rowids`.

        """
        self._db, self._day = db, MINUTES_A_DAY * slots

    def queue(self, limit: int) -> list[tuple[int, int, str, bytes]]:
        """Return row id, number, title and packed text of articles that are not grouped yet, the oldest first."""
        return self._db.execute(
            "SELECT rowid, added, title, packed FROM article JOIN body USING(added)"
            " WHERE story IS NULL ORDER BY rowid LIMIT ?",
            (limit,),
        ).fetchall()

    def sample(self, many: int) -> list[tuple[str, bytes]]:
        """Return title and packed text of some articles, evenly over the corpus."""
        (newest,) = self._db.execute("SELECT coalesce(max(added), 0) FROM article").fetchone()
        return self._db.execute(
            "SELECT title, packed FROM article JOIN body USING(added) WHERE added % ? = 0 ORDER BY added LIMIT ?",
            (max(1, newest // many), many),
        ).fetchall()

    def count_articles(self) -> int:
        """Count the articles of the corpus."""
        (many,) = self._db.execute("SELECT sum(n) FROM tally").fetchone()
        return int(many)

    def write_terms(self, terms: Iterable[tuple[int, Sequence[int]]]) -> None:
        """Store the terms of articles, by row id."""
        pairs = sorted((term, rowid) for rowid, own in terms for term in own)
        self._db.executemany("INSERT OR IGNORE INTO term VALUES(?, ?)", pairs)

    def text(self, rowid: int) -> tuple[str, bytes]:
        """Read title and packed text of an article."""
        row = self._db.execute("SELECT title, packed FROM article JOIN body USING(added) WHERE rowid = ?", (rowid,))
        title, packed = row.fetchone()
        return title, packed

    def newest(self, many: int) -> list[StoredMember]:
        """Read the articles with the greatest row ids, which are the newest, in the order of these."""
        return self._read("rowid IN (SELECT rowid FROM article ORDER BY rowid DESC LIMIT ?)", many)

    def sharing(self, member: StoredMember, terms: Sequence[int], window: int, most: int) -> list[StoredMember]:
        """Find the articles that have most of some words among their terms, the first of these above all.

        Args:
            member: the article that they are compared with.
            terms: the words of it by which they are found, the most telling first.
            window: days around a dated one within which others are looked for, besides those without a date.
            most: articles that are found.

        """
        if not terms:
            return []
        if member.day is None:
            ranges = [(0, 1 << 62, MOST_UNDATED)]
        else:
            days = window * self._day
            ranges = [(max(DATED, member.rowid - days), member.rowid + days, MOST_BEARERS)]
            if self._has_undated():
                ranges.append((0, DATED - 1, MOST_UNDATED))
        values = [value for term in terms for bounds in ranges for value in (term, *bounds)]
        return self._read(_find_bearers(len(terms), len(ranges)), *values, member.rowid, most)

    def _has_undated(self) -> bool:
        return self._db.execute("SELECT 1 FROM article WHERE rowid < ? LIMIT 1", (DATED,)).fetchone() is not None

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
        dated = f"rowid >= {DATED} AND length(published) >= {len('2031-05-03')}"
        day = f"iif({dated}, (rowid - {DATED}) / {self._day}, NULL)"
        sql = f"SELECT rowid, added, {day}, story, likeness FROM article WHERE {condition} ORDER BY rowid"
        return [*map(StoredMember._make, self._db.execute(sql, values))]

    def stories_of(self, added: Collection[int]) -> dict[int, int]:
        """Look up the stories of articles by their numbers, of those that are grouped."""
        sql = "SELECT added, story FROM article WHERE story IS NOT NULL AND added IN (SELECT value FROM json_each(?))"
        return dict(self._db.execute(sql, (json.dumps(list(added)),)).fetchall())

    def added_in(self, story: int) -> list[int]:
        """List the numbers of the articles of a story."""
        return [added for (added,) in self._db.execute("SELECT added FROM article WHERE story = ?", (story,))]

    def sizes(self, stories: Collection[int]) -> dict[int, int]:
        """Look up how many articles stories have."""
        sql = "SELECT key, articles FROM story WHERE key IN (SELECT value FROM json_each(?))"
        return dict(self._db.execute(sql, (json.dumps(list(stories)),)).fetchall())

    def inner(self, story: int) -> float:
        """Look up the sum of the likeness of a story's pairs of articles."""
        (inner,) = self._db.execute("SELECT inner FROM story WHERE key = ?", (story,)).fetchone()
        return float(inner)

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
        """Count anew stories that articles may have left; one that has none is no more."""
        for story in stories:
            refresh_story(self._db, story)
        self._db.execute(
            "DELETE FROM story WHERE articles = 0 AND key IN (SELECT value FROM json_each(?))",
            (json.dumps(list(stories)),),
        )


@lru_cache(maxsize=64)
def _find_bearers(terms: int, ranges: int) -> str:
    """Write the condition of being one of those that bear most of some terms, of the newest within ranges of row ids.

    Its parameters: hash, bounds and limit of each term and range; the row id that is left out; how many are found.
    """
    bearers = "SELECT article, {} AS w FROM term WHERE hash = ? AND article BETWEEN ? AND ? ORDER BY 1 DESC LIMIT ?"
    each = (f"SELECT * FROM ({bearers.format(1 / (8 + place))})" for place in range(terms) for _ in range(ranges))
    ranked = "WHERE article <> ? GROUP BY article ORDER BY sum(w) DESC, article LIMIT ?"
    return f"rowid IN (SELECT article FROM ({' UNION ALL '.join(each)}) {ranked})"


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
    (story,) = db.execute("SELECT story FROM article WHERE rowid = ?", (rowid,)).fetchone()
    if story is None:
        return
    hashes = map(word_hash, list_features(title, text).words)
    db.executemany("DELETE FROM term WHERE hash = ? AND article = ?", [(value, rowid) for value in hashes])
    db.execute("UPDATE article SET story = NULL WHERE rowid = ?", (rowid,))
    (many,) = db.execute("SELECT articles FROM story WHERE key = ?", (story,)).fetchone()
    if many <= 1:
        db.execute("DELETE FROM story WHERE key = ?", (story,))
        return
    db.execute("UPDATE story SET inner = inner * ? WHERE key = ?", ((many - 2) / many, story))
    refresh_story(db, story)
