"""Reads an index file: counts, rows of lists, texts and records, by row id or by the article's id.

Below `Index`, which answers questions, and below what helps it with each kind of question; all of them read through
this, and it knows none of them.
"""

from __future__ import annotations

import json
import os
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, Any
from weakref import ref

from extract.article import Article, Record
from extract.index.overlay import RowidCache
from extract.index.query.plan import EVERY
from extract.index.search.connections import ConnectionPool, PooledConnection, check_cancelled
from extract.index.search.rows import Row, opening
from extract.index.store import schema
from extract.index.store.compression import ArticleCompressor, Compressor
from extract.index.store.states import EXTRACTED, FAILED, STALE, STATES

if TYPE_CHECKING:
    from extract.decisions import Rules
    from extract.index.corpus import Corpus
    from extract.readers import Fault


@dataclass(frozen=True, slots=True)
class Counts:
    """Numbers of articles by state; faults are files or rows that could not be read."""

    articles: int
    extracted: int
    failed: int
    stale: int
    faults: int
    newest: int = 0
    """The number of the article that was added last: a later one, or one that was changed, has a higher one."""
    grouped: int = 0
    """How often articles were grouped into stories: another number may be other stories."""


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """One article with what was derived from it."""

    article: Article
    record: Record | None
    """None until it has been extracted; where `state` is "stale" it is of an older pipeline."""
    state: str
    title: str
    """As lists show it: the headline, or how the text begins."""
    error: str | None
    """Why extraction failed."""
    derived: Record | None = None
    """The record as the pipeline made it, where `record` is as the analyst's decisions make it."""


class Database:
    """One index file, opened for reading; safe to use from several threads, all of which read the same file."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self._connections = ConnectionPool(corpus.index_path, self._prepare)
        self._text_compressor: ArticleCompressor | None = None
        self._record_compressor: Compressor | None = None
        self.fetch = self._connections.fetch
        self.fetch_one = self._connections.fetch_one
        self.stream = self._connections.stream
        self.close = self._connections.close
        self.marks = RowidCache(self.fetch)
        self.newest_seen: Callable[[], int | None] = lambda: None
        """Tells the number of the newest article that is not new to the user; set by whoever knows it."""

    @property
    def replaced(self) -> bool:
        """Whether another file, or none, stands where this one was: it is still read, all of it as it was."""
        return self._connections.replaced

    @property
    def exists(self) -> bool:
        """Whether there is a file at its place, this one or another."""
        return self._connections.exists

    def stamp(self) -> tuple[int, ...]:
        """Compute a change stamp of the file, other after every commit; costs two `stat` calls."""
        return self._connections.stamp()

    def counts(self) -> Counts:
        """Count the articles by state; cheap at any size."""
        states = dict(self.fetch("SELECT state, n FROM tally"))
        (faults,) = self.fetch_one(schema.COUNT_FAULTS)
        done, stale, failed = (states.get(state, 0) for state in (EXTRACTED, STALE, FAILED))
        (newest,) = self.fetch_one("SELECT coalesce(max(added), 0) FROM article")
        grouped = self.fetch_one("SELECT value FROM meta WHERE key = ?", (schema.GROUPED,))
        return Counts(sum(states.values()), done + stale, failed, stale, faults, newest, grouped[0] if grouped else 0)

    def added_since(self, newest: int) -> int:
        """Count the articles that were added, or changed, after the one with this number (`Counts.newest`)."""
        (many,) = self.fetch_one("SELECT count(*) FROM article WHERE added > ?", (newest,))
        return int(many)

    def ids_added_since(self, newest: int) -> list[str]:
        """Return the ids of the articles that were added, or changed, after the one with this number, oldest first."""
        return [one for (one,) in self.fetch("SELECT id FROM article WHERE added > ? ORDER BY added", (newest,))]

    def generation(self) -> str:
        """Read the id of this build of the index; empty where none was built yet."""
        row = self.fetch_one("SELECT value FROM meta WHERE key = ?", (schema.GENERATION,))
        return str(row[0]) if row else ""

    def rows_of(self, ids: Sequence[str]) -> list[Row]:
        """Return the rows of the articles with these ids, a thousand at most; those that are not there are left out."""
        marks = ",".join("?" * len(ids))
        return self.rows([rowid for (rowid,) in self.fetch(f"SELECT rowid FROM article WHERE id IN ({marks})", ids)])

    def article(self, article_id: str, rules: Rules | None = None) -> StoredArticle | None:
        """Read one article, with its record as the analyst's rules make it; None where there is none of that id."""
        row = self.fetch_one(
            "SELECT title, path, position, state, body.packed, derived.packed, message FROM article"
            " JOIN file ON file.id = file JOIN body USING(added)"
            " LEFT JOIN derived ON derived.id = derived LEFT JOIN failure ON failure.article = article.rowid"
            " WHERE article.id = ?",
            (article_id,),
        )
        if row is None:
            return None
        title, path, position, state, body, made, error = row
        article = self._compressor_for(body).decode_article(body, article_id, self.corpus.path_of(path), position)
        derived = self._decode_record(article, made, state) if made else None
        return StoredArticle(article, _apply_rules(derived, rules), STATES[state], title, error, derived)

    def rows(self, rowids: Sequence[int], snippet: Callable[[str], str] | None = None) -> list[Row]:
        """Read the rows of these articles, in this order; one that has gone since is left out.

        Args:
            rowids: of the articles.
            snippet: makes what a row shows of its article's text; without it no text is read and decompressed but
                those of articles without a title, whose rows show how they begin.

        """
        found = {row[0]: row for row in self._fetch_rows(rowids, texts=snippet is not None)}
        rows = {rowid: self._make_row(row, snippet or opening) for rowid, row in found.items()}
        for rowid, lists in self._watched_in(rows).items():
            rows[rowid] = replace(rows[rowid], watched=lists)
        return [rows[rowid] for rowid in rowids if rowid in rows]

    def texts(self, rowids: Sequence[int]) -> Iterator[tuple[Row, int | None, str]]:
        """Yield row (without a snippet), group of near duplicates and text of these articles, in their order."""
        found = {row[0]: row for row in self._fetch_rows(rowids, texts=True)}
        for rowid in rowids:
            check_cancelled()
            if rowid in found:
                row = found[rowid]
                yield self._make_row(row, lambda _: ""), row[11], self._compressor_for(row[9]).text(row[9])

    def count_ungrouped(self) -> int:
        """Count the articles that are not grouped into stories yet."""
        (many,) = self.fetch_one("SELECT count(*) FROM article WHERE story IS NULL")
        return int(many)

    def headings_of(
        self, rowids: Sequence[int]
    ) -> list[tuple[int, int, str, str, str | None, str | None, int, int | None]]:
        """Read row id, key of the story, id, title, date, outlet, words and group of near duplicates of articles.

        The key is the row id with a minus sign where the article is not grouped.
        """
        check_cancelled()
        return self.fetch(
            "SELECT article.rowid, coalesce(story, -article.rowid), article.id, title, published, name, words, likeness"
            " FROM article LEFT JOIN source ON source.id = source"
            " WHERE article.rowid IN (SELECT value FROM json_each(?))",
            (json.dumps(list(rowids)),),
        )

    def likeness_of(self, rowids: Sequence[int]) -> list[tuple[int, int | None]]:
        """Look up the group of near duplicates of these articles."""
        among = (json.dumps(list(rowids)),)
        return self.fetch("SELECT rowid, likeness FROM article WHERE rowid IN (SELECT value FROM json_each(?))", among)

    def ids_of(self, rowids: Sequence[int]) -> list[str]:
        """Look up the ids of these articles, in their order."""
        marks = ",".join("?" * len(rowids))
        found = dict(self.fetch(f"SELECT rowid, id FROM article WHERE rowid IN ({marks})", rowids))
        return [found[rowid] for rowid in rowids if rowid in found]

    def titles(self, ids: Iterable[str]) -> dict[str, tuple[str, str]]:
        """Look up title and path (from the corpus on) of each of these articles that is there; reads no texts."""
        rest, found = iter(ids), dict[str, tuple[str, str]]()
        while chunk := tuple(islice(rest, 500)):
            marks = ",".join("?" * len(chunk))
            sql = (
                f"SELECT article.id, title, path FROM article JOIN file ON file.id = file WHERE article.id IN ({marks})"
            )
            found.update((article, (title, os.fsdecode(path))) for article, title, path in self.fetch(sql, chunk))
        return found

    def headings(self, ids: Iterable[str]) -> Iterator[tuple[str | None, str | None]]:
        """Yield date of publication and outlet of each of these articles that is there, without reading texts."""
        rest = iter(ids)
        while chunk := tuple(islice(rest, 500)):
            marks = ",".join("?" * len(chunk))
            yield from self.fetch(
                "SELECT published, name FROM article LEFT JOIN source ON source.id = source"
                f" WHERE article.id IN ({marks})",
                chunk,
            )

    def faults(self) -> list[Fault]:
        """List what could not be read, in the order of the files."""
        rows = self.fetch(
            "SELECT path, message, line FROM fault JOIN file ON file.id = file"
            " UNION ALL SELECT path, message, NULL FROM unread UNION ALL SELECT path, message, line FROM misread"
            " ORDER BY path, line"
        )
        from extract.readers import Fault

        return [Fault(self.corpus.path_of(path), message, line) for path, message, line in rows]

    def slots(self) -> int:
        """Read how many row ids a minute has; see `extract.index.store.rowids`."""
        row = self.fetch_one("SELECT value FROM meta WHERE key = 'slots'")
        return int(row[0]) if row else 4

    def newest(self, many: int) -> int | None:
        """Find the row id of the `many`-th newest article; None where there are fewer."""
        row = self.fetch_one(f"{EVERY} ORDER BY id DESC LIMIT 1 OFFSET ?", (many - 1,))
        return row[0] if row else None

    def rowid(self, article_id: str) -> int | None:
        """Look up the row id of an article; None where there is none of that id."""
        row = self.fetch_one("SELECT rowid FROM article WHERE id = ?", (article_id,))
        return row[0] if row else None

    def near_duplicates(self, rowid: int, most: int) -> list[int]:
        """Look up the row ids of articles whose sentences are mostly those of one, without its own, in no order."""
        sql = (
            "SELECT o.rowid FROM article AS one JOIN article AS o ON o.likeness = one.likeness"
            " WHERE one.rowid = ? AND o.rowid != one.rowid LIMIT ?"
        )
        return [one for (one,) in self.fetch(sql, (rowid, most))]

    def _fetch_rows(self, rowids: Sequence[int], *, texts: bool) -> list[Any]:
        """Read what rows are made of; without `texts` only the compressed texts of articles without a title."""
        marks = ",".join("?" * len(rowids))
        packed = "(SELECT packed FROM body WHERE body.added = article.added)"
        chosen = packed if texts else f"iif(title = '', {packed}, NULL)"
        return self.fetch(
            f"SELECT article.rowid, article.id, title, published, name, path, words, language, state, {chosen},"
            " iif(likeness IS NULL, 0, (SELECT count(*) - 1 FROM article AS o WHERE o.likeness = article.likeness)),"
            " likeness, article.added"
            " FROM article JOIN file ON file.id = file"
            f" LEFT JOIN source ON source.id = source WHERE article.rowid IN ({marks})",
            rowids,
        )

    def _watched_in(self, rowids: Iterable[int]) -> dict[int, tuple[str, ...]]:
        """Look up which watchlists have anybody whom these articles name, for those where any has."""
        if self.fetch_one("SELECT 1 FROM watched WHERE entity IS NOT NULL LIMIT 1") is None:
            return {}
        chosen = (json.dumps(list(rowids)),)
        sql = "SELECT article, entities FROM names WHERE article IN (SELECT value FROM json_each(?))"
        named = {article: array("I", entities) for article, entities in self.fetch(sql, chosen)}
        lists: dict[int, list[str]] = {}
        for entity, name in self.fetch(
            "SELECT entity, list FROM watched WHERE entity IN (SELECT value FROM json_each(?)) ORDER BY list",
            (json.dumps(list({entity for entities in named.values() for entity in entities})),),
        ):
            lists.setdefault(entity, []).append(name)
        each = {
            rowid: dict.fromkeys(name for one in entities for name in lists.get(one, ()))
            for rowid, entities in named.items()
        }
        return {rowid: tuple(names) for rowid, names in each.items() if names}

    def _make_row(self, row: tuple[Any, ...], snippet: Callable[[str], str]) -> Row:
        _, article_id, title, published, source, path, words, language, state, packed, duplicates, _, added = row
        seen = self.newest_seen()
        shown = "" if packed is None else snippet(self._compressor_for(packed).text(packed))
        return Row(
            article_id,
            title,
            published,
            source,
            os.fsdecode(path),
            words,
            language,
            STATES[state],
            duplicates,
            shown,
            new=seen is not None and added > seen,
        )

    def _decode_record(self, article: Article, packed: bytes, state: int) -> Record:
        record_compressor = self._record_compressor
        if record_compressor is None or not record_compressor.reads(packed):
            with self._connections.lend() as lent:
                record_compressor = self._record_compressor = Compressor.for_records(lent.db)
        from extract.index.store import record_codec  # a list of articles is shown without it

        record = record_codec.decode_record(record_compressor.decompress(packed), article)
        return replace(record, pipeline=self._read_pipeline()) if STATES[state] == "extracted" else record

    def _read_pipeline(self) -> str | None:
        """Read the fingerprint of the pipeline that made all records but the stale ones."""
        from extract.fingerprint import with_own_names  # a list of articles is shown without it

        kept = dict(self.fetch("SELECT key, value FROM meta WHERE key IN ('pipeline', ?)", (schema.OWN_NAMES_DIGEST,)))
        return with_own_names(kept["pipeline"], kept.get(schema.OWN_NAMES_DIGEST, "")) if kept.get("pipeline") else None

    def _prepare(self, lent: PooledConnection) -> None:
        """Register the SQL function `written`, which decides what FTS5 cannot.

        SQLite keeps it where no garbage collector looks, so that it may hold neither the index nor the connection: both
        would stay open for ever where nobody closes them.
        """
        index, reading = ref(self), ref(lent)

        def written(*arguments: Any) -> bool | None:
            database, connection = index(), reading()
            return database._match_written(connection, *arguments) if database and connection else None

        lent.db.create_function("written", 4, written, deterministic=True)

    def _match_written(
        self, lent: PooledConnection, kind: int, pattern: str, packed: bytes, title: str | None
    ) -> bool | None:
        """Implement the SQL function `written`: whether an article matches, None where that takes too long."""
        from extract.index.search.highlight import matches_exactly

        try:
            check_cancelled()

            def text() -> str:
                return self._compressor_for(packed, lent).text(packed)

            return matches_exactly(kind, pattern, title, text, lent.budget)
        except BaseException as error:
            lent.failure = error
            raise

    def _compressor_for(self, packed: bytes, lent: PooledConnection | None = None) -> ArticleCompressor:
        """Get the compressor that can read a frame; its dictionary is read through `lent`, if that is given."""
        compressor = self._text_compressor
        if compressor is None or not compressor.reads(packed):
            if lent is None:
                with self._connections.lend() as own:
                    compressor = ArticleCompressor.of(own.db)
            else:
                compressor = ArticleCompressor.of(lent.db)
            self._text_compressor = compressor
        return compressor


def _apply_rules(record: Record | None, rules: Rules | None) -> Record | None:
    """Apply the analyst's rules to a record; one that they change bears no pipeline's fingerprint."""
    if record is None or not rules:
        return record
    from extract.decisions import apply

    decided = apply(record, rules)
    return record if decided is record else replace(decided, pipeline=None)
