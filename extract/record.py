"""The record: the JSON object, one line an article, in which everything derived leaves and enters sitrep.

Its shape is a promise to whoever scripts against `sitrep extract`; `from_json` reads back what `to_json` writes. Parts
of the card are walked field by field, so that a new one needs nothing here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from extract.article import Article, Card, Dateline, Entity, Mention, Metadata, PageKind, Published, Record, Span

Json = dict[str, Any]


def to_json(record: Record) -> Json:
    """Encode a record as the JSON object of `sitrep extract`, keys in a fixed order."""
    article, dateline = record.article, record.dateline
    return {
        "id": article.id,
        "path": article.path,
        "kind": record.kind,
        "title": _plain(dateline.title),
        "published": _plain(dateline.published) or _undated(article.metadata.date),
        "source": _plain(dateline.source),
        "byline": _plain(dateline.byline),
        "language": record.language,
        "url": article.metadata.url,
        "part": article.metadata.part,
        "text": article.text,
        "boilerplate": [{"start": span.start, "end": span.end} for span in record.boilerplate],
        "mentions": _plain(record.mentions),
        "entities": _plain(record.entities),
        "card": _plain(record.card),
        "published_candidates": _plain(dateline.candidates),
        "pipeline": record.pipeline,
        "model": record.model,
    }


def from_json(data: Mapping[str, Any]) -> Record:
    """Decode a record.

    Raises:
        KeyError, TypeError: where the object is not a record; the reader that calls this says which line it was.

    """
    text, published = _convert(data["text"], str), data["published"]
    words = published["text"] if published and published.get("value") is None else None
    return Record(
        article=Article(
            id=_convert(data["id"], str),
            path=_convert(data["path"], str),
            text=text,
            metadata=Metadata(
                date=_convert(words, str | None),
                url=_convert(data.get("url"), str | None),
                part=_convert(data.get("part"), str | None),
            ),
        ),
        kind=_convert(data.get("kind", "article"), PageKind),
        dateline=Dateline(
            title=_convert(data["title"], Span | None),
            published=None if words is not None else _convert(published, Published | None),
            source=_convert(data["source"], Span | None),
            byline=_convert(data["byline"], Span | None),
            candidates=_convert(data.get("published_candidates", ()), tuple[Published, ...]),
        ),
        language=_convert(data["language"], str | None),
        boilerplate=tuple(Span.of(text, span["start"], span["end"]) for span in data["boilerplate"]),
        mentions=_convert(data["mentions"], tuple[Mention, ...]),
        entities=_convert(data["entities"], tuple[Entity, ...]),
        card=_convert({field.name: data["card"][field.name] for field in fields(Card)}, Card),
        pipeline=_convert(data.get("pipeline"), str | None),
        model=_convert(data.get("model"), str | None),
    )


def has_valid_offsets(value: object, text: str) -> bool:
    """Whether all offsets in a record's object are within `text`, and its words stand there."""
    if isinstance(value, Mapping):
        start, end = value.get("start"), value.get("end")
        if start is not None or end is not None:
            if not isinstance(start, int) or not isinstance(end, int) or not 0 <= start <= end <= len(text):
                return False
            if "text" in value and value["text"] != text[start:end]:
                return False
        return all(has_valid_offsets(part, text) for part in value.values())
    return all(has_valid_offsets(part, text) for part in value) if isinstance(value, list) else True


def _undated(words: str | None) -> Json | None:
    """Encode what a file says of an article's date where that is no day of a calendar: "6 years ago", "July 30"."""
    return {"value": None, "text": words, "start": None, "end": None, "origin": "metadata"} if words else None


def _plain(value: Any) -> Any:
    """Convert a value to plain JSON types, ten times as fast as `dataclasses.asdict`, which copies every string."""
    if isinstance(value, str) or value is None:
        return value
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if is_dataclass(value):
        return {field: _plain(getattr(value, field)) for field in value.__dataclass_fields__}
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _convert(data: object, kind: Any) -> Any:
    """Return plain data as values of this type, every part checked; fields that are not known are left out.

    Raises:
        TypeError: where the data has another shape.

    """
    import msgspec  # only who reads records waits for it

    try:
        return msgspec.convert(data, kind)
    except msgspec.ValidationError as error:
        raise TypeError(str(error)) from error
