"""Plain text and Markdown: the file is the article."""

from __future__ import annotations

from collections.abc import Iterator

from extract.article import Article
from extract.identity import text_id
from extract.readers.decode import decode


def read(data: bytes, path: str) -> Iterator[Article]:
    """Yield the one article that a text file is."""
    text = decode(data)
    yield Article(text_id(text), path, text)
