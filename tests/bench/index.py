"""What a corpus costs on disk and in time: `python tests/bench/index.py CORPUS [--scan]`.

Prints size of the index over size of the text, p50 and p95 of the first fifty hits and of the count for twenty shapes
of query (each with several terms, each asked several times), and the memory of a process that asked them. With
`--scan` the corpus is scanned first: its rate against plain FTS5 writing the same texts in the same run, and the time
of a second scan. CORPUS that has an index already is only read otherwise.
"""

from __future__ import annotations

import argparse
import resource
import sqlite3
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.table import Table

from extract.article import Article
from extract.index import Corpus, Index
from extract.index.build import build, discard
from extract.index.walk import LocalFiles

TERMS = ("government", "minister", "oil", "bank", "ukraine", "missile", "hospital", "election", "ferry", "ombudsman")
SHAPES: dict[str, Callable[[str, str], str]] = {
    "everything": lambda a, b: "",
    "one word": lambda a, b: a,
    "a word in most": lambda a, b: "the",
    "two words": lambda a, b: f"{a} {b}",
    "either of two": lambda a, b: f"{a} or {b}",
    "one, not the other": lambda a, b: f"{a} -{b}",
    "not one": lambda a, b: f"-{a}",
    "first letter t*": lambda a, b: "t*",
    "two letters": lambda a, b: f"{a[:2]}*",
    "three letters": lambda a, b: f"{a[:3]}*",
    "five letters": lambda a, b: f"{a[:5]}*",
    "a phrase": lambda a, b: f'"the {a}"',
    "near each other": lambda a, b: f'"{a} {b}"~8',
    "in the title": lambda a, b: f"title:{a}",
    "a month": lambda a, b: "date:2011-03",
    "a word in a year": lambda a, b: f"{a} date:2011",
    "a source": lambda a, b: "source:reuters",
    "a word of a source": lambda a, b: f"{a} source:reuters",
    "a duplicate": lambda a, b: f"{a} is:duplicate",
    "a deep page": lambda a, b: "",
}
"""Name of each shape, and the query that it makes of two terms."""
DEEP = 0.6
"""Where a deep page lies: with the row ids gathered, as after a jump to the end."""
ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Timing:
    """Milliseconds."""

    p50: float
    p95: float

    @classmethod
    def of(cls, seconds: list[float]) -> Timing:
        return cls(median(seconds) * 1e3, quantiles(seconds, n=20, method="inclusive")[-1] * 1e3)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("corpus")
    options.add_argument("--scan", action="store_true", help="throw the index away and scan")
    chosen = options.parse_args()
    corpus = Corpus.locate([chosen.corpus])
    console = Console(width=120)
    if chosen.scan:
        console.print(scanned(corpus))
    index = Index.open(corpus)
    console.print(sizes(index))
    console.print(queries(index))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    console.print(f"peak memory of this process: {peak:.0f} MB")


def scanned(corpus: Corpus) -> Table:
    """Scan from nothing, and again; the rate in articles a second of processor time too."""
    discard(corpus)
    first: list[float] = []
    begun, processor = time.perf_counter(), time.process_time()
    built = build(corpus, lambda _: first.append(time.perf_counter() - begun), extraction=False)
    wall, busy = time.perf_counter() - begun, time.process_time() - processor
    plain, sample = plain_fts5(corpus)
    again = time.perf_counter()
    build(corpus, lambda _: None, extraction=False)
    table = Table("scan", "articles/s")
    table.add_row("by the clock", f"{built.scanned.added / wall:.0f}")
    table.add_row("of processor time", f"{built.scanned.added / busy:.0f}")
    table.add_row(f"plain FTS5, processor time, {sample} articles", f"{plain:.0f}")
    table.add_row("first batch readable after", f"{first[0]:.2f} s")
    table.add_row("second scan, all of it", f"{time.perf_counter() - again:.2f} s")
    return table


def plain_fts5(corpus: Corpus, sample: int = 20_000) -> tuple[float, int]:
    """Return the rate at which FTS5 alone takes titles and texts, and how many it took."""
    texts = [(article.metadata.title, article.text) for article in islice(articles(corpus), sample)]
    with TemporaryDirectory() as folder:
        db = sqlite3.connect(Path(folder) / "plain.db")
        db.execute("CREATE VIRTUAL TABLE plain USING fts5(title, text)")
        begun = time.process_time()
        db.executemany("INSERT INTO plain VALUES(?, ?)", texts)
        db.commit()
        return len(texts) / (time.process_time() - begun), len(texts)


def articles(corpus: Corpus) -> Iterator[Article]:
    """Yield what the corpus holds."""
    files = LocalFiles(corpus.sources, corpus.root)
    return (item for found in files for item in files.read(found) if isinstance(item, Article))


def sizes(index: Index) -> Table:
    """Weigh the index and the texts in it."""
    counts = index.counts()
    (dated,) = index.execute("SELECT count(*) FROM article WHERE published IS NOT NULL").fetchone()
    rowids = index.search("").rowids()
    sample = rowids[:: max(1, len(rowids) // 4000)]
    bytes_each = sum(len(text.encode("utf-8", "replace")) for _, _, text in index.texts(sample[:4000])) / len(
        sample[:4000]
    )
    on_disk = index.corpus.index_path.stat().st_size
    table = Table("index", "")
    table.add_row("articles", f"{counts.articles}, {dated} dated, {counts.extracted} extracted")
    table.add_row("bytes of text (from a sample)", f"{bytes_each * counts.articles / 1e6:.0f} MB")
    table.add_row("bytes of index", f"{on_disk / 1e6:.0f} MB")
    table.add_row("index over text", f"{on_disk / (bytes_each * counts.articles):.2f}")
    return table


def queries(index: Index) -> Table:
    """Ask every shape."""
    index.search("warm the parser").page(0, 1)
    columns = ("query", "hits", "first 50: p50", "p95", "p50 of processor", "p95", "count: p50", "p95")
    table = Table(*columns, title="milliseconds, by the clock and of this process's processor time")
    everything: list[float] = []
    all_busy: list[float] = []
    for name, shape in SHAPES.items():
        pages, busy, counts, hits = asked(index, name, shape)
        everything += pages
        all_busy += busy
        page, processor, count = Timing.of(pages), Timing.of(busy), Timing.of(counts)
        cells = (page.p50, page.p95, processor.p50, processor.p95, count.p50, count.p95)
        table.add_row(name, f"{median(hits):.0f}", *(f"{cell:.1f}" for cell in cells))
    overall, processor = Timing.of(everything), Timing.of(all_busy)
    cells = (overall.p50, overall.p95, processor.p50, processor.p95)
    table.add_row("all of them", "", *(f"{cell:.1f}" for cell in cells), "", "", style="bold")
    return table


def asked(
    index: Index, name: str, shape: Callable[[str, str], str]
) -> tuple[list[float], list[float], list[float], list[int]]:
    """Return seconds for the first page (or a deep one), of them busy, seconds for the count, and hits of one shape."""
    pages, busy, counts, hits = [], [], [], []
    asks = list(dict.fromkeys(shape(a, b) for a, b in zip(TERMS, TERMS[3:] + TERMS[:3], strict=True)))
    for query in asks * ROUNDS:
        results = index.search(query)
        offset = 0
        if name == "a deep page":
            offset = int(len(results.rowids()) * DEEP)
        begun, processor = time.perf_counter(), time.process_time()
        (results if offset else index.search(query)).page(offset, 50)
        paged = time.perf_counter()
        busy.append(time.process_time() - processor)
        hits.append(index.search(query).count)
        pages.append(paged - begun)
        counts.append(time.perf_counter() - paged)
    return pages, busy, counts, hits


if __name__ == "__main__":
    main()
