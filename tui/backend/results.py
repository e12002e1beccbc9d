"""Values that the first frame shows: the results of a query, rows of the list, an article with the analyst's marks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from extract.article import Article, Record
    from extract.index import Results
    from extract.index.query.plan import Fold
    from extract.index.search.folding import FoldedList, PlainList


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
    behind: int = 0
    """Articles of the results that are folded under it."""
    unfolded: bool = False
    """Whether it is one of those, shown below its row."""
    new: bool = False
    """Whether it came since one closed the browser last."""
    watched: bool = False
    """Whether it names anybody on a watchlist."""


class NoteKey(NamedTuple):
    """Which note of an article: the store numbers those on the article and those on its passages apart."""

    of: Literal["article", "passage"]
    key: str


@dataclass(frozen=True, slots=True)
class PassageInText:
    """A tagged or annotated stretch of the text."""

    start: int
    end: int
    key: NoteKey
    tags: tuple[str, ...] = ()
    note: str = ""


class ArticleNote(NamedTuple):
    """A note on the article; its key is what it is changed by, as a passage's is."""

    key: NoteKey
    text: str


@dataclass(frozen=True, slots=True)
class AnnotatedArticle:
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
    notes: tuple[ArticleNote, ...] = ()
    passages: tuple[PassageInText, ...] = ()
    hits: tuple[tuple[int, int], ...] = ()
    """Where the terms of the search stand in the text."""

    @property
    def note_count(self) -> int:
        """How many notes there are: on the article, and on passages of it."""
        return len(self.notes) + sum(bool(passage.note) for passage in self.passages)

    @property
    def opening(self) -> int:
        """Where the article's own text begins (code points): past what a scraped page puts in front of it."""
        if self.record is None:
            return 0
        title = self.record.dateline.title
        if title and title.start is not None:
            return title.start
        text, at = self.article.text, 0
        for span in self.record.boilerplate:
            if span.start is None or span.end is None or text[at : span.start].strip():
                break
            at = span.end
        return at + len(text[at:]) - len(text[at:].lstrip())


@dataclass(frozen=True, slots=True)
class QueryResult:
    """A query that was run: what was asked, and how many articles it found."""

    query: str
    sort: str
    count: int
    cut: str
    """What was left out because a pattern took too long; empty where nothing was."""
    results: Results
    """The index's own, each article a row; used by one worker thread at a time, as `listed` is."""
    listed: FoldedList | PlainList
    """Its rows as the list shows them."""
    rows: int
    """How many these are, where `count` counts articles."""

    @property
    def asked(self) -> tuple[str, str, Fold]:
        """What was asked: query, order and fold."""
        return self.query, self.sort, self.fold

    @property
    def fold(self) -> Fold:
        """By what its rows are folded."""
        return self.listed.fold
