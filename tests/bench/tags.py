"""What the store of tags costs with many articles tagged, against TinyDB's own JSON storage, in one run.

    python tests/bench/tags.py [--articles N] [--folder DIR]

Prints the time of one durable tag (median and 95th percentile) and its ratio to an update through TinyDB's
JSONStorage, of tagging all articles at once, of undoing that, of folding, of opening the store in a fresh process and
the memory that takes, and of a poll when nobody wrote. Budgets: one tag 10 ms, all at once 3 s, opening 0.5 s.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from rich.console import Console
from rich.table import Table
from tinydb import TinyDB, where

from tui.tags import TagStore

ROUNDS = 500
SLOW_ROUNDS = 10
"""Rounds of TinyDB's own storage, which writes the whole file each time."""

OPENING = """
import sys, time
from pathlib import Path
from tui.tags import TagStore
def memory():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 if sys.platform == "linux" else 0
before, begun = memory(), time.perf_counter()
store = TagStore.open(Path(sys.argv[1]), "anna")
opened = time.perf_counter() - begun
begun = time.perf_counter()
for _ in range(1000):
    store.poll()
print(opened, memory() - before, (time.perf_counter() - begun) / 1000)
"""


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--articles", type=int, default=100_000)
    options.add_argument("--folder", type=Path, help="where to write; the file system matters")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory(dir=chosen.folder) as folder:
        path = Path(folder) / "tags.json"
        table = Table("what", "measured", "budget", title=f"{chosen.articles:,} articles tagged")
        ids = [os.urandom(8).hex() for _ in range(chosen.articles)]
        hints = {
            name: (f"A headline of ordinary length, number {n}", f"news/2026/{name}.txt") for n, name in enumerate(ids)
        }
        store = TagStore.open(path, "anna")
        table.add_row("all at once", f"{taken(lambda: store.tag(ids, ['one'], hints=hints)):.2f} s", "3 s")
        table.add_row("undoing that", f"{taken(store.undo):.2f} s", "")
        store.redo()
        single = [taken(lambda name=name: store.tag([name], ["two"])) for name in ids[:ROUNDS]]
        table.add_row("one tag, durable, median", f"{median(single) * 1000:.2f} ms", "")
        table.add_row("one tag, durable, p95", f"{sorted(single)[int(ROUNDS * 0.95)] * 1000:.2f} ms", "10 ms")
        own = theirs(path.with_name("theirs.json"), ids)
        table.add_row("TinyDB's JSONStorage, median", f"{own * 1000:.0f} ms", f"{own / median(single):.0f} x ours")
        table.add_row("folding", f"{taken(store.fold):.2f} s", "")
        store.close()
        opened, memory, poll = map(float, run(OPENING, path).split())
        table.add_row("opening", f"{opened:.2f} s", "0.5 s")
        table.add_row("memory of the open store", f"{memory / 1e6:.0f} MB", "")
        table.add_row("a poll when nobody wrote", f"{poll * 1e6:.0f} µs", "")
        sizes = f"{path.stat().st_size / 1e6:.0f} + {path.with_suffix('.journal').stat().st_size / 1e6:.0f} MB"
        table.add_row("tags.json + journal", sizes, "")
    Console().print(table)


def theirs(path: Path, ids: list[str]) -> float:
    """Return the median seconds of an update by number through TinyDB's own storage."""
    with TinyDB(path) as db:
        table = db.table("tags")
        table.insert_multiple({"article": name, "tags": ["one"]} for name in ids)
        number = table.get(where("article") == ids[0]).doc_id
        rounds = [taken(lambda n=n: table.update({"tags": [str(n)]}, doc_ids=[number])) for n in range(SLOW_ROUNDS)]
    return median(rounds)


def taken(work: Callable[[], object]) -> float:
    """Return the seconds that `work` took."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def run(code: str, path: Path) -> str:
    """Return what a fresh process printed."""
    done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
    return done.stdout


if __name__ == "__main__":
    main()
