"""The tables of titles and given names, and which words mean the same."""

from __future__ import annotations

import pytest

from extract.lexicon.tables import table
from extract.people.kin import akin
from extract.people.titles import alike, is_plural, office, sex_of, sex_of_name, words


def test_a_kind_that_the_table_does_not_have_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        words("no such kind")


def test_no_given_name_goes_by_two_pronouns() -> None:
    names = [name for _, row in table("sexes.tsv", "pronoun", "names") for name in row.split()]
    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize(
    ("word", "head"),
    [
        ("Ministers", "minister"),
        ("spokesmen", "spokesman"),
        ("chairwoman", "chairwoman"),
        ("CEO", "ceo"),
        ("ministry", None),
    ],
)
def test_a_title_is_known_in_any_number_and_case(word: str, head: str | None) -> None:
    assert office(word) == head
    assert is_plural(word) == (head is not None and head != word.lower())


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("french", "france", True),
        ("ukraine", "ukrainian", True),
        ("defence", "defense", True),
        ("german", "france", False),
    ],
)
def test_a_nation_and_its_people_mean_the_same(a: str, b: str, same: bool) -> None:
    assert akin(a, b) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("leader", "president", True),
        ("lawmaker", "senator", True),
        ("founder", "billionaire", True),
        ("head", "minister", False),
        ("judge", "lawyer", False),
    ],
)
def test_one_person_may_go_by_titles_that_say_the_same(one: str, other: str, same: bool) -> None:
    assert alike(one, other) is alike(other, one) is same


def test_names_and_roles_tell_he_from_she() -> None:
    assert (sex_of_name("Olena"), sex_of_name("Petro"), sex_of_name("Kim"), sex_of_name("Xyz")) == (
        "f",
        "m",
        None,
        None,
    )
    assert (sex_of_name("Olena Lan"), sex_of_name("Lan Foan"), sex_of_name("Wang Lei")) == ("f", None, None)
    assert (sex_of("Cabinet spokeswoman"), sex_of("foreign minister"), sex_of("chairman")) == ("f", None, "m")
