"""JSON Lines and CSV: an article a row, with title, date, source, url, text and id where they are present."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from typing import Any

from extract.article import Article, Metadata
from extract.errors import SitrepError
from extract.identity import text_id
from extract.readers.decode import decode


def read_jsonl(data: bytes, path: str) -> Iterator[Article]:
    """Yield the articles of a JSON Lines file.

    Raises:
        SitrepError: at a line that is no JSON object with a text.

    """
    for number, line in enumerate(decode(data).split("\n")):
        if line.strip():
            try:
                row = json.loads(line)
            except json.JSONDecodeError as error:
                raise SitrepError(f"not JSON: {error.msg}", path, number + 1) from error
            yield _article(row, path, number)


def read_csv(data: bytes, path: str) -> Iterator[Article]:
    """Yield the articles of a CSV file with a header.

    Raises:
        SitrepError: at a row without a text.

    """
    for number, row in enumerate(csv.DictReader(io.StringIO(decode(data), newline=""))):
        yield _article(row, path, number)


def _article(row: Mapping[str, Any], path: str, position: int) -> Article:
    text = row.get("text")
    if not isinstance(text, str):
        raise SitrepError("this row has no text", path, position + 1)
    metadata = Metadata(**{name: _string(row.get(name)) for name in ("title", "date", "source", "url")})
    return Article(_string(row.get("id")) or text_id(text), path, text, metadata, position)


def _string(value: object) -> str | None:
    return str(value) if isinstance(value, str | int) and str(value).strip() else None
