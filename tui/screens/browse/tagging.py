"""Actions that write to the tag store: tag line, quick tags, states, notes, undo; and marks for several at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from textual.message import Message

from extract.errors import SitrepError
from tui import messages as m
from tui.keymap import KeyAction
from tui.keys import CARD, TEXT
from tui.screens.browse.selecting import Selecting
from tui.screens.note_prompt import ask_note
from tui.views.line import LineEditor
from tui.views.prompt import Prompt

if TYPE_CHECKING:
    from tui.backend.annotations import TagPreview
    from tui.backend.results import NoteKey
    from tui.screens.browse.panes import BrowsePanes


class Tagging:
    """Tags, states and notes of the selected or marked articles."""

    def __init__(self, screen: BrowsePanes) -> None:
        self._s = screen
        self.selecting = Selecting(screen)
        self._last: tuple[Sequence[str], Sequence[str]] | None = None

    def targets(self) -> list[str]:
        """Return the marked articles, else the one under the cursor."""
        if self._s.list.marked:
            return list(self._s.list.marked)
        row = self._s.list.selected
        return [row.id] if row else []

    def tag(self, ids: Sequence[str], add: Sequence[str], remove: Sequence[str]) -> None:
        """Tag articles, and keep it for repeating."""
        self._last = (add, remove)
        backend = self._s.backend
        self._s.write(ids, lambda: backend.annotations.tag(ids, add, remove))

    def quick(self, digit: str) -> None:
        """Set a quick tag, or take it off where all targets have it."""
        tag = self._s.context.config.quick.get(digit)
        ids = self.targets()
        span, page = self._selected_span(), self._s.selected_page()
        if tag is not None and span and page:
            self._tag_span(page.article.id, span, [tag], [])
        elif tag is None:
            self._s.say(f"no quick tag {digit}: `sitrep config path` names the file to set it in")
        elif ids:
            has = self._s.backend.annotations.have_tag(ids, tag)
            self.tag(ids, [] if has else [tag], [tag] if has else [])

    # keys

    def do_tag(self, _: KeyAction) -> None:
        ids = self.targets()
        span = self._selected_span()
        page = self._s.selected_page()
        if span and page:
            article = page.article.id
            self._ask_tags("tag passage ", lambda add, remove: self._tag_span(article, span, add, remove))
        elif ids:
            label = f"tag {len(ids):,} " if len(ids) > 1 else "tag "
            self._ask_tags(label, lambda add, remove: self.tag(ids, add, remove))

    def do_repeat(self, _: KeyAction) -> None:
        if self._last is None:
            self._s.say("nothing to repeat yet")
        elif ids := self.targets():
            self.tag(ids, *self._last)

    def do_undo(self, act: KeyAction) -> None:
        backend = self._s.backend
        for _ in range(min(act.times, 100)):
            self._s.write(None, backend.annotations.undo)

    def do_redo(self, act: KeyAction) -> None:
        backend = self._s.backend
        for _ in range(min(act.times, 100)):
            self._s.write(None, backend.annotations.redo)

    def do_mark(self, _: KeyAction) -> None:
        if self._s.pane == TEXT:
            self.selecting.toggle()
        else:
            self._s.list.toggle_mark()
            self._s.list.go(self._s.list.cursor + 1)

    def do_mark_range(self, _: KeyAction) -> None:
        if self._s.pane == TEXT:
            self.selecting.lines()
            return
        rows = self._s.list
        first, last = sorted((rows.mark_anchor if rows.mark_anchor is not None else rows.cursor, rows.cursor))
        found, backend = self._s.found, self._s.backend

        def collect() -> Message:
            return m.RangeFound([row.id for row in backend.rows(found, first, last - first + 1)], rows.generation)

        self._s.hold_keys_for(self._s.context.threads.fetch(self._s, "range", collect))

    def do_read(self, _: KeyAction) -> None:
        self._toggle(self._s.backend.annotations.toggle_read)

    def do_star(self, _: KeyAction) -> None:
        self._toggle(self._s.backend.annotations.toggle_star)

    def do_note(self, _: KeyAction) -> None:
        """Ask for a note on the selected passage, or on the article."""
        page, backend = self._s.selected_page(), self._s.backend
        if page is None:
            return
        article, span = page.article.id, self._s.article.selected_span

        def write(text: str) -> str:
            return backend.annotations.write_note(article, text, span)

        label = "note on the passage " if span else "note "
        ask_note(self._s, label, article, write, entered=lambda: self._s.select(None))

    def do_edit_note(self, _: KeyAction) -> None:
        """Change the note under the card's cursor; elsewhere the only one, or one that is chosen."""
        page, item = self._s.selected_page(), self._s.article.current
        if page is None:
            return
        notes = {note.key: note.text for note in page.notes}
        passages = {passage.key: passage.note for passage in page.passages}
        if self._s.pane == CARD and item and item.key is not None:
            self._edit(page.article.id, item.key, {**notes, **passages}[item.key])
            return
        notes |= {key: note for key, note in passages.items() if note}
        if len(notes) == 1:
            self._edit(page.article.id, *notes.popitem())
        elif notes:
            self._choose_note(page.article.id, notes)
        else:
            self._s.say("no note on this article yet; a writes one")

    def do_tag_all(self, _: KeyAction) -> None:
        count = self._s.found.count
        if count:
            self._ask_tags(f"tag all {count:,} ", self._preview)

    def confirm_tagging(self, done: m.TagPreviewReady) -> None:
        """Ask before a bulk tagging is done."""
        preview, backend = done.preview, self._s.backend
        if not self._s.free:
            self._s.complain("nothing was tagged: something else was begun before the count of the articles was there")
            return

        def answer(text: str) -> None:
            if text.strip().lower() in {"y", "yes"}:
                self._last = (done.add, done.remove)
                self._s.write(preview.ids, lambda: backend.annotations.tag(preview.ids, done.add, done.remove))
            else:
                self._s.say("nothing was tagged")

        noun = "article" if len(preview.ids) == 1 else "articles"
        words = f"{len(preview.ids):,} {noun}: {_describe_preview(preview)}. Do it? y/n and enter "
        self._s.ask(Prompt(words, LineEditor(), done=answer, dropped=lambda: answer(""), hint="one undo takes it back"))

    def _toggle(self, toggle: Callable[[Sequence[str]], str]) -> None:
        if ids := self.targets():
            self._s.write(ids, lambda: toggle(ids))

    def _choose_note(self, article: str, notes: Mapping[NoteKey, str]) -> None:
        from tui.screens.picker import Choice, Picker

        keys = list(notes)

        def chosen(number: str | None) -> None:
            if number is not None:
                self._edit(article, key := keys[int(number)], notes[key])

        choices = [Choice(str(number), notes[key]) for number, key in enumerate(keys)]
        self._s.open_screen(Picker(self._s.look, "Which note?", choices), chosen)

    def _edit(self, article: str, key: NoteKey, before: str) -> None:
        backend = self._s.backend

        def write(text: str) -> str:
            return backend.annotations.rewrite_note(article, key, text)

        hint = "enter keeps it; an empty one is taken away"
        ask_note(self._s, "note ", article, write, before=before, hint=hint)

    def _preview(self, add: Sequence[str], remove: Sequence[str]) -> None:
        found, annotations = self._s.found, self._s.backend.annotations
        counted = self._s.context.threads.count(
            self._s, "preview", lambda: m.TagPreviewReady(annotations.preview(found, add, remove), add, remove)
        )
        self._s.hold_keys_for(counted)

    def _selected_span(self) -> tuple[int, int] | None:
        return self._s.article.selected_span if self._s.pane == TEXT else None

    def _tag_span(self, article: str, span: tuple[int, int], add: Sequence[str], remove: Sequence[str]) -> None:
        backend = self._s.backend
        if not add:
            raise SitrepError("a new passage is given tags: +tag")
        self._s.select(None)
        self._s.write([article], lambda: backend.annotations.tag_span(article, span, add, remove))

    def _ask_tags(self, label: str, act: Callable[[Sequence[str], Sequence[str]], None]) -> None:
        def done(text: str) -> None:
            from tui.tags import tag_line

            add, remove = tag_line(text)
            if add or remove:
                act(add, remove)

        hint = "+tag adds, -tag takes off; tab completes"
        self._s.ask(Prompt(label, LineEditor(), done=done, complete=self._complete, hint=hint))

    def _complete(self, word: str) -> list[str]:
        sign = word[:1] if word[:1] in ("+", "-") else ""
        stem = word.removeprefix(sign)
        row = self._s.list.selected if len(self.targets()) == 1 else None
        if sign == "-" and row:
            pool: Sequence[str] = [tag for tag in row.tags if tag.startswith(stem)]
        else:
            pool = self._s.backend.annotations.complete(stem, row.tags if row else ())
            pool = pool or [tag for tag in self._s.context.config.quick.values() if tag.startswith(stem)]
        return [f"{sign or '+'}{tag}" for tag in pool if tag != stem][:12]


def _describe_preview(preview: TagPreview) -> str:
    """Describe what a bulk tagging would do: `5 tags to put on, 1 to take off`."""
    on, off = f"{preview.added:,} tag{'s' * (preview.added != 1)} to put on", f"{preview.removed:,} to take off"
    return f"{on}, {off}" if preview.removed else on
