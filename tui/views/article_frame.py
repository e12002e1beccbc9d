"""What frames an article: the rules above card and text, the card's cursor, and the marks over the text."""

from __future__ import annotations

from rich.style import Style

from tui.backend.results import AnnotatedArticle
from tui.theme import Theme
from tui.views.card import CardLine, Evidence
from tui.views.cells import Piece, cut, line_of, width
from tui.views.text import Layer


def draw_rule(look: Theme, name: str, counter: str, cells: int, *, focused: bool) -> list[Piece]:
    """Draw a line across with a name in front and a counter at the end, heavy where what is below has the keys."""
    line = (look.glyphs.heavy if focused else look.glyphs.light)[1]
    style = look.frame_focus if focused else look.frame
    name = cut(name, max(0, cells - width(counter) - 8), look.glyphs.ellipsis)
    pieces: list[Piece] = [(line * 2, style)]
    if name:
        pieces += [(" ", style), (name, look.part if focused else look.title), (" ", style)]
    used = sum(width(text) for text, _ in pieces)
    tail: list[Piece] = [(" ", style), (counter, look.dim), (" ", style), (line * 2, style)] if counter else []
    room = cells - used - sum(width(text) for text, _ in tail)
    return [*pieces, (line * max(0, room), style), *tail]


def draw_cursor(line: CardLine, item: int, look: Theme) -> list[Piece]:
    """Draw a line of the card with the cursor on an item, where that stands on it."""
    here = next((cell for cell in line.cells if cell.item == item), None)
    if here is None:
        return list(line.pieces)
    out: list[Piece] = []
    x = 0
    for text, style in line.pieces:
        inside = here.x <= x < here.x + here.width
        out.append((text, look.cursor if inside and not (style and style.reverse) else style))
        x += width(text)
    return out


def describe_missing_card(page: AnnotatedArticle) -> str:
    """Word why an article has no card, on one line."""
    if page.state == "failed":
        return line_of(f"No card: {page.error or 'a component failed on it'}")
    return line_of(page.error or "Its card is still to come.")


def mark_layers(
    page: AnnotatedArticle, look: Theme, evidence: Evidence | None, selected: tuple[int, int] | None
) -> list[Layer]:
    """Style what stands over the text: hits, the analyst's passages, the evidence and the selection."""
    over = [Layer(*hit, look.hit) for hit in page.hits]
    over += [Layer(p.start, p.end, look.tag + Style(underline=True)) for p in page.passages]
    if evidence:
        over.append(Layer(*evidence, look.evidence))
    if selected:
        over.append(Layer(*selected, look.selection))
    return over
