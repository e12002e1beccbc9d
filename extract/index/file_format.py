"""Application id and version of the index's SQLite file."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from urllib.parse import quote

APPLICATION_ID = 0x73697472
"""The letters "sitr"."""
VERSION = 15
"""Version of tables and records, raised with every change of either: each version reads and writes its own."""
BUSY_MS = 10_000
"""How long a reader or writer waits for another's transaction, in milliseconds."""


def index_version(path: Path) -> int | None:
    """Read the version of the index at `path`; None where it is missing, no index, or not readable for this user.

    Asked of SQLite: a file that this process opens and closes by itself loses the locks that SQLite has on it
    (https://sqlite.org/howtocorrupt.html, section 2.2).
    """
    if path.is_symlink() or not path.is_file():  # a pipe would not be opened before somebody writes to it
        return None
    try:
        db = sqlite3.connect(f"file:{quote(str(path))}?mode=ro", uri=True, timeout=BUSY_MS / 1000)
        try:
            (application,) = db.execute("PRAGMA application_id").fetchone()
            (version,) = db.execute("PRAGMA user_version").fetchone()
        finally:
            db.close()
    except sqlite3.Error:
        return None
    return int(version) if application == APPLICATION_ID else None
