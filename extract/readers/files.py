"""Chooses the reader of a file by its ending and turns what goes wrong into faults, so that the rest is still read."""

from __future__ import annotations

import gzip
import io
import sys
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import PurePath

from extract.article import Article
from extract.errors import SitrepError
from extract.readers import html, mail, tables, text


@dataclass(frozen=True, slots=True)
class Fault:
    """What could not be read, and where."""

    path: str
    message: str
    line: int | None = None
    """In a file of many articles, from 1."""


Reader = Callable[[bytes, str], Iterator[Article]]

READERS: dict[str, Reader] = {
    ".txt": text.read,
    ".md": text.read,
    ".html": html.read,
    ".htm": html.read,
    ".jsonl": tables.read_jsonl,
    ".csv": tables.read_csv,
    ".eml": mail.read,
}


def read(path: str) -> Iterator[Article | Fault]:
    """Yield the articles of one file; "-" is standard input, read as JSON Lines where it begins with a brace.

    Never raises for what is wrong with the file: that is yielded as a Fault and the rest goes on.
    """
    try:
        data = _bytes(path)
        yield from _reader(path, data)(data, path)
    except SitrepError as error:
        yield Fault(path, error.message, error.line)
    except (OSError, EOFError, zlib.error) as error:
        yield Fault(path, getattr(error, "strerror", None) or str(error))


def _bytes(path: str) -> bytes:
    if path == "-":
        return sys.stdin.buffer.read()
    with open(path, "rb") as file:  # noqa: PTH123 - a path may hold bytes that Path would refuse
        stream: io.BufferedIOBase = gzip.GzipFile(fileobj=file) if path.endswith(".gz") else file
        return stream.read()


def _reader(path: str, data: bytes) -> Reader:
    if path == "-":
        return tables.read_jsonl if data.lstrip()[:1] == b"{" else text.read
    suffix = PurePath(path.removesuffix(".gz")).suffix.lower()
    try:
        return READERS[suffix]
    except KeyError:
        known = " ".join(READERS)
        raise SitrepError(f"not a format that is read ({known}, each also .gz)", path) from None
