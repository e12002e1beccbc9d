"""JSON Lines: an article a row, with title, date, source, url, text and id where they are present.

Rows in the shape of the record, as `sitrep extract` and `sitrep export` write them, are read as well. What was derived
comes with the article where the row says which pipeline derived it and everything stands in the text where it says.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from io import BufferedReader, TextIOWrapper
from typing import Any

from extract.article import Article, Metadata, Recorded
from extract.readers.articles import article, clean
from extract.readers.decode import decode, encoding_of
from extract.readers.faults import Fault
from extract.readers.limits import MAX_ROW


def read(stream: BufferedReader, path: str) -> Iterator[Article | Fault]:
    """Yield the articles of a JSON Lines file as they are read, and a fault for each row that holds none."""
    for number, (offset, line) in enumerate(lines_of(stream)):
        if len(line) > MAX_ROW:
            yield Fault(path, f"this row is longer than {MAX_ROW >> 20} MiB; it was left out", number + 1, offset)
        elif line.strip():
            yield _row(line, path, number, offset)


def lines_of(stream: BufferedReader) -> Iterator[tuple[int, bytes]]:
    """Yield each line with its offset; of one that is too long, its beginning. UTF-16 is turned into UTF-8."""
    encoding, skip = encoding_of(stream.peek(4096))
    stream.read(skip)
    if encoding != "utf-8":
        text = TextIOWrapper(stream, encoding, errors="replace", newline="\n")
        while row := text.readline(MAX_ROW + 1):
            yield 0, row.encode("utf-8", "replace")
        return
    offset = skip
    while line := stream.readline(MAX_ROW + 1):
        yield offset, line
        offset += len(line)
        while len(line) > MAX_ROW and not line.endswith(b"\n"):
            line = stream.readline(MAX_ROW + 1)
            offset += len(line)


def _row(line: bytes, path: str, position: int, offset: int) -> Article | Fault:
    note = None
    try:
        row = json.loads(line)
    except UnicodeDecodeError:
        decoded = decode(line)
        note = decoded.note
        try:
            row = json.loads(decoded.text)
        except (ValueError, RecursionError) as error:
            return Fault(path, f"not JSON: {_reason(error)}", position + 1, offset)
    except json.JSONDecodeError as error:
        at = offset + len(line.decode("utf-8", "replace")[: error.pos].encode())
        return Fault(path, f"not JSON: {_reason(error)}", position + 1, at)
    except (ValueError, RecursionError) as error:
        return Fault(path, f"not JSON: {_reason(error)}", position + 1, offset)
    if not isinstance(row, dict):
        return Fault(path, "this row is no JSON object", position + 1, offset)
    found = of_row(row, path, position, note)
    if found and row.get("pipeline"):
        return _recorded(found, row)
    return found or Fault(path, 'this row has no text: "text" must be a string', position + 1, offset)


def of_row(row: Mapping[str, object], path: str, position: int, note: str | None = None) -> Article | None:
    """Return the article of a row of named fields, or None where it has no text."""
    text = row.get("text")
    if not isinstance(text, str) or not text.strip():
        return None
    metadata = Metadata(
        title=_value(row.get("title")),
        date=_value(row.get("date")) or _value(row.get("published")),
        source=_value(row.get("source")),
        byline=_value(row.get("byline")),
        url=clean(row.get("url")),
        language=clean(row.get("language")),
    )
    return article(path, text, metadata, id=clean(row.get("id")), position=position, notes=(note,))


def _recorded(found: Article, row: dict[str, Any]) -> Article:
    """Return an article with its record, or without where that does not fit it."""
    from extract.record import from_json, sound

    try:
        record = from_json(row)
    except (KeyError, TypeError, ValueError, AttributeError):
        return found
    fits = record.article.text == found.text and isinstance(record.pipeline, str) and sound(row, found.text)
    values = {name: getattr(found, name) for name in Article.__slots__}
    return Recorded(**values, record=replace(record, article=found)) if fits else found


def _value(field: object) -> str | None:
    """Return a field's value; in the record's shape, that of an object which is not from the text itself.

    What was found in the text will be found there again, with its place.
    """
    if isinstance(field, Mapping):
        return clean(field.get("value")) or clean(field.get("text")) if field.get("start") is None else None
    return clean(field)


def _reason(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return error.msg
    return "nested too deep" if isinstance(error, RecursionError) else str(error)
