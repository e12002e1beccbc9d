"""SQLite files: newsboat's cache as it is, any other by a query of the user's whose columns are an article's fields."""

from __future__ import annotations

import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

from extract.article import Article
from extract.errors import SitrepError
from extract.readers.faults import Fault
from extract.readers.field_names import has_text_column, row_article
from extract.readers.limits import MAX_ARCHIVE, MAX_ROW
from extract.readers.source import SourceFile

NEWSBOAT = """SELECT content AS text, item.title, item.url, pubDate AS date, author, feed.title AS source
FROM rss_item AS item LEFT JOIN rss_feed AS feed ON feed.rssurl = item.feedurl WHERE deleted = 0 ORDER BY item.id"""
LONGEST_S = 60.0
"""How long a query may look for its next row, in seconds."""
STEPS = 100_000
"""Instructions of SQLite between two looks at the clock."""


def read(source: SourceFile) -> Iterator[Article | Fault]:
    """Yield an article a row.

    Raises:
        SitrepError: where nobody says what to read of it, the query is wrong, or the file damaged.

    """
    if source.file is not None:
        yield from _rows(Path(source.file), source)
        return
    with tempfile.TemporaryDirectory(prefix="sitrep-") as folder:
        path = Path(folder) / "a.db"
        size = 0
        with path.open("wb") as file:
            while (part := source.stream.read(1 << 20)) and size <= MAX_ARCHIVE:
                size += file.write(part)
        yield from _rows(path, source)


def _rows(path: Path, source: SourceFile) -> Iterator[Article | Fault]:
    position = without = 0
    try:
        with closing(_open_untrusted(path)) as db:
            tables = _tables(db)
            query = source.options.query
            if query is None and {"rss_item", "rss_feed"} <= set(tables):
                query = NEWSBOAT
            if query is None:
                raise SitrepError(_ask(tables), source.path)
            cursor = db.execute(query)
            names = [column[0] for column in cursor.description or ()]
            if not has_text_column(names, source.options):
                raise SitrepError('the query names no column "text": "select body as text, ..."', source.path)
            for cells in cursor:
                found = row_article(dict(zip(names, cells, strict=True)), source.path, position, options=source.options)
                position += 1 if found else 0
                without += 0 if found else 1
                if found:
                    yield replace(found, metadata=replace(found.metadata, part=f"row {position + without}"))
                db.set_progress_handler(_deadline(), STEPS)
    except sqlite3.Error as error:
        raise SitrepError(f"SQLite: {error}", source.path) from error
    if without:
        yield Fault(source.path, f"{without:,} rows have no text")


def _open_untrusted(path: Path) -> sqlite3.Connection:
    """Open a file that a stranger may have made: nothing in it is written, and none of its views runs a function."""
    db = sqlite3.connect(f"file:{quote(str(path))}?mode=ro", uri=True, timeout=5)
    db.text_factory = lambda data: data.decode("utf-8", "replace")
    db.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MAX_ROW)
    db.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    db.execute("PRAGMA trusted_schema = OFF")
    db.execute("PRAGMA query_only = ON")
    db.set_progress_handler(_deadline(), STEPS)
    return db


def _deadline() -> Callable[[], int]:
    end = time.monotonic() + LONGEST_S
    return lambda: int(time.monotonic() > end)


def _tables(db: sqlite3.Connection) -> dict[str, list[str]]:
    names = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")]
    return {
        name: [row[1] for row in db.execute(f"PRAGMA table_info({_quote_name(name)})")]
        for name in names
        if not name.startswith("sqlite_")
    }


def _quote_name(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _ask(tables: dict[str, list[str]]) -> str:
    shown = "; ".join(f"{name} ({', '.join(columns[:8])})" for name, columns in list(tables.items())[:5])
    how = '--query "SELECT body AS text, ... FROM table"'
    return f"nobody says what of it is an article: give {how}; it has {shown or 'no table'}"
