"""The write-ahead journal: append-only, one entry a line, each line synced to disk before it counts.

A line is a JSON object whose last member is a CRC-32 of what stands before it:

    {"n":7,"at":"2026-02-09T14:39:00.120Z","by":"anna","does":"tag","changes":[...],"sum":"9f1c03aa"}

The first line names the journal: {"journal":"<32 hex digits>","format":1,"after":0,"sum":"..."}. A writer that died
leaves at most one torn line at the end. The next writer puts a copy of it beside the journal and ends it with a line
feed; as its sum is wrong it is passed over for ever. Nothing is ever cut off or written over, so that a mistake about
what is torn cannot cost an entry. A reader that meets such a line without holding the lock waits, since it may be
looking at an append in the making.

A line with a right sum that is no entry to this version (of a kind that a newer one has, say) is passed over too, and
remembered in `unread`: snapshots carry that on, so that a version that can read it still does.
"""

from __future__ import annotations

import errno
import json
import os
import uuid
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from extract.append_only import append_lines, read_lines, sync_data, write_all
from extract.atomic import sync_folder
from extract.corpus_files import create_file, open_file
from extract.errors import SitrepError
from tui.tags.changes import Entry, from_json, to_json

FORMAT = 1

_TAIL = len(',"sum":"00000000"}')


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
        self.unread: set[int] = set()
        """Offsets in bytes of the whole lines before `end` that are no entries to this version."""
        self.last = 0
        """The highest number of an entry before `end`, those in `unread` included."""
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
        for offset, line in read_lines(self._descriptor, 0):
            first = first or line
            value = _parse(line[:-1]) if line.endswith(b"\n") else None
            if value is None:
                continue
            if _is_header(value):
                if value.get("format") != FORMAT:
                    raise SitrepError("was written by a newer sitrep; this one leaves it alone", str(self.path))
                return str(value["journal"]), int(str(value["after"])), offset + len(line)
            self.damaged.append(f"{self.path}: its first line is damaged; all others stand")
            return f"line {zlib.crc32(first):08x}", max(0, _numbered(value) - 1), offset
        return "", 0, 0

    def close(self) -> None:
        """Close the file; the lock is elsewhere, so that closing costs nobody theirs."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
        self._descriptor, self._writable = -1, False
        self.identity, self.after, self.end, self._last = "", 0, 0, b""
        self.unread, self.last = set(), 0

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
        for offset, line in read_lines(self._descriptor, self.end):
            whole = line.endswith(b"\n")
            value = _parse(line[:-1]) if whole else None
            if value is None:
                self.stuck = whole and not locked
                if not (locked and whole):
                    return
                self.damaged.append(f"{self.path}: no entry at byte {offset}, passed over")
                self.end, self._last = offset + len(line), b""
                continue
            self.last = max(self.last, _numbered(value))
            self.end, self._last = offset + len(line), line[-_TAIL:]
            entry = self._entry(value, offset)
            if entry is not None:
                yield offset, entry

    def _entry(self, value: Mapping[str, object], offset: int) -> Entry | None:
        """Return the entry of a line with a right sum; one that is none is noted, kept, and named once."""
        if _is_header(value):
            return None  # a torn one precedes it
        try:
            return from_json(value)
        except SitrepError as error:
            self.unread.add(offset)
            self.damaged.append(
                f"{self.path}: the line at byte {offset} is passed over and kept; a newer sitrep may read it ({error})"
            )
            return None

    def can_read(self, offset: int) -> bool:
        """Tell whether an entry begins at `offset` bytes."""
        try:
            self.entry(offset)
        except SitrepError:
            return False
        return True

    def entry(self, offset: int) -> Entry:
        """Return the entry at `offset` bytes.

        Raises:
            SitrepError: where none begins there.

        """
        for _, line in read_lines(self._descriptor, offset):
            value = _parse(line[:-1])
            if value is not None:
                return from_json(value)
            break
        raise SitrepError(f"has no entry at byte {offset}", str(self.path))

    def entries(self, offset: int = 0) -> Iterator[tuple[int, Entry]]:
        """Yield what stands from `offset` bytes up to `end`, whatever cannot be read passed over."""
        if self._descriptor < 0:
            return
        for at, line in read_lines(self._descriptor, offset):
            if at >= self.end:
                return
            value = _parse(line[:-1]) if line.endswith(b"\n") else None
            if value is not None and at not in self.unread:
                with suppress(SitrepError):  # named when it was read first
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
            append_lines(self._descriptor, b"".join(lines), alone=alone)
        except OSError as error:
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
                self._descriptor = open_file(self.path, os.O_RDWR | os.O_APPEND | os.O_CREAT)
                self._writable = True
            self._set_aside()
            start = self.size()
            identity = uuid.uuid4().hex
            header = _line({"journal": identity, "format": FORMAT, "after": after})
            write_all(self._descriptor, header)
            sync_data(self._descriptor)
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
            write_all(self._descriptor, b"\n")
        except OSError as error:
            raise _unwritable(self.path, error) from error
        self.damaged.append(f"{self.path}: its last line was torn at byte {self.end}; kept in {aside.name}")
        self.end, self._last = size + 1, b""


def _open(path: Path) -> tuple[int, bool]:
    try:
        return open_file(path, os.O_RDWR | os.O_APPEND), True
    except OSError as error:
        if error.errno not in (errno.EACCES, errno.EROFS, errno.EPERM):
            raise
        return open_file(path), False


def _line(value: object) -> bytes:
    body = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")[:-1]
    return b'%s,"sum":"%08x"}\n' % (body, zlib.crc32(body))


def _parse(line: bytes) -> dict[str, object] | None:
    """Return the object of a line without its line feed; None where the sum says that it is not what was written."""
    body, tail = line[:-_TAIL], line[-_TAIL:]
    if tail != b',"sum":"%08x"}' % zlib.crc32(body):
        return None
    try:
        value = json.loads((body + b"}").decode("utf-8", "surrogatepass"))
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def _is_header(value: Mapping[str, object]) -> bool:
    return isinstance(value.get("journal"), str) and isinstance(value.get("after"), int)


def _numbered(value: Mapping[str, object]) -> int:
    """Return the number of the entry that a line is; 0 where it has none."""
    number = value.get("n")
    return number if isinstance(number, int) else 0


def _write_new(path: Path, data: bytes) -> None:
    path.unlink(missing_ok=True)  # of a writer who died here, with the same bytes
    descriptor = create_file(path)
    try:
        write_all(descriptor, data)
    finally:
        os.close(descriptor)


def _unwritable(path: Path, error: OSError) -> SitrepError:
    why = {
        errno.ENOSPC: "the disk is full",
        errno.EDQUOT: "your disk quota is used up",
        errno.EFBIG: "this file has the largest size allowed",
        errno.EROFS: "its file system is read-only",
        errno.EACCES: "you may not write this file",
    }.get(error.errno or 0, error.strerror or str(error))
    return SitrepError(f"{why}: this change was not made, all earlier ones are safe", str(path))
