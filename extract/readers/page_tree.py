"""What a page's tree has of its article and trafilatura loses: headings, the date below h1, paragraphs in tables."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from extract.page import dates

_BLOCKS = ("h1", "h2", "h3", "h4", "p", "li", "td", "div", "span", "time")
_HEADINGS = frozenset(("h2", "h3", "h4"))
_BESIDE = frozenset(("aside", "nav", "footer", "form", "figure", "header"))
_CELLS = "./tr/td|./tr/th|./tbody/tr/td|./tbody/tr/th"
_ROWS = "./tbody|./tr|./tbody/tr"
_IN_CELLS = ("p", "h1", "h2", "h3", "h4", "ul", "table")
LAYOUT = 400
"""Code points in a cell from which its table lays out a page, as those of mails do; one of figures has fewer."""
LONGEST_HEADING = 120
PARAGRAPH = 60
"""Code points from which a `p` is a paragraph of the article, or of another story where the article has it not."""
LONGEST_DATELINE = 60


def unwrap_layout_tables(tree: Any) -> bool:
    """Make blocks of the tables that lay out a page rather than hold figures; tell whether there are any.

    Of such a table trafilatura makes one line, the paragraphs in it and all.
    """
    tables = [table for table in tree.iter("table") if any(map(_lays_out, table.xpath(_CELLS)))]
    for table in tables:
        for part in (*table.xpath(f"{_CELLS}|{_ROWS}"), table):
            part.tag = "div"
    return bool(tables)


def _lays_out(cell: Any) -> bool:
    blocks = [block for block in cell if block.tag in _IN_CELLS]
    return len(blocks) > 1 and len(cell.text_content()) > LAYOUT


def restore_headings(tree: Any, text: str) -> str:
    """Return the text of an article with the headings that its page has right between two of its paragraphs.

    Several headings in a row, and those in what stands beside an article, are links to other stories.
    """
    lines = text.split("\n")
    places = {line: i for i, line in reversed([*enumerate(lines)])}
    found: dict[int, str] = {}
    heading: str | None = None
    begun, several = False, False
    for element, words in _read_blocks(tree):
        if element.tag in _HEADINGS:
            several = heading is not None
            own = not any(parent.tag in _BESIDE for parent in element.iterancestors())
            heading = words if own and 1 < len(words) <= LONGEST_HEADING else None
        elif element.tag == "p" and words in places:
            if begun and heading and not several and heading not in places:
                found[places[words]] = heading
            heading, begun, several = None, True, False
        elif element.tag in ("p", "li", "td"):
            heading = None
    return "\n".join(part for i, line in enumerate(lines) for part in ((found[i], line) if i in found else (line,)))


def find_visible_date(tree: Any) -> str | None:
    """Return the only date that stands between a page's title and its first paragraph; None where there are several."""
    values: dict[str, str] = {}
    below = False
    for element, words in _read_blocks(tree):
        if element.tag == "h1":
            below = True
        elif below and element.tag == "p" and len(words) > LONGEST_DATELINE:
            break
        elif below and len(words) <= LONGEST_DATELINE:
            values |= {found.value[:10]: words[found.start : found.end] for found in dates.find(words)}
    whole = [written for value, written in values.items() if len(value) == len("2024-02-03")]
    return whole[0] if len(values) == len(whole) == 1 else None


def _read_blocks(tree: Any) -> Iterator[tuple[Any, str]]:
    """Yield the blocks of a page with what is written in each, in the order of the page.

    Of blocks other than paragraphs and headings, which may stand in one another to any depth, it is what comes before
    the first child.
    """
    for element in tree.iter(*_BLOCKS):
        text = element.text_content() if element.tag == "p" or element.tag in _HEADINGS else element.text or ""
        yield element, " ".join(text.split())
