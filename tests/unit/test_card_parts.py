"""A part of the card is never lost: it survives record and index, is drawn on the card and stands in every export."""

import io
import json
import re
from collections.abc import Callable
from dataclasses import fields
from importlib import import_module
from pathlib import Path

import pytest

from extract.article import (
    Actor,
    Agreement,
    Article,
    Card,
    Entity,
    Equipment,
    Figure,
    Flag,
    Mention,
    Moment,
    Place,
    Quote,
    Record,
    Span,
)
from extract.card_parts import PARTS, CardPart, PartItem, card_items
from extract.export import FORMATS, ExportItem, ExportSummary, load_exporter
from extract.index import Corpus, Index
from extract.index.build import build
from extract.record import from_json, to_json
from tui.theme import make_theme
from tui.views.card import lay_out, parts

LABELS_ONLY = {"conll"}
"""Formats of labelled tokens, whose readers take nothing else."""

TEXT = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen"


def at(word: str) -> tuple[int, int]:
    start = TEXT.index(word)
    return start, start + len(word)


FILLED: dict[str, object] = {
    "lead": Span("one", *at("one")),
    "who": Actor("e1", "two", "PERSON", Span("three", *at("three")), *at("two")),
    "where": Place("e2", "four", *at("four")),
    "when": Moment("five", "2031-05-03", *at("five")),
    "quotes": Quote("six", *at("six"), "seven", "e1", "indirect", "eight", derived=True),
    "figures": Figure("nine", 9.5, "ships", *at("nine"), (Span("eight", *at("eight")),)),
    "equipment": Equipment("ten", "named", *at("ten")),
    "agreements": Agreement("eleven", ("twelve", "thirteen"), "signed", *at("eleven")),
    "flags": Flag("garbled", "fourteen", *at("fourteen")),
}
"""A value for each part of the card, none of them a default."""


@pytest.fixture
def record() -> Record:
    return Record(
        Article("a1", "one.txt", TEXT),
        language="en",
        mentions=(Mention(*at("two"), "two", "PERSON", "e1"), Mention(*at("four"), "four", "FAC", "e2")),
        entities=(Entity("e1", "PERSON", "two", ("seven",)), Entity("e2", "FAC", "four")),
        card=Card(**{name: (value,) for name, value in FILLED.items()}),
    )


@pytest.fixture(params=PARTS, ids=lambda part: part.field)
def part(request: pytest.FixtureRequest) -> CardPart:
    return request.param


@pytest.fixture
def said(part: CardPart, record: Record) -> PartItem:
    ((item,),) = [items for one, items in card_items(record) if one is part]
    return item


def test_what_begins_behind_the_place_and_the_agency() -> None:
    text = "VELDEN (Reuters) - The ferry left."
    record = Record(Article("a", "a", text), card=Card(lead=(Span(text, 0, len(text)), Span("It sank."))))
    what = {part.field: items for part, items in card_items(record)}["lead"]
    assert what == (PartItem("The ferry left.", start=19, end=len(text)), PartItem("It sank."))


def test_every_field_of_the_card_has_its_part_and_its_value_here() -> None:
    names = [field.name for field in fields(Card)]
    assert sorted(part.field for part in PARTS) == sorted(names)
    assert sorted(FILLED) == sorted(names)


def test_every_field_of_the_card_is_set_by_the_pipeline() -> None:
    from spacy.language import Language

    from extract.components.state import STATE
    from extract.pipeline import AFTER, BEFORE

    for name in (*BEFORE, *AFTER):
        import_module(f"extract.components.{name}")
    assigned = {what for name in (*BEFORE, *AFTER) for what in Language.get_factory_meta(f"sitrep_{name}").assigns}
    assert {f"doc._.{field.name}" for field in fields(Card)} <= assigned
    assert {field.name for field in fields(Card)} <= STATE.keys()


def test_every_field_of_every_value_survives_the_record(record: Record) -> None:
    line = json.loads(json.dumps(to_json(record)))
    assert from_json(line).card == record.card


def test_a_record_of_another_shape_is_refused(record: Record, part: CardPart) -> None:
    line = to_json(record)
    line["card"][part.field] = [{"text": 5}]
    with pytest.raises(TypeError, match=part.field):
        from_json(line)


def test_every_field_of_every_value_survives_the_index(record: Record, tmp_path: Path) -> None:
    path = tmp_path / "records.jsonl"
    path.write_text(json.dumps({**to_json(record), "pipeline": "p1"}) + "\n")
    corpus = Corpus.locate([str(path)])
    build(corpus, lambda _: None, pipeline=lambda: "p1")
    stored = Index.open(corpus).article("a1")
    assert stored is not None
    assert stored.record is not None
    assert stored.record.card == record.card


def test_every_part_is_drawn_on_the_card(part: CardPart, said: PartItem, record: Record) -> None:
    layout = lay_out(parts(record), 80, make_theme("dark"))
    lines = ["".join(piece for piece, _ in line.pieces) for line in layout.lines]
    (line,) = [line for line in lines if line.startswith(part.name.ljust(8))]
    assert all(words in line for words in (said.text, said.detail, said.derived))


@pytest.mark.parametrize("name", sorted(set(FORMATS) - LABELS_ONLY))
def test_every_part_stands_in_every_export(
    name: str, said: PartItem, record: Record, written: Callable[[str], str]
) -> None:
    assert said.text in written(name)
    for word in re.findall(r"[\w-]+", f"{said.detail} {said.derived}"):
        assert word in written(name)


@pytest.fixture
def written(record: Record) -> Callable[[str], str]:
    def write(name: str) -> str:
        out = io.BytesIO()
        load_exporter(name)([ExportItem(record)], ExportSummary("news", "", "2031-06-01T10:00:00+00:00", 1), out)
        if name != "spacy":
            return out.getvalue().decode().replace("\\", "")
        import spacy
        from spacy.tokens import DocBin

        (doc,) = DocBin().from_bytes(out.getvalue()).get_docs(spacy.blank("en").vocab)
        return json.dumps(doc.user_data["card"])

    return write
