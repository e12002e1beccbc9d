"""A record as the index keeps it: without what the article's own columns already say."""

from __future__ import annotations

from extract.article import Article, Record
from extract.index.pack import Packer
from extract.record import from_json, to_json

_ELSEWHERE = ("id", "path", "text", "url")


def pack(packer: Packer, record: Record) -> bytes:
    """Return the record, small."""
    data = to_json(record)
    for key in _ELSEWHERE:
        del data[key]
    return packer.pack_json(data)


def unpack(packer: Packer, packed: bytes, article: Article) -> Record:
    """Return the record of an article."""
    data = packer.unpack_json(packed)
    return from_json({**data, "id": article.id, "path": article.path, "text": article.text})
