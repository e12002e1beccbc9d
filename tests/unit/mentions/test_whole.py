"""Names are made whole, and lists of places taken apart."""

from __future__ import annotations

import pytest

from extract.mentions.agree import find_surnames, find_unmarked, unify_labels
from extract.mentions.classes import find_equipment_classes
from extract.mentions.found import STRONG, WEAK, Proposal
from extract.mentions.shapes import guess_names
from extract.mentions.whole import (
    complete_names,
    confirm_datelines,
    confirm_definite,
    find_common_acronyms,
    find_dateline_places,
    find_firms,
    find_introduced,
    join_bodies,
    join_persons,
    split_place_lists,
)


def _marked(text: str, *names: tuple[str, str]) -> list[Proposal]:
    found, at = [], 0
    for name, label in names:
        at = text.index(name, at)
        found.append(Proposal(at, at + len(name), label, 2))
        at += len(name)
    return found


def _shown(text: str, found: list[Proposal]) -> list[tuple[str, str]]:
    return [(text[f.start : f.end], f.label) for f in found]


def test_two_halves_of_a_persons_name_are_one():
    text = "Then Anna Brandt left."
    assert _shown(text, join_persons(_marked(text, ("Anna", "PERSON"), ("Brandt", "PERSON")), text)) == [
        ("Anna Brandt", "PERSON")
    ]


def test_a_given_name_before_a_surname_belongs_to_it():
    text = "Then Anna Brandt left."
    assert _shown(text, join_persons(_marked(text, ("Brandt", "PERSON")), text)) == [("Anna Brandt", "PERSON")]


def test_a_body_takes_in_what_it_is_of():
    text = "The Harbour Board of Poland met."
    assert _shown(text, join_bodies(_marked(text, ("Harbour Board", "ORG"), ("Poland", "LOC")), text)) == [
        ("Harbour Board of Poland", "ORG")
    ]


def test_what_a_body_is_before_its_name_is_no_other_body():
    text = "Norwegian Bank Quillon rose."
    assert _shown(text, join_bodies(_marked(text, ("Norwegian Bank", "ORG"), ("Quillon", "ORG")), text)) == [
        ("Quillon", "ORG")
    ]


def test_an_abbreviation_of_a_common_noun_names_no_body() -> None:
    text = "Adjustable-rate loans (ARL) and harbour bonds (HBs), says the harbour council (HC) in Oslo (OS)."
    assert find_common_acronyms(text) == {"ARL", "HBs"}


def test_initials_before_a_body_belong_to_it() -> None:
    text = "Then T.K. Holm & Co lent more."
    assert _shown(text, join_bodies(_marked(text, ("T.K.", "ORG"), ("Holm & Co", "ORG")), text)) == [
        ("T.K. Holm & Co", "ORG")
    ]


def test_a_name_that_lacks_a_word_is_made_whole_where_the_article_has_it_elsewhere() -> None:
    text = "The Local Harbour Board met. A Local Harbour Board official left. The Harbour Board of Oslo did not."
    marks = [("Local Harbour Board", "ORG"), ("Harbour Board", "ORG"), ("Harbour Board", "ORG"), ("Oslo", "LOC")]
    assert _shown(text, complete_names(_marked(text, *marks), text)) == [
        ("Local Harbour Board", "ORG"),
        ("Local Harbour Board", "ORG"),
        ("Harbour Board", "ORG"),
        ("Oslo", "LOC"),
    ]
    text = "The Oslo Harbour Board met. An Oslo Harbour Board official left."
    marks = [("Oslo Harbour Board", "ORG"), ("Oslo", "LOC"), ("Harbour Board", "ORG")]
    assert _shown(text, complete_names(_marked(text, *marks), text)) == [("Oslo Harbour Board", "ORG")] * 2


def test_a_list_of_places_is_taken_apart_but_not_a_place_and_its_country():
    text = "In Alston, Brigg; then Alston, Poland."
    assert _shown(
        text, split_place_lists(_marked(text, ("Alston, Brigg", "LOC"), ("Alston, Poland", "LOC")), text)
    ) == [
        ("Alston", "LOC"),
        ("Brigg", "LOC"),
        ("Alston, Poland", "LOC"),
    ]


def test_two_bodies_that_are_taken_for_one_are_taken_apart() -> None:
    text = "So says the Ministry of Trade and the Ministry of Health."
    marked = _marked(text, ("Ministry of Trade and the Ministry of Health", "ORG"))
    assert _shown(text, split_place_lists(marked, text)) == [
        ("Ministry of Trade", "ORG"),
        ("Ministry of Health", "ORG"),
    ]


def test_the_kind_of_a_place_belongs_to_its_name():
    text = "The Kingdom of Quillia fell."
    assert _shown(text, split_place_lists(_marked(text, ("Quillia", "LOC")), text)) == [("Kingdom of Quillia", "LOC")]


def test_a_body_is_introduced_by_its_abbreviation():
    text = "Today the Harbour Safety Board (HSB) met; output (GDP) fell."
    assert _shown(text, find_introduced(text)) == [("Harbour Safety Board", "ORG"), ("HSB", "ORG")]


def test_a_dateline_settles_an_ambiguous_place():
    text = "DALLAS (Reuters) - Dallas Brown won."
    marked = _marked(text, ("DALLAS", "LOC"), ("Dallas", "LOC"))
    assert _shown(text, confirm_datelines(marked, text)) == [("DALLAS", "LOC")]


def test_a_full_name_settles_its_short_form_unless_that_is_listed():
    text = "Anna Brandt came. Brandt spoke. Brandt left."
    marked = _marked(text, ("Anna Brandt", "PERSON"), ("Brandt", "LOC"), ("Brandt", "LOC"))
    assert [f.label for f in unify_labels(marked, text)] == ["PERSON", "PERSON", "PERSON"]
    listed = [marked[0], *(f._replace(strength=STRONG) for f in marked[1:])]
    assert [f.label for f in unify_labels(listed, text)] == ["PERSON", "LOC", "LOC"]


def test_a_companys_full_name_speaks_for_its_first_word():
    text = "Quillmark International Inc grew. Quillmark hired."
    marked = _marked(text, ("Quillmark International Inc", "ORG"), ("Quillmark", "PERSON"))
    assert [f.label for f in unify_labels(marked, text)] == ["ORG", "ORG"]


def test_a_company_may_have_a_persons_name_and_a_country_behind_it():
    for full, short in (("Ada Lind Inc", "Ada Lind"), ("Torvik Norway", "Torvik")):
        text = f"{full} grew. Then {short} shrank."
        assert [m.label for m in unify_labels(_marked(text, (full, "ORG"), (short, "PERSON")), text)] == ["ORG"] * 2


def test_whoever_leads_a_company_does_not_make_it_a_person() -> None:
    text = "A group led by Torvik Lind Inc gave up. Torvik Lind Inc left."
    marked = _marked(text, ("Torvik Lind Inc", "ORG"), ("Torvik Lind Inc", "ORG"))
    assert [m.label for m in unify_labels(marked, text)] == ["ORG", "ORG"]


def test_names_are_marked_wherever_they_stand():
    text = "Anna Brandt met Alston. Brandt said Alston, not Alston or Alstons, not Brandt-like."
    assert _shown(text, find_surnames(_marked(text, ("Anna Brandt", "PERSON")), text)) == [("Brandt", "PERSON")] * 2
    often = _marked(text, ("Alston", "LOC"), ("Alston", "LOC"), ("Alston", "LOC"))
    assert len(find_unmarked(often, text)) == 3
    assert find_unmarked(often[:2], text) == []


def test_a_row_of_capitals_without_end_is_read_in_pieces():
    assert all(found.end - found.start < 200 for found in guess_names("Able Baker " * 3000))


def test_a_row_of_modifiers_without_end_is_read_in_pieces():
    text = "anti-tank " * 2000
    assert find_equipment_classes(text + "missiles", [(0, len(text) + 8)], [])[-1].end == len(text) + 8


def test_a_body_with_an_ordinary_name_is_one_where_the_article_calls_it_the():
    text = "Coalition aircraft struck. The city fell to the Coalition on Monday."
    weak = [Proposal(at, at + 9, "ORG", WEAK) for at in (0, text.rindex("Coalition"))]
    assert [found.start for found in confirm_definite(weak, text)] == [0, text.rindex("Coalition")]
    text = "Coalition aircraft struck again."  # reports of armies
    assert len(confirm_definite([Proposal(0, 9, "ORG", WEAK)], text)) == 1
    text = "Coalition talks went on in the Coalition House."
    assert confirm_definite([Proposal(0, 9, "ORG", WEAK), Proposal(31, 40, "ORG", WEAK)], text) == []


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("DUNMARSH, February 3, 2031 (Reuters) - The ferry sank.", "DUNMARSH"),
        ("Dunmarsh, Norland, 3 May (AP) — The ferry sank.", "Dunmarsh"),
        ("NEW DUNMARSH (AP) -- The ferry sank.", "NEW DUNMARSH"),
        ("RIGA – The ferry sank.", "RIGA"),
        ("EXCLUSIVE (Reuters) - The ferry sank.", None),
        ("DUNMARSH - a history of its ferries", None),
        ("The Board (AP) met - and parted.", None),
    ],
)
def test_a_report_begins_with_the_place_it_comes_from(text: str, place: str | None) -> None:
    assert [name for name, _ in _shown(text, find_dateline_places(text))] == ([place] if place else [])


def test_a_body_beside_a_country_is_no_place():
    text = "Harbour1 grows. The new Harbour1 Poland fair opens."
    assert _shown(text, split_place_lists(_marked(text, ("Harbour1", "ORG"), ("Harbour1 Poland", "LOC")), text)) == [
        ("Harbour1", "ORG"),
        ("Harbour1", "ORG"),
        ("Poland", "LOC"),
    ]


def test_where_a_company_is_from_is_no_part_of_its_name():
    text = "The Polish Alston Group met the Polish General Staff."
    marked = _marked(text, ("Polish", "NORP"), ("Alston Group", "ORG"), ("Polish", "NORP"), ("General Staff", "ORG"))
    assert _shown(text, join_bodies(marked, text)) == [
        ("Polish", "NORP"),
        ("Alston Group", "ORG"),
        ("Polish General Staff", "ORG"),
    ]


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        (("Holm Lunde", "PERSON"), ("Ek", "PERSON"), True),
        (("Ek", "PERSON"), ("Lunde LLC", "ORG"), True),
        (("Anna Lunde", "PERSON"), ("Ek", "PERSON"), False),
        (("Holm", "PERSON"), ("Ek", "PERSON"), False),
    ],
)
def test_partners_are_a_firm_and_a_couple_is_none(first: tuple[str, str], second: tuple[str, str], joined: bool):
    text = f"{first[0]} & {second[0]} came."
    found = _shown(text, join_bodies(_marked(text, first, second), text))
    assert found == ([(f"{first[0]} & {second[0]}", "ORG")] if joined else [first, second])


def test_a_row_of_partners_is_one_firm():
    text = "Lawyers of Holm, Ek, Lunde & Varga came with Ann, Ben and Carl. LIND, BROKER, EK & CO came."
    assert _shown(text, find_firms(text)) == [("Holm, Ek, Lunde & Varga", "ORG")]
    text = "So said Abel and Co analyst Ida Roe."
    assert _shown(text, find_firms(text)) == [("Abel and Co", "ORG")]


def test_an_adjective_is_no_part_of_a_name_that_stands_without_it():
    text = "The Polish Quillon site praised Quillon."
    marked = _marked(text, ("Polish", "NORP"), ("Quillon", "ORG"), ("Quillon", "ORG"))
    assert _shown(text, join_bodies(marked, text)) == [("Polish", "NORP"), ("Quillon", "ORG"), ("Quillon", "ORG")]
