"""Settles where an agreement stands: signed, announced, proposed, or merely reported to exist."""

from __future__ import annotations

import re
from typing import Literal

Status = Literal["signed", "announced", "proposed", "reported"]

_REACH = 160
_SENTENCE = re.compile(r"[.!?][\s”\"]|\n")
_TO_COME = re.compile(
    r"\b(?:will|would|to|could|may|might|expected to|plans? to|hopes? to|set to|about to|ready to|wants? to) "
    r"(?:also )?(?:be )?(?:\w+ly )?"
    r"(?:sign(?:ed)?|conclude[d]?|reach(?:ed)?|ratify|adopt(?:ed)?|approved?|impose[d]?|discuss)\b",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r"\b(?:signed|signs|signing of|inked|concluded|ratified|passed|established|adopted|approved|clinched|struck|sealed"
    r"|finali[sz]ed|entered into|reached|agreed)\b",
    re.IGNORECASE,
)
_ANNOUNCED = re.compile(
    r"\b(?:announc\w+|unveil\w*|pledg\w+|promis\w+|commit(?:ted|s|ment)|reveal\w+|declared|launch\w*|vowed)\b",
    re.IGNORECASE,
)
_PROPOSED = re.compile(
    r"\b(?:propos\w+|draft|discuss\w*|consider\w*|negotiat\w+|talks|seek\w*|sought|call(?:ed|s|ing)? for|possib\w+"
    r"|potential|plan\w*|may|might|could|future|explor\w+|push\w*|wants?|intend\w*|intention|suggest\w*|subsequent|demand\w*)\b",
    re.IGNORECASE,
)
_EXISTING = frozenset({"sanctions", "aid", "loan", "tariffs"})


def status_of(text: str, start: int, end: int, kind: str) -> Status:
    """Return the status that the sentence around (start, end) gives an agreement of this class."""
    before = text[max(0, start - _REACH) : start]
    cut = [found.end() for found in _SENTENCE.finditer(before)]
    lead = before[cut[-1] :] if cut else before
    behind = text[start : end + _REACH]
    stop = _SENTENCE.search(behind, end - start)
    sentence = lead + (behind[: stop.start()] if stop else behind)
    if _TO_COME.search(sentence):
        return "proposed"
    if _SIGNED.search(sentence) and (kind not in _EXISTING or not _PROPOSED.search(lead)):
        return "signed"
    if _ANNOUNCED.search(sentence):
        return "announced"
    if _PROPOSED.search(sentence):
        return "proposed"
    return "reported"
