"""Matches articles that were just read with those of the index: unchanged, moved, edited or new."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from extract.index.scan.article_ids import ArticleIds
from extract.index.store.listing import Listing
from extract.index.store.writer import NewArticle, Writer
from extract.page.published import date_in_name


@dataclass(slots=True)
class FileState:
    """A file that is being read, and which of its articles in the index have not been met again."""

    path: str
    """Relative to the corpus's root."""
    file: int
    """Its id in the index."""
    before: set[int]
    """Row ids of the articles that stood in it and have not been met again."""


class Matcher:
    """Matches articles with those of the index; what it yields counts as there until `clear_pending` is called."""

    def __init__(self, writer: Writer, article_ids: ArticleIds, exists: Callable[[int], bool]) -> None:
        """Prepare to compare; `exists` tells whether a file of the index, given as a number, is still there."""
        self.writer, self.db, self.article_ids, self.exists = writer, writer.db, article_ids, exists
        self._pending: set[str] = set()

    def match(self, listings: Sequence[Listing], state: FileState) -> Iterator[NewArticle]:
        """Yield the articles of a file that are new or edited; update those that moved, and leave others alone."""
        known = self.article_ids.lookup
        wanted = [known(listing.digest.hex(), state.path, listing.position) or listing.id for listing in listings]
        holders = self._find_holders(wanted)
        for listing, article_id in zip(listings, wanted, strict=True):
            if found := self._match_one(listing, article_id, holders, state):
                self._pending.add(found.id)
                yield found

    def clear_pending(self) -> None:
        """Take what was yielded so far for written."""
        self._pending.clear()

    def _match_one(
        self, listing: Listing, wanted: str, holders: dict[str, _IndexedArticle], state: FileState
    ) -> NewArticle | None:
        """Match one article; return it where it is to be written.

        Args:
            seen: the article.
            wanted: the id that it is to have.
            holders: who has the ids that are wanted.
            place: where it stands.

        """
        digest = listing.digest.hex()
        old = self._fetch_row("file = ? AND position = ?", state.file, listing.position) if state.before else None
        if old and old.rowid not in state.before:
            old = None
        if old and self._is_same(old, listing, state) and (old.id == listing.id or listing.id == digest):
            state.before.discard(old.rowid)
            return None
        holder = holders.get(wanted)
        if wanted not in self._pending:
            if holder is None:
                if old and listing.id == digest and _is_edit(old, listing, alone=len(state.before) == 1):
                    self.article_ids.record_edit(digest, old.id)
                    state.before.discard(old.rowid)
                    return NewArticle(listing, old.id, state.file, old.rowid)
                return NewArticle(listing, wanted, state.file)
            here = holder.file == state.file
            if holder.rowid in state.before if here else not self.exists(holder.file):
                state.before.discard(holder.rowid)
                holders[wanted] = replace(holder, file=state.file)
                return self._move(holder, listing, state)
        return NewArticle(
            listing, self.article_ids.assign_twin(digest, wanted, state.path, listing.position), state.file
        )

    def _move(self, old: _IndexedArticle, listing: Listing, state: FileState) -> NewArticle | None:
        if not self._is_same(old, listing, state):
            return NewArticle(listing, old.id, state.file, old.rowid)
        self.db.execute(
            "UPDATE article SET file = ?, position = ? WHERE rowid = ?", (state.file, listing.position, old.rowid)
        )
        return None

    def _is_same(self, old: _IndexedArticle, listing: Listing, state: FileState) -> bool:
        """Whether all that a record is derived from is the same: text, metadata, a date in the file's name."""
        return (
            old.is_listed_as(listing)
            and date_in_name(os.fsdecode(old.path), old.position) == date_in_name(state.path, listing.position)
            and self.writer.payload(old.rowid) == listing.payload
        )

    def _fetch_row(self, where: str, *values: object) -> _IndexedArticle | None:
        row = self.db.execute(f"{_ROWS} WHERE {where}", values).fetchone()
        return _IndexedArticle(*row) if row else None

    def _find_holders(self, ids: list[str]) -> dict[str, _IndexedArticle]:
        """Look up the articles that have these ids, by id."""
        rows = self.db.execute(f"{_ROWS} WHERE article.id IN (SELECT value FROM json_each(?))", (json.dumps(ids),))
        return {row[1]: _IndexedArticle(*row) for row in rows}


@dataclass(slots=True)
class _IndexedArticle:
    """An article as the index has it."""

    rowid: int
    id: str
    file: int
    position: int
    digest: bytes
    title: str
    published: str | None
    source: str | None
    path: bytes

    def is_listed_as(self, listing: Listing) -> bool:
        return (self.digest, self.title, self.published, self.source) == (
            listing.digest,
            listing.title,
            listing.published,
            listing.source,
        )


_ROWS = (
    "SELECT article.rowid, article.id, file, position, article.digest, title, published, name, path FROM article"
    " JOIN file ON file.id = file"
    " LEFT JOIN source ON source.id = source"
)


def _is_edit(old: _IndexedArticle, listing: Listing, *, alone: bool) -> bool:
    """Whether an article is an edit of the one that stood in its place: always, where it is alone in its file."""
    return alone or old.title == listing.title
