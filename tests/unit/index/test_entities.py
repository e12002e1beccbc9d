"""The entities of a corpus, listed, and found by any part of what they are called."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from extract.decisions import Decision, Rules
from extract.index import Corpus, Index, Overlay
from extract.index.search.entity_lookup import find_entities
from tests.unit.index.conftest import ids
from tests.unit.index.test_extraction import extract

NAMES = ["Žofia Nováková", "Piotr Wolny", "Anna Kowalska", "Piotr Wolny", "Ana Kowalsky", "Ivo Nord_Ost"]


@pytest.fixture
def index(corpus: Corpus, write_jsonl: Callable[..., Path]) -> Index:
    write_jsonl([{"id": str(n), "text": f"{name} walks."} for n, name in enumerate(NAMES)])
    extract(corpus)
    return Index.open(corpus)


def listed(index: Index, part: str = "", *decisions: Decision, limit: int = 100) -> list[tuple[str, int]]:
    overlay = Overlay(rules=Rules(decisions))
    return [(row.name, row.count) for row in index.entities(overlay=overlay, part=part, limit=limit)]


@pytest.mark.parametrize(
    ("part", "found"),
    [
        ("wol", {"Piotr Wolny"}),
        ("OLN", {"Piotr Wolny"}),
        ("otr wo", {"Piotr Wolny"}),
        ("novak", {"Žofia Nováková"}),
        ("ákov", {"Žofia Nováková"}),
        ("zof", {"Žofia Nováková"}),
        ("kowal", {"Anna Kowalska", "Ana Kowalsky"}),
        ("d_o", {"Ivo Nord_Ost"}),
        ("n_w", set()),
        ("%", set(NAMES)),
        ("*", set(NAMES)),
        ("", set(NAMES)),
        ("wolnyy", set()),
    ],
)
def test_any_part_of_a_name_finds_it(index: Index, part: str, found: set[str]) -> None:
    assert {name for name, _ in listed(index, part)} == found


def test_what_the_analyst_calls_it_finds_it_too(index: Index) -> None:
    renamed = Decision("rename", "PERSON", ("Piotr Wolny",), value="The Mayor")
    assert listed(index, "mayo", renamed) == [("The Mayor", 2)]
    assert listed(index, "woln", renamed) == [("The Mayor", 2)]
    overlay = Overlay(rules=Rules([renamed]))
    assert ids(index, 'person:"the mayor"', overlay=overlay) == ids(index, "person:wolny", overlay=overlay) != []


def test_what_was_merged_is_one_row_with_the_articles_of_both(index: Index) -> None:
    merged = Decision("merge", "PERSON", ("Piotr Wolny",), others=("Anna Kowalska",))
    assert listed(index, "", merged)[0] == ("Piotr Wolny", 3)
    assert [name for name, _ in listed(index, "", merged)].count("Piotr Wolny") == 1
    assert listed(index, "kowalska", merged) == listed(index, "wolny", merged) == [("Piotr Wolny", 3)]
    (row,) = index.entities(overlay=Overlay(rules=Rules([merged])), part="kowalska")
    assert set(row.forms) == {"Piotr Wolny", "Anna Kowalska"}


def test_what_was_rejected_is_not_found(index: Index) -> None:
    assert listed(index, "wolny", Decision("reject", "PERSON", ("Piotr Wolny",))) == []


def test_of_many_those_that_most_articles_name_come_first(index: Index) -> None:
    assert listed(index, "o", limit=1) == [("Piotr Wolny", 2)]


def test_a_form_that_another_bears_too_joins_only_those_that_were_merged(index: Index) -> None:
    merged = Decision("merge", "PERSON", ("Piotr Wolny", "Anna Kowalska's"), others=("Ivo Nord_Ost",))
    overlay = Overlay(rules=Rules([merged]))
    assert ids(index, 'person:"Piotr Wolny"', overlay=overlay) == ids(index, "wolny or nord_ost")


@pytest.mark.parametrize("name", ["kowalska", "Anna Kowalska", "kow*", "*owal*"])
def test_a_name_is_looked_up_by_its_forms_not_by_going_through_all_that_a_label_has(index: Index, name: str) -> None:
    plans: list[str] = []

    def explained(sql: str, values: tuple[object, ...] = ()) -> object:
        plans.append(index.database.fetch(f"EXPLAIN QUERY PLAN {sql}", values)[0][3])
        return index.database.fetch(sql, values)

    assert find_entities(explained, name, ("PERSON",))
    assert all(" form" in plan for plan in plans)
