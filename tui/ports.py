"""What the browser needs from a corpus and from the analyst's store, said in its own words.

The browser is written against `Desk`: tests hand it one that lives in memory, the program one that reads the index and
writes the tags. Every method may take its time and is called in a worker thread; none is called while drawing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from extract.article import Article, Record

SORTS = ("date", "oldest", "relevance", "title", "added")


@dataclass(frozen=True, slots=True)
class ListRow:
    """An article as the list shows it."""

    id: str
    title: str
    date: str
    """ISO 8601 as far as it is known; empty where it is not."""
    source: str
    tags: tuple[str, ...] = ()
    state: str = "extracted"
    """scanned (its card is still to come), extracted, stale or failed."""
    read: bool = False
    starred: bool = False
    notes: int = 0
    duplicates: int = 0


@dataclass(frozen=True, slots=True)
class Passage:
    """A tagged or annotated stretch of the text."""

    start: int
    end: int
    tags: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """An article as the reader shows it: its text, what was derived, and what the analyst added."""

    article: Article
    record: Record | None = None
    """None until it has been extracted."""
    state: str = "extracted"
    error: str | None = None
    title: str = ""
    date: str = ""
    source: str = ""
    tags: tuple[str, ...] = ()
    starred: bool = False
    notes: tuple[str, ...] = ()
    passages: tuple[Passage, ...] = ()
    hits: tuple[tuple[int, int], ...] = ()
    """Where the terms of the search stand in the text."""


@dataclass(frozen=True, slots=True)
class Found:
    """The results of a query: how many, and by what."""

    query: str
    sort: str
    count: int
    handle: object = None
    """The desk's own; nothing else looks into it."""


@dataclass(frozen=True, slots=True)
class Totals:
    """The state of the corpus, for the status line."""

    articles: int = 0
    extracted: int = 0
    failed: int = 0
    faults: int = 0


@dataclass(frozen=True, slots=True)
class Work:
    """How far long work has come."""

    phase: str
    done: int
    total: int | None
    rate: float | None = None
    left_s: float | None = None
    faults: int = 0
    message: str = ""


@dataclass(frozen=True, slots=True)
class FaultRow:
    """A file that could not be read, or an article that a component failed on."""

    path: str
    message: str
    line: int | None = None


@dataclass(frozen=True, slots=True)
class FacetRow:
    """A value of a field and how many of the results have it."""

    field: str
    value: str
    count: int
    query: str
    """What narrows a search to it."""


@dataclass(frozen=True, slots=True)
class ContextLine:
    """A hit in context."""

    article: str
    start: int
    end: int
    before: str
    hit: str
    after: str
    date: str = ""
    source: str = ""
    copies: int = 1
    """How many articles say the same."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What a bulk tagging would do, its articles already frozen."""

    ids: tuple[str, ...]
    added: int
    removed: int


@dataclass(frozen=True, slots=True)
class EntityRow:
    """An entity of an article or of the corpus."""

    name: str
    label: str
    count: int
    """Mentions in the article, or articles in the corpus."""
    aliases: tuple[str, ...] = ()
    key: int | None = None
    """Of the index; None in an article."""


@dataclass(frozen=True, slots=True)
class EntitySheet:
    """All about one entity."""

    row: EntityRow
    spellings: tuple[tuple[str, str, int], ...] = ()
    """Spelling, source, how many."""
    roles: tuple[tuple[str, str], ...] = ()
    """Date and role, ascending."""
    company: tuple[tuple[str, str, int], ...] = ()
    """Name, label, in how many articles together."""
    lines: tuple[ContextLine, ...] = ()
    """Its mentions in context."""
    alike: tuple[EntityRow, ...] = ()
    """Entities that may be the same."""


DecisionKind = Literal["merge", "split", "unsure", "relabel", "reject", "rename"]


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision of the analyst on an entity."""

    kind: DecisionKind
    entity: EntityRow
    other: EntityRow | None = None
    """For merge and unsure."""
    value: str = ""
    """For split the spelling, for rename the name, for relabel the label."""
    article: str | None = None
    """The article that it holds for; None is the corpus."""


class QueryMistake(Exception):  # noqa: N818 - what a user did, not what went wrong
    """A query that cannot be read, and where (code points)."""

    def __init__(self, message: str, position: int) -> None:
        super().__init__(message)
        self.message = message
        self.position = position


class Desk(Protocol):
    """A corpus and the analyst's store, side by side."""

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

    def facets(self, found: Found) -> Sequence[FacetRow]:
        """Return the values of each field, the fields one after the other, the most frequent first."""
        ...

    def timeline(self, found: Found) -> Sequence[FacetRow]:
        """Return the months of the results, ascending."""
        ...

    def context(self, found: Found, limit: int) -> Sequence[ContextLine]: ...

    def faults(self) -> Sequence[FaultRow]: ...

    def want(self, ids: Sequence[str]) -> None:
        """Extract these first."""
        ...

    def work(self, report: Callable[[Work], None]) -> None:
        """Bring the index up to date in the background; `report` is called from any thread."""
        ...

    # the analyst's word: each is durable when it returns, and answers what was done, for the status line

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

    def tag_span(self, article_id: str, span: tuple[int, int], add: Sequence[str], remove: Sequence[str]) -> str: ...

    def undo(self) -> str: ...

    def redo(self) -> str: ...

    def changed(self) -> bool:
        """Whether others have written since the last call."""
        ...

    def saved(self) -> Sequence[tuple[str, str]]: ...

    def save_search(self, name: str, query: str) -> str: ...

    def export(self, found: Found, ids: Sequence[str], form: str, path: str) -> str:
        """Write these articles, or all that were found, to a file; returns the summary of what was written."""
        ...

    def entities(self, article_id: str | None, like: str, limit: int) -> Sequence[EntityRow]:
        """Return the entities of an article, or of the corpus, the most frequent first."""
        ...

    def entity(self, row: EntityRow) -> EntitySheet: ...

    def decide(self, decided: Decided) -> str: ...

    def close(self) -> None: ...
