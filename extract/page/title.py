"""The headline, where a text has one of its own."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator

from extract.article import Span
from extract.page import dates
from extract.page.furniture import Furniture
from extract.page.header import Header, HeaderLine
from extract.page.headline import find_headline
from extract.page.lines import Line
from extract.page.source import is_outlet

SAMPLE = 1500
"""Code points of an article that its headline is compared with."""
SHARED = 2
"""Words that a headline must share with its article where nothing else than its place makes it one."""
LEAST_SHARE = 0.34
"""The share of its longer words that a headline has in common with its article."""
FEWEST_REPEATED = 4
"""Words of a line that is a headline since it comes twice above its article, once as the title of the page."""

STANDFIRST, LEAST = 90, 30
"""Code points from which a headline may be a standfirst, and beyond which the line above it may be the headline."""

_TAIL = re.compile(
    r"\s+(?:Updated|UPDATED|Exclusive|EXCLUSIVE|\(Updated\)|\[Updated\]|- Updated|– VIDEO|\(VIDEO\)|\(PHOTOS?\))$"
)
_SITE = re.compile(r"\s+(?:[|–—-]|::|»)\s+([^|–—]{2,60})$")  # "Harbour closes | Torvik Courier"
_PLACE = re.compile(r"[A-Z][\w .,]{1,40}\s[–—-]{1,2}$|\([A-Z][\w /]{1,20}\)\s*[–—-]?$")
_DATELINE = re.compile(r"(?:[A-Z][\w .,/]{0,40})?\([A-Z][\w ]{1,20}\)|[A-Z]{3,}[\w .,/]{0,40} [—–-]{1,2} ")
"""How a story of an agency begins: KYIV (Reuters), (CNN), DEKALB, Ill. —"""
_TELLS = re.compile(r"(?:The|There|It|He|She|They|An?) .*\b(?:was|were|has|have|had)\b")
"""A line like this tells something in a whole sentence, as a standfirst does and a headline does not."""
_LABEL = re.compile(
    r"(?:by|source|author|photo|tags?|topics?|published|updated|posted|date)\b\s*[:/]?\s", re.IGNORECASE
)
_WORD = re.compile(r"\w+")
_LISTED = re.compile(r"^[*+•·-] |^\d{1,2}\. | [>»›] |^\*\*|\bphoto(?:graph)?\b.*\)$|\bsharing options\b", re.IGNORECASE)
"""An item of a menu, the path to a page, a caption, a button: no headline where another line could be one."""
_CAPTION = re.compile(
    r"\b(?:seen here|is shown|are shown|is seen|are seen|in this (?:photo|image|picture)|file (?:photo|picture)"
    r"|pictured|photo illustration|handout|screengrab)\b|\([A-Z][\w ]+/[A-Z][\w ]+\)$"
    r"|\w/(?:Getty Images|Reuters|AFP|AP|EPA)$|^!|\d of \d",
    re.IGNORECASE,
)
_PROMOTION = re.compile(
    r"\b(?:learn more|subscribe|sign (?:up|in)|log ?in|newsletter|cookies?|click|download)\b"
    r"|\byour (?:browser|email|inbox)\b|[a-z](?:Learn|Read) more|\bverification code\b|\bprivacy\b"
    r"|^(?:about the author|story highlights)\b",
    re.IGNORECASE,
)
_NAMED = r"[A-Z][\w’'.-]*(?: [A-Z][\w’'.-]*){0,3}"
_NO_HEADLINE = re.compile(r"[\w)]\| |(?:\|[^|]*){3}|\w [>›»] \w")  # "Launched| 5 May 2031", "Home > Harbours > Piers"
_CREDIT = re.compile(rf"\s*\n{_NAMED}/{_NAMED}[^\S\n]*\n")  # "Bo Ek/Torvik Pictures"
_MARK = re.compile(r"[#*_\s]*(?:\[\]\([^)\n]*\)\s*)?(?:Title: ?)?")
_LINK = re.compile(r"\[([^\]\n]{4,})\]\([^)\n]*\)?[*_\s]*")
_ANCHOR = re.compile(r"(?:Permalink|\s*\[[^\]\n]{0,12}\]\([^)\n]*\)?)$")  # "Harbour closes[¶](#harbour-closes)"
_HEADING = re.compile(r"# +(?=\S)")


def find_title(text: str, header: Header, furniture: Furniture) -> Span | None:
    """Return the headline, or None where the text begins with its first paragraph.

    It is the first line that could be one. A page has many such before its article: there a model chooses, which
    counts what rules of thumb say (`headline`): that it is the line that the page's own title repeats, or that comes
    twice; the first heading of the first level; the one that shares most words with the article, the nearer one where
    two share as many.
    """
    if furniture.body is None:
        place = next(((line.start, line.end) for line in header.head if _is_title(line)), None)
    else:
        rules = apply_rules(text, header, furniture.body)
        place = find_headline(furniture.lines, furniture.body, rules, lambda line: _is_none(text, line))
        place = _find_above(text, furniture, place) if place else None
    if place is None:
        return None
    start, end = place
    start += len(_MARK.match(text, start, end)[0])  # type: ignore[index]
    if link := _LINK.fullmatch(text, start, end):
        start, end = link.span(1)
    title = _strip_tail(_ANCHOR.sub("", text[start:end])).rstrip("*_# ")
    return Span.of(text, start, start + len(title)) if title else None


def _is_none(text: str, line: Line) -> bool:
    """Tell whether a line is a row of a table, the path to a page, or a caption with its credit on the next line."""
    return bool(_NO_HEADLINE.search(text, line.start, line.end) or _CREDIT.match(text, line.end))


def _find_above(text: str, furniture: Furniture, place: tuple[int, int]) -> tuple[int, int]:
    """Return the line right above a headline as long as a standfirst, where that is one."""
    i = bisect_left(furniture.lines, place[0], key=lambda line: line.start)
    if i and furniture.lines[i].size >= STANDFIRST:
        above = furniture.lines[i - 1]
        line = HeaderLine(above.start, above.end, text[above.start : above.end])
        alone = text.count("\n", above.end, place[0]) == 1
        if alone and LEAST < above.size < furniture.lines[i].size and _is_title(line) and not _LISTED.search(line.text):
            return above.start, above.end
    return place


def apply_rules(text: str, header: Header, body: tuple[int, int]) -> dict[str, int]:
    """Return where the line begins that each rule takes for the headline of a page, "any" being the first that does."""
    rules = {
        "echo": _find_echo(header),
        "heading": _find_heading(header),
        "repeated": _find_repeated(text, header),
        "likest": _find_likest(text, header, body),
    }
    found = {name: line.start for name, lines in rules.items() for line in lines}
    return found | {"any": next(iter(found.values()))} if found else {}


def _find_echo(header: Header) -> Iterator[HeaderLine]:
    """Yield the last line above the article that repeats the page's title, its first line."""
    if header.above:
        first = header.above[0]
        whole = _plain(first.text)
        parts = [whole, *(whole[: match.start()] for match in re.finditer(r"\s+(?:[|–—-]|::|»)\s+", whole))]
        for part in sorted(parts, key=len, reverse=True):
            if part.count(" ") >= 2:
                again = [line for line in header.above[1:] if _plain(line.text) == part]
                if again:
                    yield again[-1]
                    return


def _find_repeated(text: str, header: Header) -> Iterator[HeaderLine]:
    """Yield the last line above the article that comes twice there and shares words with it."""
    counts = Counter(_plain(line.text) for line in header.above)
    twice = [
        line
        for line in header.above
        if counts[_plain(line.text)] > 1 and _is_title(line) and not _LISTED.search(line.text)
    ]
    words = _words(text[header.body : header.body + SAMPLE]) if twice else set()
    for line in reversed(twice):
        if _plain(line.text).count(" ") + 1 >= FEWEST_REPEATED and len(words & _words(line.text)) >= SHARED:
            yield line
            return


def _find_heading(header: Header) -> Iterator[HeaderLine]:
    """Yield the first heading of the first level in Markdown."""
    yield from [line for line in header.above if _HEADING.match(line.text) and line.text.count(" ") >= 2][:1]


def _find_likest(text: str, header: Header, body: tuple[int, int]) -> Iterator[HeaderLine]:
    lines = [line for line in header.head if _is_title(line) and not _LISTED.search(line.text)]
    words = _words(text[body[0] : body[1]][:SAMPLE]) if lines else set()
    shared = [_count_shared(words, line.text) for line in lines]
    if shared and max(shared) >= SHARED:
        yield lines[len(shared) - 1 - shared[::-1].index(max(shared))]


def _count_shared(words: set[str], line: str) -> int:
    """Return how many words a line shares with the article; 0 where most of its own are none of the article's."""
    own = _words(line)
    shared = len(words & own)
    return shared if shared >= LEAST_SHARE * len(own) else 0


def _plain(line: str) -> str:
    return line.strip("#*_ \xa0").casefold()


def _words(text: str) -> set[str]:
    return {word for word in _WORD.findall(text.lower()) if len(word) > 3}


def _is_title(line: HeaderLine) -> bool:
    words = line.text.split()
    if not 3 <= len(words) <= 32 or _LABEL.match(line.text) or _PLACE.search(line.text) or _CAPTION.search(line.text):
        return False
    if (
        line.text[-1] in ".:—–-]"
        or _PROMOTION.search(line.text)
        or _DATELINE.match(line.text)
        or not any(c.isalpha() for c in line.text)
    ):
        return False
    if _TELLS.match(line.text):
        return False
    dated = next(dates.find(line.text), None)
    return not (dated and len(line.text) - (dated.end - dated.start) < 25) and not is_outlet(line.text)


def _strip_tail(title: str) -> str:
    title = _TAIL.sub("", title)
    site = _SITE.search(title)
    return title[: site.start()] if site and is_outlet(site[1]) else title
