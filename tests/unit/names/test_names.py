"""When two names are the same name."""

from __future__ import annotations

import pytest

from extract.names import fold, mixed_script, person_key, same_person, similarity, unconfuse
from extract.names.group import MentionForm, group
from extract.names.short_forms import abbreviates, bare


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sébastien Lecornu", "Sebastian Lecornu"),
        ("Sébastien Lecornu", "Sebastien Lecornu"),
        ("Rustem Umerov", "Rustem Umierov"),
        ("Volodymyr Zelensky", "Volodymyr Zelenskyy"),
        ("Dmitry Peskov", "Dmitriy Peskov"),
    ],
)
def test_spellings_of_one_name_are_one_person(one: str, other: str):
    assert same_person(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("John Smith", "Jane Smith"),
        ("Mario Petrov", "Maria Petrova"),
        ("Daniel Smith", "Danielle Smith"),
        ("Wang Li", "Wang Lin"),
        ("Joe Biden", "Hunter Biden"),
        ("Lecornu", "Sébastien Lecornu"),
    ],
)
def test_a_false_merge_is_worse_than_a_miss(one: str, other: str):
    assert not same_person(one, other)


def test_a_likely_pair_is_a_suggestion_until_the_role_agrees():
    assert 0 < similarity("V. Kravchenko", "Viktor Kravchenko") < 1
    assert same_person("V. Kravchenko", "Viktor Kravchenko", same_role=True)


def test_a_surname_alone_has_no_key():
    assert person_key("Lecornu") is None
    assert person_key("Sébastien Lecornu") == person_key("Sebastien LECORNU")


def test_look_alike_letters_are_folded_in_mixed_words_only():
    assert mixed_script("Defenсe")
    assert unconfuse("Defenсe Київ") == "Defence Київ"
    assert fold("Ukrainian Defenсe Industry’s") == "ukrainian defence industry"


@pytest.mark.parametrize(
    ("short", "long", "expected"),
    [
        ("DGA", "Direction générale de l’armement", True),
        ("PAP", "Polish Press Agency", False),
        ("IMF", "International Monetary Fund", True),
        ("RSF", "Rapid Support Forces", True),
        ("France", "Ministry of Culture", False),
        ("AB", "Central Bank", False),
    ],
)
def test_abbreviations_are_made_of_first_letters(short: str, long: str, expected: bool):
    assert abbreviates(short, long) is expected


def _groups(text: str, *marked: tuple[str, str]) -> list[list[str]]:
    names, at = [], 0
    for form, label in marked:
        at = text.index(form, at)
        names.append(MentionForm(at, at + len(form), form, label))
        at += len(form)
    return [found.forms() for found in group(names, text)]


def test_a_surname_goes_to_the_full_name_before_it():
    text = "Anna Weber met Tom Hale. Later Weber’s aide left."
    assert _groups(text, ("Anna Weber", "PERSON"), ("Tom Hale", "PERSON"), ("Weber’s", "PERSON")) == [
        ["Anna Weber", "Weber"],
        ["Tom Hale"],
    ]


def test_a_surname_of_two_people_goes_to_the_one_mentioned_last():
    text = "Anna Weber and Karl Weber spoke. Then Weber left."
    groups = _groups(text, ("Anna Weber", "PERSON"), ("Karl Weber", "PERSON"), ("Weber", "PERSON"))
    assert groups == [["Anna Weber"], ["Karl Weber", "Weber"]]


def test_a_given_name_alone_joins_the_one_full_name_before_it() -> None:
    weber, holm, anna = ("Anna Weber", "PERSON"), ("Anna Holm", "PERSON"), ("Anna", "PERSON")
    assert _groups("Anna Weber spoke. Anna smiled.", weber, anna) == [["Anna Weber", "Anna"]]
    assert _groups("Anna smiled. Anna Weber spoke.", anna, weber) == [["Anna"], ["Anna Weber"]]
    assert len(_groups("Anna Weber spoke. Anna Holm too. Anna smiled.", weber, holm, anna)) == 3


def test_a_father_and_a_son_of_one_name_are_two():
    text = "Karl Holm spoke. Karl Holm Jr. listened. Holm left."
    names = [("Karl Holm", "PERSON"), ("Karl Holm Jr.", "PERSON"), ("Holm", "PERSON")]
    assert _groups(text, *names) == [["Karl Holm", "Holm"], ["Karl Holm Jr."]]


def test_what_stands_in_brackets_behind_a_body_is_what_it_is_called():
    text = "Torvik (TVKA) said so."
    assert _groups(text, ("Torvik", "ORG"), ("TVKA", "ORG")) == [["Torvik", "TVKA"]]


def test_a_family_name_that_stands_first_joins():
    assert _groups("Xi Jinping came. Xi spoke.", ("Xi Jinping", "PERSON"), ("Xi", "PERSON")) == [["Xi Jinping", "Xi"]]


def test_a_family_name_in_capitals_joins_where_it_stands_first():
    text = "HOLM Adalun met the envoys. It was HOLM who spoke."
    assert len(_groups(text, ("HOLM Adalun", "PERSON"), ("HOLM", "PERSON"))) == 1


def test_an_abbreviation_in_brackets_is_an_alias():
    text = "The Harbour Safety Board (HSB) met. The HSB adjourned."
    assert _groups(text, ("Harbour Safety Board", "ORG"), ("HSB", "ORG"), ("HSB", "ORG")) == [
        ["Harbour Safety Board", "HSB"]
    ]


def test_an_acronym_without_brackets_is_an_alias_of_the_one_body_with_its_initials():
    text = "The Northern Fishers and Sailors union met. The NFS adjourned."
    assert len(_groups(text, ("Northern Fishers and Sailors union", "ORG"), ("NFS", "ORG"))) == 1
    text = "NFB lent more, the Northern Ferry Board Corp said."
    assert len(_groups(text, ("NFB", "ORG"), ("Northern Ferry Board Corp", "ORG"))) == 1
    text = "The North Fund Society and the New Ferry Service met. The NFS adjourned."
    assert len(_groups(text, ("North Fund Society", "ORG"), ("New Ferry Service", "ORG"), ("NFS", "ORG"))) == 3


def test_a_company_is_known_by_its_short_name_and_a_body_without_its_country():
    assert len(_groups("Holm & Brandt closed. Holm fell.", ("Holm & Brandt", "ORG"), ("Holm", "ORG"))) == 1
    assert len(_groups("Vardal's Inc closed. Vardal's fell.", ("Vardal's Inc", "ORG"), ("Vardal", "ORG"))) == 1
    text = "General Motors Corp lent more. GM said so."
    assert len(_groups(text, ("General Motors Corp", "ORG"), ("GM", "ORG"))) == 1
    text = "The Norwegian Ferry and Tunnel Board met. The FTB adjourned."
    assert len(_groups(text, ("Norwegian Ferry and Tunnel Board", "ORG"), ("FTB", "ORG"))) == 1


@pytest.mark.parametrize(
    ("long", "short", "one"),
    [
        ("Norland Fisheries", "NorFish", True),
        ("Norland Fisheries Board", "NorFish", False),
        ("Lumora.com Inc", "Lumora", True),
        ("Torvik Group LP", "Torvik", True),
        ("Holm Brandt Global Lenders", "Holm Brandt", True),
        ("Harbour Court Lawyers", "Harbour Court", False),  # "Court" says which body that is
        ("TVK National Wages Report", "TVK", False),
        ("Eastern Torvik Co", "Torvik", True),
        ("Lumora-Brandt", "Lumora", True),
        ("Department for Harbours and Seas", "DfHS", True),
        ("Department for Harbours and Seas", "DaHS", False),
    ],
)
def test_syllables_a_domain_and_first_words_are_short_forms(long: str, short: str, one: bool) -> None:
    text = f"Then {long} lent more. It was {short} too."
    assert (len(_groups(text, (long, "ORG"), (short, "ORG"))) == 1) is one


def test_what_stands_behind_or_and_before_a_comma_is_an_abbreviation() -> None:
    text = "The Harbour Rescue Plan, or HRP, ended."
    assert len(_groups(text, ("Harbour Rescue Plan", "LAW"), ("HRP", "ORG"))) == 1
    text = "The Harbour Rescue Plan, or Torvik, ended."
    assert len(_groups(text, ("Harbour Rescue Plan", "ORG"), ("Torvik", "ORG"))) == 2


def test_a_line_break_or_a_hard_space_makes_no_other_name() -> None:
    text = "Anna\u00a0Weber met Tom Hale. Weber left."
    assert len(_groups(text, ("Anna\u00a0Weber", "PERSON"), ("Tom Hale", "PERSON"), ("Weber", "PERSON"))) == 2


def test_the_last_word_of_the_one_body_that_ends_in_it_is_its_short_name():
    text = "The Torvik Journal says so. The Journal cites Lund Holm."
    assert len(_groups(text, ("Torvik Journal", "ORG"), ("Journal", "ORG"))) == 1
    text = "The Torvik Journal and the Velden Journal say so. The Journal cites Lund Holm."
    assert len(_groups(text, ("Torvik Journal", "ORG"), ("Velden Journal", "ORG"), ("Journal", "ORG"))) == 3


def test_a_name_that_is_a_possessive_stays_whole():
    assert bare("Moody’s") == "Moody’s"
    assert bare("Norland’s") == "Norland"


def test_the_alias_table_joins_spellings_of_a_place():
    assert _groups("Kiev, that is Kyiv.", ("Kiev", "LOC"), ("Kyiv", "LOC")) == [["Kiev", "Kyiv"]]


def test_a_body_is_the_same_with_and_without_its_country():
    text = "The Ministry of Defence of Ukraine spoke; the Defence Ministry agreed."
    assert _groups(text, ("Ministry of Defence of Ukraine", "ORG"), ("Defence Ministry", "ORG")) == [
        ["Ministry of Defence of Ukraine", "Defence Ministry"]
    ]


def test_bodies_of_two_countries_stay_apart():
    text = "The Ukrainian Defence Ministry and the Polish Defence Ministry met; the Defence Ministry spoke."
    groups = _groups(
        text, ("Ukrainian Defence Ministry", "ORG"), ("Polish Defence Ministry", "ORG"), ("Defence Ministry", "ORG")
    )
    assert len(groups) == 3


def test_a_double_surname_alone_goes_to_its_full_name():
    text = "Eva Lind-Hest spoke. Lind-Hest left."
    assert _groups(text, ("Eva Lind-Hest", "PERSON"), ("Lind-Hest", "PERSON")) == [["Eva Lind-Hest", "Lind-Hest"]]


def test_a_given_name_behind_sir_a_middle_name_and_a_surname_with_its_particle_join_the_one_who_has_them() -> None:
    assert _groups("Sir Keir Harlow came. Sir Keir left.", ("Keir Harlow", "PERSON"), ("Keir", "PERSON")) == [
        ["Keir Harlow", "Keir"]
    ]
    names = (("Luiz Inacio Lula da Costa", "PERSON"), ("Lula", "PERSON"))
    assert _groups("Luiz Inacio Lula da Costa came. Lula left.", *names) == [["Luiz Inacio Lula da Costa", "Lula"]]
    names = (("Ada Holm Berg", "PERSON"), ("Holm Berg", "PERSON"))
    assert _groups("Ada Holm Berg came. Holm Berg left.", *names) == [["Ada Holm Berg", "Holm Berg"]]
    names = (("Mohammed bin Rasul", "PERSON"), ("Bin Rasul", "PERSON"))
    assert _groups("Mohammed bin Rasul came. Bin Rasul left.", *names) == [["Mohammed bin Rasul", "Bin Rasul"]]
    names = (("Eduardo Santos de Oliveira", "PERSON"), ("Santos de Oliveira", "PERSON"))
    assert _groups("Eduardo Santos de Oliveira came. Santos de Oliveira left.", *names) == [
        ["Eduardo Santos de Oliveira", "Santos de Oliveira"]
    ]


def test_a_state_is_not_one_with_its_predecessor() -> None:
    names = (("Russia", "LOC"), ("Soviet Union", "LOC"))
    assert _groups("Russia is not the Soviet Union.", *names) == [["Russia"], ["Soviet Union"]]


def test_the_first_words_of_a_companys_full_name_join_it_unless_two_companies_have_them() -> None:
    text = (
        "Harlow Axle & Tools Holdings Inc closed. Harlow Axle did. Merton Glass Inc and Merton Steel Corp fear Merton. "
        "Lunde Co met Lunde and the Lunde Company."
    )
    companies = ("Harlow Axle & Tools Holdings Inc", "Harlow Axle", "Merton Glass Inc", "Merton Steel Corp", "Merton")
    same = ("Lunde Co", "Lunde", "Lunde Company")
    assert _groups(text, *((company, "ORG") for company in (*companies, *same))) == [
        ["Harlow Axle & Tools Holdings Inc", "Harlow Axle"],
        ["Merton Glass Inc"],
        ["Merton Steel Corp"],
        ["Merton"],
        ["Lunde Co", "Lunde", "Lunde Company"],
    ]


@pytest.mark.parametrize(
    ("names", "groups"),
    [
        (("Harlow Axle", "Harlow"), 1),
        (("Harlow", "Harlow Axle"), 2),
        (("Harlow Axle", "Harlow Glass", "Harlow"), 3),
        (("Harlow France", "Harlow"), 2),
        (("Harlow 11", "Harlow"), 2),
        (("House Fisheries Panel", "House"), 2),
        (("Ford Foundation", "Ford"), 2),
    ],
)
def test_the_first_word_of_the_one_body_before_it_is_its_short_name(names: tuple[str, ...], groups: int) -> None:
    assert len(_groups(". ".join(names), *((name, "ORG") for name in names))) == groups
