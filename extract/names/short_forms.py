"""How an article shortens a name: without its article, by its letters, or by one of its words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from extract.lexicon import aliases, country_code, name_words, nationalities
from extract.names.fold import strip_possessive

_ARTICLE = re.compile(r"^(?:the|a|an) ", re.IGNORECASE)

_DOMAIN = re.compile(r"(?<=\w{3})\.(?:com|net|org)$")
_SYLLABLE = re.compile(r"[A-Z][a-z]+")


@lru_cache(maxsize=8192)
def bare(text: str) -> str:
    """Return a form as an entity's name shows it: without article and possessive, on one line."""
    form = _ARTICLE.sub("", text)
    return " ".join((form if form in _possessive_names() else strip_possessive(form)).split())


def abbreviates(short: str, long: str) -> bool:
    """Return whether `short` is made of the first letters of the words of `long`, joining words left out or not."""
    letters = re.sub(r"[^\w]", "", short)
    if not 2 <= len(letters) <= 8 or len(short.split()) > 2 or not letters[0].isupper():
        return False
    words = [word for word in re.split(r"[\s'’/-]+", bare(long)) if word]
    if len(words) > 2 and words[0] not in letters and is_country_word(words[0]):  # "US Office of Trade (OT)"
        words = words[1:]
    initials = [word[0].casefold() for word in words]
    content = [word[0].casefold() for word in words if word.casefold() not in name_words().joints]
    wanted = list(letters.casefold())
    return len(words) > 1 and (
        wanted in (initials, content) or (len(wanted) > 2 and _subsequence(wanted, initials, words))
    )


def has_initials(short: str, long: str) -> bool:
    """Tell whether an acronym has the initials of all words of a name, joints and what is in small letters aside."""
    words = [word for word in re.split(r"[\s'’/-]+", bare(long)) if word]
    if len(words) > len(short) and is_country_word(words[0]):
        words = words[1:]
    capitals = [word for word in words if word[0].isupper()]
    content = [word for word in capitals if word.casefold() not in name_words().joints]
    named = [word for word in content if word.rstrip(".").casefold() not in company_words()]
    ways = (words, capitals, content, named)
    if short.casefold() in {"".join(word[0] for word in way).casefold() for way in ways}:
        return True
    mixed = "".join(re.escape(word[0]) + ("" if word[0].isupper() else "?") for word in words)
    return re.fullmatch(mixed, short) is not None  # "DfHS" of "Department for Harbours and Seas"


def has_syllables(short: str, long: str) -> bool:
    """Tell whether a word is made of the beginnings of a name's words: "NorFish" of "Norland Fisheries"."""
    syllables = _SYLLABLE.findall(short)
    words = [word for word in bare(long).split() if word.casefold() not in name_words().joints]
    return (
        len(syllables) > 1
        and "".join(syllables) == short
        and len(words) == len(syllables)
        and all(word.startswith(syllable) for word, syllable in zip(words, syllables, strict=True))
        and any(word != syllable for word, syllable in zip(words, syllables, strict=True))
    )


def ends_name(word: str, long: str) -> bool:
    """Tell whether a word ends a body's name, what says that it is a company aside: "Holm" of "Lind Holm Corp"."""
    words = long.split()
    while len(words) > 1 and words[-1].rstrip(".").casefold() in company_words() and words[-1] != word:
        words.pop()
    return len(words) > 1 and words[-1] == word


def opens_name(short: str, long: str) -> bool:
    """Tell whether words say which body is meant whose name they open: "Holm" of "Holm & Co", not of "Holm Norland"."""
    words, listed, full = short.split(), name_words(), re.split(r"[ -]", long)
    rest = [word for word in full[len(words) :] if word != "&"]
    return (
        full[: len(words)] == words
        and len(words[0]) > 2
        and words[-1] not in listed.head
        and (len(words) > 1 or words[0] not in listed.lead)
        and bool(rest)
        and rest[-1] not in listed.things
        and all(one[:1].isupper() and one.rstrip(".").isalpha() and not is_country_word(one) for one in rest)
    )


def is_part_of_name(words: list[str], full: list[str], *, given: bool) -> bool:
    """Return whether the words of a name are a part of a fuller one that may stand for it, as the given name or not."""
    if len(words) > 1:
        return full[-len(words) :] == words
    return bool(words) and ((given and full[0] == words[0]) or (len(full) > 3 and words[0] in full[1:-1]))


def company_stem(name: str) -> str:
    """Return a name in small letters without what ends it: "Holm & Co.", "Holm.com Inc.", "Holm's Inc" are "holm"."""
    return strip_possessive(_DOMAIN.sub("", [bare(name).casefold(), *shorter_names(name)][-1]))


def shorter_names(name: str) -> Iterator[str]:
    """Yield a company's name in small letters without its last word, its last two and so on, as they only end it."""
    words = bare(name).casefold().split(" ")
    while words and (words[-1].rstrip(".") in company_words() or words[-1] == "&"):
        words.pop()
        yield " ".join(words)


@cache
def company_words() -> frozenset[str]:
    """Return the words that end a company's full name, in small letters."""
    return frozenset(word.casefold() for word in name_words().companies)


def is_country_word(word: str) -> bool:
    """Tell whether a word names a country or its people."""
    return bool(nationalities().get(word) or country_code(word))


def _subsequence(wanted: list[str], initials: list[str], words: list[str]) -> bool:
    """Return whether the letters appear in order, beginning with the first word and reaching the last."""
    if wanted[0] != initials[0]:
        return False
    text = " ".join(words).casefold()
    at = 0
    for letter in wanted:
        at = text.find(letter, at)
        if at < 0:
            return False
        at += 1
    return at > text.rfind(" ") and len(wanted) >= len(words) - 3


@cache
def _possessive_names() -> frozenset[str]:
    """The names of the alias table that have a possessive of their own: "McDonald's"."""
    return frozenset(alias.variant for alias in aliases() if alias.variant.endswith(("'s", "’s")))
