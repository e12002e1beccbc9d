"""The role beside a person's name, verbatim and without the name, in the shapes that news gives it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.page.sentences import sentences
from extract.people.cast import Cast
from extract.people.names import Name, Names
from extract.people.roles import roles

Build = Callable[[str], Cast]


def role(cast: Cast, entity: str = "Ada Berg") -> str | None:
    found = cast.roles.get(entity)
    return cast.text[found[0].start : found[0].end] if found else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norwegian Defence Minister {0} arrived.", "Norwegian Defence Minister"),
        ("On Monday, the Norwegian foreign minister {0} left.", "Norwegian foreign minister"),
        ("He met President {0} in Oslo.", "President"),
        ("Norway’s Minister of the Army and Veterans, {0}, signed.", "Norway’s Minister of the Army and Veterans"),
        ("The Oslo-appointed governor of Vardal, {0}, left.", "Oslo-appointed governor of Vardal"),
        ("The commander of the 9th Brigade, Maj. {0}, called.", "commander of the 9th Brigade"),
        ("Talks with the head of the Fisheries Council {0} failed.", "head of the Fisheries Council"),
        ("They saw fisheries protection minister {0} leave.", "fisheries protection minister"),
        ("His left-wing Green colleague {0} laughed.", "left-wing Green colleague"),
        ("Northern Fleet commander {0} spoke.", "Northern Fleet commander"),
        ("With Fed Chairman {0} under pressure, markets fell.", "Fed Chairman"),
        ("Oslo Harbour director general {0} said so.", "Oslo Harbour director general"),
        ("Cabinet spokeswoman {0} announced it.", "Cabinet spokeswoman"),
        ("NBC news presenter {0} said so.", "NBC news presenter"),
        ("Fjord Oil's ( FJO.N ) Chief Executive {0} said so.", "Fjord Oil's ( FJO.N ) Chief Executive"),
        ("UN Secretary-General {0} left.", "UN Secretary-General"),
        ("Former vice-chairman {0} left.", "Former vice-chairman"),
        ("{0}, a furnace worker at the works in Orsk, left.", "furnace worker at the works in Orsk"),
        ("{0}, the top Republican on the Fisheries Committee, left.", "top Republican on the Fisheries Committee"),
        ("{0}, member of the Bank’s Council, left.", "member of the Bank’s Council"),
        ("Former US President {0} won.", "Former US President"),
        ("A statement by the Norwegian government spokesperson, {0}, came late.", "Norwegian government spokesperson"),
        ("{0}, the head of Norway’s fisheries, left.", "head of Norway’s fisheries"),
        ("{0}, UK Defence Secretary, had left.", "UK Defence Secretary"),
        ("{0}, First Deputy Minister of Trade of Norway, said so.", "First Deputy Minister of Trade of Norway"),
        ("Then came {0}, a spokeswoman for the Fire Brigade in Oslo.", "spokeswoman for the Fire Brigade in Oslo"),
        ("Then {0}, a spokeswoman for the U.S. Coast Guard, spoke.", "spokeswoman for the U.S. Coast Guard"),
        ("{0}, acting head of the port before the vote, left.", "acting head of the port"),
        ("{0}, CEO of Fjord Oil, resigned.", "CEO of Fjord Oil"),
        ("{0}, a 56-year-old emergency medic, died.", "emergency medic"),
        ("{0}, who previously led Norway’s trade ministry, doubts it.", "previously led Norway’s trade ministry"),
        ("{0}, who led a U.S. ministry, doubts it.", "led a U.S. ministry"),
        ("{0}, an aide to {{Jon Lie|PERSON}}, left.", "aide to Jon Lie"),
        ("Even trade minister {0} left.", "trade minister"),
        ("{0} (Labour), the mayor of Vardal, won.", "mayor of Vardal"),
        ("{0}, an analyst at Fjord Oil in St. Alban, doubts it.", "analyst at Fjord Oil in St. Alban"),  # business news
        ("Last year, a jury convicted former Fjord tax partner {0}.", "former Fjord tax partner"),  # courts
        ("It is one of the reforms President {0} wants.", "President"),
        ("NATO Secretary General {0} arrived.", "NATO Secretary General"),
        ("Fjord Oil chief financial officer {0} left.", "Fjord Oil chief financial officer"),
        ("{0}, chief secretary to the Treasury in a statement, agreed.", "chief secretary to the Treasury"),
        ("{0}, who also heads Norway’s central bank, agreed.", "heads Norway’s central bank"),
        ("{0}, a moderate Democrat from Oslo, left.", "moderate Democrat from Oslo"),
        ("So said Lind & Co analyst {0}.", "Lind & Co analyst"),
        ("It is over. {0}, the trade minister said, had left.", "trade minister"),
        ("{0}, a director at Fjord Oil Inc. Harbour fees rose.", "director at Fjord Oil Inc"),
        ("“A CASE” OF FATIGUE Norwegian trade minister {0} left.", "Norwegian trade minister"),
        ("{{Jon Lie|PERSON}}’s former lawyer {0} left.", "Jon Lie’s former lawyer"),
        ("So said {{Jon Lie|PERSON}} aide {0}.", "Jon Lie aide"),
        ("{{Jon Lie|PERSON}} and trade minister {0} left.", "trade minister"),
        ("{0}, another cautious analyst, left.", "cautious analyst"),
        ("So said {0}, who is also chief executive of Fjord Oil.", "chief executive of Fjord Oil"),
    ],
)  # fmt: skip
def test_a_role_before_or_after_a_name_is_found(cast_of: Build, text: str, expected: str) -> None:
    assert role(cast_of(text.format("{Ada Berg|PERSON}"))) == expected


@pytest.mark.parametrize(
    "text",
    [
        "According to the organiser, {0} will not come.",
        "He said the minister met {0} yesterday.",
        "European leaders, {0} said, were late.",
        "{0}, the first of many to leave, said so.",
        "Ms {0} arrived.",
        "The president of Norway and {0} met.",
        "{0}, {{Jon King|PERSON}}, and others left.",
        "With {0}, {{King|PERSON}} and Senator {{Jon Lie|PERSON}}, he won.",
        "They sent {0}, Green candidate {{Jon Lie|PERSON}} and others.",
        "It may be {0}, analysts and officials said.",
        "Lawyers for the exiled {0} said so.",
        "She and her colleague {0} left.",
    ],
)
def test_what_is_another_s_role_or_none_is_not_taken(cast_of: Build, text: str) -> None:
    assert role(cast_of(text.format("{Ada Berg|PERSON}"))) is None


def test_nouns_before_a_title_belong_to_it_where_the_tree_has_them(parsed: Build) -> None:
    assert role(parsed("“It is over,” Fjord Oil sales chief {Ada Berg|PERSON} said.")) == "Fjord Oil sales chief"
    assert role(parsed("So said harbour law expert {Ada Berg|PERSON}.")) == "harbour law expert"
    assert role(parsed("The Post quotes Norwegian government spokeswoman {Ada Berg|PERSON}.")) == (
        "Norwegian government spokeswoman"
    )
    assert role(parsed("Fjord Oil fired analyst {Ada Berg|PERSON}, it said.")) == "analyst"


def test_a_role_behind_a_name_ends_before_the_verb(parsed: Build) -> None:
    cast = parsed("{Ada Berg|PERSON}, head of the Fjord Oil Ports Group praised the pact on Monday.")
    assert role(cast) == "head of the Fjord Oil Ports Group"


def test_a_plural_role_is_shared_by_the_names_behind_it(cast_of: Build) -> None:
    cast = cast_of("The deputy prime ministers {Ada Berg|PERSON} and {Jon Lie|PERSON} resigned.")
    assert role(cast) == role(cast, "Jon Lie") == "deputy prime ministers"


def test_an_apposition_belongs_to_the_name_before_it(cast_of: Build) -> None:
    cast = cast_of("{Ada Berg|PERSON}, the trade minister, {Jon Lie|PERSON} and others met.")
    assert (role(cast), role(cast, "Jon Lie")) == ("trade minister", None)


@given(
    st.lists(st.sampled_from(["the ", "minister ", "Minister ", "of ", "Berg", ", ", "Oslo ", "’s ", ". ", "\n", "- "]))
)
def test_any_text_has_its_roles_inside_it(pieces: list[str]) -> None:
    text, names = "", []
    for piece in pieces:
        if piece == "Berg":
            names.append(Name(len(text), len(text) + 4, "PERSON", "Berg"))
        text += piece
    for name, found in roles(text, Names(names), list(sentences(text))).items():
        assert 0 <= found.start < found.end <= len(text)
        assert found.end <= name.start if found.before else found.start >= name.end


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Earlier this month Harbour chief {0} left.", "Harbour chief"),
        ("The candidate for governor, {0}, left.", None),
        ("His successor as governor, {0}, left.", "governor"),
    ],
)
def test_a_time_an_aim_and_what_follows_and_are_no_role(cast_of: Build, text: str, expected: str | None) -> None:
    assert role(cast_of(text.replace("{0}", "{Ada Berg|PERSON}"))) == expected


def test_the_body_whose_name_ends_before_a_role_belongs_to_it(cast_of: Build) -> None:
    assert role(cast_of("{Bank of Norland|ORG} Governor {Ada Berg|PERSON} left.")) == "Bank of Norland Governor"
