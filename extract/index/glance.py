"""What the scan finds out about an article: enough to list it and to search it, cheap enough for a million."""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import blake2b
from unicodedata import normalize

from extract.article import Article
from extract.index.likeness import sketch

TITLE_LIMIT = 300
"""Code points of a title that are kept for lists; the whole of it stands in the text or the record."""

HEAD = 3
"""Letters of a word that `heads` keeps."""

_HEAD = re.compile(rf"\b\w{{1,{HEAD}}}")
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
    sketch: tuple[int, ...]
    """What near duplicates share most of; see `extract.index.likeness`."""
    heads: str
    """The first three letters of every word of text and title, each once."""


def glance(article: Article) -> Glance:
    """Return what a list shows of `article`."""
    text, metadata = article.text, article.metadata
    title = _line(metadata.title or _first_line(text))
    begins = _begins(text)
    return Glance(
        article,
        title,
        published=_iso(metadata.date),
        source=_line(metadata.source) if metadata.source else None,
        language=metadata.language,
        words=len(begins),
        digest=digest(text),
        sketch=sketch(text),
        heads=_heads(begins, title),
    )


def heads(text: str, title: str) -> str:
    """Return the first letters of every word, each once."""
    return _heads(_begins(text), title)


def digest(text: str) -> bytes:
    """Return eight bytes that equal texts share."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()


def storable(text: str) -> str:
    """Return `text` as SQLite can hold it: lone surrogates become question marks, one for one."""
    return text.encode("utf-8", "replace").decode()


def _heads(begins: list[str], title: str) -> str:
    return storable(" ".join({*begins, *_begins(title)}))


def _begins(text: str) -> list[str]:
    """Return how each word begins, as FTS5's unicode61 tells words apart (to it an underscore is none)."""
    if not text.isascii():
        text = normalize("NFC", text)
    return _HEAD.findall(text.replace("_", " ").lower())


def _first_line(text: str) -> str:
    start = len(text) - len(text.lstrip())
    end = text.find("\n", start)
    return text[start : end if end >= 0 else len(text)]


def _line(text: str) -> str:
    return " ".join(storable(text[:TITLE_LIMIT]).split())


def _iso(date: str | None) -> str | None:
    found = _ISO.match(date.strip()) if date else None
    return found[0] if found else None
