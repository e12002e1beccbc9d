"""`sitrep index`: reads a corpus and derives its cards, all of it, and ends."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from extract.errors import SitrepError
from extract.index import Corpus, Index, Progress
from extract.index.store.schema import own_path
from tui.commands.output import complain, complain_of, is_quiet, show_values
from tui.config_file import load

if TYPE_CHECKING:
    from extract.index.build import BuildResult
    from extract.index.scan.scope import Scope

PARTIAL = 3
"""Exit code where some of the inputs could not be read, or some articles not extracted."""

STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
"""Signals that end the work in order."""
QUIET_S = 10.0
"""Between two lines of progress where standard error is no terminal."""


def index(
    corpus: Annotated[list[str], typer.Argument(help="Folders or files of articles; - is standard input, kept.")],
    scan_only: Annotated[bool, typer.Option("--scan-only", help="Make it searchable; derive nothing.")] = False,
    status: Annotated[bool, typer.Option("--status", help="Only say how far it is.")] = False,
    rebuild: Annotated[
        bool, typer.Option("--rebuild", help="Build a new index in the place of this one; tags stay.")
    ] = False,
    verify: Annotated[bool, typer.Option("--verify", help="Only check that the index is whole.")] = False,
    watch: Annotated[
        bool, typer.Option("--watch", help="Go on with files that come, change or go, until it is stopped.")
    ] = False,
    workers: Annotated[int, typer.Option(min=1, help="Processes that extract.")] = max(1, (os.cpu_count() or 2) - 1),
    model: Annotated[
        str | None,
        typer.Option(
            help="A spaCy pipeline in place of the one that ships, or one a language: fr=NAME.", show_default=False
        ),
    ] = None,
    mapping: Annotated[
        list[str] | None,
        typer.Option("--map", help="Which field of rows is what, from now on: text=corps.", metavar="NAME=FIELD"),
    ] = None,
    query: Annotated[
        str | None, typer.Option(help="What to read of SQLite files, from now on.", show_default=False)
    ] = None,
    engine: Annotated[Literal["local", "dask"], typer.Option(help="Where to extract.")] = "local",
    scheduler: Annotated[str | None, typer.Option(help="Of Dask: tcp://HOST:PORT.", show_default=False)] = None,
    into: Annotated[
        str | None, typer.Option(help="With Dask: the folder that the shards' index is for.", show_default=False)
    ] = None,
) -> None:
    """Scan CORPUS and extract what is new or changed since the last time; stop it at will, it goes on from there.

    Standard input, JSON Lines or one text, is kept as a file whose name is said, to be opened by that name later.
    Prints what it did as a line of JSON. Exit code 3 where some files could not be read or some articles failed.

    \b
    Examples:
      sitrep index seeds
      sitrep index news.jsonl --workers 8
      sitrep index news --watch
      zcat news.jsonl.gz | sitrep index -
      sitrep index 's3://bucket/news-*.jsonl.gz' --engine dask --scheduler tcp://10.0.0.1:8786 --into news
    """
    model = model or load().pipelines
    if engine == "dask":
        _on_dask(corpus, scheduler, into, model)
        return
    where = Corpus.locate(_with_standard_input(corpus))
    if status:
        _status(where)
        return
    if verify:
        _verify(where)
        return
    from extract.index.build import build
    from extract.index.story_cache import StoryCache
    from extract.readers.options import ReadOptions, load_options, parse_mapping, save_options

    if mapping is not None or query is not None:
        kept = load_options(where.options_path)
        fields = parse_mapping(mapping) if mapping is not None else kept.fields
        save_options(ReadOptions(fields, kept.query if query is None else query or None), where.options_path)
    from tui.commands.watching import act_on_new, index_and_watch

    before = None if rebuild else _newest(where)
    stories = StoryCache() if watch else None
    with _stoppable() as stop, _Line() as line:

        def run(scope: Scope | None = None, due: Callable[[], Scope | None] = lambda: None) -> BuildResult:
            built = build(
                where,
                line.show,
                scope=scope,
                due=due,
                extraction=not scan_only,
                workers=workers,
                model=model,
                rebuild=rebuild and scope is None,
                stories=stories,
                stopped=stop.is_set,
                on_wait=lambda message: complain(f"{message}; waiting for it"),
            )
            line.end()
            return built

        if watch:
            index_and_watch(where, run, stop.is_set, before)
            return
        built = run()
    if built.complete:
        act_on_new(where, before, complain)
    _tell(where, built)


def _newest(where: Corpus) -> int | None:
    """Return the number of the newest article; None where the index is none that can be read, and is to be replaced."""
    if not own_path(where.index_path).exists():
        return 0
    try:
        return Index.open(where).counts().newest
    except SitrepError:
        return None


def _with_standard_input(corpus: list[str]) -> list[str]:
    """Return the paths, with that of a file of what standard input holds for a dash."""
    if "-" not in corpus:
        return corpus
    if corpus.count("-") > 1:
        raise SitrepError("standard input can be read once: name - once")
    from extract.index.stdin import keep_stdin

    kept = keep_stdin(sys.stdin.buffer)
    complain(f"standard input is kept as {kept}")
    return [str(kept) if path == "-" else path for path in corpus]


def _on_dask(urls: list[str], scheduler: str | None, into: str | None, model: str | None) -> None:
    if scheduler is None or into is None:
        raise SitrepError("--engine dask needs --scheduler tcp://HOST:PORT and --into FOLDER")
    from extract.index.cluster import build_on_cluster

    with _stoppable() as stop, _Line() as line:
        where, built = build_on_cluster(urls, into, scheduler, line.show, model=model, stopped=stop.is_set)
    _tell(where, built)


def _tell(where: Corpus, built: BuildResult) -> None:
    for notice in (built.notice or "").splitlines():
        complain(notice)
    _finish(where, {**asdict(built.scanned), "complete": built.complete})


def _finish(where: Corpus, done: dict[str, object]) -> None:
    opened = Index.open(where)
    counts = opened.counts()
    for fault in opened.faults()[:20]:
        complain_of(fault)
    if counts.faults > 20:
        complain(f"and {counts.faults - 20} more that could not be read")
    if counts.failed:
        complain(
            f"{counts.failed} articles could not be extracted: `sitrep search {where.sources[0]} is:failed` lists them"
        )
    show_values({**done, **asdict(counts)})
    if counts.faults or counts.failed:
        raise typer.Exit(PARTIAL)


def _status(where: Corpus) -> None:
    counts = Index.open(where).counts()
    path = own_path(where.index_path)
    size = path.stat().st_size if path.exists() else 0
    show_values({"index": str(path), "bytes": size, **asdict(counts)})
    if not counts.articles:
        raise typer.Exit(1)


def _verify(where: Corpus) -> None:
    from extract.index.store.verify import find_problems

    path = own_path(where.index_path)
    found = find_problems(where)
    for problem in found:
        complain(f"{path}: {problem}")
    if found:
        complain("run `sitrep index --rebuild`: the index is disposable, tags are kept elsewhere")
        raise typer.Exit(PARTIAL)
    show_values({"index": str(path), "whole": True})


@contextmanager
def _stoppable() -> Iterator[threading.Event]:
    """Have ctrl+c, SIGTERM and a hang-up end the work in order: what is in hand is let go, what was committed stays."""
    stop = threading.Event()
    heard = [number for number in STOPPING if signal.getsignal(number) is not signal.SIG_IGN]  # nohup has one ignored
    before = {number: signal.signal(number, lambda *_: stop.set()) for number in heard}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


class _Line:
    """Progress on standard error: one line that is written over on a terminal, else a line now and then."""

    def __init__(self) -> None:
        self._tty = sys.stderr.isatty()
        self._last = 0.0
        self._open = False

    def __enter__(self) -> _Line:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    def end(self) -> None:
        """Begin another line, if this one is open: something else is about to be said."""
        if self._open:
            sys.stderr.write("\n")
            sys.stderr.flush()
            self._open = False

    def show(self, progress: Progress) -> None:
        """Show where the work is."""
        now = time.monotonic()
        if (
            is_quiet()
            or progress.phase not in ("scan", "extract")
            or now - self._last < (0.1 if self._tty else QUIET_S)
        ):
            return
        self._last = now
        text = describe(progress)
        if self._tty:
            sys.stderr.write(f"\r\x1b[K{text}")
            self._open = True
        else:
            sys.stderr.write(f"{text}\n")
        sys.stderr.flush()


def describe(progress: Progress) -> str:
    """Return a progress in words: how far, how fast, how long still, what went wrong."""
    of = "" if progress.total is None else f" of {progress.total}"
    parts = [f"{progress.phase} {progress.done}{of}", f"{progress.rate:.0f}/s"]
    if progress.left_s is not None:
        minutes, seconds = divmod(round(progress.left_s), 60)
        hours, minutes = divmod(minutes, 60)
        parts.append(f"{hours}:{minutes:02}:{seconds:02} left" if hours else f"{minutes}:{seconds:02} left")
    parts += [f"{n} {what}" for n, what in ((progress.faults, "unreadable"), (progress.failed, "failed")) if n]
    return " · ".join(parts)
