"""Detects that the terminal hung up, by polling it: SIGHUP may be blocked, or go to another process group."""

from __future__ import annotations

import select
from typing import TextIO


def has_hung_up(terminal: TextIO | None) -> bool:
    """Whether nothing will be read from a terminal or seen on it again."""
    if terminal is None or terminal.closed or not hasattr(select, "poll"):
        return False
    gone = select.poll()
    gone.register(terminal, 0)
    return any(event & (select.POLLHUP | select.POLLERR | select.POLLNVAL) for _, event in gone.poll(0))
