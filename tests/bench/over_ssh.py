"""The browser over a slow line: OpenSSH with 150 ms of round trip.

    python -m tests.bench.over_ssh CORPUS [--delay 75]

Prints key to paint against the round trip, and what is still under way half a second after `j` was held for 3 s. The
line is a veth pair with `tc netem`, which needs root and a kernel that has it; else a relay holds every byte back.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from pathlib import Path

from tests.bench.first_frame import press, settle
from tests.terminal.slow_line import slow_server
from tests.terminal.terminal import Terminal

REPEAT_S = 1 / 30
"""Between two keys of a held key."""


def after_rest(terminal: Terminal, key: str) -> float:
    """Return the milliseconds from a key to its first paint, the line quiet before."""
    settle(terminal, 0.6)
    return press(terminal, key)[0] * 1000


def hold(terminal: Terminal, key: str, seconds: float) -> None:
    """Hold a key down."""
    due = time.perf_counter()
    end = due + seconds
    while due < end:
        terminal.press(key)
        due += REPEAT_S
        while (rest := due - time.perf_counter()) > 0:
            terminal.pump(rest)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--delay", type=float, default=75, help="milliseconds in each direction")
    options = parser.parse_args()
    trip = 2 * options.delay
    with tempfile.TemporaryDirectory() as folder, slow_server(Path(folder), options.delay) as (server, line):
        print(f"line           {line}")
        with Terminal(*server.command(str(options.corpus.resolve()))) as terminal:
            terminal.wait(r"\d of [\d,]+", 60)
            settle(terminal, 1.0)
            terminal.press("g")
            settle(terminal, 1.0)
            times = sorted(after_rest(terminal, key) for key in ("j", "j", "k", "k") * 5)
            middle, late = statistics.median(times), times[int(len(times) * 0.95)]
            bound = trip + 50
            print(
                f"key to paint   p50 {middle:.0f} ms, p95 {late:.0f} ms; round trip {trip:.0f} ms (bound {bound:.0f})"
            )
            hold(terminal, "j", 3.0)
            up = time.perf_counter()
            while time.perf_counter() < up + 0.5:
                terminal.pump(0.05)
            before = len(terminal.sent)
            settle(terminal, 1.0)
            print(f"after holding  {len(terminal.sent) - before} bytes 0.5 s after the key was up or later (bound 0)")


if __name__ == "__main__":
    main()
