"""The selected article: its text and its card, side by side where there is room, else the card above the text.

Both are laid out by `tui.views`; this widget holds where one is in them and paints what changed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip

from tui.backend.results import AnnotatedArticle
from tui.theme import Theme
from tui.views.article_frame import describe_missing_card, draw_cursor, draw_rule, mark_layers
from tui.views.byline import byline
from tui.views.card import CardItem, Evidence, Layout, Part, analyst_part, choose_layout, parts
from tui.views.card_cursor import CardCursor
from tui.views.cells import Piece, cut, line_of, strip_of, wrapped
from tui.views.places import describe_hit, first_unfolded, first_within, next_place, turn_place
from tui.views.text import (
    EVERY,
    HIGHLIGHTS,
    LETTERS,
    NONE,
    TextView,
    furniture_folds,
    ground_layers,
    mention_layers,
)
from tui.widgets.pane import Pane

BESIDE = 100
"""Cells from which text and card stand side by side."""
NARROWEST, WIDEST, SHARE = 60, 80, 0.58
"""Cells of a line of text beside the card, and their part of the pane; shorter and longer lines are hard to read."""
UNFOLDED = 0.75
"""Of the height, at most, for a card above the text that is unfolded."""


class ArticlePane(Pane):
    """Text and card. `place` says which of the two has the keys."""

    def __init__(self, look: Theme) -> None:
        super().__init__(look, name="article")
        self.place = "card"
        self.page: AnnotatedArticle | None = None
        self.empty = ""
        self.highlights = LETTERS
        self.colours: Mapping[str, Style] = {}
        """Styles of tags that have a colour of their own."""
        self.unfolded = False
        self.furniture = False
        """Whether page furniture is shown whole."""
        self.bordered = False
        """Whether a line stands on the left, where another pane is."""
        self.evidence: Evidence | None = None
        self.selection: tuple[int, int] | None = None
        """Anchor and cursor, in code points."""
        self._seek_hit = False
        """Whether the first hit is to be brought into view once the text is laid out."""
        self._parts: list[Part] = []
        self._card = CardCursor()
        self._byline: list[list[Piece]] = []
        self.text = TextView("")

    # what is shown

    def show(self, page: AnnotatedArticle | None, *, top: int = 0) -> None:
        """Show an article, or nothing; the same article again keeps the place."""
        same = page is not None and self.page is not None and page.article.id == self.page.article.id
        stayed = same and self.text.top == (self.page.opening if self.page else 0)
        hits = page.hits if page else ()
        self._seek_hit = not top and bool(hits) and not (same and self._hits == hits)
        self.page = page
        if not same:
            self._card.reset()
            self.evidence = self.selection = None
            self.unfolded = self.furniture = False
        top = self.text.top if same and not stayed else top or (page.opening if page else 0)
        gone = " (no longer in the corpus)" if page and page.state == "gone" else ""
        self.heading = line_of(page.title) + gone if page else ""
        self._parts = parts(page.record) if page and page.record else []
        if page is not None:
            self._parts += analyst_part(page)
        self.text = TextView(page.article.text if page else "", self.text.width, top=top)
        self._style_text()
        self.lay_out()

    def paint(self, colours: Mapping[str, Style]) -> None:
        """Show tags in these colours."""
        if colours != self.colours:
            self.colours = colours
            self.refit()

    def lay_out(self) -> None:
        """Lay out card and text anew; where the pane is hidden and has no size, once it has one."""
        self._card.layout = Layout(())
        self.refit()

    @property
    def beside(self) -> bool:
        """Whether text and card stand side by side."""
        return self.inner_width >= BESIDE

    @property
    def inner_width(self) -> int:
        """Cells of card and text."""
        return max(0, self.size.width - self.bordered)

    @property
    def inner_height(self) -> int:
        """Lines below the title."""
        return max(0, self.size.height - 1)

    @property
    def text_cells(self) -> int:
        """Cells of a line of text."""
        room = self.inner_width - 2
        share = max(NARROWEST, int(self.inner_width * SHARE)) if self.beside else room
        return max(1, min(share, room, WIDEST))

    @property
    def _card_cells(self) -> int:
        return max(1, self.inner_width - self.text_cells - 5 if self.beside else self.inner_width - 2)

    def fit(self) -> None:
        """Lay out card and text for the size there is."""
        self._byline = byline(self.page, self._card_cells, self.look, self.colours) if self.page else []
        height = self.inner_height - len(self._byline) if self.beside else None
        self._card.keep(choose_layout(self._parts, self._card_cells, self.look, unfolded=self.unfolded, height=height))
        self.text.resize(self.text_cells, self.highlights in (LETTERS, EVERY))
        if self._seek_hit:
            self._seek_hit = False
            if (first := self._first_hit) is not None:
                self.text.show(first[0], self.text_height)
        self.counter = self._where()

    @property
    def current(self) -> CardItem | None:
        """The item under the card's cursor."""
        return self._card.current

    @property
    def text_height(self) -> int:
        """Lines of text on screen."""
        return max(1, self.inner_height - (0 if self.beside else self.card_height + 1))

    def is_card(self, x: int, y: int) -> bool:
        """Whether a cell of the inside belongs to the card, not to the text."""
        return x - self.bordered > self.text_cells + 2 if self.beside else y < self.card_height

    # moving

    def move(self, by: int) -> None:
        """Move by lines: the cursor of the card, or the text by scrolling."""
        if self.place == "card":
            self._to_item(self._card.below(by))
        else:
            self._scroll(by)

    def wheel(self, by: int) -> None:
        """Scroll the text, whichever of the two has the keys."""
        if self.text.scroll(by, self.text_height):
            self._paint_text()

    def sideways(self, by: int) -> None:
        """Move the cursor along the items of the card's line."""
        self._to_item(self._card.along(by))

    def page_by(self, by: float) -> None:
        """Scroll the text by screens, whichever of the two has the keys."""
        self._scroll(round(by * max(1, self.text_height - 1)))

    def to_end(self, end: bool) -> None:
        """Go to the first or the last line, of the card or of the text."""
        if self.place == "card":
            self._to_item(self._card.last if end else 0)
        else:
            before = self.text.top
            if end:
                self.text.end(self.text_height)
            else:
                self.text.top = 0
            if self.text.top != before:
                self._paint_text()

    def show_span(self, start: int, end: int) -> None:
        """Bring a stretch of the text into view and mark it."""
        self.evidence = (start, end)
        if any(first < end and start < last for first, last in self.text.folds):
            self.toggle_furniture()
        self._mark()
        self.text.show(start, self.text_height)
        self._paint_text()

    def show_evidence(self, step: int = 0) -> bool:
        """Show what bears out the current item: the first place, or the next or previous one; False where none is."""
        item = self.current
        if item is None or not item.evidence:
            return False
        self.show_span(*turn_place(item.evidence, self.evidence, step or 1))
        return True

    def next_hit(self, step: int) -> bool:
        """Go to the next or previous hit of the search; False where there is none further on in this text."""
        if self.page is None:
            return False
        hit = next_place(self.page.hits, self._from(step), step)
        if hit is not None:
            self.show_span(*hit)
        return hit is not None

    def toggle_fold(self) -> None:
        """Unfold every part, or fold them again."""
        self.unfolded = not self.unfolded
        self._card.top = 0
        self.lay_out()

    def toggle_furniture(self) -> bool:
        """Show page furniture whole, or fold it again; whether the article has any that folds."""
        self.furniture = not self.furniture
        self._style_text()
        self._paint_text()
        return bool(self.page and self.page.record and furniture_folds(self.page.record))

    def toggle_highlights(self) -> str:
        """Go on to the next way of highlighting, and say which."""
        self.highlights = HIGHLIGHTS[(HIGHLIGHTS.index(self.highlights) + 1) % len(HIGHLIGHTS)]
        self._style_text()
        self.lay_out()
        return self.highlights

    @property
    def _hits(self) -> Sequence[Evidence]:
        return self.page.hits if self.page else ()

    @property
    def _first_hit(self) -> Evidence | None:
        return first_unfolded(self._hits, self.text.folds)

    @property
    def hit_in_sight(self) -> Evidence | None:
        """The first hit that is on screen."""
        return first_within(self._hits, self.text.window(self.text_height))

    def next_passage(self, step: int) -> bool:
        """Go to the next or previous passage with a note or a tag, round and round; False where there is none."""
        places = sorted({(passage.start, passage.end) for passage in self.page.passages}) if self.page else []
        if not places:
            return False
        self.show_span(*(next_place(places, self._from(step), step) or places[0 if step > 0 else -1]))
        return True

    def _from(self, step: int) -> int:
        """Where a walk through hits or passages goes on: from the place that is marked, else from the top."""
        return self.evidence[0] if self.evidence else self.text.top - (step > 0)

    @property
    def hit_place(self) -> str:
        """Which hit is marked, and of how many."""
        return describe_hit(self._hits, self.evidence)

    # selecting in the text

    def select(self, selection: tuple[int, int] | None) -> None:
        """Select a stretch: anchor and cursor; None lets go."""
        self.selection = selection
        self._mark()
        if selection:
            self.text.show(selection[1], self.text_height)
        self._paint_text()

    @property
    def selected_span(self) -> tuple[int, int] | None:
        """The selection as (start, end)."""
        if self.selection is None or self.page is None:
            return None
        a, b = sorted(self.selection)
        return a, min(b + 1, len(self.page.article.text))

    def drop_marks(self) -> bool:
        """Let go of selection and evidence; whether there was any."""
        had = self.selection is not None or self.evidence is not None
        self.selection = self.evidence = None
        if had:
            self._mark()
            self._paint_text()
        return had

    # drawing

    def render_line(self, y: int) -> Strip:
        self._fit()
        border: list[Piece] = [(self.look.glyphs.light[3], self.look.frame)] if self.bordered else []
        if y == 0:
            return strip_of([*border, *self._top()], self.size.width)
        if self.page is None:
            words = wrapped(self.empty, self.inner_width - 2, y - 1)
            return strip_of([*border, (f" {words}", self.look.dim)], self.size.width)
        y -= 1
        if self.beside:
            text = strip_of(self._text_line(y), self.text_cells + 2)
            divider = strip_of([(f"{self.look.glyphs.light[3]} ", self.look.frame)], 2)
            card = strip_of(self._card_line(y), self._card_cells + 1)
            return Strip.join([strip_of(border, len(border)), text, divider, card])
        if y < self.card_height:
            return strip_of([*border, (" ", None), *self._card_line(y)], self.size.width)
        if y == self.card_height:
            return strip_of([*border, *self._rule("text", self.counter, self.inner_width, "text")], self.size.width)
        return strip_of([*border, *self._text_line(y - self.card_height - 1)], self.size.width)

    def _top(self) -> list[Piece]:
        """Return the line above text and card, with the title of the article."""
        if not self.beside:
            return self._rule(self.heading, "", self.inner_width, "card")
        tee: Piece = (self.look.glyphs.tee, self.look.frame)
        text = self._rule(self.heading, self.counter, self.text_cells + 2, "text")
        return [*text, tee, *self._rule("card", "", self._card_cells + 2, "card")]

    def _rule(self, name: str, counter: str, cells: int, place: str) -> list[Piece]:
        return draw_rule(self.look, name, counter, cells, focused=self.active and self.place == place)

    def _text_line(self, y: int) -> list[Piece]:
        window = self.text.window(self.text_height)
        return [(" ", None), *self.text.pieces(window[y], self.look)] if 0 <= y < len(window) else []

    def _card_line(self, y: int) -> list[Piece]:
        """Return a line of the card: of what the article says of itself, then of the parts."""
        if y < len(self._byline):
            return self._byline[y]
        y += self._card.top - len(self._byline)
        lines = self._card.layout.lines
        if not lines:
            words = describe_missing_card(self.page) if self.page else ""
            return [(cut(words, self._card_cells, self.look.glyphs.ellipsis), self.look.dim)] if y == 0 else []
        if y >= len(lines):
            return []
        has_keys = self.active and self.place == "card"
        return draw_cursor(lines[y], self._card.item, self.look) if has_keys else list(lines[y].pieces)

    def _card_size(self) -> int:
        return len(self._byline) + max(1, len(self._card.layout.lines))

    @property
    def card_height(self) -> int:
        """Lines of the inside that the card takes."""
        room = self.inner_height
        return min(self._card_size(), room if self.beside else max(3, int(room * UNFOLDED)))

    def _to_item(self, item: int) -> None:
        if self._card.go(item, self.card_height - len(self._byline)):
            self.evidence = None
            self.refresh()

    def _scroll(self, by: int) -> None:
        if self.selection is not None:
            self._extend(by)
        elif self.text.scroll(by, self.text_height):
            self._paint_text()

    def _extend(self, by: int) -> None:
        """Move the selection's cursor by lines, keeping the column."""
        if self.selection is not None:
            from tui.views.motions import by_lines

            anchor, cursor = self.selection
            self.select((anchor, by_lines(self.text.text, self.text.line_at, cursor, by)))

    def _paint_text(self) -> None:
        self.counter = self._where()
        if self.beside:
            self.refresh(Region(0, 0, self.text_cells + 2 + self.bordered, self.size.height))
        else:
            self.refresh_body(self.card_height, self.text_height + 1)

    def _where(self) -> str:
        return "" if self.page is None else self.text.read_to(self.text_height)

    def _style_text(self) -> None:
        record = self.page.record if self.page else None
        every = self.highlights == EVERY
        self.text.mentions = (
            mention_layers(record, self.look, every=every) if record and self.highlights != NONE else ()
        )
        self.text.hits = self.page.hits if self.page else ()
        self.text.under = ground_layers(record, self.look) if record else ()
        self.text.folds = furniture_folds(record) if record and not self.furniture else ()
        self.text.__post_init__()
        self._mark()

    def _mark(self) -> None:
        if self.page is None:
            return
        self.text.over = mark_layers(self.page, self.look, self.evidence, self.selected_span)
