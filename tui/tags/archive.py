"""Journals that were put away: the history of the store before its present journal, read for the log.

They are `tags.journal.1`, `.2` and so on. Nothing writes them again.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from extract.atomic import sync_folder
from extract.errors import SitrepError
from tui.tags.changes import Entry
from tui.tags.journal import Journal


def archives(journal: Path) -> list[Path]:
    """Return the archived journals beside a journal, the oldest first."""
    return [path for _, path in _numbered(journal)]


def _numbered(journal: Path) -> list[tuple[int, Path]]:
    named = [(_NAME.search(path.name), path) for path in journal.parent.glob(f"{journal.name}.*")]
    return sorted((int(name[1]), path) for name, path in named if name)


_NAME = re.compile(r"\.journal\.(\d+)$")


def read_archived(journal: Path, warn: Callable[[str], None], identity: str = "", end: int = 0) -> Iterator[Entry]:
    """Yield the entries of the archived journals, oldest first.

    Args:
        journal: the present one.
        warn: told of what cannot be read, and is passed over.
        identity: of the archive to begin with; none is read where it is not among them. Empty: the oldest.
        end: where in that one to begin, in bytes.

    """
    begun = not identity
    for path in archives(journal):
        old = Journal(path)
        try:
            old.open()
        except SitrepError as error:
            warn(str(error))
            continue
        try:
            if identity and old.identity == identity:
                begun, old.end = True, max(old.end, end)
            if begun:
                for _, entry in old.read(locked=True):
                    yield entry
                for told in old.damaged:
                    warn(told)
        finally:
            old.close()


def draft(journal: Path, after: int) -> Journal:
    """Return a new journal, to begin after entry `after`, beside the present one; nobody else knows it yet."""
    path = journal.with_name(f".{journal.name}.{os.getpid()}.part")
    path.unlink(missing_ok=True)
    fresh = Journal(path)
    fresh.create(after)
    return fresh


def rotate_journal(journal: Path, fresh: Journal) -> Path:
    """Put the journal away under the next number, and the new one in its place; returns the archive.

    Raises:
        SitrepError: where it cannot be done; then the journal is where it was.

    """
    number = max((number for number, _ in _numbered(journal)), default=0) + 1
    kept = journal.with_name(f"{journal.name}.{number}")
    try:
        try:
            os.link(journal, kept, follow_symlinks=False)
        except FileExistsError:
            raise
        except OSError:  # a file system without hard links: for a moment there is no journal, which readers bear
            journal.rename(kept)
        fresh.path.replace(journal)
    except OSError as error:
        raise SitrepError(f"cannot be put away: {error.strerror}", str(journal)) from error
    sync_folder(journal.parent)
    return kept
