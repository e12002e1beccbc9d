"""Who said what in the marked articles or in the results: a statement a line, the same words in many outlets once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from extract.brief.narrowing import searched_text
from tui import messages as m
from tui.keymap import KeyAction
from tui.keys import QUOTES
from tui.screens.key_screen import UndoScreen
from tui.screens.note_prompt import ask_note
from tui.screens.passages import Chosen, PassagesScreen
from tui.screens.tagging_screen import NO_LINE, TaggingScreen
from tui.views.cells import line_of, pad, width
from tui.widgets.passages import Passage

if TYPE_CHECKING:
    from extract.brief.listed import ListedQuote
    from extract.brief.quotes import Order
    from tui.backend.briefs import ListedQuotes

ORDERS: tuple[Order, ...] = ("date", "speaker", "none")
GROUPED: dict[Order, str] = {"date": "by date", "speaker": "by speaker", "none": "as the results stand"}
FORMS = {
    "text": ("A line each, grouped as they are here", "txt"),
    "jsonl": ("A JSON object a line, with every place", "jsonl"),
}
"""Forms in which quotes are exported: what each is, and the ending of its file."""
SPEAKER, SPEAKER_NARROW, OUTLETS = 18, 12, 20
"""Cells of a speaker's name, and where the window is narrow, and of the names of outlets."""
NARROW, WIDE = 70, 100
"""Cells below which a line has no room for the date, and below which it only says how many outlets more."""


class QuotesScreen(PassagesScreen[m.QuotesReady], TaggingScreen, UndoScreen):
    """The statements of the marked articles, else of the results; enter shows one in its article."""

    PLACE = QUOTES
    _outlets = 0
    """Cells of the names of outlets."""
    HEADING, WAITING = "Quotes", "Gathering the quotes ..."
    HINTS = {  # noqa: RUF012
        QUOTES: ("enter", "unfold", "group_quotes", "find_quote", "back", "tag", "note", "export", "gather", "help")
    }

    def fetch(self) -> m.QuotesReady:
        return m.QuotesReady(self.context.backend.briefs.quotes(self.found, self.marked, self.report))

    def texts(self) -> Iterator[str]:
        assert self.gathered is not None
        quotes, orders = self.gathered.quotes.quotes, self.gathered.quotes.orders
        for number in orders[self.by]:
            quote = quotes[number]
            yield searched_text(quote.day, f"{quote.speaker} {quote.group}", quote.text, quote.outlets)

    def on_quotes_ready(self, ready: m.QuotesReady) -> None:
        self.show_gathered(ready)

    def show_gathered(self, gathered: m.QuotesReady) -> None:
        self.gathered = gathered
        self.rows_came()
        self._show_quotes(gathered.quotes)

    def do_group_quotes(self, _: KeyAction) -> None:
        """Group them in another way."""
        self.by = ORDERS[(ORDERS.index(self.by) + 1) % len(ORDERS)]
        if self.gathered:
            self._show_quotes(self.gathered.quotes)

    @property
    def row_articles(self) -> Sequence[str]:
        row = self.pane.current
        return list(dict.fromkeys(article for article, _, _ in row.passage.places)) if row is not None else []

    def do_note(self, _: KeyAction) -> None:
        """Ask for a note on the words, where `enter` shows them."""
        row, annotations = self.pane.current, self.context.backend.annotations
        if row is None:
            self.say(NO_LINE)
            return
        article, start, end = row.passage.places[0]

        def write(text: str) -> str:
            return annotations.write_note(article, text, (start, end))

        ask_note(self, "note on the passage ", article, write)

    def do_export(self, _: KeyAction) -> None:
        """Choose a form, then a file, for the quotes that are listed."""
        from tui.screens.exporting import ExportForm, Exporting

        backend, found, marked = self.context.backend, self.found, self.marked
        by, words = self.by, self.narrowed

        def export(form: str, path: str, replace: bool) -> str:
            return backend.briefs.export_quotes(found, marked, by, words, form, path, replace=replace)

        forms = [ExportForm(form, does, f"{backend.name}-quotes.{end}") for form, (does, end) in FORMS.items()]
        Exporting(self, "the quotes", export).ask(forms)

    def on_export_exists(self, there: m.ExportExists) -> None:
        from tui.screens.exporting import ask_to_replace

        ask_to_replace(self, there)

    def _show_quotes(self, listed: ListedQuotes) -> None:
        looked = listed.articles + listed.missing
        few = f" in {looked:,} of {self.count:,} articles" if looked < self.count else ""
        late = f", {listed.missing:,} articles not extracted yet" if listed.missing else ""
        heading = f"{self.source}: {len(listed.quotes):,} quotes{few}{late}, {GROUPED[self.by]}"
        named = {quote.outlets for quote in listed.quotes}
        self._outlets = min(OUTLETS, max((width(_names(outlets)) for outlets in named), default=0))
        passages = Chosen(listed.orders[self.by], lambda number: self._passage(listed.quotes[number]))
        self.show_passages(passages, heading, "Nobody is quoted in these articles", listed.missing)

    def _passage(self, quote: ListedQuote) -> Passage:
        room = self.pane.size.width
        name = quote.group if self.by == "speaker" else quote.speaker
        cells = SPEAKER_NARROW if room < NARROW else SPEAKER
        speaker = pad(line_of(name or "unnamed"), cells, self.look.glyphs.ellipsis)
        front = speaker if room < NARROW else f"{quote.day or 'no date':<10}  {speaker} "
        more = f"+{len(quote.outlets) - 1}" if len(quote.outlets) > 1 else ""
        behind = more if room < WIDE else pad(_names(quote.outlets), self._outlets, self.look.glyphs.ellipsis)
        return Passage(front, quote.text, quote.places, behind)


def _names(outlets: Sequence[str]) -> str:
    return ", ".join(map(line_of, outlets))
