"""From text to mentions, entities and equipment, by rule and with a recogniser's proposals."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import spacy
from spacy.tokens import Doc

from extract.components import aliases, equipment, lexicon, patterns, reconcile, sentences  # noqa: F401 - factories
from extract.own_names import OwnName, OwnNames
from tests.pipeline import shared_pipeline

Read = Callable[..., Doc]


@pytest.fixture(scope="module")
def read() -> Read:
    """Return a function from a text, and what a recogniser would propose, to the doc after our components."""
    nlp = spacy.blank("en")
    for name in ("lexicon", "patterns", "reconcile", "aliases", "equipment"):
        nlp.add_pipe(f"sitrep_{name}")
    proposed: list[tuple[str, str]] = []

    def propose(doc: Doc) -> Doc:
        spans = [
            doc.char_span(doc.text.index(form), doc.text.index(form) + len(form), label) for form, label in proposed
        ]
        doc.set_ents([span for span in spans if span is not None])
        return doc

    spacy.Language.component("propose_for_test", func=propose)
    nlp.add_pipe("propose_for_test", first=True)

    def run(text: str, *marked: tuple[str, str]) -> Doc:
        proposed[:] = marked
        return nlp(text)

    return run


def test_a_given_name_that_an_editor_supplied_in_brackets_is_nobody_of_its_own(read: Read) -> None:
    doc = read("President (Ada) Holm came.", ("Ada", "PERSON"), ("Holm", "PERSON"))
    assert [entity.name for entity in doc._.entities] == ["Holm"]


def _labelled(doc: Doc) -> list[tuple[str, str]]:
    return [(ent.text, ent.label_) for ent in doc.ents]


def test_listed_names_are_found_without_a_recogniser(read: Read):
    doc = read("Kyiv and Warsaw asked NATO for German help.")
    assert _labelled(doc) == [("Kyiv", "LOC"), ("Warsaw", "LOC"), ("NATO", "ORG"), ("German", "NORP")]


def test_a_title_makes_a_person_of_the_name_behind_it(read: Read):
    assert ("Ewa Zalewska", "PERSON") in _labelled(read("The bill was signed by Defence Minister Ewa Zalewska."))


def test_a_recognisers_proposals_stand_where_the_lexicon_says_nothing(read: Read):
    doc = read("Quill Harbourworks hired Odeya Tamsin.", ("Quill Harbourworks", "ORG"), ("Odeya Tamsin", "PERSON"))
    assert _labelled(doc) == [("Quill Harbourworks", "ORG"), ("Odeya Tamsin", "PERSON")]


def test_an_unknown_label_of_a_users_pipeline_passes_through(read: Read):
    assert ("Brent Spar", "RIG") in _labelled(read("They towed the Brent Spar away.", ("Brent Spar", "RIG")))


def test_the_lexicon_corrects_a_recogniser(read: Read):
    assert _labelled(read("Fighters of ISIL fled.", ("ISIL", "LOC"))) == [("ISIL", "ORG")]


def test_one_form_has_one_label_in_an_article(read: Read):
    text = "Tamsin spoke first. Later Odeya Tamsin left."
    doc = read(text, ("Tamsin", "LOC"), ("Odeya Tamsin", "PERSON"))
    assert _labelled(doc) == [("Tamsin", "PERSON"), ("Odeya Tamsin", "PERSON")]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("They sent F-16s at night.", "F-16s"),
        ("A Mirage 2000 landed.", "Mirage 2000"),
        ("Two Shahed-136 hit a depot.", "Shahed-136"),
        ("The Milan anti-tank missiles came late.", "Milan"),
        ("The Patriot air defence systems arrived.", "Patriot"),
        ("They use the frigate USS Fernwood.", "USS Fernwood"),
        ("A Su-39 was seen.", "Su-39"),
    ],
)
def test_equipment_is_known_by_designation_or_by_its_context(read: Read, text: str, name: str):
    doc = read(text)
    assert (name, "EQUIPMENT") in _labelled(doc)
    assert name in [item.name for item in doc._.equipment if item.kind == "named"]


@pytest.mark.parametrize(
    "text",
    [
        "She flew to Milan for a show.",
        "A patriot, Mistral winds, a hammer.",
        "The Javelin was thrown far.",
        "Leopard spots.",
    ],
)
def test_ordinary_names_are_no_equipment(read: Read, text: str):
    assert "EQUIPMENT" not in [label for _, label in _labelled(read(text))]


def test_a_list_of_weapons_settles_an_ambiguous_name(read: Read):
    doc = read("The list has SAMP/T, Crotale, Milan and HIMARS.")
    assert [form for form, label in _labelled(doc) if label == "EQUIPMENT"] == ["SAMP/T", "Crotale", "Milan", "HIMARS"]


def test_classes_are_composed_and_nested_ones_both_stand(read: Read):
    doc = read(
        "They want artillery, artillery systems, long-range cruise missiles and weapons. Missiles flew; a missile fell."
    )
    generic = [item.name for item in doc._.equipment if item.kind == "generic"]
    assert generic == ["artillery", "artillery systems", "long-range cruise missiles", "Missiles"]


def test_an_acronym_of_a_class_is_generic(read: Read):
    doc = read("Ten UAVs crashed.")
    assert [(item.name, item.kind) for item in doc._.equipment] == [("UAVs", "generic")]


def test_entities_have_a_name_aliases_and_their_mentions(read: Read):
    text = "President Emmanuel Macron came. Macron spoke in Kiev, and Kyiv listened."
    doc = read(text)
    named = {entity.name: entity.aliases for entity in doc._.entities}
    assert named["Emmanuel Macron"] == ("Macron",)
    assert {"Kiev", "Kyiv"} == {
        next(n for n in named if n in ("Kiev", "Kyiv")),
        *named.get("Kiev", ()),
        *named.get("Kyiv", ()),
    }
    for ent in doc.ents:
        assert doc._.mention_entity[(ent.start_char, ent.end_char)] in {entity.id for entity in doc._.entities}


def test_a_think_tank_is_no_tank(read: Read):
    text = "The army's think tank and a fuel tank; a tank."
    assert read(text)._.equipment[0].start == text.rindex("tank")


@pytest.mark.parametrize(
    "text",
    [
        "Orders for aircraft grew.",
        "The system is called Snow Leopard.",
        "Abel Power Conversion (APC) was sold by the army's supplier.",
        "SAM BRANDT, AN ECONOMIST, SPOKE OF WAR.",
        "The army said its commercial aircraft were sold.",
        "The war may not torpedo the plan to rocket the town into the news.",
        "The attack was the work of one bomber.",
        "At war with leaks in a fuel tank, the maker says that the tank may burn.",
        "Among the models are the Taxi, Interceptor Sedan and Interceptor Van, which nobody took to war.",
    ],
)
def test_what_business_news_has_is_no_weapon(read: Read, text: str):
    assert read(text)._.equipment == ()


def test_a_proposal_over_equipment_gives_way_to_what_is_listed_beside_it(read: Read):
    doc = read("They sent U.S. Patriot missile systems.", ("U.S. Patriot", "PRODUCT"))
    assert _labelled(doc) == [("U.S.", "LOC"), ("Patriot", "EQUIPMENT")]


def test_a_year_and_a_country_in_the_name_of_an_event_are_part_of_it(read: Read):
    doc = read("Turnout fell in the 2019 Canada federal election.", ("2019 Canada federal election", "EVENT"))
    assert _labelled(doc) == [("2019 Canada federal election", "EVENT")]


def test_names_of_a_list_are_found_with_their_label_and_joined_with_all_names_of_their_row() -> None:
    own = OwnNames.of(
        [
            OwnName("Ada Brandt", ("the Harbour Master", "Widow"), "PERSON"),
            OwnName("Blue Heron", (), "EQUIPMENT"),
            OwnName("Capital on the Dnipro", ("Kyiv",), "LOC"),
        ]
    )
    text = (
        "The Harbour Master met reporters in Orsk on Monday. Two ships of the Blue Heron kind came, Ada Brandt said. "
        "Widow, as sailors call her, left for Kyiv. From the Capital on the Dnipro she wrote to Kiev's mayor."
    )
    doc = shared_pipeline(own=own)(text)
    names = {(doc.text[start:end], label) for start, end, label, _ in doc._.mentions}
    assert {("Ada Brandt", "PERSON"), ("Widow", "PERSON"), ("Blue Heron", "EQUIPMENT")} <= names
    entities = {entity.name: set(entity.aliases) for entity in doc._.entities}
    assert "Widow" in entities["Ada Brandt"]
    assert entities["Kyiv"] == {"Capital on the Dnipro", "Kiev"}


def test_the_place_a_report_comes_from_is_no_weapon(read: Read) -> None:
    doc = read("MILAN  (Reuters) - The bank has met nobody yet.", ("Reuters", "ORG"))
    assert ("MILAN", "LOC") in [(doc.text[start:end], label) for start, end, label, _ in doc._.mentions]


@pytest.mark.parametrize(
    ("rest", "label"),
    [
        ("“We wait,” Turk said. That is Turk’s view.", "PERSON"),
        ("“We wait,” said Turk. Nobody asked Turk why.", "PERSON"),
        ("“We wait,” Turk said. A Turk came later.", "NORP"),
        ("Nobody asked about Turk visitors.", "NORP"),
    ],
)
def test_a_word_for_a_people_is_the_surname_of_somebody_named_in_full_who_speaks(
    read: Read, rest: str, label: str
) -> None:
    doc = read(
        f"The commissioner Volker Turk met Ada Brandt. {rest}", ("Volker Turk", "PERSON"), ("Ada Brandt", "PERSON")
    )
    labels = {found for start, end, found, _ in doc._.mentions if doc.text[start:end] == "Turk"}
    assert labels == {label}


def test_a_name_in_capitals_alone_is_spelled_as_the_table_has_it() -> None:
    doc = shared_pipeline()("KYIV, Ukraine (AP) — Harbours were closed on Monday, NATO said.")
    assert {"Kyiv", "NATO"} <= {entity.name for entity in doc._.entities}
