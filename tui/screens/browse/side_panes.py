"""The panes beside the results: facets and timeline, and how they narrow the search."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.message import Message

from tui import messages as m
from tui.keymap import KeyAction
from tui.keys import CARD, FACETS, LIST, TEXT, TIMELINE
from tui.views.line import LineEditor
from tui.views.prompt import Prompt
from tui.widgets.facets import FacetPane, narrow_query
from tui.widgets.timeline import Timeline

if TYPE_CHECKING:
    from tui.screens.browse.panes import BrowsePanes


class SidePanes:
    """Opens, counts and closes facets and timeline; `search` runs the query that they narrow to."""

    def __init__(self, screen: BrowsePanes, search: Callable[[str], None]) -> None:
        self._s, self._search = screen, search

    @property
    def _facets(self) -> FacetPane | None:
        pane = self._s.side.get(FACETS)
        return pane if isinstance(pane, FacetPane) else None

    @property
    def _timeline(self) -> Timeline | None:
        pane = self._s.side.get(TIMELINE)
        return pane if isinstance(pane, Timeline) else None

    def pane_order(self) -> list[str]:
        """Return the panes in the order in which tab goes through them."""
        side = self._s.side
        return [*((TIMELINE,) if TIMELINE in side else ()), LIST, *((FACETS,) if FACETS in side else ()), CARD, TEXT]

    def open_facets(self) -> None:
        """Show the facets and give them the keys."""
        if self._facets is None:
            key, *_ = [*self._s.keymap.keys_of("filter_facets", FACETS), ""]
            self._s.open_side(FACETS, FacetPane(self._s.look, key))
            self.count_facets()
        self._s.focus_pane(FACETS)

    def open_timeline(self) -> None:
        """Show the timeline and give it the keys."""
        if self._timeline is None:
            self._s.open_side(TIMELINE, Timeline(self._s.look))
            self.count_months()
        self._s.focus_pane(TIMELINE)

    def close_side(self, pane: str) -> bool:
        """Close a pane beside the results; whether it was one."""
        widget = self._s.side.pop(pane, None)
        if widget is None:
            return False
        widget.remove()
        self._s.focus_pane(LIST)
        return True

    def narrow(self, *, exclude: bool = False) -> None:
        """Narrow the search to what is under the cursor of the pane, or leave it out."""
        query = self._s.found.query
        if self._s.pane == FACETS and self._facets:
            if row := self._facets.current:
                self._search(narrow_query(row, query, exclude=exclude))
            else:
                self._facets.fold(False)
        elif self._s.pane == TIMELINE and self._timeline and (column := self._timeline.current):
            words = [word for word in query.split(" ") if not word.startswith("date:")]
            self._search(" ".join([*words, column.term]).strip())

    def fold_facets(self, *, fold: bool) -> None:
        """Fold the section of the facets that the cursor is in, or unfold it."""
        if self._facets is not None and not self._facets.fold(fold):
            self._s.say("these facets are folded already" if fold else "nothing is folded here; h folds a section")

    def page_facets(self, by: float) -> None:
        """Move by so many screens of the facets."""
        if self._facets is not None:
            self._facets.go_by(round(by * self._facets.inner_height))

    def do_filter_facets(self, _: KeyAction) -> None:
        """Show only facets with what is typed in their names."""
        if (facets := self._facets) is None:
            return

        def show(typed: str) -> None:
            facets.filter(typed)
            self.count_facets()

        hint = "enter keeps them, escape shows all"
        self._s.ask(
            Prompt(
                "only ",
                LineEditor(facets.typed, selected=True),
                done=show,
                changed=show,
                dropped=lambda: show(""),
                hint=hint,
            )
        )

    def count_facets(self, *, fresh: bool = False) -> None:
        """Count the facets of the results, where they are open; `fresh` where what was counted before is not wanted."""
        backend, found = self._s.backend, self._s.found
        if self._facets is not None:
            typed = self._facets.typed

            def count() -> Message:
                return m.FacetsReady(found.query, typed, backend.facets.facets(found, typed))

            before = ("facets", "months", "unread") if fresh else ()
            self._s.hold_keys_for(self._s.context.threads.count(self._s, "facets", count, instead_of=before), FACETS)

    def count_months(self) -> None:
        """Count the months of the results, where the timeline is open."""
        backend, found = self._s.backend, self._s.found
        if self._timeline is not None:
            counted = self._s.context.threads.count(
                self._s, "months", lambda: m.TimelineReady(found.query, backend.facets.timeline(found))
            )
            self._s.hold_keys_for(counted, TIMELINE)

    def show_facets(self, ready: m.FacetsReady) -> None:
        """Show what the results are made of."""
        facets = self._facets
        if facets is not None and (ready.query, ready.containing) == (self._s.found.query, facets.typed):
            facets.show(ready.rows, ready.containing)

    def show_months(self, ready: m.TimelineReady) -> None:
        """Show the results over time."""
        if self._timeline is not None and ready.query == self._s.found.query:
            self._timeline.show(ready.rows)

    def do_facets(self, _: KeyAction) -> None:
        if not self.close_side(FACETS):
            self.open_facets()

    def do_timeline(self, _: KeyAction) -> None:
        if not self.close_side(TIMELINE):
            self.open_timeline()

    def do_exclude(self, _: KeyAction) -> None:
        self.narrow(exclude=True)
