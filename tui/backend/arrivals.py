"""Counts the articles that came, or were changed, since the browser was opened or since one last asked for news."""

from __future__ import annotations

import threading

from extract.index import Corpus, Index


class Arrivals:
    """What has come, by the numbers that the index gives to articles as they are added; for any thread."""

    def __init__(self) -> None:
        self._mutex = threading.Lock()
        self._seen: int | None = None
        """The number of the newest article that is not new; None while a first scan brings all there are."""
        self._stamp: tuple[int, ...] = ()
        self._acted = 0
        """The number of the newest article that rules and hook have been run for."""

    def begin(self, index: Index) -> None:
        """Hold what the index has now for known, once; an index without articles is still to have its first."""
        with self._mutex:
            newest = index.counts().newest
            if self._seen is None and newest:
                self._seen = newest

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
        """Return how many articles are new."""
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
