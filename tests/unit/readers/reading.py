"""Reads files in which nothing may be wrong."""

from __future__ import annotations

from pathlib import Path

from extract.article import Article
from extract.readers import read
from extract.readers.options import DEFAULT, ReadOptions


def read_articles(path: Path, options: ReadOptions = DEFAULT) -> list[Article]:
    """Read the articles of a file, which has no faults."""
    found = list(read(str(path), options))
    assert all(isinstance(item, Article) for item in found), found
    return [item for item in found if isinstance(item, Article)]


def read_article(path: Path, options: ReadOptions = DEFAULT) -> Article:
    """Read the only article of a file, which has no faults."""
    (article,) = read_articles(path, options)
    return article
