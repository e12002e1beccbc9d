"""The card of the marked articles or of all results: story by story, a line with the articles whose words it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from tui import messages as m
from tui.keymap import KeyAction
from tui.keys import BRIEF
from tui.screens.key_screen import UndoScreen
from tui.screens.passages import PassagesScreen
from tui.views.cells import line_of
from tui.widgets.passages import Passage

if TYPE_CHECKING:
    from extract.brief.listed import ListedLine
    from extract.brief.verdicts import Judgement


FORMS = {
    "md": "A report in Markdown",
    "html": "A report in one HTML file without scripts",
    "jsonl": "A JSON object a line, with the places of its words",
}
"""Formats that a brief is written in."""


class SectionHeading(NamedTuple):
    """What stands above the lines of a story."""

    title: str


class BriefScreen(PassagesScreen[m.BriefReady], UndoScreen):
    """The brief of the marked articles, else of the results; enter shows a line in its article."""

    PLACE = BRIEF
    HEADING, WAITING = "Brief", "Writing the brief ..."
    UNFOLDED = True
    HINTS = {  # noqa: RUF012
        BRIEF: (
            *("enter", "strike", "keep", "undo", "find_quote", "back", "next_story"),
            *("export", "gather", "unfold", "help"),
        )
    }

    _lines: Sequence[ListedLine | SectionHeading] = ()
    _drawn: list[Passage]

    def fetch(self) -> m.BriefReady:
        return m.BriefReady(self.context.backend.briefs.brief(self.found, self.marked, self.report))

    def texts(self) -> Iterator[str]:
        return (f"{passage.front} {passage.text} {passage.behind}" for passage in self.passages)

    def on_brief_ready(self, ready: m.BriefReady) -> None:
        self.show_gathered(ready)

    def show_gathered(self, gathered: m.BriefReady) -> None:
        self.gathered, brief = gathered, gathered.brief
        self.rows_came()
        count = brief.articles
        few = f" of {self.count:,}" if count + brief.missing < self.count else ""
        late = f", {brief.missing:,} not extracted yet" if brief.missing else ""
        noun = "article" if count == 1 and not few else "articles"
        span = ", " + " to ".join(brief.days) if brief.days else ""
        outlets = f", {brief.outlets:,} outlet{'s' * (brief.outlets != 1)}" if brief.outlets else ""
        again = f", {brief.reprints:,} reprint{'s' * (brief.reprints != 1)} left out" if brief.reprints else ""
        heading = f"{self.source}: brief of {count:,}{few} {noun}{late}{span}{outlets}{again}"
        lines: list[ListedLine | SectionHeading] = []
        for section, own in groupby(brief.lines, key=lambda line: line.section):
            lines += [SectionHeading(section), *own]
        self._lines = lines
        self._drawn = self._draw()
        self.show_passages(self._drawn, heading, "Nothing to tell of these articles", brief.missing)

    def on_written(self, written: m.Written) -> None:
        """Say what was written, and show what is kept and what is struck now."""
        if written.said:
            self.say(written.said)
        if self.gathered is not None:
            self._drawn[:] = self._draw()
            self.pane.redraw_passages()

    def on_export_exists(self, there: m.ExportExists) -> None:
        from tui.screens.exporting import ask_to_replace

        ask_to_replace(self, there)

    def do_next_story(self, act: KeyAction) -> None:
        self.pane.go_to_heading(act.times)

    def do_previous_story(self, act: KeyAction) -> None:
        self.pane.go_to_heading(-act.times)

    def do_strike(self, _: KeyAction) -> None:
        self._judge("struck")

    def do_keep(self, _: KeyAction) -> None:
        self._judge("kept")

    def do_undo(self, _: KeyAction) -> None:
        """Undo what was said of these lines last; what was done elsewhere since is not undone out of sight."""
        annotations, lines = self.context.backend.annotations, self._judged
        self.context.threads.write(self, lambda: m.Written(annotations.undo_judgement(lines)))

    def do_redo(self, _: KeyAction) -> None:
        annotations, lines = self.context.backend.annotations, self._judged
        self.context.threads.write(self, lambda: m.Written(annotations.redo_judgement(lines)))

    def do_export(self, _: KeyAction) -> None:
        """Choose a form, then a file."""
        from tui.screens.exporting import ExportForm, Exporting

        backend, found, marked = self.context.backend, self.found, self.marked

        def export(form: str, path: str, replace: bool) -> str:
            return backend.briefs.export(found, marked, form, path, replace=replace)

        forms = [ExportForm(form, words, f"{backend.name}-brief.{form}") for form, words in FORMS.items()]
        words = line_of(self.narrowed)
        hint = f"all its lines, not only those with “{words}”" if words else ""
        Exporting(self, "the whole brief" if words else "the brief", export, hint).ask(forms)

    def _judge(self, judgement: Judgement) -> None:
        """Keep or strike the line under the cursor, or take that back, and go on to the next one."""
        line = self._line
        if line is None:
            heading = "a heading cannot be kept or struck, only a line below it"
            self.say(heading if self.pane.current else "no line here to keep or strike")
            return
        annotations = self.context.backend.annotations
        (before,) = annotations.judgements_of([line])
        after = None if before == judgement else judgement
        self.context.threads.write(self, lambda: m.Written(annotations.judge_line(line, after)))
        self.pane.go_on()

    @property
    def _line(self) -> ListedLine | None:
        """The line under the cursor; None where a heading is there, or nothing."""
        row = self.pane.current
        if row is None or not row.passage.places:
            return None
        number = next(number for number, passage in enumerate(self.passages) if passage is row.passage)
        line = self._lines[number]
        return None if isinstance(line, SectionHeading) else line

    @property
    def _judged(self) -> list[ListedLine]:
        """The lines of the brief, without headings."""
        return [line for line in self._lines if not isinstance(line, SectionHeading)]

    def _draw(self) -> list[Passage]:
        judgements = iter(self.context.backend.annotations.judgements_of(self._judged))
        return [
            Passage("", line.title) if isinstance(line, SectionHeading) else self._passage(line, next(judgements))
            for line in self._lines
        ]

    def _passage(self, line: ListedLine, judgement: Judgement | None) -> Passage:
        glyphs = self.look.glyphs
        sign = {"kept": glyphs.kept, "struck": glyphs.failed, None: " "}[judgement]
        outlets = ", ".join(map(line_of, line.outlets))
        front = f"{sign}{line.front:<9}"
        return Passage(front, line.words, line.places, outlets, line.differs, judgement == "struck")
