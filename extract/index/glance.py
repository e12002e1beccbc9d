"""What the scan finds out about an article: enough to list it and to search it, cheap enough for a million."""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import blake2b

from extract.article import Article

TITLE_LIMIT = 300
"""Code points of a title that are kept for lists; the whole of it stands in the text or the record."""

_WORD = re.compile(r"\w+")
_ISO = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d)?)?)?")


@dataclass(frozen=True, slots=True)
class Glance:
    """One article as lists show it."""

    article: Article
    title: str
    published: str | None
    """ISO 8601 as far as it is known."""
    source: str | None
    language: str | None
    words: int
    digest: bytes
    """Of the text: exact duplicates share it."""


def glance(article: Article) -> Glance:
    """Return what a list shows of `article`."""
    text, metadata = article.text, article.metadata
    return Glance(
        article,
        title=_line(metadata.title or _first_line(text)),
        published=_iso(metadata.date),
        source=_line(metadata.source) if metadata.source else None,
        language=metadata.language,
        words=len(_WORD.findall(text)),
        digest=digest(text),
    )


def digest(text: str) -> bytes:
    """Return eight bytes that equal texts share."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()


def storable(text: str) -> str:
    """Return `text` as SQLite can hold it: lone surrogates become question marks, one for one."""
    return text.encode("utf-8", "replace").decode()


def _first_line(text: str) -> str:
    start = len(text) - len(text.lstrip())
    end = text.find("\n", start)
    return text[start : end if end >= 0 else len(text)]


def _line(text: str) -> str:
    return " ".join(storable(text[:TITLE_LIMIT]).split())


def _iso(date: str | None) -> str | None:
    found = _ISO.match(date.strip()) if date else None
    return found[0] if found else None
