"""Files that are whole or not there: written beside their place under another name, synced, then renamed.

Used for everything that sitrep writes for people. A symbolic link in the way is replaced, never followed, and the
file's mode is what the umask says, as for a file that an editor makes.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from extract.errors import SitrepError


@contextmanager
def atomic_writer(path: Path, *, force: bool = False) -> Iterator[BinaryIO]:
    """Yield a binary stream that becomes `path` once the block has ended without an exception.

    Args:
        path: where the file shall be.
        force: replace what is there; otherwise an existing file (or link) is left alone.

    Raises:
        SitrepError: where the file exists already, or cannot be written; then nothing is left behind.

    """
    if not force and os.path.lexists(path):
        raise _exists(path)
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o666)
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
    return SitrepError("exists already; --force replaces it", str(path))
