"""The tables of `index.db`, and how it is created, opened, replaced and closed.

Everything in it can be derived again from the articles. `application_id` and `user_version` say that the file is
sitrep's and of which shape. What is no index is set aside, never overwritten; an index that another version of sitrep
can read is left to it, and this version keeps its own beside it (`own_path`) until the user has it replaced.

`article.rowid` grows with the date of publication (see `extract.index.store.rowids`), so that whatever walks row ids
backwards, FTS5 included, yields the newest first without sorting. Texts stand apart from the rows that lists are made
of, compressed with a dictionary taken from the corpus itself (see `extract.index.store.compression`).
"""

from __future__ import annotations

import os
import re
import sqlite3
from contextlib import ExitStack, suppress
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

from extract.corpus_files import create_file, require_regular
from extract.errors import SitrepError
from extract.index.corpus import describe_rights
from extract.index.file_format import APPLICATION_ID, BUSY_MS, VERSION, index_version

GENERATION = "generation"
"""Under which an index keeps what tells it from one that is built anew."""
OWN_NAMES_DIGEST = "own names' digest"
"""Under which it keeps the digest of the names on the corpus's own lists."""
REMEDY = "`sitrep index CORPUS` sets it aside and builds a new one; tags and notes are kept apart from it"
"""What to do about a file that is no index of this version."""
REBUILD = "`sitrep index --rebuild CORPUS` builds a new one; tags and notes are kept apart from it"
"""What to do about an index that turns out to be damaged while it is read."""


GROUPED = "grouped"
"""Under which `meta` counts how often articles were grouped into stories: a list that is folded by them is as of one
count."""

COUNT_FAULTS = (
    "SELECT (SELECT count(*) FROM fault) + (SELECT coalesce(sum(files), 0) FROM unread)"
    " + (SELECT count(*) FROM misread)"
)
"""What could not be read: rows of files, files, files that no reader is for, and rows of watchlists."""

TABLES = """
CREATE TABLE meta(key TEXT PRIMARY KEY, value) WITHOUT ROWID;

CREATE TABLE file(
  id INTEGER PRIMARY KEY,
  path BLOB NOT NULL UNIQUE,         -- as the system has it, relative to the corpus's root
  size INTEGER NOT NULL,
  mtime INTEGER NOT NULL,            -- nanoseconds
  digest BLOB NOT NULL               -- of its bytes
);

CREATE TABLE fault(
  file INTEGER NOT NULL, message TEXT NOT NULL, line INTEGER, byte INTEGER
);
CREATE INDEX fault_file ON fault(file);
CREATE TABLE unread(path BLOB NOT NULL, message TEXT NOT NULL, files INTEGER NOT NULL);  -- as seen last

CREATE TABLE source(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, articles INTEGER NOT NULL DEFAULT 0);

CREATE TABLE article(
  rowid INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  file INTEGER NOT NULL,
  position INTEGER NOT NULL,         -- row, message or line in its file, from 0
  added INTEGER NOT NULL UNIQUE,     -- 1, 2, 3 ... in the order of the scan
  title TEXT NOT NULL,
  published TEXT,
  source INTEGER,
  language TEXT,
  words INTEGER NOT NULL,
  digest BLOB NOT NULL,              -- of the text: exact duplicates share it
  likeness INTEGER,                  -- near duplicates share it
  state INTEGER NOT NULL,            -- 0 scanned, 1 extracted, 2 stale, 3 failed
  derived INTEGER,                   -- its record; texts and records lie in the order of their writing, so that the
                                     -- pages they lie on are full
  story INTEGER,                     -- NULL until it is grouped
  behind INTEGER NOT NULL            -- of what a folded list shows instead; see store.stories
);
CREATE INDEX article_file ON article(file, position);
CREATE INDEX article_source ON article(source);
CREATE INDEX article_likeness ON article(likeness) WHERE likeness IS NOT NULL;
CREATE INDEX article_todo ON article(state) WHERE state IN (0, 2);
CREATE INDEX article_story ON article(story) WHERE story IS NOT NULL;
CREATE INDEX article_ungrouped ON article(story) WHERE story IS NULL;  -- by row id; else each batch would scan them all
CREATE INDEX article_behind ON article(behind);

CREATE TABLE story(
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,           -- of the article that founded it
  articles INTEGER NOT NULL,
  outlets INTEGER NOT NULL,
  inner REAL NOT NULL                -- sum of the likeness of its pairs of articles
);
CREATE INDEX story_alone ON story(articles) WHERE articles = 1;
CREATE TABLE term(key INTEGER PRIMARY KEY, articles BLOB NOT NULL);  -- see store.story_terms
CREATE TABLE vector(added INTEGER PRIMARY KEY, packed BLOB NOT NULL);  -- of articles without a date; see stories

CREATE TABLE tally(state INTEGER PRIMARY KEY, n INTEGER NOT NULL);  -- new articles are counted a batch at a time
INSERT INTO tally VALUES(0, 0), (1, 0), (2, 0), (3, 0);
CREATE TRIGGER tally_out AFTER DELETE ON article BEGIN UPDATE tally SET n = n - 1 WHERE state = old.state; END;
CREATE TRIGGER tally_to AFTER UPDATE OF state ON article BEGIN
  UPDATE tally SET n = n - 1 WHERE state = old.state; UPDATE tally SET n = n + 1 WHERE state = new.state;
END;

CREATE TABLE sketch(hash INTEGER, article INTEGER, PRIMARY KEY(hash, article)) WITHOUT ROWID;
CREATE TABLE fresh(article INTEGER PRIMARY KEY, hashes BLOB NOT NULL);  -- not compared with the others yet

CREATE TABLE body(added INTEGER PRIMARY KEY, packed BLOB NOT NULL);
CREATE TABLE derived(id INTEGER PRIMARY KEY, packed BLOB NOT NULL);
CREATE TABLE failure(article INTEGER PRIMARY KEY, message TEXT NOT NULL);

CREATE TABLE form(
  id INTEGER PRIMARY KEY,
  entity INTEGER,                    -- NULL for the form that is an entity's name: its id is the entity's own
  written TEXT NOT NULL,
  other TEXT,                        -- it folded, where that is not just in small letters
  folded TEXT AS (coalesce(other, lower(written))),
  hash INTEGER NOT NULL              -- CRC-32 of what it is folded: an index of that costs half of the text's
);
CREATE INDEX form_entity ON form(entity) WHERE entity IS NOT NULL;
CREATE INDEX form_hash ON form(hash);

CREATE TABLE entity(
  id INTEGER PRIMARY KEY,
  label TEXT NOT NULL,
  key INTEGER NOT NULL UNIQUE,       -- a digest of what its spellings have in common; see store.entity_table
  block TEXT,                        -- a person's surname: only within one are spellings compared
  articles INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX entity_block ON entity(block) WHERE block IS NOT NULL;
CREATE INDEX entity_label ON entity(label, articles);
CREATE VIEW named AS
  SELECT entity.id, label, block, articles, written AS name FROM entity JOIN form ON form.id = entity.id;

CREATE VIRTUAL TABLE forms USING fts5(
  written, content='', columnsize=0, tokenize='unicode61 remove_diacritics 2'
);

CREATE TABLE occurs(
  entity INTEGER, article INTEGER, how INTEGER NOT NULL,  -- bits: 1 named, 2 quoted, 4 on the card
  PRIMARY KEY(entity, article)
) WITHOUT ROWID;
CREATE TABLE names(article INTEGER PRIMARY KEY, entities BLOB NOT NULL);  -- the same from the article's side, packed
CREATE TABLE flagged(kind TEXT, article INTEGER, PRIMARY KEY(kind, article)) WITHOUT ROWID;
CREATE INDEX flagged_article ON flagged(article);

CREATE TABLE watched(                -- rows of watchlists
  list TEXT, key INTEGER,            -- as entity.key
  label TEXT NOT NULL, name TEXT NOT NULL, note TEXT NOT NULL,
  entity INTEGER,                    -- the entity of the corpus that it is, once an article names it
  PRIMARY KEY(list, key)
) WITHOUT ROWID;
CREATE INDEX watched_key ON watched(key);
CREATE INDEX watched_entity ON watched(entity) WHERE entity IS NOT NULL;
CREATE TABLE own_name(hash INTEGER PRIMARY KEY, name TEXT NOT NULL);  -- a name on a list, and what its row is called
CREATE TABLE misread(path BLOB NOT NULL, message TEXT NOT NULL, line INTEGER);  -- what is wrong with lists

CREATE VIRTUAL TABLE words USING fts5(
  text, title, content='', tokenize='unicode61 remove_diacritics 2'
);                                   -- text first: every posting of a later column costs two bytes more

CREATE VIRTUAL TABLE heads USING fts5(
  letters, content='', detail=none, columnsize=0, prefix='1 2', tokenize='unicode61 remove_diacritics 2'
);                                   -- the first letters of each word, for queries like `t*`

-- A batch is one segment, and the writer has sixteen or more of a size merged into one while it extracts: a posting is
-- written once by the scan and once or twice later, where FTS5's defaults (a segment a megabyte, merged by fours) write
-- it ten times at once. Three of its leaves fill a page.
INSERT INTO words(words, rank) VALUES
  ('hashsize', 67108864), ('automerge', 0), ('crisismerge', 256), ('usermerge', 16), ('pgsz', 5410);
INSERT INTO heads(heads, rank) VALUES
  ('hashsize', 67108864), ('automerge', 0), ('crisismerge', 256), ('usermerge', 16), ('pgsz', 5410);
"""

PARTS = frozenset(
    re.findall(r"^CREATE (?:VIRTUAL )?(?:TABLE|INDEX|TRIGGER|VIEW) (\w+)", TABLES, re.MULTILINE)
)  # fmt: skip
"""Names of the tables, indexes, triggers and views that an index has."""


def own_path(path: Path) -> Path:
    """Choose where this version keeps its index: at `path`, or beside it where another version's is there."""
    return path if index_version(path) in (None, VERSION) else path.with_name(f"{path.stem}-{VERSION}{path.suffix}")


def describe_other_version(path: Path) -> str | None:
    """Describe, for the user, that another version of sitrep keeps its index at `path`; None where none does."""
    own = own_path(path)
    if own == path:
        return None
    reads = f"this one keeps its own, {own.name}, until `sitrep index --rebuild`"
    return f"{path.name} is of another version of sitrep; {reads}"


def connect(path: Path, *, write: bool = False) -> sqlite3.Connection:
    """Open an index that exists; with `write` for the process that holds the lock.

    Raises:
        SitrepError: where it cannot be opened, or is not an index of this version.

    """
    require_regular(*_files(path))
    mode = "rw" if write else "ro"
    try:
        db = sqlite3.connect(
            f"file:{quote(str(path))}?mode={mode}",
            uri=True,
            isolation_level=None,
            timeout=BUSY_MS / 1000,
            check_same_thread=False,
        )
        db.execute("PRAGMA cache_size = -16384")
        if write:
            db.execute("PRAGMA synchronous = NORMAL")
            db.execute("PRAGMA cache_size = -131072")
            db.execute("PRAGMA journal_size_limit = 67108864")  # a merge of segments may have needed ten times as much
        else:
            db.execute("PRAGMA temp_store = MEMORY")
        problem = _find_mismatch(db)
    except sqlite3.OperationalError as error:
        raise SitrepError(f"the index cannot be opened: {describe_error(error, path)}", str(path)) from error
    except sqlite3.DatabaseError as error:
        problem = f"is damaged ({error})"
    if problem:
        db.close()
        raise SitrepError(f"{problem}; {REMEDY}", str(path))
    return db


def create(path: Path) -> sqlite3.Connection:
    """Make an empty index at `path`, where no file stands, and open it for writing.

    It is made beside and renamed: whoever opens `path` meanwhile finds none there, or a whole one. The log that a
    deleted one left is deleted too: else whoever has that one open reads the new one's pages in it.
    """
    new = path.with_name(f"{path.name}.new")
    remove(new)  # of one who was killed here
    try:
        os.close(create_file(new))  # so that it has the rights of its folder; SQLite gives its other files the same
        db = sqlite3.connect(new, isolation_level=None, timeout=BUSY_MS / 1000)
        try:
            db.execute("PRAGMA page_size = 16384")
            db.execute("PRAGMA journal_mode = WAL")
            stamps = f"PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {VERSION};"
            db.executescript(f"BEGIN IMMEDIATE; {TABLES} {stamps} COMMIT;")
        finally:
            db.close()
        _remove_log(path)
        new.rename(path)
    except BaseException:
        remove(new)
        raise
    return connect(path, write=True)


def close(db: sqlite3.Connection, path: Path) -> None:
    """Close a connection that wrote, leaving the `-wal` and `-shm` files that SQLite would remove.

    Who may write neither the index nor its folder can open it only where these are, and then reads safely while others
    write (SQLite 3.22 and later). `immutable=1` needs neither, but takes no locks: it reads nonsense while someone
    writes. A connection that may only read cannot remove them, so one that is closed last leaves them.
    """
    with ExitStack() as last:
        with suppress(sqlite3.Error, SitrepError):
            db.execute("PRAGMA busy_timeout = 0")
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            last.callback(connect(path).close)
        db.close()


def put_in_place(new: Path, path: Path) -> None:
    """Rename an index that nobody has open over the one at `path`, whose readers go on to read what they opened.

    The log of the one before is written into it first, so that without its log it is whole until it is replaced, should
    this process be killed in between; the new one must never be found with the log of the other.
    """
    try:
        before = sqlite3.connect(f"file:{quote(str(path))}?mode=rw", uri=True, timeout=BUSY_MS / 1000)
        try:
            before.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            before.close()
    except sqlite3.Error:
        pass  # it is damaged, which may be why it is replaced
    _remove_log(path)
    _remove_log(new)
    new.rename(path)
    close(connect(path, write=True), path)


def remove(path: Path) -> None:
    """Delete an index with what belongs to it, where there is one."""
    for left in _files(path):
        left.unlink(missing_ok=True)


def describe_error(error: sqlite3.Error, path: Path) -> str:
    """Describe why an index cannot be read or written, in words that a user can act on."""
    name = getattr(error, "sqlite_errorname", "")
    if name == "SQLITE_FULL" or name.startswith("SQLITE_IOERR"):
        return f"the disk is full, or fails ({error})"
    if name.startswith("SQLITE_READONLY"):
        return f"it is {describe_rights(path)}, and its owner can allow it: chmod g+w"
    return str(error)


def open_empty() -> sqlite3.Connection:
    """Open an empty index in memory, for a corpus that was never scanned."""
    db = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    db.executescript(TABLES)
    return db


def open_or_create(path: Path) -> tuple[sqlite3.Connection, str | None]:
    """Open the index for writing; create it where there is none, or what is there is none.

    Returns:
        The connection, and what was set aside and why, for the user to be told; None where nothing was.

    """
    if not path.exists():
        return create(path), None
    why = find_damage(path)
    if why is None:
        return connect(path, write=True), None
    notice = set_aside_damaged(path, why)
    return create(path), notice


def set_aside_damaged(path: Path, why: str) -> str:
    """Rename a file that is no usable index, and describe that for the user."""
    return f"{path.name} was set aside as {set_aside(path).name} and a new index is built, since it {why}: {path}"


def set_aside(path: Path) -> Path:
    """Rename a file that is no index, with what belongs to it; return its new name."""
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    kept = path.with_name(f"{path.name}.damaged-{stamp}")
    path.rename(kept)
    for beside, aside in zip(_files(path)[1:], _files(kept)[1:], strict=True):
        with suppress(FileNotFoundError):
            beside.rename(aside)
    return kept


def find_damage(path: Path) -> str | None:
    """Describe why a file is no usable index; None where it is one."""
    require_regular(*_files(path))
    try:
        db = sqlite3.connect(f"file:{quote(str(path))}?mode=ro", uri=True, timeout=BUSY_MS / 1000)
        try:
            return _find_mismatch(db)
        finally:
            db.close()
    except sqlite3.OperationalError as error:
        raise SitrepError(f"the index cannot be opened: {describe_error(error, path)}", str(path)) from error
    except sqlite3.DatabaseError as error:
        return f"is damaged ({error})"


def _remove_log(path: Path) -> None:
    for left in _files(path)[1:]:
        left.unlink(missing_ok=True)


def _files(path: Path) -> list[Path]:
    """List the index and the files that SQLite keeps beside it."""
    return [path.with_name(path.name + suffix) for suffix in ("", "-wal", "-shm")]


def _find_mismatch(db: sqlite3.Connection) -> str | None:
    (application,) = db.execute("PRAGMA application_id").fetchone()
    (version,) = db.execute("PRAGMA user_version").fetchone()
    missing = PARTS.difference(name for (name,) in db.execute("SELECT name FROM sqlite_master"))
    if application != APPLICATION_ID:
        return "is not an index of sitrep"
    if version != VERSION:
        return f"is of another version of sitrep (shape {version}, this one reads {VERSION})"
    if missing:
        return f"is damaged (without {', '.join(sorted(missing))})"
    return None
