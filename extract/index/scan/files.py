"""The files of a corpus, in an order that is the same every time."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path, PurePath
from typing import Protocol

from extract.article import Article
from extract.readers import Fault, read
from extract.readers.formats import describe_alike, is_readable
from extract.readers.options import DEFAULT, ReadOptions


@dataclass(frozen=True, slots=True)
class FileEntry:
    """A file that may hold articles."""

    path: str
    """To open it by; bytes that are no UTF-8 stand as surrogates, as Python has them."""
    relative: str
    """To the corpus's root."""
    size: int
    mtime: int
    """Nanoseconds."""


@dataclass(frozen=True, slots=True)
class Unread:
    """A file or folder that cannot be read, as its name or the system says."""

    path: str
    relative: str
    reason: str
    of_many: str
    """What many of the kind are called, with the reason: "files ending in .xyz: no reader for them"."""
    folder: bool = False
    """Whether it is a folder, of whose files nothing is known now."""


class Files(Protocol):
    """Where a scan finds files and reads them."""

    def __iter__(self) -> Iterator[FileEntry | Unread]:
        """Yield every file, in an order that is the same every time."""

    def read(self, found: FileEntry) -> Iterator[Article | Fault]:
        """Yield the articles of a file, and a fault for each thing that cannot be read."""

    def digest(self, found: FileEntry) -> bytes:
        """Compute what changes with the bytes of a file; empty where they cannot be read."""

    def exists(self, relative: str) -> bool:
        """Whether a file of an earlier scan is still there."""

    @property
    def reading(self) -> str:
        """What their reading depends on beside their bytes: where it changes, all are read again."""


@dataclass(frozen=True, slots=True)
class LocalFiles:
    """Folders and files of the local file system."""

    sources: tuple[Path, ...]
    root: Path
    options: ReadOptions = DEFAULT
    only: frozenset[str] | None = None
    """Files, and folders with all below them, relative to the root, where no others are meant."""

    def __iter__(self) -> Iterator[FileEntry | Unread]:
        if self.only is None:
            return walk_files(self.sources, self.root)
        return walk_some_files(self.only, self.root)

    def read(self, found: FileEntry) -> Iterator[Article | Fault]:
        """Yield the articles and faults of a file."""
        return read(found.path, self.options)

    def digest(self, found: FileEntry) -> bytes:
        """Compute BLAKE2b of the bytes of a file, 16 bytes."""
        hasher = blake2b(digest_size=16)
        try:
            with open(found.path, "rb") as file:  # noqa: PTH123 - a name may hold bytes that Path would refuse
                while chunk := file.read(1 << 20):
                    hasher.update(chunk)
        except OSError:
            return b""  # the reader says what is wrong
        return hasher.digest()

    def exists(self, relative: str) -> bool:
        """Whether a file is still there."""
        return (self.root / relative).exists()

    @property
    def reading(self) -> str:
        """The options, as one line."""
        return self.options.to_line()


def walk_files(sources: tuple[Path, ...], root: Path) -> Iterator[FileEntry | Unread]:
    """Yield every file, folder by folder, each folder in the order of its names.

    Hidden names and `*.sitrep` folders are passed over. Symbolic links are followed, a folder once only, so that a
    loop ends. A file that was named itself is yielded whatever its ending, so that the reader says what is wrong.
    """
    visited: set[tuple[int, int]] = set()
    for source in sources:
        if source.is_dir():
            yield from _folder(os.fspath(source), os.fspath(root), visited)
        else:
            yield _file_entry(os.fspath(source), os.fspath(root), source.stat())


def walk_some_files(paths: frozenset[str], root: Path) -> Iterator[FileEntry | Unread]:
    """Yield those of these files that are there, and what is below these folders, each once; as `walk_files` does."""
    for path in sorted(paths):
        if any(os.fspath(above) in paths for above in PurePath(path).parents):
            continue  # it comes with its folder
        full = root / path
        with suppress(OSError):
            if full.is_dir():
                yield from walk_files((full,), root)
            else:
                yield _file(os.fspath(full), os.fspath(root), full.stat())


def _folder(top: str, root: str, visited: set[tuple[int, int]]) -> Iterator[FileEntry | Unread]:
    waiting = [top]
    while waiting:
        folder = waiting.pop()
        try:
            about = os.stat(folder)  # noqa: PTH116 - strings, since Path would double the cost of a million files
            if (about.st_dev, about.st_ino) in visited:
                continue
            visited.add((about.st_dev, about.st_ino))
            with os.scandir(folder) as entries:
                ordered = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            why = f"cannot be opened: {error.strerror}"
            yield Unread(folder, os.path.relpath(folder, root), f"this folder {why}", f"folders {why}", folder=True)
            continue
        inner: list[str] = []
        for entry in ordered:
            if entry.name.startswith("."):
                continue
            try:
                about = entry.stat()
            except OSError:
                if entry.is_symlink():
                    yield _unread(entry.path, root, "a link that leads nowhere", "links that lead nowhere")
                continue  # else gone since
            if stat.S_ISDIR(about.st_mode):
                if not entry.name.endswith(".sitrep"):
                    inner.append(entry.path)
            else:
                yield _file(entry.path, root, about)
        waiting.extend(reversed(inner))


def _file(path: str, root: str, about: os.stat_result) -> FileEntry | Unread:
    """Classify a path that is no folder: a file to read, or the reason why it is none."""
    if not stat.S_ISREG(about.st_mode):
        return _unread(path, root, "no regular file", "pipes, sockets and devices")
    if not is_readable(path):
        kind = describe_alike(os.path.basename(path))  # noqa: PTH119
        return _unread(path, root, f"no reader for {kind}", f"{kind}: no reader for them")
    return _file_entry(path, root, about)


def _file_entry(path: str, root: str, about: os.stat_result) -> FileEntry:
    return FileEntry(path, os.path.relpath(path, root), about.st_size, about.st_mtime_ns)


def _unread(path: str, root: str, reason: str, of_many: str) -> Unread:
    return Unread(path, os.path.relpath(path, root), reason, of_many)
