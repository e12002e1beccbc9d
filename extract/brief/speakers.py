"""Keys that the names of one speaker, or of one body, share; and the speakers of many articles, each by one name."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Mapping
from functools import cache, lru_cache

from extract.lexicon import country_code, name_words, read_aliases
from extract.names.compare import person_key, skeleton, split_name
from extract.names.fold import fold


@lru_cache(maxsize=1 << 13)
def speaker_key(name: str) -> str:
    """Return what the names of a speaker have in common: that of a body or country, else the skeleton of the last word.

    So "UN" and "United Nations" are one speaker, and "Zelensky" and "Volodymyr Zelenskyy"; two Koreas are two.
    """
    if country := country_code(name):
        return f"={country}"
    body = body_key(name)
    return body if body.startswith("=") else skeleton(split_name(body)[1]) or name.casefold()


def group_speakers(named: Mapping[str, int], persons: Container[str]) -> dict[str, str]:
    """Group names by the speaker that they name; maps each to the name that its group is shown by.

    A surname alone is of the only person who has it, in the spellings of one full name; whoever else is named by the
    same last word is somebody else. A group is shown by its most frequent name, the fullest of these.

    Args:
        named: how often each name stands.
        persons: those that name a person, folded.

    """
    keys = {name: _person_key(name) if fold(name) in persons else _body_or_country_key(name) for name in named}
    full: defaultdict[str, set[str]] = defaultdict(set)
    for name, key in keys.items():
        if key.startswith(_PERSON):
            full[skeleton(split_name(name)[1])].add(key)
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for name, key in keys.items():
        namesakes = full[key] if fold(name) in persons and not key.startswith(("=", _PERSON)) else ()
        groups[min(namesakes) if len(namesakes) == 1 else key].append(name)
    shown = {key: _choose_name(Counter({name: named[name] for name in names})) for key, names in groups.items()}
    return {name: shown[key] for key, names in groups.items() for name in names}


_PERSON = "+"
"""Begins the key of a person who is named in full."""


def _person_key(name: str) -> str:
    """Return a key of a person's full name in its spellings; of a surname, what its spellings have in common."""
    first, surname = split_name(name)
    return f"{_PERSON}{person_key(name) or fold(name)}" if first else skeleton(surname)


def _body_or_country_key(name: str) -> str:
    return f"={code}" if (code := country_code(name)) else body_key(name)


def _choose_name(named: Counter[str]) -> str:
    return max(named, key=lambda name: (named[name], name.count(" "), len(name)))


@lru_cache(maxsize=1 << 13)
def body_key(name: str) -> str:
    """Return what the names of a body have in common: its key in the alias table, else its name without "Inc"."""
    words = fold(name).removeprefix("the ").split()
    while len(words) > 1 and words[-1] in _company_words():
        words.pop()
    short = " ".join(words)
    return _bodies().get(fold(name).removeprefix("the ")) or _bodies().get(short) or short


@cache
def _bodies() -> dict[str, str]:
    """Folded names of bodies in the alias table, with the key that all names of one share."""
    return {fold(alias.variant): f"={alias.key}" for alias in read_aliases() if alias.label == "ORG"}


@cache
def _company_words() -> frozenset[str]:
    return frozenset(map(fold, name_words().companies))
