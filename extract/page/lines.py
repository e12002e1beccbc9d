"""What a line of a page looks like: the features by which the classifier tells article from furniture."""

from __future__ import annotations

import re
from bisect import bisect, bisect_left
from dataclasses import dataclass
from functools import cache

from extract.page.phrases import bare, begins_furniture, ends_article, is_furniture, lowered, marks
from extract.page.tables import function_words

SHORT = 160
"""Code points up to which a line's words are looked at one by one."""

_LENGTHS = (2, 12, 25, 45, 70, 100, 140, 200, 300)
_EAST_ASIAN_LENGTHS = (8, 16, 30, 60)
_LINE = re.compile(r"\S[^\n]*")
_COMMENTS = re.compile(
    r"[1-9]\d* (?:responses?|comments?|replies|thoughts?)\b|(?:leave|post|add|write) (?:a |your )?(?:reply|comment)"
    r"|join the (?:discussion|conversation)|comments$|reader comments|view [\d,]* ?comments"
)
_SAYS = re.compile(r".{2,40} (?:says|wrote|said on .{4,40}):$|reply$|(?:report|flag|like)$")
_DATED = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}:\d\d\b|\bago\b")
_BY = re.compile(r"(?:by|von|por|par|posted by)\s")
_EAST_ASIAN = re.compile(r"[\u3040-\ud7ff]")
_ENDS = {".": "end.", "!": "end.", "?": "end.", "。": "end.", "…": "end…", "»": "end…", "›": "end…", ":": "end:"}
_CLOSING = "\"”’')"


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank, without the white space at its ends."""

    start: int
    end: int
    text: str
    features: tuple[str, ...]
    """Names of what is true of it, as the table of weights has them."""


def lines_of(text: str) -> list[Line]:
    """Return the lines of a text with their features."""
    low = lowered(text)
    spans = []
    for match in _LINE.finditer(text):
        spans.append((match.start(), match.start() + len(match[0].rstrip())))
    starts = [start for start, _ in spans]
    marked = {bisect(starts, at) - 1 for at, _ in marks(low, "mark")}
    credited = {bisect(starts, at) - 1 for at, _ in marks(low, "credit")}
    found = []
    before = True
    for i, (start, end) in enumerate(spans):
        gap = text[end : spans[i + 1][0]] if i + 1 < len(spans) else "\n\n"
        after = gap.count("\n") > 1
        features = _features(text[start:end], low[start:end])
        if i in marked:
            features.append("mark" if end - start < SHORT else "mark-long")
        if i in credited:
            features.append("credit" if end - start < SHORT else "credit-long")
        features.append(("lone", "first", "last", "inner")[2 * (not before) + (not after)])
        features.append(f"{features[-1]}:{features[0]}")
        found.append(Line(start, end, text[start:end], tuple(features)))
        before = after
    return found


def _features(line: str, low_line: str) -> list[str]:
    size = len(line)
    low = bare(low_line)
    words = low.split()
    known = min(8, len(_function_words().intersection(words)))
    last, first = line[-1], line[0]
    found = [
        f"length{bisect_left(_LENGTHS, size)}",
        f"function-words{known}",
        f"function-ratio{min(4, 8 * known // len(words)) if words else 'none'}",
        _ENDS.get(last, "endq" if last in _CLOSING else "endw"),
    ]
    found += (f"{found[0]}:{found[3]}", f"{found[0]}:{found[1]}")
    if ", " in line:
        found.append("comma")
    if ". " in line:
        found.append("sentences")
    if first in "*+•·":
        found += ("bullet", f"bullet:{found[0]}")
    elif first == "#":
        found.append("hash")
    elif first.islower():
        found.append("lower")
    elif first.isdigit():
        found.append("number")
    elif first in "\"“„«‘'":
        found.append("quote")
    if size < SHORT:
        found += _of_short(line, low, words)
    if _EAST_ASIAN.match(line[size // 3 : size // 3 + 1]):
        found += ("east-asian", f"east-asian{bisect_left(_EAST_ASIAN_LENGTHS, size)}")
    return found


def _of_short(line: str, low: str, words: list[str]) -> list[str]:
    found = []
    if not low:
        return ["empty"]
    if "|" in line or "»" in line or "›" in line or " > " in line:
        found.append("separator")
    if "http" in line or "@" in line or "www." in line:
        found.append("address")
    if is_furniture(low):
        found.append("phrase")
    elif begins_furniture(low, sentence=line[-1] == "."):
        found.append("begins")
    if ends_article(low):
        found.append("tail")
    if _COMMENTS.match(low):
        found.append("comments")
    if _SAYS.match(low):
        found.append("says")
    if _DATED.search(low):
        found.append("dated")
    if _BY.match(low):
        found.append("by")
    capitals = sum(word[0].isupper() for word in line.split())
    if len(words) > 2:
        found.append(f"capitals{4 * capitals // len(line.split())}")
    if len(words) > 1 and line.isupper():
        found.append("upper")
    digits = sum(c.isdigit() for c in line)
    if digits:
        found.append(f"digits{min(3, 6 * digits // len(line))}")
    if line.endswith("...") or "[…]" in line:
        found.append("cut")
    return found


@cache
def _function_words() -> frozenset[str]:
    return frozenset().union(*function_words().values())
