"""A framed pane, drawn a line at a time: whatever changes, only the cells that changed are sent."""

from __future__ import annotations

from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

from tui.theme import Theme
from tui.views.cells import Piece, cut, strip_of, width
from tui.widgets.messages import PaneClicked, PaneWheeled


class Pane(Widget):
    """A frame with a title above and a counter below, around lines that a subclass draws.

    The frame is heavy where the pane has the keys, so that it shows without colour.
    """

    ALLOW_SELECT = False

    def __init__(self, look: Theme, *, name: str, heading: str = "", id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id or name, name=name)
        self.look = look
        self.heading = heading
        self.counter = ""
        self.active = False
        self.thumb: tuple[float, float] = (0.0, 1.0)
        self._fitted = Size(0, 0)

    # fitting: what depends on the size is found before the first line is drawn at it, so that no frame is wrong

    def fit(self) -> None:
        """Find what depends on the size; a subclass extends it, and refreshes nothing."""

    def refit(self) -> None:
        """Find anew what depends on the size and on what is shown, now or once the pane has a size."""
        self._fitted = Size(0, 0)
        self._fit()
        self.refresh()

    def on_resize(self) -> None:
        self._fit()

    def _fit(self) -> None:
        if self.size and self._fitted != self.size:
            self._fitted = self.size
            self.fit()

    @property
    def inner_width(self) -> int:
        """Cells between the sides."""
        return max(0, self.size.width - 2)

    @property
    def inner_height(self) -> int:
        """Lines between top and bottom."""
        return max(0, self.size.height - 2)

    def body(self, y: int) -> Strip:
        """Draw line `y` of the inside; exactly `inner_width` cells."""
        return Strip.blank(self.inner_width)

    def set_active(self, active: bool) -> None:
        """Give the pane the keys, or take them."""
        if active != self.active:
            self.active = active
            self.refresh()

    def set_counter(self, counter: str) -> None:
        """Say at the bottom where one is; repaints as little as it can."""
        if counter != self.counter:
            reach = max(len(counter), len(self.counter)) + 5
            self.counter = counter
            self.refresh(Region(0, self.size.height - 1, min(reach, self.size.width), 1))

    def refresh_body(self, y: int, height: int = 1, cells: int | None = None) -> None:
        """Repaint lines of the inside, or only their first cells."""
        reach = self.size.width if cells is None else min(cells + 1, self.size.width)
        self.refresh(Region(0, y + 1, reach, height))

    # the mouse, where it is asked for

    def on_click(self, event: events.Click) -> None:
        self.post_message(PaneClicked(self, event.x, max(0, event.y - 1)))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self.post_message(PaneWheeled(self, 1))

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self.post_message(PaneWheeled(self, -1))

    def render_line(self, y: int) -> Strip:
        self._fit()
        height = self.size.height
        corners = self.look.glyphs.heavy if self.active else self.look.glyphs.light
        style = self.look.frame_focus if self.active else self.look.frame
        if y == 0:
            return self.edge(corners[0], corners[1], corners[2], style, self.heading)
        if y >= height - 1:
            return self.edge(corners[4], corners[1], corners[5], style, self.counter, quiet=True)
        side = self.look.glyphs.thumb if self._on_thumb(y - 1) else corners[3]
        return Strip.join([strip_of([(corners[3], style)], 1), self.body(y - 1), strip_of([(side, style)], 1)])

    def edge(self, left: str, across: str, right: str, style: Style, text: str, *, quiet: bool = False) -> Strip:
        """Draw a horizontal line of the frame with a text in it."""
        total = self.size.width
        text = cut(text, total - 6, self.look.glyphs.ellipsis) if text else ""
        pieces: list[Piece] = [(left, style)]
        if text:
            title = self.look.dim if quiet else self.look.part if self.active else self.look.title
            pieces += [(" ", style), (text, title), (" ", style)]
        used = sum(width(piece) for piece, _ in pieces)
        pieces.append((across * max(0, total - used - 1) + right, style))
        return strip_of(pieces, total)

    def _on_thumb(self, y: int) -> bool:
        first, last = self.thumb
        if first <= 0.0 and last >= 1.0:
            return False
        rows = self.inner_height
        start = min(int(first * rows), rows - 1)
        return start <= y <= max(start, int(last * rows + 0.5) - 1)
