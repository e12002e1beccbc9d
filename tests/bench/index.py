"""What a corpus costs in time, on disk and in memory: `python tests/bench/index.py CORPUS [LARGE ...]`.

CORPUS, a file of articles, is scanned into a folder of its own: articles a second of one process and with a second that
reads ahead, near duplicates included; of plain FTS5 writing the same texts and, where it is installed, of notmuch
indexing them as mail; the index over the text's bytes; the time of a second scan. `--extract N` extracts N of its
articles, chosen by chance: words a second of the whole pipeline over those of the recogniser alone, and what records
add to the index.
LARGE, a corpus that was scanned before (`million.py` makes one), is only asked.
Both are asked twenty shapes of query, each with several terms, each several times: p50 and p95 of the first fifty hits
and of the exact count, in a process of its own whose peak memory is printed.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import shutil
import sqlite3
import subprocess
import sys
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
from extract.index.build import build
from extract.index.scan.files import LocalFiles

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
    options.add_argument("corpus", type=Path)
    options.add_argument("large", nargs="*")
    options.add_argument("--extract", type=int, default=0, metavar="N", help="extract N articles too")
    options.add_argument("--only-ask", action="store_true", help=argparse.SUPPRESS)
    chosen = options.parse_args()
    console = Console(width=120)
    if chosen.only_ask:
        index = Index.open(Corpus.locate([chosen.corpus]))
        console.print(sizes(index))
        console.print(queries(index))
        console.print(f"peak memory of the process that asked: {peak():.0f} MB")
        return
    with TemporaryDirectory(prefix="sitrep-bench-") as folder:
        small = Path(folder) / "news"
        small.mkdir()
        (small / chosen.corpus.name).symlink_to(chosen.corpus.resolve())
        corpus = Corpus.locate([small])
        console.print(scanned(corpus))
        if chosen.extract:
            console.print(extracted(corpus, Path(folder) / "sample", chosen.extract))
        for asked_of in (str(small), *chosen.large):
            subprocess.run([sys.executable, __file__, asked_of, "--only-ask"], check=True)


def scanned(corpus: Corpus) -> Table:
    """Scan from nothing, in one process and with one that reads ahead, and again."""
    shutil.rmtree(corpus.data_dir, ignore_errors=True)
    alone = Scanning.of(corpus, alone=True)
    shutil.rmtree(corpus.data_dir)
    both = Scanning.of(corpus, alone=False)
    most = peak()
    again = Scanning.of(corpus, alone=False)
    plain, sample = plain_fts5(corpus)
    mail = notmuch(corpus)
    count = Index.open(corpus).counts().articles
    rates = {
        "one process: of its processor time": count / alone.busy,
        "one process: searchable": count / alone.searchable,
        "one process: near duplicates found": count / alone.whole,
        "with one that reads ahead: searchable": count / both.searchable,
        "with one that reads ahead: near duplicates found": count / both.whole,
        f"plain FTS5, {sample} articles, of its processor time": plain,
    }
    table = Table("scan", "articles/s", "over notmuch")
    for name, rate in rates.items():
        table.add_row(name, f"{rate:.0f}", f"{rate / mail[0]:.1f}" if mail else "")
    if mail:
        table.add_row(f"notmuch, {mail[1]} articles", f"{mail[0]:.0f}", "")
    table.add_row("first batch readable after", f"{both.first:.2f} s", "")
    table.add_row("second scan, all of it", f"{again.whole:.2f} s", "")
    table.add_row("peak memory of the writing process", f"{most:.0f} MB", "")
    return table


@dataclass(frozen=True, slots=True)
class Scanning:
    """What a scan took, in seconds from its beginning."""

    first: float
    """To the first batch."""
    searchable: float
    """To the last."""
    whole: float
    """To the end: near duplicates are found."""
    busy: float
    """Of processor time of the process that writes."""

    @classmethod
    def of(cls, corpus: Corpus, *, alone: bool) -> Scanning:
        """Scan a corpus; `alone` in one process."""
        told: list[tuple[str, float]] = []
        begun, processor = time.perf_counter(), time.process_time()
        build(
            corpus,
            lambda at: told.append((at.phase, time.perf_counter() - begun)),
            extraction=False,
            alone=alone,
        )
        busy = time.process_time() - processor
        at = [moment for phase, moment in told if phase == "scan"]
        return cls(at[0], at[-1], told[-1][1], busy)


def extracted(corpus: Corpus, folder: Path, count: int) -> Table:
    """Extract some articles, in batches that the recogniser alone is given too."""
    import pipeline

    from extract.pipeline import build as build_pipeline

    chosen = random.Random(0).sample(list(articles(corpus)), count)
    nlp = build_pipeline()
    runs = (pipeline.recogniser_alone, pipeline.whole)
    spent: dict[object, list[float]] = {run: [] for run in runs}
    batches = [chosen[at : at + pipeline.BATCH] for at in range(0, count, pipeline.BATCH)]
    for run in runs:
        run(nlp, batches[0])  # what is built at first use is not measured
    for number, batch in enumerate(batches):
        for run in runs if number % 2 else reversed(runs):  # each goes first as often as the other
            begun = time.process_time()
            run(nlp, batch)
            spent[run].append(time.process_time() - begun)
    words = sum(len(article.text.split()) for article in chosen)
    ratio = median(alone / whole for alone, whole in zip(*spent.values(), strict=True))
    folder.mkdir()
    rows = ({"id": a.id, "text": a.text, **_stated(a)} for a in chosen)
    (folder / "sample.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    sample = Corpus.locate([folder])
    build(sample, lambda _: None, workers=1)
    alone, whole = (words / sum(seconds) for seconds in spent.values())
    table = Table("extraction, one process", "words/s", "")
    table.add_row("the recogniser alone", f"{alone:.0f}", "")
    table.add_row("the whole pipeline", f"{whole:.0f}", f"{ratio:.2f} of it, median")
    text = sum(len(article.text.encode("utf-8", "replace")) for article in chosen)
    for name, size in parts(Index.open(sample)).items():
        table.add_row(f"{name} over text, {count} articles", f"{size / text:.3f}", "")
    return table


def parts(index: Index) -> dict[str, int]:
    """Return the bytes that extraction adds to an index: names grow more slowly than the corpus, the rest with it."""
    sizes = dict(index.database.fetch("SELECT name, sum(pgsize) FROM dbstat GROUP BY name"))
    found = {"records": ("derived",), "who is named where": ("occurs", "names", "flagged"), "names": ("entity", "form")}
    return {
        what: sum(size for name, size in sizes.items() if any(part in name for part in tables))
        for what, tables in found.items()
    }


def notmuch(corpus: Corpus) -> tuple[float, int] | None:
    """Index the same articles as mail; return how many a second by the clock, and in all; None without notmuch."""
    if not shutil.which("notmuch"):
        return None
    with TemporaryDirectory(prefix="sitrep-bench-") as folder:
        mail = Path(folder) / "mail" / "cur"
        mail.mkdir(parents=True)
        count = 0
        for count, article in enumerate(articles(corpus), 1):
            title = (article.metadata.title or "-").encode("ascii", "replace").decode()
            head = f"From: a@b.c\nSubject: {title}\nMessage-ID: <{count}@b.c>\nDate: Thu, 01 Jan 2026 00:00:00 +0000\n"
            head += "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n"
            (mail / f"{count}:2,S").write_bytes(head.encode() + article.text.encode("utf-8", "replace"))
        config = Path(folder) / "config"
        config.write_text(f"[database]\npath={mail.parent}\n[user]\nprimary_email=a@b.c\n[new]\ntags=\n")
        begun = time.perf_counter()
        subprocess.run(["notmuch", f"--config={config}", "new", "--quiet"], check=True)
        return count / (time.perf_counter() - begun), count


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


def peak() -> float:
    """Return the most memory that this process has held, in MB."""
    status = Path("/proc/self/status")
    if status.exists():  # getrusage counts what the process was forked from as well
        return int(status.read_text().partition("VmHWM:")[2].split()[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _stated(article: Article) -> dict[str, str]:
    stated = article.metadata
    named = {"title": stated.title, "date": stated.date, "source": stated.source, "url": stated.url}
    return {name: value for name, value in named.items() if value}


def articles(corpus: Corpus) -> Iterator[Article]:
    """Yield what the corpus holds."""
    files = LocalFiles(corpus.sources, corpus.root)
    return (item for found in files for item in files.read(found) if isinstance(item, Article))


def sizes(index: Index) -> Table:
    """Weigh the index and the texts in it."""
    counts = index.counts()
    (dated,) = index.database.fetch_one("SELECT count(*) FROM article WHERE published IS NOT NULL")
    rowids = index.search("").rowids()
    sample = rowids[:: max(1, len(rowids) // 4000)]
    bytes_each = sum(len(text.encode("utf-8", "replace")) for _, _, text in index.database.texts(sample[:4000])) / len(
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
