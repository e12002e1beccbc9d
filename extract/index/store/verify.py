"""Whether an index is whole: what SQLite and FTS5 say of themselves, and whether our tables agree with each other."""

from __future__ import annotations

import sqlite3

from extract.index.corpus import Corpus
from extract.index.store import schema

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


def problems(corpus: Corpus) -> list[str]:
    """Return what is wrong with the index of a corpus, in words; nothing where it is whole.

    Raises:
        SitrepError: where it is not this user's to write, which FTS5's own check needs.

    """
    corpus.require_own_index()
    if not corpus.index_path.exists():
        return ["there is no index yet"]
    reason = schema.damage(corpus.index_path)
    if reason is not None:
        return [reason]
    db = schema.connect(corpus.index_path, write=True)
    try:
        found = [text for (text,) in db.execute("PRAGMA integrity_check(20)") if text != "ok"]
        for table in ("words", "heads", "forms"):
            db.execute(f"INSERT INTO {table}({table}) VALUES('integrity-check')")
        counted = ((what, db.execute(sql).fetchone()[0]) for what, sql in CHECKS.items())
        found += [f"{count} {what}" for what, count in counted if count]
    except sqlite3.DatabaseError as error:
        return [f"is damaged ({error})"]
    finally:
        schema.close(db, corpus.index_path)
    return found
