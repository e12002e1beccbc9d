"""How the time and the memory of grouping articles into stories grow with their number, in one run.

    python tests/bench/stories.py CORPUS [--articles N] [--halvings N]

CORPUS is anything that sitrep reads. Groups N of its articles, half of them, and so on, the fewest first. Prints for
each the processor's seconds a thousand articles, the stories, and the memory that the process had at most until then.
Twice the articles of the same years lie twice as close together, so that a window of days holds twice as many.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from itertools import islice

from rich.console import Console
from rich.table import Table

from extract.article import Article
from extract.page.heading import read_heading
from extract.readers import read
from extract.stories.features import Features, list_features
from extract.stories.find import Heading, group_headings


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("corpus")
    options.add_argument("--articles", type=int, default=8_000)
    options.add_argument("--halvings", type=int, default=3)
    chosen = options.parse_args()
    found = (item for item in read(chosen.corpus) if isinstance(item, Article))
    listed = [(make_heading(article), article.text) for article in islice(found, chosen.articles)]
    if not listed:
        sys.exit(f"no articles in {chosen.corpus}")
    table = Table("articles", "s a thousand", "stories", "peak MB")
    for halving in range(chosen.halvings, -1, -1):
        some = listed[:: 2**halving]
        began = time.process_time()
        stories = group_headings(with_features(some))
        took = time.process_time() - began
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        table.add_row(f"{len(some):,}", f"{1000 * took / len(some):.2f}", f"{len(stories):,}", f"{peak:,.0f}")
    Console().print(table)


def make_heading(article: Article) -> Heading:
    """List an article as the index does; near duplicates are not looked for."""
    page = read_heading(article)
    return Heading(article.id, page.title, page.published, page.source, article.text.count(" "), None)


def with_features(some: list[tuple[Heading, str]]) -> list[tuple[Heading, Features]]:
    """Collect what stories are told apart by."""
    return [(heading, list_features(heading.title, text)) for heading, text in some]


if __name__ == "__main__":
    main()
