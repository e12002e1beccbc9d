"""Actions that open a screen over the results, or over the other articles of one: what is gathered from many."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.keymap import KeyAction

if TYPE_CHECKING:
    from tui.screens.brief import BriefScreen
    from tui.screens.browse.finding import Finding
    from tui.screens.browse.panes import BrowsePanes
    from tui.screens.passages import Bookmarks
    from tui.screens.quotes import QuotesScreen


class Gathering:
    """Opens the concordance, quotes, the brief, and what is like an article or of its story."""

    def __init__(self, screen: BrowsePanes, finding: Finding) -> None:
        self._s, self._finding = screen, finding
        self._bookmarks: Bookmarks = {}

    def do_context(self, _: KeyAction) -> None:
        from tui.screens.context import ContextScreen

        found = self._s.found
        if found.query:
            self._s.open_screen(ContextScreen(self._s.context, found, self._finding.show_place))
        else:
            self._s.say("nothing is searched for; / searches")

    def do_quotes(self, _: KeyAction) -> None:
        from tui.screens.quotes import QuotesScreen

        self._open_passages(QuotesScreen)

    def do_brief(self, _: KeyAction) -> None:
        from tui.screens.brief import BriefScreen

        self._open_passages(BriefScreen)

    def _open_passages(self, screen: type[QuotesScreen | BriefScreen]) -> None:
        def show(article: str, span: tuple[int, int]) -> None:
            self._finding.show_place(article, span)
            if keys := self._s.keymap.keys_of(screen.PLACE, self._s.where):
                self._s.say(f"{keys[0]} goes back to the {screen.PLACE}")

        self._s.open_screen(screen(self._s.context, self._s.found, list(self._s.list.marked), show, self._bookmarks))

    def do_similar(self, _: KeyAction) -> None:
        """List the articles most like this one."""
        from tui.screens.similar import SimilarScreen

        def show(query: str, article: str) -> None:
            self._finding.search(query, keep=article)

        if row := self._s.list.selected:
            self._s.open_screen(SimilarScreen(self._s.context, row.id, row.title, show))

    def do_coverage(self, _: KeyAction) -> None:
        """List the other articles of this one's story."""
        from tui.screens.coverage import CoverageScreen

        def show(query: str, article: str) -> None:
            self._finding.search(query, keep=article)

        if row := self._s.list.selected:
            self._s.open_screen(CoverageScreen(self._s.context, row.id, row.title, show))
