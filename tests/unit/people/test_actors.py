"""Who is on the card, and in which order: those who speak and act before those who are only named."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extract.people.actors import MOST, actors
from extract.people.cast import Cast
from extract.people.credits import credit_lines

Build = Callable[[str], Cast]


def test_a_speaker_comes_before_whoever_is_named_more_often(cast_of: Build) -> None:
    cast = cast_of(
        "The talks with {Jon Lie|PERSON} are over. {Ada Berg|PERSON} closed them. "
        "The office of {Jon Lie|PERSON} is shut."
    )
    assert [a.entity for a in actors(cast, ["Ada Berg"], None)] == ["Ada Berg", "Jon Lie"]


def test_places_and_the_outlet_are_no_actors(cast_of: Build) -> None:
    cast = cast_of("{Daily Post|ORG} reports from {Oslo|LOC} that {Ada Berg|PERSON} won.")
    assert [a.entity for a in actors(cast, ["Daily Post"], None, outlet="Daily Post")] == ["Ada Berg"]


def test_furniture_names_nobody(cast_of: Build) -> None:
    cast = cast_of("Read more: {Jon Lie|PERSON} resigns\n\n{Ada Berg|PERSON} won the vote on Monday.")
    end = cast.text.index("\n")
    assert [a.entity for a in actors(cast, [], None, skip=[(0, end)])] == ["Ada Berg"]


def test_an_organisation_named_once_in_passing_is_left_out(cast_of: Build) -> None:
    filler = "It rained on the town for many days and nights. " * 12
    cast = cast_of("{Ada Berg|PERSON} won. " + filler + "He once worked for the {Fisheries Council|ORG} there.")
    assert [a.entity for a in actors(cast, [], None)] == ["Ada Berg"]


def test_an_organisation_that_only_the_opening_names_is_no_actor(cast_of: Build) -> None:
    cast = cast_of("{Ada Berg|PERSON} won the vote on the {Fisheries Council|ORG} on Monday.")
    assert [a.entity for a in actors(cast, [], None)] == ["Ada Berg"]


def test_an_agency_and_a_credit_name_no_actors(cast_of: Build) -> None:
    cast = cast_of(
        "OSLO ({Wirepress|ORG}) - {Ada Berg|PERSON} won. {Norpress|ORG}/Images. "
        "{Jon Lie|PERSON} contributed to this report. {Eva Lie|PERSON} and {Jan Ek|PERSON} contributed reporting."
    )
    assert [a.entity for a in actors(cast, [], None)] == ["Ada Berg"]


@pytest.mark.parametrize(
    "text",
    [
        "{Torvik|ORG} ( TVK.N ) rose more than 3 percent. So {Torvik|ORG} was up 2 percent.",
        "Torvik is told of. {Torvik|ORG} shares gained. Shares of {Torvik|ORG} ended flat.",
        "It is over, officials said in the {Torvik Post|ORG}. They said in the {Torvik Post|ORG} it is not.",
        "The case is {Holm|PERSON} v. {Torvik|ORG}, a court said.",
        "The {Norland Recovery Process|ORG} takes time. The {NRP|ORG=Norland Recovery Process} is hard.",
        "{Torvik|ORG}@norpress.example is the address. {Torvik|ORG} was off 3 percent.",
        "The {Torvik Wages Report|ORG} is due. The {Torvik Wages Report|ORG} comes late.",
    ],
)
def test_prices_shares_cases_and_texts_are_no_actors(cast_of: Build, text: str) -> None:
    assert actors(cast_of(text), [], None) == []


def test_all_persons_of_a_list_that_opens_a_sentence_act(cast_of: Build) -> None:
    cast = cast_of("It rained. {Ada Berg|PERSON}, {Jon Lie|PERSON} and {Eva Ek|PERSON} are accused of it.")
    assert {a.entity for a in actors(cast, [], None)} == {"Ada Berg", "Jon Lie", "Eva Ek"}


def test_the_symbol_of_a_share_does_not_hide_who_acts(parsed: Build) -> None:
    cast = parsed("But discount carrier {Fjord Air Inc|ORG} FAI.N posted a lower profit as costs rose, it said.")
    assert [a.entity for a in actors(cast, [], None)] == ["Fjord Air Inc"]


def test_whoever_acts_by_the_way_only_is_no_actor_unless_the_headline_has_them(parsed: Build) -> None:
    cast = parsed("{Ada Berg|PERSON} said the rule, which {Torvik|ORG} opposed, was old when {Jon Lie|PERSON} won.")
    assert [a.entity for a in actors(cast, [], None)] == ["Ada Berg"]
    assert {a.entity for a in actors(cast, [], "Minister praises rule, Torvik frowns")} == {"Ada Berg", "Torvik"}
    cast = parsed("{Ada Berg|PERSON} praised the plan on Monday after {Torvik|ORG} cut its bid, she said.")
    assert {a.entity for a in actors(cast, [], None)} == {"Ada Berg", "Torvik"}


def test_whom_the_headline_names_is_in_the_news_and_whom_the_opening_does_sooner(parsed: Build) -> None:
    rain = "It rained on the town for many days and nights. " * 10
    twice = "{Ada Berg|PERSON} told of fish for {Torvik|ORG}. She told of boats for {Torvik|ORG}. "
    cast = parsed(twice + "She told of nets for {Torvik|ORG}.")
    assert [a.entity for a in actors(cast, ["Ada Berg"], None)] == ["Ada Berg", "Torvik"]
    cast = parsed("It rained. " + rain + twice + "She told of nets for {Torvik|ORG}.")
    assert [a.entity for a in actors(cast, ["Ada Berg"], None)] == ["Ada Berg"]
    assert [a.entity for a in actors(cast, ["Ada Berg"], "Torvik of Norland buys nets")] == ["Ada Berg"]
    assert [a.entity for a in actors(cast, ["Ada Berg"], "Torvik buys nets")] == ["Ada Berg", "Torvik"]


def test_the_employer_of_a_commentator_is_no_actor(cast_of: Build) -> None:
    cast = cast_of("{ADA BERG|PERSON}, VICE PRESIDENT, {TORVIK FUTURES|ORG}, OSLO The vote was close.")
    assert [a.entity for a in actors(cast, ["ADA BERG"], None)] == ["ADA BERG"]


def test_the_mention_shown_is_the_one_with_the_role(cast_of: Build) -> None:
    cast = cast_of("{Berg|PERSON=Ada Berg} won. The trade minister {Ada Berg|PERSON} leads.")
    (only,) = actors(cast, [], None)
    assert cast.text[only.shown.start : only.shown.end] == "Ada Berg"


def test_at_most_ten_are_listed(cast_of: Build) -> None:
    cast = cast_of(" ".join(f"{{Person {i}|PERSON}} left." for i in range(2 * MOST)))
    assert len(actors(cast, [], None)) == MOST


@pytest.mark.parametrize(
    "text",
    [
        "(Reporting by Ada Berg in Oslo; Editing by Jon Lie)",
        "Crowds wait. Ada Berg/AFP/Getty Images",
        "Crowds wait. (Photo by Ada Berg / AFP)",
        "With additional reporting from Ada Berg and Jon Lie",
    ],
)
def test_reporters_and_photographers_are_credited_not_cast(text: str) -> None:
    (credit,) = credit_lines(text)[:1]
    assert credit[0] <= text.index("Ada Berg") < credit[1]


def test_whoever_is_only_spoken_of_a_time_or_two_is_no_actor(parsed: Build) -> None:
    cast = parsed(
        "{Ada Berg|PERSON} won the vote, a headache for {Jon Lie|PERSON}. She once bought boats of {Fjord Oil|ORG}, "
        "whose rival she was, sold {Fjord Oil|ORG} none. To {Eva Lie|PERSON}, {Eva Lie|PERSON}, to {Eva Lie|PERSON}."
    )
    assert [a.entity for a in actors(cast, [], None)] == ["Ada Berg", "Eva Lie"]


@pytest.mark.parametrize(
    "text",
    [
        "{Holm|PERSON}-era laws are to end.",
        "The {Fjord Oil|ORG} workers had left. {Fjord Oil|ORG} officials had, too. {Fjord Oil|ORG}/Norpress deals end.",
    ],
)
def test_a_name_that_only_says_which_of_many_is_no_actor(cast_of: Build, text: str) -> None:
    assert actors(cast_of(text), [], None) == []


def test_a_modifier_in_a_tree_is_no_actor(parsed: Build) -> None:
    cast = parsed("{Fjord Oil|ORG} plans worry {Ada Berg|PERSON}, who said so.")
    assert [a.entity for a in actors(cast, ["Ada Berg"], None)] == ["Ada Berg"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The British government raised the tax.", "British government"),
        (
            "{Norway|LOC}'s foreign ministry wants talks. The Norwegian foreign ministry waits.",
            "Norway's foreign ministry",
        ),
        ("The {Holm|PERSON} administration raised the tax.", "Holm administration"),
        ("The South Korean government raised the tax.", "South Korean government"),
        ("{Norway|LOC}'s central bank raised rates.", "Norway's central bank"),
    ],
)
def test_a_body_called_by_its_country_or_its_leader_acts(cast_of: Build, text: str, expected: str) -> None:
    cast = cast_of(text)
    (only,) = actors(cast, [], None)
    assert only.entity is None
    assert cast.text[only.shown.start : only.shown.end] == expected


def test_a_title_beside_what_is_told_makes_no_actor(parsed: Build) -> None:
    cast = parsed(
        "An aide to President {Jon Lie|PERSON} said so. {Ada Berg|PERSON} met Chancellor {Eva Lie|PERSON}, "
        "who has served longer than Premier {Jan Ek|PERSON}."
    )
    assert [a.entity for a in actors(cast, [], None)] == ["Ada Berg", "Eva Lie"]
