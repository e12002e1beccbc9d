"""Bytes to text: by its byte order mark, as UTF-8, as UTF-16 by its zeros, else as the bytes themselves suggest."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

SAMPLE = 64 * 1024
"""Bytes from which the encoding of a long file is guessed."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_PAGES = (0x00, 0x03, 0x04, 0x05, 0x06, 0x20)
"""The upper bytes of UTF-16 in Latin, Greek, Cyrillic, Hebrew and Arabic text, and of its typographic marks."""
_BROKEN = re.compile("\ufffd+")
_WESTERN = frozenset("àâäáãåæçèéêëìíîïñòóôöõøùúûüßœÀÂÄÁÃÅÆÇÈÉÊËÍÎÏÑÓÔÖÕØÙÚÛÜŒ«»‘’“”„–—…•€£°·¿¡ºª©®™§´½\xa0\xad")
_CANDIDATES = (
    *("cp1252", "cp1251", "cp1250", "koi8_r", "koi8_u", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257"),
    *("iso8859_2", "iso8859_5", "shift_jis", "euc_jp", "gb18030", "big5", "euc_kr"),
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of some bytes."""

    text: str
    encoding: str
    note: str | None = None
    """What a reader of the text should know: an encoding that was guessed, bytes that no encoding explains."""


def decode(data: bytes) -> Decoded:
    """Return the text of `data`, its byte order mark aside; bytes that do not decode become U+FFFD and are noted."""
    encoding, skip = encoding_of(data)
    data = data[skip:]
    if encoding == "utf-8":
        try:
            return Decoded(data.decode(), encoding)
        except UnicodeDecodeError as error:
            if _mostly_utf8(data, error):
                return _replaced(data, encoding, error.start + skip)
            guessed = _guessed(data)
            if guessed is None:
                return _replaced(data, encoding, error.start + skip)
            return Decoded(data.decode(guessed, "replace"), guessed, f"not UTF-8; read as {guessed} by its bytes")
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError as error:
        return _replaced(data, encoding, error.start + skip)


def encoding_of(data: bytes) -> tuple[str, int]:
    """Return a Unicode encoding and the length of the byte order mark; "utf-8" also where it may be an older one."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding, len(mark)
    head = data[: min(SAMPLE, len(data)) // 2 * 2]
    if len(_CONTROL.findall(head)) > len(head) // 4:
        even, odd = head[::2], head[1::2]
        if _one_page(odd) and not _one_page(even):
            return "utf-16-le", 0
        if _one_page(even) and not _one_page(odd):
            return "utf-16-be", 0
    return "utf-8", 0


def binary(data: bytes) -> bool:
    """Tell whether bytes are no text in any encoding, by the control characters among their first ones."""
    encoding, _ = encoding_of(data)
    if encoding != "utf-8":
        return False
    head = data[:SAMPLE]
    return len(_CONTROL.findall(head)) > max(4, len(head) // 20)


def _one_page(half: bytes) -> bool:
    """Tell whether every other byte may be the upper one of UTF-16, by those that Western scripts have."""
    return sum(half.count(page) for page in _PAGES) > 0.8 * len(half)


def _mostly_utf8(data: bytes, error: UnicodeDecodeError) -> bool:
    """Tell UTF-8 with some broken bytes from another encoding: most of what is not ASCII decodes."""
    head = data[:SAMPLE] if error.start < SAMPLE else data[error.start - SAMPLE // 2 : error.start + SAMPLE // 2]
    text = head.decode("utf-8", "replace")
    broken = sum(len(run) for run in _BROKEN.findall(text))
    sound = sum(c > "\x7f" for c in text) - broken
    return sound > 4 * broken or broken == 0


def _guessed(data: bytes) -> str | None:
    """Return the likeliest 8-bit or East Asian encoding."""
    sample = data[:SAMPLE]
    if _western(sample):
        return "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(sample, cp_isolation=list(_CANDIDATES), threshold=0.4).best()
    return best.encoding if best else None


def _western(data: bytes) -> bool:
    """Tell text in Windows-1252: few letters are accented, and those that are, are of Western languages.

    Detectors take a short French text for cp1250, which shares most of its accents.
    """
    text = data.decode("cp1252", "replace")
    high = [c for c in text if c > "\x7f"]
    strange = sum(c not in _WESTERN for c in high)
    return len(high) < len(text) / 4 and strange <= len(high) // 50 and not ("ì" in high and "ø" in high)


def _replaced(data: bytes, encoding: str, at: int) -> Decoded:
    text = data.decode(encoding, "replace")
    return Decoded(text, encoding, f"not all of it is {encoding.upper()}: from byte {at} on some was replaced")
