"""Records as JSON, to be compressed: column by column, and without what the article says already.

The codec walks `dataclasses.fields`, so that a new part of the card or the record needs no change here, only another
`file_format.VERSION`. A list of dataclasses is the list of its columns; offsets are differences to those of the row
before. A string that is its row's span of the text is written as 0, one that stood in the record or the article's
metadata before as its number there.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from types import NoneType
from typing import Any, Literal, get_args, get_origin, get_type_hints

from extract.article import LABELS, Article, Record

APART = ("article", "pipeline")
"""Fields of a record that the index keeps elsewhere."""

ORDER = ("mentions", "entities", "dateline")
"""Fields that are written first, since the names in them come again in the others."""

SEED = (*LABELS, "en", *(f"e{number}" for number in range(1, 41)))
"""Strings of most records, in an order that gives the commonest the shortest numbers."""

_encoder = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False)


def encode_record(record: Record) -> bytes:
    """Encode all of a record but its article and pipeline as UTF-8 JSON."""
    strings = _Strings(record.article)
    kept = [_encode(getattr(record, name), strings) for name in _kept()]
    return _encoder.encode(kept).encode("utf-8", "surrogatepass")


def decode_record(encoded: bytes, article: Article) -> Record:
    """Decode the record of an article that has the text and metadata of the one that it was encoded with."""
    strings, shape = _Strings(article), _shape(Record)
    values = {}
    for name, value in zip(_kept(), json.loads(encoded.decode("utf-8", "surrogatepass")), strict=True):
        values[name] = shape.decoders[shape.names.index(name)](value, strings)
    return Record(article, **values)


class _Strings:
    """String table that encoder and decoder build alike: common strings, metadata, then new ones of the record."""

    def __init__(self, article: Article) -> None:
        self.text = article.text
        self.listed: list[str | None] = [None]
        self.known: dict[str, int] = {}
        stated = article.metadata
        for value in (*SEED, stated.title, stated.source, stated.byline, stated.date):
            if value is not None:
                self.learn(value)

    def learn(self, value: str) -> None:
        if value not in self.known:
            self.known[value] = len(self.listed)
            self.listed.append(value)

    def encode(self, value: str | None, there: str | None = None) -> str | int | None:
        """Encode a string as 0 where it equals `there`, as its number where it is in the table, else as itself."""
        if value is None:
            return None
        if value == there:
            self.learn(value)
            return 0
        number = self.known.get(value)
        if number is None:
            self.learn(value)
            return value
        return number

    def decode(self, value: str | int | None, there: str | None = None) -> str | None:
        if value is None:
            return None
        if isinstance(value, int):
            if value:
                return self.listed[value]
            assert there is not None
            value = there
        self.learn(value)
        return value


Decoder = Callable[[Any, _Strings], Any]
"""From a JSON value to a field's value."""


@dataclass(frozen=True, slots=True)
class _Shape:
    """What the codec knows of a dataclass, field by field in their order."""

    names: tuple[str, ...]
    strings: tuple[bool, ...]
    decoders: tuple[Decoder, ...]
    start: int | None
    """The place of the field `start` in a type that may stand somewhere in the text; `end` beside it."""
    end: int


def _encode(value: Any, strings: _Strings) -> Any:
    if isinstance(value, tuple):
        if value and is_dataclass(value[0]):
            return _encode_rows(value, strings)
        return [strings.encode(item) for item in value]
    if is_dataclass(value):
        return _encode_rows((value,), strings)
    return strings.encode(value) if isinstance(value, str) else value


def _encode_rows(rows: Sequence[Any], strings: _Strings) -> list[Any]:
    """Encode dataclasses of one type: for each field the list of its values, or its one value where all are equal."""
    shape = _shape(rows[0].__class__)
    columns: list[list[Any]] = [[getattr(row, name) for row in rows] for name in shape.names]
    there: list[str | None] = [None] * len(rows)
    if shape.start is not None:
        starts, ends = columns[shape.start], columns[shape.end]
        there = [
            strings.text[start:end] if start is not None and end is not None else None
            for start, end in zip(starts, ends, strict=True)
        ]
        columns[shape.start], columns[shape.end] = _differences(starts, ends)
    for number, is_string in enumerate(shape.strings):
        if is_string:
            columns[number] = [strings.encode(*pair) for pair in zip(columns[number], there, strict=True)]
        elif number not in (shape.start, shape.end):
            columns[number] = [_encode(value, strings) for value in columns[number]]
    return [len(rows), *(column[:1] if len(rows) > 1 and _all_equal(column) else column for column in columns)]


def _decode_rows(row_type: type, encoded: Sequence[Any], strings: _Strings) -> tuple[Any, ...]:
    if not encoded:
        return ()
    shape = _shape(row_type)
    many, columns = encoded[0], [column * encoded[0] if len(column) == 1 else column for column in encoded[1:]]
    there: list[str | None] = [None] * many
    if shape.start is not None:
        starts, ends = _sums(columns[shape.start], columns[shape.end])
        there = [
            strings.text[start:end] if start is not None and end is not None else None
            for start, end in zip(starts, ends, strict=True)
        ]
        columns[shape.start], columns[shape.end] = starts, ends
    for number, is_string in enumerate(shape.strings):
        if is_string:
            columns[number] = [strings.decode(*pair) for pair in zip(columns[number], there, strict=True)]
        elif number not in (shape.start, shape.end):
            decode = shape.decoders[number]
            columns[number] = [decode(value, strings) for value in columns[number]]
    return tuple(row_type(*values) for values in zip(*columns, strict=True))


def _differences(starts: Sequence[int | None], ends: Sequence[int | None]) -> tuple[list[int | None], list[int | None]]:
    """Delta-encode offsets: starts as differences to the last one known, ends as lengths."""
    pairs, before = [], 0
    for start, end in zip(starts, ends, strict=True):
        if start is None or end is None:
            pairs.append((start, end))
        else:
            pairs.append((start - before, end - start))
            before = start
    return [start for start, _ in pairs], [end for _, end in pairs]


def _sums(starts: Sequence[int | None], lengths: Sequence[int | None]) -> tuple[list[int | None], list[int | None]]:
    """Invert `_differences`."""
    pairs, before = [], 0
    for start, length in zip(starts, lengths, strict=True):
        if start is None or length is None:
            pairs.append((start, length))
        else:
            before += start
            pairs.append((before, before + length))
    return [start for start, _ in pairs], [end for _, end in pairs]


def _all_equal(column: Sequence[Any]) -> bool:
    return all(value == column[0] for value in column)


@cache
def _kept() -> tuple[str, ...]:
    names = [name for name in _shape(Record).names if name not in APART]
    return (*ORDER, *(name for name in names if name not in ORDER))


@cache
def _shape(row_type: type) -> _Shape:
    names = tuple(field.name for field in fields(row_type))
    hints = [get_type_hints(row_type)[name] for name in names]
    placed = "start" in names and "end" in names
    return _Shape(
        names,
        tuple(_is_string(hint) for hint in hints),
        tuple(map(_decoder, hints)),
        names.index("start") if placed else None,
        names.index("end") if placed else -1,
    )


def _is_string(hint: Any) -> bool:
    choices = set(get_args(hint) or (hint,)) - {NoneType}
    return get_origin(hint) is Literal or choices == {str}


def _decoder(hint: Any) -> Decoder:
    """Make the decoder of a field of this type: a dataclass, a tuple, one of them or None, a string, or plain JSON."""
    if get_origin(hint) is tuple:
        row_type = get_args(hint)[0]
        if is_dataclass(row_type):
            return lambda encoded, strings: _decode_rows(row_type, encoded, strings)
        return lambda encoded, strings: tuple(strings.decode(value) for value in encoded)
    if _is_string(hint):
        return lambda value, strings: strings.decode(value)
    choices = set(get_args(hint) or (hint,)) - {NoneType}
    if len(choices) == 1 and isinstance(row_type := choices.pop(), type) and is_dataclass(row_type):
        return lambda encoded, strings: None if encoded is None else _decode_rows(row_type, encoded, strings)[0]
    return lambda value, _: value
