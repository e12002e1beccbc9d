"""News digests: one mail that holds several articles, each under a heading of its own.

A mail is one only where nothing else explains its form: every heading says whose article it is, by a link (a page), or
by a line with outlet and date, or an address, under it (plain text). An article with headings between its parts has
neither, and stays whole; so do lists of links with a line or two each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from extract.article import Metadata
from extract.date_grammar import SHORT_WEEKDAY
from extract.readers.articles import clean_field
from extract.readers.markup import extract_text, parse_page

WHOLE = 200
"""Code points from which what stands under a heading is an article, and no teaser of one."""
SHARE = 0.6
"""Of a mail's text that must stand under such headings."""
HEADING, CREDIT = 160, 100
"""Code points of a heading, and of the line under it, at most."""
LEVELS = ("h1", "h2", "h3", "h4")

_RULE = re.compile(r"\s*[-=_*#~•—]{3,}\s*\Z|\s*(?:\* ){2,}\*?\s*\Z")
_NUMBER = re.compile(r"\A\s*(?:\(?\d{1,3}[.)]|[-*•#]+)\s+")
_ADDRESS = re.compile(r"\A<?(?:URL: ?|Link: ?|Source: ?)?(https?://\S+?)>?\Z", re.IGNORECASE)
_DATE = re.compile(
    r"\b(?:\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{4}|\d{1,2}(?:st|nd|rd|th|\.|er)? [^\W\d_]{3,12},? \d{4}"
    r"|[^\W\d_]{3,12} \d{1,2},? \d{4})\b"
)
_HEADER = re.compile(r"[A-Za-z][\w-]{1,20}:(?: |\Z)")
_SEPARATORS = " \t,;|/()[]<>·•–—-:*"
_WEEKDAY = re.compile(rf"\A(?:\w{{3,12}}day|{SHORT_WEEKDAY})\.?,?\Z", re.IGNORECASE)
_MARK = "\ue000"
"""Set before a heading of a page; a letter for private use, which no mail that has one itself is split by."""


class DigestArticle(NamedTuple):
    """An article of a digest."""

    text: str
    about: Metadata


def split_plain(text: str) -> list[DigestArticle]:
    """Return the articles of a plain text that is a digest; none where it is not."""
    lines = text.splitlines()
    starts = [at for at in range(len(lines)) if _is_heading(lines, at)]
    pieces = []
    for start, end in pairwise([*starts, len(lines)]):
        credit = _next_line(lines, start)
        body = lines[credit + 1 : end]
        if end == len(lines):
            body = body[: _end_of_last(body)]
        body = [line for line in body if not _RULE.match(line)]
        about = _read_credit(lines[credit].strip())
        title = clean_field(_NUMBER.sub("", lines[start]))
        pieces.append(DigestArticle("\n".join(body).strip("\n"), replace(about, title=title)))
    return _accept_digest(pieces, sum(len(line.strip()) for line in lines))


def _end_of_last(body: list[str]) -> int:
    """Return where the last article ends: before a signature, or a rule with a line or two behind it."""
    rules = [at for at, line in enumerate(body) if line == "-- " or _RULE.match(line)]
    if rules and sum(map(len, body[rules[-1] :])) < WHOLE:
        return rules[-1]
    return len(body)


def split_page(source: str) -> list[DigestArticle]:
    """Return the articles of a mail's page that is a digest; none where it is not."""
    if _MARK in source or (tree := parse_page(source)) is None:
        return []
    for level in LEVELS:
        headings = [(one, link) for one in tree.iter(level) if (link := _link(one))]
        if len(headings) < 2 or len({link for _, link in headings}) < len(headings):
            continue
        pieces = list(_split_at_headings(tree, headings))
        if found := _accept_digest(pieces, len(extract_text(source))):
            return found
    return []


def _split_at_headings(tree: object, headings: list[tuple[object, str]]) -> Iterator[DigestArticle]:
    from lxml import etree

    for heading, _ in headings:
        heading.text = f"{_MARK}{heading.text or ''}"  # type: ignore[attr-defined]
    shown = extract_text(etree.tostring(tree, encoding="unicode"))
    for part, (_, link) in zip(shown.split(_MARK)[1:], headings, strict=False):
        title, _, rest = part.partition("\n")
        first, _, body = rest.partition("\n")
        about = _read_credit(first) if _is_credit(first) else Metadata()
        yield DigestArticle(
            body if about != Metadata() else rest, replace(about, title=clean_field(title), url=clean_field(link))
        )


def _link(heading: object) -> str | None:
    """Return the address that a heading of a page links to."""
    found = heading.xpath(".//a/@href|ancestor::a[1]/@href")  # type: ignore[attr-defined]
    return next((str(one).strip() for one in found if "://" in one), None)


def _accept_digest(pieces: list[DigestArticle], size: int) -> list[DigestArticle]:
    """Return the pieces where all of them, and not only some, are articles and make up most of the text."""
    whole = [piece for piece in pieces if len(piece.text.strip()) >= WHOLE]
    if len(whole) < 2 or len(whole) < len(pieces) or sum(len(piece.text) for piece in whole) < SHARE * size:
        return []
    many = len(whole)
    return [
        DigestArticle(piece.text, replace(piece.about, extracted=True, part=f"article {number} of {many}"))
        for number, piece in enumerate(whole, 1)
    ]


def _is_heading(lines: list[str], at: int) -> bool:
    """Tell whether a line is a heading: short, apart from what precedes it, and with a credit under it."""
    line = lines[at].strip()
    apart = at == 0 or not lines[at - 1].strip() or _RULE.match(lines[at - 1])
    if not apart or not 3 <= len(line) <= HEADING or line[-1] in ".,;:" or _RULE.match(line) or line.startswith(">"):
        return False
    if _HEADER.match(line) or _ADDRESS.match(line) or not any(map(str.isalpha, line)):
        return False
    credit = _next_line(lines, at)
    return credit < len(lines) and _is_credit(lines[credit].strip())


def _next_line(lines: list[str], at: int) -> int:
    """Return the number of the line under a heading, which may stand apart from it."""
    return at + 2 if at + 1 < len(lines) and not lines[at + 1].strip() else at + 1


def _is_credit(line: str) -> bool:
    about = _read_credit(line)
    return about.url is not None or bool(about.source and about.date)


def _read_credit(line: str) -> Metadata:
    """Read a line under a heading: an address, or outlet and date and nothing else; what it does not say is None."""
    if address := _ADDRESS.match(line):
        return Metadata(url=clean_field(address[1]))
    dates = list(_DATE.finditer(line)) if len(line) <= CREDIT and not _HEADER.match(line) else []
    if len(dates) != 1 or line.endswith((".", "!", "?")):
        return Metadata()
    (date,) = dates
    rest = [part.strip(_SEPARATORS) for part in (line[: date.start()], line[date.end() :])]
    rest = [part for part in rest if any(map(str.isalpha, part)) and not _WEEKDAY.match(part)]
    outlet = rest[0] if len(rest) == 1 else ""
    outlet = re.sub(r",? \w{3,9}day\Z", "", outlet).strip(_SEPARATORS)
    return Metadata(date=date[0], source=clean_field(outlet))
