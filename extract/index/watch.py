"""Keeps an index up to date while files come, change and go, until it is told to stop.

What the observer notices is gathered here and handed to the scan as a scope: between two scans, and between two
commits of an extraction, so that new articles do not wait for hours of it.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterable

from extract.errors import SitrepError
from extract.index.build import BuildResult
from extract.index.corpus import Corpus
from extract.index.observe import TICK_S, Observer
from extract.index.scan.scope import REST_S, Rest, Scope
from extract.index.watchlists import ListFiles

MANY = 1000
"""Paths from which on the whole corpus is scanned."""
GAP_S = 0.5
"""Between two scans at least, in seconds; the same again as the last one took."""

READY_S = 2.0
"""How long the first scan of a corpus that has an index waits for the watch to be set up, in seconds."""
LISTS_S = 2.0
"""Between two looks at the watchlists, in seconds."""
RETRY_S = 10.0
"""After a scan that failed, in seconds."""

Index = Callable[[Scope | None, Callable[[], Scope | None]], BuildResult]
"""Runs both phases over a scope; is given what to ask for more to scan meanwhile."""


class Watch:
    """What has changed in a corpus and was not scanned yet. Told by any thread, asked by the one that scans."""

    def __init__(
        self,
        corpus: Corpus,
        described: Callable[[str], None] = lambda _: None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Prepare to watch.

        Args:
            corpus: its sources are watched.
            described: told in words by which means, from another thread.
            clock: what the time is, on a clock that nobody sets.

        """
        self._root = corpus.root
        self._clock, self._rest = clock, Rest(clock)
        self._observer = Observer(corpus.sources, self.notice, described)
        self._mutex = threading.Lock()
        self._paths: set[str] = set()
        """Relative to the root."""
        self._everything = self._asked = False
        self._handed_out: set[str] = set()
        """What the run that goes on has scanned, or is to: all of it is due again where the run fails."""
        self._not_before = 0.0
        self._look_again = 0.0
        """When files that were being written are to be looked at again."""
        self._lists, self._lists_at = ListFiles(corpus), 0.0
        self._lists_stamp = self._lists.stamp()
        """Of the corpus's watchlists, which the observer does not see: they lie in a hidden folder, or elsewhere."""
        self._late = False
        """Whether what changed since the start may have gone unnoticed."""

    def start(self, patience: float = 0.0) -> None:
        """Begin to watch; waits so many seconds until what changes is noticed, else everything is due once it is."""
        self._observer.start()
        self._late = not self._observer.ready.wait(patience)

    def stop(self) -> None:
        """Stop watching."""
        self._observer.stop()

    def notice(self, paths: Iterable[str]) -> None:
        """Have these files and folders, and all below them, scanned."""
        with self._mutex:
            self._paths.update(os.path.relpath(path, self._root) for path in paths)
            if len(self._paths) > MANY or "." in self._paths:
                self._everything = True
            if self._everything:
                self._paths.clear()

    def ask(self) -> None:
        """Have everything scanned, at once: somebody waits for it."""
        with self._mutex:
            self._everything = self._asked = True

    def due(self) -> Scope | None:
        """Take the changes that are due, which then count as scanned."""
        now = self._clock()
        with self._mutex:
            if self._late and self._observer.ready.is_set():
                self._late, self._everything = False, True
            if now < self._not_before and not self._asked:
                return None
            waiting: frozenset[str] = frozenset()
            if now >= self._look_again:
                self._rest.forget_missing(lambda path: (self._root / path).exists())
                waiting = self._rest.waiting
            paths = frozenset(self._paths) | waiting
            if not paths and not self._everything and not self._lists_changed(now):
                return None
            scope = Scope(None if self._everything else paths, self._rest.ready)
            self._handed_out |= {"."} if self._everything else paths
            self._paths.clear()
            self._everything = self._asked = False
            self._not_before = now + GAP_S
            self._look_again = now + REST_S
            return scope

    def _lists_changed(self, now: float) -> bool:
        """Tell whether watchlists changed since they were last looked at; seldom looks."""
        if now < self._lists_at:
            return False
        self._lists_at, before, self._lists_stamp = now + LISTS_S, self._lists_stamp, self._lists.stamp()
        return before != self._lists_stamp

    def scanned(self, seconds: float) -> None:
        """Be told that a run succeeded, and how long its scan took: the next begins as much later, or when asked."""
        with self._mutex:
            self._handed_out.clear()
            self._not_before = self._clock() + max(GAP_S, seconds)

    def put_back(self) -> None:
        """Have all that was due in a run that failed tried again after a while."""
        with self._mutex:
            self._everything |= "." in self._handed_out
            self._paths |= self._handed_out
            self._handed_out.clear()
            self._lists_stamp = ()
            self._not_before = self._clock() + RETRY_S


def keep_indexed(
    index: Index, watch: Watch, stopped: Callable[[], bool], failed: Callable[[str], None], *, patient: bool = False
) -> None:
    """Index all, then whatever changes, until `stopped` says so.

    Args:
        index: runs both phases.
        watch: knows what changed; it is started and stopped here.
        stopped: asked several times a second.
        failed: told why a later run could not be made; the watch goes on.
        patient: whether the first run may wait for the watch to be set up, since nobody waits for its first articles.

    Raises:
        SitrepError: the first run could not be made.

    """
    watch.start(READY_S if patient else 0.0)
    pause = threading.Event()
    try:
        watch.scanned(index(None, watch.due).scan_s)
        while not stopped():
            scope = watch.due()
            if scope is None:
                pause.wait(TICK_S)
                continue
            try:
                watch.scanned(index(scope, watch.due).scan_s)
            except SitrepError as error:
                failed(str(error))
                watch.put_back()
    finally:
        watch.stop()
