"""Where a name begins and ends, whoever proposed it: without article, title, possessive and loose words."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from extract.lexicon import aliases, appellations, given_names, name_words, nationalities, not_names
from extract.mentions.found import Proposal
from extract.mentions.letters import UPPER
from extract.page.tables import function_words
from extract.people.kin import skip_heading
from extract.tables import words as words_of

_CAPITAL = re.compile(rf"[{UPPER}\d]")
_LEADING = re.compile(
    r"(?:(?:the|a|an|and|of|in|by|from|to|for|at|on|his|her|its|their|our)\s+|[\s\"“”‘’'(\[<«,.;:–—-]+)", re.I
)
_LOOSE = frozenset(("and", "of", "the", "in", "for", "to", "on", "at", "by", "from", "said", "who", "is", "was"))
_TRAILING = re.compile(rf"(?:\s+(?:{'|'.join(sorted(_LOOSE))})|['’]s|(?<=s)['’]|[\s\"“”‘’')\]>»,;:–—&-]+)$")
_DOTTED = re.compile(rf"(?:\b[{UPPER}]\.|\b(?:Jr|Sr|Inc|Ltd|Co|Corp|Bros|St)\.)$")
_SYMBOL = re.compile(
    r"(?<![\w.])(?:[A-Z]{2,5}|[A-Z]{2,4}[0-9]|[0-9]{4,6})(?:_?[a-z])?\.(?:[A-Z]{2,6}\.)?[A-Za-z]{1,2}(?!\w|\.\w)|(?<![\w.])\.[A-Z]{2,5}\b"
    r"|(?<![\w.])[A-Z]{4,7}\d{0,2}\.[A-Z]{1,2}(?!\w|\.\w)|(?<=\( )[A-Z]\.[A-Z](?= \))"
)
"""A share's or an index's symbol, "AMR.N" or ".SPX": no name, nor part of one."""
_QUOTED = re.compile(
    r"\s?\(\s?(?:[A-Z0-9]{2,6}(?:_?[a-z])?\.[A-Z]{1,2}|(?:NYSE|NASDAQ|Nasdaq|LSE|LON|TSX|ASX|HKG|TYO):\s?[A-Z0-9.]{1,6})\s?\)"
    r"|\s[A-Z]{2,6}[a-z]?\.(?:[A-Z]{2,6}\.)?[A-Z]{1,2}\b"
)
"""The symbol of a share behind the name of the company, "Northern Tide ( NTD.L )"."""
_NAMED = frozenset(("PERSON", "ORG", "LOC", "FAC", "EVENT", "LAW", "PRODUCT"))
_ACRONYM = re.compile(r"[A-Z]{3,6}")
_PLURAL = re.compile(r"[A-Z]{2,5}s")
"""The plural of an acronym names a kind: "JGBs", "MPs"."""
_JOINED = re.compile(r"(?<=[a-z])(?=[A-Z][a-z]{2,}\Z)")
CREDITED = re.compile(
    rf"(?:{'|'.join(sorted(words_of('extract.mentions', 'credit'))).upper()})(?:[*/][A-Z]{{2,}})?(?: |\Z)"
)
"""A picture's credit that stands before a person's name without a mark: "GETTY Ada Lind"."""
_SHOUTED = re.compile(r"[A-Z]{2} [A-Z]{2}")
"""A word in capitals beside another: a name may be written so, with all that stands around it."""
_OPENING = re.compile(r"(?:^|[.!?:]\s|\n\s?|[\"“”‘•*-]\s?)$")
_TITLED = re.compile(rf"(?:Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Maj|Capt|Sgt)\.? (?:[{UPPER}][\w'’-]+ ?){{1,3}}$")
_HONORIFIC_BEFORE = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Prof|Messrs)\.?\s$")


def fix_bounds(found: Proposal, text: str) -> Proposal | None:
    """Return the mention with its proper bounds and, where its words contradict it, another label; None for no name."""
    start, end, label, strength = found
    if "." in text[max(0, start - 8) : end + 3]:
        for symbol in _SYMBOL.finditer(text, max(0, start - 8), min(len(text), end + 3)):
            if symbol.end() > start:
                end = min(end, start + len(text[start : symbol.start()].rstrip(" (")))
        if end <= start:
            return None
    trimmed = _trimmed(text[start:end], label)
    if trimmed is None:
        return None
    start, end, label = start + trimmed[0], start + trimmed[1], trimmed[2]
    if _common_word(text, start, end) or "@" in text[max(0, start - 1) : end]:
        return None
    return Proposal(start, end, _label(label, text, start, end), strength)


def is_quoted(end: int, text: str) -> bool:
    """Tell whether the symbol of a share stands behind a name that ends at `end`: it is a company's."""
    return _QUOTED.match(text, end) is not None


def looks_capitalised(found: Proposal, text: str) -> bool:
    """Return whether a guess is two words or more that all look like names, in whatever language.

    What a recogniser makes of a language that it has not learnt is hardly worth more than that.
    """
    words = text[found.start : found.end].split()
    named = all(word[0].isupper() or word in name_words().particles for word in words)
    return len(words) > 1 and named and words[0].lower() not in _function_words()


@lru_cache(maxsize=8192)
def _trimmed(name: str, label: str) -> tuple[int, int, str] | None:
    """Return where a proposed name really begins and ends, and its label by a title in it; None for no name.

    An article's names come again and again, as do those of the news, so that what was seen is kept.
    """
    start, end = 0, len(name)
    if label in _NAMED:
        start = _first_capital(name, start, end)
    while (leading := _LEADING.match(name, start, end)) and not _keeps_article(name, start, end):
        start = leading.end()
    if label in ("ORG", "LOC", "NORP") and (behind := skip_heading(name, start, end)) > start:
        start, label = behind, "NORP" if name[behind:end] in nationalities() else "LOC"
    while _may_trail(name, start, end) and (trailing := _TRAILING.search(name[start:end])):
        end = start + trailing.start()
    if name[start:end].endswith(".") and (end - start == 2 or not _DOTTED.search(name[start:end])):
        end -= 1  # of "on X." too: an initial has a name behind it
    for opens, closes in ("()", "[]"):
        if (closing := name.find(closes, start, end)) >= 0 and name.find(opens, start, closing) < 0:
            start = closing + 1 + len(name[closing + 1 : end]) - len(name[closing + 1 : end].lstrip())
    if (bracket := name.find("(", start, end)) > start and name.find(")", bracket, end) < 0:
        end = bracket - len(name[start:bracket]) + len(name[start:bracket].rstrip(". "))
    first, _, rest = name[start:end].partition(" ")
    if label in ("ORG", "PERSON") and rest and first[1:].islower() and first.lower() in _trades():
        start += len(first) + 1  # "Carmaker Torvik"
    if label in ("ORG", "LOC") and _TITLED.match(name, start, end):
        label = "PERSON"
    if joined := _JOINED.search(name, start, end):
        tail = name[joined.start() : end]  # "Ada LindThis", "Ada LindNorwegian": a space is missing
        end = joined.start() if tail.lower() in _function_words() or tail in nationalities() else end
    if label == "PERSON":
        start = credit.end() if (credit := CREDITED.match(name, start, end)) else start
        last = name[start:end].rpartition(" ")[2]
        end -= len(last) + 1 if CREDITED.fullmatch(last) else 0
        start = _after_titles(name, start, end)
        end = _last_capital(name, start, end)
    if start >= end or (label in _NAMED and not _CAPITAL.search(name, start, end)):
        return None
    if label != "NORP" and name[start:end] in not_names():
        return None
    if label in ("PERSON", "ORG") and (
        name[start:end].isdecimal() or _PLURAL.fullmatch(name, start, end) or _is_kind(name[start:end])
    ):
        return None
    if label in _NAMED and end - start == 1 and name[start].isascii():
        return (start, end, "ORG") if name[start] == "X" else None
    return start, end, label


def _is_kind(name: str) -> bool:
    """Tell whether a name is an adjective or a place and a common noun: "Swiss bank", "Texas Republican"."""
    words = name.split(" ")
    for count in (1, 2):
        owner, rest = " ".join(words[:count]), " ".join(words[count:])
        if owner in nationalities() and rest.islower():
            return True
        if owner in _listed_places() and (rest in _firms() or (nationalities().get(rest) == "" and rest[-1] != "s")):
            return True
    return False


def _may_trail(text: str, start: int, end: int) -> bool:
    """Return whether something may hang on to a name; quicker than the whole pattern."""
    word = text[start:end].split()[-1:]
    return not word or not word[0].isalpha() or word[0] in _LOOSE or text[end - 1].isspace()


def _common_word(text: str, start: int, end: int) -> bool:
    """Return whether a single word has its capital from a sentence's beginning: it stands in lower case elsewhere."""
    word = text[start:end]
    if not word.isalpha() or not word[1:].islower() or not _OPENING.search(text, max(0, start - 3), start):
        return False
    lower = word.lower()
    at = text.find(lower)
    while at >= 0:
        after = at + len(lower)
        if not text[at - 1 : at].isalnum() and not text[after : after + 1].isalnum():
            return True
        at = text.find(lower, after)
    return False


def _first_capital(text: str, start: int, end: int) -> int:
    """Return where the first word with a capital or digit begins; particles before it belong to the name."""
    at = start
    while at < end:
        space = text.find(" ", at, end)
        word = text[at : space if space >= 0 else end]
        if _CAPITAL.search(word) or word.casefold() in name_words().particles or space < 0:
            return at
        at = space + 1
    return start


def _last_capital(text: str, start: int, end: int) -> int:
    """Return where the last word of a person's name ends that has a capital: "Ana Brandt thereupon" is "Ana Brandt"."""
    while (space := text.rfind(" ", start, end)) > 0 and text[space + 1 : end].islower():
        end = space
    return end


def _keeps_article(text: str, start: int, end: int) -> bool:
    """Return whether "The" is part of the name: "The Hague", "The Gambia"."""
    return text[start:end].casefold() in ("the hague", "the gambia", "the bahamas")


def _after_titles(text: str, start: int, end: int) -> int:
    """Return where a person's name begins after the titles and offices before it."""
    words = text[start:end].split(" ")
    skipped = 0
    for first in range(len(words) - 1):
        for last in range(min(len(words) - 1, first + 4), first, -1):
            if " ".join(words[first:last]).rstrip(",") in _titles():
                skipped = max(skipped, last)
    return start + len(" ".join(words[:skipped])) + (1 if skipped else 0)


def _label(label: str, text: str, start: int, end: int) -> str:
    """Decide the label of a name, by its context and its own words."""
    if label in ("ORG", "LOC", "NORP") and _HONORIFIC_BEFORE.search(text[max(0, start - 8) : start]):
        return "PERSON"
    if label in ("PERSON", "LOC", "FAC", "PRODUCT") and is_quoted(end, text):
        return "ORG"
    if label == "PERSON" and text.startswith("-based", end):
        return "LOC"
    acronym = label == "PERSON" and _ACRONYM.fullmatch(text, start, end)
    if acronym and not _SHOUTED.search(text, max(0, start - 3), end + 3):
        return "ORG"
    return _by_words(text[start:end], label)


@lru_cache(maxsize=8192)
def _by_words(name: str, label: str) -> str:
    """Decide the label of a name by its own words."""
    words = name.split(" ")
    last, known = words[-1].rstrip(".") if len(words) > 1 else name, name_words()
    if len(words) > 1 and label in ("PERSON", "ORG", "LOC") and words[0] in known.first and last not in known.head:
        return known.first[words[0]]
    if label in ("PERSON", "PRODUCT", "LOC", "FAC") and len(words) > 1 and last in known.companies:
        return "ORG"
    if label == "PERSON" and "&" in words:
        return "ORG"  # "Lind & Holm"
    if label == "PERSON" and len(words) > 1 and last.endswith("s") and last in nationalities():
        return "NORP"  # "Georgia Democrats"
    if label == "PERSON" and len(words) > 1 and not (len(words) < 4 and words[0] in given_names()):
        return known.head.get(last, label)
    if label in ("ORG", "LOC") and len(words) > 1 and last not in known.either:
        label = known.head.get(last, label)
    if label in ("ORG", "LOC") and len(words) in (2, 3) and words[0] in given_names() and last not in known.head:
        return "PERSON"
    return label


@cache
def _function_words() -> frozenset[str]:
    return frozenset().union(*function_words().values())


@cache
def _firms() -> frozenset[str]:
    return words_of("extract.mentions", "firm") | _trades()


@cache
def _trades() -> frozenset[str]:
    return words_of("extract.mentions", "trade")


@cache
def _listed_places() -> frozenset[str]:
    return frozenset(alias.variant for alias in aliases() if alias.label == "LOC")


@cache
def _titles() -> frozenset[str]:
    """Return the titles that are no part of a name; words of a trade in lower case are no part of it anyway."""
    return frozenset(form for form, kind in appellations().items() if kind != "common")
