"""A line with a long round trip: a veth pair with `tc netem` where the kernel has it, else a relay that holds back."""

from __future__ import annotations

import asyncio
import os
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.terminal.ssh import Server

HERE, THERE, BITS = "10.213.77.1", "10.213.77.2", 30
"""Addresses of the two ends of the pair."""


@contextmanager
def slow_server(folder: Path, delay_ms: float) -> Iterator[tuple[Server, str]]:
    """Run sshd behind a line of `delay_ms` in each direction; yields it, and what makes the line slow."""
    name = f"sitrep{os.getpid()}"
    why = _pair(name, delay_ms)
    try:
        if why is None:
            with Server(folder, THERE, ("ip", "netns", "exec", name)) as server:
                yield server, "tc netem on a veth pair"
        else:
            with Server(folder) as server:
                server.port = Relay(server.port, delay_ms / 1000).port
                yield server, f"a relay, since there is no netem here ({why})"
    finally:
        subprocess.run(["ip", "netns", "del", name], capture_output=True, check=False)  # its end of the pair goes too


def _pair(name: str, delay_ms: float) -> str | None:
    """Make a namespace with a slow pair into it; returns why it cannot be made."""
    near, far, inside = f"{name}a"[-15:], f"{name}b"[-15:], ["ip", "netns", "exec", name]
    delay = ["root", "netem", "delay", f"{delay_ms}ms"]
    for command in (
        ["ip", "netns", "add", name],
        ["ip", "link", "add", near, "type", "veth", "peer", "name", far, "netns", name],
        ["ip", "addr", "add", f"{HERE}/{BITS}", "dev", near],
        ["ip", "link", "set", near, "up"],
        [*inside, "ip", "addr", "add", f"{THERE}/{BITS}", "dev", far],
        [*inside, "ip", "link", "set", far, "up"],
        ["tc", "qdisc", "add", "dev", near, *delay],
        [*inside, "tc", "qdisc", "add", "dev", far, *delay],
    ):
        try:
            done = subprocess.run(command, capture_output=True, text=True, check=False)
        except OSError as error:
            return f"{command[0]}: {error.strerror}"
        if done.returncode:
            return f"{command[0]}: {done.stderr.strip()}"
    return None


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
