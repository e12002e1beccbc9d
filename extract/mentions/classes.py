"""Finds classes of equipment, composed of modifiers and a noun: "long-range cruise missiles", "air defence systems"."""

from __future__ import annotations

import re
from functools import cache

from extract.lexicon import equipment_classes
from extract.mentions.found import Found


def classes(text: str, taken: list[Found]) -> list[Found]:
    """Return classes of equipment in the text; of a stretch that a designation has taken only what follows it."""
    ends = {found.start: found.end for found in taken}
    found = []
    for match in _pattern().finditer(text):
        start = match.start()
        while start in ends:
            start = min(ends[start] + 1, match.end())
        if start < match.end() and not any(
            t.start < match.end() and match.start() < t.end and t.start != match.start() for t in taken
        ):
            found.append(Found(start, match.end(), "EQUIPMENT"))
    return found


@cache
def _pattern() -> re.Pattern[str]:
    words = equipment_classes()
    nouns, headed = _either(words.nouns, plural=True), _either(words.headed, plural=True)
    modifier = _either(words.modifiers, plural=False)
    return re.compile(
        rf"(?<![\w-])(?:(?:{modifier}[ -])+(?:{nouns}|{headed})|{nouns})(?: (?:{headed}))?(?![\w])", re.IGNORECASE
    )


def _either(words: tuple[str, ...], *, plural: bool) -> str:
    """Return an alternation of `words`, longest first, spaces and hyphens alike."""
    forms = (
        re.escape(word).replace(r"\ ", "[ -]").replace(r"\-", "[ -]") for word in sorted(words, key=len, reverse=True)
    )
    return "(?:" + "|".join(_pluralised(form) if plural else form for form in forms) + ")"


def _pluralised(form: str) -> str:
    if form.endswith("y") and not form.endswith(("ay", "ey", "oy")):
        return form[:-1] + "(?:y|ies)"
    if form.endswith(("aircraft", "artillery", "ammunition", "ammo", "craft")):
        return form
    return form + "(?:es|s)?"
