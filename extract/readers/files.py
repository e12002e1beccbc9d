"""Chooses the reader of a file by its ending and turns what goes wrong into faults, so that the rest is still read."""

from __future__ import annotations

import gzip
import os
import zlib
from collections.abc import Callable, Iterator
from importlib import import_module
from io import BufferedReader

from extract.article import Article
from extract.errors import SitrepError
from extract.readers.faults import Fault
from extract.readers.unpack import BROKEN, STANDARD_INPUT, opened

Reader = Callable[[BufferedReader, str], Iterator[Article | Fault]]

READERS = {
    ".txt": "text",
    ".md": "text",
    ".html": "html",
    ".htm": "html",
    ".jsonl": "jsonl",
    ".csv": "tabular",
    ".eml": "mail",
}
"""Ending and module; a module is imported when the first such file is read, since the browser waits for imports."""


def read(path: str) -> Iterator[Article | Fault]:
    """Yield the articles of one file; "-" is standard input, read as JSON Lines where it begins with a brace.

    Never raises for what is wrong with the file: that is yielded as a Fault and the rest goes on. Files of many
    articles are read as a stream, in memory that does not grow with them.
    """
    try:
        reader = _reader(path)
        with opened(path) as stream:
            yield from (reader or _reader_of(stream))(stream, path)
    except SitrepError as error:
        yield Fault(path, error.message, error.line)
    except BROKEN as error:
        yield Fault(path, _reason(error))


def ending(name: str) -> str:
    """Return the ending that says a file's format, in small letters and without that of its compression: ".txt"."""
    return os.path.splitext(name.lower().removesuffix(".gz"))[1]  # noqa: PTH122 - names of a million files


def readable(name: str) -> bool:
    """Tell whether there is a reader for a file of this name."""
    return ending(name) in READERS


def files_like(name: str) -> str:
    """Return what to call all files whose names end as this one does."""
    last = ending(name)
    return f"files ending in {last}" if last else "files without an ending"


def _reader(path: str) -> Reader | None:
    """Return the reader of a file's name, or None where the content decides.

    Raises:
        SitrepError: where the name is that of no format that is read.

    """
    if path == STANDARD_INPUT:
        return None
    if not readable(path):
        raise SitrepError(f"no reader for {files_like(path)} (read are {' '.join(READERS)}, each also .gz)", path)
    return _module(READERS[ending(path)])


def _reader_of(stream: BufferedReader) -> Reader:
    return _module("jsonl" if stream.peek(4096).lstrip()[:1] == b"{" else "text")


def _module(name: str) -> Reader:
    read: Reader = import_module(f"extract.readers.{name}").read
    return read


def _reason(error: Exception) -> str:
    if isinstance(error, gzip.BadGzipFile | zlib.error):
        return f"damaged: {error}"
    if isinstance(error, EOFError):
        return "damaged: the packed file ends too early"
    return getattr(error, "strerror", None) or str(error)
