"""Where in its file an article begins, for a program that shows the file."""

from __future__ import annotations

import re
from typing import NamedTuple

from extract.article import Article
from extract.readers.endings import compression_ending
from extract.readers.formats import format_by_name

BY_LINE = ("json_rows",)
BY_WORDS = ("text", "markdown", "tabular", "mail", "mbox", "json_rows")
"""Readers of formats that a pager shows as they are."""
_WORDS = re.compile(r"\w+(?: \w+){2,7}", re.ASCII)


class FilePlace(NamedTuple):
    """A place in a file."""

    line: int | None = None
    """From 1."""
    words: str | None = None
    """Words that stand there, and need no escape in JSON or in a pattern."""


BEGINNING = FilePlace()


def locate_article(article: Article) -> FilePlace:
    """Return where an article begins; nothing where its file is shown from its beginning, or not as it is."""
    found = format_by_name(article.path)
    if found is None or compression_ending(article.path) or not (article.position or article.metadata.part):
        return BEGINNING
    if found.module in BY_LINE and article.metadata.part is None:
        return FilePlace(line=article.position + 1)
    match = _WORDS.search(article.text[:500]) if found.module in BY_WORDS else None
    return FilePlace(words=match[0] if match else None)
