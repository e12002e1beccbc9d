"""Who said what in the results: a statement a line, the same words in many outlets once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events

from tui import messages as m
from tui.keymap import KeyAction
from tui.keys import QUOTES
from tui.screens.passages import PassagesScreen, ShowPlace
from tui.views.cells import cut, line_of, width
from tui.widgets.passages import Passage

if TYPE_CHECKING:
    from extract.brief.quotes import Order
    from extract.brief.statements import Statement
    from tui.backend.briefs import ListedQuotes
    from tui.backend.results import QueryResult
    from tui.screens.screen_context import ScreenContext

ORDERS: tuple[Order, ...] = ("date", "speaker", "none")
GROUPED: dict[Order, str] = {"date": "by date", "speaker": "by speaker", "none": "as the results stand"}
SPEAKER, SPEAKER_NARROW = 18, 12
"""Cells of a speaker's name, and where the window is narrow."""
NARROW = 70
"""Cells below which a line has room for speaker and words alone."""


class QuotesScreen(PassagesScreen):
    """The statements of the results; enter shows one in its article."""

    PLACE = QUOTES
    HINTS = {QUOTES: ("down", "enter", "unfold", "group_quotes", "find_quote", "copy", "back", "help")}  # noqa: RUF012

    def __init__(self, context: ScreenContext, found: QueryResult, show_place: ShowPlace) -> None:
        super().__init__(context, found, show_place)
        self._by: Order = ORDERS[0]
        self._listed: ListedQuotes | None = None
        self.pane.heading = "Quotes"
        self.pane.empty = "Gathering the quotes ..."

    def gather(self) -> None:
        briefs, found, by = self.context.backend.briefs, self.found, self._by
        gathered = self.context.threads.count(self, QUOTES, lambda: m.QuotesReady(briefs.quotes(found, by)))
        self.hold_keys_for(gathered)

    def on_quotes_ready(self, ready: m.QuotesReady) -> None:
        self._listed = ready.quotes
        self._show(ready.quotes)

    def on_resize(self, event: events.Resize) -> None:
        super().on_resize(event)
        if self._listed is not None:
            self._show(self._listed)

    def _show(self, quotes: ListedQuotes) -> None:
        """Show the statements."""
        of = line_of(self.found.query) or "all articles"
        few = f" in {quotes.articles:,} of {self.found.count:,} articles" if quotes.articles < self.found.count else ""
        late = f", {quotes.missing:,} not extracted yet" if quotes.missing else ""
        heading = f"{of}: {len(quotes.statements):,} quotes{few}{late}, {GROUPED[self._by]}"
        passages = [self._passage(one) for one in quotes.statements]
        self.show_passages(passages, heading, "Nobody is quoted in these articles; escape goes back.")

    def do_group_quotes(self, _: KeyAction) -> None:
        """Group them in another way."""
        self._by = ORDERS[(ORDERS.index(self._by) + 1) % len(ORDERS)]
        self.gather()

    def _passage(self, statement: Statement) -> Passage:
        from extract.brief.quotes import first_day

        first = statement.sayings[0]
        narrow = self.size.width < NARROW
        cells = SPEAKER_NARROW if narrow else SPEAKER
        speaker = cut(line_of(statement.speaker or "unnamed"), cells, self.look.glyphs.ellipsis)
        speaker += " " * (cells - width(speaker))
        outlets = dict.fromkeys(line_of(one.article.outlet) for one in statement.sayings if one.article.outlet)
        return Passage(
            speaker if narrow else f"{(first_day(statement) or 'no date')[:10]:<10}  {speaker} ",
            f"“{first.quote.text}”" if first.quote.kind == "direct" else first.quote.text,
            tuple((source.article, source.start, source.end) for source in statement.sources),
            "" if narrow else ", ".join(outlets),
        )
