"""Where one is in a card: the item that keys act on, and the first line that is shown."""

from __future__ import annotations

from tui.views.card import CardItem, Layout


class CardCursor:
    """The cursor of a laid-out card, which moves by lines and along them."""

    def __init__(self) -> None:
        self.layout = Layout(())
        self.item = 0
        self.top = 0

    def reset(self) -> None:
        """Go to the first item: another article is shown."""
        self.item = self.top = 0

    def keep(self, layout: Layout) -> None:
        """Stay at the item in a card that is laid out anew."""
        self.layout = layout
        self.item = min(self.item, max(0, len(layout.items) - 1))

    @property
    def current(self) -> CardItem | None:
        """The item under the cursor."""
        items = self.layout.items
        return items[self.item] if self.item < len(items) else None

    @property
    def last(self) -> int:
        """The last item that is shown."""
        return max((cell.item for line in self.layout.lines for cell in line.cells), default=0)

    def below(self, by: int) -> int:
        """Find the first item of the line that is so many further down, or up."""
        firsts = [line.cells[0].item if line.cells else -1 for line in self.layout.lines]
        lines = [y for y, item in enumerate(firsts) if item >= 0 and (y == 0 or item != firsts[y - 1])]
        if not lines:
            return self.item
        here = self.layout.line_of(self.item)
        place = lines.index(here) if here in lines else 0
        return self.layout.lines[lines[min(max(place + by, 0), len(lines) - 1)]].cells[0].item

    def along(self, by: int) -> int:
        """Find the item that is so many further on, or back."""
        if not self.layout.items:
            return self.item
        shown = [cell.item for line in self.layout.lines for cell in line.cells]
        at = shown.index(self.item) if self.item in shown else 0
        return shown[min(max(at + by, 0), len(shown) - 1)]

    def go(self, item: int, rows: int) -> bool:
        """Go to an item, and scroll so that it stands within so many lines; whether it is another one."""
        if item == self.item:
            return False
        self.item = item
        line = self.layout.line_of(item)
        self.top = min(max(self.top, line - rows + 1), line)
        return True
