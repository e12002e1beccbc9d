"""Compresses texts and records: Zstandard with a dictionary trained on the corpus's own first articles.

An article of 3 kB shares most of its words with its neighbours and little with itself; with a dictionary it takes
0.36 of its bytes, without 0.48 (measured on 12,000 news articles), and one is still read without touching another.
"""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Sequence

import zstandard

from extract.article import Article, Flag, Metadata
from extract.errors import SitrepError
from extract.index.store.schema import REBUILD

FEWEST_SAMPLES, DICTIONARY_BYTES, LEVEL = 200, 524_288, 4
"""Articles below which no dictionary of texts is trained, its size at most, and the level of Zstandard for texts."""
DICTIONARY_SHARE, SMALLEST_DICTIONARY = 8, 256
"""A dictionary is no larger than this part of what it is trained on; Zstandard makes none of fewer bytes."""
DICTIONARY_LEVEL = 9
"""Of Zstandard for a dictionary itself, which is text: 0.4 of it, a twelfth of 2,000 articles, is left."""
SEGMENT, WORD = 200, 8
"""Bytes of the segments that a dictionary is put together from, and of the words by which they are chosen (fastCover).
Zstandard would try several sizes, for four times as long and no smaller texts: 0.359 of their bytes either way."""
RECORD_SAMPLES, RECORD_DICTIONARY_BYTES, RECORD_LEVEL = 1000, 65_536, 15
"""The same for records, which are a third the size and written a hundred times as slowly."""


class Compressor:
    """Compresses with a dictionary; decompresses frames that were made with it, or before there was one.

    Safe to use from several threads: a compressor or decompressor of Zstandard keeps state while it works, so each
    thread has its own. The dictionary, which none of them changes, is shared.
    """

    def __init__(self, dictionary: bytes | None, level: int = LEVEL) -> None:
        self._dictionary = zstandard.ZstdCompressionDict(zstandard.decompress(dictionary)) if dictionary else None
        self._dictionary_id = self._dictionary.dict_id() if self._dictionary else 0
        self._level = level
        self._own = threading.local()
        self._making = threading.Lock()

    @classmethod
    def for_records(cls, db: sqlite3.Connection) -> Compressor:
        """Make the compressor of an index's records."""
        return cls(_read_dictionary(db, "record dictionary"), RECORD_LEVEL)

    def compress(self, content: bytes) -> bytes:
        """Compress bytes to a Zstandard frame."""
        own = getattr(self._own, "compressor", None)
        if own is None:
            with self._making:  # what a dictionary is read into is made with the first that uses it
                own = self._own.compressor = zstandard.ZstdCompressor(
                    level=self._level, dict_data=self._dictionary, write_checksum=False
                )
        return own.compress(content)

    def decompress(self, frame: bytes) -> bytes:
        """Decompress a frame.

        Raises:
            SitrepError: where the frame is damaged.

        """
        try:
            return self._decompressor(named=bool(zstandard.get_frame_parameters(frame).dict_id)).decompress(frame)
        except zstandard.ZstdError as error:
            raise SitrepError(f"the index is damaged ({error}); {REBUILD}") from error

    def reads(self, frame: bytes) -> bool:
        """Whether it has the dictionary that a frame was compressed with."""
        return zstandard.get_frame_parameters(frame).dict_id in (0, self._dictionary_id)

    def _decompressor(self, *, named: bool) -> zstandard.ZstdDecompressor:
        """Get this thread's decompressor: with the dictionary where a frame is `named` after it, else without."""
        kind = "decompressor" if named else "plain"
        own: zstandard.ZstdDecompressor | None = getattr(self._own, kind, None)
        if own is None:
            with self._making:
                own = zstandard.ZstdDecompressor(dict_data=self._dictionary if named else None)
            setattr(self._own, kind, own)
        return own


class ArticleCompressor(Compressor):
    """Compresses and decodes articles, with the dictionary that the index's `meta` table holds."""

    @classmethod
    def of(cls, db: sqlite3.Connection) -> ArticleCompressor:
        """Make the compressor of an index's articles."""
        return cls(_read_dictionary(db, "dictionary"))

    def decode_article(self, packed: bytes, article_id: str, path: str, position: int) -> Article:
        """Rebuild an article from its frame and from what its row has."""
        head, _, text = self.decompress(packed).partition(b"\n")
        metadata, notes = json.loads(head.decode("utf-8", "surrogatepass")) if head else ({}, [])
        return Article(
            article_id,
            path,
            text.decode("utf-8", "surrogatepass"),
            Metadata(**metadata),
            position,
            tuple(Flag(*note) for note in notes),
        )

    def text(self, packed: bytes) -> str:
        """Decode the text of an article alone."""
        return text_bytes(self.decompress(packed)).decode("utf-8", "surrogatepass")

    def recompress(self, packed: bytes, other: ArticleCompressor) -> bytes:
        """Compress again, with this dictionary, what another compressor made."""
        return self.compress(other.decompress(packed))


def encode_article(article: Article) -> bytes:
    """Encode what is kept of an article: a line of JSON with metadata and notes, then the text, in UTF-8."""
    metadata = {k: v for k in Metadata.__slots__ if (v := getattr(article.metadata, k)) is not None}
    notes = [[note.kind, note.message, note.start, note.end] for note in article.notes]
    head = _encode_json([metadata, notes]) if metadata or notes else b""
    return head + b"\n" + article.text.encode("utf-8", "surrogatepass")


def _encode_json(value: object) -> bytes:
    """Encode as JSON, by msgspec in a tenth of the time, but for halves of surrogate pairs, which it refuses."""
    import msgspec  # only who writes waits for it

    try:
        return msgspec.json.encode(value)
    except UnicodeEncodeError:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def text_bytes(payload: bytes) -> bytes:
    """Cut the text, in UTF-8, out of what `encode_article` made."""
    return payload.partition(b"\n")[2]


def train(payloads: Sequence[bytes]) -> bytes:
    """Train a dictionary on encoded articles; it is kept and handed on as a Zstandard frame itself."""
    return _train_dictionary(DICTIONARY_BYTES, payloads)


def train_records(records: Sequence[bytes]) -> bytes:
    """Train a dictionary on encoded records, a frame itself as well."""
    return _train_dictionary(RECORD_DICTIONARY_BYTES, records)


def _train_dictionary(most: int, samples: Sequence[bytes]) -> bytes:
    size = min(most, max(SMALLEST_DICTIONARY, sum(map(len, samples)) // DICTIONARY_SHARE))
    dictionary = zstandard.train_dictionary(size, list(samples), k=SEGMENT, d=WORD).as_bytes()
    return zstandard.compress(dictionary, DICTIONARY_LEVEL)


def _read_dictionary(db: sqlite3.Connection, key: str) -> bytes | None:
    row = db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return row[0] if row else None
