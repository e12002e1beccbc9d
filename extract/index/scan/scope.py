"""Which part of a corpus a scan looks at, and which of its files are still being written.

A scan of everything costs a `stat` and a look-up a file; what a watch noticed is scanned alone.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from extract.index.scan.files import FileEntry

REST_S = 1.5
"""How long size and time of change of a file must stay as they are before it is held to be whole, in seconds."""
PATIENCE_S = 60.0
"""After how long a file that never rests (a feed that grows) is read as it is, in seconds."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What one scan looks at."""

    paths: frozenset[str] | None = None
    """Files, and folders with all below them, relative to the root; what is gone of them is forgotten. None: all."""
    ready: Callable[[FileEntry], bool] = lambda _: True
    """Tells whether a file that is new or changed may be read; another is left as it was."""


class _Look(NamedTuple):
    """A file as it was found."""

    size: int
    mtime: int
    since: float
    """When it was first found so, on a clock that nobody sets."""
    first: float
    """When it was first found changed at all."""


class Rest:
    """Tells files that are whole from files that are being written, by two looks with time between.

    A file that was last written a while ago is whole at once. The clock of the wall is asked for no more than that:
    where it was set back, or a file comes from the future, two looks decide.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic, wall: Callable[[], int] = time.time_ns) -> None:
        self._clock, self._wall = clock, wall
        self._looks: dict[str, _Look] = {}

    @property
    def waiting(self) -> frozenset[str]:
        """The files that were not ready when they were last looked at."""
        return frozenset(self._looks)

    def ready(self, found: FileEntry) -> bool:
        """Tell whether a file has come to rest."""
        if self._wall() - found.mtime > REST_S * 1e9:
            self._looks.pop(found.relative, None)
            return True
        now = self._clock()
        look = self._looks.get(found.relative)
        if look is None or (look.size, look.mtime) != (found.size, found.mtime):
            look = _Look(found.size, found.mtime, now, look.first if look else now)
            self._looks[found.relative] = look
        if now - look.since >= REST_S or now - look.first >= PATIENCE_S:
            del self._looks[found.relative]
            return True
        return False

    def forget_missing(self, exists: Callable[[str], bool]) -> None:
        """Forget files that were to be looked at again and are not there any more."""
        for path in [path for path in self._looks if not exists(path)]:
            del self._looks[path]
