"""A record comes back from the index as it went in, whatever it holds, and takes a fraction of its text's bytes."""

import json
from dataclasses import fields, is_dataclass
from hashlib import blake2b
from typing import Any, get_args, get_type_hints

from hypothesis import given
from hypothesis import strategies as st

from extract.article import (
    LABELS,
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
from extract.index.file_format import VERSION
from extract.index.store.record_codec import APART, decode_record, encode_record
from extract.record import to_json

TEXT = "Ada Holm told Reuters on 3 March 2021 that 12,000 ferries were late. “Łódź – два 𝕏”, said Holm.\n" * 3

offsets = st.integers(0, len(TEXT) + 5)
words = st.one_of(st.text(max_size=8), st.sampled_from(["Ada Holm", "Holm", "Reuters", "said", "e1", "USD", ""]))
maybe = st.one_of(st.none(), words)
ids = st.one_of(st.sampled_from(["e1", "e2", "e3"]), words)
labels = st.one_of(st.sampled_from(LABELS), words)
dates = st.one_of(st.none(), st.sampled_from(["2021-03-03", "2021-03", "2021", "2021-W01-1", "20210303"]), words)


@st.composite
def placed(draw: st.DrawFn, row: type, /, **fields: st.SearchStrategy[Any]) -> Any:
    """A row in some place, whose text is mostly what stands there."""
    start, end = draw(offsets), draw(offsets)
    values = {name: draw(strategy) for name, strategy in fields.items()}
    for name in ("text", "name"):
        if values.get(name) is None and name in fields:
            values[name] = TEXT[start:end]
    return row(start=start, end=end, **values)


spans = st.one_of(
    placed(Span, text=maybe), st.builds(Span, words), st.builds(Span, words, st.none(), offsets), st.just(Span("Holm"))
)


def rows(row: type, /, **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.lists(placed(row, **fields), max_size=4).map(tuple)


published = st.builds(
    Published,
    st.one_of(words, st.sampled_from(["2021-03-03", "2021-03-03T10:20"])),
    st.one_of(words, st.just("2021-03-03 10:20")),
    st.one_of(st.none(), offsets),
    st.one_of(st.none(), offsets),
    st.sampled_from(["text", "metadata", "filename"]),
)
cards = st.builds(
    Card,
    lead=st.lists(spans, max_size=3).map(tuple),
    who=rows(Actor, entity=ids, name=words, label=labels, role=st.one_of(st.none(), spans)),
    where=rows(Place, entity=st.one_of(st.none(), ids), name=words),
    when=rows(Moment, text=maybe, value=dates),
    quotes=rows(
        Quote,
        text=maybe,
        speaker=maybe,
        entity=st.one_of(st.none(), ids),
        kind=st.sampled_from(["direct", "indirect"]),
        cue=maybe,
        derived=st.booleans(),
    ),
    figures=rows(Figure, text=maybe, value=st.floats(allow_nan=False), unit=maybe),
    equipment=rows(Equipment, name=maybe, kind=st.sampled_from(["named", "generic"])),
    agreements=rows(Agreement, text=maybe, parties=st.lists(words, max_size=3).map(tuple), status=words),
    flags=st.lists(
        st.builds(Flag, words, words, st.one_of(st.none(), offsets), st.one_of(st.none(), offsets)), max_size=3
    ).map(tuple),
)
metadata = st.builds(Metadata, title=maybe, date=maybe, source=maybe, byline=maybe)
records = st.builds(
    Record,
    article=st.builds(Article, st.just("a"), st.just("a.txt"), st.just(TEXT), metadata),
    dateline=st.builds(
        Dateline,
        *(st.one_of(st.none(), spans), st.one_of(st.none(), published)),
        *(st.one_of(st.none(), spans), st.one_of(st.none(), spans)),
        candidates=st.lists(published, max_size=3).map(tuple),
    ),
    language=st.one_of(st.none(), st.sampled_from(["en", "uk"]), words),
    boilerplate=st.lists(spans, max_size=3).map(tuple),
    mentions=rows(Mention, text=maybe, label=labels, entity=st.one_of(st.none(), ids)),
    entities=st.lists(st.builds(Entity, ids, labels, words, st.lists(words, max_size=3).map(tuple)), max_size=4).map(
        tuple
    ),
    card=cards,
)


@given(records)
def test_every_record_comes_back_as_it_was(record: Record) -> None:
    assert decode_record(encode_record(record), record.article) == record


def test_what_the_text_says_too_is_not_kept_again() -> None:
    article = Article("a", "a.txt", TEXT, Metadata(title="Ferries late", date="2021-03-03", source="Reuters"))
    at = [place for place in range(len(TEXT)) if TEXT.startswith("Holm", place)]
    record = Record(
        article,
        Dateline(
            Span("Ferries late"),
            day := Published("2021-03-03", "2021-03-03", None, None, "metadata"),
            Span("Reuters"),
            candidates=(day,),
        ),
        "en",
        mentions=tuple(Mention(start, start + 4, "Holm", "PERSON", "e1") for start in at),
        entities=(Entity("e1", "PERSON", "Holm"),),
        card=Card(
            who=(Actor("e1", "Holm", "PERSON", None, at[0], at[0] + 4),),
            when=(Moment("3 March 2021", "2021-03-03", 25, 37),),
            figures=(Figure("12,000 ferries", 12000, "ferries", 43, 57),),
        ),
    )
    assert decode_record(encode_record(record), article) == record
    assert 3 * len(encode_record(record)) < len(json.dumps(to_json(record)))


SHAPE_OF_VERSION = (15, "8528abe6d8ec5e3d")
"""`file_format.VERSION`, and a digest of the fields that a record of it has."""


def shape_of(kind: Any, apart: tuple[str, ...] = ()) -> str:
    """Write out the fields of a dataclass, and of the dataclasses in them."""
    if not is_dataclass(kind):
        return "".join(map(shape_of, get_args(kind)))
    hints = get_type_hints(kind)
    return f"({', '.join(f'{one.name}{shape_of(hints[one.name])}' for one in fields(kind) if one.name not in apart)})"


def test_records_of_another_shape_have_another_version() -> None:
    digest = blake2b(shape_of(Record, APART).encode(), digest_size=8).hexdigest()
    assert (VERSION, digest) == SHAPE_OF_VERSION, "raise file_format.VERSION, and write the pair here"
