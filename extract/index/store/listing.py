"""The listing of an article: what the scan finds out, enough to list and search it, cheap enough for a million."""

from __future__ import annotations

from hashlib import blake2b
from operator import itemgetter
from typing import NamedTuple
from unicodedata import normalize

from extract.article import Article, Record, Recorded
from extract.index.store.compression import encode_article, text_bytes
from extract.index.words import FOLDS, PREFIX_LETTERS, find_non_ascii
from extract.offset_map import spell

TITLE_LIMIT = 300
"""Code points of a title that are kept for lists; the whole of it stands in the text or the record."""

_HEAD = itemgetter(slice(PREFIX_LETTERS))

_ASCII = bytes(i if i > 127 else ord(chr(i).lower()) if chr(i).isalnum() else 32 for i in range(256))
"""For `bytes.translate`: small letters, and a space for all that is neither letter nor digit."""


class Listing(NamedTuple):
    """What the scan knows of an article; a tuple, since that is pickled to another process cheaply."""

    id: str
    """What its file gives, else a digest of the text."""
    position: int
    payload: bytes
    """Text and metadata, encoded by `extract.index.store.compression.encode_article`."""
    title: str
    published: str | None
    """ISO 8601 as far as it is known."""
    source: str | None
    language: str | None
    words: int
    digest: bytes
    """BLAKE2b of the text, 8 bytes: exact duplicates share it."""
    heads: str
    """The first three letters of every word of text and title, each once."""
    record: Record | None
    """The record that it came with, where it did."""

    @property
    def text(self) -> str:
        """The article's text."""
        return text_bytes(self.payload).decode("utf-8", "surrogatepass")


def list_article(article: Article) -> Listing:
    """Make the listing of an article."""
    from extract.page.heading import read_heading  # with all that reads pages, for which writing has no use

    kept = encode_article(article)
    encoded = text_bytes(kept)
    page = read_heading(article)
    title = _line(page.title)
    words = _words(spell(article.text))
    return Listing(
        id=article.id,
        position=article.position,
        payload=kept,
        title=title,
        published=page.published,
        source=_line(page.source) if page.source else None,
        language=page.language,
        words=len(words),
        digest=blake2b(encoded, digest_size=8).digest(),
        heads=_heads(words, title),
        record=article.record if isinstance(article, Recorded) else None,
    )


def list_by_record(found: Listing, record: Record) -> Listing:
    """Replace title, date, outlet and language by what the record says that the article came with."""
    about = record.dateline
    return found._replace(
        title=_line(about.title.text) if about.title else found.title,
        published=about.published.value if about.published else None,
        source=_line(about.source.text) if about.source else None,
        language=record.language,
    )


def heads(text: str, title: str) -> str:
    """Collect the first three letters of every word, each once, for the index of short prefixes."""
    return _heads(_words(spell(text)), title)


def searchable(text: str) -> str:
    """Return a text as the full-text index has it: in letters that are spelling, and that SQLite can store."""
    return storable(spell(text))


def storable(text: str) -> str:
    """Replace lone surrogates, which SQLite cannot store, by question marks, one for one."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode()


def _heads(words: list[str], title: str) -> str:
    return storable(" ".join({*map(_HEAD, words), *map(_HEAD, _words(spell(title)))}))


def _words(text: str) -> list[str]:
    """Split into words as FTS5's unicode61 does, in a quarter of the time that `re.findall` takes."""
    if not text.isascii():
        text = normalize("NFC", text)
        for char in find_non_ascii(text):
            if not char.isalnum():
                text = text.replace(char, " ")
            elif char in FOLDS:
                text = text.replace(char, FOLDS[char].lower())
            elif (small := char.lower()) != char:
                text = text.replace(char, small)
    return text.encode("utf-8", "surrogatepass").translate(_ASCII).decode("utf-8", "surrogatepass").split()


def _line(text: str) -> str:
    return " ".join(storable(text[:TITLE_LIMIT]).split())
