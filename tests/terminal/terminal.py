"""A program in a pseudo-terminal whose screen can be read: what a person sees, and keys that a person presses."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import selectors
import signal
import struct
import sys
import termios
import time
from pathlib import Path

import pyte

from tests.waiting import WAIT_S

SITREP = [sys.executable, "-m", "tui.cli"]
NAMED = {
    "enter": "\r",
    "esc": "\x1b",
    "tab": "\t",
    "down": "\x1b[B",
    "up": "\x1b[A",
    "ctrl+z": "\x1a",
    "ctrl+c": "\x03",
}
ANSWERS = ((b"\x1b[?2026$p", b"\x1b[?2026;2$y"), (b"\x1b[c", b"\x1b[?62;c"), (b"\x1b[6n", b"\x1b[1;1R"))
"""What a real terminal says when it is asked."""


class Terminal:
    """Runs a command in a pseudo-terminal of its own session; use it in a `with` block."""

    def __init__(self, *argv: str, size: tuple[int, int] = (120, 40), env: dict[str, str] | None = None) -> None:
        columns, rows = size
        self.screen = pyte.Screen(columns, rows)
        self.stream = pyte.ByteStream(self.screen)
        self.sent = bytearray()
        self.code: int | None = None
        known = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LC_ALL": "C.UTF-8"}
        environment = {**os.environ, **known, **(env or {})}
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
            heed_signals()
            os.execvpe(argv[0], argv, environment)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_: object) -> None:
        if self.code is None:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self.fd)

    @property
    def text(self) -> str:
        """The screen."""
        return "\n".join(self.screen.display)

    def press(self, *keys: str) -> None:
        """Press keys: names, or text to be typed."""
        for key in keys:
            os.write(self.fd, NAMED.get(key, key).encode())

    def resize(self, columns: int, rows: int) -> None:
        """Change the size of the window."""
        self.screen.resize(rows, columns)
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def wait(self, pattern: str, timeout: float = WAIT_S) -> str:
        """Wait until the screen matches, and return the screen."""
        return self.until(lambda: re.search(pattern, self.text) is not None, f"{pattern!r} on the screen", timeout)

    def wait_gone(self, pattern: str, timeout: float = WAIT_S) -> str:
        """Wait until the screen no longer matches."""
        return self.until(lambda: re.search(pattern, self.text) is None, f"{pattern!r} gone from the screen", timeout)

    def until(self, condition: object, what: str, timeout: float = WAIT_S) -> str:
        """Wait for a condition."""
        assert callable(condition)
        end = time.monotonic() + timeout
        while not condition():
            assert time.monotonic() < end, f"waited {timeout} s for {what}:\n{self.text}"
            if not self.pump(0.2):
                assert condition(), f"the program ended before {what}:\n{self.text}"
        return self.text

    def end(self, timeout: float = WAIT_S) -> int:
        """Wait for the program to end, and return its exit code (128 + a signal's number)."""
        limit = time.monotonic() + timeout
        while self.code is None:
            self.pump(0.05)
            done, status = os.waitpid(self.pid, os.WNOHANG)
            if done:
                raw = os.waitstatus_to_exitcode(status)
                self.code = raw if raw >= 0 else 128 - raw
            assert time.monotonic() < limit, f"still running after {timeout} s:\n{self.text}"
        while self.pump(0.05):
            pass
        return self.code

    @property
    def stopped(self) -> bool:
        """Whether the program was stopped, as by ctrl+z."""
        self.pump(0.05)
        done, status = os.waitpid(self.pid, os.WNOHANG | os.WUNTRACED)
        return bool(done) and os.WIFSTOPPED(status)

    def pump(self, timeout: float) -> bool:
        """Read what has come; False once nobody writes any more."""
        if not is_readable(self.fd, timeout):
            return self.code is None
        try:
            data = os.read(self.fd, 1 << 16)
        except OSError:
            return False
        for query, answer in ANSWERS:
            if query in data:
                os.write(self.fd, answer)
        self.sent += data
        self.stream.feed(data)
        return bool(data)


def heed_signals() -> None:
    """Have this process heed the signals that a suite in the background, or under nohup, ignores and passes on so."""
    for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)


def sitrep(*arguments: str | Path, **options: object) -> Terminal:
    """Run sitrep."""
    return Terminal(*SITREP, *map(str, arguments), **options)  # type: ignore[arg-type]


def is_readable(fd: int, timeout: float) -> bool:
    """Wait until there is something to read; `select` knows no descriptor above 1,024, and a suite holds many."""
    with selectors.DefaultSelector() as selector:
        selector.register(fd, selectors.EVENT_READ)
        return bool(selector.select(timeout))
