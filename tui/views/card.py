"""The card laid out: parts, items and their evidence as lines of a given width; whole, or folded to three lines.

Pure: a record and a width in, lines out. Each item knows the spans of the text that bear it out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from rich.style import Style

from extract.article import Record
from extract.card_parts import CardPart, PartItem, card_items
from tui.backend.results import AnnotatedArticle, NoteKey
from tui.theme import Theme
from tui.views.cells import Piece, break_pieces, cut, line_of, width

Evidence = tuple[int, int]
MARGIN = 8
"""Cells in front of a part's items, for its name."""
FOLDED = 3
"""Lines of a card that is folded."""
FIRST = ("notes", "flags")
"""Parts that must not be missed: they stand first on the last line of a folded card."""

NOTES = CardPart("notes", "NOTES", lambda note, _: PartItem(note))
"""The analyst's own part, above those of the record."""

WITH_LETTERS = ("who", "where")
"""Parts whose items show the letter of their label: in the others it is always the same."""


@dataclass(frozen=True, slots=True)
class CardItem:
    """One thing that the card says, with every place that bears it out."""

    said: PartItem
    evidence: tuple[Evidence, ...] = ()
    key: NoteKey | None = None
    """Of a note of the analyst's: what it is changed by."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the card with its items."""

    layout: CardPart
    items: tuple[CardItem, ...]

    @property
    def name(self) -> str:
        """The heading before its items."""
        return self.layout.name


@dataclass(frozen=True, slots=True)
class Cell:
    """Where an item stands on its line, in cells."""

    item: int
    x: int
    width: int


@dataclass(frozen=True, slots=True)
class CardLine:
    """One line of the card: what is drawn, and which items stand where."""

    pieces: tuple[Piece, ...]
    cells: tuple[Cell, ...] = ()
    fold: str | None = None
    """The part that this line unfolds."""


@dataclass(frozen=True, slots=True)
class Layout:
    """A laid-out card."""

    lines: tuple[CardLine, ...]
    items: tuple[CardItem, ...] = field(default=())

    def line_of(self, item: int) -> int:
        """Return the line on which an item stands."""
        return next((y for y, line in enumerate(self.lines) if any(cell.item == item for cell in line.cells)), 0)


def analyst_part(page: AnnotatedArticle) -> list[Part]:
    """Return the analyst's own part: notes on the article and on passages of it; no part where there are none."""
    items = [CardItem(PartItem(note.text), key=note.key) for note in page.notes]
    for passage in page.passages:
        words = " ".join([*(f"#{tag}" for tag in passage.tags), passage.note]).strip()
        items.append(CardItem(PartItem(words), ((passage.start, passage.end),), passage.key))
    return [Part(NOTES, tuple(items))] if items else []


def parts(record: Record) -> list[Part]:
    """Build the parts of a record's card, each item with its own place and all mentions of its entity."""
    mentions = _mentions(record)

    def evidence(item: PartItem) -> tuple[Evidence, ...]:
        first = () if item.start is None or item.end is None else ((item.start, item.end),)
        return (*first, *(span for span in mentions.get(item.entity or "", ()) if span not in first))

    return [Part(part, tuple(CardItem(item, evidence(item)) for item in items)) for part, items in card_items(record)]


def lay_out(
    record_parts: Sequence[Part], cells: int, look: Theme, *, most: int | None = 3, lines: int | None = 1
) -> Layout:
    """Return the lines of a card `cells` wide. Parts with nothing share one line at the end.

    Args:
        record_parts: of the card.
        cells: the width.
        look: styles and glyphs.
        most: items that a part has at most; None for all of them.
        lines: of an item that has a line to itself, at most; None for whatever it needs.

    """
    laid: list[CardLine] = []
    items: list[CardItem] = []
    for part in record_parts:
        if not part.items:
            continue
        limit = None if most is None else min(most, part.layout.lines)
        if part.layout.inline:
            laid += _flow(part, cells, look, len(items), limit)
        else:
            laid += _column(part, cells, look, len(items), limit, lines)
        items += part.items
    if empty := [part.name for part in record_parts if not part.items]:
        laid.append(CardLine(((cut(f"not found: {', '.join(empty)}", cells, look.glyphs.ellipsis), look.dim),)))
    return Layout(tuple(laid), tuple(items))


def choose_layout(
    record_parts: Sequence[Part], cells: int, look: Theme, *, unfolded: bool, height: int | None
) -> Layout:
    """Lay out a card: whole where it is unfolded, else as much as `height` lines hold; None folds it to three."""
    if unfolded:
        return lay_out(record_parts, cells, look, most=None, lines=None)
    return fold_card(record_parts, cells, look) if height is None else fit_card(record_parts, cells, height, look)


def fit_card(record_parts: Sequence[Part], cells: int, height: int, look: Theme) -> Layout:
    """Return as much of a card as `height` lines hold: first its items get shorter, then each part has fewer."""
    for most, lines in ((None, None), (3, 4), (3, 3), (3, 2), (2, 2), (2, 1), (1, 1)):
        layout = lay_out(record_parts, cells, look, most=most, lines=lines)
        if len(layout.lines) <= height:
            break
    return layout


def fold_card(record_parts: Sequence[Part], cells: int, look: Theme) -> Layout:
    """Return a card in three lines: a line each of its first two parts, then what else there is with its count."""
    filled = [part for part in record_parts if part.items]
    lines: list[CardLine] = []
    items: list[CardItem] = []
    for part in filled[: FOLDED - 1]:
        lines += islice(
            _flow(part, cells, look, len(items), 1)
            if len(part.items) > 1 and part.layout.field == "who"
            else _column(part, cells, look, len(items), 1, 1),
            1,
        )
        items += part.items
    if rest := sorted(filled[FOLDED - 1 :], key=lambda part: part.layout.field not in FIRST):
        lines.append(_rest(rest, cells, look, len(items)))
        items += [item for part in rest for item in part.items]
    if not filled:
        return lay_out(record_parts, cells, look)
    return Layout(tuple(lines), tuple(items))


def _rest(rest: Sequence[Part], cells: int, look: Theme, first: int) -> CardLine:
    """Return a line of the parts that have none of their own: what each begins with, or how many items it has."""
    more = "+ unfolds"
    pieces: list[Piece] = []
    placed: list[Cell] = []
    used = 0
    for part in rest:
        item = part.items[0].said
        words = cut(line_of(item.text), 16, look.glyphs.ellipsis) if part.layout.inline or part.layout is NOTES else ""
        count = len(part.items)
        value = words if words and count == 1 else f"{words} +{count - 1}" if words else str(count)
        size = width(part.name) + 1 + width(value)
        if used + size + width(more) + 2 > cells:
            break
        style = look.label(item.label) if item.label and words else _styles(look).get(part.layout.field)
        pieces += [(part.name, look.part), (" ", None), (value, style), ("  ", None)]
        placed.append(Cell(first, used + width(part.name) + 1, width(value)))
        used += size + 2
        first += count
    return CardLine((*pieces, (" " * max(0, cells - used - width(more)), None), (more, look.key)), tuple(placed))


def _column(
    part: Part, cells: int, look: Theme, first: int, limit: int | None, lines: int | None
) -> Iterator[CardLine]:
    shown = part.items if limit is None or len(part.items) <= limit else part.items[:limit]
    rest = len(part.items) - len(shown)
    for n, item in enumerate(shown):
        more = f" +{rest}" if rest and n == len(shown) - 1 else ""
        room = max(1, cells - MARGIN - width(more))
        broken = break_pieces(_item(part.layout, item.said, look), room, lines, look.glyphs.ellipsis)
        for at, pieces in enumerate(broken):
            used = sum(width(text) for text, _ in pieces)
            drawn = [_head(part.name if n == at == 0 else "", look), *pieces]
            last = bool(more) and at == len(broken) - 1
            if last:
                drawn += [(" " * max(0, cells - MARGIN - used - width(more)), None), (more, look.key)]
            yield CardLine(tuple(drawn), (Cell(first + n, MARGIN, max(1, used)),), part.name if last else None)


def _flow(part: Part, cells: int, look: Theme, first: int, limit: int | None) -> Iterator[CardLine]:
    pieces: list[Piece] = [_head(part.name, look)]
    placed: list[Cell] = []
    used, lines, gap = MARGIN, 1, f" {look.glyphs.dot} "
    for n, item in enumerate(part.items):
        drawn = break_pieces(_item(part.layout, item.said, look), cells - MARGIN, 1, look.glyphs.ellipsis)[0]
        size = sum(width(text) for text, _ in drawn)
        rest = len(part.items) - n
        last = limit is not None and lines >= limit
        spare = width(f" +{rest}") if last and rest > 1 else 0
        step = width(gap) if placed else 0
        if used + step + size + spare > cells:
            if last and not placed:
                drawn = break_pieces(drawn, cells - used - spare, 1, look.glyphs.ellipsis)[0]
                pieces += drawn
                size = sum(width(text) for text, _ in drawn)
                placed.append(Cell(first + n, used, size))
                used, rest = used + size, rest - 1
            if last:
                more = f" +{rest}" if rest else ""
                yield CardLine(
                    (*pieces, (" " * max(0, cells - used - width(more)), None), (more, look.key)),
                    tuple(placed),
                    part.name,
                )
                return
            if placed:
                yield CardLine(tuple(pieces), tuple(placed))
                pieces, placed, used, step = [_head("", look)], [], MARGIN, 0
                lines += 1
        if step:
            pieces.append((gap, look.dim))
            used += step
        pieces += drawn
        placed.append(Cell(first + n, used, size))
        used += size
    yield CardLine(tuple(pieces), tuple(placed))


def _item(part: CardPart, item: PartItem, look: Theme) -> list[Piece]:
    style: Style | None = look.label(item.label) + _PLAIN if item.label else _styles(look).get(part.field)
    pieces: list[Piece] = [(line_of(item.text), style)]
    if part.field in WITH_LETTERS and item.label:
        pieces.append(look.letter(item.label))
    if item.derived or item.inferred:
        pieces.append((f" {look.glyphs.derived} {item.derived}".rstrip(), look.dim + _ITALIC))
    if item.detail:
        joint = part.joint.replace("·", look.glyphs.dot)
        pieces += [(joint, look.dim), (line_of(item.detail), None if part.field == "quotes" else look.dim)]
    return pieces


def _styles(look: Theme) -> dict[str, Style]:
    """Styles of the items of parts whose items have no label."""
    return {"flags": look.warn, NOTES.field: look.tag}


_ITALIC = Style(italic=True)
_PLAIN = Style(underline=False)


def _head(name: str, look: Theme) -> Piece:
    return (name.ljust(MARGIN), look.part if name else None)


def _mentions(record: Record) -> dict[str, list[Evidence]]:
    found: dict[str, list[Evidence]] = {}
    for mention in record.mentions:
        if mention.entity:
            found.setdefault(mention.entity, []).append((mention.start, mention.end))
    return found
