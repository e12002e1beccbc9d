"""Files that are whole or not there: written beside their place under another name, synced, then renamed.

A symbolic link in the way is replaced, never followed. What sitrep writes for people has the mode that the umask says,
as a file that an editor makes; what it keeps beside a corpus is made by `extract.corpus_files.create_file`.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from extract.errors import SitrepError


def _create(path: Path) -> int:
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o666)


@contextmanager
def atomic_writer(path: Path, *, force: bool = False, create: Callable[[Path], int] = _create) -> Iterator[BinaryIO]:
    """Yield a binary stream that becomes `path` once the block has ended without an exception.

    Args:
        path: where the file shall be.
        force: replace what is there; otherwise an existing file (or link) is left alone.
        create: makes a new file and returns a descriptor to write it by; its rights are those of `path` later.

    Raises:
        SitrepError: where the file exists already, or cannot be written; then nothing is left behind.

    """
    if not force and os.path.lexists(path):
        raise _exists(path)
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        descriptor = create(draft)
        try:
            with os.fdopen(descriptor, "wb") as stream:
                yield stream
                stream.flush()
                os.fsync(stream.fileno())
            _publish(draft, path, force=force)
            sync_folder(path.parent)
        finally:
            with suppress(FileNotFoundError):
                draft.unlink()
    except OSError as error:
        raise SitrepError(f"cannot be written: {error.strerror or error}", str(path)) from error


def sync_folder(folder: Path) -> None:
    """Make a rename in `folder` last through a power cut; a file system that cannot do it is left as it is."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _publish(draft: Path, path: Path, *, force: bool) -> None:
    if force:
        draft.replace(path)
        return
    try:
        os.link(draft, path, follow_symlinks=False)
    except FileExistsError:
        raise _exists(path) from None
    except OSError:  # a file system without hard links: the test for existence was made above
        draft.replace(path)


def _exists(path: Path) -> SitrepError:
    if path.is_dir():
        return SitrepError("is a folder; name a file in it", str(path))
    return SitrepError("exists already; --force replaces it", str(path))
