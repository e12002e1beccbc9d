"""The child processes of a process."""

from __future__ import annotations

from contextlib import suppress

import psutil


def list_children(module: str, parent: int | None = None) -> list[int]:
    """List the ids of the children that run a module, of the process with an id, else of the tests' own."""
    found = []
    for child in psutil.Process(parent).children():
        with suppress(psutil.Error):  # it has ended meanwhile
            if module in child.cmdline():
                found.append(child.pid)
    return found
