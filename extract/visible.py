"""Hostile text made harmless to a terminal: every character that could act becomes one that can only be seen.

An article may carry escape sequences, OSC 52 writes, bidirectional overrides and zero-width characters. Whatever of
it goes to a terminal goes through here first. One code point becomes exactly one code point, so that offsets into
the text hold for what is shown.
"""

from __future__ import annotations

import json
import re
import unicodedata
from functools import lru_cache

_KEEP = frozenset("\n\t")

_SUSPECT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\xa0\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff\ud800-\udfff\ue000-\uf8ff"
    "\U000e0000-\U0010ffff]"
)
"""A superset of what must not be sent, tested in one pass; unassigned code points are found by category."""


PILE = 8
"""Combining marks on one letter that are shown; no language needs more than four, and a million can stop a terminal."""

_PILES = re.compile(
    f"[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
    f"{{{PILE + 1},}}"
)


def visible(text: str, *, line: bool = False) -> str:
    """Replace control, bidirectional and unassigned characters of `text`, one code point for one.

    C0 and DEL become the control pictures (ESC is shown as U+241B), the rest a middle dot or a replacement mark.
    Line feeds and tabs are kept, since layout needs them; with `line` they become visible too, for titles, names
    and messages that must stay on one line. Of a pile of combining marks only the first few combine.
    """
    if text.isascii() and text.isprintable():
        return text
    out = text if _clean(text) else "".join(map(_stand_in, text))
    out = _PILES.sub(lambda pile: pile[0][:PILE] + "·" * (len(pile[0]) - PILE), out)
    return out.translate(_ONE_LINE) if line else out


def json_text(value: object) -> str:
    """Return a value as JSON in one line that does not act on a terminal: what would is written as an escape of JSON.

    Every reader of JSON turns an escape back into the same character, so that nothing of the value is lost.
    """
    return escaped(json.dumps(value, ensure_ascii=False))


def escaped(text: str) -> str:
    """Return JSON text in which every such character inside a string is written as an escape of JSON."""
    if text.isascii() and "\x7f" not in text:
        return text
    return text if _clean(text) else "".join(map(_escape, text))


@lru_cache(maxsize=8192)
def _escape(char: str) -> str:
    if _assigned(char) and not _SUSPECT.match(char):
        return char
    units = char.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at : at + 2].hex()}" for at in range(0, len(units), 2))


def _clean(text: str) -> bool:
    return not _SUSPECT.search(text) and all(_assigned(char) for char in set(text))


_ONE_LINE = {ord("\n"): "␊", ord("\t"): "␉"}


@lru_cache(maxsize=8192)
def _assigned(char: str) -> bool:
    return char in _KEEP or unicodedata.category(char) not in _HIDDEN


_HIDDEN = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"})


@lru_cache(maxsize=8192)
def _stand_in(char: str) -> str:
    code = ord(char)
    if char in _KEEP:
        return char
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "␡"
    if code == 0xA0:
        return " "
    if 0x80 <= code < 0xA0 or unicodedata.category(char) in {"Cn", "Co", "Cs"}:
        return "\N{REPLACEMENT CHARACTER}"
    if unicodedata.category(char) in _HIDDEN or _SUSPECT.match(char):
        return "·"
    return char
