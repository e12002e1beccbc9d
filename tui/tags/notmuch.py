"""How notmuch writes tags, ids and commands: hex-encoding, quoted terms, `+tag -tag -- QUERY`.

https://notmuchmail.org/doc/latest/man1/notmuch-tag.html
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.errors import SitrepError
from tui.tags.names import tag_words


@dataclass(frozen=True, slots=True)
class TagCommand:
    """Tags to put on and take off, and the query that says on what."""

    add: tuple[str, ...]
    remove: tuple[str, ...]
    query: str
    """Empty for every article."""


def command(line: str) -> TagCommand:
    """Read `+a -b -- QUERY`; without the two dashes the query begins at the first word that has no sign.

    Raises:
        SitrepError: where it has no tags, no query, or a word that cannot be a tag.

    """
    found = _COMMAND.fullmatch(line.strip())
    if found is None:
        raise SitrepError(f"no tags to add or remove in {line.strip()!r}; write: +new -old -- QUERY")
    query = found[3].strip()
    if not query:
        raise SitrepError("no query; write: +new -old -- QUERY, with * for every article")
    if not found[2] and (loose := _LOOSE.match(query)):
        raise SitrepError(f"{loose[1].strip()} is neither +TAG nor -TAG, and stands before the dashes of the query")
    add, remove = tag_words(map(decode, found[1].split()))
    return TagCommand(add, remove, "" if query == "*" else query)


_COMMAND = re.compile(r"((?:[+-](?!-(?:\s|$))\S+\s*)+)(--(?:\s+|$)|(?<=\s)|$)(.*)", re.DOTALL)
_LOOSE = re.compile(r"((?:(?![+-])\S+\s+)+)--\s")
"""A word without a sign before the two dashes: "+bad tag -- ferry"."""


def encode(text: str) -> str:
    """Return the text hex-encoded: every byte that is not in `[A-Za-z0-9@=.,_+-]` is written %nn."""
    return _PLAIN.sub(lambda byte: f"%{ord(byte[0]):02x}", text.encode("utf-8", "surrogatepass").decode("latin-1"))


def decode(text: str) -> str:
    """Return the text that `encode` was given; a % that begins no byte is itself.

    Raises:
        SitrepError: where the bytes are not UTF-8.

    """
    if "%" not in text:
        return text
    raw = _BYTE.sub(lambda byte: bytes([int(byte[1], 16)]), text.encode("utf-8", "surrogatepass"))
    try:
        return raw.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        raise SitrepError(f"{text} is not hex-encoded UTF-8") from None


_PLAIN = re.compile(r"[^A-Za-z0-9@=.,_+\-]")
_BYTE = re.compile(rb"%([0-9A-Fa-f]{2})")


def quote_id(article: str) -> str:
    """Return an article's id as a term of a query: in quotes where it needs them, by Xapian's rules."""
    if not article or re.search(r'[\s)]|^"', article):
        return '"' + article.replace('"', '""') + '"'
    return article


def article_id(query: str) -> str | None:
    """Return the id in `id:...`; None where the query is another one."""
    text = query.strip()
    if not text.startswith("id:"):
        return None
    value = text[3:]
    if value.startswith('"'):
        inner = value[1:-1]
        return inner.replace('""', '"') if len(value) > 1 and value.endswith('"') and _EVEN.fullmatch(inner) else None
    return value if value and not re.search(r"[\s)]", value) else None


_EVEN = re.compile(r'(?:[^"]|"")*')
