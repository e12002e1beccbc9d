"""Which outlet published an article, where the text says so."""

from __future__ import annotations

import re
from functools import cache

from extract.article import Span
from extract.page.header import Header
from extract.page.tables import rows

_STATED = re.compile(
    r"(?:^|\n)[ \t]*(?:Sources?|SOURCE|Via|Quelle|Fonte|Fuente|Джерело|Источник):\s*"
    r"(?P<name>[^;,\n|]{2,60}?)[.\s]*(?=[;,\n|]|$)"
)
_DATELINE = re.compile(
    r"(?:(?<=\s)|^)(?P<name>[A-Z][\w./ -]{1,24}?) ?(?:—|–|--)\s"
    r"|\((?P<agency>[A-Z][\w./ -]{1,24})\)\s*(?:—|–|--|-)"
)
_NAME = r"[A-Z][\w’'-]*(?:\.[A-Za-z]\w+)?(?: (?:of |and |& )?[A-Z][\w’'-]*(?:\.[A-Za-z]\w+)?){0,4}"
_YEAR = r"(?:19|20)\d\d"
_CLAIM = re.compile(
    rf"(?P<holder>\b{_NAME}) ?© ?{_YEAR}"
    rf"|(?:©|\(c\)|Copyright)[ ©]*{_YEAR}(?: ?[-–] ?\d{{4}})?,? (?:by )?(?P<owner>{_NAME})"
    rf"|(?:©|\(c\)|Copyright) (?P<named>{_NAME}),? {_YEAR}"
    rf"|(?i:get|download) (?i:the) (?P<app>{_NAME}) (?i:app)\b"
    r"|(?i:watch) (?:TV |live TV )?(?i:live )?(?i:on) (?P<channel>[A-Z][\w.]*\w)"
    r"|(?i:read the report of) (?P<report>[\w.]+?)(?=[:\s])"
    r"|(?i:hyperlink to) (?P<link>[A-Z][\w.]+\w)"
)
_PLATFORMS = frozenset(
    (
        "twitter",
        "x",
        "facebook",
        "instagram",
        "youtube",
        "telegram",
        "tiktok",
        "google",
        "apple",
        "getty images",
        "flickr",
    )
)
_EMPTY = re.compile(r" (?:All|Inc|LLC|Ltd|Rights)(?: Rights)?$")
TRIES = 50
"""How often a word is looked at that does not introduce an outlet after all."""
REACH = 80
"""Code points on either side of a word that introduces an outlet."""
_STATED_WORDS = ("ource:", "ources:", "OURCE:", "Via:", "Quelle:", "Fonte:", "Fuente:", "Джерело:", "Источник:")
_CLAIM_WORDS = ("©", "(c) ", "opyright", " app", " APP", "Watch ", "report of ", "hyperlink to ")
_ADDRESS = re.compile(r"https?://(?:www\.)?([\w.-]+)")


def find(text: str, header: Header) -> Span | None:
    """Return the name of the outlet as it stands in the text."""
    stated = _near(_STATED, text, _STATED_WORDS)
    if stated and stated["name"].lower() not in _PLATFORMS:
        return Span.of(text, *stated.span("name"))
    for line in header.head:
        if is_outlet(line.text):
            return Span.of(text, line.start, line.end)
    return _of_dateline(text, header) or _claimed(text) or _of_address(text)


def is_outlet(name: str) -> bool:
    """Tell whether a name is that of an outlet in the table."""
    return name.strip().casefold() in _names()


def _of_dateline(text: str, header: Header) -> Span | None:
    """Return the outlet of "Hong Kong CNN — ..." or "KYIV (Reuters) - ..." at the body's beginning."""
    for start in (*(line.start for line in header.head[:4]), header.body):
        for match in _DATELINE.finditer(text, start, min(len(text), start + 90)):
            group = "agency" if match["agency"] else "name"
            at, end = match.span(group)
            words = text[at:end].split(" ")
            for i in range(len(words)):
                name = " ".join(words[i:])
                if is_outlet(name):
                    return Span.of(text, end - len(name), end)
    return None


def _claimed(text: str) -> Span | None:
    match = _near(_CLAIM, text, _CLAIM_WORDS)
    if not match:
        return None
    start, end = match.span(next(name for name, value in match.groupdict().items() if value))
    end -= len(empty[0]) if (empty := _EMPTY.search(text, start, end)) else 0
    if text[start:end].lower() in _PLATFORMS:
        return None
    name = text[start:end]
    return _initials(text, name) or _signed(text, name) or Span.of(text, start, end)


def _initials(text: str, name: str) -> Span | None:
    """Return where the text calls an outlet by its initials, as readers know it: CNN for Cable News Network."""
    short = "".join(word[0] for word in name.split() if word[0].isupper())
    match = re.search(rf"\b{short}\b", text) if len(short) > 2 else None
    return Span.of(text, *match.span()) if match else None


def _signed(text: str, name: str) -> Span | None:
    """Return where the name stands alone on a line, as the outlet writes it: notices spell it like an address."""
    match = re.search(rf"^{re.escape(name)}$", text, re.IGNORECASE | re.MULTILINE)
    return Span.of(text, *match.span()) if match else None


def _near(pattern: re.Pattern[str], text: str, words: tuple[str, ...]) -> re.Match[str] | None:
    """Search for a pattern around the words of which it must hold one: a tenth of the cost of searching everywhere."""
    for word in words:
        at, tries = text.find(word), TRIES
        while at >= 0 and (tries := tries - 1):
            if match := pattern.search(text, max(0, at - REACH), at + REACH):
                return match
            at = text.find(word, at + len(word))
    return None


def _of_address(text: str) -> Span | None:
    """Return the outlet of the first address in the text, where the text names it too."""
    if "://" not in text:
        return None
    for match in _ADDRESS.finditer(text):
        for name in _domains().get(match[1].lower(), ()):
            at = text.find(name)
            if at >= 0:
                return Span.of(text, at, at + len(name))
    return None


@cache
def _names() -> frozenset[str]:
    return frozenset(row[0].casefold() for row in rows("outlets.tsv"))


@cache
def _domains() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for name, domains, *_ in rows("outlets.tsv"):
        for domain in domains.split():
            found[domain] = (*found.get(domain, ()), name)
    return found
