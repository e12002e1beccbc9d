"""The parts of the card, told once: their names, and how an item of each reads.

The browser's card, the reports, the spreadsheet and the other exports are made from `PARTS`. A new field of
`extract.article.Card` needs an entry here and nothing else to be shown and exported; a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from extract.agency import after_dateline
from extract.article import Actor, Agreement, Card, Equipment, Figure, Flag, Moment, Place, Quote, Record, Span


@dataclass(frozen=True, slots=True)
class PartItem:
    """One thing that the card says, in words."""

    text: str
    detail: str = ""
    """What follows it: a role, the words said, where a deal stands."""
    derived: str = ""
    """What was worked out rather than read: an ISO date."""
    inferred: bool = False
    """True where the text does not name it here: a speaker behind a pronoun."""
    label: str | None = None
    entity: str | None = None
    start: int | None = None
    """Code points of the article's text; None where it stands nowhere there."""
    end: int | None = None


Labels = Mapping[str, str]
"""From the id of an entity to its label."""


@dataclass(frozen=True, slots=True)
class CardPart:
    """A part of the card and how it is laid out."""

    field: str
    """Of `extract.article.Card`."""
    name: str
    """On the screen and in exports."""
    describe: Callable[[Any, Labels], PartItem]
    inline: bool = False
    """Items stand side by side rather than a line each."""
    lines: int = 3
    """That the screen shows before the part folds."""
    joint: str = " · "
    """Between the text of an item and its detail."""

    def items(self, card: Card, labels: Labels) -> tuple[PartItem, ...]:
        """Describe what the card says in this part."""
        return tuple(self.describe(value, labels) for value in getattr(card, self.field))

    def plain(self, item: PartItem) -> str:
        """Write an item as plain text: `Ada Holm · minister`, `3 May [2031-05-03]`."""
        detail = f"{self.joint}{item.detail}" if item.detail else ""
        return f"{item.text}{detail}" + (f" [{item.derived}]" if item.derived else "")


def card_items(record: Record) -> Iterator[tuple[CardPart, tuple[PartItem, ...]]]:
    """Yield each part with what the record's card says in it, empty parts too."""
    labels = {entity.id: entity.label for entity in record.entities}
    for part in PARTS:
        yield part, part.items(record.card, labels)


def _lead(span: Span, _: Labels) -> PartItem:
    report = after_dateline(span.text, 0, len(span.text))
    return PartItem(span.text[report:], start=None if span.start is None else span.start + report, end=span.end)


def _actor(actor: Actor, _: Labels) -> PartItem:
    role = actor.role.text if actor.role else ""
    return PartItem(actor.name, role, label=actor.label, entity=actor.entity, start=actor.start, end=actor.end)


def _place(place: Place, labels: Labels) -> PartItem:
    label = labels.get(place.entity or "", "LOC")
    return PartItem(place.name, label=label, entity=place.entity, start=place.start, end=place.end)


def _moment(moment: Moment, _: Labels) -> PartItem:
    derived = moment.value if moment.value and moment.value != moment.text else ""
    return PartItem(moment.text, derived=derived, label="DATE", start=moment.start, end=moment.end)


def _quote(quote: Quote, labels: Labels) -> PartItem:
    return PartItem(
        quote.speaker or UNNAMED,
        f"“{quote.text}”" if quote.kind == "direct" else quote.text,
        inferred=quote.derived,
        label=labels.get(quote.entity or "", "PERSON") if quote.speaker else None,
        entity=quote.entity,
        start=quote.start,
        end=quote.end,
    )


def _figure(figure: Figure, _: Labels) -> PartItem:
    told = " … ".join(span.text for span in figure.of)
    return PartItem(figure.text, told, label="MONEY", start=figure.start, end=figure.end)


def _arm(arm: Equipment, _: Labels) -> PartItem:
    return PartItem(arm.name, label="EQUIPMENT", start=arm.start, end=arm.end)


def _deal(deal: Agreement, _: Labels) -> PartItem:
    detail = " · ".join(filter(None, (deal.status, " – ".join(deal.parties))))
    return PartItem(deal.text, detail, start=deal.start, end=deal.end)


def _doubt(flag: Flag, _: Labels) -> PartItem:
    return PartItem(flag.message, flag.kind, start=flag.start, end=flag.end)


UNNAMED = "unnamed"
"""Stands for a speaker whom the text does not name."""

PARTS = (
    CardPart("lead", "WHAT", _lead, lines=2),
    CardPart("who", "WHO", _actor),
    CardPart("where", "WHERE", _place, inline=True, lines=1),
    CardPart("when", "WHEN", _moment, inline=True, lines=1),
    CardPart("quotes", "SAID", _quote, joint=": "),
    CardPart("figures", "FIGURES", _figure, inline=True, lines=2, joint=": "),
    CardPart("equipment", "ARMS", _arm, inline=True, lines=2),
    CardPart("agreements", "DEALS", _deal),
    CardPart("flags", "DOUBTS", _doubt),
)
"""In the order in which they are read."""
