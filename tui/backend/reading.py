"""The reading side of the desk: what the index knows, with the analyst's marks beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING

from extract.article import Article
from extract.index import Background, Progress, QueryError, Row
from tui.backend.base import Base, results_of
from tui.backend.shown import Found, ListRow, Note, Page, Passage, QueryMistake, Totals

if TYPE_CHECKING:
    from tui.backend.beside import IndexNews, Work
    from tui.tags import TagStore


class Reading(Base):
    """Searches, rows, articles, and the long work behind them."""

    _background: Background | None = None
    _told_missing = False
    """Whether the user knows that the index was deleted."""
    _told_with: Background | None = None
    """The work that went on when they were told: it wrote to the deleted file, and another is begun."""

    @property
    def name(self) -> str:
        return self.corpus.name

    @property
    def place(self) -> str:
        """The path that names the corpus between sessions."""
        return str(self.corpus.sources[0])

    @property
    def tags_name(self) -> str:
        place = self.corpus.tags_path
        if self.corpus.shared:
            return place.name
        return f"your own, over the team's: {place}" if self.corpus.team_tags_path else f"your own: {place}"

    def totals(self) -> Totals:
        counts = self.index.counts()
        return Totals(counts.articles, counts.extracted, counts.failed, counts.faults)

    def search(self, query: str, sort: str) -> Found:
        try:
            results = self.index.search(query, sort, self.overlay_for(query))
            return Found(query, sort, results.count, results.cut, results)
        except QueryError as error:
            raise QueryMistake(error.message, error.position) from error

    def rows(self, found: Found, offset: int, limit: int) -> Sequence[ListRow]:
        return [self._row(row) for row in results_of(found).page(offset, limit, snippets=False)]

    def position(self, found: Found, article_id: str) -> int | None:
        return results_of(found).index_of(article_id)

    def page(self, article_id: str, query: str) -> Page | None:
        store = self.opened
        overlay = store.overlay() if store else None
        stored = self.index.article(article_id, overlay)
        if stored is None:
            return None
        record, meta = stored.record, stored.article.metadata
        dateline = record.dateline if record else None
        published = dateline.published.value if dateline and dateline.published else None
        if record is None and (rowid := self.index.database.rowid(article_id)) is not None:
            published = next((row.published for row in self.index.database.rows([rowid])), None)
        source = dateline.source.text if dateline and dateline.source else meta.source
        return Page(
            stored.article,
            record,
            stored.state,
            stored.error,
            title=stored.title,
            date=published or "",
            source=source or "",
            tags=store.tags(article_id) if store else (),
            starred=bool(store and "starred" in store.states(article_id)),
            notes=tuple(Note(note.key, note.text) for note in store.notes(article_id)) if store else (),
            passages=tuple(_passages(store, stored.article)) if store else (),
            hits=tuple(self.index.hits(query, stored, overlay)) if query.strip() else (),
        )

    def want(self, ids: Sequence[str]) -> None:
        if self._background is not None:
            self._background.want(ids)

    def work(self, report: Callable[[Work], None]) -> None:
        from tui.backend.beside import Work

        if self.corpus.reads_team_index:
            report(Work("done", 0, None))
            return

        def told(progress: Progress) -> None:
            report(Work(progress.phase, progress.done, progress.total, progress.rate, progress.left_s, progress.faults,
                        progress.message))  # fmt: skip

        if self._background is not None:
            self._background.stop()
        self._background = Background(self.corpus, told, model=self._model)

    def follow_index(self) -> IndexNews | None:
        """Move to the index that a colleague has put in the place of ours; None where nothing happened.

        Where ours was deleted it is read on, as it was, until the new one has as many articles or is complete.
        """
        if not self.index.replaced:
            self._told_missing = False
            return None
        from tui.backend.beside import IndexNews

        begun = self._background is not self._told_with
        working = not begun or (self._background is not None and self._background.running)
        if not self.index.exists:
            if self._told_missing and working:
                return None
            self._told_missing, self._told_with = True, self._background
            return IndexNews("the index was deleted; it is built anew, and read as it was until then", missing=True)
        new = self._open()
        if self._told_missing and working and new.counts().articles < self.index.counts().articles:
            new.close()
            return None
        self._told_missing = False
        self._move_to(new)
        return IndexNews("the index was replaced by a new one, which is shown now", missing=False)

    def close(self) -> None:
        """Stop the long work, fold the store, let go of the index."""
        if self._background is not None:
            self._background.stop()
            self._background = None
        if self._store is not None:
            self._store.close()
        for index in filter(None, (self._former, self.index)):
            index.close()

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
        )


def _passages(store: TagStore, article: Article) -> Iterator[Passage]:
    """Yield the passages that the analyst marked, where they stand now; one that is gone is left out."""
    from tui.tags import find

    for passage in store.passages(article.id):
        found = find(article.text, passage.selector)
        if found is not None:
            yield Passage(found.start, found.end, passage.tags, passage.note, passage.key)
