"""Motions: through the list, the card, the text, and from pane to pane."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui import messages as m
from tui.keymap import KeyAction
from tui.keys import CARD, FACETS, LIST, TEXT, TIMELINE
from tui.screens.browse.panes import LEAST_SPLIT, SIDE, STACK, STEP, WHOLE, WIDE

if TYPE_CHECKING:
    from tui.screens.browse.finding import Finding
    from tui.screens.browse.panes import BrowsePanes
    from tui.screens.browse.selecting import Selecting


NO_PASSAGE = "no note and no tagged passage in this article yet; v selects a passage, a writes a note on it"


class Moving:
    """Motions of the browser's panes."""

    def __init__(self, screen: BrowsePanes, finding: Finding, selecting: Selecting) -> None:
        self._s, self._finding, self._selecting = screen, finding, selecting

    def do_down(self, act: KeyAction) -> None:
        self._step(act.times)

    def do_up(self, act: KeyAction) -> None:
        self._step(-act.times)

    def do_left(self, act: KeyAction) -> None:
        self._sideways(-act.times)

    def do_right(self, act: KeyAction) -> None:
        self._sideways(act.times)

    def do_page_down(self, act: KeyAction) -> None:
        self._page(act.times)

    def do_page_up(self, act: KeyAction) -> None:
        self._page(-act.times)

    def do_half_down(self, act: KeyAction) -> None:
        self._page(0.5 * act.times)

    def do_half_up(self, act: KeyAction) -> None:
        self._page(-0.5 * act.times)

    def do_top(self, _: KeyAction) -> None:
        self._end(last=False)

    def do_bottom(self, _: KeyAction) -> None:
        self._end(last=True)

    def do_row(self, act: KeyAction) -> None:
        """Go to an article of the list, counted from 1, from any pane."""
        rows = self._s.list
        rows.go(act.times - 1)
        if act.times > rows.count:
            self._s.say(f"the list ends at {rows.count:,}")

    def do_next_article(self, act: KeyAction) -> None:
        self._go_by_articles(act.times)

    def do_previous_article(self, act: KeyAction) -> None:
        self._go_by_articles(-act.times)

    def _go_by_articles(self, by: int) -> None:
        rows = self._s.list
        before = rows.cursor
        rows.go(before + by)
        if rows.cursor == before and rows.count:
            self._s.say(f"this is the {'last' if by > 0 else 'first'} article")

    def do_next_unread(self, _: KeyAction) -> None:
        """Go to the next unread article, from any pane."""
        screen = self._s
        found, backend, at = screen.found, screen.backend, screen.list.cursor
        screen.hold_keys_for(
            screen.context.threads.fetch(
                screen, "next_unread", lambda: m.UnreadFound(found, backend.next_unread(found, at))
            )
        )

    def go_to_unread(self, sought: m.UnreadFound) -> None:
        """Go to the unread article that was found, unfolding its row, unless other results are shown by now."""
        screen = self._s
        if sought.found is not screen.found:
            return
        if sought.place is None:
            screen.say("nothing unread below")
            return
        at, article = sought.place
        screen.list.go(at)
        if article is None:
            screen.follow()
        else:
            self._finding.reveal(article)

    def do_next_pane(self, _: KeyAction) -> None:
        self._turn(1)

    def do_previous_pane(self, _: KeyAction) -> None:
        self._turn(-1)

    def do_pane_list(self, _: KeyAction) -> None:
        self._s.focus_pane(LIST)

    def do_pane_card(self, _: KeyAction) -> None:
        self._s.focus_pane(CARD)

    def do_pane_text(self, _: KeyAction) -> None:
        self._s.focus_pane(TEXT)

    def do_pane_facets(self, _: KeyAction) -> None:
        self._finding.sides.open_facets()

    def do_pane_timeline(self, _: KeyAction) -> None:
        self._finding.sides.open_timeline()

    def do_enter(self, _: KeyAction) -> None:
        screen = self._s
        if screen.pane == LIST:
            screen.follow()
            screen.focus_pane(TEXT)
            if screen.list.selected is not None:
                screen.tell_hits(screen.list.selected.id)
        elif screen.pane == CARD:
            self._s.show_evidence(0)
        elif screen.pane in (FACETS, TIMELINE):
            self._finding.sides.narrow()

    def do_next_evidence(self, act: KeyAction) -> None:
        self._s.show_evidence(act.times)

    def do_previous_evidence(self, act: KeyAction) -> None:
        self._s.show_evidence(-act.times)

    def do_unfold(self, act: KeyAction) -> None:
        if not self._s.article.display:
            keys = self._s.keymap.keys_of(act.id, LIST)
            self._s.say(f"{keys[0]} unfolds the card of an article that is open" if keys else "no card is in sight")
        else:
            self._s.article.toggle_fold()

    def do_highlights(self, _: KeyAction) -> None:
        words = {
            "letters": "names are marked, with letters",
            "every": "dates, nationalities and quantities are marked too",
            "plain": "names are marked, without letters",
            "none": "nothing is marked",
        }
        self._s.say(words[self._s.article.toggle_highlights()])

    def do_furniture(self, _: KeyAction) -> None:
        article = self._s.article
        if not article.toggle_furniture():
            self._s.say("this article has no page furniture to fold")
        else:
            self._s.say("page furniture is shown" if article.furniture else "page furniture is folded")

    def do_layout(self, _: KeyAction) -> None:
        screen = self._s
        layout = SIDE if screen.layout_name == STACK else STACK
        screen.set_layout(layout, 0)
        if not screen.wide:
            screen.say(f"list and article are both in sight from {WIDE} columns on")

    def do_list_larger(self, act: KeyAction) -> None:
        self._split(act.times)

    def do_list_smaller(self, act: KeyAction) -> None:
        self._split(-act.times)

    def _split(self, by: int) -> None:
        screen = self._s
        if not screen.wide:
            screen.say(f"list and article are both in sight from {WIDE} columns on")
            return
        screen.set_layout(screen.layout_name, min(max(screen.split + STEP * by, LEAST_SPLIT), WHOLE))
        if screen.split == WHOLE:
            screen.say("the list has all the room; enter opens an article")

    def do_back(self, _: KeyAction) -> None:
        """Leave the innermost of search, selection, side pane, text and query."""
        screen = self._s
        if self._finding.stop() or self._drop_marks() or self._finding.sides.close_side(screen.pane):
            return
        if screen.pane in (TEXT, CARD):
            screen.focus_pane(LIST)
        elif marks := screen.list.clear_marks():
            screen.say(f"{marks:,} article{'s' * (marks != 1)} unmarked")
        elif screen.found.query:
            self._finding.clear()
            if keys := screen.keymap.keys_of("previous_search", LIST):
                screen.say(f"the search was cleared; {keys[0]} brings it back")

    def _drop_marks(self) -> bool:
        dropped = self._s.article.drop_marks()
        if dropped:
            self._s.show_hints()
        return dropped

    def do_next_passage(self, act: KeyAction) -> None:
        self._passage(act.times)

    def do_previous_passage(self, act: KeyAction) -> None:
        self._passage(-act.times)

    def do_passages(self, _: KeyAction) -> None:
        """Choose one of the notes and tagged passages of the article, and go to it."""
        from tui.screens.picker import Choice, Picker

        page = self._s.selected_page()
        if page is None or not (page.notes or page.passages):
            self._s.say(NO_PASSAGE)
            return
        text = page.article.text
        choices = [Choice("", note.text, "on the article") for note in page.notes]
        for passage in sorted(page.passages, key=lambda one: one.start):
            words = " ".join([*(f"#{tag}" for tag in passage.tags), passage.note]).strip()
            choices.append(Choice(f"{passage.start} {passage.end}", words, text[passage.start : passage.end]))

        def chosen(value: str | None) -> None:
            if value:
                start, end = map(int, value.split())
                self._s.focus_pane(TEXT)
                self._s.article.show_span(start, end)
            elif value == "":
                self._s.focus_pane(CARD)

        self._s.open_screen(Picker(self._s.look, "Notes and tagged passages", choices), chosen)

    def do_legend(self, _: KeyAction) -> None:
        from tui.screens.help import HelpScreen

        self._s.open_screen(HelpScreen(self._s.context, self._s.where, legend=True))

    def _passage(self, by: int) -> None:
        if not self._s.article.next_passage(by):
            self._s.say(NO_PASSAGE)

    def _step(self, by: int) -> None:
        screen = self._s
        if screen.pane == LIST:
            screen.list.go(screen.list.cursor + by)
        elif screen.pane == FACETS:
            self._beside(by)
        elif screen.pane in (CARD, TEXT):
            screen.article.move(by)
        elif screen.pane == TIMELINE:
            keys = screen.keymap.keys_of("left", TIMELINE), screen.keymap.keys_of("right", TIMELINE)
            screen.say(
                f"{keys[0][0]} and {keys[1][0]} go through the months" if all(keys) else "months go from side to side"
            )

    def _sideways(self, by: int) -> None:
        screen = self._s
        if screen.pane == LIST and by > 0:
            self._finding.unfold()
        elif screen.pane == LIST:
            self._finding.fold_up()
        elif screen.pane == CARD:
            screen.article.sideways(by)
        elif screen.pane == TIMELINE:
            self._beside(by)
        elif screen.pane == TEXT:
            self._selecting.by_characters(by)
        elif screen.pane == FACETS:
            self._finding.sides.fold_facets(fold=by < 0)

    def _page(self, by: float) -> None:
        screen = self._s
        if screen.pane == LIST:
            screen.list.go(screen.list.cursor + round(by * screen.list.capacity))
        elif screen.pane == FACETS:
            self._finding.sides.page_facets(by)
        else:
            screen.article.page_by(by)

    def _end(self, *, last: bool) -> None:
        screen = self._s
        if screen.pane == LIST:
            screen.list.go(screen.list.count - 1 if last else 0)
        elif screen.pane == FACETS:
            self._beside(10**6 if last else -(10**6))
        else:
            screen.article.to_end(last)

    def _beside(self, by: int) -> None:
        """Move in the pane beside the results that has the keys."""
        if pane := self._s.side.get(self._s.pane):
            pane.go_by(by)

    def _turn(self, step: int) -> None:
        screen = self._s
        order = self._finding.sides.pane_order()
        at = order.index(screen.pane) if screen.pane in order else 0
        screen.focus_pane(order[(at + step) % len(order)])
