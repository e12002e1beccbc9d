"""Speech opened with a dash, as Polish, Russian, French and Spanish pages print it, translated or not.

    - We will talk about it tonight - he said.- Can we open the door? I don't know - said the president.

A dash opens speech where a paragraph or sentence begins, and a second dash followed by a verb of saying closes it.
Where a page does that once, its other dashes at such places count too, up to the end of their paragraph; a page with
none has lists, not speech.
"""

from __future__ import annotations

import re
from functools import cache

from extract.speech.marks import Marked
from extract.speech.verbs import forms

_OPENING = re.compile(
    r"(?:^|(?<=\n)|(?<=[.!?…\"”»])[ \t]?)[ \t]*([-–—])[ \t]*(?=[\"“„«¿¡…]?[A-ZÀ-ÝĄ-ŽЀ-Я\d])", re.MULTILINE
)
_DASH = re.compile(r"[-–—](?=[ \t]*[\"“„«¿¡…]?[A-ZÀ-ÝĄ-ŽЀ-Я\d])")
_BEFORE = 40
"""Code points before a dash that are looked at for what it opens."""
_SAYING = frozenset({"bare", "that", "tell", "words"})
_ENDS = ' \t"“”„'


def dashed(text: str) -> list[Marked]:
    """Return what dashes open, in order; empty unless at least one such piece is followed by a verb of saying."""
    if not any(_may_open(text, dash.start()) for dash in _DASH.finditer(text)):
        return []
    found: list[tuple[Marked, bool]] = []
    at = 0
    while opening := _OPENING.search(text, at):
        start = opening.end()
        line_end = text.find("\n", start)
        line_end = len(text) if line_end < 0 else line_end
        closing = _attribution().search(text, start, line_end)
        following = _OPENING.search(text, start, line_end)
        end = closing.start() if closing else following.start() if following else line_end
        words_end = start + len(text[start:end].rstrip(_ENDS))
        if words_end > start:
            found.append(
                (Marked(start, words_end, opening.start(1), end, closed=closing is not None), closing is not None)
            )
        at = closing.end("verb") if closing else max(end, start)
    return [piece for piece, _ in found] if any(closed for _, closed in found) else []


def _may_open(text: str, dash: int) -> bool:
    """Tell whether a line, a sentence or a quotation has ended before a dash; quicker than the whole pattern."""
    before = text[max(0, dash - _BEFORE) : dash].rstrip(" \t")
    return not before or before[-1] in '\n.!?…"”»'


@cache
def _attribution() -> re.Pattern[str]:
    """A dash, then within one sentence a verb of saying: " - he said", " - the head of the council said"."""
    told = (word for word, form in forms().items() if form.tense in {"past", "present"} and form.takes in _SAYING)
    verbs = "|".join(sorted(told, key=len))
    return re.compile(
        rf"\s*[-–—]\s+(?:[^.!?\n\"“”–—-]{{0,80}}\s)?(?P<verb>(?!(?-i:States))(?:{verbs})\b)(?! (?:to\b|[$€£]?\d))",
        re.IGNORECASE,
    )
