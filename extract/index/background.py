"""Runs scan and extraction in a background process, for the browser."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress

from extract.index.corpus import Corpus
from extract.index.progress import Phase, Progress


class Background:
    """A background process that runs both phases over a corpus, and again over whatever changes, until it is stopped.

    `on_progress` is called on a thread of its own, a few times a second while there is something to tell; it must
    only hand the value on. The last value has the phase stopped or error; done means that nothing is left to do for
    now. The process ends by itself when this process dies, so that nothing is left running.
    """

    def __init__(
        self,
        corpus: Corpus,
        on_progress: Callable[[Progress], None],
        workers: int | None = None,
        model: str | None = None,
    ) -> None:
        """Start it.

        Args:
            corpus: what to scan and extract.
            on_progress: told how far it is.
            workers: processes that extract; else one for each core but one.
            model: a spaCy pipeline in place of the one that ships.

        """
        options = [] if workers is None else [f"--workers={workers}"]
        options += [f"--model={model}"] if model else []
        arguments = [*options, "--", *(os.fspath(source) for source in corpus.sources)]
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "extract.index.service", *arguments],  # -P: no module of the current folder
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
            errors="surrogateescape",
            start_new_session=True,  # a terminal's ctrl+c is for the browser, which stops this in its own way
        )
        self._on_progress = on_progress
        self._phase: Phase = "waiting"
        self._listener = threading.Thread(target=self._listen, name="sitrep-index", daemon=True)
        self._listener.start()

    @property
    def running(self) -> bool:
        """Whether the process is still running."""
        return self._process.poll() is None

    @property
    def busy(self) -> bool:
        """Whether it has something to do, as far as is known; else it only watches, or has ended."""
        return self.running and self._phase not in ("done", "stopped", "error")

    def rescan(self) -> None:
        """Have all files looked at again, now."""
        self._send({"rescan": True})

    def want(self, ids: Iterable[str]) -> None:
        """Have these articles extracted before all others, the first first; replaces what was wanted before."""
        self._send({"want": list(ids)})

    def stop(self, timeout: float = 5.0) -> None:
        """End it; what it committed stays. Returns once it is gone, at most `timeout` seconds later."""
        self._send({"stop": True})
        try:
            self._process.wait(timeout)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._listener.join(timeout)
        if self._process.stdin:
            with suppress(BrokenPipeError):  # it was gone before it read the last line
                self._process.stdin.close()

    def _send(self, message: dict[str, object]) -> None:
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(json.dumps(message) + "\n")
            self._process.stdin.flush()
        except (BrokenPipeError, ValueError):
            return  # it has ended; there is nobody to tell

    def _listen(self) -> None:
        assert self._process.stdout is not None
        last: Progress | None = None
        for line in self._process.stdout:
            last = Progress.from_line(line)
            self._phase = last.phase
            try:
                self._on_progress(last)
            except Exception as error:  # noqa: BLE001 - whatever it is: a process whose pipe nobody reads stands still
                caught = (type(error), error, error.__traceback__, self._listener)
                threading.excepthook(threading.ExceptHookArgs(caught))
        code = self._process.wait()
        if last is None or last.phase not in ("stopped", "error"):
            self._on_progress(Progress("error", message=f"the indexing process ended unexpectedly (code {code})"))
