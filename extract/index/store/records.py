"""What an extracting worker is given, and what it gives back."""

from __future__ import annotations

from dataclasses import dataclass

from extract.article import Record
from extract.index.store.entity_table import EntityOccurrence, list_occurrences, no_own_names
from extract.index.store.record_codec import encode_record
from extract.own_names import FindOwn


@dataclass(frozen=True, slots=True)
class Task:
    """An article to extract."""

    rowid: int
    id: str
    path: str
    """Of its file: a date may stand in its name."""
    position: int
    packed: bytes
    """Text and metadata, compressed by `ArticleCompressor`."""
    words: int = 0
    """Of the text: what it may take grows with them."""
    repeated: frozenset[int] = frozenset()
    """Digests of the lines that its source repeats; see `extract.page.repeats`."""


@dataclass(frozen=True, slots=True)
class ExtractedRecord:
    """A record, prepared for the index."""

    rowid: int
    id: str
    """A row id may have been given to another article since."""
    packed: bytes
    language: str | None
    entities: tuple[EntityOccurrence, ...]
    flags: tuple[str, ...]
    """Kinds of the card's flags, each once."""


@dataclass(frozen=True, slots=True)
class FailedExtraction:
    """An article on which the pipeline failed, hung or died."""

    rowid: int
    id: str
    error: str


Outcome = ExtractedRecord | FailedExtraction


def prepare_record(rowid: int, article_id: str, record: Record, own: FindOwn = no_own_names) -> ExtractedRecord:
    """Prepare a record for the index: encode it, and list its entities and flags; `own` finds names on lists."""
    flags = tuple(dict.fromkeys(flag.kind for flag in record.card.flags))
    occurrences = list_occurrences(record, own)
    return ExtractedRecord(rowid, article_id, encode_record(record), record.language, occurrences, flags)
