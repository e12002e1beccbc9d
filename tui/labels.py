"""The letter, the word and the colour role of each label: colour is never the only carrier of a meaning."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Label:
    """How a label is told apart on the screen."""

    name: str
    letter: str
    word: str
    """For the legend and the help."""


KNOWN = {
    label.name: label
    for label in (
        Label("PERSON", "P", "person"),
        Label("ORG", "O", "organisation"),
        Label("LOC", "L", "place"),
        Label("FAC", "F", "facility"),
        Label("NORP", "N", "nationality"),
        Label("EQUIPMENT", "E", "equipment"),
        Label("PRODUCT", "R", "product"),
        Label("EVENT", "V", "event"),
        Label("LAW", "W", "law"),
        Label("DATE", "D", "date"),
        Label("TIME", "T", "time"),
        Label("MONEY", "M", "money"),
        Label("PERCENT", "%", "percent"),
        Label("QUANTITY", "Q", "quantity"),
    )
}


def label(name: str) -> Label:
    """Return how `name` is shown; a label of a user's own pipeline is shown as it is, by its first letter."""
    known = KNOWN.get(name)
    return known or Label(name, name[:1].lower() or "?", name.lower())
