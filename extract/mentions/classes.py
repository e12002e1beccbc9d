"""Finds classes of equipment, composed of modifiers and a noun: "long-range cruise missiles", "air defence systems"."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache

from extract.alternation import WordFinder
from extract.lexicon import equipment_classes
from extract.mentions.found import Proposal
from extract.mentions.windows import match_in
from extract.tables import words

_UNCHANGING = ("aircraft", "artillery", "ammunition", "ammo", "craft", "weaponry", "equipment", "ordnance")
"""Nouns whose plural is the singular."""


_OF_ARMS, _BRIEF = 2, 400
"""Words of war and weapons that an article has at least which is about them; code points below which one will do."""
_EXPANDED = r"\b[A-Z][\w-]+ \({0}s?\)"
_CAPITALS_BESIDE = r"\b[A-Z]{{3,}} {0}\b|\b{0}(?:[’']S)? [A-Z]{{3,}}\b"


_BEFORE_VERB, _OBJECT = (" to ", " not ", "n’t ", "n't "), re.compile(r" (?:the|an?|its|his|her|their|this)\b")
"""Round a verb: "to rocket the economy", "may not torpedo the plan"."""
_IN_NAME, _NAME_BEHIND = re.compile(r"[a-z,] [A-Z]"), re.compile(r" [A-Z][a-z]")
"""Round a word of a name: "the Taxi, Interceptor Sedan and"."""
_VESSEL = re.compile(r"\b(?:fuel|gas|water|fish|storage|septic|oil|oxygen|holding) tanks?\b")
_ARMY = re.compile(r"\b(?:[Aa]rmy|[Mm]ilitary|[Tt]roops|[Ss]oldiers|[Bb]attle\w*|[Aa]rmou?red)\b")
"""What an article has in which a tank holds something, and what one has in which it shoots."""
_FLIES = re.compile(
    r"\b(?:aircraft|(?:war)?planes?|jets?|pilots?|fl(?:y|ew|ies|ying)|sorties?|squadron|[Aa]ir [Ff]orce)\b"
)
"""What an article has in which a bomber is no person."""


def is_of_arms(text: str, names: int) -> bool:
    """Tell whether an article with so many names of weapons is about war, so that its tanks and aircraft are arms.

    Business news has orders for aircraft, fuel tanks and a system called Snow Leopard.
    """
    found = {start for start, _ in _arms_words().find(text) if text[start - 1 : start] != "-"}
    return len(found) + names >= (_OF_ARMS if len(text) > _BRIEF else 1)


@cache
def _arms_words() -> WordFinder:
    return WordFinder(f"{word}(?!\\w)" for word in sorted(words("extract.mentions", "arms")))


def is_another_name(text: str, form: str) -> bool:
    """Tell whether a class in capitals is something else's abbreviation or a name among capitals.

    "Abel Power Conversion (APC)", "SAM BRANDT, ECONOMIST"; not "an armoured personnel carrier (APC)".
    """
    pattern = "|".join((_EXPANDED, _CAPITALS_BESIDE)).format(re.escape(form.removesuffix("s")))
    return re.search(pattern, text) is not None


def find_equipment_classes(text: str, places: list[tuple[int, int]], taken: list[Proposal]) -> list[Proposal]:
    """Return classes of equipment in the text.

    Args:
        text: the article.
        places: where to look (`extract.mentions.windows`), from some words before one of `heads()` to its end.
        taken: names; of what overlaps one only the part behind it is a class ("[Javelin] anti-tank missiles").

    """
    found = []
    ordered = sorted(taken)
    for match in match_in(_pattern(), text, places):
        start, end = match.span()
        at = max(0, bisect_left(ordered, (start,)) - 1)
        while at < len(ordered) and ordered[at].start < end:
            if start < ordered[at].end:
                start = end if ordered[at].end >= end else ordered[at].end + 1
            at += 1
        if start < end and not _vague(text, start, end):
            found.append(Proposal(start, end, "EQUIPMENT"))
    return found


@cache
def heads() -> frozenset[str]:
    """Return the last words of all classes, in lower case, singular and plural; no class ends in another word."""
    words = equipment_classes()
    last = {re.split(r"[ -]", form)[-1].casefold() for form in (*words.nouns, *words.headed)}
    return frozenset(last | {plural for word in last for plural in _plurals(word)})


def _vague(text: str, start: int, end: int) -> bool:
    """Return whether the words, with what stands beside them, are no class of equipment: "think tank"."""
    if text.endswith(_BEFORE_VERB, 0, start) and _OBJECT.match(text, end):
        return True
    name = text[start:end].casefold().removesuffix("s")
    if name == "bomber" and _FLIES.search(text) is None:
        return True
    if " " not in name and _IN_NAME.match(text, max(0, start - 2)) and _NAME_BEHIND.match(text, end):
        return True
    if name == "tank" and _VESSEL.search(text) and not _ARMY.search(text):
        return True
    return text[max(0, start - 16) : end].casefold().endswith(_never()) or (
        text[start : end + 16].casefold().startswith(_never())
    )


@cache
def _never() -> tuple[str, ...]:
    return tuple(form for word in equipment_classes().never for form in (word, *_plurals(word)))


@cache
def _pattern() -> re.Pattern[str]:
    words = equipment_classes()
    nouns, headed = (
        _either([form for word in part for form in (word, *_plurals(word))]) for part in (words.nouns, words.headed)
    )
    modifier = _either(list(words.modifiers))
    return re.compile(
        rf"(?<![\w-])(?:(?:{modifier}[ -]){{1,6}}(?:{nouns}|{headed})|{nouns})(?: (?:{headed}))?(?!\w)", re.IGNORECASE
    )


def _either(forms: list[str]) -> str:
    """Return an alternation of `forms`, longest first, spaces and hyphens alike."""
    ordered = sorted(set(forms), key=lambda form: (-len(form), form))
    return "(?:" + "|".join(re.sub(r"[ -]", "[ -]", re.sub(r"([.+*?])", r"\\\1", form)) for form in ordered) + ")"


def _plurals(word: str) -> tuple[str, ...]:
    if word.endswith(_UNCHANGING):
        return ()
    if word.endswith("y") and not word.endswith(("ay", "ey", "oy")):
        return (word[:-1] + "ies",)
    return (word + ("es" if word.endswith(("s", "x", "ch", "sh", "o")) else "s"),)
