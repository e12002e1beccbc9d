"""Finds the corpus that a subcommand is about, and opens its tag store."""

from __future__ import annotations

import os
from pathlib import Path

from extract.errors import SitrepError
from extract.index import Corpus
from tui.commands.output import complain
from tui.tags import TagStore


def locate(path: str | None) -> Corpus:
    """Return the corpus at `path`; else that in SITREP_CORPUS, that of the current folder, or the one opened last.

    Raises:
        SitrepError: where there is none.

    """
    path = path or os.environ.get("SITREP_CORPUS")
    if path:
        return Corpus.locate([path])
    if (Path.cwd() / ".sitrep").is_dir():
        return Corpus.locate([Path.cwd()])
    from tui.session import load

    last = load().last
    if last:
        return Corpus.locate([last])
    raise SitrepError("which corpus? Name it first, or in SITREP_CORPUS")


def open_store(corpus: Corpus, analyst: str | None) -> TagStore:
    """Open the store of a corpus, telling on standard error what its user must know."""
    store = TagStore.of(corpus, analyst or os.environ.get("SITREP_ANALYST") or None)
    for warning in store.warnings:
        complain(warning)
    return store
