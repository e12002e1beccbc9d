"""Chooses the reader of a file and turns what goes wrong into faults, so that the rest is still read."""

from __future__ import annotations

import gzip
import lzma
import zlib
from collections.abc import Iterator
from io import FileIO

import zstandard

from extract.article import Article
from extract.errors import SitrepError
from extract.readers.endings import file_ending
from extract.readers.faults import Fault
from extract.readers.formats import Format, describe_alike, format_by_content, format_by_name
from extract.readers.options import DEFAULT, ReadOptions
from extract.readers.source import SourceFile
from extract.readers.unpack import BROKEN, STANDARD_INPUT, BombError, open_path

FAILED = "its reader failed"


def read(path: str, options: ReadOptions = DEFAULT) -> Iterator[Article | Fault]:
    """Yield the articles of one file; "-" is standard input, whose first bytes say what it is.

    Never raises for what is wrong with the file: that is yielded as a Fault and the rest goes on. Files of many
    articles are read as a stream, in memory that does not grow with them.
    """
    try:
        with open_path(path) as stream:
            plain = path != STANDARD_INPUT and isinstance(stream.raw, FileIO)
            yield from read_source(SourceFile(stream, path, path, options, file=path if plain else None))
    except SitrepError as error:
        yield Fault(path, error.message, error.line)
    except BROKEN as error:
        yield Fault(path, describe_error(error))


def read_source(source: SourceFile) -> Iterator[Article | Fault]:
    """Yield the articles of a file, or of a member of an archive; what is wrong with it, or its reader, costs no other.

    Raises:
        BombError: where it unpacks to more than it can hold.

    """
    try:
        yield from detect_format(source).read(source)
    except BombError:
        raise
    except SitrepError as error:
        yield Fault(source.path, error.message, error.line)
    except BROKEN as error:
        yield Fault(source.path, describe_error(error))
    except Exception as error:  # noqa: BLE001 - whatever a library raises on a file that it did not expect
        yield Fault(source.path, f"{FAILED}: {type(error).__name__}: {str(error)[:200]}")


def detect_format(source: SourceFile) -> Format:
    """Return the format that a file's name says, or where that has no ending its first bytes.

    Raises:
        SitrepError: where its ending is that of no format.

    """
    if source.name != STANDARD_INPUT and file_ending(source.name):
        found = format_by_name(source.name)
        if found is None:
            raise SitrepError(f"no reader for {describe_alike(source.name)}", source.path)
        return found
    return format_by_content(source.stream.peek(4096))


def describe_error(error: Exception) -> str:
    """Say what is wrong with a file that cannot be read to its end."""
    unpacking = isinstance(error, gzip.BadGzipFile | zlib.error | lzma.LZMAError | zstandard.ZstdError)
    if unpacking or (isinstance(error, OSError) and str(error) == "Invalid data stream"):  # that of bzip2
        return "damaged, or not packed as its name says"
    if isinstance(error, EOFError):
        return "damaged: the packed file ends too early"
    return getattr(error, "strerror", None) or str(error)
