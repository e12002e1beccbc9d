"""Textual messages: what a widget tells its screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from textual.widget import Widget


@dataclass(eq=False, repr=False)
class PaneClicked(Message):
    """The mouse was pressed on line `y` of a pane's inside."""

    pane: Widget
    x: int
    y: int


@dataclass(eq=False, repr=False)
class PaneWheeled(Message):
    """The mouse's wheel was turned over a pane, down (1) or up (-1)."""

    pane: Widget
    by: int


@dataclass(eq=False, repr=False)
class RowsWanted(Message):
    """The list wants rows that it has not."""

    offset: int
    limit: int
    generation: int


@dataclass(eq=False, repr=False)
class SelectionMoved(Message):
    """Another article is selected; the reader follows when the key rests."""

    article: str | None


@dataclass(eq=False, repr=False)
class EntityChosen(Message):
    """Another entity is under the cursor."""
