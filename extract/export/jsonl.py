"""Exports JSON Lines: the record of each article, with tags and notes; sitrep reads it back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any, BinaryIO

from extract.export.item import ExportItem, ExportSummary
from extract.record import to_json
from extract.visible import json_text


def write(items: Iterable[ExportItem], summary: ExportSummary, out: BinaryIO) -> int:
    """Write each item as one line of JSON; return how many."""
    del summary  # a line an article and nothing else, so that any tool can read it
    count = 0
    for item in items:
        out.write(f"{json_text(item_to_json(item))}\n".encode())
        count += 1
    return count


def item_to_json(item: ExportItem) -> dict[str, Any]:
    """Build the JSON object of a record, with `tags`, `notes` and `starred` added."""
    return {
        **to_json(item.record),
        "tags": list(item.tags),
        "notes": [{**asdict(note), "tags": list(note.tags)} for note in item.notes],
        "starred": item.starred,
        "extracted": item.extracted,
    }
