"""The same people in many articles."""

from __future__ import annotations

import pytest

from extract.article import Actor, Span
from extract.brief.people import ActorGroups, list_roles
from tests.unit.brief.articles import evidence


def together(*names: str, label: str = "PERSON") -> list[list[str]]:
    groups = ActorGroups[str]()
    for name in names:
        groups.add(Actor("e", name, label, None, 0, 1), "a", name)
    return list(groups)


def test_spellings_of_one_name_are_together() -> None:
    assert together("Sébastien Holm", "Sebastien Holm", "Jonas Weil") == [
        ["Sébastien Holm", "Sebastien Holm"],
        ["Jonas Weil"],
    ]


def test_a_surname_is_of_the_only_person_who_has_it() -> None:
    assert together("Holm", "Ada Holm") == [["Ada Holm", "Holm"]]
    assert together("Ada Holm", "Karla Holm", "Holm") == [["Ada Holm"], ["Karla Holm"], ["Holm"]]


def test_a_first_name_is_of_the_only_person_who_has_it_in_the_same_article() -> None:
    assert together("Ada", "Ada Holm", "Jonas Weil") == [["Ada Holm", "Ada"], ["Jonas Weil"]]
    assert together("Ada", "Ada Holm", "Ada Weil") == [["Ada"], ["Ada Holm"], ["Ada Weil"]]
    groups = ActorGroups[str]()
    groups.add(Actor("e", "Ada Holm", "PERSON", None, 0, 1), "a", "Ada Holm")
    groups.add(Actor("e", "Ada", "PERSON", None, 0, 1), "b", "Ada")
    assert list(groups) == [["Ada Holm"], ["Ada"]]


def test_a_first_of_several_first_names_may_be_left_out() -> None:
    assert together("Jonas Weil", "Per Jonas Weil", "Karl Weil") == [["Jonas Weil", "Per Jonas Weil"], ["Karl Weil"]]


def test_bodies_are_compared_whole() -> None:
    assert together("Coast Guard", "coast guard", "Guard", label="ORG") == [["Coast Guard", "coast guard"], ["Guard"]]
    assert together("Karla Inc", "Karla!", label="ORG") == [["Karla Inc", "Karla!"]]


@pytest.mark.parametrize(
    ("roles", "told"),
    [
        (("regional governor", "Governor"), ["regional governor"]),
        (("Defence Minister", "Defense Minister"), ["Defence Minister"]),
        (("Kremlin spokesman", "Spokesperson"), ["Kremlin spokesman"]),
        (("vice president", "president"), ["vice president", "president"]),
        (("former governor", "governor"), ["former governor", "governor"]),
    ],
)
def test_a_role_whose_words_a_fuller_one_has_is_told_once(roles: tuple[str, str], told: list[str]) -> None:
    articles = [evidence(name, f"The {role} waved.") for name, role in zip("ab", roles, strict=True)]
    seen = [
        (article, Actor("e1", "Holm", "PERSON", Span.of(article.text, 4, article.text.index(" waved")), 0, 3))
        for article in articles
    ]
    assert [role.text for role in list_roles(seen)] == told
