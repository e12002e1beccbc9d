"""What the screens of quotes and of the brief share: passages, narrowed by typing; enter opens one in its article."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from textual.app import ComposeResult

from extract.folding import fold_words, has_words
from tui.keymap import KeyAction
from tui.screens.key_screen import KeyScreen
from tui.views.cells import line_of
from tui.views.line import LineEditor
from tui.views.prompt import Prompt
from tui.widgets.passages import Passage, PassagesPane

if TYPE_CHECKING:
    from tui.backend.results import QueryResult
    from tui.screens.screen_context import ScreenContext

ShowPlace = Callable[[str, tuple[int, int]], None]
"""Shows a span of an article in the list and the reader."""


class PassagesScreen(KeyScreen):
    """Passages of the results of a query."""

    PLACE = ""
    UNFOLDED = False
    """Whether passages are shown whole from the beginning."""

    def __init__(self, context: ScreenContext, found: QueryResult, show_place: ShowPlace) -> None:
        super().__init__(context)
        self.found, self._show_place = found, show_place
        self.passages: Sequence[Passage] = ()
        self._narrowed = self._heading = ""
        self.pane = PassagesPane(self.look, self.PLACE, "", unfolded=self.UNFOLDED)

    def gather(self) -> None:
        """Ask for the passages."""
        raise NotImplementedError

    def show_passages(self, passages: Sequence[Passage], heading: str, empty: str) -> None:
        """Show passages, those that are narrowed to."""
        self.passages = passages
        self._heading, self.pane.empty = heading, empty
        self._narrow(self._narrowed)

    def groups(self) -> Iterable[object]:
        return self.pane, self

    @property
    def where(self) -> str:
        return self.PLACE

    def compose(self) -> ComposeResult:
        yield self.pane
        yield self.foot

    def on_mount(self) -> None:
        self.show_hints()
        self.gather()

    def on_unmount(self) -> None:
        self.context.threads.cancel(self.PLACE)

    def _narrow(self, words: str) -> None:
        self._narrowed = words
        wanted = fold_words(words)
        shown = [one for one in self.passages if _has(one, wanted)] if wanted else self.passages
        lines = f"{len(shown):,} line{'s' * (len(shown) != 1)}"
        self.pane.heading = f"{self._heading}; {lines} with “{line_of(words)}”" if wanted else self._heading
        self.pane.show_passages(shown)

    # keys

    def do_enter(self, _: KeyAction) -> None:
        """Show the passage in its article."""
        row = self.pane.current
        if row is not None and row.passage.places:
            article, start, end = row.passage.places[0]
            self.dismiss()
            self._show_place(article, (start, end))

    def do_unfold(self, _: KeyAction) -> None:
        self.pane.turn()

    def do_copy(self, _: KeyAction) -> None:
        """Copy the passage."""
        if row := self.pane.current:
            passage = row.passage
            self.copy("the line", " ".join(f"{passage.front} {passage.text} {passage.behind}".split()))

    def do_find_quote(self, _: KeyAction) -> None:
        """Narrow to the passages with some words, as they are typed."""
        dropped = self._narrowed
        self.ask(
            Prompt(
                "words ",
                LineEditor(self._narrowed),
                done=self._narrow,
                changed=self._narrow,
                dropped=lambda: self._narrow(dropped),
            )
        )

    def do_back(self, _: KeyAction) -> None:
        if self._narrowed:
            self._narrow("")
        else:
            self.dismiss()


def _has(passage: Passage, wanted: Sequence[str]) -> bool:
    """Tell whether a passage, or a heading, has all of these words or beginnings."""
    return has_words(f"{passage.front} {passage.text} {passage.behind}", wanted)
