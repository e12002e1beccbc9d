"""What a screen needs of the program it runs in, handed to it when it is made; no screen knows the app."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from tui.backend.backend import Backend
    from tui.config import Config
    from tui.messages import JobFailed
    from tui.screens.browser_screen import BrowserScreen
    from tui.theme import Theme
    from tui.worker_threads import WorkerThreads


class Program(Protocol):
    """The running program: its end, and the terminal that it has."""

    leaving: bool
    """Whether it is on its way out: no key means anything any more."""

    def leave(self, code: int = 0) -> None:
        """Keep the place and end."""
        ...

    def hold_keys(self, mounted: Awaitable[object]) -> None:
        """Take the next key when this is mounted."""
        ...

    def release_keys(self) -> None:
        """Take the keys that a screen held, where it holds them no longer."""
        ...

    def send(self, sequence: str) -> None:
        """Send a control sequence of our own to the terminal."""
        ...

    def run_outside(self, command: Callable[[], list[str]]) -> str | None:
        """Run the program of a command in the terminal's place, then come back; returns what went wrong."""
        ...

    def stop(self) -> str | None:
        """Leave the terminal to the shell until it has this go on; returns why not, where there is no shell."""
        ...

    def forget_shown(self) -> None:
        """Send the next frame whole: the terminal may show something else by now."""
        ...


@dataclass(frozen=True)
class ScreenContext:
    """The program as a screen sees it."""

    program: Program
    backend: Backend
    config: Config
    look: Theme
    threads: WorkerThreads
    failures: list[JobFailed]
    """What went wrong in this session, oldest first, for the details."""
    help_screen: Callable[[ScreenContext, str], BrowserScreen[None]]
    """Makes the screen of the keys that are live at a place; here, since that is a screen with keys itself."""
    dropped_notes: list[str] = field(default_factory=list)
    """Notes that were typed and not written, oldest first, also of the session before."""
    typing: list[str] = field(default_factory=list)
    """The note that is being typed, if any."""

    def unwritten_notes(self) -> tuple[str, ...]:
        """Return what was typed for notes and is not written, oldest first."""
        return *self.dropped_notes, *self.typing
