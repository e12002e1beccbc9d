"""Other articles beside one: a list from which one of them is opened, and said to be of its story or not."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Generic, TypeVar

from textual.app import ComposeResult

from tui import messages as m
from tui.keymap import KeyAction
from tui.keys import OTHERS
from tui.screens.key_screen import UndoScreen
from tui.views.cells import line_of
from tui.widgets.rows import RowsPane

if TYPE_CHECKING:
    from extract.index import Row
    from tui.screens.screen_context import ScreenContext

Other = TypeVar("Other")


class BesideScreen(UndoScreen, Generic[Other]):
    """Articles beside one; a subclass fetches and draws them."""

    HINTS = {OTHERS: ("enter", "same_story", "other_story", "undo", "back", "copy", "help")}  # noqa: RUF012
    FIELD = ""
    """The field of the query that finds them."""

    def __init__(
        self,
        context: ScreenContext,
        article: str,
        title: str,
        show: Callable[[str, str], None],
        rows: RowsPane[Other],
    ) -> None:
        """Make one for an article; `show` runs a query in the list and goes to an article in it."""
        super().__init__(context)
        self._article, self._show, self._title, self.rows = article, show, line_of(title), rows
        self.wanted = article
        """Value of the field by which they are found."""

    def fetch(self) -> m.SimilarReady | m.OthersReady:
        """Look the articles up, on a worker thread."""
        raise NotImplementedError

    def row_of(self, other: Other) -> Row:
        """Return one of them as a list shows it."""
        raise NotImplementedError

    def say_of(self, other: Other) -> str:
        """Say in words what its line says beside the title."""
        raise NotImplementedError

    def groups(self) -> Iterable[object]:
        return self, self.rows

    @property
    def where(self) -> str:
        return OTHERS

    def compose(self) -> ComposeResult:
        yield self.rows
        yield self.foot

    def on_mount(self) -> None:
        self.show_hints()
        self._look_up()

    def _look_up(self) -> None:
        self.hold_keys_for(self.context.threads.count(self, self.FIELD, self.fetch))

    def on_written(self, written: m.Written) -> None:
        """Say what was decided, and show what follows from it."""
        if written.said:
            self.say(written.said)
        self._look_up()

    def do_enter(self, _: KeyAction) -> None:
        """Show the article, among all of them."""
        if (other := self.rows.current) is not None:
            article = self.row_of(other).id
            self.leave_for([article], lambda _: self._show(f"{self.FIELD}:{self.wanted}", article))

    def do_same_story(self, _: KeyAction) -> None:
        self._decide(same=True)

    def do_other_story(self, _: KeyAction) -> None:
        self._decide(same=False)

    def _decide(self, *, same: bool) -> None:
        if (other := self.rows.current) is not None:
            backend, one, article = self.context.backend, self.row_of(other).id, self._article
            self.context.threads.write(self, lambda: m.Written(backend.decide_story(one, article, same=same)))

    def do_copy(self, _: KeyAction) -> None:
        """Copy the line."""
        if (other := self.rows.current) is not None:
            row = self.row_of(other)
            facts = (row.published or "", row.source or "", row.title, self.say_of(other))
            self.copy("the line", " · ".join(filter(None, facts)))

    def do_back(self, _: KeyAction) -> None:
        self.dismiss()
