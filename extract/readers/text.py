"""Plain text: the file is the article, unless a press archive has put several into it."""

from __future__ import annotations

from collections.abc import Iterator
from io import BufferedReader

from extract.article import Article
from extract.errors import SitrepError
from extract.readers.articles import make_article
from extract.readers.decode import decode, is_binary
from extract.readers.limits import MAX_FILE
from extract.readers.press_archives import split_text
from extract.readers.source import SourceFile


def read(source: SourceFile) -> Iterator[Article]:
    """Yield the article that a text file is, or each of those that it holds.

    Raises:
        SitrepError: where it holds no text.

    """
    text, notes = read_text(source)
    yield from split_text(text, source.path) or [make_article(source.path, text, notes=notes)]


def read_text(source: SourceFile) -> tuple[str, tuple[str | None, ...]]:
    """Return all of a file's text, and what is to be said of it.

    Raises:
        SitrepError: where it holds none.

    """
    data = read_bytes(source.stream, MAX_FILE)
    if is_binary(data):
        raise SitrepError("no text: it is full of control characters", source.path)
    decoded = decode(data[:MAX_FILE])
    if not decoded.text.strip():
        raise SitrepError("empty", source.path)
    return decoded.text, (decoded.note, note_cut(data, MAX_FILE))


def read_bytes(stream: BufferedReader, limit: int) -> bytes:
    """Return the file's bytes, one more than `limit` at most, so that a cut can be told from an end."""
    parts, left = [], limit + 1
    while left and (part := stream.read(min(left, 1 << 20))):
        parts.append(part)
        left -= len(part)
    return b"".join(parts)


def note_cut(data: bytes, limit: int) -> str | None:
    """Word the note on a file that was cut at the limit; None where it was not."""
    return f"the file is larger than {limit >> 20} MiB; the rest was not read" if len(data) > limit else None
