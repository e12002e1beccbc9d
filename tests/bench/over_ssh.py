"""The browser over a slow line: OpenSSH through a relay that holds every byte back, 150 ms a round trip.

    python -m tests.bench.over_ssh CORPUS [--delay 75]

Prints key to paint against the round trip, and what is still under way half a second after `j` was held for 3 s. The
relay stands in for `tc netem`, which needs root and a kernel that has it.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import tempfile
import threading
import time
from pathlib import Path

from tests.bench.first_frame import press, settle
from tests.terminal.ssh import Server
from tests.terminal.terminal import Terminal

REPEAT_S = 1 / 30
"""Between two keys of a held key."""


class Relay:
    """Passes on what it gets, `delay_s` later, in both directions."""

    def __init__(self, to: int, delay_s: float) -> None:
        self.to, self.delay_s = to, delay_s
        self.port = 0
        self._up = threading.Event()
        self._loop = asyncio.new_event_loop()
        threading.Thread(target=self._run, daemon=True).start()
        self._up.wait()

    def _run(self) -> None:
        server = self._loop.run_until_complete(asyncio.start_server(self._join, "127.0.0.1", 0))
        self.port = server.sockets[0].getsockname()[1]
        self._up.set()
        self._loop.run_forever()

    async def _join(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self.to)
        await asyncio.gather(self._pass(reader, far_writer), self._pass(far_reader, writer))

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while data := await reader.read(1 << 16):
            self._loop.call_later(self.delay_s, writer.write, data)
        self._loop.call_later(self.delay_s, writer.close)


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
    with tempfile.TemporaryDirectory() as folder, Server(Path(folder)) as server:
        server.port = Relay(server.port, options.delay / 1000).port
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
