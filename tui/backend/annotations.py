"""The writing side of the desk: the analyst's word, durable when a method returns, each answering with a sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extract.errors import SitrepError
from tui.backend.base import Base
from tui.backend.beside import Preview
from tui.backend.shown import Found


class Pen:
    """Implements `tui.backend.protocol.Pen`."""

    def __init__(self, base: Base) -> None:
        self._base = base

    def tag(self, ids: Sequence[str], add: Sequence[str], remove: Sequence[str]) -> str:
        entry = self._base.store.tag(ids, add, remove, hints=self._hints(ids))
        if not entry.changes:
            return "nothing to change: it is tagged so already"
        return f"{_signed(add, remove)} on {_articles(len(ids))}"

    def open_store(self) -> Sequence[str]:
        return [*self._base.warnings, *self._base.store.warnings]

    def complete(self, typed: str, without: Sequence[str] = ()) -> Sequence[str]:
        return self._base.opened.complete(typed, without=without) if self._base.opened else []

    def preview(self, found: Found, add: Sequence[str], remove: Sequence[str]) -> Preview:
        results = self._base.index.search(found.query, found.sort, self._base.store.overlay())
        ids = tuple(results.ids())
        if results.cut:
            raise SitrepError(f"{results.cut}; nothing was changed")
        counted = self._base.store.preview(ids, add, remove)
        return Preview(ids, counted.added, counted.removed)

    def note(self, article_id: str, text: str, span: tuple[int, int] | None) -> str:
        from tui import tags

        if span is None:
            self._base.store.do(tags.write_note(article_id, text))
        else:
            self._base.store.do(tags.mark_passage(article_id, tags.select(self._text(article_id), *span), (), text))
        return "note kept"

    def rewrite(self, article_id: str, key: str, text: str) -> str:
        from tui import tags

        passage = next((passage for passage in self._base.store.passages(article_id) if passage.key == key), None)
        if passage is not None:
            self._base.store.do(tags.change_passage(passage, note=text.strip()))
        elif any(note.key == key for note in self._base.store.notes(article_id)):
            self._base.store.do(tags.write_note(article_id, text, key))
        else:
            raise SitrepError("the note is gone: someone else took it away")
        return "note changed" if text.strip() else "note taken away"

    def colours(self) -> Mapping[str, str]:
        return self._base.opened.colours() if self._base.opened else {}

    def tag_span(self, article_id: str, span: tuple[int, int], add: Sequence[str], remove: Sequence[str]) -> str:
        from tui import tags

        if not add:
            return "nothing to add to the passage"
        self._base.store.do(tags.mark_passage(article_id, tags.select(self._text(article_id), *span), add))
        return f"{_signed(add, ())} on the passage"

    def saved(self) -> Sequence[tuple[str, str]]:
        return [(search.name, search.query) for search in self._base.store.searches()]

    def save_search(self, name: str, query: str) -> str:
        from tui import tags

        self._base.store.do(tags.save_search(name, query))
        return f"saved as {name}"

    def star(self, ids: Sequence[str], on: bool) -> str:
        return self._state("starred", ids, on, "starred", "no longer starred")

    def read(self, ids: Sequence[str], on: bool) -> str:
        return self._state("read", ids, on, "read", "unread")

    def undo(self) -> str:
        return self._base.store.undo().message

    def redo(self) -> str:
        return self._base.store.redo().message

    def changed(self) -> bool:
        return bool(self._base.store.poll())

    def _state(self, state: str, ids: Sequence[str], on: bool, yes: str, no: str) -> str:
        self._base.store.mark(ids, add=[state] if on else [], remove=[] if on else [state])
        return f"{_articles(len(ids))} {yes if on else no}"

    def _text(self, article_id: str) -> str:
        stored = self._base.index.article(article_id)
        if stored is None:
            raise SitrepError("the article is no longer in the corpus")
        return stored.article.text

    def _hints(self, ids: Sequence[str]) -> dict[str, tuple[str, str]]:
        """Look up title and path of the articles, of a few at most: it is for the day when one has vanished."""
        return self._base.index.database.titles(ids[:100])


def _signed(add: Sequence[str], remove: Sequence[str]) -> str:
    return " ".join([*(f"+{tag}" for tag in add), *(f"-{tag}" for tag in remove)])


def _articles(number: int) -> str:
    return "1 article" if number == 1 else f"{number:,} articles"
