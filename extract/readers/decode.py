"""Bytes to text: by their byte order mark, as UTF-8, as their file declares, else as chardet finds."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from functools import cache

SAMPLE = 64 * 1024
"""Bytes from which the encoding of a long file is detected."""

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
_SEVEN_BIT = re.compile(rb"\x1b[$(]|~\{")
"""Escapes of ISO-2022 and HZ, whose bytes are all ASCII: Japanese, Korean and Chinese mail and old pages."""
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)|<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]+)""",
    re.IGNORECASE,
)
_DECLARED_WITHIN = 4096
"""Bytes of a page in which it declares its encoding; browsers look at 1,024, but scraped pages have scripts first."""

CANDIDATES = (
    *("windows-1252", "windows-1251", "windows-1250", "koi8-r", "koi8-u", "windows-1253", "windows-1254"),
    *("windows-1255", "windows-1256", "windows-1257", "windows-1258", "iso-8859-2", "iso-8859-5", "iso-8859-7"),
    *("iso-8859-9", "iso-8859-15", "shift_jis", "euc-jp", "iso-2022-jp", "gb18030", "big5", "euc-kr", "tis-620"),
    *("macroman", "cp866"),
)
"""What files of text come in. Of all that chardet knows, those of mainframes and DOS win too often on short texts."""

SUPERSETS = {"gbk": "gb18030", "gb2312": "gb18030", "euc-kr": "cp949", "shift_jis": "cp932"}
"""Python's narrow codecs of these names do not read all that is written under them; browsers read the wider ones."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of some bytes."""

    text: str
    encoding: str
    note: str | None = None
    """What a reader of the text should know: an encoding that was detected, bytes that no encoding explains."""


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """Return the text of `data`, its byte order mark aside; bytes that do not decode become U+FFFD and are noted.

    Args:
        data: of one text; what is not ASCII in it is of one encoding.
        declared: the name of an encoding as the file, its mail header or its server gives it. UTF-8 wins over it where
            the bytes are UTF-8, since declarations are more often wrong than text of another encoding is UTF-8.

    """
    encoding, skip = unicode_encoding(data)
    data = data[skip:]
    named = resolve_codec(declared) if declared else None
    if encoding == "utf-8" and not skip:
        if named and _SEVEN_BIT.search(data) and (text := _decode_strictly(data, named)):
            return Decoded(text, named)
        other = _find_legacy_encoding(data, named)
        if other:
            note = None if other == named else f"not UTF-8; read as {other} by its bytes"
            return Decoded(data.decode(other, "replace"), other, note)
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError as error:
        text = data.decode(encoding, "replace")
        at = error.start + skip
        return Decoded(text, encoding, f"not all of it is {encoding.upper()}: from byte {at} on some was replaced")


def decode_page(data: bytes, declared: str | None = None) -> Decoded:
    """Return the text of a page of HTML or XML, which may declare its encoding; a mail's word comes first.

    Source: the order in which browsers look, https://encoding.spec.whatwg.org and HTML's "determining the encoding".
    """
    if declared is None or resolve_codec(declared) is None:
        match = _DECLARED.search(data[:_DECLARED_WITHIN])
        declared = (match[1] or match[2]).decode("ascii", "replace") if match else None
        if declared and (resolve_codec(declared) or "").startswith("utf-16"):
            declared = None  # the declaration could be read as ASCII
    return decode(data, declared)


@cache
def resolve_codec(label: str) -> str | None:
    """Return Python's codec for a label as browsers understand it: iso-8859-1 is windows-1252, gb2312 is gb18030."""
    import webencodings

    found = webencodings.lookup(label)
    name = found.name if found else label.strip().lower()
    name = SUPERSETS.get(name, name)
    try:
        codec = found.codec_info if found and name == found.name else codecs.lookup(name)
    except LookupError:
        return None
    return codec.name if getattr(codec, "_is_text_encoding", True) else None


def unicode_encoding(data: bytes) -> tuple[str, int]:
    """Return a Unicode encoding and the length of the byte order mark; "utf-8" also where it may be an older one."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding, len(mark)
    head = data[: min(SAMPLE, len(data)) // 2 * 2]
    if len(_CONTROL.findall(head)) > len(head) // 4:
        even, odd = head[::2], head[1::2]
        if _is_western_utf16(odd) and not _is_western_utf16(even):
            return "utf-16-le", 0
        if _is_western_utf16(even) and not _is_western_utf16(odd):
            return "utf-16-be", 0
    return "utf-8", 0


def detect_encoding(data: bytes) -> str | None:
    """Return the likeliest encoding of bytes that are no UTF-8; None where nothing fits."""
    import chardet

    found = chardet.detect(
        data[:SAMPLE], prefer_superset=True, compat_names=False, include_encodings=CANDIDATES, max_bytes=SAMPLE
    )["encoding"]
    return resolve_codec(found) if found else None


def is_binary(data: bytes) -> bool:
    """Tell whether bytes are no text in any encoding, by the control characters among their first ones."""
    encoding, _ = unicode_encoding(data)
    if encoding != "utf-8":
        return False
    head = data[:SAMPLE]
    return len(_CONTROL.findall(head)) > max(4, len(head) // 20)


def _find_legacy_encoding(data: bytes, named: str | None) -> str | None:
    """Return the encoding of bytes that are no UTF-8, by name or as detected; None where they are."""
    if _SEVEN_BIT.search(data[:SAMPLE]) and data[:SAMPLE].isascii():
        found = detect_encoding(data)
        return found if found and found.startswith(("iso2022", "iso-2022", "hz")) else None
    try:
        data.decode()
    except UnicodeDecodeError as error:
        if is_mostly_utf8(data, error.start):
            return None
        return (named if named and named != "utf-8" else None) or detect_encoding(
            data[max(0, error.start - SAMPLE // 2) :]
        )
    return None


def is_mostly_utf8(data: bytes, at: int) -> bool:
    """Tell UTF-8 with some broken bytes, the first `at`, from another encoding: most that is not ASCII decodes."""
    head = data[:SAMPLE] if at < SAMPLE else data[at - SAMPLE // 2 : at + SAMPLE // 2]
    text = head.decode("utf-8", "replace")
    broken = sum(len(run) for run in _BROKEN.findall(text))
    sound = sum(c > "\x7f" for c in text) - broken
    return sound > 4 * broken or broken == 0


def _decode_strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except ValueError:
        return None


def _is_western_utf16(half: bytes) -> bool:
    """Tell whether every other byte may be the upper one of UTF-16, by those that Western scripts have."""
    return sum(half.count(page) for page in _PAGES) > 0.8 * len(half)
