"""Transcripts: lines that open with the speaker's name in capitals.

WALLACE: Will you be there?
PENCE: I will not.
"""

from __future__ import annotations

import re

from extract.speech.marks import Marked

_TURN = re.compile(
    r"^[ \t]*[“\"]?(?P<label>[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]*){0,3}):[ \t]+(?P<words>\S[^\n]*?)[”\"]?[ \t]*$",
    re.MULTILINE,
)
FEWEST = 3
"""Turns of two speakers at least from which lines are a transcript, and not headings."""


def transcribed(text: str) -> list[Marked]:
    """Return what each turn of a transcript says, in order; empty where a text has none."""
    if ": " not in text:
        return []
    turns = list(_TURN.finditer(text))
    if len(turns) < FEWEST or len({turn["label"] for turn in turns}) < 2:
        return []
    return [Marked(turn.start("words"), turn.end("words"), turn.start("words"), turn.end()) for turn in turns]
