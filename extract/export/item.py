"""The items of an export, records with tags and notes, and the summary of the whole."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import BinaryIO, Protocol

from extract.article import Record


@dataclass(frozen=True, slots=True)
class ExportNote:
    """What an analyst wrote or tagged, about the article or (with offsets in code points) about a passage of it."""

    text: str
    author: str = ""
    created: str = ""
    """ISO 8601, UTC."""
    start: int | None = None
    end: int | None = None
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ExportItem:
    """One article of an export."""

    record: Record
    title: str = ""
    """As lists show it: the headline, or how the text begins."""
    tags: tuple[str, ...] = ()
    notes: tuple[ExportNote, ...] = ()
    starred: bool = False
    extracted: bool = True
    """False while only the scan has seen the article: then its card is empty because nobody has made it yet."""


@dataclass(frozen=True, slots=True)
class ExportSummary:
    """What the reader of an export must know: query, corpus, time and counts."""

    corpus: str
    query: str
    created: str
    """ISO 8601 with its offset from UTC."""
    count: int
    months: tuple[tuple[str, int], ...] = ()
    """(YYYY-MM, articles), ascending; articles without a date are not in it."""
    tags: tuple[tuple[str, int], ...] = ()
    """(tag, articles), most used first."""
    sources: tuple[tuple[str, int], ...] = ()


class Exporter(Protocol):
    """Writes items one by one and holds none of them, so that memory does not grow with their number."""

    def __call__(self, items: Iterable[ExportItem], summary: ExportSummary, out: BinaryIO) -> int:
        """Write everything to `out`; return how many articles were written."""
        ...
