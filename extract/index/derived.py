"""A record as the index keeps it: small, beside its article's text.

What can be read off the text again is left out, and what is left is packed with the text itself for a dictionary, and
a skeleton of the record's shape before it: 0.27 of the text's bytes, where the JSON object takes 3 times them.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import zstandard

from extract.article import Article, Record
from extract.record import from_json, to_json

_ELSEWHERE = ("id", "path", "text", "url")
"""What the article's own columns and text say."""

SKELETON = Path(__file__).with_name("skeleton.json").read_bytes()
"""How records look. Whoever changes the file raises `schema.VERSION`: what was packed with it needs it to be read."""

LEVEL = 9


def pack(record: Record) -> bytes:
    """Return the record, small."""
    text = record.article.text
    data = {key: _without_text(value, text) for key, value in to_json(record).items() if key not in _ELSEWHERE}
    compressor = zstandard.ZstdCompressor(level=LEVEL, dict_data=_dictionary(text), write_checksum=False)
    return compressor.compress(
        json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    )


def unpack(packed: bytes, article: Article) -> Record:
    """Return the record of an article."""
    unpacked = zstandard.ZstdDecompressor(dict_data=_dictionary(article.text)).decompress(packed)
    data = _with_text(json.loads(unpacked.decode("utf-8", "surrogatepass")), article.text)
    return from_json({**data, "id": article.id, "path": article.path, "text": article.text})


def _dictionary(text: str) -> zstandard.ZstdCompressionDict:
    content = SKELETON + text.encode("utf-8", "surrogatepass")
    return zstandard.ZstdCompressionDict(content, dict_type=zstandard.DICT_TYPE_RAWCONTENT)


def _without_text(value: Any, text: str) -> Any:
    """Return a JSON value in which 0 stands for every text that its offsets say too."""
    if isinstance(value, dict):
        plain = {key: _without_text(item, text) for key, item in value.items()}
        if isinstance(value.get("start"), int) and value.get("text") == text[value["start"] : value["end"]]:
            plain["text"] = 0
        return plain
    return [_without_text(item, text) for item in value] if isinstance(value, list) else value


def _with_text(value: Any, text: str) -> Any:
    """Return the value with the texts again."""
    if isinstance(value, dict):
        full = {key: _with_text(item, text) for key, item in value.items()}
        if full.get("text") == 0:
            full["text"] = text[value["start"] : value["end"]]
        return full
    return [_with_text(item, text) for item in value] if isinstance(value, list) else value
