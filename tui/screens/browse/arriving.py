"""Arriving: what comes while one reads is counted and shown where it belongs, and moves nothing that one looks at."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textual.message import Message

from tui import messages as m
from tui.keymap import KeyAction

if TYPE_CHECKING:
    from extract.index import Counts
    from tui.screens.browse.finding import Finding
    from tui.screens.browse.panes import BrowsePanes

GONE = "this article is no longer in the corpus; it stays here until you go on"


class Arriving:
    """What becomes of list and article when the index changes under them."""

    def __init__(self, screen: BrowsePanes, finding: Finding) -> None:
        self._s, self._finding = screen, finding
        self.held = False
        """Whether results wait to be shown, since the article under the cursor is not among them."""
        self._filling = not screen.counts.articles
        """Whether a first scan goes on: the list is followed at its top."""

    def show_growth(self, counts: Counts, new: int, *, written: bool = False) -> None:
        """Show what the index has now; `written` where rows may say something else though their number is the same."""
        screen = self._s
        before, others_new = screen.counts, new != screen.new
        screen.new = new
        screen.show_counts(counts)
        if screen.work is not None and screen.work.phase in ("extract", "done"):
            self._filling = False
        regrouped = counts.grouped != before.grouped and screen.found.fold != "nothing"
        if (counts.articles, counts.newest) != (before.articles, before.newest) or regrouped:
            self._finding.again(stay=not self._filling)
        elif counts != before or others_new or written:
            screen.list.renew()
        page = screen.selected_page()
        if page is not None and (counts.newest != before.newest or (page.record is None and page.state == "scanned")):
            screen.follow(again=True)
        screen.tell_status()

    def act(self) -> None:
        """Run the corpus's rules and the user's hook over what is new, and say what they did."""
        backend, hook = self._s.backend, self._s.context.config.hooks.get("new", "")

        def run() -> Message | None:
            told = backend.act_on_new(hook)
            return m.StatusMessage("; ".join(told)) if told else None

        self._s.context.threads.export(self._s, run)

    def hold(self, done: m.SearchDone) -> bool:
        """Keep list and article as they are where the article that one is at is not among newer results.

        Returns:
            Whether they are kept.

        """
        row = self._s.list.selected
        if done.fresh or row is None or row.id != done.keep:
            return False
        self.held = True
        self._s.follow(again=True)
        return True

    def show_later(self) -> None:
        """Ask again for newer results: for where the cursor is now, or once what is being typed is done."""
        if self._s.foot.prompt is None:
            self._finding.again()
        else:
            self.held = True

    def release(self) -> None:
        """Show newer results, now that one has gone on."""
        if self.held:
            self.held = False
            self._finding.again()

    def keep_vanished(self, ready: m.PageReady) -> bool:
        """Leave an article on the screen that the corpus has no longer, and say so; whether it is one."""
        page = self._s.article.page
        if ready.page is not None or page is None or page.article.id != ready.article:
            return False
        if page.state != "gone":
            self._s.article.show(replace(page, state="gone"))
            self._s.say(GONE)
        return True

    # keys

    def do_rescan(self, _: KeyAction) -> None:
        """Look at all files again."""
        backend = self._s.backend
        self._s.new = 0
        self._s.tell_status()

        def rescan() -> Message:
            return m.Rescanned(backend.rescan())

        self._s.context.threads.fetch(self._s, "rescan", rescan)
