"""What widgets and worker threads tell the app: the only way in which any of them is heard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.message import Message
from textual.widget import Widget

from tui.ports import (
    ContextLine,
    EntityRow,
    EntitySheet,
    FacetRow,
    FaultRow,
    Found,
    ListRow,
    Page,
    Preview,
    QueryMistake,
    Totals,
    Work,
)


@dataclass
class PaneClicked(Message):
    """The mouse was pressed on line `y` of a pane's inside."""

    pane: Widget
    y: int


@dataclass
class PaneWheeled(Message):
    """The mouse's wheel was turned over a pane, down (1) or up (-1)."""

    pane: Widget
    by: int


@dataclass
class RowsWanted(Message):
    """The list wants rows that it has not."""

    offset: int
    limit: int
    generation: int


@dataclass
class RowsReady(Message):
    """Rows have been fetched."""

    rows: Sequence[ListRow]
    offset: int
    generation: int


@dataclass
class Moved(Message):
    """Another article is selected; the reader follows when the key rests."""

    article: str | None


@dataclass
class PageReady(Message):
    """An article has been fetched, or was not found."""

    article: str
    page: Page | None


@dataclass
class SearchDone(Message):
    """A search has ended."""

    found: Found
    rows: Sequence[ListRow]
    keep: str | None = None
    """The article to stay at, and where it stands among the results."""
    at: int = 0
    fresh: bool = True
    """Whether someone asked for it, rather than the corpus having grown."""


@dataclass
class SearchFailed(Message):
    """A query could not be read."""

    query: str
    mistake: QueryMistake


@dataclass
class FacetsReady(Message):
    """What the results are made of."""

    query: str
    rows: Sequence[FacetRow]


@dataclass
class TimelineReady(Message):
    """The results by month."""

    query: str
    rows: Sequence[FacetRow]


@dataclass
class ContextReady(Message):
    """Hits in context."""

    query: str
    lines: Sequence[ContextLine]


@dataclass
class EntitiesReady(Message):
    """Entities of an article or of the corpus."""

    rows: Sequence[EntityRow]


@dataclass
class EntityChosen(Message):
    """Another entity is under the cursor."""


@dataclass
class EntityReady(Message):
    """All about one entity."""

    sheet: EntitySheet


@dataclass
class FaultsReady(Message):
    rows: Sequence[FaultRow]


@dataclass
class SearchesKnown(Message):
    """The saved searches: name and query."""

    saved: Sequence[tuple[str, str]]


@dataclass
class Previewed(Message):
    """What a bulk tagging would do."""

    preview: Preview
    add: Sequence[str]
    remove: Sequence[str]


@dataclass
class Written(Message):
    """The analyst's word is on disk; others may have written too."""

    said: str
    ids: Sequence[str] | None = None
    """The articles that it touched; None where it may be any."""


@dataclass
class Worked(Message):
    """Long work has come further."""

    work: Work
    totals: Totals


@dataclass
class Failed(Message):
    """Something could not be done: a message a user can act on, and for a fault of ours where it happened."""

    message: str
    trace: str = ""


@dataclass
class Ranged(Message):
    """The articles between two marks."""

    ids: Sequence[str]
    generation: int
