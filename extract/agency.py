"""The place and the agency that open a report: "VELDEN, March 3 (Reuters) - "."""

from __future__ import annotations

import re


def after_dateline(text: str, start: int, end: int) -> int:
    """Return where a report begins behind the place and agency that stand at `start`; `start` where none do.

    Offsets are code points of `text`. Without a listed agency only capitals and a dash before a new sentence open a
    report: "NATO - which has no ships there - watched" is all told.
    """
    dateline = _DATELINE.match(text, start, end)
    return dateline.end() if dateline else start


_DATE = r"(?:,?\s+[A-Z][a-z]{2,8}\.?\s\d{1,2})?"
_DATELINE = re.compile(
    r"(?:\((?:In|Corrects|Adds|Refiles|Updates|Recasts|Removes|Fixes)\b[^()\n]{0,200}\)\s)?"
    r"(?:(?:[A-Z][\w.,/’' -]{1,50}\s)?\((?:Reuters|AP|AFP|TASS|Xinhua|UPI|CNN|IANS|ANI|EFE|Bloomberg)[\w ]{0,12}\)"
    r"\s*[-–—:]*\s*"
    rf"|[A-Z][A-Z.,/’' -]{{2,40}}{_DATE}\s+(?:\([A-Z][\w ]{{1,24}}\)\s*)?[-–—]{{1,2}}\s+(?=[^\w\s]?[A-Z\d])"
    r"|(?:[A-Z][\w. ]{1,30}\s)?CNN\s[—–-]\s)"
)
"""Such as "VELDEN (Reuters) - ", "ORSK, Feb. 10 -- ", "(Corrects name) VELDEN (AP) - ", "CNN — "."""
