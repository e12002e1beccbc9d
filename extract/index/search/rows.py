"""An article as a list shows it."""

from __future__ import annotations

from dataclasses import dataclass

SNIPPET = 160
"""Code points of a snippet."""


@dataclass(frozen=True, slots=True)
class Row:
    """An article as a list shows it."""

    id: str
    title: str
    published: str | None
    source: str | None
    path: str
    words: int
    language: str | None
    state: str
    """One of `extract.index.store.states.STATES`."""
    duplicates: int
    """How many other articles say the same, or nearly."""
    snippet: str
    """The text around the first hit, or its beginning, on one line; empty where the row has a title and none was asked
    for."""
    new: bool = False
    """Whether it came, or was changed, since the user closed the browser last."""
    watched: tuple[str, ...] = ()
    """Watchlists that have anybody whom it names."""


def opening(text: str) -> str:
    """Cut out how a text begins, on one line: the snippet of an article that was not searched for."""
    return " ".join(text[:SNIPPET].split())
