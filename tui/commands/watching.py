"""`sitrep index --watch`: goes on with what changes, a line of JSON each time something did."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, replace

from extract.index import Corpus, Index
from extract.index.build import BuildResult
from extract.index.scan.scan import ScanCounts
from extract.index.scan.scope import Scope
from extract.index.watch import Index as Run
from extract.index.watch import Watch, keep_indexed
from tui.alerts.after_indexing import after_indexing
from tui.commands.output import complain, show_values
from tui.config_file import load


def act_on_new(where: Corpus, before: int | None, say: Callable[[str], None]) -> int:
    """Run rules and hook over what came after the article with the number `before`; returns that of the newest.

    Over nothing where `before` is None: in an index that was built anew every article is.
    """
    index = Index.open(where)
    try:
        newest = index.counts().newest
        if before is not None and newest > before:
            for line in after_indexing(where, index, before, load().hooks.get("new", "")):
                say(line)
    finally:
        index.close()
    return newest


def index_and_watch(where: Corpus, index: Run, stopped: Callable[[], bool], before: int | None) -> None:
    """Index a corpus, then what changes in it, until `stopped` says so.

    Args:
        where: the corpus.
        index: runs both phases.
        stopped: asked several times a second.
        before: the number of the last article that was there before; None in a new index in place of a damaged one.

    """
    newest = before
    told: set[str] = set()

    def say_once(message: str) -> None:
        for line in message.splitlines():
            if line not in told:
                told.add(line)
                complain(line)

    def run(scope: Scope | None, due: Callable[[], Scope | None]) -> BuildResult:
        nonlocal newest
        built = index(scope, due)
        if built.complete:
            newest = act_on_new(where, newest, complain)
        say_once(built.notice or "")
        if scope is None or replace(built.scanned, kept=0) != ScanCounts():
            show_values({**asdict(built.scanned), "complete": built.complete})
        return built

    watch = Watch(where, lambda means: complain(f"{where.name} is watched {means}"))
    keep_indexed(run, watch, stopped, say_once, patient=True)
