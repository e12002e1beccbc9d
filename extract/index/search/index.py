"""The read side of the index: what the browser and the subcommands ask."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, Any

from extract.article import Article, Record
from extract.errors import SitrepError
from extract.index.corpus import Corpus
from extract.index.overlay import Marks, Overlay
from extract.index.query.plan import EVERY, SORTS, everything
from extract.index.search.results import STATES, Results, Row, beginning
from extract.index.store import schema
from extract.index.store.compression import Packer, Squeezer

if TYPE_CHECKING:
    from datetime import date

    from extract.decisions import Rules
    from extract.index.search.entities import EntityRow
    from extract.index.search.facets import Facet
    from extract.index.search.highlight import Hit
    from extract.readers import Fault


@dataclass(frozen=True, slots=True)
class Counts:
    """How far the corpus is, in articles (faults: files or rows that could not be read)."""

    articles: int
    extracted: int
    failed: int
    stale: int
    faults: int


@dataclass(frozen=True, slots=True)
class Stored:
    """One article with what was derived from it."""

    article: Article
    record: Record | None
    """None until it has been extracted; where `state` is "stale" it is of an older pipeline."""
    state: str
    title: str
    """As lists show it: the headline, or how the text begins."""
    error: str | None
    """Why extraction failed."""


class Index:
    """An index opened for reading; safe to use from several threads, each of which gets a connection of its own."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self._local = threading.local()
        self._connections: list[sqlite3.Connection] = []
        self._packer: Packer | None = None
        self._squeezer: Squeezer | None = None
        self.marks = Marks(self.execute)

    @classmethod
    def open(cls, corpus: Corpus) -> Index:
        """Open the index of a corpus; one that was never scanned is empty.

        Raises:
            SitrepError: where the file is damaged, foreign or of another version.

        """
        index = cls(corpus)
        index._db()
        return index

    def close(self) -> None:
        """Close the connections of all threads."""
        for connection in self._connections:
            connection.close()
        self._connections.clear()
        self._local = threading.local()

    def counts(self) -> Counts:
        """Count the articles by state; cheap at any size."""
        states = dict(self.execute("SELECT state, n FROM tally"))
        (faults,) = self.execute("SELECT count(*) FROM fault").fetchone()
        done, stale, failed = (states.get(state, 0) for state in (1, 2, 3))
        return Counts(sum(states.values()), done + stale, failed, stale, faults)

    def search(self, query: str = "", sort: str = "date", overlay: Overlay | None = None) -> Results:
        """Find articles; an empty query finds all.

        Raises:
            QueryError: where the query cannot be read; it knows the place.

        """
        chosen = next((known for known in SORTS if known == sort), None)
        if chosen is None:
            raise SitrepError(f"there is no order {sort}: articles are sorted by {', '.join(SORTS)}")
        if not query.strip():
            return Results(self, everything(chosen, self.counts().articles))
        from extract.index.search.ask import asked

        return Results(self, *asked(self, query, chosen, overlay or Overlay()))

    def article(self, article_id: str, overlay: Overlay | None = None) -> Stored | None:
        """Return one article with its record, or None where there is none of that id.

        With an overlay the record is as the analyst's decisions make it.
        """
        row = self.execute(
            "SELECT title, path, position, state, body.packed, derived.packed, message FROM article"
            " JOIN file ON file.id = file JOIN body USING(added)"
            " LEFT JOIN derived ON derived.id = derived LEFT JOIN failure ON failure.article = article.rowid"
            " WHERE article.id = ?",
            (article_id,),
        ).fetchone()
        if row is None:
            return None
        title, path, position, state, body, made, error = row
        packer = self._packer_for(body)
        article = packer.unpack_article(body, article_id, self.corpus.path_of(path), position)
        record = self._record(article, made, state, overlay.rules if overlay else None) if made else None
        return Stored(article, record, STATES[state], title, error)

    def facets(self, results: Results, field: str, overlay: Overlay | None = None, limit: int = 50) -> list[Facet]:
        """Return what the hits have in common: see `extract.index.search.facets.FACETS` for the fields."""
        from extract.index.search.facets import facets

        return facets(self, results, field, overlay or Overlay(), limit)

    def timeline(self, results: Results) -> list[tuple[date, int]]:
        """Return the days on which hits were published, ascending, with how many; cheap at any size."""
        from extract.index.search.facets import days

        return days(self, results.found)

    def entities(
        self,
        label: str | None = None,
        like: str = "",
        overlay: Overlay | None = None,
        offset: int = 0,
        limit: int = 100,
        *,
        part: str = "",
    ) -> list[EntityRow]:
        """Return entities of the corpus, those that most articles name first; see `extract.index.search.entities`."""
        from extract.index.search.entities import entity_rows

        decided = overlay or Overlay()
        return entity_rows(self, label=label, like=like, part=part, overlay=decided, offset=offset, limit=limit)

    def values(self, field: str, typed: str, overlay: Overlay | None = None, limit: int = 12) -> list[str]:
        """Return values of a query's field that `typed` may be the beginning of, the commonest first."""
        from extract.index.search.entities import values

        return values(self, field, typed, overlay or Overlay(), limit)

    def beside(self, entity: int, limit: int = 20) -> list[tuple[EntityRow, int]]:
        """Return the entities that stand in the same articles as one (its `key`), with in how many."""
        from extract.index.search.entities import beside

        return beside(self, entity, limit)

    def hits(self, query: str, text: str, overlay: Overlay | None = None) -> list[Hit]:
        """Return where the terms of a query stand in a text, the names of entities that it asks for among them.

        Spans of code points, ascending, disjoint. Raises QueryError.
        """
        return self.finder(query, overlay)(text)

    def finder(self, query: str, overlay: Overlay | None = None) -> Callable[[str], list[Hit]]:
        """Return what `hits` does for one query, to be used on many texts. Raises QueryError."""
        from extract.index.search.ask import finder

        return finder(self, query, overlay or Overlay())

    def texts(self, rowids: Sequence[int]) -> Iterator[tuple[Row, int | None, str]]:
        """Yield row, group of near duplicates and text of these articles, in this order."""
        found = {row[0]: row for row in self._chunks(rowids)}
        for rowid in rowids:
            if rowid in found:
                row = found[rowid]
                yield self._row(row, beginning), row[11], self._packer_for(row[9]).text(row[9])

    def faults(self) -> list[Fault]:
        """Return what could not be read, in the order of the files."""
        rows = self.execute("SELECT path, message, line FROM fault JOIN file ON file.id = file ORDER BY path, line")
        from extract.readers import Fault

        return [Fault(self.corpus.path_of(path), message, line) for path, message, line in rows]

    def rows(self, rowids: Sequence[int], snippet: Callable[[str], str] = beginning) -> list[Row]:
        """Return the rows of these articles, in this order; one that has gone since is left out.

        Args:
            rowids: of the articles.
            snippet: what a row shows of its article's text.

        """
        found = {row[0]: row for row in self._chunks(rowids)}
        return [self._row(found[rowid], snippet) for rowid in rowids if rowid in found]

    def ids_of(self, rowids: Sequence[int]) -> list[str]:
        """Return the ids of these articles, in this order."""
        marks = ",".join("?" * len(rowids))
        found = dict(self.execute(f"SELECT rowid, id FROM article WHERE rowid IN ({marks})", tuple(rowids)))
        return [found[rowid] for rowid in rowids if rowid in found]

    def headings(self, ids: Iterable[str]) -> Iterator[tuple[str | None, str | None]]:
        """Yield date of publication and outlet of each of these articles that is there, without reading texts."""
        rest = iter(ids)
        while chunk := tuple(islice(rest, 500)):
            marks = ",".join("?" * len(chunk))
            yield from self.execute(
                "SELECT published, name FROM article LEFT JOIN source ON source.id = source"
                f" WHERE article.id IN ({marks})",
                chunk,
            )

    def slots(self) -> int:
        """Return how many row ids a minute has; see `extract.index.store.rowids`."""
        row = self.execute("SELECT value FROM meta WHERE key = 'slots'").fetchone()
        return int(row[0]) if row else 4

    def newest(self, many: int) -> int | None:
        """Return the row id down to which so many articles are; None where there are not so many."""
        row = self.execute(f"{EVERY} ORDER BY id DESC LIMIT 1 OFFSET ?", (many - 1,)).fetchone()
        return row[0] if row else None

    def rowid(self, article_id: str) -> int | None:
        """Return the row id of an article."""
        row = self.execute("SELECT rowid FROM article WHERE id = ?", (article_id,)).fetchone()
        return row[0] if row else None

    def execute(self, sql: str, values: Iterable[object] = ()) -> sqlite3.Cursor:
        """Run SQL on this thread's connection.

        Raises:
            SitrepError: where the file turns out to be damaged.

        """
        try:
            return self._db().execute(sql, tuple(values))
        except sqlite3.DatabaseError as error:
            path = str(self.corpus.index_path)
            raise SitrepError(f"the index cannot be read ({error}); {schema.REBUILD}", path) from error

    def _db(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is not None and not (self._local.empty and self.corpus.index_path.exists()):
            return connection
        self._local.empty = not self.corpus.index_path.exists()
        connection = schema.empty() if self._local.empty else schema.connect(self.corpus.index_path)
        connection.create_function("written", 4, self._written, deterministic=True)
        self._local.connection = connection
        self._connections.append(connection)
        return connection

    def _chunks(self, rowids: Sequence[int]) -> Iterable[tuple[Any, ...]]:
        marks = ",".join("?" * len(rowids))
        return self.execute(
            "SELECT article.rowid, article.id, title, published, name, path, words, language, state, packed,"
            " iif(likeness IS NULL, 0, (SELECT count(*) - 1 FROM article AS o WHERE o.likeness = article.likeness)),"
            " likeness"
            " FROM article JOIN file ON file.id = file JOIN body USING(added)"
            f" LEFT JOIN source ON source.id = source WHERE article.rowid IN ({marks})",
            tuple(rowids),
        )

    def _row(self, row: tuple[Any, ...], snippet: Callable[[str], str]) -> Row:
        _, article_id, title, published, source, path, words, language, state, packed, duplicates, _ = row
        text = self._packer_for(packed).text(packed)
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
            snippet(text),
        )

    def _record(self, article: Article, packed: bytes, state: int, rules: Rules | None) -> Record:
        if self._squeezer is None or not self._squeezer.reads(packed):
            self._squeezer = Squeezer.of_records(self._db())
        from extract.index.store import record_codec  # a list of articles is shown without it

        record = record_codec.decode_record(self._squeezer.unsqueeze(packed), article)
        if rules:
            from extract.decisions import apply

            decided = apply(record, rules)
            if decided is not record:
                return decided
        return replace(record, pipeline=self._pipeline()) if STATES[state] == "extracted" else record

    def _pipeline(self) -> str | None:
        """Return the fingerprint of the pipeline that made all records but the stale ones."""
        row = self.execute("SELECT value FROM meta WHERE key = 'pipeline'").fetchone()
        return row[0] if row else None

    def _written(self, kind: int, pattern: str, packed: bytes, title: str | None) -> bool:
        """Tell whether an article matches what FTS5 cannot decide; called by SQL."""
        from extract.index.search.highlight import written_in

        return written_in(kind, pattern, packed, title, self._packer_for(packed).text)

    def _packer_for(self, packed: bytes) -> Packer:
        if self._packer is None or not self._packer.reads(packed):
            self._packer = Packer.of(self._db())
        return self._packer
