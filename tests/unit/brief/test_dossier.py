"""Dossiers: on whom, and what they say."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extract.article import Actor, Entity, Mention, Place, Quote, Span
from extract.brief.dossier import find_subjects, list_names, write_dossier
from extract.brief.values import BriefLine, Evidence
from tests.unit.brief.articles import evidence


def article(name: str, text: str, role: str, published: str, person: str = "Ada Holm") -> Evidence:
    """Make an article in which somebody with a role stands beside Jonas Weil in Torvik, and says something."""
    made = evidence(name, text, published=published)

    def at(words: str) -> tuple[int, int]:
        return text.index(words), text.index(words) + len(words)

    names = {"e1": (person, "PERSON"), "e2": ("Jonas Weil", "PERSON"), "e3": ("Torvik", "LOC")}
    said = text.split("“")[1].split("”")[0]
    card = replace(
        made.record.card,
        who=(
            Actor("e1", person, "PERSON", Span.of(text, *at(role)), *at(person)),
            Actor("e2", "Jonas Weil", "PERSON", None, *at("Jonas Weil")),
        ),
        where=(Place("e3", "Torvik", *at("Torvik")),),
        quotes=(Quote(said, *at(said), person, "e1", "direct"),),
    )
    record = replace(
        made.record,
        mentions=tuple(Mention(*at(words), words, label, entity) for entity, (words, label) in names.items()),
        entities=tuple(Entity(entity, label, words) for entity, (words, label) in names.items()),
        card=card,
    )
    return replace(made, record=record)


LATER = article(
    "b", "Prime minister Ada Holm left Torvik with Jonas Weil. “It is done”, Holm said.", "Prime minister", "2031-05-09"
)
EARLIER = article("a", "Mayor Ada Holm met Jonas Weil in Torvik. “We need ships”, she said.", "Mayor", "2029-01-02")


def dossier(query: str, *articles: Evidence) -> list[BriefLine]:
    return [line for subject in find_subjects(list_names(query), articles) for line in write_dossier(subject)]


def test_roles_and_statements_stand_by_date() -> None:
    lines = dossier("holm", LATER, EARLIER)
    assert {line.dossier for line in lines} == {"Ada Holm"}
    assert [role.text for role in lines[0].details] == ["Mayor", "Prime minister"]
    assert [(line.date, line.text) for line in lines if line.part == "said"] == [
        ("2029-01-02", "We need ships"),
        ("2031-05-09", "It is done"),
    ]


def test_whoever_stands_in_a_sentence_with_them_and_where() -> None:
    lines = dossier('person:"Ada Holm"', LATER, EARLIER)
    assert [(line.text, len(line.sources)) for line in lines if line.kind == "with"] == [("Jonas Weil", 2)]
    assert [line.text for line in lines if line.part == "where"] == ["Torvik"]


def test_a_place_stands_once_however_it_is_called_elsewhere() -> None:
    def named(one: Evidence, place: str) -> Evidence:
        where = (*one.record.card.where, replace(one.record.card.where[0], name=place))
        return replace(one, record=replace(one.record, card=replace(one.record.card, where=where)))

    lines = dossier("holm", named(LATER, "western Torvik"), named(EARLIER, "Torvik harbour"))
    assert [(line.text, len(line.sources)) for line in lines if line.part == "where"] == [("Torvik", 2)]


def test_a_first_of_several_first_names_may_be_left_out() -> None:
    longer = article(
        "c", "Captain Per Ada Holm saw Jonas Weil in Torvik. “Ice,” she said.", "Captain", "2031-01-01", "Per Ada Holm"
    )
    assert {line.dossier for line in dossier("holm", EARLIER, longer)} == {"Per Ada Holm"}


def test_what_another_is_named_for_is_not_said_by_whom_a_dossier_is_on() -> None:
    said = "We need nine patrol ships before the winter comes"
    first = article(
        "a", f"Mayor Ada Holm met Jonas Weil in Torvik. “{said} and the ice”, he said.", "Mayor", "2029-01-02"
    )
    (quote,) = first.record.card.quotes
    by_weil = replace(quote, speaker="Jonas Weil", entity="e2")
    first = replace(first, record=replace(first.record, card=replace(first.record.card, quotes=(by_weil,))))
    second = article("b", f"Mayor Ada Holm met Jonas Weil in Torvik. “{said}”, she said.", "Mayor", "2029-01-03")
    assert [line.text for line in dossier("holm", second) if line.part == "said"] == [said]
    assert [line.text for line in dossier("holm", first, second) if line.part == "said"] == []


@pytest.mark.parametrize("query", ["", "torvik", "-holm", "title:holm", "weil*", "ada", "date:2031"])
def test_what_names_no_person_and_no_body_has_no_dossier(query: str) -> None:
    assert dossier(query, LATER, EARLIER) == []


def test_two_people_of_one_surname_have_a_dossier_each() -> None:
    other = article(
        "c", "Karla Holm saw Jonas Weil in Torvik, a captain. “Ice,” she said.", "captain", "2031-01-01", "Karla Holm"
    )
    assert {line.dossier for line in dossier("holm", EARLIER, other)} == {"Ada Holm", "Karla Holm"}


def test_a_word_of_a_longer_name_in_the_query_names_nobody() -> None:
    text = "Mayor Ada Holm met Jonas Weil in Torvik, in North Velden. “We need ships”, she said."
    made = article("a", text, "Mayor", "2029-01-02")
    entities = (*made.record.entities, Entity("e4", "ORG", "North"), Entity("e5", "LOC", "North Velden"))
    made = replace(made, record=replace(made.record, entities=entities))
    assert [one.name for one in find_subjects(list_names("north"), [made])] == ["North"]
    assert find_subjects(list_names("north velden ships"), [made]) == []
    assert [one.name for one in find_subjects(list_names("ada holm torvik"), [made])] == ["Ada Holm"]


def test_a_reporter_whom_the_last_line_credits_has_no_dossier() -> None:
    credited = replace(EARLIER, record=replace(EARLIER.record, card=replace(EARLIER.record.card, who=(), quotes=())))
    assert find_subjects(list_names("holm"), [credited]) == []


def test_who_asks_for_a_country_asks_for_nobody_called_so() -> None:
    text = "Mayor Ada Chad met Jonas Weil in Torvik. “We need ships”, she said."
    assert find_subjects(list_names("chad"), [article("a", text, "Mayor", "2029-01-02", "Ada Chad")]) == []


def test_a_kind_of_body_is_none_that_has_a_dossier() -> None:
    made = evidence("a", "The Bank closed. Torvik Bank did not.")
    entities = (Entity("e1", "ORG", "Bank"), Entity("e2", "ORG", "Torvik Bank"))
    named = replace(made, record=replace(made.record, entities=entities))
    assert [one.name for one in find_subjects(list_names("bank"), [named])] == []
    assert [one.name for one in find_subjects(list_names("torvik bank"), [named])] == ["Torvik Bank"]
