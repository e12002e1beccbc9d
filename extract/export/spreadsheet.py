"""Exports CSV: a row an article, the parts of the card as cells, nothing that a spreadsheet would run as a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from extract.article import Published, Span
from extract.card_parts import PARTS, card_items
from extract.export.item import ExportItem, ExportNote, ExportSummary
from extract.visible import visible

COLUMNS = (
    *("id", "title", "date", "source", "byline", "language", "url", "path", "tags", "notes", "starred"),
    *(part.name.lower() for part in PARTS),
    "text",
)
"""`id title date source url text` are the names under which sitrep reads a CSV file."""

_FORMULA = re.compile(r"[\s·\ufffd\u2400-\u2421]*[=+\-@＝＋－＠﹦﹢﹣﹫⁼⁺⁻−]|[\t\r\n]")
"""What makes a spreadsheet take a cell for a formula (OWASP, CSV injection): also in the forms of other scripts, which
some turn into these, and behind white space
or the stand-ins of what cannot be seen, which some leave out."""


def write(items: Iterable[ExportItem], summary: ExportSummary, out: BinaryIO) -> int:
    """Write a header and a row an item, UTF-8 with a byte order mark, which spreadsheets need; return how many."""
    del summary  # a table and nothing else
    text = io.TextIOWrapper(out, "utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    count = 0
    for item in items:
        writer.writerow([safe_cell(cell) for cell in _make_row(item)])
        count += 1
    text.detach()
    return count


def safe_cell(cell: str) -> str:
    """Escape a cell, so that nothing in it runs in a spreadsheet or deceives the eye.

    An apostrophe stands before what may be a formula, a lone minus sign included; controls and overrides of the reading
    direction are shown as stand-ins, one character for one.
    """
    shown = visible(cell)
    return f"'{shown}" if _FORMULA.match(shown) else shown


def _make_row(item: ExportItem) -> Iterator[str]:
    record, article = item.record, item.record.article
    yield article.id
    yield _text(record.dateline.title) or article.metadata.title or ""
    yield _date(record.dateline.published)
    yield _text(record.dateline.source) or article.metadata.source or ""
    yield _text(record.dateline.byline) or article.metadata.byline or ""
    yield record.language or ""
    yield article.metadata.url or ""
    yield article.path
    yield " ".join(item.tags)
    yield _join(_note(note, article.text) for note in item.notes)
    yield "yes" if item.starred else ""
    for part, said in card_items(record):
        yield _join(map(part.plain, said))
    yield article.text


def _note(note: ExportNote, text: str) -> str:
    """Return a note, with the passage that it is on, if any, and the passage's tags."""
    passage = f"“{text[note.start : note.end]}”" if note.start is not None and note.end is not None else ""
    return " ".join(filter(None, (passage, note.text, *(f"#{tag}" for tag in note.tags))))


def _join(parts: Iterable[str]) -> str:
    return "; ".join(" ".join(part.split()) for part in parts)


def _text(span: Span | None) -> str:
    return span.text if span else ""


def _date(published: Published | None) -> str:
    return published.value if published else ""
