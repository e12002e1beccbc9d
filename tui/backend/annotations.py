"""What the analyst writes: tags, states, notes, saved searches. Each is durable when its method returns."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extract.errors import SitrepError
from extract.index import QueryError
from tui.backend.open_corpus import OpenCorpus
from tui.backend.results import NoteKey, QueryResult

if TYPE_CHECKING:
    from extract.brief.listed import ListedLine
    from extract.brief.verdicts import Judgement
    from tui.tags.changes import Change, Entry

JUDGED: dict[Judgement | None, str] = {
    "kept": "kept: `sitrep brief --kept` writes only such lines",
    "struck": "struck: what is exported lacks it",
    None: "neither kept nor struck",
}
"""What is said of a line that was judged."""
TITLE = 21
"""Code points of a title in a sentence: that on two articles fits 80 columns."""


@dataclass(frozen=True, slots=True)
class TagPreview:
    """What a bulk tagging would do, its articles frozen."""

    ids: tuple[str, ...]
    added: int
    """Tags that would be set, over all articles."""
    removed: int


class Annotations:
    """Writes to the tag store, and reads from it what only the analyst knows."""

    def __init__(self, opened: OpenCorpus) -> None:
        self._corpus = opened

    def tag(self, ids: Sequence[str], add: Sequence[str], remove: Sequence[str]) -> str:
        entry = self._corpus.store.tag(ids, add, remove, hints=self._hints(ids))
        if not entry.changes:
            them = "it has" if len(ids) == 1 else "they have"
            have = f"{them} {_signed(add, ())} already" if add else ""
            lack = f"{them} no {' or '.join(remove)}" if remove else ""
            return f"nothing to change: {' and '.join(filter(None, (have, lack)))}"
        return f"{_signed(add, remove)} on {_articles(len(ids))}"

    def toggle_tag(self, ids: Sequence[str], tag: str) -> str:
        """Tag articles, or take the tag off where all of them have it."""
        has = self.have_tag(ids, tag)
        return self.tag(ids, [] if has else [tag], [tag] if has else [])

    def have_tag(self, ids: Sequence[str], tag: str) -> bool:
        """Whether all of these articles have a tag; at once, no where the store is not open."""
        store = self._corpus.opened
        return store is not None and all(tag in store.tags(one) for one in ids)

    def open_store(self) -> Sequence[str]:
        """Open the tag store; returns what the user must know of it and of the index."""
        return [*self._corpus.warnings, *self._corpus.store.warnings]

    def complete(self, typed: str, without: Sequence[str] = ()) -> Sequence[str]:
        """Return the tags in use that `typed` may become, best first; at once, nothing where the store is not open."""
        return self._corpus.opened.complete(typed, without=without) if self._corpus.opened else []

    def complete_tag(self, word: str) -> list[str]:
        """Complete a word of a tag line, with its sign; at once."""
        sign = word[:1] if word[:1] in ("+", "-") else ""
        stem = word.removeprefix(sign)
        return [f"{sign or '+'}{tag}" for tag in self.complete(stem) if tag != stem][:12]

    def preview(self, found: QueryResult, add: Sequence[str], remove: Sequence[str]) -> TagPreview:
        """Preview tagging all results; raises SitrepError where a pattern left some of them out."""
        results = self._corpus.index.search(found.query, found.sort, self._corpus.store.overlay())
        ids = tuple(results.ids())
        if results.cut:
            raise SitrepError(f"{results.cut}; nothing was changed")
        counted = self._corpus.store.preview(ids, add, remove)
        return TagPreview(ids, counted.added, counted.removed)

    def write_note(self, article_id: str, text: str, span: tuple[int, int] | None) -> str:
        """Write a note on an article, or on a passage of it (code points)."""
        from tui import tags

        if span is None:
            self._corpus.store.do(tags.write_note(article_id, text))
        else:
            self._corpus.store.do(tags.mark_passage(article_id, tags.select(self._text(article_id), *span), (), text))
        return "note kept"

    def rewrite_note(self, article_id: str, note: NoteKey, text: str) -> str:
        """Change a note on the article or on a passage of it; an empty text takes it away."""
        from tui import tags

        store = self._corpus.store
        if note.of == "article" and any(one.key == note.key for one in store.notes(article_id)):
            store.do(tags.write_note(article_id, text, note.key))
        elif note.of == "passage" and (same := [one for one in store.passages(article_id) if one.key == note.key]):
            store.do(tags.change_passage(same[0], note=text.strip()))
        else:
            raise SitrepError("the note is gone: someone else took it away")
        return "note changed" if text.strip() else "note taken away"

    def colours(self) -> Mapping[str, str]:
        """Return the tags that have a colour; at once, nothing where the store is not open."""
        return self._corpus.opened.colours() if self._corpus.opened else {}

    def tag_span(self, article_id: str, span: tuple[int, int], add: Sequence[str], remove: Sequence[str]) -> str:
        from tui import tags

        if not add:
            return "nothing to add to the passage"
        self._corpus.store.do(tags.mark_passage(article_id, tags.select(self._text(article_id), *span), add))
        return f"{_signed(add, ())} on the passage"

    def saved_searches(self) -> Sequence[tuple[str, str]]:
        """Return the saved searches: name and query."""
        return [(search.name, search.query) for search in self._corpus.store.searches()]

    def count_saved_searches(self) -> Mapping[str, tuple[int, int] | str]:
        """Return by name how many articles each saved search finds, and how many are new; else why it cannot be run."""
        from tui.alerts.searches import count_search

        opened = self._corpus
        counts: dict[str, tuple[int, int] | str] = {}
        for search in opened.store.searches():
            try:
                counted = count_search(opened.corpus, opened.index, opened.store.overlay(), search)
                counts[search.name] = counted.found, counted.new
            except QueryError as error:
                counts[search.name] = str(error)
        return counts

    def open_saved_search(self, name: str) -> None:
        """Hold what a saved search finds for seen."""
        from tui.alerts.searches import open_search

        open_search(self._corpus.corpus, self._corpus.index, name)

    def save_search(self, name: str, query: str) -> str:
        from tui import tags

        self._corpus.store.do(tags.save_search(name, query))
        self.open_saved_search(name)
        return f"saved as {name}"

    def forget_search(self, name: str) -> str:
        from tui import tags

        self._corpus.store.do(tags.save_search(name, None))
        return f"the saved search {name} is forgotten"

    def toggle_star(self, ids: Sequence[str]) -> str:
        """Star articles, or take the star from all where all of them have it."""
        return self._toggle("starred", ids, "no longer starred")

    def toggle_read(self, ids: Sequence[str]) -> str:
        """Mark articles as read, or as unread where all of them are read."""
        return self._toggle("read", ids, "unread")

    def read_by_opening(self, article_id: str) -> str:
        """Mark an article as read because it was open for a while: nothing is said of it, and undo passes it over."""
        self._corpus.store.mark_opened(article_id)
        return ""

    def judge_line(self, line: ListedLine, judgement: Judgement | None) -> str:
        """Keep or strike a line of a brief, or (None) neither."""
        from tui import tags

        cited = (article for article, _, _ in line.places)
        self._corpus.store.do(tags.judge_line(line.part, line.key, cited, judgement))
        return JUDGED[judgement]

    def judgements_of(self, lines: Sequence[ListedLine]) -> Sequence[Judgement | None]:
        """Return what was said of each line of a brief; at once."""
        verdicts = self._corpus.store.verdicts()
        return [verdicts.of(line.part, line.key, [article for article, _, _ in line.places]) for line in lines]

    def undo(self) -> str:
        return self._corpus.store.undo(self._title).message

    def redo(self) -> str:
        return self._corpus.store.redo(self._title).message

    def undo_judgement(self, lines: Sequence[ListedLine]) -> str:
        """Undo what was done last if it was said of one of these lines of a brief."""
        return self._corpus.store.undo(self._title, _is_of(lines)).message

    def redo_judgement(self, lines: Sequence[ListedLine]) -> str:
        """Redo what was undone last if it was said of one of these lines of a brief."""
        return self._corpus.store.redo(self._title, _is_of(lines)).message

    def changed(self) -> bool:
        """Return whether others have written since the last call."""
        return bool(self._corpus.store.poll())

    def _toggle(self, state: str, ids: Sequence[str], off: str) -> str:
        store = self._corpus.store
        has = all(state in store.states(one) for one in ids)
        store.mark(ids, add=[] if has else [state], remove=[state] if has else [])
        return f"{_articles(len(ids))} {off if has else state}"

    def _text(self, article_id: str) -> str:
        stored = self._corpus.index.article(article_id)
        if stored is None:
            raise SitrepError("the article is no longer in the corpus")
        return stored.article.text

    def _title(self, article_id: str) -> str:
        from tui.tags.describe import shorten

        title, _ = self._corpus.index.database.titles([article_id]).get(article_id, ("", ""))
        return f"“{shorten(title, TITLE)}”" if title else article_id

    def _hints(self, ids: Sequence[str]) -> dict[str, tuple[str, str]]:
        """Look up title and path of the articles, of a few at most: it is for the day when one has vanished."""
        return self._corpus.index.database.titles(ids[:100])


def _signed(add: Sequence[str], remove: Sequence[str]) -> str:
    return " ".join([*(f"+{tag}" for tag in add), *(f"-{tag}" for tag in remove)])


def _is_of(lines: Sequence[ListedLine]) -> Callable[[Entry], bool]:
    """Return what tells whether an entry of the journal is of verdicts on these lines alone."""
    from tui.tags.changes import DocumentChange
    from tui.tags.values import VERDICTS

    ours = {(line.part, line.key) for line in lines}

    def is_ours(change: Change) -> bool:
        if not isinstance(change, DocumentChange) or change.table != VERDICTS:
            return False
        document = change.after or change.before or {}
        return (document.get("part"), document.get("text")) in ours

    return lambda entry: all(map(is_ours, entry.changes))


def _articles(number: int) -> str:
    return "1 article" if number == 1 else f"{number:,} articles"
