"""The same people in many articles."""

from __future__ import annotations

from extract.article import Actor
from extract.brief.people import ActorGroups


def together(*names: str, label: str = "PERSON") -> list[list[str]]:
    groups = ActorGroups[str]()
    for name in names:
        groups.add(Actor("e", name, label, None, 0, 1), name)
    return list(groups)


def test_spellings_of_one_name_are_together() -> None:
    assert together("Sébastien Holm", "Sebastien Holm", "Jonas Weil") == [
        ["Sébastien Holm", "Sebastien Holm"],
        ["Jonas Weil"],
    ]


def test_a_surname_is_of_the_only_person_who_has_it() -> None:
    assert together("Holm", "Ada Holm") == [["Ada Holm", "Holm"]]
    assert together("Ada Holm", "Karla Holm", "Holm") == [["Ada Holm"], ["Karla Holm"], ["Holm"]]


def test_bodies_are_compared_whole() -> None:
    assert together("Coast Guard", "coast guard", "Guard", label="ORG") == [["Coast Guard", "coast guard"], ["Guard"]]
    assert together("Karla Inc", "Karla!", label="ORG") == [["Karla Inc", "Karla!"]]
