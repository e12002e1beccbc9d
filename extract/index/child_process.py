"""Child processes with a pipe to each, and the supervision of those that are given tasks.

A task that kills its process costs no other: what the process had in hand is given to its successor one at a time, and
what that one dies of again is at fault.
"""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any, Generic, TypeVar

JOIN_S = 5.0
"""How long a process that has closed its pipe may take to end, in seconds."""

Task = TypeVar("Task")


class ChildDied(Exception):  # noqa: N818 - what happened to the other process, not an error of this one
    """The process at the other end of the pipe is gone; the message says how it ended."""


@dataclass(frozen=True, slots=True)
class Child:
    """A process that was spawned, not forked: nothing of this process is open in it. It ends with this one."""

    process: BaseProcess
    pipe: Connection

    @classmethod
    def start(cls, target: Callable[..., None], *arguments: object) -> Child:
        """Spawn a process that runs `target`, which is given its end of the pipe first.

        Raises:
            OSError: no process can be started.

        """
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=target, args=(theirs, *arguments), daemon=True)
        process.start()
        theirs.close()
        return cls(process, ours)

    def send(self, message: object) -> None:
        """Send a message; where the process has died, the next `receive` tells."""
        try:
            self.pipe.send(message)
        except OSError:
            return

    def receive(self) -> Any:
        """Wait for its next message.

        Raises:
            ChildDied: the process is gone.

        """
        try:
            return self.pipe.recv()
        except (EOFError, OSError):
            raise ChildDied(self._describe_end()) from None

    def close(self) -> None:
        """Kill it, whatever it is doing."""
        self.pipe.close()
        self.process.kill()
        self.process.join()

    def _describe_end(self) -> str:
        self.process.join(JOIN_S)
        code = self.process.exitcode or 0
        return f"died (signal {-code})" if code < 0 else f"ended (code {code})"


class SupervisedProcess(Generic[Task]):
    """A child process, the tasks that it has in hand, and its replacement when it dies or is given up.

    Tasks are sent as lists and done in their order; whoever receives the answers calls `finish_task` for each task.
    After a death the process isolates: it is sent one task at a time, until all that its predecessor had in hand are
    done or found to be at fault.
    """

    def __init__(self, start: Callable[[bool], Child], *, blame_single: bool) -> None:
        """Start the process.

        Args:
            start: spawns it; told whether it is to isolate.
            blame_single: whether a task that was alone in hand is at fault when its process dies; else it is tried
                once more.

        """
        self._start, self._blame_single = start, blame_single
        self.child = start(False)
        self.in_hand: deque[Task] = deque()
        self._suspects = 0

    @property
    def isolating(self) -> bool:
        """Whether tasks are tried one at a time; then no others may be given."""
        return self._suspects > 0

    def give(self, tasks: Sequence[Task]) -> None:
        """Send tasks, to be done after those in hand."""
        self.in_hand.extend(tasks)
        self.child.send(list(tasks))

    def finish_task(self) -> None:
        """Take the first task in hand for done, and send the next where they go one at a time."""
        self.in_hand.popleft()
        if self._suspects:
            self._suspects -= 1
            self._send_suspect()

    def replace(self, *, blame: bool = True) -> Task | None:
        """Kill the process and start another, which is given what was in hand; return the task that is at fault.

        Args:
            blame: whether a task may be at fault; False where the process had not begun with any.

        Raises:
            Exception: whatever `start` raises.

        """
        self.child.close()
        culprit = None
        if blame:
            if self.isolating or (self._blame_single and len(self.in_hand) == 1):
                culprit = self.in_hand.popleft()
            self._suspects = len(self.in_hand)
        self.child = self._start(self.isolating)
        if self.isolating:
            self._send_suspect()
        elif self.in_hand:
            self.child.send(list(self.in_hand))
        return culprit

    def close(self) -> None:
        """Kill the process, whatever it has in hand."""
        self.child.close()

    def _send_suspect(self) -> None:
        if self._suspects:
            self.child.send([self.in_hand[0]])
