"""Two articles beside each other, scrolled apart, with what only one of them says marked."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal

from extract.alignment import MOST_WORDS, Difference
from tui import messages as m
from tui.keymap import KeyAction
from tui.keys import COMPARE
from tui.screens.help import HelpScreen
from tui.screens.key_screen import KeyScreen
from tui.views.cells import Piece
from tui.widgets.bars import StatusBar
from tui.widgets.compared import ComparedText

if TYPE_CHECKING:
    from extract.index.search.counterparts import Counterpart
    from tui.backend.comparisons import ComparedArticles
    from tui.screens.screen_context import ScreenContext

BESIDE = 100
"""Cells from which the texts stand side by side; else one stands above the other."""
BOTH = 16
"""Lines from which both are in sight where they do not stand side by side; else tab shows the other."""
NO_COUNTERPART = "no reprint of this article here, and no other one of its story; v marks two to compare"


class CompareScreen(KeyScreen):
    """Two articles: those that were chosen, or one and the nearest of its reprints or of its story."""

    HINTS = {  # noqa: RUF012
        COMPARE: (
            "next_difference",
            "previous_difference",
            "next_pane",
            "next_article",
            "furniture",
            "copy",
            "back",
            "help",
        )
    }

    def __init__(self, context: ScreenContext, first: str, second: str | None, why: str = "") -> None:
        """Make one.

        Args:
            context: of the program.
            first: the id of an article.
            second: that of the other; None for what goes with the first.
            why: why these two, where the second is given.

        """
        super().__init__(context)
        self._first, self._second, self._why = first, second, why
        self._counterparts: Sequence[Counterpart] = ()
        self._at = 0
        """Which of them is shown."""
        self.compared: ComparedArticles | None = None
        self._difference: int | None = None
        """Which difference one is at."""
        self.status = StatusBar(self.look)
        self.sides = ComparedText(self.look, "first"), ComparedText(self.look, "second")
        self._side = 0
        """Which of them has the keys."""

    def compose(self) -> ComposeResult:
        yield self.status
        with Horizontal(id="panes"):
            yield from self.sides
        yield self.foot

    def on_mount(self) -> None:
        self.show_hints()
        self.sides[0].empty = "Comparing ..." if self._second else "Looking for reprints and its story ..."
        self._take_side(0)
        if self._second is not None:
            self._compare(self._second)
            return
        comparisons, first = self.context.backend.comparisons, self._first
        found = self.context.threads.count(self, COMPARE, lambda: m.CounterpartsReady(comparisons.counterparts(first)))
        self.hold_keys_for(found)

    def on_unmount(self) -> None:
        self.context.threads.cancel(COMPARE)

    def on_resize(self, event: events.Resize) -> None:
        super().on_resize(event)
        beside = event.size.width >= BESIDE
        self.query_one("#panes").styles.layout = "horizontal" if beside else "vertical"
        for side in self.sides:
            side.styles.width = side.styles.height = "1fr"
        self._take_side(self._side)

    @property
    def where(self) -> str:
        return COMPARE

    @property
    def _both(self) -> bool:
        """Whether both texts are in sight."""
        return self.size.width >= BESIDE or self.size.height >= BOTH

    def _take_side(self, side: int) -> None:
        self._side = side
        for number, text in enumerate(self.sides):
            text.set_active(number == side)
            text.display = self._both or number == side
        self._tell_status()

    # what the worker threads answer

    def on_counterparts_ready(self, ready: m.CounterpartsReady) -> None:
        """Compare with the nearest."""
        self._counterparts = ready.counterparts
        if ready.counterparts:
            self._compare_with(0)
        else:
            self.sides[0].empty = NO_COUNTERPART
            self.sides[0].refresh()
            self._tell_status()

    def on_comparison_ready(self, ready: m.ComparisonReady) -> None:
        """Show the two."""
        if ready.second != self._second:
            return
        self.compared, self._difference = ready.compared, None
        if (compared := ready.compared) is None:
            self.complain("one of the two articles is no longer in the corpus; escape goes back")
            return
        alignment = compared.alignment
        marked = not alignment.apart  # to mark all there is would tell nothing
        first, second = (alignment.first, alignment.second) if marked else ((), ())
        self.sides[0].show(compared.first, first, [one.first for one in self._differences])
        self.sides[1].show(compared.second, second, [one.second for one in self._differences])
        self._tell_status()

    def _compare_with(self, number: int) -> None:
        """Compare with one of the counterparts."""
        self._at = number
        counterpart = self._counterparts[number]
        kind = "reprint" if counterpart.why == "reprint" else "same story"
        alike = [one for one in self._counterparts if one.why == counterpart.why]
        self._why = f"{kind} {alike.index(counterpart) + 1} of {len(alike)}"
        self._compare(counterpart.row.id)

    def _compare(self, second: str) -> None:
        self._second = second
        compare = partial(self.context.backend.comparisons.compare, self._first, second)
        self.hold_keys_for(self.context.threads.count(self, COMPARE, lambda: m.ComparisonReady(second, compare())))

    def _tell_status(self) -> None:
        """Say which two these are and why, how much both have, and at which difference one is."""
        dot = f" {self.look.glyphs.dot} "
        left: list[Piece] = [("compare", self.look.strong)]
        if self._why:
            left += [(dot, self.look.dim), (self._why, self.look.key)]
        if not self._both:
            left += [(dot, self.look.dim), (f"text {self._side + 1} of 2", self.look.strong)]
        self.status.say(left, self._facts())

    def _facts(self) -> list[str]:
        """Return at which difference one is, what was cut, and how much both have."""
        if self.compared is None:
            return []
        alignment, many = self.compared.alignment, len(self._differences)
        if alignment.apart:
            said = "nothing in common"
        elif self._difference is not None:
            said = f"difference {self._difference + 1:,} of {many:,}"
        else:
            said = f"{many:,} difference{'s' * (many > 1)}" if many else "no difference"
        cut = [f"only the first {MOST_WORDS:,} words of each are compared"] if alignment.cut else []
        return [said, *cut, *(["{:.0%} and {:.0%} in both".format(*alignment.shared)] if not alignment.apart else [])]

    @property
    def _differences(self) -> Sequence[Difference]:
        compared = self.compared
        return compared.alignment.differences if compared and not compared.alignment.apart else ()

    # keys

    def do_next_difference(self, action: KeyAction) -> None:
        self._go_on(action.times)

    def do_previous_difference(self, action: KeyAction) -> None:
        self._go_on(-action.times)

    def _go_on(self, by: int) -> None:
        """Go so many differences further, in both texts."""
        if not (differences := self._differences):
            self.say("no differences are marked here" if self.compared else "nothing is compared yet")
            return
        before = self._difference
        to = before + by if before is not None else by - 1 if by > 0 else len(differences) + by
        if not 0 <= to < len(differences):
            self.say("no more differences" if by > 0 else "no difference before this one")
        self._difference = min(max(to, 0), len(differences) - 1)
        places = differences[self._difference].first, differences[self._difference].second
        moved = not all(side.has_in_sight(place) for side, place in zip(self.sides, places, strict=True))
        for side, place in zip(self.sides, places, strict=True):
            side.set_current(place)
            if moved:
                side.go_to(place[0], side.inner_height // 3)
        self._tell_status()

    def do_enter(self, _: KeyAction) -> None:
        """Bring the other text to where this one is."""
        if self.compared is not None:
            here, other = self.sides[self._side], self.sides[1 - self._side]
            other.go_to(self.compared.alignment.across(here.view.top, back=self._side == 1), 0)

    def do_next_pane(self, _: KeyAction) -> None:
        self._take_side(1 - self._side)

    do_previous_pane = do_next_pane

    def do_next_article(self, action: KeyAction) -> None:
        self._turn(action.times)

    def do_previous_article(self, action: KeyAction) -> None:
        self._turn(-action.times)

    def _turn(self, by: int) -> None:
        """Compare with another counterpart."""
        to = self._at + by
        if not self._counterparts:
            self.say("these two were chosen; | on one article alone goes through all that it may be compared with")
        elif 0 <= to < len(self._counterparts):
            self._compare_with(to)
        else:
            self.say("no more reprints, and no more articles of its story" if by > 0 else "this is the nearest")

    def do_furniture(self, _: KeyAction) -> None:
        folds = [side.toggle_furniture() for side in self.sides]
        if not any(folds):
            self.say("neither article has page furniture to fold")

    def do_copy(self, _: KeyAction) -> None:
        """Copy the difference that one is at: what this text says there."""
        text = self.sides[self._side]
        if text.current is None:
            self.say("n goes to a difference, which is copied then")
        else:
            self.copy("the words", text.view.text[slice(*text.current)])

    def do_legend(self, _: KeyAction) -> None:
        self.open_screen(HelpScreen(self.context, COMPARE, legend=True))

    def do_down(self, action: KeyAction) -> None:
        self._scroll(action.times)

    def do_up(self, action: KeyAction) -> None:
        self._scroll(-action.times)

    def do_page_down(self, action: KeyAction) -> None:
        self._scroll(action.times * self._page)

    def do_page_up(self, action: KeyAction) -> None:
        self._scroll(-action.times * self._page)

    def do_half_down(self, action: KeyAction) -> None:
        self._scroll(action.times * self._page // 2)

    def do_half_up(self, action: KeyAction) -> None:
        self._scroll(-action.times * self._page // 2)

    def do_top(self, _: KeyAction) -> None:
        self.sides[self._side].go_to(0, 0)

    def do_bottom(self, _: KeyAction) -> None:
        side = self.sides[self._side]
        side.go_to(len(side.view.text), side.inner_height - 1)

    def do_row(self, _: KeyAction) -> None:
        self.say("a number alone is a row of a list; here n goes from difference to difference")

    def do_back(self, _: KeyAction) -> None:
        self.dismiss()

    @property
    def _page(self) -> int:
        return max(1, self.sides[self._side].inner_height - 1)

    def _scroll(self, by: int) -> None:
        self.sides[self._side].scroll_by(by)
