"""Counts the articles that came, or were changed, since one last closed the browser, or asked for news in it."""

from __future__ import annotations

import threading
from contextlib import suppress

from extract.errors import SitrepError
from extract.index import Corpus, Index
from tui.alerts.seen import SESSION, SeenMarks


class Arrivals:
    """What has come, by the numbers that the index gives to articles as they are added; for any thread.

    What was new when one closed the browser is not new any more when one opens it again; what came in between is.
    """

    def __init__(self, corpus: Corpus) -> None:
        self._user = SeenMarks.of_user(corpus)
        self._mutex = threading.Lock()
        self._seen: int | None = None
        """The number of the newest article that is not new; None while a first scan brings all there are."""
        self._stamp: tuple[int, ...] = ()
        self._acted = 0
        """The number of the newest article that rules and hook have been run for."""

    def begin(self, index: Index) -> None:
        """Hold for known, once, what one had seen at the end of the last session; in the first, what there is now.

        An index without articles is still to have its first.
        """
        index.database.newest_seen = self.newest_seen
        with self._mutex:
            newest = index.counts().newest
            if self._seen is None and newest:
                seen = self._user.mark(SESSION, index)
                self._seen = newest if seen is None else min(seen, newest)

    def newest_seen(self) -> int | None:
        """Return the number of the newest article that is not new; None while that is not known."""
        return self._seen

    def leave(self, index: Index) -> None:
        """Hold what the index has now for known from the next session on."""
        if self._seen is not None:
            with suppress(OSError, SitrepError):  # then more is new the next time
                self._user.set_mark(SESSION, index, index.counts().newest)

    def act(self, corpus: Corpus, index: Index, hook: str) -> list[str]:
        """Run rules and hook over what is new since the last call; returns what is to be told."""
        from tui.alerts.after_indexing import after_indexing

        newest = index.counts().newest
        with self._mutex:
            before, self._acted = min(self._acted, newest), newest
        return after_indexing(corpus, index, before, hook) if newest > before else []

    def opened(self, index: Index) -> None:
        """Hold what the index had when the browser was opened for known to rules and hook."""
        self._acted = index.counts().newest
        self.begin(index)

    def acknowledge(self, index: Index) -> None:
        """Hold what the index has now for known."""
        with self._mutex:
            self._seen = index.counts().newest

    def count(self, index: Index) -> int:
        """Count the new articles."""
        index.database.newest_seen = self.newest_seen
        with self._mutex:
            if self._seen is None:
                return 0
            self._seen = min(self._seen, index.counts().newest)  # another index: it counts from one again
            return index.database.added_since(self._seen)

    def written(self, index: Index) -> bool:
        """Tell whether anything was committed to the index since the last call."""
        stamp = index.database.stamp()
        changed = bool(self._stamp) and stamp != self._stamp
        self._stamp = stamp
        return changed
