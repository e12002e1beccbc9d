"""What stands above the card: when, where and by whom an article was published, and the analyst's marks on it."""

from __future__ import annotations

from collections.abc import Mapping

from rich.style import Style

from tui.backend.results import AnnotatedArticle
from tui.theme import Theme
from tui.views.cells import Piece, cut, line_of, width


def byline(page: AnnotatedArticle, cells: int, look: Theme, colours: Mapping[str, Style]) -> list[list[Piece]]:
    """Return one line, or two where the marks have no room beside the rest; `colours` are those of tags."""
    dot, mark = f" {look.glyphs.dot} ", look.glyphs.ellipsis
    record = page.record
    author = record.dateline.byline.text if record and record.dateline.byline else ""
    facts = [page.date.replace("T", " ")[:16], line_of(page.source), line_of(author)]
    words = dot.join(filter(None, facts)) or "no date, no source"
    marks = _marks(page, look, colours)
    size = sum(width(text) + 2 for text, _ in marks)
    if not marks or width(words) + size <= cells:
        spaced = [piece for one in marks for piece in (("  ", None), one)]
        return [[(cut(words, cells, mark), look.dim), *spaced]]
    line: list[Piece] = []
    room = cells
    for text, style in marks:
        shown = cut(text, room, mark)
        line += [(shown, style), ("  ", None)]
        room -= width(shown) + 2
        if shown != text or room <= 0:
            break
    return [[(cut(words, cells, mark), look.dim)], line[:-1]]


def _marks(page: AnnotatedArticle, look: Theme, colours: Mapping[str, Style]) -> list[Piece]:
    marks: list[Piece] = [(f"{look.glyphs.star} starred", look.warn)] if page.starred else []
    marks += [(f"#{line_of(tag)}", colours.get(tag, look.tag)) for tag in page.tags]
    if page.note_count:
        marks.append((f"{look.glyphs.note} {page.note_count}", look.warn))
    return marks
