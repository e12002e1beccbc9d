"""What watchlists cost: start and extraction with many names on lists, against none. Prints ratios of processor time.

    python -m tests.bench.watchlists news.jsonl [--names 100000] [--articles 300]

Names are made of words of the articles, so that many are looked for and some are found.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path

from extract.article import Article
from extract.own_names import OwnName, OwnNames
from extract.readers import read

START = """
import sys, time
from pathlib import Path
from extract.index.extraction.worker import Extractor
from extract.index.store.compression import ArticleCompressor
Extractor(ArticleCompressor(None), None, Path(sys.argv[1]).read_bytes())
print(time.process_time())
"""


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser()
    options.add_argument("file")
    options.add_argument("--names", type=int, default=100_000)
    options.add_argument("--articles", type=int, default=300)
    options.add_argument("--rounds", type=int, default=3)
    chosen = options.parse_args()
    articles = list(islice((one for one in read(chosen.file) if isinstance(one, Article)), chosen.articles))
    own = OwnNames.of(made_up(articles, chosen.names))
    found = sum(len(own.find(article.text)) for article in articles)
    print(f"{len(own.labels):,} names as written; {found} found in {len(articles)} articles")
    with tempfile.TemporaryDirectory() as folder:
        files = {name: Path(folder) / name for name in ("without", "with")}
        files["without"].write_bytes(b"")
        files["with"].write_bytes(own.encode())
        starts = {name: min(start(file) for _ in range(chosen.rounds)) for name, file in files.items()}
    report("start of a worker", starts)
    from extract.pipeline import Pipeline

    pipelines = {"without": Pipeline(), "with": Pipeline(own=own)}
    times = dict.fromkeys(pipelines, float("inf"))
    for _ in range(chosen.rounds):
        for name, pipeline in pipelines.items():
            begun = time.process_time()
            for _ in pipeline.process(articles):
                pass
            times[name] = min(times[name], time.process_time() - begun)
    report("extraction", times)


def made_up(articles: list[Article], names: int) -> list[OwnName]:
    """Make up entries, two names each, of capitalised words of articles."""
    words = sorted({word for article in articles for word in article.text.split() if word.istitle() and word.isalpha()})
    some = random.Random(7)
    labels = ("PERSON", "ORG", "LOC")
    two = lambda: f"{some.choice(words)} {some.choice(words)}"  # noqa: E731
    return [OwnName(two(), (two(),), some.choice(labels)) for _ in range(names // 2)]


def start(names: Path) -> float:
    """Return the processor time, in seconds, of a process that loads the pipeline with these names."""
    done = subprocess.run([sys.executable, "-c", START, str(names)], capture_output=True, text=True, check=True)
    return float(done.stdout)


def report(what: str, seconds: dict[str, float]) -> None:
    """Print both times and their ratio."""
    ratio = seconds["with"] / seconds["without"]
    print(f"{what}: {seconds['with']:.2f} s with, {seconds['without']:.2f} s without: {ratio:.3f}")


if __name__ == "__main__":
    main()
