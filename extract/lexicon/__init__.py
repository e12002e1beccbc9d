"""What sitrep knows by name: tables that people edit, read once into plain values. Imports no spaCy."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from extract.lexicon.tables import table


@dataclass(frozen=True, slots=True)
class Alias:
    """One of the names of a thing."""

    key: str
    """What all names of the thing share."""
    id: str
    """The ISO 3166 code of a country, else a number of our own."""
    label: str
    variant: str


@dataclass(frozen=True, slots=True)
class System:
    """A weapon, platform or munition with its spellings."""

    name: str
    category: str
    variants: tuple[str, ...]
    """Spellings that mean it wherever they stand; the name itself is one of them unless it is ambiguous."""
    in_context: tuple[str, ...]
    """Spellings that are also ordinary names, and mean it only beside a weapon word."""


@dataclass(frozen=True, slots=True)
class NameWords:
    """Words that say what a name names: "University" at its end, "Ministry" at its beginning."""

    head: dict[str, str]
    """The last word of a name, or the word before "of", to its label."""
    lead: dict[str, str]
    """The first word of a name to its label."""
    first: dict[str, str]
    """The first word of a name in another language, whatever follows, to its label."""
    particles: frozenset[str]
    """Belong to the surname that follows them: "von", "al"."""
    joints: frozenset[str]
    """Join the words of a name and say nothing themselves: "of", "for"."""
    families: frozenset[str]
    """Family names that stand before the given name: "Xi"."""
    companies: frozenset[str]
    """End a company's full name: "Inc"."""
    either: frozenset[str]
    """Heads that end a place's name as well as a body's: "House"."""
    things: frozenset[str]
    """End the name of what acts for nobody: "Summit", "Report"."""


@dataclass(frozen=True, slots=True)
class EquipmentClasses:
    """The words of which classes of equipment are composed."""

    nouns: tuple[str, ...]
    """Classes by themselves: "missile"."""
    headed: tuple[str, ...]
    """Classes only after a modifier: "missile systems"."""
    modifiers: tuple[str, ...]
    never: tuple[str, ...]
    """Composed alike, but too vague to be a class: "military equipment"."""


CATEGORIES = frozenset(
    (
        *("air defence", "missiles", "artillery", "armour", "aircraft", "helicopters", "drones", "ships", "radars"),
        *("electronic warfare", "small arms", "munitions", "class", "support", "space"),
    )
)
"""Of `System.category`; `class` holds what is written in capitals without being a designation (UAV, ICBM)."""


@cache
def first_variants() -> frozenset[str]:
    """Return the canonical name of every key of the alias table: its first row."""
    names: dict[str, str] = {}
    for alias in aliases():
        names.setdefault(alias.key, alias.variant)
    return frozenset(names.values())


@cache
def aliases() -> tuple[Alias, ...]:
    """Return every name of the alias table, in its order: the first row of a key is its canonical name."""
    return tuple(read_aliases())


def read_aliases() -> Iterator[Alias]:
    """Yield what `aliases` keeps (7 MB), for a process that keeps something smaller."""
    return (Alias(*row) for row in table("aliases.tsv", "key", "id", "type", "variant"))


@cache
def canonical() -> dict[tuple[str, str], Alias]:
    """Return the canonical name of each (key, label)."""
    first: dict[tuple[str, str], Alias] = {}
    for alias in aliases():
        first.setdefault((alias.key, alias.label), alias)
    return first


@cache
def country_code(name: str) -> str | None:
    """Return the ISO 3166-1 alpha-2 code of a country by any of its names in the table, else None."""
    return _countries().get(name.removeprefix("the ").removeprefix("The ").strip().casefold())


@cache
def alias_forms() -> frozenset[str]:
    """Return every name of the alias table, as it is written."""
    return frozenset(alias.variant for alias in aliases())


@cache
def mixed_case_variants() -> dict[str, str]:
    """Return the names of the alias table that are not written in capitals, by what is the same in small letters."""
    return {alias.variant.casefold(): alias.variant for alias in reversed(aliases()) if not alias.variant.isupper()}


@cache
def nationalities() -> dict[str, str]:
    """Return the words that name a people, a faith or a political family, with the code of its country ("" if none)."""
    return {form: country for form, country, _ in table("nationalities.tsv", "form", "country", "kind")}


@cache
def equipment() -> tuple[System, ...]:
    """Return the weapons, platforms and munitions that are known by designation."""
    return tuple(
        System(
            name,
            category,
            tuple(dict.fromkeys(([] if name in _split(in_context) else [name]) + _split(variants))),
            tuple(_split(in_context)),
        )
        for name, category, variants, in_context in table("equipment.tsv", "name", "category", "variants", "in_context")
    )


@cache
def equipment_classes() -> EquipmentClasses:
    """Return the words of which classes of equipment are composed."""
    rows = table("equipment_classes.tsv", "part", "form")
    nouns, headed, modifiers, never = (
        tuple(form for part, form in rows if part == wanted) for wanted in ("noun", "headed", "modifier", "never")
    )
    return EquipmentClasses(nouns, headed, modifiers, never)


@cache
def ambiguous() -> frozenset[tuple[str, str]]:
    """Return the (form, label) of listed names that count only where the text around them agrees."""
    return frozenset(_pair(row) for row in table("ambiguous.tsv", "form", "type"))


@cache
def appellations() -> dict[str, str]:
    """Read the titles that may precede a person's name, with their kind: honorific, rank, office or common."""
    return dict(_pair(row) for row in table("appellations.tsv", "form", "kind"))


@cache
def given_names() -> frozenset[str]:
    """Return common given names of many languages."""
    return frozenset(row[0] for row in table("given_names.tsv", "name"))


@cache
def not_names() -> frozenset[str]:
    """Return words in capitals that name nothing: GDP, CEO, DNA."""
    return frozenset(row[0] for row in table("not_names.tsv", "form"))


@cache
def name_words() -> NameWords:
    """Return the words that say what a name names."""
    rows = table("name_words.tsv", "word", "label", "position")
    head, lead, first = (
        {word: label for word, label, position in reversed(rows) if position == wanted}
        for wanted in ("head", "lead", "first")
    )
    particles, joints, families, companies, either, things = (
        frozenset(word for word, _, position in rows if position == wanted)
        for wanted in ("particle", "joint", "family", "company", "either", "thing")
    )
    return NameWords(head, lead, first, particles, joints, families, companies, either, things)


@cache
def _countries() -> dict[str, str]:
    return {
        alias.variant.casefold(): alias.id
        for alias in aliases()
        if alias.label == "LOC" and len(alias.id) == 2 and alias.id.isalpha()
    }


def _split(cell: str) -> list[str]:
    return [part.strip() for part in cell.split("|") if part.strip()]


def _pair(row: tuple[str, ...]) -> tuple[str, str]:
    first, second = row
    return first, second
