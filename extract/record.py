"""The record: the JSON object, one line an article, in which everything derived leaves and enters sitrep.

Its shape is a promise to whoever scripts against `sitrep extract`; `from_json` reads back what `to_json` writes.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from extract.article import (
    Actor,
    Agreement,
    Article,
    Card,
    Dateline,
    Entity,
    Equipment,
    Figure,
    Flag,
    Mention,
    Metadata,
    Moment,
    Place,
    Published,
    Quote,
    Record,
    Span,
)

Json = dict[str, Any]


def to_json(record: Record) -> Json:
    """Return the record as the JSON object that the design describes, keys in its order."""
    article, dateline, card = record.article, record.dateline, record.card
    return {
        "id": article.id,
        "path": article.path,
        "title": _span(dateline.title),
        "published": _plain(dateline.published) if dateline.published else None,
        "source": _span(dateline.source),
        "byline": _span(dateline.byline),
        "language": record.language,
        "url": article.metadata.url,
        "text": article.text,
        "boilerplate": [{"start": b.start, "end": b.end} for b in record.boilerplate],
        "mentions": [
            {"start": m.start, "end": m.end, "text": m.text, "label": m.label, "entity": m.entity}
            for m in record.mentions
        ],
        "entities": [
            {"id": e.id, "label": e.label, "name": e.name, "aliases": list(e.aliases)} for e in record.entities
        ],
        "card": {
            "lead": [_plain(s) for s in card.lead],
            "who": [_plain(a) for a in card.who],
            "where": [_plain(p) for p in card.where],
            "when": [_plain(m) for m in card.when],
            "quotes": [_plain(q) for q in card.quotes],
            "figures": [{**_plain(f), "value": _number(f.value)} for f in card.figures],
            "equipment": [_plain(e) for e in card.equipment],
            "agreements": [{**_plain(a), "parties": list(a.parties)} for a in card.agreements],
            "flags": [_plain(f) for f in card.flags],
        },
        "published_candidates": [_plain(p) for p in dateline.candidates],
        "pipeline": record.pipeline,
    }


def from_json(data: Mapping[str, Any]) -> Record:
    """Read back a record.

    Raises:
        KeyError, TypeError: where the object is not a record; the reader that calls this says which line it was.

    """
    card = data["card"]
    text = data["text"]
    return Record(
        article=Article(
            id=data["id"],
            path=data["path"],
            text=text,
            metadata=Metadata(url=data.get("url")),
        ),
        dateline=Dateline(
            title=_to_span(data["title"]),
            published=Published(**data["published"]) if data["published"] else None,
            source=_to_span(data["source"]),
            byline=_to_span(data["byline"]),
            candidates=tuple(Published(**p) for p in data.get("published_candidates", ())),
        ),
        language=data["language"],
        boilerplate=tuple(Span.of(text, b["start"], b["end"]) for b in data["boilerplate"]),
        mentions=tuple(Mention(**m) for m in data["mentions"]),
        entities=tuple(Entity(**{**e, "aliases": tuple(e["aliases"])}) for e in data["entities"]),
        card=Card(
            lead=tuple(Span(**s) for s in card["lead"]),
            who=tuple(Actor(**{**a, "role": _to_span(a["role"])}) for a in card["who"]),
            where=tuple(Place(**p) for p in card["where"]),
            when=tuple(Moment(**m) for m in card["when"]),
            quotes=tuple(Quote(**q) for q in card["quotes"]),
            figures=tuple(Figure(**f) for f in card["figures"]),
            equipment=tuple(Equipment(**e) for e in card["equipment"]),
            agreements=tuple(Agreement(**{**a, "parties": tuple(a["parties"])}) for a in card["agreements"]),
            flags=tuple(Flag(**f) for f in card["flags"]),
        ),
        pipeline=data.get("pipeline"),
    )


def sound(value: object, text: str) -> bool:
    """Tell whether everything in a record's object stands where it says: offsets within `text`, and its words there."""
    if isinstance(value, Mapping):
        start, end = value.get("start"), value.get("end")
        if start is not None or end is not None:
            if not isinstance(start, int) or not isinstance(end, int) or not 0 <= start <= end <= len(text):
                return False
            if "text" in value and value["text"] != text[start:end]:
                return False
        return all(sound(part, text) for part in value.values())
    return all(sound(part, text) for part in value) if isinstance(value, list) else True


def _plain(value: Any) -> Json:
    """Return a dataclass as an object; ten times as fast as `dataclasses.asdict`, which copies every string."""
    read = ((name, getattr(value, name)) for name in value.__dataclass_fields__)
    return {name: _plain(part) if isinstance(part, Span) else part for name, part in read}


def _span(span: Span | None) -> Json | None:
    return _plain(span) if span else None


def _to_span(data: Mapping[str, Any] | None) -> Span | None:
    return Span(**cast("dict[str, Any]", data)) if data else None


def _number(value: float) -> int | float:
    """7000 rather than 7000.0: whole numbers are written as such."""
    return int(value) if float(value).is_integer() else value
