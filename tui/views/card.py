"""The card laid out: parts, items and their evidence as lines of a given width.

Pure: a record and a width in, lines out. Each item knows the spans of the text that bear it out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from rich.style import Style

from extract.article import Record
from tui.backend.shown import Page
from tui.labels import label
from tui.theme import Look
from tui.views.cells import Piece, cut, line_of, width

Evidence = tuple[int, int]
MARGIN = 7
"""Cells in front of a part's items, for its name."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that the card says."""

    text: str
    label: str | None = None
    detail: str = ""
    """What follows it more quietly: a role, the words said."""
    derived: str = ""
    """What was concluded rather than read: a date worked out, a speaker behind a pronoun."""
    evidence: tuple[Evidence, ...] = ()
    entity: str | None = None
    key: str = ""
    """Of a note of the analyst's: what it is changed by."""


@dataclass(frozen=True, slots=True)
class Part:
    """WHO, WHERE ... with its items."""

    name: str
    items: tuple[Item, ...]
    flowing: bool = False
    """Items stand side by side rather than a line each."""
    limit: int = 3
    """Lines before it folds."""


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
    items: tuple[Item, ...] = field(default=())

    def line_of(self, item: int) -> int:
        """Return the line on which an item stands."""
        return next((y for y, line in enumerate(self.lines) if any(cell.item == item for cell in line.cells)), 0)


def written(page: Page) -> list[Part]:
    """Return the analyst's own part: notes on the article and on passages of it; no part where there are none."""
    items = [Item(note.text, key=note.key) for note in page.notes]
    for passage in page.passages:
        words = " ".join([*(f"#{tag}" for tag in passage.tags), passage.note]).strip()
        items.append(Item(words, evidence=((passage.start, passage.end),), key=passage.key))
    return [Part("MINE", tuple(items))] if items else []


def parts(record: Record) -> list[Part]:
    """Return what a record's card says, part by part."""
    card, mentions = record.card, _mentions(record)

    def walk(start: int | None, end: int | None, entity: str | None = None) -> tuple[Evidence, ...]:
        first = () if start is None or end is None else ((start, end),)
        return (*first, *(span for span in mentions.get(entity or "", ()) if span not in first))

    labels = {entity.id: entity.label for entity in record.entities}
    return [
        Part(
            "WHO",
            tuple(
                Item(
                    actor.name,
                    actor.label,
                    actor.role.text if actor.role else "",
                    evidence=walk(actor.start, actor.end, actor.entity),
                    entity=actor.entity,
                )
                for actor in card.who
            ),
        ),
        Part(
            "WHERE",
            tuple(
                Item(
                    place.name,
                    labels.get(place.entity or "", "LOC"),
                    evidence=walk(place.start, place.end, place.entity),
                    entity=place.entity,
                )
                for place in card.where
            ),
            flowing=True,
            limit=1,
        ),
        Part(
            "WHEN",
            tuple(
                Item(m.text, "DATE", derived=_unless_same(m.value, m.text), evidence=walk(m.start, m.end))
                for m in card.when
            ),
            flowing=True,
            limit=1,
        ),
        Part(
            "SAID",
            tuple(
                Item(
                    quote.speaker or "?",
                    labels.get(quote.entity or "", "PERSON") if quote.speaker else None,
                    f"“{quote.text}”" if quote.kind == "direct" else quote.text,
                    derived=" " if quote.derived else "",
                    evidence=walk(quote.start, quote.end),
                    entity=quote.entity,
                )
                for quote in card.quotes
            ),
        ),
        Part(
            "ARMS",
            tuple(Item(arm.name, "EQUIPMENT", evidence=walk(arm.start, arm.end)) for arm in card.equipment),
            flowing=True,
            limit=2,
        ),
        Part(
            "DEAL",
            tuple(
                Item(deal.text, None, " · ".join(filter(None, (deal.status, " – ".join(deal.parties)))),
                     evidence=walk(deal.start, deal.end))
                for deal in card.agreements
            ),
        ),
        Part(
            "SUM",
            tuple(Item(figure.text, "MONEY", evidence=walk(figure.start, figure.end)) for figure in card.figures),
            flowing=True,
            limit=2,
        ),
        Part(
            "NOTE",
            tuple(Item(flag.message, evidence=walk(flag.start, flag.end)) for flag in card.flags),
        ),
    ]  # fmt: skip


def lay_out(
    record_parts: Sequence[Part], cells: int, look: Look, unfolded: frozenset[str] = frozenset(), most: int = 3
) -> Layout:
    """Return the lines of a card `cells` wide, `most` lines a part at most, but for those in `unfolded`."""
    lines: list[CardLine] = []
    items: list[Item] = []
    for part in record_parts:
        limit = None if part.name in unfolded else min(most, part.limit)
        if not part.items:
            lines.append(CardLine((_head(part.name, look), ("not found", look.dim))))
        elif part.flowing:
            lines += _flow(part, cells, look, len(items), limit)
        else:
            lines += _column(part, cells, look, len(items), limit)
        items += part.items
    return Layout(tuple(lines), tuple(items))


def _column(part: Part, cells: int, look: Look, first: int, limit: int | None) -> Iterator[CardLine]:
    shown = part.items if limit is None or len(part.items) <= limit else part.items[:limit]
    rest = len(part.items) - len(shown)
    for n, item in enumerate(shown):
        more = f" +{rest}" if rest and n == len(shown) - 1 else ""
        room = cells - MARGIN - width(more)
        pieces = [_head(part.name if n == 0 else "", look), *_item(part.name, item, room, look)]
        used = sum(width(text) for text, _ in pieces)
        if more:
            pieces += [(" " * max(0, cells - used - width(more)), None), (more, look.key)]
        yield CardLine(tuple(pieces), (Cell(first + n, MARGIN, max(1, used - MARGIN)),), part.name if more else None)


def _flow(part: Part, cells: int, look: Look, first: int, limit: int | None) -> Iterator[CardLine]:
    pieces: list[Piece] = [_head(part.name, look)]
    placed: list[Cell] = []
    used, lines, gap = MARGIN, 1, f" {look.glyphs.dot} "
    for n, item in enumerate(part.items):
        drawn = _item(part.name, item, cells - MARGIN, look)
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


def _item(part: str, item: Item, room: int, look: Look) -> list[Piece]:
    mark = look.glyphs.ellipsis
    style: Style | None = (
        look.label(item.label) + _PLAIN
        if item.label
        else look.warn
        if part == "NOTE"
        else look.tag
        if part == "MINE"
        else None
    )
    name = cut(line_of(item.text), room, mark)
    pieces: list[Piece] = [(name, style)]
    if part in {"WHO", "WHERE"} and item.label and room > width(name) + 2:
        pieces.append((label(item.label).letter, look.chip(item.label)))
    used = sum(width(text) for text, _ in pieces)
    if item.derived and used + 4 < room:
        derived = cut(f" {look.glyphs.derived} {item.derived}".rstrip(), room - used, mark)
        pieces.append((derived, look.dim + _ITALIC))
        used += width(derived)
    if item.detail and used + 6 < room:
        joint = ": " if part == "SAID" else f" {look.glyphs.dot} "
        detail = cut(line_of(item.detail), room - used - len(joint), mark)
        pieces += [(joint, look.dim), (detail, None if part == "SAID" else look.dim)]
    return pieces


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


def _unless_same(value: str | None, text: str) -> str:
    return value if value and value != text else ""
