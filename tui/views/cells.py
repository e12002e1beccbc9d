"""Text measured in terminal cells: cut, pad and wrap without ever splitting a wide or a combined character."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from rich.cells import cell_len, get_character_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from extract.visible import visible

Piece = tuple[str, Style | None]
"""A run of text in one style; the text is already visible and on one line."""


@lru_cache(maxsize=4096)
def line_of(text: str) -> str:
    """Return hostile text as one visible line."""
    return " ".join(visible(text).split())


def width(text: str) -> int:
    """Measure `text` in cells."""
    return len(text) if text.isascii() else cell_len(text)


def cut(text: str, cells: int, mark: str = "…") -> str:
    """Return `text` in at most `cells` cells, with `mark` at the end where it had to be cut."""
    if cells <= 0:
        return ""
    if width(text) <= cells:
        return text
    out, used, room = [], 0, cells - width(mark)
    for char in text:
        size = get_character_cell_size(char)
        if used + size > room:
            break
        out.append(char)
        used += size
    return ("".join(out).rstrip() + mark) if room >= 0 else mark[:cells]


def pad(text: str, cells: int, mark: str = "…") -> str:
    """Return `text` in exactly `cells` cells, cut with `mark` or filled with spaces."""
    shown = cut(text, cells, mark)
    return shown + " " * (cells - width(shown))


def strip_of(pieces: Sequence[Piece], cells: int, fill: Style | None = None) -> Strip:
    """Return the pieces as a strip of exactly `cells` cells."""
    segments = [Segment(text, style) for text, style in pieces if text]
    used = sum(width(segment.text) for segment in segments)
    if used < cells:
        segments.append(Segment(" " * (cells - used), fill))
        used = cells
    strip = Strip(segments, used)
    return (strip if used == cells else strip.crop(0, cells)).simplify()


def break_pieces(pieces: Sequence[Piece], cells: int, most: int | None, mark: str = "…") -> list[list[Piece]]:
    """Return pieces on lines of at most `cells` cells, `most` lines at most, the last one cut with `mark`."""
    text = "".join(piece for piece, _ in pieces)
    spans = [(start, start + len(text[start:end].rstrip())) for start, end in wrap(text, max(1, cells))]
    if most is None or len(spans) <= most:
        return [_slice(pieces, start, end) for start, end in spans]
    start = spans[most - 1][0]
    kept = cut(text[start:], cells, mark).removesuffix(mark)
    last = _slice(pieces, start, start + len(kept))
    return [*(_slice(pieces, *span) for span in spans[: most - 1]), [*last, (mark, last[-1][1] if last else None)]]


def _slice(pieces: Sequence[Piece], start: int, end: int) -> list[Piece]:
    """Slice pieces by two code points of their joined text."""
    sliced: list[Piece] = []
    at = 0
    for text, style in pieces:
        if part := text[max(0, start - at) : max(0, end - at)]:
            sliced.append((part, style))
        at += len(text)
    return sliced


_WORDS = re.compile(r"\S+\s*|\s+")


def wrap(text: str, cells: int, extra: Sequence[int] = ()) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of each line of `text` wrapped at `cells` cells, in code points; always at least one.

    Args:
        text: one paragraph; what is measured is what will be shown.
        cells: the width, at least 1.
        extra: offsets, ascending, at which one more cell is drawn before the character.

    """
    start, used, at = 0, 0, 0
    for match in _WORDS.finditer(text):
        word = match.group()
        body = len(word.rstrip())
        size = width(word[:body]) + _between(extra, match.start(), match.start() + body)
        if used and used + size > cells:
            yield start, match.start()
            start, used = match.start(), 0
        if size > cells:
            for stop in _hard(text, match.start(), match.start() + body, cells, extra):
                yield start, stop
                start = stop
            used = width(text[start : match.start() + body])
        else:
            used += size
        used += width(word[body:])
        at = match.end()
    if start < at or not text:
        yield start, len(text)


def wrapped(text: str, cells: int, line: int) -> str:
    """Return a line of a sentence wrapped at `cells` cells; nothing past its end."""
    lines = [text[start:end].rstrip() for start, end in wrap(text, max(1, cells))]
    return lines[line] if line < len(lines) else ""


def _hard(text: str, start: int, end: int, cells: int, extra: Sequence[int]) -> Iterator[int]:
    used = 0
    for offset in range(start, end):
        size = get_character_cell_size(text[offset]) + _between(extra, offset, offset + 1)
        if used and used + size > cells:
            yield offset
            used = 0
        used += size


def _between(offsets: Sequence[int], start: int, end: int) -> int:
    return sum(start < offset <= end for offset in offsets) if offsets else 0
