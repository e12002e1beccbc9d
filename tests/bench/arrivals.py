"""How soon an open browser shows a file that comes, and what waiting for it costs.

    python -m tests.bench.arrivals FOLDER [--runs 5] [--idle 20]

FOLDER is a corpus that `sitrep index` was run on; files are written into it and taken away again. Prints the median
and the longest time from a file's arrival to its row in the count of articles, the same for its leaving, the time of a
scan in which nothing has changed, and the share of a core that watching takes at rest. A file counts once it has not
been written to for 1.5 s, which is in the figures. While articles wait to be extracted, what the browser's process
takes is no measure of watching: the share is of an observer by itself, in this process.
"""

from __future__ import annotations

import argparse
import re
import statistics
import subprocess
import threading
import time
from pathlib import Path

from extract.index.observe import Observer
from tests.terminal.terminal import SITREP, Terminal

STORY = "A quarry reopens\n\nA quarry near the river reopened on Monday after nine years, its owner said.\n"
COUNT = r"([\d,]+) articles"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--idle", type=float, default=20.0, help="seconds")
    chosen = parser.parse_args()
    begun = time.perf_counter()
    subprocess.run([*SITREP, "index", "--scan-only", "-q", str(chosen.folder)], check=True, capture_output=True)
    print(f"scan unchanged   {time.perf_counter() - begun:.1f} s, with the start of the program")
    came, went = arrivals(chosen.folder, chosen.runs)
    print(f"arrival to row   median {statistics.median(came):.1f} s, longest {max(came):.1f} s")
    print(f"leaving to count median {statistics.median(went):.1f} s, longest {max(went):.1f} s")
    described, share = at_rest(chosen.folder, chosen.idle)
    print(f"watching at rest {share:.2%} of a core ({described})")


def arrivals(folder: Path, runs: int) -> tuple[list[float], list[float]]:
    """Return the seconds until each of some files was counted, and until it was no more."""
    came, went = [], []
    with Terminal(*SITREP, str(folder)) as terminal:
        terminal.wait(COUNT)
        terminal.press("D")
        terminal.wait("by the system's notifications|by looking again")
        terminal.press("esc")
        terminal.wait_gone("by the system.s notifications|by looking again")
        terminal.wait(COUNT)
        before = counted(terminal)
        for number in range(runs):
            path = folder / f"arrival-{number}.txt"
            for change, times, wanted in ((write, came, before + 1), (Path.unlink, went, before)):
                begun = time.perf_counter()
                change(path)
                terminal.until(lambda wanted=wanted: counted(terminal) == wanted, f"{wanted:,} articles", 300)
                times.append(time.perf_counter() - begun)
    return came, went


def write(path: Path) -> None:
    """Write an article that no other file holds."""
    path.write_text(f"{path.stem}: {STORY}", encoding="utf-8")


def counted(terminal: Terminal) -> int:
    """Return how many articles the screen says there are; -1 where it says nothing of it."""
    found = re.search(COUNT, terminal.text)
    return int(found[1].replace(",", "")) if found else -1


def at_rest(folder: Path, seconds: float) -> tuple[str, float]:
    """Return by which means a folder is watched, and the share of a core that this took once it had begun."""
    words: list[str] = []
    observer = Observer([folder], lambda _: None, words.append)
    observer.start()
    observer.ready.wait()
    threading.Event().wait(5)  # the first look of what polls beside
    begun, used = time.perf_counter(), time.process_time()
    threading.Event().wait(seconds)
    share = (time.process_time() - used) / (time.perf_counter() - begun)
    observer.stop()
    return "; ".join(words), share


if __name__ == "__main__":
    main()
