"""How the time and the memory of grouping articles into stories grow with their number, in one run.

    python tests/bench/stories.py CORPUS [--articles N] [--halvings N]

CORPUS is anything that sitrep reads. Indexes N of its articles, half of them, and so on, the fewest first. Prints for
each the processor's seconds a thousand articles, what one more takes, at the median and at most, in the process that
grouped the others and in one that has just begun, the stories, what their tables take on disk for a byte of text, and
the memory that the process had at most until then. Twice the articles of the same years lie twice as close together,
so that a window of days holds twice as many.
"""

from __future__ import annotations

import argparse
import json
import resource
import sqlite3
import sys
import time
from collections.abc import Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.table import Table

from extract.article import Article
from extract.index import Corpus
from extract.index.build import build
from extract.index.store import schema
from extract.index.store.writer import Writer
from extract.index.stories import StoryGrouping
from extract.index.story_cache import StoryCache
from extract.readers import read

SAMPLE = 40
"""Articles of which each is grouped once more."""
TABLES = ("term", "story", "article_story", "article_behind", "sqlite_autoindex_story_1")


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("corpus")
    options.add_argument("--articles", type=int, default=8_000)
    options.add_argument("--halvings", type=int, default=3)
    chosen = options.parse_args()
    found = (item for item in read(chosen.corpus) if isinstance(item, Article))
    listed = list(islice(found, chosen.articles))
    if not listed:
        sys.exit(f"no articles in {chosen.corpus}")
    table = Table("articles", "s a thousand", "ms one more", "in a new process", "stories", "of the text", "peak MB")
    for halving in range(chosen.halvings, -1, -1):
        with TemporaryDirectory() as folder:
            table.add_row(*measure(Path(folder), listed[:: 2**halving]))
    Console().print(table)


def measure(folder: Path, articles: Sequence[Article]) -> tuple[str, ...]:
    """Scan articles and group them; return the cells of a row."""
    write(folder / "news.jsonl", articles)
    corpus = Corpus.locate([folder])
    build(corpus, lambda _: None, extraction=False)
    with closing(schema.connect(corpus.index_path, write=True)) as db:
        cache = StoryCache()
        whole = group(StoryGrouping(Writer(db, 0), cache))
        begun = [again(db, rowid, StoryCache()) for rowid in some(db)]
        kept = [again(db, rowid, cache) for rowid in some(db)]
        (stories,) = db.execute("SELECT count(*) FROM story").fetchone()
        share = size(db) / sum(len(article.text.encode()) for article in articles)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    each = f"{1000 * whole / len(articles):.2f}", describe(kept), describe(begun)
    return f"{len(articles):,}", *each, f"{stories:,}", f"{share:.3f}", f"{peak:,.0f}"


def some(db: sqlite3.Connection) -> list[int]:
    """Return the row ids of some articles, evenly over the corpus, with the newest."""
    rowids = [rowid for (rowid,) in db.execute("SELECT rowid FROM article ORDER BY rowid DESC")]
    return rowids[:: max(1, len(rowids) // SAMPLE)]


def again(db: sqlite3.Connection, rowid: int, cache: StoryCache) -> float:
    """Group an article once more, as if it had just come; return the processor's seconds."""
    (added,) = db.execute("SELECT added FROM article WHERE rowid = ?", (rowid,)).fetchone()
    db.execute("UPDATE article SET story = NULL WHERE rowid = ?", (rowid,))
    cache.vectors.pop(added, None)
    cache.pairs.pop(added, None)
    return group(StoryGrouping(Writer(db, 0), cache))


def group(grouping: StoryGrouping) -> float:
    """Group what is not grouped yet; return the processor's seconds."""
    began = time.process_time()
    while grouping.group_some():
        pass
    return time.process_time() - began


def describe(seconds: Sequence[float]) -> str:
    """Return median and maximum in milliseconds."""
    return f"{1000 * median(seconds):.0f}, {1000 * max(seconds):.0f}"


def size(db: sqlite3.Connection) -> int:
    """Return the bytes of the stories' tables and indexes."""
    marks = ",".join("?" * len(TABLES))
    (found,) = db.execute(f"SELECT sum(pgsize) FROM dbstat WHERE name IN ({marks})", TABLES).fetchone()
    return int(found)


def write(path: Path, articles: Sequence[Article]) -> None:
    """Write articles as JSON Lines."""
    with path.open("w", encoding="utf-8") as stream:
        for article in articles:
            about = article.metadata
            row = {"id": article.id, "title": about.title, "date": about.date, "source": about.source}
            stream.write(json.dumps({**row, "text": article.text}) + "\n")


if __name__ == "__main__":
    main()
