"""Inverted index of the words by which articles find what may be of their story, in blocks of days.

A row has the articles of one block of days that have one word among their most telling ones, 4 bytes each: where they
stand in the block, and how much the word weighs in them. So what is looked up for an article lies in three blocks,
however many years a corpus spans, and what it has in common with others is estimated before any of them is read.
Articles without a date are a block of their own, and those that came last with one are another, in which the first look
for them: no article is looked for in all days.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from extract.index.store.rowids import DATED, MINUTES_A_DAY
from extract.stories.likeness import DECAY_DAYS, HALF_DATED, SOUGHT, TERMS, WINDOW_DAYS, Vector
from extract.stories.stems import HASH_BITS

MOST_BEARERS, MOST_UNDATED = 300, 60
"""Articles with one term that are kept of a block of days, the last ones, and of those without a date and those that
came last: of more, a term tells nothing."""
UNDATED_BLOCK, LATEST_BLOCK, FIRST_BLOCK = 0, 1, 2
"""Of articles without a date; of those with one, by their numbers in the order of the scan; of the first days."""
WEIGHT_BITS = 6
"""Of a posting, for how much a word weighs; the others say which article it is of."""
WEIGHT_LEVELS = 128
"""Steps between 0 and 1 of that weight, of which the greatest levels are taken for the last one."""
LAST_LEVEL = (1 << WEIGHT_BITS) - 1
POSTING_BYTES = 4
NUMBERED = 1 << 60
"""What is added to the number of an article to tell it from row ids."""
MOST_POSTINGS = 2000
"""Postings that are read for an article, those of its most telling words, so that its cost does not grow with how dense
articles lie: the "quit" strategy of Moffat and Zobel ("Self-indexing inverted files for fast text retrieval", 1996). Of
39,404 articles one had 570 on average and 2,500 at most; of 641 pairs that are alike one is missed for it."""
LEAST_UNDATED = 0.01
"""Likeness, as far as terms tell it, below which an article without a date is not compared with a dated one: there are
the more of them the larger the corpus is, and none is of its story."""
MOST_KEYS = 1 << 16
"""Rows that are looked up at once."""

Rowids = npt.NDArray[np.int64]
Keys = npt.NDArray[np.int64]


class Sought(NamedTuple):
    """An article that others are looked for."""

    rowid: int
    added: int
    """Its number in the order of the scan."""
    dated: bool
    """Whether the day of its publication is known."""
    vector: bytes
    """Encoded."""


class TermTable:
    """Reads and writes the terms of the articles of an index; the caller holds the transaction."""

    def __init__(self, db: sqlite3.Connection, slots: int) -> None:
        """Prepare to write.

        Args:
            db: of the index.
            slots: of `extract.index.store.rowids`.

        """
        self._db = db
        self._day = MINUTES_A_DAY * slots
        self._block = WINDOW_DAYS * self._day
        """Row ids of a block, of which there are three within a window; at most 2 ** 26."""

    def add(self, articles: Iterable[tuple[int, int, bytes]]) -> None:
        """Store the terms of articles: of each its row id, its number and its encoded vector."""
        keys, postings = [], []
        for rowid, added, encoded in articles:
            hashes, weights = Vector.decode(encoded).words(TERMS)
            levels = np.minimum(np.ceil(weights * WEIGHT_LEVELS), LAST_LEVEL).astype(np.uint32)
            for block, place in self._list_places(rowid, added):
                keys.append(np.int64(block << HASH_BITS) | hashes)
                postings.append(np.uint32(place << WEIGHT_BITS) | levels)
        if not keys:
            return
        by_key = np.concatenate(keys)
        order = np.argsort(by_key, kind="stable")
        by_key, ordered = by_key[order], np.concatenate(postings)[order]
        first = np.flatnonzero(np.diff(by_key, prepend=-1)).tolist()
        rows = [
            (int(by_key[start]), ordered[start:end].tobytes(), self._limit(int(by_key[start])))
            for start, end in zip(first, [*first[1:], len(by_key)], strict=True)
        ]
        self._db.executemany(
            "INSERT INTO term VALUES(?1, substr(?2, ?3))"
            " ON CONFLICT(key) DO UPDATE SET articles = substr(CAST(articles || ?2 AS BLOB), ?3)",
            rows,
        )

    def find(self, articles: Sequence[Sought], most: int, undated: float) -> list[list[int]]:
        """Find the row ids of the articles that are most like each of some, as far as their terms tell.

        Args:
            articles: that others are looked for: within the window around those that are dated, among the last that
                came for the others, and for all among those without a date.
            most: articles that are found for each.
            undated: factor of the likeness of two articles of which one has no date.

        """
        found: list[list[int]] = []  # row ids, and numbers behind `NUMBERED`
        waiting: list[_Lookup] = []
        keys = 0
        for one in articles:
            lookup = self._make_lookup(one)
            waiting.append(lookup)
            keys += len(lookup.keys)
            if keys >= MOST_KEYS:
                found += self._look_up(waiting, most, undated)
                waiting, keys = [], 0
        found += self._look_up(waiting, most, undated)
        numbers = {bearer - NUMBERED for bearers in found for bearer in bearers if bearer >= NUMBERED}
        rowid_of = self._read_rowids(numbers)
        return [[rowid_of.get(bearer - NUMBERED, bearer) for bearer in bearers] for bearers in found]

    def remove(self, rowid: int, added: int, hashes: Sequence[int]) -> None:
        """Remove an article, some of whose words are terms."""
        for block, place in self._list_places(rowid, added):
            for key, encoded in self._read([block << HASH_BITS | value for value in hashes]).items():
                postings = np.frombuffer(encoded, np.uint32)
                others = postings[postings >> np.uint32(WEIGHT_BITS) != place]
                if not len(others):
                    self._db.execute("DELETE FROM term WHERE key = ?", (key,))
                elif len(others) < len(postings):
                    self._db.execute("UPDATE term SET articles = ? WHERE key = ?", (others.tobytes(), key))

    def clear(self) -> None:
        """Remove all articles."""
        self._db.execute("DELETE FROM term")

    def articles(self) -> set[int]:
        """Collect the row ids of all articles that have terms."""
        return {
            self._first_of(block) + place
            for key, encoded in self._db.execute("SELECT key, articles FROM term")
            if (block := key >> HASH_BITS) != LATEST_BLOCK
            for place in (np.frombuffer(encoded, np.uint32) >> np.uint32(WEIGHT_BITS)).tolist()
        }

    def _list_places(self, rowid: int, added: int) -> list[tuple[int, int]]:
        """List the blocks of an article, and where in each it stands."""
        own = self._find_place(rowid)
        return [own] if own[0] == UNDATED_BLOCK else [own, (LATEST_BLOCK, added)]

    def _find_place(self, rowid: int) -> tuple[int, int]:
        """Find the block of days of an article, and where in it it stands; that of those without a date."""
        if rowid < DATED:
            return UNDATED_BLOCK, rowid
        block, place = divmod(rowid - DATED, self._block)
        return FIRST_BLOCK + block, place

    def _first_of(self, block: int) -> int:
        if block == LATEST_BLOCK:
            return NUMBERED
        return DATED + (block - FIRST_BLOCK) * self._block if block >= FIRST_BLOCK else 0

    def _limit(self, key: int) -> int:
        """Return from where on a row is kept, as `substr` counts from its end."""
        return -POSTING_BYTES * (MOST_BEARERS if key >> HASH_BITS >= FIRST_BLOCK else MOST_UNDATED)

    def _make_lookup(self, one: Sought) -> _Lookup:
        if one.dated:
            own, _ = self._find_place(one.rowid)
            blocks = [UNDATED_BLOCK, *range(max(FIRST_BLOCK, own - 1), own + 2)]
        else:
            blocks = [UNDATED_BLOCK, LATEST_BLOCK]
        hashes, weights = Vector.decode(one.vector).words(SOUGHT)
        # what is alike in spite of a missing date has much in common; and only these blocks grow with the corpus
        sought = [np.arange(min(len(hashes), SOUGHT if block >= FIRST_BLOCK else TERMS)) for block in blocks]
        words = np.concatenate(sought)
        of_block = np.repeat(np.arange(len(blocks)), [*map(len, sought)])
        keys = np.array(blocks, np.int64)[of_block] << HASH_BITS | hashes[words]
        starts = np.array([*map(self._first_of, blocks)], np.int64)[of_block]
        return _Lookup(one, words, keys, starts, weights[words])

    def _look_up(self, lookups: Sequence[_Lookup], most: int, undated: float) -> list[list[int]]:
        keys = np.unique(np.concatenate([lookup.keys for lookup in lookups])) if lookups else np.empty(0, np.int64)
        rows = self._read(keys.tolist())
        return [self._rank(lookup, rows, most, undated) for lookup in lookups]

    def _read(self, keys: Sequence[int]) -> dict[int, bytes]:
        sql = "SELECT key, articles FROM term WHERE key IN (SELECT value FROM json_each(?))"
        return dict(self._db.execute(sql, (json.dumps(keys),)).fetchall())

    def _read_rowids(self, numbers: Collection[int]) -> dict[int, int]:
        sql = "SELECT added, rowid FROM article WHERE added IN (SELECT value FROM json_each(?))"
        return dict(self._db.execute(sql, (json.dumps([*numbers]),)).fetchall()) if numbers else {}

    def _rank(self, lookup: _Lookup, rows: Mapping[int, bytes], most: int, undated: float) -> list[int]:
        """Rank the bearers of an article's words by the part of their likeness that its words and their terms make."""
        lists = [rows.get(key, b"") for key in lookup.keys.tolist()]
        counts = np.fromiter(map(len, lists), np.intp, len(lists)) // POSTING_BYTES
        if counts.sum() > MOST_POSTINGS:
            left_out = np.cumsum(np.bincount(lookup.words, counts)) > MOST_POSTINGS
            left_out[0] = False
            counts[left_out[lookup.words]] = 0
            lists = [one if many else b"" for one, many in zip(lists, counts.tolist(), strict=True)]
        packed = np.frombuffer(b"".join(lists), np.uint32)
        bearers = np.repeat(lookup.starts, counts) + (packed >> np.uint32(WEIGHT_BITS))
        shared = np.repeat(lookup.weights, counts) * (packed & np.uint32(LAST_LEVEL))
        rowids, place = np.unique(bearers, return_inverse=True)
        likeness = np.bincount(place, shared, len(rowids)) * self._decay(lookup.one, rowids, undated) / WEIGHT_LEVELS
        if lookup.one.dated:
            likeness[(rowids < DATED) & (likeness < LEAST_UNDATED)] = 0.0
        best = np.argsort(-likeness, kind="stable")[:most]
        found: list[int] = rowids[best[likeness[best] > 0]].tolist()
        return found

    def _decay(self, one: Sought, rowids: Rowids, undated: float) -> npt.NDArray[np.float64]:
        """Estimate by how much less articles are alike for their dates; not at all for itself and beyond the window."""
        dated = rowids >= DATED
        factor = np.where(dated | one.dated, min(HALF_DATED, undated), undated)
        if one.dated:
            days = np.abs(rowids - one.rowid) / self._day
            factor[dated] = np.where(days <= WINDOW_DAYS, np.exp(-days / DECAY_DAYS), 0.0)[dated]
        factor[(rowids == one.rowid) | (rowids == NUMBERED + one.added)] = 0.0
        return factor


class _Lookup(NamedTuple):
    """Which rows an article is looked up in."""

    one: Sought
    words: npt.NDArray[np.intp]
    """The place of the word of each among those of the article, of which the most telling ones come first."""
    keys: Keys
    starts: Rowids
    """The first row id of the block of each."""
    weights: npt.NDArray[np.float32]
    """Of the word of each in the article."""
