"""The background process of the browser: `python -m extract.index.service PATH ...`.

Standard input takes a JSON object a line, `{"want": [id, ...]}` or `{"stop": true}`, and its end means that the
browser is gone; standard output gives a `Progress` a line.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import threading

from extract.errors import SitrepError
from extract.index.build import build
from extract.index.corpus import Corpus
from extract.index.extraction.run import WantedArticles
from extract.index.progress import Progress


def main() -> int:
    """Run both phases over the paths on the command line; return the exit code."""
    os.nice(5)
    wanted, stop = WantedArticles(), threading.Event()
    threading.Thread(target=_read_orders, args=(wanted, stop), daemon=True).start()
    options = argparse.ArgumentParser()
    options.add_argument("--workers", type=int, default=max(1, (os.cpu_count() or 2) - 1))
    options.add_argument("--model")
    options.add_argument("paths", nargs="+")
    chosen = options.parse_args()
    try:
        corpus = Corpus.locate(chosen.paths)
        build(
            corpus,
            _send_progress,
            workers=chosen.workers,
            model=chosen.model,
            wanted=wanted,
            stopped=stop.is_set,
            on_wait=lambda message: _send_progress(Progress("waiting", message=message)),
        )
    except SitrepError as error:
        _send_progress(Progress("error", message=str(error)))
        return 1
    except BrokenPipeError:
        return 0  # the browser is gone; what was committed stays
    return 0


def _send_progress(progress: Progress) -> None:
    sys.stdout.write(progress.to_line() + "\n")
    sys.stdout.flush()


def _read_orders(wanted: WantedArticles, stop: threading.Event) -> None:
    for line in sys.stdin:
        order = json.loads(line)
        if "want" in order:
            wanted.put(order["want"])
        if order.get("stop"):
            break
    stop.set()


if __name__ == "__main__":
    sys.exit(main())
