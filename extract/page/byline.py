"""Who wrote an article, where it says so on a line of its own, beside its date, or in a note on the author."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from extract.article import Span
from extract.page import dates
from extract.page.header import Header, HeaderLine
from extract.page.source import is_outlet
from extract.page.tables import function_words

LONGEST = 200
"""Code points of a line that says who wrote the article."""
NEAR = 3
"""Lines between an author's name and the date of publication."""

MOST_BELOW = 20
"""Lines below a headline that may name the author, where the article begins further down."""

_WORD = r"[A-Z\u00c0-\u00de][\w’'.]{0,30}(?:-[\w’'.]{1,30}){0,2}"
_NAME = rf"{_WORD}(?:(?: | ?/ ?)(?:(?:de|van|von|der|al|el|bin|da|di|la|le|and|&) ){{0,2}}{_WORD}){{0,4}}"
_BY = re.compile(
    r"[*_\s!]*(?:[Bb][Yy]|BY|Author\s*/\s*author|AUTHOR|Authors?|Written by|WRITTEN BY|Text by|Story by|Words by"
    r"|Reporter|[Pp]osted by|[Pp]osted (?:on )?.{4,40} by|Submitted by|Автор|Von|Par|Por|Autor)"
    r"(?:\s*[:/]?\s+|(?<=\bBy)(?=[A-Z][a-z]))[*_\[]*"
    rf"(?P<name>{_NAME})"
)  # "By Ann Lee", "ByAnn Lee", "Posted on 3 June 2024 by Ann Lee"
_BY_ALONE = re.compile(r"[*_]*(?:[Bb]y|BY|Authors?|AUTHORS?|[Ww]ritten by)[*_:]*$")
_AFTER_DATE = re.compile(rf"(?:\W*[|•·–—-]\W*(?:[Bb]y )?|,? by )(?P<name>{_NAME})[*_\s]*$")
"""What may follow a date in its line: "March 26, 2025 • by Ann Lee", "October 13, 2025 | Ann Lee"."""
_BEFORE_DATE = re.compile(
    rf"[*#_•·\s-]*(?P<name>{_NAME})(?:\s*[|•·–—,/]|\s{{2,}}|\s+-)\s*"
    r"(?:(?:[Ll]ast )?(?:[Uu]pdated|[Pp]ublished|[Pp]osted)(?: on)?)?\W*$"
)
"""What may stand before a date in its line: "Ann Lee | March 26, 2025", "Ann Lee  Last updated: 12 Feb 2025"."""
_LIST = re.compile(rf"(?:,| and| &) {_NAME}")
_NAMES = re.compile(rf"[*#_•·\s-]*(?P<name>{_NAME})(?:, {_NAME})*,? (?:and |& )?{_NAME}[*_\s]*$")
"""Several authors, with a comma between the first two: "Ann Lee, Bo Ek and Cy Dahl"."""
_LINKED = re.compile(
    rf"\[(?P<name>{_NAME})\]\(<?[^)\s]*/(?:authors?|by|writers?|staff|reporters?|contributors?|columnists?)/[^)\s]"
)  # "[Ann Lee](https://courier.example/author/ann-lee)"
_WITH_POST = re.compile(
    rf"[*#_•·\s-]*(?P<name>{_NAME}), (?:[\w’'&-]+ ){{0,4}}?"
    r"(?i:reporter|editor|correspondent|writer|columnist|analyst|fellow|professor|director|president|journalist)\b"
)  # "Ann Lee, Senior Political Correspondent"
_REPORTING = re.compile(rf"(?<!dditional )[Rr]eporting by (?P<name>{_NAME})")  # "(Reporting by Ann Lee; Editing ..."
_BIOGRAPHY = re.compile(
    rf"[*_\s]*(?:(?:Dr|Prof|Professor|Sir|Amb|Gen)\.? )?(?P<name>{_NAME}) (?:is|was) (?:an?|the) (?:[\w’'&-]+ ){{0,4}}"
    r"(?:lecturer|fellow|professor|journalist|reporter|editor|correspondent|writer|author|columnist|analyst|director"
    r"|researcher)\b"
)  # "_Dr Ann Lee is a senior lecturer at ..."
_PORTRAIT = re.compile(
    rf"^!\s*(?:(?:[Pp]icture|[Pp]hoto|[Ii]mage|[Pp]ortrait|[Hh]eadshot) of )?(?P<shown>{_NAME})\s*\n\s*"
    rf"[#*_•·\s-]*(?P<name>(?P=shown))[*_]*\s*$",
    re.MULTILINE,
)  # "!Ann Lee", and below it "### Ann Lee"
_NO_NAMES = frozenset(
    (
        *(
            "Staff",
            "Editorial",
            "Follow",
            "Share",
            "Subscribe",
            "Read",
            "View",
            "Sign",
            "Join",
            "Listen",
            "Watch",
            "Contact",
            "Breaking",
        ),
        *(
            "Image",
            "Photo",
            "Getty",
            "Featured",
            "Latest",
            "Top",
            "More",
            "Next",
            "Add",
            "Save",
            "Get",
            "Learn",
            "Skip",
        ),
    )
)
"""What stands beside dates as well, in capitals."""
_BODIES = frozenset(("Forum", "Institute", "University", "Council", "Center", "Centre", "Department", "Blog", "Home"))
"""The last words of names that are no person's."""
_ALONE = re.compile(rf"[*#_•·\s-]*(?P<name>{_NAME}|(?:[A-Z\u00c0-\u0178]\.){{2,3}})[*_\s]*$")
"""A name, or initials as some outlets sign with, and nothing else."""


def find_byline(text: str, header: Header, title: Span | None = None) -> Span | None:
    """Return the author's name as it stands in the text."""
    below = _find_below(header, title)
    for line in (*header.head, *below, *reversed(header.foot)):
        match = _BY.match(line.text)
        long = len(line.text) >= LONGEST and not (match and _LIST.match(line.text, match.end()))
        if match and not long and not _is_sentence(line.text, match.end()) and not _is_told(match["name"], title):
            return _span(text, line, match)
    for line in header.foot:
        if "eporting by " in line.text and (match := _REPORTING.search(line.text, max(0, len(line.text) - LONGEST))):
            return _span(text, line, match)
    for before, line in pairwise((*header.head, *below)):
        if _BY_ALONE.match(before.text) and (match := _ALONE.match(line.text, 0, LONGEST)):
            return _span(text, line, match)
    found = _beside_date(text, header.head, title) or _linked(text, header.above)
    if found:
        return found
    if found := _portrayed(text, header):
        return found
    for line in header.foot:
        if match := _BIOGRAPHY.match(line.text, 0, LONGEST):
            return _span(text, line, match)
    return None


def _find_below(header: Header, title: Span | None) -> tuple[HeaderLine, ...]:
    """Return the first lines between a page's headline and its article that are not of its head."""
    if title is None or title.end is None:
        return ()
    known = set(header.head)
    return tuple(line for line in header.above if line.start >= title.end and line not in known)[:MOST_BELOW]


def _beside_date(text: str, head: Sequence[HeaderLine], title: Span | None) -> Span | None:
    """Return the name that stands alone on a line between the headline and the date that follows it."""
    if title is None or title.end is None:
        return None
    below = [line for line in head if line.start >= title.end][: 2 * NEAR]
    dated = next((i for i, line in enumerate(below) if next(dates.find(line.text), None)), None)
    if dated is None:
        return None
    for line in below[max(0, dated - NEAR) : dated + 2]:
        match = _ALONE.match(line.text, 0, LONGEST) if line is not below[dated] else _beside_its_date(line.text)
        match = match or _WITH_POST.match(line.text, 0, LONGEST) or _match_names(line.text)
        if match and _is_name(match["name"]) and not _is_told(match["name"], title):
            return _span(text, line, match)
    return None


def _beside_its_date(line: str) -> re.Match[str] | None:
    date = next(dates.find(line), None)
    return (_AFTER_DATE.match(line, date.end) or _BEFORE_DATE.match(line, 0, date.start)) if date else None


def _match_names(line: str) -> re.Match[str] | None:
    """Match a list of authors, each of whom has two names or more: "Torvik, Norland" is a place."""
    match = _NAMES.match(line, 0, LONGEST) if "," in line else None
    names = re.split(r", (?:and |& )?| and | & ", line.strip("*#_• ")) if match else []
    return match if names and all(_is_name(name) for name in names) else None


def _is_told(name: str, title: Span | None) -> bool:
    """Tell whether the headline has the name: then it is of whom the article tells."""
    return title is not None and len(name.split()) > 1 and name.casefold() in title.text.casefold()


def _linked(text: str, above: Sequence[HeaderLine]) -> Span | None:
    """Return the name that leads to a page of its bearer's articles, in the last lines above the article."""
    for line in above[-2 * NEAR :]:
        if match := _LINKED.search(line.text):
            return _span(text, line, match)
    return None


def _portrayed(text: str, header: Header) -> Span | None:
    """Return the name on a line right below a picture of that name, as authors are shown beside their articles."""
    match = _PORTRAIT.search(text) if "\n!" in text and header.above else None
    return Span.of(text, *match.span("name")) if match and _is_name(match["name"]) else None


def _is_name(name: str) -> bool:
    words = name.split()
    if words[0] in _NO_NAMES or words[-1] in _BODIES:
        return False
    initials = len(words) == 1 and name.count(".") > 1
    known = function_words()["en"]
    if initials or is_outlet(name):
        return initials
    return 2 <= len(words) <= 4 and not name.isupper() and not any(word.lower() in known for word in words)


def _is_sentence(line: str, end: int) -> bool:
    """Tell whether a sentence goes on after what looked like a name: "By Monday the harbour was closed"."""
    rest = line[end:].split()
    return len(rest) > 3 and rest[0].islower() and line.endswith((".", "!", "?"))


def _span(text: str, line: HeaderLine, match: re.Match[str]) -> Span:
    start, end = match.span("name")
    return Span.of(text, line.start + start, line.start + end)
