"""The child processes of the tests' own process."""

from __future__ import annotations

from contextlib import suppress

import psutil


def list_children(module: str) -> list[int]:
    """List the ids of the children that run a module."""
    found = []
    for child in psutil.Process().children():
        with suppress(psutil.Error):  # it has ended meanwhile
            if module in child.cmdline():
                found.append(child.pid)
    return found
