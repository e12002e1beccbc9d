"""What a query is compiled against: the corpus's numbers and names, and the analyst's marks, looked up when needed."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class QueryContext:
    """What the compiler looks up in the corpus and in the analyst's marks."""

    total: int
    """Articles in the corpus."""
    slots: int
    """Of `extract.index.store.rowids`."""
    today: date
    sources: Callable[[], Collection[tuple[int, str, int]]]
    """Id, name and number of articles of every source."""
    entities: Callable[[str, tuple[str, ...]], Collection[tuple[int, int]]]
    """Id and number of articles of every entity that a name means, among those of some labels (none: of all)."""
    similar: Callable[[str], tuple[int, ...] | None]
    """Row ids of the articles most like one, by its id; None where there is none of that id."""
    story: Callable[[str], tuple[int, ...] | None]
    """Row ids of the articles of a story, by its id or that of one of them; None where there is none of that id."""
    moved: Callable[[], tuple[Collection[int], Collection[int]]]
    """Keys of the stories that the analyst's decisions touch, and row ids of the articles that are alone in these."""
    watched: Callable[[Collection[str]], Collection[tuple[int, int]]]
    """Id and number of articles of every entity on any of some watchlists."""
    lists: Callable[[], Collection[str]]
    """Every watchlist."""
    newest_seen: int | None
    """Number of the newest article that is not new to the user; None where nothing is new."""
    flags: Callable[[], Collection[str]]
    """Every kind of flag that some card has."""
    tags: Collection[str]
    """Every tag in use."""
    tagged: Callable[[Collection[str]], tuple[int, ...]]
    """Row ids of the articles that bear any of some tags."""
    marked: Callable[[str], tuple[int, ...] | None]
    """Row ids of the articles that are "read", "starred" or "noted"; None for another mark."""
