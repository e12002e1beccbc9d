"""The entities screen: those of an article or of the corpus, a profile of each, and the analyst's decisions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal

from extract.index.query.fields import quote_value
from tui import messages as m
from tui.backend.entities import READ, DecisionKind, EntityDecision, EntityProfile, MergeCandidate
from tui.keymap import KeyAction
from tui.keys import ENTITIES
from tui.labels import AMOUNTS, KNOWN, label
from tui.screens.context import context_pieces
from tui.screens.help import Lines
from tui.screens.key_screen import KeyScreen
from tui.views.cells import Piece, cut, line_of, width
from tui.views.line import LineEditor
from tui.views.prompt import Prompt
from tui.widgets.messages import EntityChosen
from tui.widgets.rows import RowsPane

if TYPE_CHECKING:
    from extract.index.search.entities import EntityRow
    from tui.screens.picker import SearchPicker
    from tui.screens.screen_context import ScreenContext

LIMIT = 2000
"""Entities listed; / narrows by name."""
BESIDE = 60
"""Cells from which there is room for all about an entity beside the list."""
CANDIDATES = 200
"""Entities offered for a merge; typing narrows them."""


class EntityList(RowsPane["EntityRow"]):
    """Entities with the letter of their label and a count."""

    def draw(self, row: EntityRow, cells: int, here: bool) -> list[Piece]:
        look = self.look
        count = f" {row.count:,}"
        name = cut(line_of(row.name), cells - width(count) - 3, look.glyphs.ellipsis)
        pieces: list[Piece] = [(label(row.label).letter, look.label(row.label)), (" ", None)]
        gap = " " * max(0, cells - 2 - width(name) - width(count))
        return [*pieces, (name + gap + count, look.cursor if here else None)]

    def moved(self) -> None:
        self.post_message(EntityChosen())


@dataclass(slots=True)
class PendingMerge:
    """A merge for which the other entity is being chosen."""

    row: EntityRow
    picker: SearchPicker
    candidates: Sequence[MergeCandidate] = ()


class EntitiesScreen(KeyScreen):
    """A list of entities beside all about the one under the cursor."""

    HINTS = {  # noqa: RUF012
        ENTITIES: ("enter", "merge", "split", "rename", "relabel", "reject", "scope", "undo", "find_entity", "help")
    }

    def __init__(self, context: ScreenContext, article: str | None, title: str, search: Callable[[str], None]) -> None:
        """Make one for an article, or for the corpus where that is None; `search` runs a query in the list."""
        super().__init__(context)
        self._search = search
        self.article = article
        self._title = title
        self._for_article = article is not None
        self._narrowed = self._listed = ""
        """By which part of names the list is to be narrowed, and is."""
        self._list_width = 40
        self.sheet: EntityProfile | None = None
        self._merging: PendingMerge | None = None
        self.rows = EntityList(self.look, "entities", "")
        self.lines = Lines(self.look, "", "sheet")
        self.lines.active = False
        self._head()

    def groups(self) -> Iterable[object]:
        return self.rows, self

    @property
    def where(self) -> str:
        return ENTITIES

    def compose(self) -> ComposeResult:
        with Horizontal(id="panes"):
            yield self.rows
            yield self.lines
        yield self.foot

    def on_mount(self) -> None:
        self.show_hints()
        self.fetch()

    def on_resize(self, event: events.Resize) -> None:
        super().on_resize(event)
        beside = event.size.width >= BESIDE
        self._list_width = max(26, event.size.width * 36 // 100)
        self.rows.styles.width = self._list_width if beside else "1fr"
        self.lines.display = beside
        self._draw()

    def on_unmount(self) -> None:
        for key in ("entities", "entity", "candidates"):  # the search that one left for waits for none of them
            self.context.threads.cancel(key)

    # what the worker threads answer

    def fetch(self) -> None:
        """Fetch the list."""
        backend, article, part = self.context.backend, self.article, self._narrowed
        listed = self.context.threads.search(
            self, "entities", lambda: m.EntitiesReady(backend.entities.list_entities(article, part, LIMIT))
        )
        self.hold_keys_for(listed)

    def on_entities_ready(self, ready: m.EntitiesReady) -> None:
        """Show the list, at the same name where it is still there; what was just narrowed at its top, the likeliest."""
        rows, narrowed = ready.rows, bool(self._narrowed) and self._narrowed != self._listed
        before, self._listed = self.rows.current, self._narrowed
        names = [row.name for row in rows]
        at = names.index(before.name) if before and before.name in names else self.rows.at
        self.rows.more = "+" if len(rows) >= LIMIT else ""
        self.rows.empty = "No such name." if self._narrowed else "No entities here yet."
        self.rows.show(rows, 0 if narrowed else at)
        self.on_entity_chosen()

    def on_entity_ready(self, ready: m.EntityReady) -> None:
        """Show all about one."""
        sheet = ready.sheet
        if self.rows.current == sheet.row:
            self.sheet = sheet
            self._draw()

    def on_entity_chosen(self) -> None:
        """Fetch all about the one under the cursor."""
        row, backend = self.rows.current, self.context.backend
        self.sheet = None
        self._draw()
        if row is not None:
            self.context.threads.count(self, "entity", lambda: m.EntityReady(backend.entities.sheet(row)))

    # keys

    def do_enter(self, _: KeyAction) -> None:
        """Search for all articles that name it."""
        if row := self.rows.current:
            query = self.sheet.query if self.sheet else f"entity:{quote_value(row.name)}"
            self.dismiss()
            self._search(query)

    def do_merge(self, _: KeyAction) -> None:
        """Choose another entity, of all that there are, the likeliest first."""
        from tui.screens.picker import SearchPicker

        row, backend, article = self.rows.current, self.context.backend, self.article
        if row is None:
            return

        def search(part: str) -> None:
            self.context.threads.search(
                self,
                "candidates",
                lambda: m.CandidatesReady(part, backend.entities.candidates(row, article, part, CANDIDATES)),
            )

        picker = SearchPicker(self.look, f"Who else is {line_of(row.name)}?", search)
        self._merging = PendingMerge(row, picker)
        self.open_screen(picker, self._chosen)

    def on_candidates_ready(self, ready: m.CandidatesReady) -> None:
        """Offer what an entity may be merged with."""
        from tui.screens.picker import Choice

        if self._merging is None:
            return
        self._merging.candidates = ready.candidates
        choices = [
            Choice(str(n), f"{one.entity.name} ({label(one.entity.label).word})", self._how_likely(one))
            for n, one in enumerate(ready.candidates)
        ]
        self._merging.picker.offer(ready.part, choices)

    def _how_likely(self, candidate: MergeCandidate) -> str:
        other = candidate.entity
        count = f"{other.count:,}"
        if self.article is not None:
            count += " here" if not other.key else " in the corpus"
        return f"may be the same{self.look.glyphs.dot:^3}{count}" if candidate.likely else count

    def _chosen(self, key: str | None) -> None:
        merging, self._merging = self._merging, None
        if key is None or merging is None:
            return
        row, other = merging.row, merging.candidates[int(key)].entity
        if other.label == row.label:
            self._decide(row, "merge", other=other)
            return
        one, two = label(row.label).word, label(other.label).word

        def answer(text: str) -> None:
            if text.strip().lower() in {"y", "yes"}:
                self._decide(row, "merge", other=other)
            else:
                self.say("nothing was merged")

        self.ask(
            Prompt(
                f"{one} and {two}: make them one? y/n and enter ",
                LineEditor(),
                done=answer,
                dropped=lambda: answer(""),
                hint=f"{line_of(row.name)} and {line_of(other.name)} become one {one}",
            )
        )

    def do_split(self, _: KeyAction) -> None:
        row = self.rows.current
        if row is None or not row.aliases:
            self.say("it stands in one spelling only")
            return
        spellings = [(name, "") for name in row.aliases]
        self._pick("Which spelling is another?", spellings, lambda name: self._decide(row, "split", name))

    def do_rename(self, _: KeyAction) -> None:
        row = self.rows.current
        if row is None:
            return

        def done(text: str) -> None:
            if text.strip() == row.name:
                self.say(f"nothing to change: it is called {row.name}")
            elif text.strip():
                self._decide(row, "rename", text.strip())

        self.ask(Prompt("rename to ", LineEditor(row.name), done=done, hint=f"it stays {row.name} in the texts"))

    def do_relabel(self, _: KeyAction) -> None:
        row = self.rows.current
        if row is not None:
            kinds = [(name, known.word) for name, known in KNOWN.items() if name not in AMOUNTS]
            self._pick("What is it?", kinds, lambda name: self._decide(row, "relabel", name), shown=1)

    def do_reject(self, _: KeyAction) -> None:
        if row := self.rows.current:
            self._decide(row, "reject")

    def do_scope(self, _: KeyAction) -> None:
        """Have decisions hold for the other: the article or the corpus."""
        if self.article is None:
            self.say("these are the corpus's entities: decisions hold for the corpus")
            return
        self._for_article = not self._for_article
        self._head()

    def do_undo(self, _: KeyAction) -> None:
        self._write(self.context.backend.annotations.undo)

    def do_redo(self, _: KeyAction) -> None:
        self._write(self.context.backend.annotations.redo)

    def do_all_entities(self, _: KeyAction) -> None:
        """Go on to the corpus's."""
        self.article, self._for_article = None, False
        self._head()
        self.fetch()

    def do_find_entity(self, _: KeyAction) -> None:
        def typed(text: str) -> None:
            self._narrowed = text.strip()
            self.fetch()

        self.ask(Prompt("name ", LineEditor(self._narrowed), done=typed, changed=typed, dropped=lambda: typed("")))

    def do_back(self, _: KeyAction) -> None:
        if self._narrowed:
            self._narrowed = ""
            self.fetch()
        else:
            self.dismiss()

    # deciding

    def _pick(
        self, heading: str, choices: Sequence[tuple[str, str]], act: Callable[[str], None], shown: int = 0
    ) -> None:
        """Let one of several be chosen: each the value and what stands beside it, `shown` the one that stands first."""
        from tui.screens.picker import Choice, Picker

        def chosen(value: str | None) -> None:
            if value is not None:
                act(value)

        listed = [Choice(one[0], one[shown], one[1 - shown], also=one[0]) for one in choices]
        self.open_screen(Picker(self.look, heading, listed), chosen)

    def _decide(self, row: EntityRow, kind: DecisionKind, value: str = "", other: EntityRow | None = None) -> None:
        backend = self.context.backend
        decided = EntityDecision(kind, row, other, value, self.article if self._for_article else None)
        self._write(lambda: backend.entities.decide(decided))

    def _write(self, act: Callable[[], str]) -> None:
        self.context.threads.write(self, lambda: m.Written(act()))

    def on_written(self, written: m.Written) -> None:
        """Say what was done, and show what it changed; the main screen hears of it too."""
        self.say(written.said)
        self.fetch()

    # drawing

    def _head(self) -> None:
        where = f"Entities of {line_of(self._title)}" if self.article else "Entities of the corpus"
        scope = "this article" if self._for_article else "the corpus"
        self.rows.heading = where
        self.lines.heading = f"decisions hold for {scope}"
        self.rows.refresh()
        self.lines.refresh()

    def _draw(self) -> None:
        cells = max(20, self.app.size.width - self._list_width - 4)
        self.lines.first = 0
        if not self.rows.rows and self._narrowed:
            told = f"No name here has “{line_of(self._narrowed)}” in it; escape shows all."
            self.lines.show([[(cut(told, cells, self.look.glyphs.ellipsis), self.look.dim)]])
        else:
            self.lines.show(self._sheet_lines(self.sheet, cells) if self.sheet else [])

    def _sheet_lines(self, sheet: EntityProfile, cells: int) -> list[list[Piece]]:
        look, row = self.look, sheet.row
        word = label(row.label).word
        lines: list[list[Piece]] = [[(line_of(row.name), look.title), (f"  {word}", look.dim)]]
        lines += self._part("On your watchlists", [(note or "no note", name) for name, note in sheet.watched], cells)
        lines += self._part(
            "May be the same (m merges)", [(other.name, f"{other.count:,}") for other in sheet.alike[:8]], cells
        )
        if sheet.articles > READ:
            lines += [[], [(f"Of the newest {READ} of {sheet.articles:,} articles:", look.dim)]]
        outlets: dict[str, list[str]] = {}
        for text, source, n in sheet.spellings:
            outlets.setdefault(text, []).append(f"{line_of(source or 'no source')} {n:,}")
        spelled = [(text, f" {look.glyphs.dot} ".join(found)) for text, found in outlets.items()]
        lines += self._part("Spellings by source", spelled, cells)
        lines += self._part("Roles", [(role, date) for date, role in sheet.roles], cells)
        beside = [(f"{name} ({label(kind).word})", f"{n:,}") for name, kind, n in sheet.company]
        lines += self._part("Beside", beside, cells)
        if sheet.lines:
            lines += [[], [("Mentions", look.part)]]
            lines += [context_pieces(line, cells, look, False, dated=cells > 90) for line in sheet.lines]
        return lines

    def _part(self, heading: str, rows: Sequence[tuple[str, str]], cells: int) -> list[list[Piece]]:
        if not rows:
            return []
        lines: list[list[Piece]] = [[], [(heading, self.look.part)]]
        for text, right in rows:
            right = cut(line_of(right), max(cells // 2, cells - width(line_of(text)) - 3), self.look.glyphs.ellipsis)
            text = cut(line_of(text), cells - width(right) - 3, self.look.glyphs.ellipsis)
            gap = " " * max(1, cells - 2 - width(text) - width(right))
            lines.append([("  " + text + gap, None), (right, self.look.dim)])
        return lines
