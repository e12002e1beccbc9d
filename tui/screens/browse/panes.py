"""The panes of the main screen and their state: list and article, and facets and timeline when they are open."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message

from tui import messages as m
from tui.keymap import KeyAction, PendingKeys, UnboundKeys
from tui.keys import CARD, FACETS, LIST, SELECTION, TEXT, TIMELINE
from tui.screens.browse.hints import HINTS
from tui.screens.key_screen import KeyScreen, key_name
from tui.session import ReadingPlace
from tui.views.cells import Piece, line_of
from tui.views.work import nothing_here, troubles_of, work_of
from tui.widgets.article import ArticlePane
from tui.widgets.article_list import PAGE, ArticleList
from tui.widgets.bars import StatusBar
from tui.widgets.messages import PaneClicked, PaneWheeled, RowsWanted, SelectionMoved

if TYPE_CHECKING:
    from extract.index import Counts, Progress
    from tui.backend.results import AnnotatedArticle, QueryResult
    from tui.screens.browse.start import Start
    from tui.screens.screen_context import ScreenContext
    from tui.widgets.facets import FacetPane
    from tui.widgets.timeline import Timeline
    from tui.worker_threads import Answered

WIDE = 100
"""Cells from which list and article are both in sight."""
STACK, SIDE = "stack", "side"
SPLIT = {STACK: 40, SIDE: 38}
"""The part of the panes that the list takes by layout, in hundredths, unless it was changed."""
LEAST_SPLIT, STEP, WHOLE = 10, 10, 100
"""Between which hundredths, and by how many, the split is moved; at the last one the list has all the room."""
PANE_LEAST = 30
"""Cells of list and article at least where they stand side by side."""
FACETS_WIDTH = 30
FOLDED = {"reprints": "reprints folded", "stories": "stories folded", "best": "stories folded, fullest"}
"""What the status line says of how the list is folded."""


class BrowsePanes(KeyScreen):
    """What the main screen shows. `BrowseScreen` adds what its keys do and what is done with answers."""

    HINTS = HINTS

    def __init__(self, context: ScreenContext, start: Start) -> None:
        super().__init__(context)
        self.backend = context.backend
        self.place: ReadingPlace = start.place
        self.found: QueryResult = start.found
        self.counts: Counts = start.counts
        self.work: Progress | None = None
        self.new = 0
        """Articles that came since the browser was opened."""
        self.status = StatusBar(self.look)
        self.list = ArticleList(self.look, context.config.columns)
        self.article = ArticlePane(self.look)
        self.pane = start.place.pane if start.place.pane in (LIST, CARD, TEXT) else LIST
        self._opened: str | None = None
        """The article that was opened from the list, until it is told how many hits it has."""
        self._follow: asyncio.TimerHandle | None = None
        self._hurried: object = None
        """What a key was held for last; once, since it may never come."""
        self._changes: Sequence[Answered] = ()
        """What was begun that may change the article shown, its fetch or a write; a key on it waits for all of that."""
        self._reading: asyncio.TimerHandle | None = None
        """Fires when the article that is open counts as read."""
        self.unread: int | None = None
        """How many of the results are; None until they are counted."""
        self.decided: Sequence[object] = ()
        """The decisions on stories that the list was made with."""
        self.start = start
        self.side: dict[str, FacetPane | Timeline] = {}
        """The panes beside the results that are open, by place."""

    # the layout

    def compose(self) -> ComposeResult:
        yield self.status
        with Horizontal(id="panes"):
            yield self.list
            yield self.article
        yield self.foot

    def on_mount(self) -> None:
        start = self.start
        self._fit(self.app.size.width, self.app.size.height)
        self.list.show(start.found.rows, start.rows, start.at, start.offset)
        self.article.show(start.page, top=start.place.top)
        self.say_what_is_missing()
        self.focus_pane(self.pane)
        self.tell_status()

    def on_resize(self, event: events.Resize) -> None:
        super().on_resize(event)
        self._fit(event.size.width, event.size.height)
        self.focus_pane(self.pane)

    @property
    def where(self) -> str:
        return SELECTION if self.pane == TEXT and self.article.selection is not None else self.pane

    @property
    def layout_name(self) -> str:
        """Whether the list stands above the article, or beside it: STACK or SIDE."""
        return self.place.layout or self.context.config.layout

    @property
    def split(self) -> int:
        """Which part of the panes the list takes, in hundredths."""
        return self.place.split or SPLIT[self.layout_name]

    @property
    def wide(self) -> bool:
        """Whether there is room for more than one pane."""
        return (self.size.width or self.app.size.width) >= WIDE

    @property
    def both(self) -> bool:
        """Whether list and article are in sight together."""
        return self.wide and self.split < WHOLE

    def set_layout(self, layout: str, split: int) -> None:
        """Put the list above the article or beside it, with so many hundredths of the room."""
        self.place = replace(self.place, layout=layout, split=split)
        self._fit(self.size.width, self.size.height)
        self.focus_pane(self.pane)

    def focus_pane(self, pane: str) -> None:
        """Give a pane the keys; where only one fits, show it."""
        self.pane = pane
        self.list.set_active(pane == LIST)
        self.article.set_active(pane in (CARD, TEXT))
        if pane in (CARD, TEXT) and self.article.place != pane:
            self.article.place = pane
            self.article.refresh()
        for name, beside in self.side.items():
            beside.set_active(pane == name)
        both = self.both
        alone = not self.wide and pane == FACETS
        listed = pane in (LIST, TIMELINE) or (pane == FACETS and not alone)
        for widget, shown in ((self.list, listed), (self.article, pane in (CARD, TEXT))):
            if widget.display != (shown or both):  # setting it lays out everything anew, even to the same
                widget.display = shown or both
        if (facets := self.side.get(FACETS)) is not None:
            self._place_facets(facets)
            facets.display = self.wide or pane == FACETS
        self.show_hints()
        self.time_reading()

    def open_side(self, place: str, pane: FacetPane | Timeline) -> None:
        """Put the facets beside list and article, or the timeline above them."""
        self.side[place] = pane
        if place == FACETS:
            self._place_facets(pane)
            self.context.program.hold_keys(self.query_one("#panes").mount(pane))
        else:
            self.context.program.hold_keys(self.mount(pane, after=self.status))

    def _place_facets(self, facets: FacetPane | Timeline) -> None:
        facets.styles.dock = "left" if self.wide else "none"
        facets.styles.width = FACETS_WIDTH if self.wide else "1fr"

    def _fit(self, width: int, height: int) -> None:
        stack, both = self.layout_name == STACK, self.both
        self.query_one("#panes").styles.layout = "vertical" if stack else "horizontal"
        self.list.lines_per_row = 1 if stack or not both else 2
        self.article.bordered = both and not stack
        room = width - (FACETS_WIDTH if FACETS in self.side else 0)
        self.list.styles.height = self._list_height(height) if stack and both else "1fr"
        share = min(max(PANE_LEAST, room * self.split // 100), room - PANE_LEAST)
        self.list.styles.width = share if both and not stack else "1fr"
        self.list.refit()

    def _list_height(self, height: int) -> int:
        """Return the lines of the list above the article: its share, or fewer where the corpus has no more rows."""
        share = (height - 2) * self.split // 100
        return max(4, min(share, self.counts.articles + 1 if self.counts.articles else share))

    def show_counts(self, counts: Counts) -> None:
        """Take in how many articles there are now; a list that had few grows with them."""
        self.counts = counts
        height = self.list.styles.height
        if height is not None and height.is_cells and height.value != self._list_height(self.size.height):
            self._fit(self.size.width, self.size.height)

    # what is fetched and written

    def on_rows_wanted(self, asked: RowsWanted) -> None:
        self._fetch_rows(asked.offset, asked.limit, asked.generation)

    def _fetch_rows(self, offset: int, limit: int, generation: int) -> Answered:
        found = self.found

        def fetch() -> Message:
            return m.RowsReady(self.backend.rows(found, offset, limit), offset, generation)

        return self.context.threads.fetch(self, ("rows", offset), fetch)

    def on_selection_moved(self, moved: SelectionMoved) -> None:
        """Follow once the key rests."""
        if self._follow is not None:
            self._follow.cancel()
        delay = self.context.config.rest_ms / 1000
        self._follow = asyncio.get_running_loop().call_later(delay, self.follow)

    def follow(self, *, again: bool = False) -> Answered | None:
        """Fetch the article under the cursor for the reader; one that is shown already only if `again`.

        Returns:
            What tells when it is there, or None where nothing is fetched.

        """
        if self._follow is not None:
            self._follow.cancel()
            self._follow = None
        row = self.list.selected
        shown = self.article.page
        self.ask_reasons()
        if row is None:
            if not self.list.count:
                self.article.show(None)
            return None
        query = self.found.query
        if again or shown is None or shown.article.id != row.id:
            return self._await_change(
                self.context.threads.fetch(self, "page", lambda: m.PageReady(row.id, self.backend.page(row.id, query)))
            )
        return None

    def _await_change(self, change: Answered) -> Answered:
        """Have the next key on the article wait for a change of it."""
        self._changes = [*(one for one in self._changes if not one.done()), change]
        return change

    def perform(self, asked: KeyAction | PendingKeys | UnboundKeys) -> None:
        from tui.screens.browse.needs import needs_results

        if isinstance(asked, KeyAction) and not self.list.count and needs_results(self.where, asked.id):
            self.say(f"no article here: {'the search found nothing' if self.found.query else 'none has come yet'}")
        else:
            super().perform(asked)

    def holds_key(self, key: str, character: str | None) -> bool:
        return super().holds_key(key, character) or (self.foot.prompt is None and self._hurry(key, character))

    def _hurry(self, key: str, character: str | None) -> bool:
        """Fetch the row or the article that a key acts on, where it is not there yet; whether the key is to wait."""
        from tui.screens.browse.needs import need_of

        name = key_name(key, character)
        need = need_of(self.where, name, self.keymap.binding(self.where, name))
        if need is None or not self.list.count:
            return False
        if need == "article" and self._changes:
            changes, self._changes = self._changes, ()
            for change in changes:
                self.hold_keys_for(change)
            return True
        row, shown = self.list.selected, self.article.page
        first = self.list.cursor // PAGE * PAGE
        missing: object = None
        if row is None:
            missing = self.list.generation, first
        elif need == "article" and (shown is None or shown.article.id != row.id):
            missing = row.id, shown and shown.article.id
        if missing is None or missing == self._hurried:
            return False
        self._hurried = missing
        answered = self.follow() if row else self._fetch_rows(first, PAGE, self.list.generation)
        if answered is not None:
            self.hold_keys_for(answered)
        return answered is not None

    def time_reading(self) -> None:
        """Count the article that is open as read once it has been for a while; begins anew with each article."""
        if self._reading is not None:
            self._reading.cancel()
            self._reading = None
        wait, row = self.context.config.read_ms, self.list.selected
        page = self.selected_page()
        if wait >= 0 and self.pane in (CARD, TEXT) and page is not None and row is not None and not row.read:
            self._reading = asyncio.get_running_loop().call_later(wait / 1000, self._count_as_read, row.id)

    def _count_as_read(self, article: str) -> None:
        if not self.context.program.leaving:
            self.write([article], lambda: self.backend.annotations.read_by_opening(article))

    def ask_reasons(self) -> None:
        """Have it looked up why the articles on screen were found."""
        backend, found = self.backend, self.found
        ids = [one for one in self.list.visible_ids if one not in self.list.reasons]
        if found.query.strip() and ids:
            self.context.threads.count(self, "reasons", lambda: m.ReasonsReady(found, backend.reasons(found, ids)))

    def count_unread(self) -> None:
        """Have the unread among the results counted."""
        backend, found = self.backend, self.found
        self.context.threads.count(self, "unread", lambda: m.UnreadCounted(found, backend.count_unread(found)))

    def extract_first(self, ids: Sequence[str]) -> None:
        """Have these articles extracted before the others."""
        self.context.threads.fetch(self, "extract_first", lambda: self.backend.extract_first(ids))

    def write(self, ids: Sequence[str] | None, act: Callable[[], str]) -> None:
        """Write to the tag store; what `act` answers is said when it is on disk. `ids`: articles that it touches."""
        self._await_change(self.context.threads.write(self, lambda: m.Written(act(), ids)))

    def select(self, selection: tuple[int, int] | None) -> None:
        """Select a stretch of the text, from anchor to cursor, or let go; the keys are those of a selection then."""
        self.article.select(selection)
        self.show_hints()

    def show_evidence(self, step: int) -> None:
        """Mark the place in the text that bears out the card's line, or one that many places further."""
        if not self.article.show_evidence(step):
            self.say("nothing in the text bears this out: it comes from metadata")

    # what stands above

    def tell_status(self) -> None:
        """Say which corpus, which search, and how far the work is."""
        look, found, counts = self.look, self.found, self.counts
        left: list[Piece] = [
            ("sitrep", look.strong),
            (f" {look.glyphs.dot} ", look.dim),
            (line_of(self.backend.name), look.strong),
        ]
        if found.query:
            left += [(f" {look.glyphs.dot} ", look.dim), (line_of(found.query), look.key)]
        noun = "article" if counts.articles == 1 else "articles"
        number = f"{found.count:,} of {counts.articles:,} {noun}" if found.query else f"{counts.articles:,} {noun}"
        new = [f"{self.new:,} new"] if self.new else []
        whole = found.query or found.count == counts.articles  # else more have come than are listed, and so counted
        unread = [f"{self.unread:,} unread"] if self.unread is not None and whole else []
        own = [] if self.backend.corpus.shared else ["own tags"]
        folded = [] if found.fold == "nothing" else [FOLDED[found.fold]]
        needed = [number, *folded, *troubles_of(counts, self.work), *new, *own]
        order = [] if found.sort == "date" else [f"by {found.sort}"]
        told = self.work is not None and self.work.phase == "extract" and counts.extracted < counts.articles
        extracted = [f"{counts.extracted:,}/{counts.articles:,} extracted"] if counts.articles and not told else []
        tags = f"tags: {line_of(self.backend.tags_name)}"
        facts = [*needed, *unread, *work_of(self.work, counts), *order, *extracted, tags]
        self.status.say(left, facts, len(needed))

    def on_pane_clicked(self, clicked: PaneClicked) -> None:
        """Give the pane the keys; on a row of the list or of the facets, go to it."""
        pane = clicked.pane
        if pane is self.list:
            self.focus_pane(LIST)
            self.list.go(self.list.first + clicked.y // self.list.lines_per_row)
        elif pane is self.article:
            self.focus_pane(CARD if self.article.is_card(clicked.x, clicked.y) else TEXT)
        elif pane is self.side.get(FACETS):
            self.focus_pane(FACETS)

    def on_pane_wheeled(self, wheeled: PaneWheeled) -> None:
        """Scroll the pane under the mouse."""
        if wheeled.pane is self.list:
            self.list.go(self.list.cursor + wheeled.by)
        elif wheeled.pane is self.article:
            self.article.wheel(3 * wheeled.by)

    def selected_page(self) -> AnnotatedArticle | None:
        """Return the article that the reader shows, if it is the one under the cursor."""
        row, page = self.list.selected, self.article.page
        return page if row and page and page.article.id == row.id else None

    def tell_hits(self, opened: str | None = None) -> None:
        """Say how many hits the article has that was opened, as soon as it is there with them."""
        self._opened = (opened or self._opened) if self.pane == TEXT else None
        page = self.selected_page()
        if page is not None and page.hits and page.article.id == self._opened:
            self._opened = None
            self.say(f"{self.article.hit_place}; n goes on")

    def say_what_is_missing(self) -> None:
        """Have the panes say why they are empty, if they are."""
        if self.found.query:
            self.list.empty = (
                "Nothing found. / searches again, backspace goes back to the search before, escape shows all."
            )
        elif self.work and self.work.phase == "done":
            self.list.empty = nothing_here()
        else:
            self.list.empty = "Reading the files ... The first articles will be here in a moment."
