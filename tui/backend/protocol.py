"""The contract between the browser and a corpus with its analyst's store.

The browser is written against `Desk`: tests hand it one that lives in memory, the program one that reads the index and
writes the tags. The desk itself answers what a frame shows; its three sides answer what is asked for later. Every
method may take its time and is called in a worker thread; none is called while drawing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from tui.backend.beside import (
    Candidate,
    ContextLine,
    Decided,
    EntityRow,
    EntitySheet,
    FacetRow,
    FaultRow,
    IndexNews,
    Preview,
    Work,
)
from tui.backend.shown import Found, ListRow, Page, Totals


class Desk(Protocol):
    """A corpus and the analyst's store, side by side."""

    @property
    def pen(self) -> Pen: ...

    @property
    def aside(self) -> Aside: ...

    @property
    def entities(self) -> Entities: ...

    @property
    def name(self) -> str:
        """Of the corpus, for the status line."""
        ...

    @property
    def place(self) -> str:
        """The path that names the corpus between sessions."""
        ...

    @property
    def tags_name(self) -> str:
        """Where tags are kept, for the status line."""
        ...

    def totals(self) -> Totals: ...

    def search(self, query: str, sort: str) -> Found:
        """Raises QueryMistake."""
        ...

    def rows(self, found: Found, offset: int, limit: int) -> Sequence[ListRow]: ...

    def position(self, found: Found, article_id: str) -> int | None: ...

    def page(self, article_id: str, query: str) -> Page | None:
        """Return an article with the hits of `query` in it."""
        ...

    def want(self, ids: Sequence[str]) -> None:
        """Extract these first."""
        ...

    def work(self, report: Callable[[Work], None]) -> None:
        """Bring the index up to date in the background; `report` is called from any thread."""
        ...

    def follow_index(self) -> IndexNews | None:
        """Move to the index that took the place of the one that is read, or tell that it is gone; else None."""
        ...

    def close(self) -> None: ...


class Aside(Protocol):
    """What is gathered from the results when it is asked for."""

    def facets(self, found: Found) -> Sequence[FacetRow]:
        """Return the values of each field, the fields one after the other, the most frequent first."""
        ...

    def timeline(self, found: Found) -> Sequence[FacetRow]:
        """Return the months of the results, ascending."""
        ...

    def context(self, found: Found, limit: int) -> Sequence[ContextLine]: ...

    def values(self, field: str, typed: str) -> Sequence[str]:
        """Return values of a query's field that `typed` may be the beginning of, the commonest first."""
        ...

    def faults(self) -> Sequence[FaultRow]: ...

    def export(self, found: Found, ids: Sequence[str], form: str, path: str, *, replace: bool = False) -> str:
        """Write these articles, or all that were found, to a file; returns the summary of what was written.

        Raises FileExistsError where there is such a file, which only `replace` overwrites.
        """
        ...


class Pen(Protocol):
    """The analyst's word: each is durable when it returns, and answers what was done, for the status line."""

    def tag(self, ids: Sequence[str], add: Sequence[str], remove: Sequence[str]) -> str: ...

    def preview(self, found: Found, add: Sequence[str], remove: Sequence[str]) -> Preview: ...

    def open_store(self) -> Sequence[str]:
        """Open the analyst's store; returns what the user must know of it."""
        ...

    def complete(self, typed: str, without: Sequence[str] = ()) -> Sequence[str]:
        """Return the tags in use that `typed` may become, best first; at once, nothing where the store is not open."""
        ...

    def star(self, ids: Sequence[str], on: bool) -> str: ...

    def read(self, ids: Sequence[str], on: bool) -> str: ...

    def note(self, article_id: str, text: str, span: tuple[int, int] | None) -> str: ...

    def rewrite(self, article_id: str, key: str, text: str) -> str:
        """Change the note with this key, on the article or on a passage of it; an empty text takes it away."""
        ...

    def colours(self) -> Mapping[str, str]:
        """Return the tags that have a colour; at once, nothing where the store is not open."""
        ...

    def tag_span(self, article_id: str, span: tuple[int, int], add: Sequence[str], remove: Sequence[str]) -> str: ...

    def undo(self) -> str: ...

    def redo(self) -> str: ...

    def changed(self) -> bool:
        """Whether others have written since the last call."""
        ...

    def saved(self) -> Sequence[tuple[str, str]]: ...

    def save_search(self, name: str, query: str) -> str: ...


class Entities(Protocol):
    """Who and what is named, and what the analyst decides of it."""

    def listed(self, article_id: str | None, part: str, limit: int) -> Sequence[EntityRow]:
        """Return the entities of an article, or of the corpus, with `part` in a name, the most frequent first."""
        ...

    def candidates(self, row: EntityRow, article_id: str | None, part: str, limit: int) -> Sequence[Candidate]:
        """Return all that an entity, of an article or the corpus, may be merged with, the likeliest first."""
        ...

    def sheet(self, row: EntityRow) -> EntitySheet: ...

    def decide(self, decided: Decided) -> str: ...
