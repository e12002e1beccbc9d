"""Transcripts: lines that open with the speaker's name, in capitals or not.

HALE: Will you be there?        Bo Hale: Will you be there?
LEE: I will not.                Ann Lee: I will not.
"""

from __future__ import annotations

import re
from collections import Counter

from extract.speech.marks import Marked

_TURN = re.compile(
    r"^[ \t]*[“\"]?(?P<label>[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]*){0,3}):[ \t]+"
    r"(?P<mark>[“\"]?)(?P<words>\S[^\n]*?)[”\"]?[ \t]*$",
    re.MULTILINE,
)
FEWEST = 3
"""Turns of two speakers at least from which lines are a transcript, and not headings."""


def transcribed(text: str) -> list[Marked]:
    """Return what each turn of a transcript says, in order; empty where a text has none."""
    if ": " not in text:
        return []
    found = list(_TURN.finditer(text))
    times = Counter(turn["label"] for turn in found)
    speakers = {label for label, count in times.items() if label.isupper() or count > 1}
    turns = [turn for turn in found if turn["label"] in speakers]
    if len(turns) < FEWEST or len(speakers) < 2:
        return []
    return [Marked(turn.start("words"), turn.end("words"), turn.start("mark"), turn.end()) for turn in turns]
