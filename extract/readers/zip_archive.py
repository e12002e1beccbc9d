"""ZIP: every member is read as the file that it is."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from typing import IO

from extract.article import Article
from extract.errors import SitrepError
from extract.readers.faults import Fault
from extract.readers.limits import BOMB, MAX_ARCHIVE, MAX_EXPANSION
from extract.readers.members import ArchiveMembers, Member
from extract.readers.source import SourceFile, make_seekable

DAMAGED = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, ValueError, EOFError, OSError, KeyError)
"""What zipfile raises on archives that are broken, encrypted, or packed in ways that it does not know."""


def read(source: SourceFile) -> Iterator[Article | Fault]:
    """Yield the articles of its members, in their order.

    Raises:
        SitrepError: where it is no archive, or a bomb.

    """
    with make_seekable(source, MAX_ARCHIVE) as file, open_archive(file, source.path) as archive:
        members = ArchiveMembers(source, file.seek(0, 2))
        for info in archive.infolist():
            if info.is_dir():
                continue
            try:
                with archive.open(info) as stream:
                    yield from members.read(Member(stream, DAMAGED), info.filename)
            except DAMAGED as error:
                yield from members.report_unreadable(info.filename, _describe_error(error))
        yield from members.report_rest()


def open_archive(file: IO[bytes], path: str) -> zipfile.ZipFile:
    """Return an archive.

    Raises:
        SitrepError: where it is none.

    """
    try:
        return zipfile.ZipFile(file)
    except DAMAGED as error:
        raise SitrepError(f"damaged: {error}", path) from error


def _describe_error(error: Exception) -> str:
    if isinstance(error, RuntimeError) and "password" in str(error):
        return "encrypted"
    return f"damaged: {error}"


def check_size(file: IO[bytes], path: str) -> None:
    """Refuse a packed document whose parts say, or turn out, to be larger than a document is.

    Raises:
        SitrepError: where they are: its library would hold all of it in memory.

    """
    size = file.seek(0, 2)
    file.seek(0)
    if not zipfile.is_zipfile(file):
        file.seek(0)
        return
    with open_archive(file, path) as archive:
        whole = sum(info.file_size for info in archive.infolist())
    file.seek(0)
    if whole > BOMB and whole > MAX_EXPANSION * size:
        raise SitrepError(f"unpacks to more than {MAX_EXPANSION} times its size; it was left out", path)
