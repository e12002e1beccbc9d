"""What a line of a page looks like: the features by which the classifier tells article from furniture."""

from __future__ import annotations

import re
from bisect import bisect, bisect_left
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from extract.date_grammar import MONTHS, ORDINAL, WEEKDAYS, YEAR
from extract.page.phrases import (
    COUNTED,
    MARKS,
    begins_furniture,
    ends_article,
    find_phrases,
    introduces_story,
    is_furniture,
    lower_text,
    strip_edges,
)
from extract.page.tables import function_words

SHORT = 160
"""Code points up to which a line's words are looked at one by one."""
PROSE, PROSE_UNENDED = 60, 140
"""Code points from which a line reads as a paragraph, where it ends with a full stop and where it does not."""

LAYOUT = 400
"""Code points of a row from which its table lays out a page rather than figures."""

LINKS = re.compile(r"!?\[([^\]\n]*)\]\([^)\n]*\)?|<?https?://\S+")
"""Links as crawlers leave them: `[text](address)`, `![caption](address)` (also cut off), a bare address."""

_LENGTHS = (4, 12, 25, 45, 70, 100, 140, 200, 300, 600)
_EAST_ASIAN_LENGTHS = (8, 16, 30, 60)
_SHAPE_LENGTHS = (12, 40, 100, 160)
"""Upper bounds of the classes of length, in code points."""
_LINE = re.compile(r"\S[^\n]*")
_COMMENTS = re.compile(
    r"[1-9]\d* (?:responses?|comments?|replies|thoughts?)\b|(?:leave|post|add|write) (?:a |your )?(?:reply|comment)"
    r"|join the (?:discussion|conversation)|comments$|reader comments|view [\d,]* ?comments"
)  # "12 comments", "leave a reply"
_SAYS = re.compile(r".{2,40} (?:says|wrote|said on .{4,40})$|reply$|(?:report|flag|like)$")  # "Ann Lee wrote:"
_MONTH = rf"(?:{'|'.join(name[:3].lower() for name in MONTHS)})[a-z]*\.?"
_WEEKDAY = rf"(?:{'|'.join(name[:3].lower() for name in WEEKDAYS)})[a-z]*"
_DATED = re.compile(rf"\b{YEAR}\b|\b\d{{1,2}}:\d\d\b|\bago\b|\b{_MONTH} \d")  # "June 2, 14:30", "3h ago"
_DATE_ONLY = re.compile(
    rf"[\W\d]*(?:(?:published|updated|posted|last updated|on|at|date)\W+)*(?:{_WEEKDAY}\W+)?"
    rf"(?:\d{{1,2}}{ORDINAL}?\W+)?{_MONTH}\W*(?:\d{{1,2}}{ORDINAL}?\W*)?(?:{YEAR})?[\W\d]*"
    r"(?:[ap]\.?m\.?)?\W*(?:[a-z]{2,4})?$"
    r"|\d+ ?(?:min|minutes?|h|hours?|hrs?|d|days?|weeks?|months?|years?)\.? ago$|yesterday$|today$"
    r"|\d{1,2}[./-]\d{1,2}[./-](?:19|20)?\d\d\W*[\d:hz]*$"
)  # "Updated Tue 4 June 2024, 14:30 GMT", "5 hours ago", "27.02.2026. 06:20h"
_DATE_FIRST = re.compile(rf"{_MONTH} \d{{1,2}}, {YEAR}|\d{{1,2}} {_MONTH} {YEAR}")  # "Jan. 17, 2026 - ..."
_DURATION = re.compile(r"\d{1,2}:\d\d(?::\d\d)?$|\d+ ?(?:min|minutes?|mins)\b(?: read)?$")  # "02:31", "6 min read"
_BY = re.compile(r"(?:by|von|por|par|posted by|written by|edited by|reporting by)\b")
_NAME_LIKE = re.compile(r"(?:[A-ZÀ-Þ][\w’'.-]*\s?){2,4}$")  # "Ann van Lee" has three such words, "Ann Lee" two
_EAST_ASIAN = re.compile(r"[\u3040-\ud7ff]")
_MEDIA = frozenset(("watch", "video", "videos", "listen", "podcast", "podcasts", "gallery", "slideshow", "live"))
_DIGIT = re.compile(r"\d")
WORDED = {"consent": 4, "promotion": 3, "notice": 3, "credit": 1}
"""Kinds of phrases that are counted in a line, and up to how many."""
_ENDS = {".": "end.", "!": "end.", "?": "end?", "。": "end.", "…": "end…", "»": "end…", "›": "end…"} | {
    ":": "end:",
    ",": "end,",
    "|": "end|",
}
_CUT_OFF = ("...", "[…]", "[...]", "(...)")
"""How teasers of stories break off."""
_CLOSING = "\"”’')*_"
_BULLETS = "*+•·-–"
_EDGES = " *-•·+#|\\"
REPLIES, REPLY_LINES = 3, 25
"""Lines that name who comments, and below how many from a heading: then comments begin there."""
STEM = 6
"""Letters of a word by which it is known again in other forms."""
LABEL = 20
"""Code points up to which a line is about nothing that its words would tell."""
_CONTENT = re.compile(rf"([^\W\d_]{{5,{STEM}}})[^\W\d_]*")
_ASCII_CONTENT = re.compile(rf"([a-z]{{5,{STEM}}})[a-z]*")  # the same, a third of the time
_NO_WORDS: frozenset[str] = frozenset()
BESIDE_LINK = 3
"""Code points below which what stands beside the links of a line says nothing."""


class Line(NamedTuple):
    """A line that is not blank, without the white space at its ends."""

    start: int
    end: int
    size: int
    """Code points that a reader sees: of a link its text."""
    features: tuple[str, ...]
    """Names of what is true of it, as the table of weights has them."""
    prose: bool
    """Whether it reads as a paragraph, by its length, its last character and its function words."""
    shape: str
    """What it shares with the other lines of a list: bullet, class of length, ending."""
    words: frozenset[str] = frozenset()
    """Its longer words, by their first letters: what it is about."""
    comment: bool = False
    """Whether it is among the comments of readers, which nothing but furniture follows."""


def read_lines(text: str) -> list[Line]:
    """Return the lines of a text with their features."""
    low = lower_text(text)
    spans = [(match.start(), match.start() + len(match[0].rstrip())) for match in _LINE.finditer(text)]
    starts = [start for start, _ in spans]
    marked = {bisect(starts, at) - 1 for at, _ in find_phrases(low, MARKS)["mark"]}
    worded = [(kind, most, _count_by_line(low, kind, starts)) for kind, most in WORDED.items()]
    texts = [text[start:end] for start, end in spans]
    counts = Counter([line for line in texts if len(line) > 3])
    seen: set[str] = set()
    found = []
    before = True
    for i, ((start, end), line) in enumerate(zip(spans, texts, strict=True)):
        gap = text[end : spans[i + 1][0]] if i + 1 < len(spans) else "\n\n"
        after = gap.count("\n") > 1
        low_line = low[start:end]
        features, size, prose, shape = _read_line(line, low_line)
        if i in marked:
            features.append("mark" if size < SHORT else "mark-long")
        for kind, most, counts_of in worded:
            if count := counts_of.get(i):
                features += [f"{kind}{number}" for number in range(1, min(count, most) + 1)]
                features.append(f"{kind}:{features[0]}")
        if indent := start - text.rfind("\n", 0, start) - 1:
            features.append("indent" if indent < 4 else "indent4")
        if counts[line] > 1:
            features.append("repeated-again" if line in seen else "repeated-later")
            if counts[line] > 2:
                features.append("repeated3")
            seen.add(line)
        features += _describe_place(features[0], before, after)
        content = _ASCII_CONTENT if low_line.isascii() else _CONTENT
        words = frozenset(content.findall(low_line)) if size > LABEL else _NO_WORDS
        found.append(Line(start, end, size, tuple(features), prose, shape, words))
        before = after
    at = _find_comments(found)
    return found[:at] + [line._replace(comment=True) for line in found[at:]]


def _find_comments(lines: Sequence[Line]) -> int:
    """Return where the comments of readers begin: with a heading, and several lines below it that name who speaks."""
    replies = [i for i, line in enumerate(lines) if "says" in line.features]
    if len(replies) >= REPLIES:
        for i, line in enumerate(lines):
            if "comments" in line.features:
                below = replies[bisect(replies, i) :]
                if len(below) >= REPLIES and below[REPLIES - 1] - i <= REPLY_LINES:
                    return i
    return len(lines)


def _count_by_line(low: str, kind: str, starts: list[int]) -> Counter[int]:
    """Return how many different phrases of a kind stand in each line that has any."""
    found = {(bisect(starts, at) - 1, low[at:end]) for at, end in find_phrases(low, COUNTED)[kind]}
    return Counter([line for line, _ in found])


def is_link(line: str) -> bool:
    """Tell whether a line is nothing but links, bullets aside."""
    linked = "](" in line or "http" in line
    return linked and len(LINKS.sub("", line).strip(_EDGES)) < BESIDE_LINK


def _read_line(line: str, low_line: str) -> tuple[list[str], int, bool, str]:
    """Return the features of a line, its size, whether it is prose, and its shape."""
    seen, link = line, ""
    if "](" in line or "http" in line:
        seen = LINKS.sub(_link_text, line)
        outside = LINKS.sub("", line).strip(_EDGES)
        link = (
            "link-only" if len(outside) < BESIDE_LINK else "link-most" if 2 * len(outside) < len(seen) else "link-some"
        )
        low_line = lower_text(seen)
    seen = seen.strip()
    size = len(seen)
    low = strip_edges(low_line)
    words = low.split()
    known = min(8, len(_function_words().intersection(words)))
    end = _ending(seen)
    ratio = min(4, 8 * known // len(words)) if words else None
    found = list(_describe_length(bisect_left(_LENGTHS, size), known, ratio, end))
    length = found[0]
    if link:
        found += (link, f"{link}:{length}")
    if ", " in seen:
        found.append("comma")
    if ". " in seen:
        found.append("sentences")
    start = _beginning(line)
    if start:
        found += (start, f"{start}:{length}")
    if start == "bullet":
        found.append(f"bullet:{end}")
    elif start == "hash":
        found.append(f"hash{len(line) - len(line.lstrip('#'))}")
    if size < SHORT:
        found += _read_short(seen, low, words)
    if _DATE_FIRST.match(low):
        found.append("date-first")
    east_asian = bool(_EAST_ASIAN.match(line[size // 3 : size // 3 + 1]))
    if east_asian:
        found += ("east-asian", f"east-asian{bisect_left(_EAST_ASIAN_LENGTHS, size)}")
    prose = (
        link != "link-only"
        and (start not in ("image", "hash", "table") or (start == "table" and size > LAYOUT))
        and (
            (size >= PROSE and end == "end." and known >= 3)
            or (size >= PROSE_UNENDED and known >= 4)
            or (east_asian and size > PROSE // 2)
        )
    )
    dated = "d" if "dated" in found else ""
    shape = f"{start}{link}{bisect_left(_SHAPE_LENGTHS, size)}{dated}{end if size > 40 else ''}"
    return found, size, prose, shape


@cache
def _describe_length(length: int, known: int, ratio: int | None, end: str) -> tuple[str, ...]:
    name, function = f"length{length}", f"function-words{known}"
    share = f"function-ratio{'none' if ratio is None else ratio}"
    return name, function, share, end, f"{name}:{end}", f"{name}:{function}"


@cache
def _describe_place(length: str, before: bool, after: bool) -> tuple[str, str]:
    """Name the place of a line among blank ones: whether one is before it, and after it."""
    place = ("lone", "first", "last", "inner")[2 * (not before) + (not after)]
    return place, f"{place}:{length}"


def _link_text(match: re.Match[str]) -> str:
    return match[1] or ""


def _ending(line: str) -> str:
    """Return the class of a line's last character; of one that closes, that of what it closes."""
    if not line:
        return "endw"
    last = line[-1]
    if line.endswith(_CUT_OFF):
        return "end…"
    if last not in _CLOSING or len(line) == 1:
        return _ENDS.get(last, "endw")
    inner = line.rstrip(_CLOSING)[-1:]
    if inner and inner in ".!?":
        return "end."
    return _ENDS.get(inner, "endw") if last in "*_" else "endq"


def _beginning(line: str) -> str:
    """Return the class of a line's first character; empty for a capital letter."""
    first = line[0]
    if first in _BULLETS and line[1:2] in (" ", "\xa0", ""):
        return "bullet"
    if first.islower():
        return "lower"
    if first.isdigit():
        return "number"
    if line.startswith("**"):
        return "bold"
    return {"#": "hash", "!": "image", "|": "table", "[": "bracket"}.get(first) or (
        "quote" if first in "\"“„«‘'" else ""
    )


def _read_short(line: str, low: str, words: list[str]) -> list[str]:
    if not low:
        return ["empty"]
    found = []
    if "|" in line or "»" in line or "›" in line or " > " in line:
        found.append("separator")
    if "@" in line or "www." in line:
        found.append("address")
    if is_furniture(low):
        found.append("phrase")
    elif begins_furniture(low, sentence=line[-1] == "."):
        found.append("begins")
    if ends_article(low):
        found.append("tail")
    if introduces_story(low):
        found.append("intro")
    if _COMMENTS.match(low):
        found.append("comments")
    if _SAYS.match(low):
        found.append("says")
    digits = len(_DIGIT.findall(line))
    if digits or low in ("today", "yesterday"):
        if _DATED.search(low):
            found.append("dated")
        if _DATE_ONLY.match(low):
            found.append("date-only")
        if _DURATION.match(low):
            found.append("duration")
    if _BY.match(low):
        found.append("by")
    few = min(4, len(words))
    found.append(f"words{few}")
    if _NAME_LIKE.match(line.strip(" *#+•·-_")):
        found.append(f"name-like{few}")
    written = line.split()
    if len(words) > 2:
        found.append(f"capitals{4 * sum([word[0].isupper() for word in written]) // len(written)}")
    if len(words) > 1 and line.isupper():
        found.append("upper")
    if not _MEDIA.isdisjoint(words):
        found.append("media")
    if digits:
        found.append(f"digits{min(3, 6 * digits // len(line))}")
    if line.endswith(("...", "…")) or "[…]" in line:
        found.append("cut")
    if line[-1] == "?":
        found.append("question")
    return found


@cache
def _function_words() -> frozenset[str]:
    return frozenset().union(*function_words().values())
