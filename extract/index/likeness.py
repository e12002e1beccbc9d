"""Near duplicates: the same agency story in two outlets, the same story with a sentence added.

Each article is sketched by the six smallest hashes of its sentences, a bottom-k sketch (Broder, "On the resemblance
and containment of documents", 1997) with sentences for shingles: what outlets do to a story is to drop or add
sentences and to wrap it in other furniture, whose lines are too short to count. Two thirds of a sketch shared, and
the articles are alike: at a resemblance of 0.8 nine pairs in ten are found, at 0.2 one in sixty is taken wrongly.
Takes about 20 microseconds an article, a tenth of what word shingles would.
"""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from zlib import crc32

SKETCH = 6
SHORTEST = 40
"""Code points of a sentence that counts: menus, captions and credits are shorter."""
CROWD = 240
"""How many articles that share a sentence are looked at: one that stands in more is furniture."""

_SENTENCE = re.compile(rf"[^.!?\n]{{{SHORTEST},}}")


def sketch(text: str) -> tuple[int, ...]:
    """Return the smallest hashes of the text's sentences, ascending; few or none for a short text."""
    hashes = {crc32(sentence.strip().encode("utf-8", "surrogatepass")) for sentence in _SENTENCE.findall(text)}
    return tuple(sorted(hashes)[:SKETCH])


def group(db: sqlite3.Connection, rowid: int, digest: bytes, hashes: tuple[int, ...]) -> None:
    """Join an article, already inserted, with those that say the same; within the writer's transaction."""
    if hashes:
        alike = [rowid, *_candidates(db, hashes)]
    else:  # too short for a sketch: only the very same text is alike
        alike = [row[0] for row in db.execute("SELECT rowid FROM article WHERE digest = ? LIMIT ?", (digest, CROWD))]
    db.executemany("INSERT OR IGNORE INTO sketch VALUES(?, ?)", [(value, rowid) for value in hashes])
    if len(alike) < 2:
        return
    marks = ",".join("?" * len(alike))
    groups = {row[0] for row in db.execute(f"SELECT likeness FROM article WHERE rowid IN ({marks})", alike)} - {None}
    chosen = min(groups) if groups else rowid
    db.execute(f"UPDATE article SET likeness = ? WHERE rowid IN ({marks})", (chosen, *alike))
    for other in groups - {chosen}:
        db.execute("UPDATE article SET likeness = ? WHERE likeness = ?", (chosen, other))


def ungroup(db: sqlite3.Connection, rowid: int, text: str) -> None:
    """Take an article, about to be deleted, out of its group."""
    db.executemany("DELETE FROM sketch WHERE hash = ? AND article = ?", [(value, rowid) for value in sketch(text)])
    (likeness,) = db.execute("SELECT likeness FROM article WHERE rowid = ?", (rowid,)).fetchone()
    if likeness is None:
        return
    rest = db.execute(
        "SELECT rowid FROM article WHERE likeness = ? AND rowid != ? LIMIT 2", (likeness, rowid)
    ).fetchall()
    if len(rest) == 1:
        db.execute("UPDATE article SET likeness = NULL WHERE rowid = ?", rest[0])


def _candidates(db: sqlite3.Connection, hashes: tuple[int, ...]) -> list[int]:
    """Return the articles that share two thirds of a sketch."""
    marks = ",".join("?" * len(hashes))
    shared = Counter(
        row[0] for row in db.execute(f"SELECT article FROM sketch WHERE hash IN ({marks}) LIMIT {CROWD}", hashes)
    )
    needed = -(-2 * len(hashes) // 3)
    return [article for article, count in shared.items() if count >= needed]
