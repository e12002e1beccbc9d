"""The files that sitrep keeps beside a corpus, opened safely and shared with whom the corpus is shared.

Colleagues can write there, so what lies under a name is hostile: a symbolic link would lead out of the corpus, a named
pipe blocks whoever opens it. Links are never followed, and nothing but a regular file is opened.

Rights come from the folder, not from the umask: a folder of data takes group and mode of the folder that it lies in, a
file those of its folder. So a group that may write a corpus may write all that is kept beside it, those who may only
read it may read that, and a folder of one's own stays one's own. Writing is never granted to everybody. Where the
group cannot be given (its maker is no member), it gets no more than everybody has.
"""

from __future__ import annotations

import errno
import os
import stat
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from extract.errors import SitrepError
from extract.user_folders import data_folder

_SAFE = os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
_RIGHTS = 0o775
"""What a folder may pass on."""

_KINDS = {
    stat.S_IFLNK: "a symbolic link",
    stat.S_IFIFO: "a named pipe",
    stat.S_IFDIR: "a folder",
    stat.S_IFSOCK: "a socket",
}

Identity = tuple[int, int]
"""Device and inode: the same as long as it is the same folder, whatever its name."""


def make_folder(folder: Path) -> None:
    """Make a folder of data, unless it is there.

    One of this user's own is made with all above it, for nobody else (mode 0700, as the XDG specification has it). One
    beside a corpus is made only where the corpus is: the path of one that was renamed is not made again.

    Raises:
        SitrepError: where it cannot be made, or something else has its name.

    """
    try:
        if folder.is_relative_to(data_folder()):
            make_private_folder(folder)
        elif not os.path.lexists(folder):
            _make_shared(folder)
        if not stat.S_ISDIR(folder.lstat().st_mode):
            raise _in_the_way(folder, "a folder")
    except FileNotFoundError as error:
        raise SitrepError(
            "the corpus is not there, it was renamed or removed: nothing was written", str(folder.parent)
        ) from error
    except OSError as error:
        raise SitrepError(f"cannot be made: {error.strerror}", str(folder)) from error


def make_private_folder(folder: Path) -> None:
    """Make a folder of this user's own, with all above it that is missing, for nobody else (mode 0700).

    Raises:
        OSError: where it cannot be made.

    """
    if not folder.is_dir():
        make_private_folder(folder.parent)
        with suppress(FileExistsError):
            folder.mkdir(0o700)


def open_file(path: Path, flags: int = os.O_RDONLY) -> int:
    """Open a regular file, and return its descriptor; with `O_CREAT` it is made where it is missing.

    A new file appears under its name with its rights, so that nobody finds it before they may open it.

    Raises:
        SitrepError: something else than a file has the name.
        OSError: as `os.open` does.

    """
    existing = flags & ~os.O_CREAT | _SAFE
    try:
        return _regular(os.open(path, existing), path)
    except FileNotFoundError:
        if not flags & os.O_CREAT:
            raise
    except OSError as error:
        raise _explained(error, path) from error
    with suppress(FileExistsError):  # somebody else was faster
        _publish_empty(path)
    return _regular(os.open(path, existing), path)


def create_file(path: Path) -> int:
    """Create a file with the rights that its folder gives, and return a descriptor to read and write it.

    Raises:
        OSError: as `os.open` does, also where something has the name.

    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | _SAFE, 0o600)
    _take_after(descriptor, path.parent.stat(), 0o666)
    return descriptor


@contextmanager
def open_binary(path: Path) -> Iterator[BinaryIO]:
    """Open a regular file to read its bytes.

    Raises:
        SitrepError: something else than a file has the name.
        OSError: as `os.open` does.

    """
    with os.fdopen(open_file(path), "rb") as stream:
        yield stream


def require_regular(*paths: Path) -> None:
    """Check what others (SQLite) open by its name: each is a regular file, or is not there.

    Raises:
        SitrepError: where one is something else.

    """
    for path in paths:
        with suppress(FileNotFoundError, PermissionError):
            if not stat.S_ISREG(path.lstat().st_mode):
                raise _in_the_way(path, "a file")


def folder_identity(folder: Path) -> Identity | None:
    """Identify a folder, also from one that has its name later; None where there is none."""
    try:
        about = folder.stat()
    except OSError:
        return None
    return about.st_dev, about.st_ino


def granted_mode(folder: os.stat_result) -> int:
    """Compute the mode of new files in a folder: what it lets owner, group and everybody read and write."""
    return folder.st_mode & _RIGHTS & 0o666 | 0o600


def _make_shared(folder: Path) -> None:
    """Make it under another name and rename it, so that nobody finds it without its rights."""
    draft = folder.with_name(f".{folder.name.lstrip('.')}.{os.getpid()}.part")
    with suppress(OSError):
        draft.rmdir()
    draft.mkdir(0o700)
    descriptor = os.open(draft, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        _take_after(descriptor, draft.parent.stat(), 0o777)
        draft.rename(folder)
    except OSError as error:
        draft.rmdir()
        if error.errno not in (errno.ENOTEMPTY, errno.EEXIST):  # somebody else was faster
            raise
    finally:
        os.close(descriptor)


def _publish_empty(path: Path) -> None:
    draft = path.with_name(f".{path.name}.{os.getpid()}-{threading.get_ident()}.part")
    draft.unlink(missing_ok=True)
    os.close(create_file(draft))
    try:
        os.link(draft, path, follow_symlinks=False)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        os.close(create_file(path))
    finally:
        draft.unlink(missing_ok=True)


def _take_after(descriptor: int, folder: os.stat_result, kinds: int) -> None:
    """Give a file or folder the group and the rights of a folder; root also gives it the folder's owner."""
    mode = folder.st_mode & _RIGHTS & kinds | 0o700 & kinds
    owner = folder.st_uid if os.geteuid() == 0 else -1
    if owner >= 0 or os.fstat(descriptor).st_gid != folder.st_gid:
        try:
            os.fchown(descriptor, owner, folder.st_gid)
        except OSError:
            mode = mode & 0o707 | (mode & 0o007) << 3
    if kinds == 0o777 and mode & stat.S_IWGRP:
        mode |= stat.S_ISGID  # what SQLite and others make in it gets the group too
    with suppress(OSError):  # a file system that knows no rights
        os.fchmod(descriptor, mode)


def _regular(descriptor: int, path: Path) -> int:
    kind = stat.S_IFMT(os.fstat(descriptor).st_mode)
    if kind == stat.S_IFREG:
        return descriptor
    os.close(descriptor)
    raise _in_the_way(path, "a file")


def _explained(error: OSError, path: Path) -> Exception:
    """Return the error in our words where the reason is what lies under the name."""
    if error.errno in (errno.ELOOP, errno.EISDIR, errno.ENXIO):  # a link, a folder, a pipe nobody reads or a socket
        return _in_the_way(path, "a file")
    return error


def _in_the_way(path: Path, wanted: str) -> SitrepError:
    try:
        kind = _KINDS.get(stat.S_IFMT(path.lstat().st_mode), "something else")
    except OSError:
        kind = "something else"
    return SitrepError(
        f"is {kind}, not {wanted}: sitrep does not touch it; remove it or give it another name", str(path)
    )
