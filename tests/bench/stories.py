"""How the time and the memory of grouping articles into stories grow with their number, in one run.

    python tests/bench/stories.py CORPUS [--articles N] [--quarters N] [--years N] [--steady]

CORPUS is anything that sitrep reads. Indexes a quarter of a quarter of N articles, and so on up to N, the fewest first;
where CORPUS has fewer, they are copies of it (`copies.py`), which begin within so many years: the more articles, the
denser they lie. With --steady the years become more as the articles do, and of fewer articles than CORPUS has a stretch
of time is taken, so that they lie as dense at each size. Prints for each the processor's seconds a thousand
articles, what one more takes, at the median and at most, in the process that grouped the others and in one that has
just begun, the stories, what their tables take on disk for a byte of the corpus, and the most memory of the process
that grouped them, which does nothing else.
"""

from __future__ import annotations

import argparse
import json
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from copies import YEARS, copy_articles
from index import peak
from rich.console import Console
from rich.table import Table

from extract.article import Article
from extract.index import Corpus
from extract.index.build import build
from extract.index.store import schema
from extract.index.store.stories import remove_article
from extract.index.store.writer import Writer
from extract.index.stories import StoryGrouping
from extract.index.story_cache import StoryCache
from extract.page.heading import read_heading
from extract.readers import read

NEWS = "news.jsonl"
SAMPLE = 40
"""Articles of which each is grouped once more."""
TABLES = ("term", "vector", "story", "article_story", "article_behind", "sqlite_autoindex_story_1")


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("corpus")
    options.add_argument("--articles", type=int, default=8_000)
    options.add_argument("--quarters", type=int, default=2)
    options.add_argument("--years", type=int, default=YEARS)
    options.add_argument("--steady", action="store_true")
    options.add_argument("--only-group", action="store_true", help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.only_group:
        print(json.dumps(measure(Corpus.locate([chosen.corpus]))))
        return
    originals = [item for item in read(chosen.corpus) if isinstance(item, Article)]
    if not originals:
        sys.exit(f"no articles in {chosen.corpus}")
    table = Table("articles", "s a thousand", "ms one more", "in a new process", "stories", "of the corpus", "peak MB")
    for quarter in range(chosen.quarters, -1, -1):
        with TemporaryDirectory() as folder:
            many = chosen.articles // 4**quarter
            stretch = choose(originals, many) if chosen.steady else originals
            years = max(1, chosen.years * many // chosen.articles) if chosen.steady else chosen.years
            write(Path(folder, NEWS), islice(copy_articles(stretch, years), many))
            build(Corpus.locate([folder]), lambda _: None, extraction=False)
            grouping = [sys.executable, __file__, folder, "--only-group"]
            row = json.loads(subprocess.run(grouping, check=True, capture_output=True).stdout)
            print(*row, sep="; ", file=sys.stderr, flush=True)
            table.add_row(*row)
    Console().print(table)


def measure(corpus: Corpus) -> list[str]:
    """Group the articles of a corpus that was just scanned; return the cells of a row."""
    with closing(schema.connect(corpus.index_path, write=True)) as db:
        cache = StoryCache()
        whole = group(StoryGrouping(Writer(db, 0), cache))
        (stories,) = db.execute("SELECT count(*) FROM story").fetchone()
        begun = [again(db, rowid, StoryCache()) for rowid in some(db)]
        kept = [again(db, rowid, cache) for rowid in some(db)]
        (articles,) = db.execute("SELECT count(*) FROM article").fetchone()
        share = size(db) / (corpus.root / NEWS).stat().st_size
    each = f"{1000 * whole / articles:.2f}", describe(kept), describe(begun)
    return [f"{articles:,}", *each, f"{stories:,}", f"{share:.3f}", f"{peak():,.0f}"]


def some(db: sqlite3.Connection) -> list[int]:
    """Return the row ids of some articles, evenly over the corpus, with the newest."""
    rowids = [rowid for (rowid,) in db.execute("SELECT rowid FROM article ORDER BY rowid DESC")]
    return rowids[:: max(1, len(rowids) // SAMPLE)]


def again(db: sqlite3.Connection, rowid: int, cache: StoryCache) -> float:
    """Group an article once more, as if it had just come; return the processor's seconds."""
    sql = "SELECT added, title, packed FROM article JOIN body USING(added) WHERE article.rowid = ?"
    added, title, packed = db.execute(sql, (rowid,)).fetchone()
    remove_article(db, rowid, title, Writer(db, 0).text_compressor.text(packed))
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


def choose(originals: Sequence[Article], many: int) -> Sequence[Article]:
    """Choose a stretch of time from the middle of the articles, with its share of those without a date; at most all."""
    dates = {article.id: read_heading(article).published for article in originals}
    dated = sorted((one for one in originals if dates[one.id]), key=lambda one: str(dates[one.id]))
    undated = [one for one in originals if not dates[one.id]]
    of_dated = min(len(dated), many * len(dated) // len(originals))
    first = (len(dated) - of_dated) // 2
    return [*dated[first : first + of_dated], *undated[: max(0, many - of_dated)]]


def write(path: Path, rows: Iterable[Mapping[str, str]]) -> None:
    """Write articles as JSON Lines."""
    with path.open("w", encoding="utf-8") as stream:
        stream.writelines(json.dumps(row) + "\n" for row in rows)


if __name__ == "__main__":
    main()
