"""An article as the screen shows it: from the index, with the analyst's marks and the hits of the query."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from extract.article import Article
from extract.index import Index
from tui.backend.results import AnnotatedArticle, ArticleNote, NoteKey, PassageInText

if TYPE_CHECKING:
    from tui.tags import TagStore


def load_annotated(index: Index, store: TagStore | None, article_id: str, query: str) -> AnnotatedArticle | None:
    """Load an article with its marks and hits; None where it is gone.

    Args:
        index: of the corpus.
        store: of tags; None while it is not open yet, and nothing is marked.
        article_id: which article.
        query: whose hits are found in it.

    """
    overlay = store.overlay() if store else None
    stored = index.article(article_id, overlay)
    if stored is None:
        return None
    record, meta = stored.record, stored.article.metadata
    dateline = record.dateline if record else None
    published = dateline.published.value if dateline and dateline.published else None
    if record is None and (rowid := index.database.rowid(article_id)) is not None:
        published = next((row.published for row in index.database.rows([rowid])), None)
    source = dateline.source.text if dateline and dateline.source else meta.source
    return AnnotatedArticle(
        stored.article,
        record,
        stored.state,
        stored.error,
        title=stored.title,
        date=published or "",
        source=source or "",
        tags=store.tags(article_id) if store else (),
        starred=bool(store and "starred" in store.states(article_id)),
        notes=tuple(ArticleNote(NoteKey("article", note.key), note.text) for note in store.notes(article_id))
        if store
        else (),
        passages=tuple(_locate_passages(store, stored.article)) if store else (),
        hits=tuple(index.hits(query, stored, overlay)) if query.strip() else (),
    )


def _locate_passages(store: TagStore, article: Article) -> Iterator[PassageInText]:
    """Yield the passages that the analyst marked, where they stand now; one that is gone is left out."""
    from tui.tags import find

    for passage in store.passages(article.id):
        found = find(article.text, passage.selector)
        if found is not None:
            key = NoteKey("passage", passage.key)
            yield PassageInText(found.start, found.end, key, passage.tags, passage.note)
