"""Finding: the search line, hits, sort, and the panes beside the results."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.message import Message

from tui import messages as m
from tui.keymap import Act
from tui.keys import CARD, LIST, TEXT
from tui.ports import SORTS, QueryMistake
from tui.views.line import LineEditor
from tui.widgets.article_list import PAGE
from tui.widgets.bars import Prompt

if TYPE_CHECKING:
    from tui.screens.browse import BrowseScreen

FIELDS = ("tag", "is", "person", "org", "place", "entity", "equipment", "said", "title", "source", "path", "lang",
          "date", "words", "sort")  # fmt: skip
STATES = ("tagged", "untagged", "read", "unread", "starred", "duplicate", "homoglyph", "date-conflict")


class Finding:
    """Searches of the browser."""

    def __init__(self, screen: BrowseScreen) -> None:
        self._s = screen
        self.history: list[str] = list(screen.place.history)
        self.saved: list[tuple[str, str]] = []
        self._before = ""
        self._step = 0

    def search(self, query: str, *, sort: str | None = None, keep: str | None = None, fresh: bool = True) -> None:
        """Search; the results come by message, and stay at the article `keep` where it is among them."""
        screen = self._s
        desk, by = screen.desk, sort or screen.found.sort

        def find() -> Message:
            try:
                found = desk.search(query, by)
            except QueryMistake as mistake:
                return m.SearchFailed(query, mistake)
            at = (desk.position(found, keep) if keep else None) or 0
            rows = desk.rows(found, at // PAGE * PAGE, PAGE)
            return m.SearchDone(found, rows, keep, at, fresh)

        screen.browser.seek("search", find)

    def again(self) -> None:
        """Search again: the corpus has grown."""
        row = self._s.list.selected
        query = self._s.found.query
        if self._s.foot.prompt is None:
            self.search(query, keep=row.id if row and self._s.list.cursor else None, fresh=False)

    def mistaken(self, failed: m.SearchFailed) -> None:
        """Point at what cannot be read; the last good results stay."""
        foot = self._s.foot
        if foot.prompt is not None and foot.prompt.label == "/":
            if foot.prompt.line.text == failed.query:
                foot.mistake((failed.mistake.message, failed.mistake.position))
        else:
            self._s.complain(f"{failed.mistake.message}, at character {failed.mistake.position + 1}: {failed.query}")

    def results_changed(self, fresh: bool) -> None:
        """Say how many there are, under the search line."""
        prompt = self._s.foot.prompt
        if prompt is not None and prompt.label == "/":
            prompt.mistake = None
            prompt.hint = f"{self._s.found.count:,} found"
            self._s.foot.refresh()

    def marks_changed(self) -> None:
        """Count anew what depends on the analyst's marks."""

    def page_shown(self) -> None:
        """Go on to the first hit, where one was walking through hits."""
        if self._step:
            step, self._step = self._step, 0
            if step < 0:
                self._s.article.to_end(True)
            self._s.article.next_hit(step)

    # panes beside

    def side_panes(self) -> dict[str, Any]:
        """Return the panes beside the results that are open, by place."""
        return {}

    def pane_order(self) -> list[str]:
        """Return the panes in the order in which tab goes through them."""
        return [LIST, CARD, TEXT]

    def open_facets(self) -> None: ...

    def open_timeline(self) -> None: ...

    def narrow(self) -> None: ...

    def close_side(self, pane: str) -> bool:
        """Close a pane beside the results; whether it was one."""
        return False

    # keys

    def do_search(self, _: Act) -> None:
        """Ask for a query; results follow as it is typed."""
        self._before = self._s.found.query
        line = LineEditor(self._before, history=[*dict.fromkeys(self.history)])
        self._s.ask(
            Prompt(
                "/",
                line,
                done=self._searched,
                changed=self.search,
                dropped=lambda: self.search(self._before),
                complete=self._complete,
                hint=f"{self._s.found.count:,} found",
            )
        )

    def do_next_hit(self, act: Act) -> None:
        self._hit(1)

    def do_previous_hit(self, act: Act) -> None:
        self._hit(-1)

    def do_sort(self, _: Act) -> None:
        by = SORTS[(SORTS.index(self._s.found.sort) + 1) % len(SORTS)]
        row = self._s.list.selected
        self.search(self._s.found.query, sort=by, keep=row.id if row else None)
        self._s.say(f"sorted by {by}")

    def _searched(self, query: str) -> None:
        query = query.strip()
        if query and (not self.history or self.history[-1] != query):
            self.history.append(query)
        self.search(query)
        self._s.focus_pane(LIST)

    def _hit(self, step: int) -> None:
        screen = self._s
        if screen.pane == TEXT and screen.article.evidence and not screen.found.words:
            screen.moving._evidence(step)
            return
        if not screen.found.words:
            screen.say("nothing is searched for; / searches")
            return
        if screen.article.next_hit(step):
            return
        to = screen.list.cursor + step
        if 0 <= to < screen.list.count:
            self._step = step
            screen.list.go(to)
            screen.follow()
        else:
            screen.say("no more hits")

    def _complete(self, word: str) -> list[str]:
        minus, word = ("-", word[1:]) if word.startswith("-") else ("", word)
        name, colon, value = word.partition(":")
        if not colon:
            return [f"{minus}{field}:" for field in FIELDS if field.startswith(word)] if word else []
        pool = self._s.desk.complete(value) if name == "tag" else {"is": STATES, "sort": SORTS}.get(name, ())
        return [f"{minus}{name}:{one}" for one in pool if one.startswith(value)]
