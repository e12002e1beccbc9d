"""How fast extraction is, against all of another spaCy pipeline, in one process and one run.

    OPENBLAS_NUM_THREADS=1 python tests/bench/pipeline.py CORPUS [--against NAME] [--articles N] [--rounds N]

CORPUS is anything that sitrep reads, NAME an installed pipeline: en_core_web_sm, or what stands in for it. Prints words
a second of both, ours down to the record's JSON object, their ratio (at least 1.5), and what each component takes. Both
run over the same batches in turn, so that whatever else the machine does hits both; the ratio is the median over the
batches. One thread, as `extract.threads` has it for the program; here NumPy is loaded before it is asked.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import islice
from statistics import median

import spacy
from rich.console import Console
from rich.table import Table
from spacy.language import Language

from extract.article import Article
from extract.pipeline import build, process, stages, to_record
from extract.readers import read
from extract.record import to_json

LEAST = 1.5
BATCH = 32


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("corpus")
    options.add_argument("--against", default="en_core_web_sm")
    options.add_argument("--articles", type=int, default=512)
    options.add_argument("--rounds", type=int, default=1)
    chosen = options.parse_args()
    articles = [item for item in islice(read(chosen.corpus), chosen.articles) if isinstance(item, Article)]
    if not articles:
        sys.exit(f"no articles in {chosen.corpus}")
    nlp, other = build(), spacy.load(chosen.against)
    batches = [articles[at : at + BATCH] for at in range(0, len(articles), BATCH)]
    whole(nlp, batches[0])  # what is built at first use is not measured
    ours_s, others_s = [], []
    for number, batch in enumerate(batches * chosen.rounds):
        if number % 2:  # each goes first as often as the other
            ours_s.append(_seconds(whole, nlp, batch))
            others_s.append(_seconds(plain, other, batch))
        else:
            others_s.append(_seconds(plain, other, batch))
            ours_s.append(_seconds(whole, nlp, batch))
    words = sum(len(article.text.split()) for article in articles)
    report(words * chosen.rounds, ours_s, others_s, by_component(nlp, articles), words)


def plain(nlp: Language, batch: Sequence[Article]) -> None:
    """Run every component of a pipeline as spaCy does."""
    for _ in nlp.pipe((article.text for article in batch), batch_size=BATCH):
        pass


def whole(nlp: Language, batch: Sequence[Article]) -> None:
    """Run everything that `sitrep extract` runs between reading a file and printing a line."""
    for record in process(nlp, batch):
        to_json(record)


def by_component(nlp: Language, articles: Sequence[Article]) -> dict[str, float]:
    """Return the seconds that each component takes, the tokenizer and the record included, in their order."""
    spent: dict[str, float] = defaultdict(float)
    for at in range(0, len(articles), BATCH):
        began = time.perf_counter()
        docs = [nlp.make_doc(article.text) for article in articles[at : at + BATCH]]
        spent["tokenizer"] += time.perf_counter() - began
        for doc, article in zip(docs, articles[at : at + BATCH], strict=True):
            doc._.article = article
        for name, run in stages(nlp):
            began = time.perf_counter()
            docs = run(docs)
            spent[name] += time.perf_counter() - began
        began = time.perf_counter()
        for doc in docs:
            to_json(to_record(doc))
        spent["record"] += time.perf_counter() - began
    return spent


def report(measured: int, ours_s: list[float], others_s: list[float], spent: dict[str, float], words: int) -> None:
    """Print the ratio, and a table of microseconds a word."""
    console = Console()
    ratio = median(other / ours for ours, other in zip(ours_s, others_s, strict=True))
    console.print(f"this pipeline  {measured / sum(ours_s):9,.0f} words/s")
    console.print(f"the other      {measured / sum(others_s):9,.0f} words/s")
    console.print(f"ratio          {ratio:9.3f}  (least {LEAST}, {'met' if ratio >= LEAST else 'missed'})")
    table = Table("component", "µs a word", box=None)
    for name, seconds in spent.items():
        table.add_row(name, f"{1e6 * seconds / words:.2f}")
    console.print(table)


def _seconds(run: Callable[[Language, Sequence[Article]], None], nlp: Language, batch: Sequence[Article]) -> float:
    began = time.perf_counter()
    run(nlp, batch)
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
