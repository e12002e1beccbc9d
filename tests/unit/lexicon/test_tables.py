"""The tables that people edit hold what the code expects of them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

import pytest

from extract import lexicon
from extract.article import LABELS
from extract.errors import SitrepError
from extract.lexicon.spellings import designation_spellings, designations
from extract.lexicon.tables import table


def test_five_hundred_systems_and_more_each_in_a_known_category():
    systems = lexicon.equipment()
    assert len(systems) >= 500
    assert {system.category for system in systems} == lexicon.CATEGORIES
    assert len({system.name for system in systems}) == len(systems)


def test_no_spelling_belongs_to_two_systems():
    owners = defaultdict(set)
    for system in lexicon.equipment():
        for variant in (*system.variants, *system.in_context):
            owners[variant].add(system.name)
    assert {variant: names for variant, names in owners.items() if len(names) > 1} == {}


def test_no_variant_belongs_to_two_keys_of_one_type():
    owners = defaultdict(set)
    for alias in lexicon.aliases():
        owners[alias.label, alias.variant].add(alias.key)
    assert {variant: keys for variant, keys in owners.items() if len(keys) > 1} == {}


def test_every_alias_has_a_label_we_know_and_one_id_for_each_key():
    ids = defaultdict(set)
    for alias in lexicon.aliases():
        assert alias.label in LABELS
        ids[alias.key, alias.label].add(alias.id)
    assert all(len(of_key) == 1 for of_key in ids.values())


def test_the_first_row_of_a_key_is_its_canonical_name():
    keys = {alias.variant: (alias.key, alias.label) for alias in lexicon.aliases() if alias.label == "LOC"}
    assert lexicon.canonical()[keys["Kiev"]].variant == "Kyiv"
    assert lexicon.canonical()[keys["Odessa"]].variant == "Odesa"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Ukraine", "UA"),
        ("the United States", "US"),
        ("U.S.", "US"),
        ("Burma", "MM"),
        ("Türkiye", "TR"),
        ("Kyiv", None),
    ],
)
def test_countries_have_codes_by_any_of_their_names(name: str, code: str | None):
    assert lexicon.country_code(name) == code


def test_ambiguous_forms_are_listed_forms():
    listed = {(alias.variant, alias.label) for alias in lexicon.aliases()} | {
        (form, "NORP") for form in lexicon.nationalities()
    }
    assert lexicon.ambiguous() <= listed


def test_every_cell_is_trimmed_and_no_row_stands_twice():
    for name, columns in _tables():
        rows = table(name, *columns)
        assert len(set(rows)) == len(rows), name


def test_a_wrong_header_is_reported_with_file_and_line():
    with pytest.raises(SitrepError, match=r"given_names\.tsv:3: the columns should be first"):
        table("given_names.tsv", "first")


def test_a_designation_is_spelled_with_hyphen_space_or_neither_and_in_the_plural():
    assert {"F-16", "F-16s"} <= set(designation_spellings("F-16"))
    assert {"Mirage 2000", "Mirage-2000", "Mirage 2000s"} <= set(designation_spellings("Mirage 2000"))


@pytest.mark.parametrize("text", ["Su-39s", "Kh-99", "AGM-200", "BTR-100", "T-80BVM", "MQ-77B", "Shahed-250"])
def test_designations_of_known_families_need_no_list(text: str):
    assert designations().fullmatch(text)


@pytest.mark.parametrize("text", ["COVID-19", "G-20", "A-1", "Article-5", "B-12", "Channel-4"])
def test_other_words_with_numbers_are_no_designations(text: str):
    assert not designations().fullmatch(text)


def _tables() -> Iterator[tuple[str, tuple[str, ...]]]:
    for name, columns in {
        "aliases.tsv": "key id type variant",
        "ambiguous.tsv": "form type",
        "appellations.tsv": "form kind",
        "designations.tsv": "pattern category",
        "equipment.tsv": "name category variants in_context",
        "equipment_classes.tsv": "part form",
        "given_names.tsv": "name",
        "name_words.tsv": "word label position",
        "nationalities.tsv": "form country kind",
        "not_names.tsv": "form",
    }.items():
        yield name, tuple(re.split(" ", columns))
