"""The letter, the word and the colour role of each label: colour is never the only carrier of a meaning."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Label:
    """How a label is told apart on the screen."""

    name: str
    letter: str
    raised: str
    """The letter as it stands behind a mention, small and raised, where the terminal has it."""
    word: str
    """For the legend and the help."""
    quiet: bool = False
    """Whether it is marked in the text on request only."""


KNOWN = {
    label.name: label
    for label in (
        Label("PERSON", "P", "ᴾ", "person"),
        Label("ORG", "O", "ᴼ", "organisation"),
        Label("LOC", "L", "ᴸ", "place"),
        Label("FAC", "F", "ᶠ", "facility"),
        Label("NORP", "N", "ᴺ", "nationality", quiet=True),
        Label("EQUIPMENT", "E", "ᴱ", "equipment"),
        Label("PRODUCT", "R", "ᴿ", "product"),
        Label("EVENT", "V", "ⱽ", "event"),
        Label("LAW", "W", "ᵂ", "law"),
        Label("DATE", "D", "ᴰ", "date", quiet=True),
        Label("TIME", "T", "ᵀ", "time", quiet=True),
        Label("MONEY", "M", "ᴹ", "money"),
        Label("PERCENT", "C", "ᶜ", "per cent", quiet=True),
        Label("QUANTITY", "U", "ᵁ", "quantity", quiet=True),
    )
}


AMOUNTS = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY"})
"""Labels of what is no name, and so of no entity."""


def label(name: str) -> Label:
    """Look up the display of a label; one of a user's own pipeline is shown as it is, by its first letter."""
    known = KNOWN.get(name)
    letter = name[:1].lower() or "?"
    return known or Label(name, letter, letter, name.lower())
