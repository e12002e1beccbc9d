"""A record as the index keeps it: beside its article's text, by what the text does not say already.

A tenth of the text's bytes, where the JSON object takes 3 times them (`tests/bench/index.py` measures it). Whoever
changes a table below, or a kind of column, raises `schema.VERSION`: what was packed with it needs it to be read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any, TypeVar

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
    Moment,
    Place,
    Published,
    Quote,
    Record,
)
from extract.index.store.columns import BASE, Columns, Context, Kind, Reader, Writer
from extract.index.store.kinds import (
    Aliases,
    Amount,
    Bearer,
    Choice,
    Days,
    End,
    EntityOfForm,
    Foretold,
    LabelOfForm,
    Places,
    Spans,
    Start,
    Strings,
)

Table = Sequence[tuple[str, Kind]]
"""The columns of a kind of rows, in the order of their writing; "place" stands for start and end together."""

Row = TypeVar("Row")

_ISO = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d))?")
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


def pack(record: Record) -> bytes:
    """Return the record without its article."""
    about, card = record.dateline, record.card
    context, to = _context(record.article), Writer()
    _put_column(to, Spans(), [about.title, about.source, about.byline], context)
    _put_column(to, _ENGLISH, [record.language], context)
    _put(to, _PUBLISHED, about.candidates, context)
    others = [about.published] if about.published and about.published not in about.candidates[:1] else []
    to.number(0 if others or about.candidates[:1] == (about.published,) else 1)
    _put(to, _PUBLISHED, others, context)
    context.base = _day(about.published)
    for spans in (record.boilerplate, card.lead):
        to.number(len(spans))
        _put_column(to, Spans(), spans, context)
    _put(to, _MENTION, record.mentions, context)
    _learn(context, record.mentions)
    _put(to, _ENTITY, record.entities, context)
    context.entities = record.entities
    for part, (_, table) in _CARD.items():
        _put(to, table, getattr(card, part), context)
    strings = Writer()
    strings.number(len(context.fresh))
    strings.strings(context.fresh, record.article.text)
    return bytes(strings.data + to.data)


def unpack(packed: bytes, article: Article) -> Record:
    """Return the record of an article, of which `pack` was given the same text and metadata."""
    context, of = _context(article), Reader(packed)
    context.fresh.extend(of.strings(of.number(), article.text))
    title, source, byline = _get_column(of, Spans(), 3, context)
    (language,) = _get_column(of, _ENGLISH, 1, context)
    candidates = _get(of, Published, _PUBLISHED, context)
    undated = of.number()
    published = next(iter(_get(of, Published, _PUBLISHED, context) or ([] if undated else candidates)), None)
    context.base = _day(published)
    boilerplate = _get_column(of, Spans(), of.number(), context)
    lead = _get_column(of, Spans(), of.number(), context)
    mentions = _get(of, Mention, _MENTION, context)
    _learn(context, mentions)
    context.entities = entities = _get(of, Entity, _ENTITY, context)
    card = {part: tuple(_get(of, row, table, context)) for part, (row, table) in _CARD.items()}
    return Record(
        article,
        Dateline(title, published, source, byline, tuple(candidates)),
        language,
        tuple(boilerplate),
        tuple(mentions),
        tuple(entities),
        Card(tuple(lead), **card),  # type: ignore[arg-type]
    )


def _context(article: Article) -> Context:
    stated = article.metadata
    return Context(article.text, stated=(stated.title, stated.source, stated.byline, stated.date))


def _day(published: Published | None) -> date:
    try:
        return date.fromisoformat(published.value[:10]) if published else BASE
    except ValueError:
        return BASE


def _learn(context: Context, mentions: Sequence[Mention]) -> None:
    """Have the names that follow foretold by the mentions."""
    context.learn(mention.text for mention in mentions)
    context.places = [(mention.start, mention.end) for mention in mentions]
    for mention in mentions:
        if mention.entity is not None:
            context.labels.setdefault(mention.entity, mention.label)
            context.forms.setdefault(mention.entity, {})[mention.text] = None


def _put(to: Writer, table: Table, rows: Sequence[Any], context: Context) -> None:
    to.number(len(rows))
    before: dict[str, Sequence[Any]] = {}
    for name, kind in table if rows else ():
        before[name] = [(row.start, row.end) if name == "place" else getattr(row, name) for row in rows]
        _put_column(to, kind, before[name], context, before)


def _get(of: Reader, kind_of_row: Callable[..., Row], table: Table, context: Context) -> list[Row]:
    count = of.number()
    before: dict[str, Sequence[Any]] = {}
    for name, kind in table if count else ():
        before[name] = _get_column(of, kind, count, context, before)
    if places := before.pop("place", None):
        before["start"], before["end"] = zip(*places, strict=True)
    return [kind_of_row(**dict(zip(before, values, strict=True))) for values in zip(*before.values(), strict=True)]


def _put_column(
    to: Writer, kind: Kind, values: Sequence[Any], context: Context, before: Columns = MappingProxyType({})
) -> None:
    to.column(kind.numbers(values, before, context), len(values))


def _get_column(
    of: Reader, kind: Kind, count: int, context: Context, before: Columns = MappingProxyType({})
) -> list[Any]:
    return kind.values(of.column(count), before, context)


def _slice(row: int, before: Columns, context: Context) -> str | None:
    """What stands in the row's place."""
    start, end = before["place"][row] if "place" in before else (before["start"][row], before["end"][row])
    return None if start is None else context.text[start:end]


def _stated_date(row: int, before: Columns, context: Context) -> str | None:
    return context.stated[3] if before["start"][row] is None else _slice(row, before, context)


def _iso(row: int, before: Columns, context: Context) -> str | None:
    """The date that a text is, if it is written so."""
    match = _ISO.match(before["text"][row])
    return (f"{match[1]}T{match[2]}" if match[2] else match[1]) if match else None


def _id(row: int, before: Columns, context: Context) -> str | None:
    return f"e{row + 1}"


def _label_of_mention(row: int, before: Columns, context: Context) -> str | None:
    return context.labels.get(before["id"][row])


def _longest_form(row: int, before: Columns, context: Context) -> str | None:
    return max(context.forms.get(before["id"][row], ()), key=len, default=None)


def _of_entity(field: str) -> Foretold:
    """What the entity of the row has under that name."""

    def expected(row: int, before: Columns, context: Context) -> str | None:
        found = next((one for one in context.entities if one.id == before["entity"][row]), None)
        return getattr(found, field) if found else None

    return Foretold(expected)


def _amount(text: str) -> float | None:
    """The first number in a text."""
    match = _NUMBER.search(text)
    return float(match[0].replace(",", "")) if match else None


_ENGLISH = Foretold(lambda *_: "en")
_WRITTEN = Foretold(_slice)
_ANY = Foretold(lambda *_: None)

_PUBLISHED: Table = (
    ("start", Start()),
    ("end", End()),
    ("text", Foretold(_stated_date)),
    ("value", Foretold(_iso)),
    ("origin", Choice("metadata", "text", "filename")),
)
_MENTION: Table = (
    ("start", Start()),
    ("end", End()),
    ("text", _WRITTEN),
    ("label", LabelOfForm()),
    ("entity", EntityOfForm()),
)
_ENTITY: Table = (
    ("id", Foretold(_id)),
    ("label", Foretold(_label_of_mention)),
    ("name", Foretold(_longest_form)),
    ("aliases", Aliases()),
)
_CARD: dict[str, tuple[Callable[..., object], Table]] = {
    "who": (
        Actor,
        (
            ("place", Places()),
            ("entity", Bearer()),
            ("name", _of_entity("name")),
            ("label", _of_entity("label")),
            ("role", Spans()),
        ),
    ),
    "where": (Place, (("place", Places()), ("entity", Bearer()), ("name", _of_entity("name")))),
    "when": (Moment, (("place", Places()), ("text", _WRITTEN), ("value", Days()))),
    "quotes": (
        Quote,
        (
            ("start", Start()),
            ("end", End()),
            ("text", _WRITTEN),
            ("entity", Bearer()),
            ("speaker", _of_entity("name")),
            ("kind", Choice("direct", "indirect")),
            ("cue", Foretold(lambda *_: "said")),
            ("derived", Choice(False, True)),
        ),
    ),
    "figures": (Figure, (("place", Places()), ("text", _WRITTEN), ("value", Amount(_amount)), ("unit", _ANY))),
    "equipment": (
        Equipment,
        (("place", Places()), ("name", _WRITTEN), ("kind", Choice("named", "generic"))),
    ),
    "agreements": (
        Agreement,
        (("place", Places()), ("text", _WRITTEN), ("parties", Strings()), ("status", _ANY)),
    ),
    "flags": (Flag, (("kind", _ANY), ("message", _ANY), ("start", Start()), ("end", End()))),
}
"""Each part of the card but its lead: what its rows are, and their columns."""
