"""What a person waits for, against a bare Textual app in the same run on the same machine.

    python -m tests.bench.first_frame CORPUS [--runs 7] [--size 120x40]

Prints the design's budgets as a table: first useful frame as a ratio of medians, key to paint, bytes for a `j`, bytes
while idle, memory. CORPUS must be indexed (`sitrep index CORPUS`).
"""

from __future__ import annotations

import argparse
import re
import statistics
import sys
import tempfile
import time
from pathlib import Path

import psutil

from tests.terminal.terminal import SITREP, Terminal

BARE = """
from textual.app import App
from textual.widgets import Footer, Static

class Bare(App):
    BINDINGS = [("q", "quit", "Quit")]
    def compose(self):
        yield Static("READY")
        yield Footer()

Bare().run()
"""
QUIET_S = 0.06
"""Silence after which a key is taken to have been answered, as in the workplace's own measure."""


def first_frame(command: list[str], ready: str, size: tuple[int, int]) -> float:
    """Return the seconds from start until the screen matches `ready`."""
    begun = time.perf_counter()
    with Terminal(*command, size=size) as terminal:
        terminal.wait(ready, 60)
        return time.perf_counter() - begun


def press(terminal: Terminal, key: str) -> tuple[float, int]:
    """Press a key; returns the seconds to the first byte, and the bytes until it is quiet."""
    before, begun = len(terminal.sent), time.perf_counter()
    terminal.press(key)
    terminal.until(lambda: len(terminal.sent) > before, f"an answer to {key}", 5)
    first = time.perf_counter() - begun
    settle(terminal, QUIET_S)
    return first, len(terminal.sent) - before


def settle(terminal: Terminal, quiet: float) -> None:
    """Read until nothing has come for so many seconds."""
    while True:
        before = len(terminal.sent)
        terminal.pump(quiet)
        if len(terminal.sent) == before:
            return


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--keys", type=int, default=40)
    parser.add_argument("--size", default="120x40")
    options = parser.parse_args()
    columns, rows = map(int, options.size.split("x"))
    size, useful = (columns, rows), r"\d of [\d,]+"
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "bare.py"
        script.write_text(BARE, encoding="utf-8")
        bare_s, ours_s = [], []
        for _ in range(options.runs):
            bare_s.append(first_frame([sys.executable, str(script)], "READY", size))
            ours_s.append(first_frame([*SITREP, str(options.corpus)], useful, size))
    bare, ours = statistics.median(bare_s), statistics.median(ours_s)
    times = f"{ours * 1000:.0f} ms against {bare * 1000:.0f} ms"
    print(f"first frame      {ours / bare:5.2f} x bare Textual ({times}; bound 1.6)")
    with Terminal(*SITREP, str(options.corpus), size=size) as terminal:
        found = terminal.wait(useful, 60)
        settle(terminal, 1.0)
        terminal.press("g")
        settle(terminal, 1.0)
        count = int(re.findall(r"\d of ([\d,]+)", found)[0].replace(",", ""))
        still = [press(terminal, key)[1] for key in ("j", "j", "k", "k") * 3] if count > 2 else []
        times_s = sorted(press(terminal, "j")[0] for _ in range(min(options.keys, count - 1)))
        middle, late = times_s[len(times_s) // 2] * 1000, times_s[int(len(times_s) * 0.95)] * 1000
        print(f"j to paint       p50 {middle:.1f} ms, p95 {late:.1f} ms (bound 33)")
        print(f"bytes for a j    {statistics.median(still):5.0f} without scrolling (bound 400)")
        settle(terminal, 1.0)
        before, end = len(terminal.sent), time.perf_counter() + 3
        while time.perf_counter() < end:
            terminal.pump(0.2)
        print(f"bytes while idle {len(terminal.sent) - before:5} in 3 s (bound 0)")
        print(f"memory           {psutil.Process(terminal.pid).memory_info().rss / 2**20:5.0f} MB (bound 120)")


if __name__ == "__main__":
    main()
