"""Actions that search: the search line, hits, sort, folding."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from textual.message import Message

from extract.index import QueryError
from extract.index.query.fields import FIELDS, FieldSpec
from extract.index.query.plan import FOLDS, SORTS
from tui import messages as m
from tui.keymap import KeyAction
from tui.keys import LIST, TEXT
from tui.screens.browse.query_completion import QueryCompletion
from tui.screens.browse.search_notice import SearchNotice
from tui.screens.browse.side_panes import SidePanes
from tui.views.cells import line_of
from tui.views.line import LineEditor
from tui.views.prompt import Prompt
from tui.widgets.article_list import PAGE

if TYPE_CHECKING:
    from tui.backend.results import QueryResult
    from tui.screens.browse.panes import BrowsePanes
    from tui.worker_threads import Answered


FOLD_SAID = {
    "nothing": "every article has a row",
    "reprints": "reprints are folded under the newest; l unfolds a row, h folds it",
    "stories": "a row a story, its newest article; l unfolds a row, h folds it",
    "best": "a row a story, its fullest article; l unfolds a row, h folds it",
}
FOLDS_BY = "F folds by reprints or stories"


def words_of_paste(text: str) -> str:
    """Return what is pasted into a search as one line: a query as it is, and a headline that is none as its words."""
    from extract.index.query.parse import parse
    from extract.index.words import split_words

    line = " ".join(line_of(part) for part in text.splitlines())
    try:
        parse(line)
    except QueryError:
        return " ".join(word for word in split_words(line) if word.lower() not in {"and", "or", "not"})
    return line


def _half_typed(line: LineEditor) -> FieldSpec | None:
    """Return the field whose value is being typed at the end of a line."""
    if line.at != len(line.text):
        return None
    return FIELDS.get(line.word.lstrip("-(").partition(":")[0].lower()) if ":" in line.word else None


class Finding:
    """Runs queries, and keeps those before for going back."""

    def __init__(self, screen: BrowsePanes) -> None:
        self._s = screen
        self.sides = SidePanes(screen, self.search)
        self.completion = QueryCompletion(screen)
        self.history: list[str] = list(screen.place.history)
        self._before: tuple[str, str | None] = "", None
        """The query that the search line was opened over, and the article at the cursor."""
        self._previous_searches: list[tuple[str, str | None]] = []
        """Queries before this one, newest last, each with the article at the cursor as it was left."""
        self._step = 0
        self._asked = ""
        """The query that was entered, until it is known whether it finds something: then it is remembered."""
        self._place: tuple[str, tuple[int, int]] | None = None
        self.notice = SearchNotice(screen)
        self._answered: Answered | None = None
        """Of the search that someone asked for last, unless it was stopped."""
        self._asked_for = self._stopped = 0
        """The number of that search, and of the last one that was stopped."""
        self._for_all = False
        """Whether that search is for all articles."""

    def search(
        self,
        query: str,
        *,
        sort: str | None = None,
        keep: str | None = None,
        at_row: int = 0,
        fresh: bool = True,
        onward: bool = True,
        reveal: bool = True,
    ) -> None:
        """Search; the results come by message, and stay at the article `keep` where it is among them, else at a row.

        `fresh` where someone asked for it; `onward` where there shall be a way back from it; `reveal` where `keep` is
        to have a row of its own though others are folded.
        """
        screen = self._s
        if fresh and onward and screen.foot.prompt is None and query != screen.found.query:
            self._previous_searches.append(self._here)
        backend, by, fold = screen.backend, sort or screen.found.sort, screen.place.fold
        opened = () if fresh or fold != screen.found.fold else screen.found.listed.opened
        asked_at = None if fresh else screen.list.cursor
        self._asked_for += fresh
        number = self._asked_for

        def find() -> Message:
            try:
                found = backend.search(query, by, fold, opened)
            except QueryError as mistake:
                return m.SearchFailed(query, mistake)
            if keep and reveal:
                found = backend.reveal(found, keep)
            at = backend.position(found, keep) if keep else min(at_row, max(0, found.rows - 1))
            if at is None:
                rows = backend.rows(found, 0, PAGE)
                return m.SearchDone(found, rows, keep, 0, fresh, missing=True, asked_at=asked_at, number=number)
            first = max(0, at // PAGE - (not fresh)) * PAGE  # rows around what stays where it is, so that none is blank
            rows = backend.rows(found, first, PAGE if fresh else 3 * PAGE)
            return m.SearchDone(found, rows, keep, at, fresh, first, asked_at=asked_at, number=number)

        searches = "search", "again"
        answered = self._s.context.threads.search(
            self._s, searches[not fresh], find, instead_of=searches if fresh else ()
        )
        if fresh:
            self._answered, self._for_all = answered, not query
            self._s.hold_keys_for(answered)
            self.notice.begin(answered)

    def clear(self) -> None:
        """Search for nothing, at the article of the cursor; where nothing was found, at that of the search before."""
        _, article = self._here
        if article is None and self._previous_searches:
            _, article = self._previous_searches[-1]
        self.search("", keep=article)

    @property
    def lists_all(self) -> bool:
        """Whether all articles are about to be listed: that takes a moment, and escape, which asked for it, waits."""
        return self._for_all and self._s.awaits(self._answered)

    def stop(self) -> bool:
        """Cancel the search or the counting for a bulk tagging that keys wait for; whether there was any."""
        cancel = self._s.context.threads.cancel
        self.notice.end()
        if cancel("search") or self._s.awaits(self._answered):
            self._answered, self._stopped = None, self._asked_for
            self._s.say("the search was stopped")
        elif cancel("preview"):
            self._s.say("nothing was tagged")
        else:
            return False
        return True

    def again(self, *, stay: bool = True) -> None:
        """Search again: the corpus has grown. The cursor stays on its article, unless it is to stay at the top."""
        row, cursor, query = self._s.list.selected, self._s.list.cursor, self._s.found.query
        if self._s.foot.prompt is None:
            keep = row.id if row and (stay or cursor) else None
            self.search(query, keep=keep, at_row=0 if row else cursor, fresh=False)

    def was_stopped(self, done: m.SearchDone) -> bool:
        """Whether results are of a search that was stopped while they were on their way."""
        return done.fresh and done.number <= self._stopped

    def is_overtaken(self, done: m.SearchDone) -> bool:
        """Whether the cursor was moved since newer results were asked for, which would take it back."""
        return done.asked_at is not None and done.asked_at != self._s.list.cursor

    def show_mistake(self, failed: m.SearchFailed) -> None:
        """Point at what cannot be read; the last good results stay."""
        self.notice.end()
        foot = self._s.foot
        if foot.prompt is not None and foot.prompt.label == "/":
            line = foot.prompt.line
            if line.text == failed.query and (spec := _half_typed(line)) is not None:
                foot.prompt.hint = f"as in {spec.examples[0]}: {spec.help}"
                foot.refresh()
            elif line.text == failed.query:
                foot.mistake((str(failed.error), failed.error.position))
        elif failed.query == self._asked and self._s.free:
            self._asked = ""
            if self._previous_searches[-1:] == [self._before]:
                self._previous_searches.pop()
            query, article = self._before
            self.search(query, keep=article, onward=False)  # not what the line found while it was being typed
            self._ask(LineEditor(failed.query, history=self._past), (str(failed.error), failed.error.position))
        else:
            self._s.complain(f"{failed.error}, at character {failed.error.position + 1}: {failed.query}")

    def is_half_typed(self, done: m.SearchDone) -> bool:
        """Whether nothing was found for what may become a field: the results before stay until more is typed."""
        if done.fresh:
            self.notice.end()
        prompt = self._s.foot.prompt
        if not done.fresh or done.found.count or prompt is None or prompt.label != "/":
            return False
        if not prompt.words and _half_typed(prompt.line) is None:
            return False
        prompt.hint = f"nothing is found for {line_of(done.found.query)}; these are the results before"
        self._s.foot.refresh()
        return True

    def show_results(self, fresh: bool) -> None:
        """Say how many there are, under the search line."""
        prompt = self._s.foot.prompt
        if prompt is not None and prompt.label == "/":
            prompt.mistake = prompt.mistake if prompt.refused else None
            cut = f"{self._s.found.cut}; " if self._s.found.cut else ""
            prompt.hint = f"{cut}{self._s.found.count:,} found"
            self._s.foot.refresh()
        if self._asked and self._asked == self._s.found.query:
            if self._s.found.count and self.history[-1:] != [self._asked]:
                self.history.append(self._asked)
            self._asked = ""
        if fresh and self._s.found.cut:
            self._s.complain(self._s.found.cut)
        self.sides.count_facets(fresh=fresh)
        self.sides.count_months()

    def go_to_awaited_hit(self) -> None:
        """Go on to the first hit, where one was walking through hits, or to the place that was asked for."""
        self.go_to_place()
        if self._step:
            step, self._step = self._step, 0
            if step < 0:
                self._s.article.to_end(True)
            if self._s.article.next_hit(step):
                self._s.say(self._s.article.hit_place)

    def go_to_place(self) -> None:
        """Go to the place that was asked for, where its article is shown."""
        page = self._s.article.page
        if self._place and page and page.article.id == self._place[0]:
            self._s.focus_pane(TEXT)
            self._s.article.show_span(*self._place[1])
            self._place = None

    def show_place(self, article: str, span: tuple[int, int]) -> None:
        """Go to a place in an article: in the results, else (it was marked in others) in a list of all."""
        self._place = (article, span)
        backend, folded = self._s.backend, self._s.found

        def find() -> Message:
            found = backend.reveal(folded, article)
            at = backend.position(found, article)
            if at is None:
                return m.PlaceOutside(article)
            return m.SearchDone(found, backend.rows(found, at // PAGE * PAGE, PAGE), article, at, False)

        self._s.hold_keys_for(self._s.context.threads.search(self._s, "search", find))

    # keys

    def do_search(self, _: KeyAction) -> None:
        """Ask for a query; results follow as it is typed."""
        self._before = self._here
        self.completion.forget()
        self._ask(LineEditor(self._before[0], history=self._past, selected=True))

    def do_next_hit(self, act: KeyAction) -> None:
        self._hit(1)

    def do_previous_hit(self, act: KeyAction) -> None:
        self._hit(-1)

    def do_previous_search(self, _: KeyAction) -> None:
        """Take the last search back."""
        if self._previous_searches:
            query, article = self._previous_searches.pop()
            self.search(query, keep=article, onward=False)
        else:
            self._s.say("no search before this one")

    def do_sort(self, _: KeyAction) -> None:
        """Choose another order."""
        from tui.screens.picker import Choice, Picker

        def chosen(by: str | None) -> None:
            row = self._s.list.selected
            if by:
                self.search(self._s.found.query, sort=by, keep=row.id if row else None)

        choices = [Choice(by, words, "now" if by == self._s.found.sort else "") for by, words in SORTS.items()]
        self._s.open_screen(Picker(self._s.look, "Sort", choices), chosen)

    def do_fold(self, _: KeyAction) -> None:
        """Fold the list by what comes next."""
        screen = self._s
        fold = FOLDS[(FOLDS.index(screen.place.fold) + 1) % len(FOLDS)]
        screen.place = replace(screen.place, fold=fold)
        row = screen.list.selected
        self.search(screen.found.query, keep=row.id if row else None, onward=False, reveal=False)
        screen.say(FOLD_SAID[fold])

    def unfold(self) -> None:
        """Show what is folded under the row of the cursor below it."""
        screen, row = self._s, self._s.list.selected
        found, backend = screen.found, screen.backend
        if row is None or not row.behind:
            screen.say("nothing is folded under this row" if found.fold != "nothing" else FOLDS_BY)
            return
        self._show_rows(lambda: (backend.unfold(found, row.id), row.id))

    def reveal(self, article: str) -> None:
        """Go to an article of the results that is folded under another: its row is unfolded."""
        found, backend = self._s.found, self._s.backend
        self._show_rows(lambda: (backend.reveal(found, article), article))

    def fold_up(self) -> None:
        """Fold the row of the cursor, or the one that it is shown below."""
        rows, found, backend = self._s.list, self._s.found, self._s.backend
        row, below = rows.selected, rows.row(rows.cursor + 1)
        if row is not None and (row.unfolded or (below is not None and below.unfolded)):
            self._show_rows(lambda: backend.fold_up(found, row.id))
        else:
            self._s.say("nothing is unfolded here" if found.fold != "nothing" else FOLDS_BY)

    def _show_rows(self, change: Callable[[], tuple[QueryResult, str]]) -> None:
        """Show the rows of the same results as they are after a change, the cursor at an article."""
        backend = self._s.backend

        def find() -> Message:
            found, article = change()
            at = backend.position(found, article) or 0
            first = max(0, at // PAGE - 1) * PAGE
            return m.SearchDone(found, backend.rows(found, first, 3 * PAGE), article, at, False, first)

        self._s.hold_keys_for(self._s.context.threads.search(self._s, "search", find))

    @property
    def _here(self) -> tuple[str, str | None]:
        row = self._s.list.selected
        return self._s.found.query, row.id if row else None

    @property
    def _past(self) -> list[str]:
        """Queries made before, each once, newest last."""
        return [*dict.fromkeys(self.history)]

    def _ask(self, line: LineEditor, mistake: tuple[str, int] | None = None) -> None:
        """Ask for a query; `mistake` is what is wrong with the one that was entered."""
        query, keep = self._before
        prompt = Prompt(
            "/",
            line,
            done=self._finish_search,
            changed=self.search,
            dropped=lambda: self.search(query, keep=keep, onward=False),
            complete=self.completion.complete,
            hint=f"{self._s.found.count:,} found",
            pasted=words_of_paste,
        )
        self._s.ask(prompt)
        if mistake:
            self._s.foot.refuse(*mistake)

    def _finish_search(self, query: str) -> None:
        query = query.strip()
        self._asked = query
        if query != self._before[0]:
            self._previous_searches.append(self._before)
        self.search(query, onward=False)
        self._s.focus_pane(LIST)

    def _hit(self, step: int) -> None:
        screen = self._s
        if screen.pane == TEXT and screen.article.evidence and not screen.found.query:
            screen.show_evidence(step)
            return
        if not screen.found.query:
            unread = "".join(screen.keymap.keys_of("next_unread", screen.where)[:1])
            more = f", {unread} goes to the next unread article" if unread else ""
            screen.say(f"nothing is searched for; / searches{more}")
            return
        if not screen.both and screen.pane == LIST:
            screen.focus_pane(TEXT)
        if screen.article.next_hit(step):
            screen.say(screen.article.hit_place)
            return
        to = screen.list.cursor + step
        if 0 <= to < screen.list.count:
            self._step = step
            screen.list.go(to)
            screen.follow()
        else:
            screen.say("no more hits")
