"""Verifies an index.

What SQLite and FTS5 say of themselves, whether our tables agree with each other, and whether every text and record can
be read and is the one that was written.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from hashlib import blake2b

from extract.article import Article
from extract.errors import SitrepError
from extract.index.corpus import Corpus
from extract.index.store import record_codec, schema
from extract.index.store.compression import ArticleCompressor, Compressor

CHECKS = {
    "articles without a text": "SELECT count(*) FROM article LEFT JOIN body USING(added) WHERE packed IS NULL",
    "texts without an article": "SELECT count(*) FROM body LEFT JOIN article USING(added) WHERE article.rowid IS NULL",
    "extracted articles without a record": "SELECT count(*) FROM article LEFT JOIN derived ON derived.id = derived"
    " WHERE state IN (1, 2) AND packed IS NULL",
    "records without an article": "SELECT count(*) FROM derived WHERE id NOT IN"
    " (SELECT derived FROM article WHERE derived IS NOT NULL)",
    "articles that cannot be searched": "SELECT count(*) FROM article"
    " WHERE rowid NOT IN (SELECT id FROM words_docsize)",
    "names of articles that are gone": "SELECT count(DISTINCT article) FROM occurs WHERE article NOT IN"
    " (SELECT rowid FROM article)",
    "lists of names of articles that are gone": "SELECT count(*) FROM names WHERE article NOT IN"
    " (SELECT rowid FROM article)",
    "entities whose count is off": "SELECT count(*) FROM entity WHERE articles !="
    " (SELECT count(*) FROM occurs WHERE entity = entity.id)",
    "counts that are off": "SELECT sum(abs(n - (SELECT count(*) FROM article WHERE article.state = tally.state)))"
    " FROM tally",
}


def find_problems(corpus: Corpus) -> list[str]:
    """Describe what is wrong with the index of a corpus, a line each; empty where it is whole.

    Raises:
        SitrepError: where it is not this user's to write, which FTS5's own check needs.

    """
    corpus.require_own_index()
    path = schema.own_path(corpus.index_path)
    if not path.exists():
        return ["there is no index yet"]
    reason = schema.find_damage(path)
    if reason is not None:
        return [reason]
    db = schema.connect(path, write=True)
    try:
        found = [text for (text,) in db.execute("PRAGMA integrity_check(20)") if text != "ok"]
        for table in ("words", "heads", "forms"):
            db.execute(f"INSERT INTO {table}({table}) VALUES('integrity-check')")
        counted = ((what, db.execute(sql).fetchone()[0]) for what, sql in CHECKS.items())
        found += [f"{count} {what}" for what, count in counted if count]
        found += [f"{count} {what}" for what, count in Counter(_find_unreadable(db)).items()]
    except sqlite3.DatabaseError as error:
        return [f"is damaged ({error})"]
    finally:
        schema.close(db, path)
    return found


def _find_unreadable(db: sqlite3.Connection) -> Iterator[str]:
    """Describe each text or record that cannot be read, or differs from what was written."""
    compressor, record_compressor = ArticleCompressor.of(db), Compressor.for_records(db)
    rows = db.execute(
        "SELECT article.id, digest, body.packed, derived.packed FROM article JOIN body USING(added)"
        " LEFT JOIN derived ON derived.id = derived"
    )
    for article_id, digest, body, made in rows:
        try:
            article = compressor.decode_article(body, article_id, "", 0)
        except (SitrepError, ValueError, TypeError):
            yield "texts that cannot be read"
            continue
        if blake2b(article.text.encode("utf-8", "surrogatepass"), digest_size=8).digest() != digest:
            yield "texts that are not the ones that were scanned"
        elif made is not None and not _is_record(record_compressor, made, article):
            yield "records that cannot be read"


def _is_record(record_compressor: Compressor, packed: bytes, article: Article) -> bool:
    try:
        record_codec.decode_record(record_compressor.decompress(packed), article)
    except Exception:  # noqa: BLE001 - what garbage makes a reader raise is as various as garbage
        return False
    return True
