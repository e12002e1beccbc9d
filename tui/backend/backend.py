"""What the browser asks of a corpus: searches, rows and articles from the index, with the analyst's marks on them.

Every method may take its time and is called on a worker thread; none is called while drawing, but for those that say
that they answer at once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import PurePath
from typing import TYPE_CHECKING

from extract.index import Background, Corpus, Counts, Progress, Row
from tui.backend.open_corpus import OpenCorpus
from tui.backend.results import AnnotatedArticle, ListRow, QueryResult

if TYPE_CHECKING:
    from extract.decisions import Decision
    from extract.index.query.plan import Fold
    from extract.index.search.folding import ListedRow
    from extract.index.search.similar import Similar
    from extract.index.search.story_others import StoryOthers
    from extract.readers import Fault
    from tui.backend.annotations import Annotations
    from tui.backend.arrivals import Arrivals
    from tui.backend.briefs import Briefs
    from tui.backend.comparisons import Comparisons
    from tui.backend.entities import Entities
    from tui.backend.facets import Facets
    from tui.backend.reasons import Reason


READ_AHEAD = 200
"""Rows that are looked at at once for the next unread article."""


@dataclass(frozen=True, slots=True)
class IndexReplacement:
    """What became of the index under an open browser."""

    message: str
    """For the status line."""
    missing: bool
    """Whether it is to be built anew; else another took its place, which is read now."""


class Backend(OpenCorpus):
    """A corpus on disk and the analyst's tag store beside it.

    Opening it reads nothing of the tag store, nor imports what the first frame does not show: that is done when it is
    first asked for.
    """

    def __init__(
        self, corpus: Corpus, analyst: str | None = None, model: str | None = None, *, updates: bool = True
    ) -> None:
        """Open the index of a corpus.

        Args:
            corpus: where it is.
            analyst: who tags; else who is logged in.
            model: a spaCy pipeline of the user's, in place of the one that ships.
            updates: whether `update_index` does anything; else the index is read as it is.

        """
        super().__init__(corpus, analyst)
        self._model, self._updates = model, updates
        self._background: Background | None = None
        self._report: Callable[[Progress], None] = lambda _: None
        self._told_missing = False
        """Whether the user knows that the index was deleted."""
        self._told_with: Background | None = None
        """The work that went on when they were told: it wrote to the deleted file, and another is begun."""

    @classmethod
    def open(cls, paths: list[str], analyst: str | None = None, model: str | None = None) -> Backend:
        """Open the corpus at `paths`, to be extracted with a `model` of the user's where one is named.

        Raises:
            SitrepError: where there is none, or its index cannot be read.

        """
        return cls(Corpus.locate(paths), analyst, model)

    @cached_property
    def annotations(self) -> Annotations:
        """What the analyst writes: tags, notes, saved searches."""
        from tui.backend.annotations import Annotations

        return Annotations(self)

    @cached_property
    def facets(self) -> Facets:
        """What the results of a query have in common."""
        from tui.backend.facets import Facets

        return Facets(self)

    @cached_property
    def briefs(self) -> Briefs:
        """Quotes and briefs of the results."""
        from tui.backend.briefs import Briefs

        return Briefs(self, self.extract_first)

    @cached_property
    def comparisons(self) -> Comparisons:
        """Two articles beside each other."""
        from tui.backend.comparisons import Comparisons

        return Comparisons(self, self.page)

    @cached_property
    def entities(self) -> Entities:
        """Who and what is named, and the analyst's decisions on them."""
        from tui.backend.entities import Entities

        return Entities(self)

    @property
    def name(self) -> str:
        """The corpus's name, for the status line."""
        return self.corpus.name

    @property
    def place(self) -> str:
        """The path that names the corpus between sessions."""
        return str(self.corpus.sources[0])

    @property
    def tags_name(self) -> str:
        """Where tags are kept, for the status line."""
        place = self.corpus.tags_path
        if self.corpus.shared:
            return place.name
        return f"your own, over the team's: {place}" if self.corpus.team_tags_path else f"your own: {place}"

    def counts(self) -> Counts:
        """Count the articles, and those extracted."""
        return self.index.counts()

    def search(self, query: str, sort: str, fold: Fold = "nothing", opened: Sequence[str] = ()) -> QueryResult:
        """Run a query, newest first for the sort `date`; raises QueryError where it cannot be read.

        Args:
            query: what to look for.
            sort: the order, unless the query has one of its own.
            fold: by what the rows of the list are folded.
            opened: articles whose rows are unfolded, where they are among the results.

        """
        results = self.index.search(query, sort, self.overlay_for(query))
        listed = self.index.fold(results, fold, None if fold == "nothing" else self.store.overlay())
        for article in opened:
            listed = listed.unfold(article)
        return QueryResult(query, sort, results.count, results.cut, results, listed, listed.count)

    def rows(self, found: QueryResult, offset: int, limit: int) -> Sequence[ListRow]:
        """Return rows of the list of results from `offset` (from 0) on, `limit` at most."""
        return [self._listed_row(one, found.fold) for one in found.listed.page(offset, limit)]

    def unfold(self, found: QueryResult, article_id: str) -> QueryResult:
        """Return the results with what is folded under an article shown below it; the same where nothing is."""
        listed = found.listed.unfold(article_id)
        return found if listed is found.listed else replace(found, listed=listed, rows=listed.count)

    def reveal(self, found: QueryResult, article_id: str) -> QueryResult:
        """Return the results with the row unfolded that an article is folded under, so that it has one of its own."""
        at = self.position(found, article_id)
        row = None if at is None else next(iter(found.listed.page(at, 1)), None)
        return found if row is None or row.row.id == article_id else self.unfold(found, row.row.id)

    def fold_up(self, found: QueryResult, article_id: str) -> tuple[QueryResult, str]:
        """Return the results with the row folded that an article has, or is shown below; and that row's article."""
        listed, article = found.listed.fold_up(article_id)
        folded = found if listed is found.listed else replace(found, listed=listed, rows=listed.count)
        return folded, article

    def position(self, found: QueryResult, article_id: str) -> int | None:
        """Return which row an article has among the results, from 0, or which one it is folded under."""
        return found.listed.index_of(article_id)

    def reasons(self, found: QueryResult, ids: Sequence[str]) -> Mapping[str, Reason | None]:
        """Return why these articles were found, where their titles do not say it."""
        from tui.backend.reasons import find_reasons

        return find_reasons(self.index, found.query, self.store.overlay(), ids)

    def count_unread(self, found: QueryResult) -> int:
        """Count the unread among the results."""
        query = f"({found.query}) -is:read" if found.query.strip() else "-is:read"
        return self.index.search(query, found.sort, self.store.overlay()).count

    def next_unread(self, found: QueryResult, after: int) -> tuple[int, str | None] | None:
        """Find the first unread article after the one that has row `after`, those folded under that among them.

        Returns:
            The row that it has, or that it is folded under, and then its id; None where nothing is unread.

        """
        store, at, listed = self.store, after, found.listed
        while page := listed.page(at, READ_AHEAD):
            for place, one in enumerate(page, at):
                if place > after and "read" not in store.states(one.row.id):
                    return place, None
                for article in listed.behind(one.row.id) if one.behind else ():
                    if "read" not in store.states(article):
                        return place, article
            at += len(page)
        return None

    def page(self, article_id: str, query: str) -> AnnotatedArticle | None:
        """Return an article with the analyst's marks and the hits of `query` in it; None where it is gone."""
        from tui.backend.annotated import load_annotated

        return load_annotated(self.index, self.opened, article_id, query)

    def has_article(self, article_id: str) -> bool:
        """Whether the corpus has an article now."""
        return self.index.database.rowid(article_id) is not None

    def similar(self, article_id: str) -> Sequence[Similar]:
        """Return the articles most like one, with what they share; none where it is gone."""
        return self.index.similar(article_id, self.store.overlay()) or ()

    def others(self, article_id: str) -> StoryOthers:
        """Return the other articles of an article's story, with what they have that it lacks."""
        from extract.index.search.story_others import list_others

        return list_others(self.index, article_id, self.store.overlay())

    def decide_story(self, article_id: str, other: str, *, same: bool) -> str:
        """Decide that an article is of another's story, or that it is not; returns what to say."""
        from extract.decisions import STORY, Decision
        from tui.tags import decide

        decision = Decision("same-story" if same else "other-story", STORY, (article_id,), others=(other,))
        of_it = self.index.search(f"story:{other}", "date", self.store.overlay()).index_of(article_id) is not None
        if (same and of_it) or self._is_decided(decision):
            return f"it is so already: it is {'' if same else 'not '}of this story"
        self.store.do(decide(decision))
        if same:
            return "it is of this story now"
        return "it is not of this story any more" if of_it else "it is not of this story, nor will be"

    def _is_decided(self, decision: Decision) -> bool:
        """Whether an analyst has said so."""
        return any(
            (one.kind, one.names, one.others) == (decision.kind, decision.names, decision.others)
            for one in self.story_decisions()
        )

    def story_decisions(self) -> tuple[Decision, ...]:
        """Return the decisions on stories; answers at once."""
        return self.opened.rules().stories if self.opened else ()

    def faults(self) -> Sequence[Fault]:
        """List the files that could not be read."""
        return self.index.faults()

    def export(self, found: QueryResult, ids: Sequence[str], format_name: str, path: str, *, replace: bool) -> str:
        """Write these articles, or all that were found, to a file; raises as `exports.run_export`."""
        from tui.backend.exports import run_export

        chosen = ids or list(self.index.search(found.query, found.sort, self.store.overlay()).ids())
        return run_export("export", self.corpus, chosen, found.query, format_name, path, replace=replace)

    def extract_first(self, ids: Sequence[str]) -> None:
        """Have these articles extracted before the others: they are on the screen."""
        if self._background is not None:
            self._background.want(ids)

    def update_index(self, report: Callable[[Progress], None]) -> None:
        """Bring the index up to date in a process of its own; `report` is called from any thread."""
        self._report = report
        self.arrivals.opened(self.index)
        if self.corpus.reads_team_index or not self._updates:
            report(Progress("done"))
            return

        def told(progress: Progress) -> None:
            if progress.phase == "done":
                self.arrivals.begin(self.index)
            report(progress)

        if self._background is not None:
            self._background.stop()
        self._background = Background(self.corpus, told, model=self._model)

    @cached_property
    def arrivals(self) -> Arrivals:
        """What has come since one closed the browser last."""
        from tui.backend.arrivals import Arrivals

        return Arrivals(self.corpus)

    def count_new(self) -> int:
        """Count the articles that came, or were changed, since the browser was closed or `rescan` last called."""
        return self.arrivals.count(self.index)

    def act_on_new(self, hook: str) -> Sequence[str]:
        """Run the corpus's rules and the user's hook over what is new; returns what is to be told."""
        if self.corpus.reads_team_index:
            return ()  # whoever writes it does
        return self.arrivals.act(self.corpus, self.index, hook)

    def index_written(self) -> bool:
        """Tell whether anyone has written to the index since the last call."""
        return self.arrivals.written(self.index)

    def rescan(self) -> str:
        """Have all files looked at again, now, by a new process where the one before has ended; returns what to say."""
        if self._background is None:
            return f"the index is the team's, and kept up to date by whoever writes it: {self.corpus.index_path}"
        self.arrivals.acknowledge(self.index)
        if self._background.running:
            self._background.rescan()
        else:
            self.update_index(self._report)
        return "looking at all files again"

    def follow_index(self) -> IndexReplacement | None:
        """Move to the index that a colleague has put in the place of ours; None where nothing happened.

        Where ours was deleted it is read on, as it was, until the new one has as many articles or is complete.
        """
        if not self.index.replaced:
            self._told_missing = False
            return None
        begun = self._background is not self._told_with
        working = not begun or (self._background is not None and self._background.busy)
        if not self.index.exists:
            if (self._told_missing and working) or not self.in_place:
                return None
            self._told_missing, self._told_with = True, self._background
            return IndexReplacement(
                "the index was deleted; it is built anew, and read as it was until then", missing=True
            )
        new = self._open()
        if self._told_missing and working and new.counts().articles < self.index.counts().articles:
            new.close()
            return None
        self._told_missing = False
        self._move_to(new)
        return IndexReplacement("the index was replaced by a new one, which is shown now", missing=False)

    def close(self) -> None:
        """Stop the long work, fold the store, let go of the index."""
        if "arrivals" in self.__dict__:  # else it was closed before it was shown
            self.arrivals.leave(self.index)
        if self._background is not None:
            self._background.stop()
            self._background = None
        if self._store is not None:
            self._store.close()
        for index in filter(None, (self._former, self.index)):
            index.close()

    def _listed_row(self, one: ListedRow, fold: Fold) -> ListRow:
        row = self._row(one.row)
        if fold == "nothing":
            return row
        alike = one.behind if fold == "reprints" else row.duplicates
        return replace(row, behind=one.behind, unfolded=one.unfolded, duplicates=alike)

    def _row(self, row: Row) -> ListRow:
        store = self.opened
        states = store.states(row.id) if store else ()
        return ListRow(
            row.id,
            row.title or row.snippet or PurePath(row.path).name,
            row.published or "",
            row.source or "",
            tags=store.tags(row.id) if store else (),
            state=row.state,
            read="read" in states,
            starred="starred" in states,
            notes=store.note_count(row.id) if store else 0,
            duplicates=row.duplicates,
            new=row.new,
            watched=bool(row.watched),
        )
