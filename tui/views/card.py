"""The card laid out: parts, items and their evidence as lines of a given width.

Pure: a record and a width in, lines out. Each item knows the spans of the text that bear it out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from rich.style import Style

from extract.article import Record
from extract.card_parts import CardPart, PartItem, card_items
from tui.backend.results import AnnotatedArticle
from tui.labels import label
from tui.theme import Look
from tui.views.cells import Piece, cut, line_of, width

Evidence = tuple[int, int]
MARGIN = 8
"""Cells in front of a part's items, for its name."""

NOTES = CardPart("notes", "NOTES", lambda note, _: PartItem(note))
"""The analyst's own part, above those of the record."""

WITH_LETTERS = ("who", "where")
"""Parts whose items show the letter of their label: in the others it is always the same."""


@dataclass(frozen=True, slots=True)
class CardItem:
    """One thing that the card says, with every place that bears it out."""

    said: PartItem
    evidence: tuple[Evidence, ...] = ()
    key: str = ""
    """Of a note of the analyst's: what it is changed by."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the card with its items."""

    layout: CardPart
    items: tuple[CardItem, ...]

    @property
    def name(self) -> str:
        """Return what stands before its items."""
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


def written(page: AnnotatedArticle) -> list[Part]:
    """Return the analyst's own part: notes on the article and on passages of it; no part where there are none."""
    items = [CardItem(PartItem(note.text), key=note.key) for note in page.notes]
    for passage in page.passages:
        words = " ".join([*(f"#{tag}" for tag in passage.tags), passage.note]).strip()
        items.append(CardItem(PartItem(words), ((passage.start, passage.end),), passage.key))
    return [Part(NOTES, tuple(items))] if items else []


def parts(record: Record) -> list[Part]:
    """Return what a record's card says, part by part, each item with its own place and all mentions of its entity."""
    mentions = _mentions(record)

    def evidence(item: PartItem) -> tuple[Evidence, ...]:
        first = () if item.start is None or item.end is None else ((item.start, item.end),)
        return (*first, *(span for span in mentions.get(item.entity or "", ()) if span not in first))

    return [Part(part, tuple(CardItem(item, evidence(item)) for item in items)) for part, items in card_items(record)]


def lay_out(
    record_parts: Sequence[Part], cells: int, look: Look, unfolded: frozenset[str] = frozenset(), most: int = 3
) -> Layout:
    """Return the lines of a card `cells` wide, `most` lines a part at most, but for those in `unfolded`.

    Parts with nothing share one line at the end.
    """
    lines: list[CardLine] = []
    items: list[CardItem] = []
    for part in record_parts:
        limit = None if part.name in unfolded else min(most, part.layout.lines)
        if not part.items:
            continue
        if part.layout.inline:
            lines += _flow(part, cells, look, len(items), limit)
        else:
            lines += _column(part, cells, look, len(items), limit)
        items += part.items
    if empty := [part.name for part in record_parts if not part.items]:
        lines.append(CardLine(((cut(f"not found: {', '.join(empty)}", cells, look.glyphs.ellipsis), look.dim),)))
    return Layout(tuple(lines), tuple(items))


def _column(part: Part, cells: int, look: Look, first: int, limit: int | None) -> Iterator[CardLine]:
    shown = part.items if limit is None or len(part.items) <= limit else part.items[:limit]
    rest = len(part.items) - len(shown)
    for n, item in enumerate(shown):
        more = f" +{rest}" if rest and n == len(shown) - 1 else ""
        room = cells - MARGIN - width(more)
        pieces = [_head(part.name if n == 0 else "", look), *_item(part.layout, item.said, room, look)]
        used = sum(width(text) for text, _ in pieces)
        if more:
            pieces += [(" " * max(0, cells - used - width(more)), None), (more, look.key)]
        yield CardLine(tuple(pieces), (Cell(first + n, MARGIN, max(1, used - MARGIN)),), part.name if more else None)


def _flow(part: Part, cells: int, look: Look, first: int, limit: int | None) -> Iterator[CardLine]:
    pieces: list[Piece] = [_head(part.name, look)]
    placed: list[Cell] = []
    used, lines, gap = MARGIN, 1, f" {look.glyphs.dot} "
    for n, item in enumerate(part.items):
        drawn = _item(part.layout, item.said, cells - MARGIN, look)
        size = sum(width(text) for text, _ in drawn)
        rest = len(part.items) - n
        last = limit is not None and lines >= limit
        spare = width(f" +{rest}") if last and rest > 1 else 0
        step = width(gap) if placed else 0
        if used + step + size + spare > cells:
            if last:
                more = f" +{rest}"
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


def _item(part: CardPart, item: PartItem, room: int, look: Look) -> list[Piece]:
    mark = look.glyphs.ellipsis
    style: Style | None = look.label(item.label) + _PLAIN if item.label else _styles(look).get(part.field)
    name = cut(line_of(item.text), room, mark)
    pieces: list[Piece] = [(name, style)]
    if part.field in WITH_LETTERS and item.label and room > width(name) + 2:
        pieces.append((label(item.label).letter, look.chip(item.label)))
    used = sum(width(text) for text, _ in pieces)
    if (item.derived or item.inferred) and used + 4 < room:
        derived = cut(f" {look.glyphs.derived} {item.derived}".rstrip(), room - used, mark)
        pieces.append((derived, look.dim + _ITALIC))
        used += width(derived)
    if item.detail and used + 6 < room:
        joint = part.joint.replace("·", look.glyphs.dot)
        detail = cut(line_of(item.detail), room - used - len(joint), mark)
        pieces += [(joint, look.dim), (detail, None if part.field == "quotes" else look.dim)]
    return pieces


def _styles(look: Look) -> dict[str, Style]:
    """Styles of the items of parts whose items have no label."""
    return {"flags": look.warn, NOTES.field: look.tag}


_ITALIC = Style(italic=True)
_PLAIN = Style(underline=False)


def _head(name: str, look: Look) -> Piece:
    return (name.ljust(MARGIN), look.part if name else None)


def _mentions(record: Record) -> dict[str, list[Evidence]]:
    found: dict[str, list[Evidence]] = {}
    for mention in record.mentions:
        if mention.entity:
            found.setdefault(mention.entity, []).append((mention.start, mention.end))
    return found
