"""What the screens of quotes and of the brief share: passages, narrowed by typing; enter opens one in its article."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar, overload

from textual.app import ComposeResult
from textual.message import Message

from extract.brief.narrowing import find_words
from extract.errors import SitrepError
from tui import messages as m
from tui.keymap import KeyAction
from tui.screens.key_screen import KeyScreen
from tui.views.cells import line_of
from tui.views.line import LineEditor
from tui.views.prompt import Prompt
from tui.widgets.passages import TOP, PanePlace, Passage, PassagesPane
from tui.worker_threads import post

if TYPE_CHECKING:
    from extract.brief.quotes import Order
    from tui.backend.results import QueryResult
    from tui.screens.screen_context import ScreenContext

ShowPlace = Callable[[str, tuple[int, int]], None]
"""Shows a span of an article in the list and the reader."""


class Bookmark(NamedTuple):
    """What a screen of passages showed as it was left for an article, and where one was in it."""

    of: tuple[str, str, tuple[str, ...]]
    """The query, the order of its results and the marked articles that it was for."""
    gathered: Any
    by: Order
    narrowed: str
    place: PanePlace


Bookmarks = dict[str, Bookmark]
"""The last bookmark of each place."""


class Chosen(Sequence[Passage]):
    """Passages by their numbers, made when they are looked at."""

    def __init__(self, numbers: Sequence[int], make: Callable[[int], Passage]) -> None:
        self._numbers, self._make = numbers, make

    def __len__(self) -> int:
        return len(self._numbers)

    @overload
    def __getitem__(self, at: int) -> Passage: ...
    @overload
    def __getitem__(self, at: slice) -> list[Passage]: ...
    def __getitem__(self, at: int | slice) -> Passage | list[Passage]:
        """Make the passages at a place."""
        if isinstance(at, slice):
            return [self._make(number) for number in self._numbers[at]]
        return self._make(self._numbers[at])


Gathered = TypeVar("Gathered", m.QuotesReady, m.BriefReady)


class PassagesScreen(KeyScreen, Generic[Gathered]):
    """Passages of the marked articles, else of the results of a query."""

    PLACE = ""
    UNFOLDED = False
    """Whether passages are shown whole from the beginning."""
    HEADING = WAITING = ""
    """What stands above the passages, and in their place, until they have come."""

    def __init__(
        self,
        context: ScreenContext,
        found: QueryResult,
        marked: Sequence[str],
        show_place: ShowPlace,
        bookmarks: Bookmarks,
    ) -> None:
        super().__init__(context)
        self.found, self.marked, self._show_place, self._bookmarks = found, marked, show_place, bookmarks
        self.by: Order = "date"
        """In which order the passages stand, where they have several."""
        self.gathered: Gathered | None = None
        """What is shown, once it has come."""
        self._gathering = False
        """Whether it is being made, for the first time or anew."""
        self._resumed = TOP
        """Where one was in what is about to be shown."""
        self.passages: Sequence[Passage] = ()
        self.narrowed = self._heading = self._nothing = ""
        """By which words the lines are narrowed; the heading of all; and what is said where there are none at all."""
        self._told = self.HEADING
        """The heading of those that are shown."""
        self.pane = PassagesPane(self.look, self.PLACE, self.HEADING, unfolded=self.UNFOLDED)
        self.pane.empty = self.WAITING

    @property
    def source(self) -> str:
        """What the passages are of, for the heading."""
        return "the marked" if self.marked else line_of(self.found.query) or "all articles"

    @property
    def count(self) -> int:
        """How many articles that is."""
        return len(self.marked) or self.found.count

    def fetch(self) -> Gathered:
        """Make the passages, on a worker thread."""
        raise NotImplementedError

    def gather(self) -> None:
        """Ask for the passages; those that are shown stay until others have come."""

        def fetch() -> Message:
            try:
                return self.fetch()
            except SitrepError as error:
                return m.GatheringFailed(error.cause_first)

        self._gathering = True
        self.hold_keys_for(self.context.threads.count(self, self.PLACE, fetch))

    def on_gathering_failed(self, failed: m.GatheringFailed) -> None:
        """Say why, and what can be done; what is shown stays."""
        self._gathering = False
        self.context.failures.append(m.JobFailed(failed.message))
        if self.gathered is None:
            anew, back = self._hint("gather", "tries again"), self._hint("back", "goes back")
            self._say_instead(f"{failed.message}{anew}{back}")
        else:
            self._tell_heading()
            self.complain(f"{failed.message}; what is shown is as it was")

    def show_gathered(self, gathered: Gathered) -> None:
        """Show the passages."""
        raise NotImplementedError

    def texts(self) -> Iterator[str]:
        """Yield what each passage is narrowed by, in their order; called on a worker thread."""
        raise NotImplementedError

    def report(self, done: int, of: int) -> None:
        """Have it shown how many articles have been read; called on a worker thread."""
        post(self, m.ArticlesRead(done, of))

    def on_articles_read(self, read: m.ArticlesRead) -> None:
        """Show how far it is."""
        if not self._gathering:
            return
        far = f"{read.done:,} of {read.of:,} articles read" if read.done < read.of else "all read; comparing them"
        if self.gathered is None:
            self._say_instead(far + self._hint("back", "stops"))
        else:
            self._tell_heading(f"gathering anew, {far}{self._hint('back', 'stops')}")

    def _say_instead(self, words: str) -> None:
        """Say something where the passages are to stand."""
        self.pane.empty = words
        self.pane.refresh()

    def _tell_heading(self, instead: str = "") -> None:
        """Say what is shown, or, for the time being, something else."""
        self.pane.heading = instead or self._told
        self.pane.refresh()

    def show_passages(self, passages: Sequence[Passage], heading: str, nothing: str, missing: int) -> None:
        """Show passages, those that are narrowed to; where there are none, `nothing` or how many articles are missing.

        What is `missing` has not been extracted yet.
        """
        if self._gathering and self.pane.current is not None:  # gathered anew: one stays about where one was
            self._resumed = PanePlace(self.pane.place.number)
        self.passages, self._gathering = passages, False
        if missing:
            count = f"{missing:,} of these articles {'is' if missing == 1 else 'are'}"
            nothing = f"Nothing yet: {count} still to be extracted{self._hint('gather', 'gathers anew')}"
        self._heading, self._nothing = heading, nothing + self._hint("back", "goes back")
        self._narrow(self.narrowed)

    def _hint(self, binding: str, does: str) -> str:
        """Return what a key does, behind a semicolon; nothing where no key is bound to it."""
        keys = self.keymap.keys_of(binding, self.where)
        return f"; {keys[0]} {does}" if keys else ""

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
        bookmark = self._bookmarks.pop(self.PLACE, None)
        if bookmark is not None and bookmark.of == self._of:
            self.by, self.narrowed, self._resumed = bookmark.by, bookmark.narrowed, bookmark.place
            self.show_gathered(bookmark.gathered)
            self.say("as it was left" + self._hint("gather", "gathers anew"))
        else:
            self.gather()

    @property
    def _of(self) -> tuple[str, str, tuple[str, ...]]:
        return self.found.query, self.found.sort, tuple(self.marked)

    def on_unmount(self) -> None:
        self.context.threads.cancel(self.PLACE)
        self.context.threads.cancel((self.PLACE, "narrow"))

    def _narrow(self, words: str) -> None:
        """Show the passages that have all of these words, or words that begin so."""
        self.narrowed = words
        if words.strip():
            key = (self.PLACE, "narrow")
            search = self.context.threads.search
            self.hold_keys_for(search(self, key, lambda: m.Narrowed(words, find_words(self.texts(), words))))
        else:
            self._told, self.pane.empty = self._heading, self._nothing
            self._show(self.passages)

    def _show(self, passages: Sequence[Passage]) -> None:
        self._tell_heading()
        self.pane.show_passages(passages, self._resumed)
        self._resumed = TOP

    def on_narrowed(self, narrowed: m.Narrowed) -> None:
        """Show those that were found, if they are still what is typed."""
        if narrowed.words == self.narrowed:
            count, words = len(narrowed.numbers), f"“{line_of(narrowed.words)}”"
            self._told = f"{count:,} line{'s' * (count != 1)} with {words}; {self._heading}"
            self.pane.empty = (
                f"No line with {words}{self._hint('back', 'shows all')}" if self.passages else self._nothing
            )
            self._show(Chosen(narrowed.numbers, self.passages.__getitem__))

    # keys

    def do_enter(self, _: KeyAction) -> None:
        """Show the passage in its article."""
        row = self.pane.current
        if row is not None and row.passage.places and self.gathered is not None:
            places = row.passage.places
            bookmark = Bookmark(self._of, self.gathered, self.by, self.narrowed, self.pane.place)

            def show(at: int) -> None:
                article, start, end = places[at]
                self._bookmarks[self.PLACE] = bookmark
                self._show_place(article, (start, end))

            self.leave_for([article for article, _, _ in places], show)

    def do_unfold(self, _: KeyAction) -> None:
        self.pane.turn()

    def do_gather(self, _: KeyAction) -> None:
        """Gather anew."""
        if self.gathered is None:
            self._say_instead(self.WAITING)
        else:
            self._tell_heading(f"gathering anew {self.look.glyphs.ellipsis}")
        self.gather()

    def do_copy(self, _: KeyAction) -> None:
        """Copy the passage."""
        row = self.pane.current
        words = f"{row.passage.front} {row.passage.text} {row.passage.behind}" if row else ""
        self.copy("the line", " ".join(words.split()))

    def do_find_quote(self, _: KeyAction) -> None:
        """Narrow to the passages with some words, as they are typed."""
        dropped = self.narrowed
        self.ask(
            Prompt(
                "words ",
                LineEditor(self.narrowed),
                done=self._narrow,
                changed=self._narrow,
                dropped=lambda: self._narrow(dropped),
            )
        )

    def do_back(self, _: KeyAction) -> None:
        if self._gathering and self.gathered is not None:
            self.context.threads.cancel(self.PLACE)
            self._gathering = False
            self._tell_heading()
            self.say("stopped: what is shown is as it was")
        elif self.narrowed:
            self._narrow("")
        else:
            self.dismiss()
