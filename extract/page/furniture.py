"""Page furniture: the spans of a flattened page that are not the article."""

from __future__ import annotations

import re
from collections.abc import Iterable

from extract.article import Span
from extract.page.phrases import bare, is_furniture_line, lowered, marks
from extract.page.sentences import sentences

SHORT = 350
"""Code points up to which a phrase of furniture condemns its whole line; in a longer one only its sentence."""

_SCRIPT = re.compile(r"[\u0370-\u1cff\u3040-\ud7ff]")
"""Letters that are not Latin: Greek, Cyrillic, Hebrew, Arabic, the scripts of India, Chinese, Japanese, Korean ..."""
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")


def furniture(text: str) -> tuple[Span, ...]:
    """Return the spans of furniture, ascending, disjoint, one for each contiguous run of lines."""
    lines = _lines(text)
    if len(lines) < 2 and len(text) < SHORT:
        return ()
    low = lowered(text)
    found = [(a, b) for a, b in lines if b - a < SHORT and is_furniture_line(bare(low[a:b]))]
    found += _foreign(text, lines)
    for at, _ in marks(low, "mark"):
        line = next((line for line in lines if line[0] <= at < line[1]), None)
        if line is None:
            continue
        if line[1] - line[0] < SHORT:
            found.append(line)
        else:
            a = line[0]
            found += [(a + s, a + e) for s, e in sentences(text[a : line[1]]) if a + s <= at < a + e and e - s < SHORT]
    return tuple(Span.of(text, a, b) for a, b in _merged(text, found))


def _lines(text: str) -> list[tuple[int, int]]:
    out, at = [], 0
    for line in text.split("\n"):
        stripped = line.strip()
        if stripped:
            start = at + line.index(stripped[0])
            out.append((start, start + len(stripped)))
        at += len(line) + 1
    return out


def _foreign(text: str, lines: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the short lines that are written in another script than the text."""
    if text.isascii() or not _SCRIPT.search(text):
        return []
    strange = len(_SCRIPT.findall(text)) > len(_LATIN.findall(text))
    return [
        (a, b)
        for a, b in lines
        if b - a < SHORT
        and (latin := len(_LATIN.findall(text, a, b))) + (other := len(_SCRIPT.findall(text, a, b))) > 3
        and (latin > 4 * other if strange else other > 4 * latin)
    ]


def _merged(text: str, spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and not text[merged[-1][1] : start].strip() and "\n\n" not in text[merged[-1][1] : start]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        elif not merged or start >= merged[-1][1]:
            merged.append((start, end))
    return merged
