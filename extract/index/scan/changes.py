"""Which article of the index one that was just read is: the same, moved, edited, or none of them."""

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
    """A file whose articles are being read."""

    path: str
    """Relative to the corpus's root."""
    file: int
    """The same as a number."""
    before: set[int]
    """Rows of what stood in it and has not been met again."""


class Matcher:
    """Compares what is read with what the index has; what it yields counts as there until `written` is called."""

    def __init__(self, writer: Writer, article_ids: ArticleIds, exists: Callable[[int], bool]) -> None:
        """Prepare to compare; `exists` tells whether a file of the index, given as a number, is still there."""
        self.writer, self.db, self.article_ids, self.exists = writer, writer.db, article_ids, exists
        self._pending: set[str] = set()

    def new(self, listings: Sequence[Listing], place: FileState) -> Iterator[NewArticle]:
        """Yield what is to be written of the articles of a place; all others are there, or are moved there now."""
        known = self.article_ids.lookup
        wanted = [known(seen.digest.hex(), place.path, seen.position) or seen.id for seen in listings]
        holders = self._holders(wanted)
        for seen, article_id in zip(listings, wanted, strict=True):
            if found := self._new(seen, article_id, holders, place):
                self._pending.add(found.id)
                yield found

    def written(self) -> None:
        """Forget what was yielded, since it stands in the index now."""
        self._pending.clear()

    def _new(
        self, seen: Listing, wanted: str, holders: dict[str, _IndexedArticle], place: FileState
    ) -> NewArticle | None:
        """Return an article as it is to be written, if it is.

        Args:
            seen: the article.
            wanted: the id that it is to have.
            holders: who has the ids that are wanted.
            place: where it stands.

        """
        digest = seen.digest.hex()
        old = self._row("file = ? AND position = ?", place.file, seen.position) if place.before else None
        if old and old.rowid not in place.before:
            old = None
        if old and self._same(old, seen, place) and (old.id == seen.id or seen.id == digest):
            place.before.discard(old.rowid)
            return None
        holder = holders.get(wanted)
        if wanted not in self._pending:
            if holder is None:
                if old and seen.id == digest and _is_edit(old, seen, alone=len(place.before) == 1):
                    self.article_ids.record_edit(digest, old.id)
                    place.before.discard(old.rowid)
                    return NewArticle(seen, old.id, place.file, old.rowid)
                return NewArticle(seen, wanted, place.file)
            here = holder.file == place.file
            if holder.rowid in place.before if here else not self.exists(holder.file):
                place.before.discard(holder.rowid)
                holders[wanted] = replace(holder, file=place.file)
                return self._moved(holder, seen, place)
        return NewArticle(seen, self.article_ids.assign_twin(digest, wanted, place.path, seen.position), place.file)

    def _moved(self, old: _IndexedArticle, seen: Listing, place: FileState) -> NewArticle | None:
        if not self._same(old, seen, place):
            return NewArticle(seen, old.id, place.file, old.rowid)
        self.db.execute(
            "UPDATE article SET file = ?, position = ? WHERE rowid = ?", (place.file, seen.position, old.rowid)
        )
        return None

    def _same(self, old: _IndexedArticle, seen: Listing, place: FileState) -> bool:
        """Tell whether whatever a record is derived from is the same: text, metadata, a date in the file's name."""
        return (
            old.listed_as(seen)
            and date_in_name(os.fsdecode(old.path), old.position) == date_in_name(place.path, seen.position)
            and self.writer.payload(old.rowid) == seen.payload
        )

    def _row(self, where: str, *values: object) -> _IndexedArticle | None:
        row = self.db.execute(f"{_ROWS} WHERE {where}", values).fetchone()
        return _IndexedArticle(*row) if row else None

    def _holders(self, ids: list[str]) -> dict[str, _IndexedArticle]:
        """Return the articles that have these ids, by id."""
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

    def listed_as(self, seen: Listing) -> bool:
        return (self.digest, self.title, self.published, self.source) == (
            seen.digest,
            seen.title,
            seen.published,
            seen.source,
        )


_ROWS = (
    "SELECT article.rowid, article.id, file, position, article.digest, title, published, name, path FROM article"
    " JOIN file ON file.id = file"
    " LEFT JOIN source ON source.id = source"
)


def _is_edit(old: _IndexedArticle, seen: Listing, *, alone: bool) -> bool:
    """Tell an edit from another article in the same place: a file's only article is itself, whatever it says."""
    return alone or old.title == seen.title
