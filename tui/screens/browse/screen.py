"""The main screen: what its keys do, and what is done with the answers of the worker threads."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING

from tui import messages as m
from tui.keys import LIST
from tui.screens.browse.panes import BrowsePanes
from tui.screens.key_screen import key_name
from tui.session import ReadingPlace
from tui.views.cells import line_of
from tui.widgets.article_list import PAGE
from tui.widgets.messages import SelectionMoved

if TYPE_CHECKING:
    from tui.screens.browse.actions import Actions


class BrowseScreen(BrowsePanes):
    """List and article, and all that is done with them."""

    @cached_property
    def actions(self) -> Actions:
        """What the keys do."""
        from tui.screens.browse.actions import Actions

        return Actions(self)

    def groups(self) -> Iterable[object]:
        return self, *self.actions.groups()

    # answers

    def on_rows_ready(self, ready: m.RowsReady) -> None:
        if self.actions.arriving.held and ready.offset // PAGE == self.list.cursor // PAGE:
            return  # the article that is kept on the screen is not among them
        self.list.take(ready.rows, ready.offset, ready.generation)
        self.ask_reasons()
        self.extract_first(self.list.visible_ids)

    def on_selection_moved(self, moved: SelectionMoved) -> None:
        """Show newer results, now that one has gone on; `BrowsePanes` follows the cursor, which Textual calls too."""
        self.actions.arriving.release()

    def on_page_ready(self, ready: m.PageReady) -> None:
        row = self.list.selected
        if row is not None and row.id == ready.article and not self.actions.arriving.keep_vanished(ready):
            if ready.page != self.article.page:
                self.article.show(ready.page)
                self.tell_hits()
            self.actions.finding.go_to_awaited_hit()
            self.time_reading()
            self.show_hints()

    def on_search_done(self, done: m.SearchDone) -> None:
        if not done.fresh and done.found.asked != self.found.asked:
            return  # another search was made meanwhile
        if self.actions.finding.was_stopped(done):
            return
        if self.actions.finding.is_overtaken(done):
            self.actions.arriving.show_later()
            return
        if done.missing and self.actions.arriving.hold(done):
            return
        if self.actions.finding.is_half_typed(done):
            return
        self.found = done.found
        offset = done.at // PAGE * PAGE if done.offset is None else done.offset
        self.list.show(done.found.rows, done.rows, done.at, offset, still=not done.fresh)
        self.say_what_is_missing()
        self.tell_status()
        if self.follow(again=done.fresh) is None:
            self.actions.finding.go_to_place()
        self.actions.finding.show_results(done.fresh)
        self.extract_first(self.list.visible_ids)
        self.count_unread()
        if not done.fresh:
            self.actions.arriving.release()  # one has gone on, by way of another screen

    def on_place_outside(self, outside: m.PlaceOutside) -> None:
        self.actions.finding.search("", keep=outside.article)

    def on_reasons_ready(self, ready: m.ReasonsReady) -> None:
        if ready.found is self.found:
            self.list.explain(ready.reasons)

    def on_unread_counted(self, counted: m.UnreadCounted) -> None:
        if counted.found is self.found:
            self.unread = counted.count
            self.tell_status()

    def on_unread_found(self, sought: m.UnreadFound) -> None:
        self.actions.moving.go_to_unread(sought)

    def on_search_failed(self, failed: m.SearchFailed) -> None:
        self.actions.finding.show_mistake(failed)

    def on_job_failed(self, failed: m.JobFailed) -> None:
        """Say it under a search line too, since that search may have failed; Textual calls `KeyScreen` for the rest."""
        self.actions.finding.notice.end()
        prompt = self.foot.prompt
        if prompt is not None and prompt.label == "/":
            prompt.hint = line_of(failed.message)
            self.foot.refresh()

    def on_written(self, written: m.Written) -> None:
        """Say what was written, and show it: by this screen, by another one, or by someone else."""
        if written.said:
            self.say(written.said)
        self.foot.suggest()
        colours = self.look.tags(self.backend.annotations.colours())
        self.list.paint(colours)
        self.article.paint(colours)
        self.list.renew()
        by_others = written.ids is None and not written.said
        if (decided := self.backend.story_decisions()) != self.decided or (by_others and self.found.query):
            self.decided = decided
            self.actions.finding.again()
        self.follow(again=True)
        self.actions.finding.sides.count_facets()
        self.count_unread()

    def on_rescanned(self, rescanned: m.Rescanned) -> None:
        """Show that nothing is new any more: in the rows, and in the results where that was asked for."""
        self.new = 0  # again: what was counted before may have been on its way when the key was pressed
        self.tell_status()
        self.on_written(m.Written(rescanned.said))
        if self.found.query and self.foot.prompt is None:
            row = self.list.selected
            self.actions.finding.search(self.found.query, keep=row.id if row else None, onward=False)

    def on_status_message(self, said: m.StatusMessage) -> None:
        self.say(said.text)

    def on_export_exists(self, there: m.ExportExists) -> None:
        from tui.screens.exporting import ask_to_replace

        ask_to_replace(self, there)

    def on_work_progressed(self, worked: m.WorkProgressed) -> None:
        self.actions.working.show_progress(worked)
        self.actions.working.renew_details()

    def on_index_grew(self, grew: m.IndexGrew) -> None:
        self.actions.arriving.show_growth(grew.counts, grew.new, written=True)
        self.actions.working.renew_details()

    def on_index_changed(self, changed: m.IndexChanged) -> None:
        self.actions.working.index_changed(changed)
        self.actions.working.renew_details()

    def on_tag_preview_ready(self, done: m.TagPreviewReady) -> None:
        self.actions.tagging.confirm_tagging(done)

    def on_range_found(self, done: m.RangeFound) -> None:
        if done.generation == self.list.generation:
            self.list.mark_range(done.ids)

    def on_searches_known(self, known: m.SearchesKnown) -> None:
        self.actions.saved.offer(known)

    def on_facets_ready(self, ready: m.FacetsReady) -> None:
        self.actions.finding.sides.show_facets(ready)

    def on_values_ready(self, ready: m.ValuesReady) -> None:
        self.actions.finding.completion.offer_values(ready)

    def on_timeline_ready(self, ready: m.TimelineReady) -> None:
        self.actions.finding.sides.show_months(ready)

    # the session

    def settle_in(self) -> None:
        """Begin what could wait until the first frame was up."""
        self.ready()
        if self.start.sought:
            self.actions.finding.search(self.found.query, keep=self.start.sought, fresh=False)
        self.extract_first(self.list.visible_ids)
        if not self.start.place.visited and self.free and not self.foot.said:
            self.say("j and k move, enter opens, / searches, t tags, q quits; ? lists all keys")
        if not self.start.place.visited and len(self.backend.corpus.sources) > 1:
            self.say("together these are a corpus of their own: tags and notes made in one of them alone are not here")
        if self.start.place.drafts:
            self.say("a note of the last session was not written; the key up brings it back in the next note")
        if mistakes := self.context.config.mistakes:
            more = f" (and {len(mistakes) - 1} more: sitrep config check)" if len(mistakes) > 1 else ""
            self.complain(f"config.toml:{mistakes[0].line}: {mistakes[0].message}{more}")

    def current_place(self) -> ReadingPlace:
        """Return where one is, for the next session."""
        row = self.list.selected
        return ReadingPlace(
            query=self.found.query,
            sort=self.found.sort,
            article=row.id if row else "",
            at=self.list.cursor,
            top=self.article.text.top if row and self.article.page and self.article.page.article.id == row.id else 0,
            pane=self.pane,
            layout=self.place.layout,
            split=self.place.split,
            fold=self.place.fold,
            visited=True,
            history=tuple(self.actions.finding.history),
            drafts=self.context.unwritten_notes(),
        )

    # keys

    def interrupts(self, key: str, character: str | None) -> bool:
        binding = self.keymap.binding(self.where, key_name(key, character))
        goes_back = binding is not None and binding.id == "back"
        return super().interrupts(key, character) and not (goes_back and self.actions.finding.lists_all)

    def quick(self, digit: str) -> None:
        self.actions.tagging.quick(digit)

    def do_quit(self, _: object) -> None:
        """Leave the article, or what stands beside the list; from the list, the program."""
        if self.pane == LIST:
            self.context.program.leave()
        elif not self.actions.finding.sides.close_side(self.pane):
            self.focus_pane(LIST)
