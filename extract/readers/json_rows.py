"""JSON in all shapes: an article a line (JSON Lines), an array, an object around them, one object, or several in a row.

Rows in the shape of the record, as `sitrep extract` and `sitrep export` write them, are read as well. What was derived
comes with the article where the row says which pipeline derived it and everything stands in the text where it says.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from io import BufferedReader, TextIOWrapper
from itertools import chain
from typing import Any

from extract.article import Article, Recorded
from extract.errors import SitrepError
from extract.readers.decode import SAMPLE
from extract.readers.faults import Fault
from extract.readers.field_names import has_own_fields, row_article
from extract.readers.limits import MAX_ROW
from extract.readers.lines import NumberedLine, decode_stream, detect_line_encoding, put_back, read_lines
from extract.readers.options import ReadOptions
from extract.readers.source import SourceFile

FIRST = 4
"""Lines by which an article a line is told from a document of many lines."""
DEEPEST = 4
"""Objects and arrays around articles: {"response": {"docs": [...]}} are three."""
ASIDE = frozenset(["comments", "replies", "related", "relatedArticles", "related_articles", "reactions", "media"])
"""Lists in an object that hold no articles of their own."""


def read(source: SourceFile) -> Iterator[Article | Fault]:
    """Yield the articles as they are read, and a fault for each row that holds none."""
    stream, _ = decode_stream(source.stream)
    head: list[bytes] = []
    first: list[bytes] = []
    while len(first) < FIRST and (line := stream.readline(MAX_ROW + 1)):
        head.append(line)
        first += [line] if line.strip() else []
        if len(line) > MAX_ROW:
            break
    stream = put_back(b"".join(head), stream)
    yield from (_read_document if _is_document(first) else _rows)(stream, source)


def _rows(stream: BufferedReader, source: SourceFile) -> Iterator[Article | Fault]:
    for line in read_lines(stream):
        if line.cut:
            message = f"this row is longer than {MAX_ROW >> 20} MiB; it was left out"
            yield Fault(source.path, message, line.number, line.offset)
        elif line.text.strip():
            yield from _row(line, source)


def _is_document(first: list[bytes]) -> bool:
    """Tell a file of one value, or of values of several lines each, from one of a value a line."""
    if not first:
        return False
    if first[0].lstrip()[:1] == b"[" or len(first[0]) > MAX_ROW:
        return True
    try:
        json.loads(first[0].decode("utf-8", "replace"))
    except ValueError:
        return len(first) > 1 and first[1].lstrip()[:1] != b"{"
    except RecursionError:
        return False
    return False


def _row(line: NumberedLine, source: SourceFile) -> Iterator[Article | Fault]:
    """Yield the article of a line, or those that it is wrapped around."""
    try:
        row = json.loads(line.text)
    except json.JSONDecodeError as error:
        at = line.offset + len(line.text[: error.pos].encode("utf-8", "replace"))
        yield Fault(source.path, f"not JSON: {_reason(error)}", line.number, at)
        return
    except (ValueError, RecursionError) as error:
        yield Fault(source.path, f"not JSON: {_reason(error)}", line.number, line.offset)
        return
    if not isinstance(row, dict):
        yield Fault(source.path, "this row is no JSON object", line.number, line.offset)
        return
    article = row_article(row, source.path, line.number - 1, options=source.options, note=line.note)
    if article:
        yield _with_record(article, row) if row.get("pipeline") else article
        return
    found = _ArticleFinder(source, line.note, line.number - 1)
    yield from found.within(row)
    if not found.position - line.number + 1:
        yield Fault(source.path, _no_text(row, source.options), line.number, line.offset)


def _no_text(row: Mapping[str, object], options: ReadOptions) -> str:
    if "text" in row and "text" not in options.fields:
        return 'this row has no text: "text" must be a string'
    if has_own_fields(row):
        return "this row has no text, only what is said about it"
    names = " ".join(list(row)[:12])
    return f"this row has no text: none of its fields is known as one ({names}); --map text=FIELD says which"


class _ArticleFinder:
    """Finds articles in values of any shape."""

    def __init__(self, source: SourceFile, note: str | None = None, position: int = 0) -> None:
        self.source, self.note, self.position = source, note, position
        self.without_text: list[int] = []
        """Of the first row, and of all, that have no text."""

    def within(self, value: object, outlet: str | None = None, depth: int = 0) -> Iterator[Article]:
        """Yield the articles of a value; `outlet` is what the object around it says they are from."""
        if isinstance(value, list):
            for item in value:
                if isinstance(item, dict | list):
                    yield from self.within(item, outlet, depth + 1)
        elif isinstance(value, dict):
            article = row_article(
                value,
                self.source.path,
                self.position,
                options=self.source.options,
                note=self.note,
                source=outlet,
                part=f"object {self.position + 1}",
            )
            if article:
                self.position += 1
                yield _with_record(article, value) if value.get("pipeline") else article
            elif has_own_fields(value) or depth >= DEEPEST:
                self.without_text.append(self.position)
                yield from self._items(value, depth)
            else:
                before = self.position
                yield from self._items(value, depth)
                if self.position == before and depth:
                    self.without_text.append(self.position)

    def faults(self) -> Iterator[Fault]:
        """Yield what is to be said of rows without a text, once for all of them."""
        rows = len(self.without_text)
        if rows:
            which = "one object has" if rows == 1 else f"{rows:,} objects have"
            yield Fault(self.source.path, f"{which} no text (the first follows article {self.without_text[0]})")
        elif not self.position:
            yield Fault(
                self.source.path, "no article is in it: no field is known as the text; --map text=FIELD says which"
            )

    def _items(self, value: Mapping[str, object], depth: int) -> Iterator[Article]:
        if depth > DEEPEST:
            return
        name = value.get("name") or value.get("title")
        outlet = name if isinstance(name, str) and ("messages" in value or "items" in value) else None
        for key, inner in value.items():
            if key not in ASIDE and (isinstance(inner, dict) or (isinstance(inner, list) and inner)):
                yield from self.within(inner, outlet, depth + 1)


def _read_document(stream: BufferedReader, source: SourceFile) -> Iterator[Article | Fault]:
    """Yield the articles of one value, or of several in a row; one that is larger than a row may be, item by item."""
    encoding, note = _detect_encoding(stream.peek(SAMPLE))
    text = TextIOWrapper(stream, encoding, errors="replace", newline="")
    found = _ArticleFinder(source, note)
    texts = iter(lambda: text.read(1 << 16), "")
    head = _JsonText(texts)
    try:
        values = head.values()
        value = next(values, None)
        if value is None and not head.ended:
            yield from _items(head, found)
        else:
            for one in chain([value], values):
                yield from found.within(one)
    except json.JSONDecodeError as error:
        if not found.position:
            with suppress(SitrepError):
                yield from _items(head, found)
        yield Fault(source.path, f"not JSON: {_reason(error, head.column)}", head.line + error.lineno - 1)
    except RecursionError as error:
        yield Fault(source.path, f"not JSON: {_reason(error)}")
    except SitrepError as error:
        yield Fault(source.path, error.message)
    else:
        yield from found.faults()


def _detect_encoding(head: bytes) -> tuple[str, str | None]:
    try:
        head.decode()
    except UnicodeDecodeError as error:
        if error.start < len(head) - 3:  # else it is only cut in the middle of a character
            encoding = detect_line_encoding([head], error.start)
            return encoding, None if encoding == "utf-8" else f"not UTF-8; read as {encoding} by its bytes"
    return "utf-8", None


class _JsonText:
    """A text of JSON that is read as far as it is needed."""

    def __init__(self, texts: Iterator[str]) -> None:
        self._texts = texts
        self.held = ""
        self.ended = False
        self.line = 1
        """Of the first that is held."""
        self.column = 0
        """How many characters of that line stand before it."""

    def values(self) -> Iterator[Any]:
        """Yield the values that stand one after the other; none where the first is larger than a row may be.

        Raises:
            json.JSONDecodeError: where what follows is none.

        """
        decoder = json.JSONDecoder()
        self._fill(1)
        while self.held.strip() or not self.ended:
            at = len(self.held) - len(self.held.lstrip(" \t\r\n,"))
            try:
                value, end = decoder.raw_decode(self.held, at) if at < len(self.held) else (None, at)
            except json.JSONDecodeError:
                if self.ended:
                    raise
                if len(self.held) > MAX_ROW:
                    return
                self._fill(2 * len(self.held))
                continue
            if at < len(self.held):
                yield value
            if breaks := self.held.count("\n", 0, end):
                self.line += breaks
                self.column = -self.held.rindex("\n", 0, end) - 1
            self.column += end
            self.held = self.held[end:]
            self._fill(1)

    def _fill(self, size: int) -> None:
        """Hold so much at least, where there is as much."""
        parts, held = [self.held], len(self.held)
        while held < size:
            more = next(self._texts, None)
            if more is None:
                self.ended = True
                break
            parts.append(more)
            held += len(more)
        self.held = "".join(parts)

    def read(self, size: int) -> bytes:
        """Read the next characters, as a text file does."""
        if not self.held and not self.ended:
            self._fill(1)
        part, self.held = self.held[:size], self.held[size:]
        return part.encode("utf-8", "replace")


def _items(text: _JsonText, found: _ArticleFinder) -> Iterator[Article]:
    """Yield the articles of arrays, parsed as a stream: none of the rest is held in memory.

    Raises:
        SitrepError: where it is not JSON; what stood before was yielded.

    """
    import ijson

    builder, depth, size = None, 0, 0
    try:
        for prefix, event, value in ijson.parse(text, use_float=True, multiple_values=True):
            if builder is None:
                if event != "start_map" or prefix.rpartition(".")[2] != "item":
                    continue
                builder, depth, size = ijson.ObjectBuilder(), 0, 0
            if isinstance(value, str):
                size += len(value)
            if size <= MAX_ROW:
                builder.event(event, value)
            depth += event.startswith("start") - event.startswith("end")
            if depth == 0:
                if size <= MAX_ROW:
                    yield from found.within(builder.value, depth=1)
                builder = None
    except (ijson.JSONError, ValueError) as error:
        raise SitrepError(f"not JSON: {error}".split("\n")[0]) from error


def _with_record(found: Article, row: dict[str, Any]) -> Article:
    """Return an article with its record, or without where that does not fit it."""
    from extract.record import from_json, has_valid_offsets

    try:
        record = from_json(row)
    except (KeyError, TypeError, ValueError, AttributeError):
        return found
    fits = record.article.text == found.text and isinstance(record.pipeline, str) and has_valid_offsets(row, found.text)
    values = {name: getattr(found, name) for name in Article.__slots__}
    return Recorded(**values, record=replace(record, article=found)) if fits else found


def _reason(error: Exception, column: int = 0) -> str:
    """Say what is wrong with a text of JSON, whose first line begins behind so many characters of the file's."""
    if isinstance(error, json.JSONDecodeError):
        at = error.colno + (column if error.lineno == 1 else 0)
        return f"{error.msg.removesuffix(' at')} at column {at}"
    return "nested too deep" if isinstance(error, RecursionError) else str(error)
