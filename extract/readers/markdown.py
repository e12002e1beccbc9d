"""Markdown: the file is the article; its front matter, YAML (Jekyll, Obsidian) or TOML (Hugo), says what it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from extract.article import Article
from extract.readers.articles import make_article
from extract.readers.field_names import row_article
from extract.readers.source import SourceFile
from extract.readers.text import read_text

_FRONT = re.compile(
    r"(?P<fence>---|\+\+\+)[ \t]*\r?\n(?P<front>.*?)^(?P=fence)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE
)
MOST = 20_000
"""Code points of front matter."""


def read(source: SourceFile) -> Iterator[Article]:
    """Yield the article.

    Raises:
        SitrepError: where it holds no text.

    """
    text, notes = read_text(source)
    match = _FRONT.match(text[:MOST])
    fields = _fields(match["fence"], match["front"]) if match else None
    rest = text[match.end() :] if match else text
    if fields is None or not rest.strip():
        yield make_article(source.path, text, notes=notes)
        return
    about = row_article({**fields, "text": "-"}, source.path, 0)
    yield make_article(source.path, rest.lstrip("\r\n"), about.metadata if about else None, notes=notes)


def _fields(fence: str, front: str) -> Mapping[str, Any] | None:
    """Parse front matter (YAML); None where it is none: a rule of dashes may begin a text too."""
    import tomllib

    import yaml

    try:
        if fence == "+++":
            return tomllib.loads(front)
        fields = yaml.safe_load(front)
    except (ValueError, RecursionError, yaml.YAMLError):
        return None
    return {str(name): value for name, value in fields.items()} if isinstance(fields, dict) else None
