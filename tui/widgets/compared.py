"""One of two texts that are compared: what only it has is marked; signs in front of lines say where they differ.

Never colour alone: words that only this text has stand between marks, and their lines have a sign, as have lines at
which the other text has more, or which stand elsewhere there.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from rich.style import Style
from textual.strip import Strip

from extract.alignment import Kind, Stretch
from tui.backend.results import AnnotatedArticle
from tui.theme import Theme
from tui.views.cells import Piece, line_of, strip_of, wrapped
from tui.views.text import Layer, Line, TextView, furniture_folds
from tui.widgets.pane import Pane

ONLY, MISSING, MOVED = "+", "-", "~"
"""Signs of a line: only this text has words of it, only the other has some here, it stands elsewhere in the other."""
SIGNS = 3
"""Cells of the signs in front of a line."""
WIDEST = 80
"""Cells of a line of text; longer ones are hard to read."""


class ComparedText(Pane):
    """A text beside another."""

    def __init__(self, look: Theme, name: str) -> None:
        super().__init__(look, name=name)
        self.page: AnnotatedArticle | None = None
        self.empty = ""
        self.view = TextView("", marks=look.glyphs.only, letters=False)
        self.furniture = False
        """Whether page furniture is shown whole."""
        self.current: Line | None = None
        """The difference that one is at."""
        self._stretches: Sequence[Stretch] = ()
        self._starts: list[int] = []
        self._gaps: list[int] = []
        """Where the other text has more, ascending."""

    def show(self, page: AnnotatedArticle, stretches: Sequence[Stretch], differences: Sequence[Line]) -> None:
        """Show a text, and where it differs, if anywhere; the same article again keeps the place.

        Args:
            page: the article.
            stretches: of its text, all of it.
            differences: where it differs; where only the other text has something, start and end are one.

        """
        same = self.page is not None and self.page.article.id == page.article.id
        top = self.view.top if same else page.opening
        self.page, self._stretches, self.current = page, stretches, None
        self._starts = [one.start for one in stretches]
        self._gaps = [start for start, end in differences if start == end]
        facts = (page.date[:10], line_of(page.source), line_of(page.title))
        self.heading = f" {self.look.glyphs.dot} ".join(filter(None, facts))
        self.view = TextView(page.article.text, self.view.width, marks=self.look.glyphs.only, letters=False, top=top)
        self._style()
        self.refit()

    def _style(self) -> None:
        page, look, view = self.page, self.look, self.view
        if page is None:
            return
        styles: dict[Kind, Style] = {Kind.SAME: look.dim, Kind.ONLY: look.warn, Kind.ASIDE: look.furniture}
        spans = [(one.kind, self._trimmed(one)) for one in self._stretches]
        view.mentions = [Layer(*span, styles[kind]) for kind, span in spans if kind in styles]
        view.hits = [span for kind, span in spans if kind is Kind.ONLY]
        view.folds = furniture_folds(page.record) if page.record and not self.furniture else ()
        view.over = [Layer(*self.current, look.evidence)] if self.current else []
        view.__post_init__()

    def _trimmed(self, stretch: Stretch) -> Line:
        """Return a stretch without the white space at its end."""
        text = self.view.text[stretch.start : stretch.end]
        start = stretch.start + len(text) - len(text.lstrip())
        return start, max(start, stretch.start + len(text.rstrip()))

    def fit(self) -> None:
        self.view.resize(max(1, min(self.inner_width - SIGNS - 1, WIDEST)))
        self._say_where()

    def _say_where(self) -> None:
        self.counter = "" if self.page is None else self.view.read_to(self.inner_height)
        self.thumb = self.view.share(self.inner_height)

    # moving

    def scroll_by(self, by: int) -> None:
        """Scroll by lines."""
        if self.view.scroll(by, self.inner_height):
            self._say_where()
            self.refresh()

    def go_to(self, offset: int, lines_above: int) -> None:
        """Have a place stand so many lines below the first, as far as there is text above it."""
        self.view.top = self.view.line_at(offset)[0]
        self.view.scroll(-lines_above, self.inner_height)
        self._say_where()
        self.refresh()

    def has_in_sight(self, place: Line) -> bool:
        """Whether a place is on screen, from its beginning on."""
        window = self.view.window(self.inner_height)
        return bool(window) and window[0][0] <= place[0] < window[-1][1]

    def set_current(self, place: Line | None) -> None:
        """Show which difference one is at."""
        self.current = place
        self.view.over = [Layer(*place, self.look.evidence)] if place else []
        self.refresh()

    def toggle_furniture(self) -> bool:
        """Show page furniture whole, or fold it again; whether there is any that folds."""
        self.furniture = not self.furniture
        self._style()
        self._say_where()
        self.refresh()
        return bool(self.page and self.page.record and furniture_folds(self.page.record))

    # drawing

    def body(self, y: int) -> Strip:
        window = self.view.window(self.inner_height)
        if self.page is None:
            words = wrapped(self.empty, self.inner_width - 2, y)
            return strip_of([(f" {words}", self.look.dim)], self.inner_width)
        if y >= len(window):
            return Strip.blank(self.inner_width)
        signs: list[Piece] = [(self._signs(window[y]), self.look.strong), (" ", None)]
        return strip_of([*signs, *self.view.pieces(window[y], self.look)], self.inner_width)

    def _signs(self, line: Line) -> str:
        start, end = line
        if line in self.view.folds:
            return "  "
        first = max(0, bisect_right(self._starts, start) - 1)
        kinds = {
            one.kind for one in self._stretches[first : bisect_left(self._starts, end)] if self._trimmed(one)[1] > start
        }
        gap = bisect_left(self._gaps, start)
        more = gap < len(self._gaps) and (self._gaps[gap] < end or (self._gaps[gap] == end == len(self.view.text)))
        return (ONLY if Kind.ONLY in kinds else " ") + (MISSING if more else MOVED if Kind.MOVED in kinds else " ")
