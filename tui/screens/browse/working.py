"""Actions beside reading: progress of the indexing, source file, clipboard, entities, export, details."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from extract.readers.place import FilePlace, locate_article
from tui import messages as m
from tui.keymap import KeyAction
from tui.keys import CARD, LIST
from tui.outside import editor_command, pager_command

if TYPE_CHECKING:
    from tui.screens.browse.arriving import Arriving
    from tui.screens.browse.finding import Finding
    from tui.screens.browse.panes import BrowsePanes
    from tui.screens.details import DetailsScreen


class Working:
    """Actions on the article or the results as a whole, and the progress of the indexing."""

    def __init__(self, screen: BrowsePanes, finding: Finding, arriving: Arriving) -> None:
        self._s, self._finding, self._arriving = screen, finding, arriving
        self._details: DetailsScreen | None = None

    def show_progress(self, worked: m.WorkProgressed) -> None:
        """Take in how far the work is, and show what is new."""
        screen = self._s
        screen.work = worked.work
        if worked.work.phase in ("error", "done") and worked.work.message:
            keys = screen.keymap.keys_of("rescan", LIST) if worked.work.phase == "error" else ()
            screen.complain(worked.work.message + (f"; {keys[0]} starts it again" if keys else ""))
        self._arriving.show_growth(worked.counts, worked.new)
        if worked.work.phase == "done":
            self._arriving.act()
        if not worked.counts.articles and worked.work.phase == "done":
            screen.say_what_is_missing()
            screen.list.refresh()
        screen.tell_status()

    def index_changed(self, changed: m.IndexChanged) -> None:
        """Say what became of the index, and show what the one has that is read now."""
        self._s.complain(changed.news.message)
        self._s.show_counts(changed.counts)
        if not changed.news.missing:
            self._finding.again()
            self._s.follow(again=True)
        self._s.tell_status()

    # keys

    def do_copy(self, _: KeyAction) -> None:
        """Copy what is selected, the card's line, or the title and what the article says of itself."""
        self._s.copy(*self._choose_copy())

    def do_open_source(self, _: KeyAction) -> None:
        self._outside(pager_command)

    def do_edit_source(self, _: KeyAction) -> None:
        self._outside(editor_command)

    def do_entities(self, _: KeyAction) -> None:
        """Open the entities of the article."""
        page = self._s.selected_page()
        if page is not None:
            self._open_entities(page.article.id, page.title)

    def do_all_entities(self, _: KeyAction) -> None:
        self._open_entities(None, "")

    def _open_entities(self, article: str | None, title: str) -> None:
        from tui.screens.entities import EntitiesScreen

        self._s.open_screen(EntitiesScreen(self._s.context, article, title, self._finding.search))

    def do_compare(self, _: KeyAction) -> None:
        """Compare the two marked articles, or the one under the cursor with what goes with it."""
        from tui.screens.compare import CompareScreen

        marked, row = list(self._s.list.marked), self._s.list.selected
        if len(marked) > 2:
            self._s.say(f"{len(marked):,} articles are marked; two can be compared, escape unmarks all")
        elif len(marked) == 2:
            self._s.open_screen(CompareScreen(self._s.context, marked[0], marked[1], "the two marked"))
        elif marked and row and row.id != marked[0]:
            why = "the marked one and the one under the cursor"
            self._s.open_screen(CompareScreen(self._s.context, marked[0], row.id, why))
        elif row:
            self._s.open_screen(CompareScreen(self._s.context, row.id, None))

    def do_export(self, _: KeyAction) -> None:
        """Choose a form, then a file; what is exported is frozen now: the marked articles, else the results."""
        from extract.export import FORMATS
        from tui.screens.exporting import ExportForm, Exporting

        backend, found, marked = self._s.backend, self._s.found, list(self._s.list.marked)
        what = f"{len(marked):,} marked" if marked else f"{found.count:,} found"

        def export(form: str, path: str, replace: bool) -> str:
            return backend.export(found, marked, form, path, replace=replace)

        forms = [ExportForm(one.name, one.help, f"{backend.name}.{one.suffix}") for one in FORMATS.values()]
        Exporting(self._s, what, export).ask(forms)

    def do_details(self, _: KeyAction) -> None:
        from tui.screens.details import DetailsScreen

        self._details = DetailsScreen(self._s.context, self._s.counts, self._s.work)
        self._s.open_screen(self._details)

    def renew_details(self) -> None:
        """Show how far the work is in the details, where they are open."""
        if self._details is not None:
            self._details.renew(self._s.counts, self._s.work)

    def _choose_copy(self) -> tuple[str, str]:
        article, page = self._s.article, self._s.selected_page()
        if page is None:
            return "", ""
        if span := article.selected_span:
            return "the passage", page.article.text[slice(*span)]
        if self._s.pane == CARD and article.current:
            said = article.current.said
            return "the line", " ".join(filter(None, (said.text, said.detail, said.derived)))
        facts = (page.title, page.source, page.date, page.article.metadata.url or page.article.path)
        return "the reference", " · ".join(filter(None, facts))

    def _outside(self, command: Callable[[Path, FilePlace], list[str]]) -> None:
        page = self._s.selected_page()
        if page is None:
            return
        path = Path(page.article.path)
        if not path.is_file():
            self._s.complain(f"{path} is no longer there")
            return
        place = locate_article(page.article)
        if wrong := self._s.context.program.run_outside(lambda: command(path, place)):
            self._s.complain(wrong)
