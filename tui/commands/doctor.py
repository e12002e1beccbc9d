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
from extract.index import Corpus, Index
from extract.visible import visible
from tui import DISTRIBUTION

PACKAGES = ("textual", "rich", "spacy", "tinydb", "typer", "lark", "trafilatura")
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

        rows = listed()
        names, versions = (max(len(getattr(one, part)) for one in rows) for part in ("package", "version"))
        for one in rows:
            _print(one.package, f"{one.version:<{versions}}  {one.licence}", names + 2)
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
    for name, package in (("sitrep", DISTRIBUTION), *zip(PACKAGES, PACKAGES, strict=True)):
        try:
            _print(name, version(package))
        except PackageNotFoundError:
            yield f"{package} is not installed"
    with sqlite3.connect(":memory:") as db:
        try:
            db.execute("CREATE VIRTUAL TABLE probe USING fts5(text)")
        except sqlite3.OperationalError:
            yield "this Python's SQLite has no FTS5: nothing can be searched"


def _terminal() -> Iterator[str]:
    from rich.console import Console

    from tui.theme import make_theme

    size = shutil.get_terminal_size()
    system = Console(stderr=True).color_system
    encoding = locale.getpreferredencoding(False)
    _print("terminal", f"{size.columns}x{size.lines}, {'a terminal' if sys.stderr.isatty() else 'no terminal'}")
    _print("colours", f"{system or 'none'}, theme {make_theme(color_system=system).name}")
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
    from extract.index.scan.article_ids import ArticleIds
    from extract.index.sharing import sharing_problems
    from extract.index.store.schema import describe_other_version, own_path
    from tui.tags import TagStore
    from tui.tags.undo import count

    corpus = Corpus.locate([name])
    _print("corpus", str(corpus.sources[0]))
    for name, value in _stores(corpus):
        _print(name, value)
    yield from sharing_problems(corpus)
    try:
        if notice := describe_other_version(corpus.index_path):
            yield notice
        counts = Index.open(corpus).counts()
        _print(
            "index",
            f"{_size(own_path(corpus.index_path))}, {counts.articles:,} articles, {counts.extracted:,} extracted,"
            f" {counts.stale:,} stale, {counts.failed:,} failed, {counts.faults:,} unreadable",
        )
        yield from ArticleIds(corpus.ids_path).warnings
    except SitrepError as error:
        yield str(error)
    try:
        with TagStore.of(corpus) as store:
            _print("tags", f"{count(len(store.counts()), 'tag')}, {_kept(corpus)}")
            yield from store.warnings
    except SitrepError as error:
        yield str(error)


def _stores(corpus: Corpus) -> Iterator[tuple[str, str]]:
    """Yield which stores are used, whose they are, and why."""
    from extract.index.corpus import describe_rights

    if corpus.shared:
        rights = describe_rights(corpus.data_dir if corpus.data_dir.exists() else corpus.data_dir.parent)
        yield "kept in", f"{corpus.data_dir} (beside the corpus, shared as the corpus is: {rights})"
        return
    yield "kept in", f"{corpus.data_dir} (your own, since {corpus.private_reason})"
    if corpus.team_dir:
        what = "index and tags" if corpus.reads_team_index else "tags"
        yield "read from", f"{corpus.team_dir} (the team's {what}, as they are; your own marks lie over them)"


def _kept(corpus: Corpus) -> str:
    """Say where the tags are: those of the journal are taken over into `tags.json` when a program ends."""
    sizes = [f"{path.name} {_size(path)}" for path in (corpus.tags_path, corpus.journal_path) if path.exists()]
    return ", ".join(sizes) or "nothing kept yet"


def _size(path: Path) -> str:
    return f"{path.stat().st_size / 2**20:.1f} MB" if path.exists() else "not there yet"


def _print(name: str, value: str, cells: int = 14) -> None:
    sys.stdout.write(visible(f"{name:<{cells}}{value}", line=True) + "\n")
