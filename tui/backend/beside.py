"""What stands beside the list and the article when it is asked for: facets, context, entities, long work."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


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
class IndexNews:
    """What became of the index under an open browser."""

    said: str
    missing: bool
    """Whether it is to be built anew; else another took its place, which is read now."""


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
class Candidate:
    """An entity that another may be merged with."""

    entity: EntityRow
    likely: bool
    """Whether the two are of one label and their names are alike."""


@dataclass(frozen=True, slots=True)
class EntitySheet:
    """All about one entity."""

    row: EntityRow
    query: str
    """What finds the articles that name it."""
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
