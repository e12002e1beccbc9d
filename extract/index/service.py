"""The background process of the browser: `python -m extract.index.service PATH ...`.

It scans and extracts, and then watches the corpus and does so again with whatever changes, until it is told to stop.
Standard input takes a JSON object a line, `{"want": [id, ...]}`, `{"rescan": true}` or `{"stop": true}`, and its end
means that the browser is gone; standard output gives a `Progress` a line.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import threading
from collections.abc import Callable
from dataclasses import replace

from extract.errors import SitrepError
from extract.index.build import BuildResult, build
from extract.index.corpus import Corpus
from extract.index.extraction.run import WantedArticles
from extract.index.progress import Progress
from extract.index.scan.scope import Scope
from extract.index.store.schema import own_path
from extract.index.story_cache import StoryCache
from extract.index.watch import Watch, keep_indexed


def main() -> int:
    """Index, and go on with what changes; return the exit code."""
    os.nice(5)
    options = argparse.ArgumentParser()
    options.add_argument("--workers", type=int, default=max(1, (os.cpu_count() or 2) - 1))
    options.add_argument("--model")
    options.add_argument("paths", nargs="+")
    chosen = options.parse_args()
    wanted, stop, teller = WantedArticles(), threading.Event(), Teller()
    try:
        corpus = Corpus.locate(chosen.paths)
        watch, stories = Watch(corpus, teller.watched), StoryCache()
        threading.Thread(target=_read_orders, args=(wanted, watch, stop), daemon=True).start()

        def index(scope: Scope | None, due: Callable[[], Scope | None]) -> BuildResult:
            return build(
                corpus,
                teller.tell,
                scope=scope,
                due=due,
                workers=chosen.workers,
                model=chosen.model,
                wanted=wanted,
                stories=stories,
                stopped=stop.is_set,
                on_wait=lambda message: teller.tell(Progress("waiting", message=message)),
            )

        keep_indexed(index, watch, stop.is_set, teller.failed, patient=own_path(corpus.index_path).exists())
        teller.tell(Progress("stopped"))
    except SitrepError as error:
        teller.tell(Progress("error", message=str(error)))
        return 1
    except BrokenPipeError:
        return 0  # the browser is gone; what was committed stays
    return 0


class Teller:
    """Writes progress to standard output, from any thread, with how the corpus is watched."""

    def __init__(self) -> None:
        self._mutex = threading.Lock()
        self._last, self._written = Progress("scan"), ""

    def tell(self, progress: Progress) -> None:
        """Tell how far the work is."""
        with self._mutex:
            self._write(replace(progress, watched=self._last.watched))

    def watched(self, means: str) -> None:
        """Tell by which means the corpus is watched."""
        with self._mutex:
            self._write(replace(self._last, watched=means, message=""))

    def failed(self, message: str) -> None:
        """Tell why what changed could not be indexed."""
        self.tell(Progress("done", message=message))

    def _write(self, progress: Progress) -> None:
        self._last, line = progress, progress.to_line()
        if line != self._written:
            self._written = line
            sys.stdout.write(line + "\n")
            sys.stdout.flush()


def _read_orders(wanted: WantedArticles, watch: Watch, stop: threading.Event) -> None:
    for line in sys.stdin:
        order = json.loads(line)
        if "want" in order:
            wanted.put(order["want"])
        if order.get("rescan"):
            watch.ask()
        if order.get("stop"):
            break
    stop.set()


if __name__ == "__main__":
    sys.exit(main())
