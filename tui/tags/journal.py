"""The journal: a file that only grows, one operation a line, each line whole on disk before it counts.

A line is a JSON object whose last member is a CRC-32 of what stands before it:

    {"n":7,"at":"2026-02-09T14:39:00.120Z","by":"anna","does":"tag","changes":[...],"sum":"9f1c03aa"}

The first line names the journal: {"journal":"<32 hex digits>","format":1,"after":0,"sum":"..."}. A writer that died
leaves at most one torn line at the end. The next writer puts a copy of it beside the journal and ends it with a line
feed; as its sum is wrong it is passed over for ever. Nothing is ever cut off or written over, so that a mistake about
what is torn cannot cost an entry. A reader that meets such a line without holding the lock waits, since it may be
looking at an append in the making.
"""

from __future__ import annotations

import errno
import fcntl
import json
import os
import uuid
import zlib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from extract.atomic import sync_folder
from extract.errors import SitrepError
from tui.tags.changes import Entry, from_json, to_json

FORMAT = 1

_TAIL = len(',"sum":"00000000"}')
_BLOCK = 1 << 20


class Journal:
    """One journal file and how far this handle has read it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.identity = ""
        """Of the journal; empty as long as there is none."""
        self.after = 0
        """Number of the last entry before it."""
        self.end = 0
        """Offset in bytes up to which it has been read."""
        self.damaged: list[str] = []
        """Where lines had to be passed over, for the user."""
        self.stuck = False
        """Whether the last reading ended at a whole line that is no entry; with the lock it can be passed over."""
        self._descriptor = -1
        self._writable = False
        self._last = b""
        """The bytes before `end`, if they are of an entry: its sum."""

    def open(self) -> None:
        """Open the file if there is one, and read who it is."""
        self.close()
        try:
            self._descriptor, self._writable = _open(self.path)
        except FileNotFoundError:
            return
        except OSError as error:
            raise SitrepError(f"cannot be read: {error.strerror}", str(self.path)) from error
        self.identity, self.after, self.end = self._header()

    def _header(self) -> tuple[str, int, int]:
        """Return who the journal is, after which entry it begins, and where its own begin, in bytes.

        The first line says it, or the second where the first was torn. Where it decayed, its bytes are the identity,
        the same for every reader.
        """
        first = b""
        for offset, line in _lines(self._descriptor, 0):
            first = first or line
            value = _parse(line[:-1]) if line.endswith(b"\n") else None
            if value is not None and "journal" in value:
                if value.get("format") != FORMAT:
                    raise SitrepError("was written by a newer sitrep; this one leaves it alone", str(self.path))
                return str(value["journal"]), int(str(value["after"])), offset + len(line)
            if value is not None:
                self.damaged.append(f"{self.path}: its first line is damaged; all others stand")
                return f"line {zlib.crc32(first):08x}", from_json(value).number - 1, offset
        return "", 0, 0

    def close(self) -> None:
        """Close the file; the lock is elsewhere, so that closing costs nobody theirs."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
        self._descriptor, self._writable = -1, False
        self.identity, self.after, self.end, self._last = "", 0, 0, b""

    def size(self) -> int:
        """Return the size of the open file in bytes; 0 where there is none."""
        return os.fstat(self._descriptor).st_size if self._descriptor >= 0 else 0

    def replaced(self) -> bool:
        """Tell whether what was read is no longer what stands there.

        The file may be another one, or none; or a line was read whose writer then failed to sync it and took it back.
        """
        try:
            status = self.path.stat()
        except FileNotFoundError:
            return self._descriptor >= 0
        if self._descriptor < 0:
            return True
        mine = os.fstat(self._descriptor)
        if (status.st_dev, status.st_ino) != (mine.st_dev, mine.st_ino) or status.st_size < self.end:
            return True
        return os.pread(self._descriptor, len(self._last), self.end - len(self._last)) != self._last

    def read(self, *, locked: bool) -> Iterator[tuple[int, Entry]]:
        """Yield the entries since `end`, each with its offset in bytes, and move `end` past them.

        A line that is no entry ends the reading, unless the lock is held: then nobody can be writing it, and it is
        noted in `damaged` and passed over.
        """
        self.stuck = False
        for offset, line in _lines(self._descriptor, self.end):
            whole = line.endswith(b"\n")
            value = _parse(line[:-1]) if whole else None
            if value is None:
                self.stuck = whole and not locked
                if not (locked and whole):
                    return
                self.damaged.append(f"{self.path}: no entry at byte {offset}, passed over")
            elif "n" in value:
                entry = from_json(value)
                self.end, self._last = offset + len(line), line[-_TAIL:]
                yield offset, entry
                continue
            self.end, self._last = offset + len(line), b""

    def entry(self, offset: int) -> Entry:
        """Return the entry at `offset` bytes.

        Raises:
            SitrepError: where none begins there.

        """
        for _, line in _lines(self._descriptor, offset):
            value = _parse(line[:-1])
            if value is not None and "n" in value:
                return from_json(value)
            break
        raise SitrepError(f"has no entry at byte {offset}", str(self.path))

    def entries(self, offset: int = 0) -> Iterator[tuple[int, Entry]]:
        """Yield what stands from `offset` bytes up to `end`, whatever cannot be read passed over."""
        if self._descriptor < 0:
            return
        for at, line in _lines(self._descriptor, offset):
            if at >= self.end:
                return
            value = _parse(line[:-1]) if line.endswith(b"\n") else None
            if value is not None and "n" in value:
                yield at, from_json(value)

    def append(self, entries: Sequence[Entry], *, alone: bool = True) -> list[int]:
        """Add the entries, synced to disk, and return their offsets in bytes; all was read before.

        Args:
            entries: what to add.
            alone: whether the lock is held. Without it, what could be written of a failed line stays as a torn one,
                since what follows it may be somebody else's.

        Raises:
            SitrepError: where they could not be written; then none of them is in the journal.

        """
        self.create(entries[0].number - 1)
        self._set_aside()
        start = self.size()
        offsets, lines = [], []
        at = start
        for entry in entries:
            line = _line(to_json(entry))
            offsets.append(at)
            lines.append(line)
            at += len(line)
        try:
            _write(self._descriptor, b"".join(lines))
            _sync(self._descriptor)
        except OSError as error:
            if alone:
                with suppress(OSError):
                    os.ftruncate(self._descriptor, start)
            raise _unwritable(self.path, error) from error
        self.end, self._last = at, lines[-1][-_TAIL:] if lines else self._last
        return offsets

    def create(self, after: int) -> None:
        """Make the journal where there is none yet, or nothing but a torn first line.

        Args:
            after: the number of the last entry before it, which a snapshot or an archive holds.

        Raises:
            SitrepError: where it cannot be written.

        """
        if self.identity and self._writable:
            return
        if self.identity:
            raise SitrepError(
                "may not be written by you; nothing was changed. Its owner can allow it: chmod g+w", str(self.path)
            )
        try:
            if self._descriptor < 0:
                flags = os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW
                self._descriptor = os.open(self.path, flags, 0o666)
                self._writable = True
            self._set_aside()
            start = self.size()
            identity = uuid.uuid4().hex
            header = _line({"journal": identity, "format": FORMAT, "after": after})
            _write(self._descriptor, header)
            _sync(self._descriptor)
            sync_folder(self.path.parent)
        except OSError as error:
            raise _unwritable(self.path, error) from error
        self.identity, self.after, self.end, self._last = identity, after, start + len(header), b""

    def _set_aside(self) -> None:
        """End a torn last line, keeping a copy of it beside the journal."""
        size = self.size()
        if size == self.end:
            return
        torn = os.pread(self._descriptor, size - self.end, self.end)
        aside = self.path.with_name(f"{self.path.name}.torn-{self.end}")
        try:
            _write_new(aside, torn)
            _write(self._descriptor, b"\n")
        except OSError as error:
            raise _unwritable(self.path, error) from error
        self.damaged.append(f"{self.path}: its last line was torn at byte {self.end}; kept in {aside.name}")
        self.end, self._last = size + 1, b""


def _open(path: Path) -> tuple[int, bool]:
    try:
        return os.open(path, os.O_RDWR | os.O_APPEND | os.O_CLOEXEC | os.O_NOFOLLOW), True
    except OSError as error:
        if error.errno not in (errno.EACCES, errno.EROFS, errno.EPERM):
            raise
        return os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW), False


def _line(value: object) -> bytes:
    body = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")[:-1]
    return b'%s,"sum":"%08x"}\n' % (body, zlib.crc32(body))


def _parse(line: bytes) -> dict[str, object] | None:
    """Return the object of a line without its line feed; None where the sum says that it is not what was written."""
    body, tail = line[:-_TAIL], line[-_TAIL:]
    if tail != b',"sum":"%08x"}' % zlib.crc32(body):
        return None
    value = json.loads((body + b"}").decode("utf-8", "surrogatepass"))
    return value if isinstance(value, dict) else None


def _lines(descriptor: int, offset: int) -> Iterator[tuple[int, bytes]]:
    """Yield lines with their offsets; the last one may lack its line feed."""
    if descriptor < 0:
        return
    rest, at, pieces = b"", offset, []
    while block := os.pread(descriptor, _BLOCK, offset):
        offset += len(block)
        if b"\n" not in block:
            pieces.append(block)
            continue
        lines = (b"".join([rest, *pieces, block])).split(b"\n")
        rest, pieces = lines.pop(), []
        for line in lines:
            yield at, line + b"\n"
            at += len(line) + 1
    if rest or pieces:
        yield at, b"".join([rest, *pieces])


def _write_new(path: Path, data: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC, 0o666)
    try:
        _write(descriptor, data)
    finally:
        os.close(descriptor)


def _write(descriptor: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


def _sync(descriptor: int) -> None:
    """Have the bytes on the medium, also on macOS, where fsync alone leaves them in the drive's cache."""
    full = getattr(fcntl, "F_FULLFSYNC", None)
    if full is not None:
        with suppress(OSError):
            fcntl.fcntl(descriptor, full)
            return
    getattr(os, "fdatasync", os.fsync)(descriptor)


def _unwritable(path: Path, error: OSError) -> SitrepError:
    why = {
        errno.ENOSPC: "the disk is full",
        errno.EDQUOT: "your disk quota is used up",
        errno.EFBIG: "it has reached the largest size allowed",
        errno.EROFS: "its file system is read-only",
        errno.EACCES: "you may not write it",
    }.get(error.errno or 0, error.strerror or str(error))
    return SitrepError(f"cannot be written: {why}; this change was not made, all earlier ones are safe", str(path))
