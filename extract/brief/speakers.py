"""Keys that the names of one speaker, or of one body, share."""

from __future__ import annotations

from functools import cache, lru_cache

from extract.lexicon import country_code, name_words, read_aliases
from extract.names.compare import skeleton, split_name
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
