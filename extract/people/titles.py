"""The words of `titles.tsv`, by their kinds."""

from __future__ import annotations

from functools import cache
from typing import Literal

from extract.lexicon import name_words
from extract.lexicon.tables import table

Sex = Literal["f", "m"]

_FEMALE = ("woman", "ess", "queen", "mother", "wife", "daughter", "sister", "widow")
_MALE = ("man", "king", "prince", "father", "husband", "son", "brother", "pope", "lord")


@cache
def words(kind: str) -> frozenset[str]:
    """Return the words of one kind, in lower case; raises KeyError for a kind that the table does not have."""
    if found := frozenset(word for row in _rows() if row[0] == kind for word in row[1].split()):
        return found
    raise KeyError(kind)


def narrower(title: str) -> tuple[str, ...]:
    """Return the titles that a more general one may be said for, "senator" for "politician"."""
    listed = (row[1].split() for row in _rows() if row[0] == "general")
    return next((tuple(titles[1:]) for titles in listed if titles[0] == title), ())


def alike(one: str, other: str) -> bool:
    """Tell whether two titles may be said of one person for variety: "leader" and "president", "founder" and "boss"."""
    both, rulers = {one, other}, words("ruler")
    groups = (row[1].split() for row in _rows() if row[0] == "general")
    shared = any(both <= set(group) and (group[0] in both or not both & rulers) for group in groups)
    return one == other or shared or ("leader" in both and both <= rulers)


def office(word: str) -> str | None:
    """Return the singular of a word that heads a role ("ministers" is "minister"), else None.

    One with a hyphen does where its last part is an office ("vice-chairman"), or what stands before "general".
    """
    lower = word.lower()
    if "-" not in lower or lower in _heads():
        return _heads().get(lower)
    before, tail = (lower[: -len(last)], last) if (last := next(filter(lower.endswith, _TAILS), "")) else (lower, "")
    front, hyphen, head = before.rpartition("-")
    single = _heads().get(head)
    return f"{front}{hyphen}{single}{tail}" if single and single not in words("voice") else None


def is_plural(word: str) -> bool:
    """Tell whether a head of a role stands in the plural."""
    head = office(word)
    return head is not None and head != word.lower()


def is_source(word: str) -> bool:
    """Tell whether a common noun may be a source without a name: people, bodies, publications."""
    word = word.lower()
    known = words("source") | words("body") | words("medium")
    return office(word) is not None or word in known or word.removesuffix("s") in known or word[:-3] + "y" in known


_TAILS = ("-general", "-in-chief", "-designate", "-elect")
"""What stands behind a word that heads a role and makes one word with it."""


@cache
def _heads() -> dict[str, str]:
    """Return every head of a role, singular and plural, with its singular."""
    heads = words("office") | words("voice")
    plurals = {word + "s": word for word in heads} | {w[:-3] + "men": w for w in heads if w.endswith("man")}
    return plurals | {word: word for word in heads}


@cache
def honorifics() -> dict[str, Sex | None]:
    """Return what stands before a name and is no role, with the sex that it tells."""
    kinds: tuple[tuple[str, Sex | None], ...] = (("honorific", None), ("honorific-f", "f"), ("honorific-m", "m"))
    return {word: sex for kind, sex in kinds for word in words(kind)}


def sex_of_name(name: str) -> Sex | None:
    """Return the sex that the given name of a name tells, else None; a family name that leads ("Lan Foan") is none."""
    first, _, rest = name.partition(" ")
    return _given_names().get(rest.partition(" ")[0] if first in name_words().families else first)


@cache
def _given_names() -> dict[str, Sex]:
    pronouns = {name: pronoun for pronoun, names in table("sexes.tsv", "pronoun", "names") for name in names.split()}
    known: dict[str, Sex] = {name: "f" for name, pronoun in pronouns.items() if pronoun == "she"}
    known.update({name: "m" for (name,) in table("given_names.tsv", "name") if name not in pronouns})
    return known


def sex_of(title: str) -> Sex | None:
    """Return the sex that a title tells by its form ("spokeswoman"), else None."""
    return "f" if title.endswith(_FEMALE) else "m" if title.endswith(_MALE) else None


@cache
def _rows() -> tuple[tuple[str, ...], ...]:
    return table("titles.tsv", "kind", "words")
