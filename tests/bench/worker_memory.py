"""What one extraction worker takes at most: `python tests/bench/worker_memory.py CORPUS [--articles N] [--long N]`.

CORPUS, a file of articles, gives N of them, chosen by chance, and its longest texts, each joined ten times (a text is
cut at half a million characters). They are indexed with one worker. Prints the worker's peak of resident memory (the
kernel's VmHWM), and words a second of wall clock and of the worker's processor time: the second changes little with
what else the machine does, so that two versions can be compared by it. Linux only.
"""

from __future__ import annotations

import argparse
import json
import random
import threading
import time
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil

from extract.article import Article
from extract.index import Corpus
from extract.index.build import build
from extract.readers import read

BUDGET_MB = 500
JOINED = 10
"""How often a long text is joined to itself."""


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("corpus")
    options.add_argument("--articles", type=int, default=2000)
    options.add_argument("--long", type=int, default=20)
    chosen = options.parse_args()
    with TemporaryDirectory(prefix="sitrep-bench-") as folder:
        words = _pile(Path(folder), chosen.corpus, chosen.articles, chosen.long)
        corpus = Corpus.locate([folder])
        build(corpus, lambda _: None, extraction=False)
        watch = Watch()
        started = time.monotonic()
        build(corpus, watch.told)
        wall = time.monotonic() - started
        watch.stop()
    print(f"{words:,} words in {chosen.articles:,} articles and {chosen.long} long ones")
    print(f"peak of the worker {watch.peak_mb:.0f} MB of {BUDGET_MB}; {watch.first_mb:.0f} MB after the first articles")
    print(f"{words / wall:,.0f} words a second, {words / watch.cpu_s:,.0f} a second of the worker's processor")
    print(f"{watch.failed} failed")


class Watch(threading.Thread):
    """Looks at the children of this process a few times a second."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.peak_mb = self.first_mb = self.cpu_s = 0.0
        self.failed = 0
        self._ended = threading.Event()
        self._cpu: dict[int, float] = {}
        self.start()

    def run(self) -> None:
        while not self._ended.wait(0.1):
            for child in psutil.Process().children(recursive=True):
                try:
                    spent = child.cpu_times()
                    peak = _peak_mb(child.pid)
                except (psutil.Error, OSError, StopIteration):
                    continue  # it ended meanwhile
                self._cpu[child.pid] = spent.user + spent.system
                self.peak_mb = max(self.peak_mb, peak)

    def told(self, progress: object) -> None:
        """Note how much is taken once the first articles are done, and how many failed."""
        self.failed = getattr(progress, "failed", 0) or self.failed
        if not self.first_mb and getattr(progress, "phase", "") == "extract" and getattr(progress, "done", 0):
            self.first_mb = self.peak_mb

    def stop(self) -> None:
        """End it, and sum up."""
        self._ended.set()
        self.join()
        self.cpu_s = sum(self._cpu.values())


def _peak_mb(pid: int) -> float:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM:"))


def _pile(folder: Path, source: str, many: int, long: int) -> int:
    """Write the articles; return their words."""
    texts = [item.text for item in read(source) if isinstance(item, Article)]
    longest = sorted(texts, key=len, reverse=True)[:long]
    chance = random.Random(7)
    chosen = chance.sample(texts, min(many, len(texts))) + ["\n\n".join([text] * JOINED) for text in longest]
    chance.shuffle(chosen)
    return _write(folder / "pile.jsonl", chosen)


def _write(path: Path, texts: Iterable[str]) -> int:
    words = 0
    with path.open("w", encoding="utf-8") as out:
        for number, text in enumerate(texts):
            cut = text[:500_000]
            words += len(cut.split())
            out.write(json.dumps({"id": str(number), "text": cut}) + "\n")
    return words


if __name__ == "__main__":
    main()
