"""Textual messages: what a worker thread answers to the screen that asked, and what becomes of the keys meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from concurrent.futures import Future

    from extract.index import Counts, Progress, QueryError
    from extract.index.search.counterparts import Counterpart
    from extract.index.search.entities import EntityRow
    from extract.index.search.facets import Facet
    from extract.index.search.kwic import KwicLine
    from extract.index.search.similar import Similar
    from extract.index.search.story_others import StoryOthers
    from extract.readers import Fault
    from tui.backend.annotations import TagPreview
    from tui.backend.backend import IndexReplacement
    from tui.backend.briefs import ComposedBrief, ListedQuotes
    from tui.backend.comparisons import ComparedArticles
    from tui.backend.entities import EntityProfile, MergeCandidate
    from tui.backend.reasons import Reason
    from tui.backend.results import AnnotatedArticle, ListRow, QueryResult


@dataclass(eq=False, repr=False)
class Answered(Message):
    """What keys were held for is there, and was taken in: this came behind it."""

    future: Future[None]


@dataclass(eq=False, repr=False)
class KeysReleased(Message):
    """Keys that were held may be taken."""


@dataclass(eq=False, repr=False)
class KeysDropped(Message):
    """So many keys were not taken, since more came at once than a person types."""

    number: int


@dataclass(eq=False, repr=False)
class RowsReady(Message):
    """Rows have been fetched."""

    rows: Sequence[ListRow]
    offset: int
    generation: int


@dataclass(eq=False, repr=False)
class PageReady(Message):
    """An article has been fetched, or was not found."""

    article: str
    page: AnnotatedArticle | None


@dataclass(eq=False, repr=False)
class UnreadCounted(Message):
    """How many of the results are unread."""

    found: QueryResult
    count: int


@dataclass(eq=False, repr=False)
class ReasonsReady(Message):
    """Why articles of some results were found."""

    found: QueryResult
    reasons: Mapping[str, Reason | None]


@dataclass(eq=False, repr=False)
class UnreadFound(Message):
    """The next unread article of the results: its row, or the one that it is folded under, and then its id."""

    found: QueryResult
    place: tuple[int, str | None] | None
    """None where nothing is unread."""


@dataclass(eq=False, repr=False)
class ArticleLookedUp(Message):
    """Which of the articles that a line leads to the corpus still has first, by its place, and what shows it."""

    place: int | None
    show: Callable[[int], None]


@dataclass(eq=False, repr=False)
class PlaceOutside(Message):
    """An article that is to be shown is not among the results."""

    article: str


@dataclass(eq=False, repr=False)
class SearchDone(Message):
    """A search has ended."""

    found: QueryResult
    rows: Sequence[ListRow]
    keep: str | None = None
    """The article to stay at, and where it stands among the results."""
    at: int = 0
    fresh: bool = True
    """Whether someone asked for it, rather than the corpus having grown."""
    offset: int | None = None
    """Of the first of the rows, where it is not that of the page of `at`."""
    missing: bool = False
    """Whether the article to stay at is not among the results."""
    asked_at: int | None = None
    """The row of the cursor when they were asked for, where it is to stay at its article."""
    number: int = 0
    """Which search of the session it was, where someone asked for it."""


@dataclass(eq=False, repr=False)
class SearchFailed(Message):
    """A query could not be read."""

    query: str
    error: QueryError


@dataclass(eq=False, repr=False)
class FacetsReady(Message):
    """What the results are made of."""

    query: str
    containing: str
    """Words that the values contain."""
    rows: Sequence[Facet]


@dataclass(eq=False, repr=False)
class ValuesReady(Message):
    """What the value of a query's field may become."""

    term: str
    values: Sequence[str]


@dataclass(eq=False, repr=False)
class TimelineReady(Message):
    """The results by month."""

    query: str
    rows: Sequence[Facet]


@dataclass(eq=False, repr=False)
class ContextReady(Message):
    """Hits in context."""

    lines: Sequence[KwicLine]


@dataclass(eq=False, repr=False)
class ArticlesRead(Message):
    """How many articles have been read for quotes or a brief."""

    done: int
    of: int


@dataclass(eq=False, repr=False)
class GatheringFailed(Message):
    """What a screen was to show could not be made: why."""

    message: str


@dataclass(eq=False, repr=False)
class Narrowed(Message):
    """The passages that have some words, by their numbers."""

    words: str
    numbers: Sequence[int]


@dataclass(eq=False, repr=False)
class QuotesReady(Message):
    """Who said what in the results."""

    quotes: ListedQuotes


@dataclass(eq=False, repr=False)
class BriefReady(Message):
    """The brief of the results."""

    brief: ComposedBrief


@dataclass(eq=False, repr=False)
class SimilarReady(Message):
    """The articles most like one."""

    rows: Sequence[Similar]


@dataclass(eq=False, repr=False)
class CounterpartsReady(Message):
    """What an article may be compared with, the nearest first."""

    counterparts: Sequence[Counterpart]


@dataclass(eq=False, repr=False)
class ComparisonReady(Message):
    """Two articles have been compared; None where one of them is gone."""

    second: str
    """The id of the article that was asked for."""
    compared: ComparedArticles | None


@dataclass(eq=False, repr=False)
class OthersReady(Message):
    """The other articles of an article's story."""

    story: StoryOthers


@dataclass(eq=False, repr=False)
class EntitiesReady(Message):
    """Entities of an article or of the corpus."""

    rows: Sequence[EntityRow]


@dataclass(eq=False, repr=False)
class EntityReady(Message):
    """All about one entity."""

    sheet: EntityProfile


@dataclass(eq=False, repr=False)
class CandidatesReady(Message):
    """What an entity may be merged with."""

    part: str
    """What was typed of the other's name."""
    candidates: Sequence[MergeCandidate]


@dataclass(eq=False, repr=False)
class FaultsReady(Message):
    rows: Sequence[Fault]


@dataclass(eq=False, repr=False)
class SearchesKnown(Message):
    """The saved searches: name and query."""

    saved: Sequence[tuple[str, str]]
    counts: Mapping[str, tuple[int, int] | str] | None = None
    """By name how many articles each finds and how many are new, or why it cannot be run; None before that is known."""


@dataclass(eq=False, repr=False)
class TagPreviewReady(Message):
    """What a bulk tagging would do."""

    preview: TagPreview
    add: Sequence[str]
    remove: Sequence[str]


@dataclass(eq=False, repr=False)
class Written(Message):
    """The analyst's word is on disk; others may have written too."""

    said: str
    ids: Sequence[str] | None = None
    """The articles that it touched; None where it may be any."""


@dataclass(eq=False, repr=False)
class Rescanned(Message):
    """All files are looked at again, and what was new counts as known."""

    said: str


@dataclass(eq=False, repr=False)
class ExportExists(Message):
    """A file that an export would write is there already."""

    path: str
    replace: Callable[[], None]
    """Writes it all the same."""


@dataclass(eq=False, repr=False)
class WorkProgressed(Message):
    """Long work has come further."""

    work: Progress
    counts: Counts
    new: int = 0
    """Articles that came since the browser was opened."""


@dataclass(eq=False, repr=False)
class IndexGrew(Message):
    """Somebody has written to the index."""

    counts: Counts
    new: int


@dataclass(eq=False, repr=False)
class StatusMessage(Message):
    """Something to be said on the last line."""

    text: str


@dataclass(eq=False, repr=False)
class IndexChanged(Message):
    """The index was replaced or deleted by someone else."""

    news: IndexReplacement
    counts: Counts


@dataclass(eq=False, repr=False)
class JobFailed(Message):
    """Something could not be done: a message a user can act on, and for a fault of ours where it happened."""

    message: str
    trace: str = ""


@dataclass(eq=False, repr=False)
class NoteRefused(Message):
    """A note could not be written: why, and what asks for it again with its text and the cause."""

    message: str
    ask_again: Callable[[str], None]


@dataclass(eq=False, repr=False)
class RangeFound(Message):
    """The articles between two marks."""

    ids: Sequence[str]
    generation: int
