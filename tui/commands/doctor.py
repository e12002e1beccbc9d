"""`sitrep doctor`: versions, terminal, paths, index and store, in one look; opens no network connection."""

from __future__ import annotations

import locale
import os
import platform
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Annotated

import typer

from extract.errors import SitrepError
from extract.visible import visible

PACKAGES = ("sitrep", "textual", "rich", "spacy", "tinydb", "typer", "lark", "trafilatura")
SHOWN = ("TERM", "COLORTERM", "TERM_PROGRAM", "TMUX", "SSH_CONNECTION", "NO_COLOR", "COLORFGBG", "PAGER", "EDITOR")


def doctor(
    corpus: Annotated[str | None, typer.Argument(help="A corpus whose index and tags to look at, too.")] = None,
    licences: Annotated[bool, typer.Option("--licences", help="List the packages and their licences instead.")] = False,
) -> None:
    r"""Print what sitrep finds: versions, terminal, paths, settings, and the health of CORPUS.

    The exit code is 1 where something is wrong.
    """
    if licences:
        from tui.licences import licences as listed

        for each in listed():
            _print(each.package, f"{each.version}  {each.licence}")
        return
    wrong = [problem for part in (_versions, _terminal, _paths, _settings) for problem in part()]
    if corpus is not None:
        wrong += _corpus(corpus)
    for problem in wrong:
        sys.stdout.write(f"! {visible(problem, line=True)}\n")
    sys.stdout.write("\n" + ("nothing is wrong\n" if not wrong else ""))
    if wrong:
        raise typer.Exit(1)


def _versions() -> Iterator[str]:
    _print("python", f"{platform.python_version()} ({platform.platform(terse=True)})")
    _print("sqlite", sqlite3.sqlite_version)
    for package in PACKAGES:
        try:
            _print(package, version(package))
        except PackageNotFoundError:
            yield f"{package} is not installed"
    with sqlite3.connect(":memory:") as db:
        try:
            db.execute("CREATE VIRTUAL TABLE probe USING fts5(text)")
        except sqlite3.OperationalError:
            yield "this Python's SQLite has no FTS5: nothing can be searched"


def _terminal() -> Iterator[str]:
    from rich.console import Console

    from tui.theme import look

    size = shutil.get_terminal_size()
    system = Console(stderr=True).color_system
    encoding = locale.getpreferredencoding(False)
    _print("terminal", f"{size.columns}x{size.lines}, {'a terminal' if sys.stderr.isatty() else 'no terminal'}")
    _print("colours", f"{system or 'none'}, theme {look(color_system=system).name}")
    _print("encoding", encoding)
    for name in SHOWN:
        if name in os.environ:
            _print(name, os.environ[name])
    if encoding.lower().replace("-", "") not in {"utf8", "usascii", "ansi_x3.41968"}:
        yield f"the locale's encoding is {encoding}: letters outside it are shown as question marks"


def _paths() -> Iterator[str]:
    from tui.config_file import config_path
    from tui.session import load, session_path

    _print("settings", f"{config_path()}{'' if config_path().exists() else ' (not there; the defaults hold)'}")
    _print("session", f"{session_path()}{'' if session_path().exists() else ' (not there yet)'}")
    if load().last:
        _print("last corpus", load().last)
    yield from ()


def _settings() -> Iterator[str]:
    from tui.config_file import config_path, load

    for mistake in load().mistakes:
        yield f"{config_path()}:{mistake.line}: {mistake.message}"


def _corpus(name: str) -> Iterator[str]:
    from extract.index import Corpus, Index
    from tui.tags import TagStore

    corpus = Corpus.locate([name])
    _print("corpus", str(corpus.sources[0]))
    _print("kept in", f"{corpus.data_dir} ({'beside the corpus, shared' if corpus.shared else 'private'})")
    try:
        counts = Index.open(corpus).counts()
        _print("index", f"{_size(corpus.index_path)}, {counts.articles:,} articles, {counts.extracted:,} extracted, "
               f"{counts.stale:,} stale, {counts.failed:,} failed, {counts.faults:,} unreadable")  # fmt: skip
    except SitrepError as error:
        yield str(error)
    try:
        with TagStore.open(corpus.tags_path) as store:
            _print(
                "tags", f"{_size(corpus.tags_path)}, {len(store.counts()):,} tags, journal {_size(corpus.journal_path)}"
            )
            yield from store.warnings
    except SitrepError as error:
        yield str(error)


def _size(path: Path) -> str:
    return f"{path.stat().st_size / 2**20:.1f} MB" if path.exists() else "not there yet"


def _print(name: str, value: str) -> None:
    sys.stdout.write(visible(f"{name:<14}{value}", line=True) + "\n")
