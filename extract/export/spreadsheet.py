"""A spreadsheet: a row an article, the parts of the card as cells, nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from extract.article import Published, Span
from extract.card_parts import PARTS, card_items
from extract.export.item import Item, Summary

COLUMNS = (
    *("id", "title", "date", "source", "byline", "language", "url", "path", "tags", "notes", "starred"),
    *(part.name.lower() for part in PARTS),
    "text",
)
"""`id title date source url text` are the names under which sitrep reads a CSV file."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet take a cell for a formula (OWASP, CSV injection)."""


def write(items: Iterable[Item], summary: Summary, out: BinaryIO) -> int:
    """Write a header and a row an item, UTF-8 with a byte order mark, which spreadsheets need; return how many."""
    del summary  # a table and nothing else
    text = io.TextIOWrapper(out, "utf-8-sig", errors="surrogatepass", newline="", write_through=True)
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    count = 0
    for item in items:
        writer.writerow([safe_cell(cell) for cell in _row(item)])
        count += 1
    text.detach()
    return count


def safe_cell(cell: str) -> str:
    """Return the cell with an apostrophe before what a spreadsheet would run; a lone minus sign counts as such."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _row(item: Item) -> Iterator[str]:
    record, article = item.record, item.record.article
    yield article.id
    yield _text(record.dateline.title) or article.metadata.title or ""
    yield _date(record.dateline.published) or article.metadata.date or ""
    yield _text(record.dateline.source) or article.metadata.source or ""
    yield _text(record.dateline.byline) or article.metadata.byline or ""
    yield record.language or ""
    yield article.metadata.url or ""
    yield article.path
    yield " ".join(item.tags)
    yield _join(note.text for note in item.notes)
    yield "yes" if item.starred else ""
    for part, said in card_items(record):
        yield _join(map(part.plain, said))
    yield article.text


def _join(parts: Iterable[str]) -> str:
    return "; ".join(" ".join(part.split()) for part in parts)


def _text(span: Span | None) -> str:
    return span.text if span else ""


def _date(published: Published | None) -> str:
    return published.value if published else ""
