"""How fast extraction is, against the recogniser that ships with it, in one process and one run.

    python tests/bench/pipeline.py CORPUS [--articles N] [--rounds N]

CORPUS is anything that sitrep reads. Prints words a second of the recogniser alone (tokenizer, tok2vec, ner), of the
whole pipeline down to the record's JSON object, parser included, their ratio (budget 0.6), and what each component
takes. Both run over the same batches in turn, so that whatever else the machine does hits both; the ratio is the median
over the batches.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import islice
from statistics import median

from rich.console import Console
from rich.table import Table
from spacy.language import Language

from extract.article import Article
from extract.pipeline import build, process, stages, to_record
from extract.readers import read
from extract.record import to_json

RECOGNISER = ("tokenizer", "tok2vec", "ner")
BUDGET = 0.6
BATCH = 32


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("corpus")
    options.add_argument("--articles", type=int, default=512)
    options.add_argument("--rounds", type=int, default=1)
    chosen = options.parse_args()
    articles = [item for item in islice(read(chosen.corpus), chosen.articles) if isinstance(item, Article)]
    if not articles:
        sys.exit(f"no articles in {chosen.corpus}")
    nlp = build()
    batches = [articles[at : at + BATCH] for at in range(0, len(articles), BATCH)]
    whole(nlp, batches[0])  # what is built at first use is not measured
    alone_s, whole_s = [], []
    for number, batch in enumerate(batches * chosen.rounds):
        if number % 2:  # each goes first as often as the other
            whole_s.append(_seconds(whole, nlp, batch))
            alone_s.append(_seconds(recogniser_alone, nlp, batch))
        else:
            alone_s.append(_seconds(recogniser_alone, nlp, batch))
            whole_s.append(_seconds(whole, nlp, batch))
    words = sum(len(article.text.split()) for article in articles)
    report(words * chosen.rounds, alone_s, whole_s, by_component(nlp, articles), words)


def recogniser_alone(nlp: Language, batch: Sequence[Article]) -> None:
    """Run tokenizer, tok2vec and ner, and nothing else."""
    others = [name for name in nlp.pipe_names if name not in RECOGNISER]
    with nlp.select_pipes(disable=others):
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


def report(measured: int, alone_s: list[float], whole_s: list[float], spent: dict[str, float], words: int) -> None:
    """Print the ratio, and a table of microseconds a word."""
    console = Console()
    ratio = median(alone / whole for alone, whole in zip(alone_s, whole_s, strict=True))
    console.print(f"recogniser alone  {measured / sum(alone_s):9,.0f} words/s")
    console.print(f"whole pipeline    {measured / sum(whole_s):9,.0f} words/s")
    console.print(f"ratio             {ratio:9.3f}  (budget {BUDGET}, {'met' if ratio >= BUDGET else 'missed'})")
    table = Table("component", "µs a word", "of the recogniser", box=None)
    recogniser = sum(spent[name] for name in ("tokenizer", "recogniser"))
    for name, seconds in spent.items():
        share = f"{seconds / recogniser:.1%}" if recogniser else ""
        table.add_row(name, f"{1e6 * seconds / words:.2f}", share)
    console.print(table)


def _seconds(run: Callable[[Language, Sequence[Article]], None], nlp: Language, batch: Sequence[Article]) -> float:
    began = time.perf_counter()
    run(nlp, batch)
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
