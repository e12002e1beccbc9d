"""When an article was published: every date that may be meant, with where it was found."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from extract.article import Article, Published, Span
from extract.date_grammar import HOUR, MINUTE, MONTHS, YEAR
from extract.page import dates
from extract.page.furniture import Furniture
from extract.page.header import Header
from extract.page.normalization import normalize_text

ROOM = 45
"""Code points that a line may hold beside its date and still be a dateline rather than a sentence."""

LONGEST_LINE = ROOM + 40
NEAR = 60
ABOVE, BELOW = 3, 8
"""Lines right above a headline, of a page, that may date it, and right below it, however far its article is."""
MARKS = 6
"""Code points beside a month and year that stand alone in their line, as brackets or bullets."""
ADDRESS, DOUBTFUL_ADDRESS = 4, 5
"""The ranks of a date in the address of a link, and of one outside the article: the page's own where no other date is
linked."""
OPENING = 60
"""Code points at the beginning of a body within which a dateline stands: KYIV, February 3, 2024 (Reuters) -"""
_HINT = re.compile(r"ublished|pdated|odified|osted|reated|http")
_YEAR = re.compile(YEAR)
_CUE = re.compile(
    r"(?:first published|published|last updated|updated|last modified|modified|posted|date|created|publication date"
    r"|submitted)(?: on| at)?\s*[:|-]?\s*$",
    re.IGNORECASE,
)
_LOG = re.compile(r"\s*:\s*(?:updated?|added|corrected|revised)\b", re.IGNORECASE)
_NUMBERS = re.compile(
    rf"([01]?\d)[./-]([01]?\d)[./-](?P<year>{YEAR})(?:\D{{1,4}}(?P<hour>{HOUR}):(?P<minute>{MINUTE}))?"
)  # "10-02-2025 17:48": of February or of October
_AGENCY = re.compile(r"\s*(?:\([A-Z][\w /.]{1,24}\)\s*)?(?:[–—-]{1,2}\s|\([A-Z])")  # "(Reuters) - "
_POST = re.compile(r"\(@\w+\)\s*$")  # "— Ann Lee (@annlee) March 10, 2031": of a post that is quoted
_SIGNED = re.compile(r"\W*By (?:[A-Z][\w’'.-]*,? (?:and |& )?){2,8}[|•·–—-] $")  # "By Ann Lee – May 5, 2031"
_CELL = re.compile(r"(?:^|\n)\W*[A-Z][a-z]+(?: [a-z]+)?\| [^|]*$")  # "Launched| 5 May 2031": of a table
_STAMP = re.compile(r"\bago\b")  # "March 10, 2031 · 3:07 PM UTC · 5 min ago": of a list of stories
_DAY = re.compile(
    rf"(?:[A-Z][a-z]{{2,8}},? )?(?:(?P<day_before>[0-3]?\d) )?"
    rf"(?P<month>(?:{'|'.join(name[:3] for name in MONTHS)})[a-z]*)\b\.?(?(day_before)| (?P<day>[0-3]?\d))"
)  # a date without a year: "December 29", "Fri, 29 Dec."
_ADDRESS = re.compile(rf"https?://\S*?/(?={YEAR}/)")


def find_candidates(
    article: Article, header: Header, furniture: Furniture, title: Span | None
) -> tuple[Published, ...]:
    """Return every date that could be that of publication, the likeliest first, each value once."""
    found: dict[str, Published] = {}
    for published in (
        *_find_in_metadata(article),
        *_find_in_text(article.text, header, furniture, title),
        *_find_without_year(article.text, header),
        *_find_in_filename(article),
    ):
        found.setdefault(published.value, published)
    return tuple(found.values())


def find_stated(article: Article) -> tuple[Published, ...]:
    """Return the dates of publication that the file states outside the text, the likeliest first."""
    return tuple(_find_in_metadata(article))


def is_undated(article: Article) -> bool:
    """Tell whether neither the text nor the file's name can date an article, wherever on its page it stands."""
    if date_in_name(article.path, article.position):
        return False
    text = normalize_text(article.text).text
    end = -1
    for year in _YEAR.finditer(text):
        if year.start() >= end:
            start = text.rfind("\n", 0, year.start()) + 1
            end = text.find("\n", year.end())
            end = len(text) if end < 0 else end
        if end - start <= LONGEST_LINE or year.start() - start < OPENING or _is_hinted(text, start, year.start()):
            return False
    return end < 0 or not any(_DAY.fullmatch(line.strip()) for line in text.split("\n"))


def _is_hinted(text: str, start: int, at: int) -> bool:
    """Tell whether a word that introduces dates stands before a year in its line."""
    return _HINT.search(text, max(start, at - NEAR), at) is not None


def _find_in_metadata(article: Article) -> Iterator[Published]:
    stated = article.metadata.date
    value = dates.read(stated) if stated else None
    if stated and value:
        at = article.text.find(stated)
        yield Published(value, stated, at if at >= 0 else None, at + len(stated) if at >= 0 else None, "metadata")
    url = article.metadata.url
    if url and (match := _ADDRESS.match(url)) and (dated := next(dates.find(url, match.end()), None)):
        yield Published(dated.value, url[dated.start : dated.end], None, None, "metadata")


def _find_in_text(text: str, header: Header, furniture: Furniture, title: Span | None) -> Iterator[Published]:
    """Yield datelines of the head, then dates that a word introduces, then those of the foot and of addresses."""
    ranked: list[tuple[int, int, Published]] = []
    headline = len(text) if title is None or title.start is None else title.start
    own = [line for line in header.head if line.end > headline]
    if title:
        own += [line for line in header.above if line.end <= headline][-ABOVE:]
        own += [line for line in header.above if line.start > headline][:BELOW]
    at = start = end = 0
    while year := _YEAR.search(text, at):
        at = year.end()
        if year.start() >= end:
            start = text.rfind("\n", 0, year.start()) + 1
            end = text.find("\n", at)
            end = len(text) if end < 0 else end
        opens = start <= header.body <= end and year.start() - start < OPENING
        if end - start > LONGEST_LINE and not opens and not _is_hinted(text, start, year.start()):
            continue  # a year in a paragraph
        for dated in dates.find(text, max(start, year.start() - NEAR), min(end, at + NEAR)):
            at = max(at, dated.end)
            doubtful = (
                furniture.body is not None
                and _holds(furniture.spans, dated.start)
                and not any(line.start <= dated.start < line.end for line in own)
                and not _SIGNED.match(text, start, dated.start)
            )
            rank = _rank(text, start, end, dated, header, doubtful=doubtful)
            if rank is not None:
                span = text[dated.start : dated.end]
                value = dated.value if len(dated.value) > len("2024") else _settle(text, span) or dated.value
                order = -dated.start if rank == 2 else dated.start
                ranked.append((rank, order, Published(value, span, dated.start, dated.end, "text")))
            break
    linked = {published.value for rank, _, published in ranked if rank in (ADDRESS, DOUBTFUL_ADDRESS)}
    for rank, _, published in sorted(ranked, key=lambda item: item[:2]):
        if rank not in (ADDRESS, DOUBTFUL_ADDRESS) or len(linked) == 1:
            yield published


def _find_without_year(text: str, header: Header) -> Iterator[Published]:
    """Yield the day and month that stand alone above the article, with the year of the text's only such date."""
    for line in header.head:
        match = _DAY.fullmatch(line.text)
        if match is None:
            continue
        whole = dates.read(f"{match['day'] or match['day_before']} {match['month']} 2000")
        days = {found.value[:10] for found in dates.find(text) if whole and found.value[4:10] == whole[4:]}
        if len(days) == 1:
            yield Published(days.pop(), line.text, line.start, line.end, "text")


def _settle(text: str, written: str) -> str | None:
    """Return the day of a date that could be of two months, "03/04/2024", where the text names only one of them."""
    match = _NUMBERS.match(written)
    if not match:
        return None
    year, numbers = match["year"], (int(match[1]), int(match[2]))
    months = [
        number
        for number, name in enumerate(MONTHS, start=1)
        if number in numbers and re.search(rf"\b{name}\W{{1,6}}{year}\b|\b{year}\W{{1,6}}{name}\b", text)
    ]
    if len(months) != 1:
        return None
    month = months[0]
    day = numbers[0] if numbers[1] == month else numbers[1]
    clock = f"T{int(match['hour']):02}:{match['minute']}" if match["hour"] else ""
    return f"{year}-{month:02}-{day:02}{clock}"


def _holds(spans: Sequence[Span], at: int) -> bool:
    """Tell whether one of some ascending spans begins at an offset or goes over it."""
    i = bisect_right(spans, at, key=lambda span: span.start or 0)
    return i > 0 and at < (spans[i - 1].end or 0)


def _rank(text: str, start: int, end: int, dated: dates.WrittenDate, header: Header, *, doubtful: bool) -> int | None:
    """Return how likely a date is that of publication, 0 most; None where it is not.

    Args:
        text: of the article.
        start: of the line.
        end: of the line.
        dated: the date.
        header: of the article.
        doubtful: that the line is furniture, as are other stories' dates, and not below the headline or in it.

    """
    before = text[max(start, dated.start - 40) : dated.start]
    if _POST.search(before) or _CELL.search(before):
        return None
    alone = (end - start) - (dated.end - dated.start) <= ROOM
    cue = _CUE.search(before)
    by_month = len(dated.value) < len("2024-02-03")
    if alone and dated.start <= header.body and not (by_month and (end - start) - (dated.end - dated.start) > MARKS):
        return None if doubtful and not cue else 0
    listed = text[:start].rstrip().endswith(":")  # "A timeline of its governments:\nJan 18, 1994 - "
    if start <= header.body <= end and _AGENCY.match(text, dated.end) and dated.start - start < OPENING and not listed:
        return 0
    if dated.start == start and _LOG.match(text, dated.end):
        return 2
    if doubtful and not cue:
        return DOUBTFUL_ADDRESS if _in_address(text, start, dated.start) else None
    if cue and (end - start <= LONGEST_LINE or cue[0][0].isupper()):
        return 1
    if _STAMP.search(text, dated.end, end):
        return None
    joined = text[dated.end : dated.end + 1].isalpha()  # "May 5, 2031Business": of another story
    if alone and header.foot and dated.start >= header.foot[0].start and not text[start:end].rstrip().endswith("."):
        return None if joined else 3
    return ADDRESS if _in_address(text, start, dated.start) else None


def _in_address(text: str, start: int, at: int) -> bool:
    """Tell whether a date is part of the path of an address in its line."""
    return any(match.end() == at for match in _ADDRESS.finditer(text, max(start, at - 120), at + 5))


def date_in_name(path: str, position: int) -> str | None:
    """Return the date that the name of its file gives an article: the first of a file, or its only one."""
    return dates.read(path.rpartition("/")[2]) if position == 0 else None


def _find_in_filename(article: Article) -> Iterator[Published]:
    if value := date_in_name(article.path, article.position):
        yield Published(value, article.path.rpartition("/")[2], None, None, "filename")
