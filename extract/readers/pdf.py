"""PDF: the text in the order in which one reads it, columns one after the other, lines joined to paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import Any, NamedTuple

from extract.article import Article, Metadata
from extract.errors import SitrepError
from extract.readers.articles import clean_field, make_article
from extract.readers.limits import MAX_DOCUMENT, MAX_TEXT
from extract.readers.source import SourceFile, make_seekable

SCAN = "its pages are pictures without a text; a program that recognises text, as ocrmypdf does, makes them readable"
GUTTER = 0.8
"""Least width of the space between columns, in heights of a line."""
COLUMN, COLUMN_LINES = 8.0, 3
"""Least width of a column, in heights of a line, and lines of it."""
PEELED = 40
"""Lines above or below columns, such as a headline over all of them, that are taken off to see the columns."""
PARAGRAPH = 1.35
"""Distance of two lines between which a paragraph ends, in usual distances."""
_HYPHEN = re.compile(r"(\w+)[-\u00ad\u2010\ufffe\x02]$")
_ENDS = re.compile(r"[.!?…:][\"'”’»)]*$")
BULLETS = tuple("•▪‣◦●")
LONGEST_WORD = 60
FAR = 3.0
"""Distance of two lines that are of one paragraph in no case, in heights of a line."""
_WORD = re.compile(r"\w+")
_WORK_TITLE = re.compile(r"^(?:Microsoft|untitled|Document\d*$|.*\.(?:docx?|indd|qxp|qxd|pdf|rtf)$)", re.IGNORECASE)


class TextBox(NamedTuple):
    """A run of text and where on the page it stands, in points from below and from the left."""

    left: float
    bottom: float
    right: float
    top: float
    text: str


def read(source: SourceFile) -> Iterator[Article]:
    """Yield the article that a document is.

    Raises:
        SitrepError: where it is damaged, locked, or a scan.

    """
    import pypdfium2

    with make_seekable(source, MAX_DOCUMENT) as file:
        try:
            document = pypdfium2.PdfDocument(file.read(MAX_DOCUMENT))
            pages = len(document)
            texts, empty = _read_pages(document, pages)
            about = document.get_metadata_dict(skip_empty=True)
        except pypdfium2.PdfiumError as error:
            raise SitrepError(f"damaged, or locked with a password: {error}", source.path) from error
    text = _join_pages(texts)
    if not text.strip():
        raise SitrepError(f"no text: {SCAN}" if empty else "no text", source.path)
    title = clean_field(about.get("Title"))
    title = None if title is None or _WORK_TITLE.match(title) else title
    note = f"{len(empty)} of {pages} pages are pictures without a text, the first is page {empty[0]}" if empty else None
    yield make_article(
        source.path, text, Metadata(title=title, byline=clean_field(about.get("Author")), extracted=True), notes=(note,)
    )


def _read_pages(document: Any, pages: int) -> tuple[list[list[str]], list[int]]:
    """Return the paragraphs of each page, and the numbers of those that are pictures without a text."""
    found: list[list[str]] = []
    empty: list[int] = []
    size = 0
    for number in range(pages):
        page = document[number]
        boxes = list(_boxes(page))
        if not boxes and _has_picture(page):
            empty.append(number + 1)
        page.close()
        found.append(find_paragraphs(boxes))
        size += sum(map(len, found[-1]))
        if size > MAX_TEXT:
            break
    return found, empty


def _boxes(page: Any) -> Iterator[TextBox]:
    text = page.get_textpage()
    for at in range(text.count_rects()):
        left, bottom, right, top = text.get_rect(at)
        words = text.get_text_bounded(left, bottom, right, top).replace("\r", "").strip("\n ")
        if words.strip():
            yield TextBox(left, bottom, right, top, words)
    text.close()


def _has_picture(page: Any) -> bool:
    from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

    return next(page.get_objects(filter=(FPDF_PAGEOBJ_IMAGE,), max_depth=3), None) is not None


def find_paragraphs(boxes: Sequence[TextBox]) -> list[str]:
    """Return the paragraphs of a page, in the order in which one reads them."""
    if not boxes:
        return []
    height = median(box.top - box.bottom for box in boxes)
    found: list[str] = []
    for column in _columns(list(boxes), height):
        found += _paragraphs(_lines(column))
    return found


def _columns(boxes: list[TextBox], height: float) -> list[list[TextBox]]:
    """Return the columns, each as boxes: a cut of the page by white space from top to bottom (an XY cut).

    Where something stands over or under all columns it is peeled off, line by line, until the space is seen.

    Source: Nagy, Seth, "Hierarchical representation of optically scanned documents", ICPR 1984.
    """
    if len(boxes) < 4:
        return [boxes]
    if cut := _gutter(boxes, height):
        left = [box for box in boxes if box.right <= cut]
        right = [box for box in boxes if box.right > cut]
        return [*_columns(left, height), *_columns(right, height)]
    down = sorted(boxes, key=lambda box: -box.top)
    for peeled in range(1, min(PEELED, len(down) - 3)):
        if _gutter(down[peeled:], height):
            return [*_columns(down[:peeled], height), *_columns(down[peeled:], height)]
        if _gutter(down[:-peeled], height):
            return [*_columns(down[:-peeled], height), *_columns(down[-peeled:], height)]
    return [boxes]


def _gutter(boxes: Sequence[TextBox], height: float) -> float | None:
    """Return the middle of the widest space from top to bottom that has a column on each side."""
    across = sorted(boxes, key=lambda box: box.left)
    reach = across[0].right
    spaces: list[tuple[float, float, int]] = []
    for at, box in enumerate(across[1:], 1):
        if box.left - reach > GUTTER * height:
            spaces.append((box.left - reach, (box.left + reach) / 2, at))
        reach = max(reach, box.right)
    for _, middle, at in sorted(spaces, reverse=True):
        if _is_column(across[:at], height) and _is_column(across[at:], height):
            return middle
    return None


def _is_column(boxes: Sequence[TextBox], height: float) -> bool:
    """Tell a column from the bullets of a list and the numbers of a table: some lines of some words."""
    wide = max(box.right for box in boxes) - min(box.left for box in boxes)
    tops = sorted(box.top for box in boxes)
    lines = 1 + sum(above - below > height / 2 for below, above in pairwise(tops))
    return wide > COLUMN * height and lines >= COLUMN_LINES


def _lines(boxes: Sequence[TextBox]) -> list[TextBox]:
    """Return the boxes of each line as one, from top to bottom."""
    lines: list[list[TextBox]] = []
    for box in sorted(boxes, key=lambda box: -(box.top + box.bottom)):
        last = lines[-1][0] if lines else None
        if last and min(last.top, box.top) - max(last.bottom, box.bottom) > 0.5 * min(
            last.top - last.bottom, box.top - box.bottom
        ):
            lines[-1].append(box)
        else:
            lines.append([box])
    return [_line(sorted(line)) for line in lines]


def _line(boxes: Sequence[TextBox]) -> TextBox:
    text = boxes[0].text
    for before, box in pairwise(boxes):
        apart = box.left - before.right > 0.15 * (box.top - box.bottom) and not text.endswith(" ")
        text += (" " if apart else "") + box.text
    return TextBox(
        min(box.left for box in boxes),
        min(box.bottom for box in boxes),
        max(box.right for box in boxes),
        max(box.top for box in boxes),
        text,
    )


def _paragraphs(lines: Sequence[TextBox]) -> list[str]:
    """Return lines joined: a paragraph ends at a wider space, at another size of letters, before an indented line
    that follows a sentence's end, before a bullet.
    """
    if not lines:
        return []
    steps = [above.bottom - below.bottom for above, below in pairwise(lines)]
    positive = sorted(step for step in steps if step > 0)
    usual = positive[len(positive) // 4] if positive else 0.0  # most are within paragraphs, the others are wider
    left = median(line.left for line in lines)
    found = [lines[0].text.strip()]
    for above, below, step in zip(lines, lines[1:], steps, strict=False):
        tall, low = above.top - above.bottom, below.top - below.bottom
        other_size = max(tall, low) > 1.4 * min(tall, low)
        indented = below.left - left > 0.6 * low and above.left - left <= 0.6 * tall and _ENDS.search(above.text)
        apart = step > PARAGRAPH * usual or step > FAR * max(tall, low)
        if apart or other_size or indented or below.text[:1] in BULLETS:
            found.append(below.text.strip())
        else:
            found[-1] = f"{found[-1]}\n{below.text.strip()}"
    return found


def _join_pages(pages: Sequence[Sequence[str]]) -> str:
    """Return all pages' paragraphs as one text, without page numbers and what most pages repeat of the first."""
    heads = [_FIGURES.sub("", line) for page in pages for line in {*page[:1], *page[-1:]}]
    repeated = {line for line in heads if len(pages) > 2 and heads.count(line) > len(pages) / 2}
    kept = [
        paragraph
        for number, page in enumerate(pages)
        for at, paragraph in enumerate(page)
        if not (
            at in (0, len(page) - 1)
            and len(page) > 1
            and _FIGURES.sub("", paragraph) in ({"", *repeated} if number else {""})
        )
    ]
    whole = "\n".join(kept)
    return "\n".join(_join_lines(paragraph.split("\n"), whole) for paragraph in kept)


_FIGURES = re.compile(r"[\d\s./|–-]+")


def _join_lines(lines: Sequence[str], whole: str) -> str:
    """Return lines as one; a word parted at a line's end is joined, unless the document has it with its hyphen."""
    parts = [lines[0]]
    for line in lines[1:]:
        match = _HYPHEN.search(parts[-1], max(0, len(parts[-1]) - LONGEST_WORD))
        if match and line[:1].islower():
            compound = f"{match[1]}-{''.join(_WORD.findall(line)[:1])}"
            parts[-1] = parts[-1][: match.end(1)] + ("-" if compound in whole else "")
        else:
            parts.append(" ")
        parts.append(line)
    return "".join(parts)
