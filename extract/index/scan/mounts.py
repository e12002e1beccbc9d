"""Disks of a corpus that are not there for now: what they hold must not read as removed.

A folder that a disk is mounted on is an empty folder without it. So the index keeps which of the corpus's folders are
such (the sources themselves and what lies directly in them), and the files of one that is empty now are kept.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path


def mount_points(sources: Iterable[Path], root: Path) -> list[str]:
    """Return the folders of a corpus that disks are mounted on, relative to its root."""
    return sorted(os.path.relpath(folder, root) for folder in _folders(sources) if os.path.ismount(folder))


def out_of_reach(known: Iterable[str], root: Path) -> list[str]:
    """List the mount points that have lost their disk and are empty or gone."""
    return [name for name in known if not os.path.ismount(root / name) and not _holds_anything(root / name)]


def _folders(sources: Iterable[Path]) -> Iterator[Path]:
    for source in sources:
        if source.is_dir():
            yield source
            with os.scandir(source) as entries:
                yield from (Path(entry.path) for entry in entries if entry.is_dir(follow_symlinks=False))


def _holds_anything(folder: Path) -> bool:
    try:
        with os.scandir(folder) as entries:
            return any(not entry.name.startswith(".") for entry in entries)
    except OSError:
        return False
