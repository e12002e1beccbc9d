"""What sitrep itself exported is taken as extracted, where it is whole and of the same pipeline."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from extract.article import Article, Entity, Mention, Record, Span
from extract.decisions import Decision, Rules
from extract.index import Corpus, Index, Overlay
from extract.index.build import build as build_index
from extract.index.search.kwic import find_lines
from extract.index.store.verify import find_problems
from extract.record import to_json
from tests.unit.index.conftest import ids
from tests.unit.index.conftest import scan as scan_corpus
from tests.unit.index.fakes import InProcess, record

TEXT = "Ada Holm said on Monday that the ferry would sail again by the end of the week."


scan = partial(scan_corpus, pipeline=lambda: "p1")
build = partial(build_index, pipeline=lambda: "p1")


def row(**changes: object) -> dict[str, Any]:
    """Return a line as `sitrep export` writes it."""
    made = record(Article("a", "elsewhere.txt", TEXT))
    dated = replace(made.dateline, title=Span("Ferry to sail"), source=Span("The Bay Times"))
    return {**to_json(replace(made, dateline=dated, pipeline="p1")), **changes}


def test_a_record_of_this_pipeline_is_taken_over(corpus: Corpus, write_jsonl: Callable[..., Path]) -> None:
    write_jsonl([row()])
    index = scan(corpus)
    assert index.counts().extracted == 1
    stored = index.article("a")
    assert stored is not None
    assert stored.record is not None
    assert (stored.state, stored.title) == ("extracted", "Ferry to sail")
    assert {**to_json(stored.record), "path": "elsewhere.txt"} == row()
    assert ids(index, 'person:"Ada Holm" said:holm source:*bay*') == ["a"]
    assert find_problems(corpus) == []


def test_it_is_not_extracted_again_and_a_second_scan_changes_nothing(
    corpus: Corpus, write_jsonl: Callable[..., Path]
) -> None:
    path = write_jsonl([row(), {"id": "b", "text": "Jon Weil said nothing."}])
    pools: list[InProcess] = []

    def start(more: Any, dictionary: bytes | None, own: bytes) -> InProcess:
        pools.append(InProcess(more, dictionary))
        return pools[-1]

    build(corpus, lambda _: None, start=start)
    assert [pool.taken for pool in pools] == [["b"]]
    path.write_text(path.read_text() + "\n")
    again = build(corpus, lambda _: None, start=start)
    assert (again.scanned.kept, again.scanned.changed, again.scanned.added) == (2, 0, 0)
    assert Index.open(corpus).counts().extracted == 2


@pytest.mark.parametrize(
    "changes",
    [
        {"pipeline": "another"},
        {"pipeline": None},
        {"mentions": [{"start": 0, "end": 900, "text": "Ada Holm", "label": "PERSON", "entity": "e1"}]},
        {"mentions": [{"start": 0, "end": 3, "text": "Bea", "label": "PERSON", "entity": "e1"}]},
        {"card": {}},
        {"entities": "none"},
        {"text": TEXT[1:]},
    ],
)
def test_what_is_of_another_pipeline_or_does_not_fit_is_to_be_extracted(
    corpus: Corpus, write_jsonl: Callable[..., Path], changes: dict[str, object]
) -> None:
    write_jsonl([row(**changes)])
    counts = scan(corpus).counts()
    assert (counts.articles, counts.extracted, counts.faults) == (1, 0, 0)


def test_a_record_that_an_analyst_changed_does_not_say_which_pipeline_made_it(
    corpus: Corpus, write_jsonl: Callable[..., Path]
) -> None:
    write_jsonl([row()])
    index = scan(corpus)
    stored = index.article("a")
    assert stored is not None
    assert stored.record is not None
    assert stored.record.pipeline == "p1"
    rules = Rules([Decision("reject", "PERSON", ("Ada Holm",))])
    decided = index.article("a", Overlay(rules=rules))
    assert decided is not None
    assert decided.record is not None
    assert decided.record.mentions == ()
    assert decided.record.pipeline is None


def test_a_name_is_marked_where_it_is_that_persons(corpus: Corpus, write_jsonl: Callable[..., Path]) -> None:
    text = "Dmytro Kuleba met Oleksiy Kuleba. Kuleba had flown in; Oleksiy Kuleba had not."
    mentions = tuple(
        Mention(start, start + len(name), name, "PERSON", entity)
        for start, name, entity in [
            (0, "Dmytro Kuleba", "e1"), (18, "Oleksiy Kuleba", "e2"), (34, "Kuleba", "e1"), (55, "Oleksiy Kuleba", "e2")
        ]
    )  # fmt: skip
    entities = (Entity("e1", "PERSON", "Dmytro Kuleba", ("Kuleba",)), Entity("e2", "PERSON", "Oleksiy Kuleba"))
    made = Record(Article("a", "news", text), mentions=mentions, entities=entities, pipeline="p1")
    write_jsonl([to_json(made), {"id": "b", "text": "Dmytro Kuleba is named here, where nobody has looked yet."}])
    index = scan(corpus)

    def marked(query: str, overlay: Overlay | None = None) -> list[str]:
        stored = index.article("a", overlay)
        assert stored is not None
        return [f"{text[start:end]} {start}" for start, end in index.hits(query, stored, overlay)]

    assert marked('person:"Dmytro Kuleba"') == ["Dmytro Kuleba 0", "Kuleba 34"]
    assert marked('person:"Oleksiy Kuleba" or flown') == ["Oleksiy Kuleba 18", "flown 45", "Oleksiy Kuleba 55"]
    assert len(marked("person:kuleba*")) == 4
    rejected = Rules([Decision("reject", "PERSON", ("Kuleba",))])
    assert marked('person:"Dmytro Kuleba"', Overlay(rules=rejected)) == ["Dmytro Kuleba 0"]
    found = find_lines(index.database, index.search(""), 'person:"Dmytro Kuleba"', 10)
    assert [line.start for line in found] == [0, 34]
