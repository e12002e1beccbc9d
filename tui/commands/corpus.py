"""Finds the corpus that a subcommand is about, and opens its tag store."""

from __future__ import annotations

from pathlib import Path

from extract.errors import SitrepError
from extract.index import Corpus
from tui.commands.output import complain
from tui.tags import TagStore


def locate(path: str | None) -> Corpus:
    """Return the corpus at `path`; without one that of the current folder, else the one opened last.

    Raises:
        SitrepError: where there is none.

    """
    if path is not None:
        return Corpus.locate([path])
    if (Path.cwd() / ".sitrep").is_dir():
        return Corpus.locate([Path.cwd()])
    from tui.session import load

    last = load().last
    if last:
        return Corpus.locate([last])
    raise SitrepError("which corpus? Give it with --corpus FOLDER")


def open_store(corpus: Corpus, analyst: str | None) -> TagStore:
    """Open the store of a corpus, telling on standard error what its user must know."""
    store = TagStore.of(corpus, analyst)
    for warning in store.warnings:
        complain(warning)
    return store
