"""Joins what the index knows with the analyst's word (tags, notes, decisions), article by article, for an export.

The ids are frozen before the first byte is written, so that an export is of one moment however long it takes; no
article is held longer than it takes to write it.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime

from extract.article import Article, Record
from extract.export import ExportItem, ExportNote, ExportSummary
from extract.index import Corpus, Index, Results
from tui.tags import TagStore, find

TOP = 20
"""Tags and outlets that the head of a report names, the most frequent first."""


class Hits(Collection[str]):
    """The ids that a search found, frozen, 8 bytes each however many there are; may be walked more than once."""

    def __init__(self, results: Results) -> None:
        self._results = results

    def __len__(self) -> int:
        return len(self._results.rowids())

    def __iter__(self) -> Iterator[str]:
        return self._results.ids()

    def __contains__(self, article_id: object) -> bool:
        return isinstance(article_id, str) and self._results.index_of(article_id) is not None


def items(index: Index, store: TagStore, ids: Iterable[str], *, whole_paths: bool) -> Iterator[ExportItem]:
    """Yield the articles of these ids with tags and notes; one that has vanished meanwhile is left out.

    Args:
        index: of the corpus.
        store: the analyst's.
        ids: of the articles.
        whole_paths: whether articles name their files as `sitrep extract` does. What goes to others names them from
            the corpus on: how a server's folders are called is nobody's business.

    """
    overlay = store.overlay()
    for article_id in ids:
        stored = index.article(article_id, overlay)
        if stored is None:
            continue
        record = stored.record or _scanned(stored.article)
        yield ExportItem(
            record=record if whole_paths else _from_the_corpus(record, index.corpus),
            title=stored.title,
            tags=store.tags(article_id),
            notes=tuple(_notes(store, stored.article)),
            starred="starred" in store.states(article_id),
            extracted=stored.record is not None,
        )


def summarise(index: Index, store: TagStore, corpus: Corpus, query: str, ids: Collection[str]) -> ExportSummary:
    """Count what the head of a report tells: months, tags and outlets of the articles of these ids."""
    months: Counter[str] = Counter()
    sources: Counter[str] = Counter()
    tags: Counter[str] = Counter()
    for published, source in index.database.headings(ids):
        if published and len(published) >= len("2026-02"):
            months[published[: len("2026-02")]] += 1
        if source:
            sources[source] += 1
    for article_id in ids:
        tags.update(store.tags(article_id))
    return ExportSummary(
        corpus=corpus.name,
        query=query,
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        count=len(ids),
        months=tuple(sorted(months.items())),
        tags=tuple(tags.most_common(TOP)),
        sources=tuple(sources.most_common(TOP)),
    )


def _from_the_corpus(record: Record, corpus: Corpus) -> Record:
    path = record.article.path
    if "://" in path:
        return record
    return replace(record, article=replace(record.article, path=os.path.relpath(path, corpus.root)))


def _scanned(article: Article) -> Record:
    """Make an item of an article that is not extracted, of what the scan read from its page for the index."""
    from extract.page import read_page

    page = read_page(article)
    return Record(article=article, dateline=page.dateline, language=page.language)


def _notes(store: TagStore, article: Article) -> Iterator[ExportNote]:
    """Yield the analysts' notes, then the passages they marked, where these stand in the text of today."""
    for note in store.notes(article.id):
        yield ExportNote(note.text, note.by, note.at)
    for passage in store.passages(article.id):
        found = find(article.text, passage.selector)
        if found:
            yield ExportNote(passage.note, passage.by, passage.at, found.start, found.end, passage.tags)
        else:
            lost = f"{passage.note} [on words that are no longer in the text: “{passage.selector.exact}”]".lstrip()
            yield ExportNote(lost, passage.by, passage.at, tags=passage.tags)
