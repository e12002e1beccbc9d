"""The selected article: its card above its text, in one frame.

Both are laid out by `tui.views`; this widget holds where one is in them and paints what changed.
"""

from __future__ import annotations

from collections.abc import Mapping

from rich.style import Style
from textual.strip import Strip

from tui.backend.results import AnnotatedArticle
from tui.labels import label
from tui.theme import Look
from tui.views.card import CardItem, CardLine, Evidence, Layout, Part, lay_out, parts, written
from tui.views.cells import Piece, cut, line_of, strip_of, width
from tui.views.text import HIGHLIGHTS, LETTERS, NONE, Layer, TextView, furniture_folds, ground_layers, mention_layers
from tui.widgets.pane import Pane

CARD_SHARE = 0.45
"""Of the height, at most, for a card that has not been unfolded."""

WIDEST = 110
"""Cells of a line of text, at most: longer lines are hard to read."""


class ArticlePane(Pane):
    """Card over text. `place` says which of the two has the keys."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, name="article")
        self.place = "card"
        self.page: AnnotatedArticle | None = None
        self.empty = ""
        self.highlights = LETTERS
        self.colours: Mapping[str, Style] = {}
        """Styles of tags that have a colour of their own."""
        self.unfolded: frozenset[str] = frozenset()
        self.furniture = False
        """Whether page furniture is shown whole."""
        self.item = 0
        self.card_top = 0
        self.evidence: Evidence | None = None
        self.selection: tuple[int, int] | None = None
        """Anchor and cursor, in code points."""
        self._parts: list[Part] = []
        self._layout = Layout(())
        self.text = TextView("")

    # what is shown

    def show(self, page: AnnotatedArticle | None, *, top: int = 0) -> None:
        """Show an article, or nothing; the same article again keeps the place."""
        same = page is not None and self.page is not None and page.article.id == self.page.article.id
        stayed = same and self.text.top == (self.page.opening if self.page else 0)
        self.page = page
        if not same:
            self.item = self.card_top = 0
            self.evidence = self.selection = None
            self.unfolded, self.furniture = frozenset(), False
        top = self.text.top if same and not stayed else top or (page.opening if page else 0)
        gone = " (no longer in the corpus)" if page and page.state == "gone" else ""
        self.heading = line_of(page.title) + gone if page else ""
        self._parts = parts(page.record) if page and page.record else []
        if page is not None:
            self._parts += written(page)
        self.text = TextView(page.article.text if page else "", self.text.width, top=top)
        self._style_text()
        self.lay_out()

    def paint(self, colours: Mapping[str, Style]) -> None:
        """Show tags in these colours."""
        if colours != self.colours:
            self.colours = colours
            self.refresh()

    def lay_out(self) -> None:
        """Lay out card and text anew; where the pane is hidden and has no size, once it has one."""
        self._layout = Layout(())
        self.refit()

    def fit(self) -> None:
        """Lay out card and text for the size there is."""
        cells = max(1, self.inner_width - 2)
        for most in (3, 2, 1):
            self._layout = lay_out(self._parts, cells, self.look, self.unfolded, most)
            if self.unfolded or self._card_size() <= self._card_room():
                break
        self.item = min(self.item, max(0, len(self._layout.items) - 1))
        self.text.resize(min(cells, WIDEST), self.highlights == LETTERS)
        self.counter = self._where()

    @property
    def current(self) -> CardItem | None:
        """The item under the card's cursor."""
        items = self._layout.items
        return items[self.item] if self.item < len(items) else None

    @property
    def text_height(self) -> int:
        """Lines of text on screen."""
        return max(1, self.inner_height - self.card_height - 1)

    # moving

    def move(self, by: int) -> None:
        """Move by lines: the cursor of the card, or the text by scrolling."""
        if self.place != "card":
            self._scroll(by)
            return
        lines = [y for y, line in enumerate(self._layout.lines) if line.cells]
        if not lines:
            return
        here = self._layout.line_of(self.item)
        place = lines.index(here) if here in lines else 0
        to = lines[min(max(place + by, 0), len(lines) - 1)]
        self._to_item(self._layout.lines[to].cells[0].item)

    def wheel(self, by: int) -> None:
        """Scroll the text, whichever of the two has the keys."""
        if self.text.scroll(by, self.text_height):
            self._paint_text()

    def sideways(self, by: int) -> None:
        """Move the cursor along the items of the card's line."""
        if self._layout.items:
            shown = [cell.item for line in self._layout.lines for cell in line.cells]
            at = shown.index(self.item) if self.item in shown else 0
            self._to_item(shown[min(max(at + by, 0), len(shown) - 1)])

    def page_by(self, by: float) -> None:
        """Scroll the text by screens, whichever of the two has the keys."""
        self._scroll(round(by * max(1, self.text_height - 1)))

    def to_end(self, end: bool) -> None:
        """Go to the first or the last line, of the card or of the text."""
        if self.place == "card":
            self._to_item(self._last_item() if end else 0)
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
        places = item.evidence
        at = places.index(self.evidence) if self.evidence in places else None
        self.show_span(*places[0 if at is None else (at + (step or 1)) % len(places)])
        return True

    def next_hit(self, step: int) -> bool:
        """Go to the next or previous hit of the search; False where there is none further on in this text."""
        if self.page is None:
            return False
        found = self.page.hits
        here = self.evidence[0] if self.evidence else self.text.top - (step > 0)
        later = [hit for hit in found if (hit[0] > here if step > 0 else hit[0] < here)]
        if not later:
            return False
        self.show_span(*(later[0] if step > 0 else later[-1]))
        return True

    def toggle_fold(self) -> None:
        """Unfold every part, or fold them again."""
        self.unfolded = frozenset() if self.unfolded else frozenset(part.name for part in self._parts)
        self.card_top = 0
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

    def body(self, y: int) -> Strip:
        cells = self.inner_width
        if self.page is None:
            return strip_of([(" ", None), (cut(self.empty, cells - 2), self.look.dim)] if y == 0 else [], cells)
        height = self.card_height
        if y == 0:
            return strip_of([(" ", None), *self._byline(cells - 2)], cells)
        if y < height:
            return self._card_line(y - 1 + self.card_top, cells)
        window = self.text.window(self.text_height)
        row = y - height - 1
        if row >= len(window):
            return Strip.blank(cells)
        return strip_of([(" ", None), *self.text.pieces(window[row], self.look)], cells)

    def render_line(self, y: int) -> Strip:
        self._fit()
        if self.page is not None and y == self.card_height + 1:
            glyphs = self.look.glyphs
            corners = glyphs.heavy if self.active else glyphs.light
            style = self.look.frame_focus if self.active else self.look.frame
            return self._divider(corners, style)
        return super().render_line(y)

    def _divider(self, corners: str, style: Style) -> Strip:
        cells = self.size.width
        pieces: list[Piece] = [(corners[6], style)]
        used = 1
        for name in self._legend():
            known = label(name)
            if used + len(known.word) + 4 > cells - 2:
                break
            pieces += [(" ", style), (known.letter, self.look.chip(name)), (f" {known.word}", self.look.dim)]
            used += len(known.word) + 3
        line = corners[1] * max(0, cells - used - 1)
        pieces.append((f" {line[1:]}" if len(pieces) > 1 else line, style))
        pieces.append((corners[7], style))
        return strip_of(pieces, cells)

    def _legend(self) -> list[str]:
        if self.page is None or self.page.record is None or self.highlights == NONE:
            return []
        counts: dict[str, int] = {}
        for mention in self.page.record.mentions:
            counts[mention.label] = counts.get(mention.label, 0) + 1
        return sorted(counts, key=lambda name: -counts[name])

    def _byline(self, cells: int) -> list[Piece]:
        page = self.page
        if page is None:
            return []
        dot = f" {self.look.glyphs.dot} "
        record = page.record
        byline = record.dateline.byline.text if record and record.dateline.byline else ""
        facts = [page.date.replace("T", " ")[:16], line_of(page.source), line_of(byline)]
        words = dot.join(filter(None, facts)) or "no date, no source"
        pieces: list[Piece] = [(cut(words, cells, self.look.glyphs.ellipsis), self.look.dim)]
        used = width(pieces[0][0])
        extras: list[Piece] = [(f"{self.look.glyphs.star} starred", self.look.warn)] if page.starred else []
        extras += [(f"#{line_of(tag)}", self.colours.get(tag, self.look.tag)) for tag in page.tags]
        if page.note_count:
            extras.append((f"{self.look.glyphs.note} {page.note_count}", self.look.warn))
        for text, style in extras:
            if used + width(text) + 2 > cells:
                break
            pieces += [("  ", None), (text, style)]
            used += width(text) + 2
        return pieces

    def _card_line(self, y: int, cells: int) -> Strip:
        if not self._layout.lines:
            words = self.page.error or "Its card is still to come." if self.page else ""
            if self.page and self.page.state == "failed":
                words = f"No card: {self.page.error or 'a component failed on it'}"
            return strip_of([(" ", None), (cut(line_of(words), cells - 2), self.look.dim)] if y == 0 else [], cells)
        if y >= len(self._layout.lines):
            return Strip.blank(cells)
        line = self._layout.lines[y]
        return strip_of([(" ", None), *self._with_cursor(line)], cells)

    def _with_cursor(self, line: CardLine) -> list[Piece]:
        here = next((cell for cell in line.cells if cell.item == self.item), None)
        if here is None or not (self.active and self.place == "card"):
            return list(line.pieces)
        out: list[Piece] = []
        x = 0
        for text, style in line.pieces:
            size = width(text)
            inside = here.x <= x < here.x + here.width
            out.append((text, self.look.cursor if inside and not (style and style.reverse) else style))
            x += size
        return out

    def _card_size(self) -> int:
        return 1 + max(1, len(self._layout.lines))

    def _card_room(self) -> int:
        inner = self.inner_height
        return max(3, int(inner * (0.75 if self.unfolded else CARD_SHARE)))

    @property
    def card_height(self) -> int:
        """Lines of the inside that the card takes."""
        return min(self._card_size(), self._card_room())

    def _last_item(self) -> int:
        return max((cell.item for line in self._layout.lines for cell in line.cells), default=0)

    def _to_item(self, item: int) -> None:
        if item == self.item:
            return
        self.item = item
        self.evidence = None
        line, rows = self._layout.line_of(item), self.card_height - 1
        self.card_top = min(max(self.card_top, line - rows + 1), line)
        self.refresh_body(0, self.card_height)

    def _scroll(self, by: int) -> None:
        if self.selection is not None:
            self._extend(by)
        elif self.text.scroll(by, self.text_height):
            self._paint_text()

    def _extend(self, by: int) -> None:
        """Move the selection's cursor by lines, keeping the column."""
        if self.selection is None:
            return
        anchor, cursor = self.selection
        for _ in range(abs(by)):
            start, end = self.text.line_at(cursor)
            column = cursor - start
            if by > 0:
                if end >= len(self.text.text):
                    break
                start, end = self.text.line_at(end + (self.text.text[end : end + 1] == "\n"))
            else:
                if start == 0:
                    break
                start, end = self.text.line_at(start - 1)
            cursor = min(start + column, max(start, end - 1))
        self.select((anchor, cursor))

    def _paint_text(self) -> None:
        self.set_counter(self._where())
        self.refresh_body(self.card_height + 1, self.text_height)

    def _where(self) -> str:
        share = self.text.share(self.text_height)
        return "" if self.page is None else "all" if share == (0.0, 1.0) else f"{share[1]:.0%}"

    def _style_text(self) -> None:
        record = self.page.record if self.page else None
        self.text.mentions = mention_layers(record, self.look) if record and self.highlights != NONE else ()
        self.text.under = ground_layers(record, self.look) if record else ()
        self.text.folds = furniture_folds(record) if record and not self.furniture else ()
        self.text.__post_init__()
        self._mark()

    def _mark(self) -> None:
        if self.page is None:
            return
        look = self.look
        over = [Layer(*hit, look.hit) for hit in self.page.hits]
        over += [Layer(p.start, p.end, look.tag + Style(underline=True)) for p in self.page.passages]
        if self.evidence:
            over.append(Layer(*self.evidence, look.evidence))
        if span := self.selected_span:
            over.append(Layer(*span, look.selection))
        self.text.over = over
