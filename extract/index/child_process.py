"""A process of ours, and the pipe to it."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

ENDING_S = 5.0
"""How long a process that has closed its pipe may take to end, in seconds."""


@dataclass(frozen=True, slots=True)
class Child:
    """Started anew, not forked: nothing of this process is open in it. It ends with this one."""

    process: BaseProcess
    pipe: Connection

    @classmethod
    def start(cls, target: Callable[..., None], *arguments: object) -> Child:
        """Have a process run `target`, which is given its end of the pipe first.

        Raises:
            OSError: no process can be started.

        """
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=target, args=(theirs, *arguments), daemon=True)
        process.start()
        theirs.close()
        return cls(process, ours)

    def cause(self) -> str:
        """Say how it ended, once its pipe has."""
        self.process.join(ENDING_S)
        code = self.process.exitcode or 0
        return f"died (signal {-code})" if code < 0 else f"ended (code {code})"

    def close(self) -> None:
        """End it, whatever it has in hand."""
        self.pipe.close()
        self.process.kill()
        self.process.join()
