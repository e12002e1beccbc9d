"""The main screen: the list beside the article, what was found above, what can be done below."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message

from tui import messages as m
from tui.keys import CARD, FACETS, LIST, TEXT, TIMELINE
from tui.screens.base import KeyScreen
from tui.session import Place
from tui.views.cells import Piece, line_of
from tui.views.work import facts_of
from tui.widgets.article import ArticlePane
from tui.widgets.article_list import PAGE, ArticleList
from tui.widgets.bars import StatusBar

if TYPE_CHECKING:
    from tui.app import Browser, Start
    from tui.backend.beside import Work
    from tui.backend.shown import Found, Page, Totals
    from tui.screens.browse.actions import Acts
    from tui.widgets.facets import FacetPane
    from tui.widgets.timeline import Timeline

AnyScreen = TypeVar("AnyScreen", bound=KeyScreen)

WIDE = 100
"""Cells from which list and article stand side by side."""
ROOMY = 30
"""Lines from which a row of the list takes four lines."""


class BrowseScreen(KeyScreen):
    """List and article, and all that is done with them."""

    HINTS = {  # noqa: RUF012
        LIST: ("search", "tag", "quick", "undo", "facets", "entities", "enter", "help"),
        CARD: ("enter", "next_evidence", "unfold", "tag", "entities", "next_pane", "help"),
        TEXT: ("search", "next_hit", "mark", "note", "copy", "highlights", "next_pane", "help"),
        FACETS: ("enter", "exclude", "back", "help"),
        TIMELINE: ("left", "right", "enter", "back", "help"),
    }

    def __init__(self, browser: Browser, start: Start) -> None:
        super().__init__(browser)
        self.desk = browser.desk
        self.place: Place = start.place
        self.found: Found = start.found
        self.totals: Totals = start.totals
        self.work: Work | None = None
        self.status = StatusBar(self.look)
        self.list = ArticleList(self.look)
        self.article = ArticlePane(self.look)
        self.pane = start.place.pane if start.place.pane in (LIST, CARD, TEXT) else LIST
        self._follow: asyncio.TimerHandle | None = None
        self._start = start
        self.side: dict[str, FacetPane | Timeline] = {}
        """The panes beside the results that are open, by place."""

    @cached_property
    def acts(self) -> Acts:
        """What the keys do."""
        from tui.screens.browse.actions import Acts

        return Acts(self)

    def groups(self) -> Iterable[object]:
        return self, *self.acts.groups()

    # the layout

    def compose(self) -> ComposeResult:
        yield self.status
        with Horizontal(id="panes"):
            yield self.list
            yield self.article
        yield self.foot

    def on_mount(self) -> None:
        start = self._start
        self._fit(self.app.size.width, self.app.size.height)
        self.list.show(start.found.count, start.rows, start.at, start.offset)
        self.article.show(start.page, top=start.place.top)
        self._empty_states()
        self.focus_pane(self.pane)
        self.tell_status()

    def on_resize(self, event: events.Resize) -> None:
        super().on_resize(event)
        self._fit(event.size.width, event.size.height)
        self.focus_pane(self.pane)

    @property
    def where(self) -> str:
        return self.pane

    @property
    def wide(self) -> bool:
        """Whether list and article stand side by side."""
        return self.size.width >= WIDE or (self.size.width == 0 and self.app.size.width >= WIDE)

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
        for widget, shown in ((self.list, pane in (LIST, TIMELINE)), (self.article, pane in (CARD, TEXT))):
            if widget.display != (shown or self.wide):  # setting it lays out everything anew, even to the same
                widget.display = shown or self.wide
        if (facets := self.side.get(FACETS)) is not None:
            facets.styles.width = 30 if self.wide else "1fr"
            facets.display = self.wide or pane == FACETS
        self.show_hints()

    def open_side(self, place: str, pane: FacetPane | Timeline) -> None:
        """Put the facets between list and article, or the timeline above them."""
        self.side[place] = pane
        if place == FACETS:
            pane.styles.width = 30 if self.wide else "1fr"
            self.browser.opening(self.query_one("#panes").mount(pane, after=self.list))
        else:
            self.browser.opening(self.mount(pane, after=self.status))

    def _fit(self, width: int, height: int) -> None:
        wide = width >= WIDE
        self.list.styles.width = max(31, min(48, width * 27 // 100)) if wide else "1fr"
        lines = self.place.lines or self.browser.config.lines or (4 if height >= ROOMY else 2)
        self.list.lines_per_row = lines

    # what the list asks, and what the lanes answer

    def on_rows_wanted(self, asked: m.RowsWanted) -> None:
        found = self.found

        def fetch() -> Message:
            return m.RowsReady(self.desk.rows(found, asked.offset, asked.limit), asked.offset, asked.generation)

        self.browser.look_up(("rows", asked.offset), fetch)

    def on_rows_ready(self, ready: m.RowsReady) -> None:
        self.list.take(ready.rows, ready.offset, ready.generation)
        self.browser.want(self.list.visible_ids)

    def on_moved(self, moved: m.Moved) -> None:
        """Follow once the key rests."""
        if self._follow is not None:
            self._follow.cancel()
        delay = self.browser.config.rest_ms / 1000
        self._follow = asyncio.get_running_loop().call_later(delay, self.follow)

    def follow(self, *, again: bool = False) -> None:
        """Fetch the article under the cursor for the reader; one that is shown already only if `again`."""
        if self._follow is not None:
            self._follow.cancel()
            self._follow = None
        row = self.list.selected
        shown = self.article.page
        if row is None:
            if not self.list.count:
                self.article.show(None)
            return
        query = self.found.query
        if again or shown is None or shown.article.id != row.id:
            self.browser.look_up("page", lambda: m.PageReady(row.id, self.desk.page(row.id, query)))

    def on_page_ready(self, ready: m.PageReady) -> None:
        row = self.list.selected
        if row is not None and row.id == ready.article:
            if ready.page != self.article.page:
                self.article.show(ready.page)
            self.acts.finding.page_shown()

    def on_search_done(self, done: m.SearchDone) -> None:
        if not done.fresh and (done.found.query, done.found.sort) != (self.found.query, self.found.sort):
            return  # another search was made meanwhile
        self.found = done.found
        self.list.show(done.found.count, done.rows, done.at, done.at // PAGE * PAGE)
        self._empty_states()
        self.tell_status()
        self.follow(again=done.fresh)
        self.acts.finding.results_changed(done.fresh)
        self.browser.want(self.list.visible_ids)

    def on_search_failed(self, failed: m.SearchFailed) -> None:
        self.acts.finding.mistaken(failed)

    def on_written(self, written: m.Written) -> None:
        if written.said:
            self.say(written.said)
        if screen := self.acts.working.entities_screen():
            screen.written(written.said)
        colours = self.look.tags(self.desk.pen.colours())
        self.list.paint(colours)
        self.article.paint(colours)
        self.list.renew()
        self.follow(again=True)
        self.acts.finding.marks_changed()

    def on_export_exists(self, there: m.ExportExists) -> None:
        self.acts.working.ask_to_replace(there)

    def on_worked(self, worked: m.Worked) -> None:
        self.acts.working.heard(worked)

    def on_index_changed(self, changed: m.IndexChanged) -> None:
        self.acts.working.index_changed(changed)

    def on_failed(self, failed: m.Failed) -> None:
        self.complain(failed.message)
        if isinstance(self.app.screen, KeyScreen):
            self.app.screen.complain(failed.message)
        self.browser.faults.append(failed)

    def opened(self, kind: type[AnyScreen]) -> AnyScreen | None:
        """Return the screen of a kind that is open above this one."""
        return next((screen for screen in self.app.screen_stack if isinstance(screen, kind)), None)

    def on_faults_ready(self, ready: m.FaultsReady) -> None:
        from tui.screens.details import DetailsScreen

        if screen := self.opened(DetailsScreen):
            screen.take_faults(ready.rows)

    def on_entities_ready(self, ready: m.EntitiesReady) -> None:
        if screen := self.acts.working.entities_screen():
            screen.take_entities(ready.rows)

    def on_entity_ready(self, ready: m.EntityReady) -> None:
        if screen := self.acts.working.entities_screen():
            screen.take_entity(ready.sheet)

    def on_candidates_ready(self, ready: m.CandidatesReady) -> None:
        if screen := self.acts.working.entities_screen():
            screen.take_candidates(ready)

    def on_previewed(self, done: m.Previewed) -> None:
        self.acts.tagging.previewed(done)

    def on_ranged(self, done: m.Ranged) -> None:
        if done.generation == self.list.generation:
            self.list.mark_range(done.ids)

    def on_searches_known(self, known: m.SearchesKnown) -> None:
        self.acts.finding.saved_known(known.saved)

    def on_facets_ready(self, ready: m.FacetsReady) -> None:
        self.acts.finding.facets_ready(ready)

    def on_values_ready(self, ready: m.ValuesReady) -> None:
        self.acts.finding.values_ready(ready)

    def on_timeline_ready(self, ready: m.TimelineReady) -> None:
        self.acts.finding.months_ready(ready)

    def on_context_ready(self, ready: m.ContextReady) -> None:
        from tui.screens.context import ContextScreen

        if (screen := self.opened(ContextScreen)) and screen.query_text == ready.query:
            screen.take_lines(ready.lines)

    # what stands above

    def tell_status(self) -> None:
        """Say which corpus, which search, and how far the work is."""
        look, found, totals = self.look, self.found, self.totals
        left: list[Piece] = [
            ("sitrep", look.strong),
            (f" {look.glyphs.dot} ", look.dim),
            (line_of(self.desk.name), look.strong),
        ]
        if found.query:
            left += [(f" {look.glyphs.dot} ", look.dim), (line_of(found.query), look.key)]
        noun = "article" if totals.articles == 1 else "articles"
        number = f"{found.count:,} of {totals.articles:,} {noun}" if found.query else f"{totals.articles:,} {noun}"
        facts = [number, *facts_of(self.totals, self.work), f"tags: {line_of(self.desk.tags_name)}"]
        if found.sort != "date":
            facts.insert(1, f"by {found.sort}")
        self.status.say(left, facts)

    def settle_in(self) -> None:
        """Begin what could wait until the first frame was up."""
        self.ready()
        if self._start.sought:
            self.acts.finding.search(self.found.query, keep=self._start.sought, fresh=False)
        self.browser.want(self.list.visible_ids)
        if mistakes := self.browser.config.mistakes:
            more = f" (and {len(mistakes) - 1} more: sitrep config check)" if len(mistakes) > 1 else ""
            self.complain(f"config.toml:{mistakes[0].line}: {mistakes[0].message}{more}")

    def on_pane_clicked(self, clicked: m.PaneClicked) -> None:
        """Give the pane the keys; on a row of the list or of the facets, go to it."""
        pane = clicked.pane
        if pane is self.list:
            self.focus_pane(LIST)
            self.list.go(self.list.first + clicked.y // self.list.lines_per_row)
        elif pane is self.article:
            self.focus_pane(CARD if clicked.y < self.article.card_height else TEXT)
        elif pane is self.side.get(FACETS):
            self.focus_pane(FACETS)

    def on_pane_wheeled(self, wheeled: m.PaneWheeled) -> None:
        """Scroll the pane under the mouse."""
        if wheeled.pane is self.list:
            self.list.go(self.list.cursor + wheeled.by)
        elif wheeled.pane is self.article:
            self.article.wheel(3 * wheeled.by)

    def quick(self, digit: str) -> None:
        self.acts.tagging.quick(digit)

    def current_place(self) -> Place:
        """Return where one is, for the next session."""
        row = self.list.selected
        return Place(
            query=self.found.query,
            sort=self.found.sort,
            article=row.id if row else "",
            at=self.list.cursor,
            top=self.article.text.top if row and self.article.page and self.article.page.article.id == row.id else 0,
            pane=self.pane,
            lines=self.place.lines,
            history=tuple(self.acts.finding.history),
        )

    def selected_page(self) -> Page | None:
        """Return the article that the reader shows, if it is the one under the cursor."""
        row, page = self.list.selected, self.article.page
        return page if row and page and page.article.id == row.id else None

    def _empty_states(self) -> None:
        if self.found.query:
            self.list.empty = "Nothing found."
            self.article.empty = "/ searches again, backspace goes back to the search before, escape shows all."
        else:
            self.list.empty = "Reading the files ..."
            self.article.empty = "The first articles will be here in a moment."

    def do_quit(self, _: object) -> None:
        self.browser.leave()
