"""Exports from the browser: a command of sitrep in a process of its own, so that a long one holds up nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from extract.errors import SitrepError
from extract.index import Corpus

PARTIAL = 3
"""The exit code of an export that was written, and lacks something."""


def propose_path(corpus: Corpus, name: str) -> str:
    """Propose where to write a file of this name: here, or beside the corpus where one is in its folder."""
    for source in corpus.sources:
        if source.is_dir() and source.resolve() in (here := Path.cwd().resolve(), *here.parents):
            return os.fspath(Path(os.path.relpath(source.resolve().parent)) / name)
    return name


def check_target(corpus: Corpus, path: str, *, may_become_folder: bool) -> None:
    """Check at once what can be said of a path before an export begins.

    Raises:
        SitrepError: where it lies in the corpus, or in a folder that is not there and is not made or that cannot be
            written in, or is a folder itself.

    """
    target = Path(path).expanduser().absolute()
    corpus.require_outside(target)
    if may_become_folder:
        return
    if not target.parent.is_dir():
        raise SitrepError(f"there is no folder {target.parent}")
    if target.is_dir():
        raise SitrepError(f"{target} is a folder: name a file in it")
    if not os.access(target.parent, os.W_OK):
        raise SitrepError(f"nothing can be written in {target.parent}")


def run_export(
    command: Literal["export", "brief", "quotes"],
    corpus: Corpus,
    ids: Sequence[str],
    query: str,
    format_name: str,
    path: str,
    *,
    replace: bool,
    options: Sequence[str] = (),
) -> str:
    """Write the articles of these ids, their brief or their quotes to a file; returns the summary of what was written.

    Args:
        command: what writes.
        corpus: where the articles are.
        ids: of the articles, in the order in which they are written.
        query: what they were found by, which a report names in its head.
        format_name: one that the command knows.
        path: of the file, relative to the working directory; a leading ~ is the user's home.
        replace: whether a file that is there already is overwritten.
        options: of this command alone.

    Raises:
        FileExistsError: where the file is there and is not to be replaced.
        SitrepError: where it could not be written, would lie in the corpus, or was written and lacks something.

    """
    target = str(Path(path).expanduser().absolute())
    if not corpus.holds(Path(target)) and os.path.lexists(target) and not replace:
        raise FileExistsError(target)
    first, *more = map(str, corpus.sources)
    options = ["--format", format_name, "--output", target, "--ids", "-", *options]
    options += [*(f"--also={source}" for source in more), *(["--force"] if replace else [])]
    done = subprocess.run(
        [sys.executable, "-P", "-m", "tui.cli", command, *options, "--", first, query],
        input="\n".join(ids),
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    said = [line.removeprefix("sitrep: ") for line in done.stderr.strip().splitlines()]
    if done.returncode == PARTIAL:
        raise SitrepError("; ".join(said))
    if done.returncode:
        raise SitrepError(said[-1] if said else f"the export ended with code {done.returncode}")
    return said[-1] if said else ""
