"""The details screen: counts, progress of the indexing, files that could not be read, failures of this session."""

from __future__ import annotations

import functools
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from extract.readers import Fault
from extract.readers.place import FilePlace
from tui import messages as m
from tui.keymap import KeyAction
from tui.keys import DETAILS, LIST
from tui.outside import pager_command
from tui.screens.help import LinesScreen
from tui.views.cells import Piece, cut, line_of, wrap
from tui.views.work import BUSY, progress

if TYPE_CHECKING:
    from extract.index import Counts, Progress
    from tui.screens.screen_context import ScreenContext
    from tui.worker_threads import Answered

SHOWN = 5000
"""Faults that are listed here; `sitrep index --status` has them all."""


class DetailsScreen(LinesScreen):
    """Details of the corpus, renewed with the progress of its indexing."""

    HINTS = {DETAILS: ("down", "page_down", "enter", "filter", "back", "help")}  # noqa: RUF012

    def __init__(self, context: ScreenContext, counts: Counts, work: Progress | None) -> None:
        super().__init__(context, "Details")
        self._counts, self._work = counts, work
        self._faults: Sequence[Fault] | None = None

    def on_mount(self) -> None:
        self.hold_keys_for(self._look_up_faults())

    def renew(self, counts: Counts, work: Progress | None) -> None:
        """Show other counts and another progress; look up again what could not be read where its number changed."""
        if not self.is_mounted:
            return
        if counts.faults != self._counts.faults:
            self._look_up_faults()
        self._counts, self._work = counts, work
        self._show()

    def _look_up_faults(self) -> Answered:
        backend = self.context.backend
        return self.context.threads.fetch(self, "faults", lambda: m.FaultsReady(backend.faults()))

    def _show(self) -> None:
        self.lines.show(self.draw(self.size.width - 4))

    def on_faults_ready(self, ready: m.FaultsReady) -> None:
        """Show what could not be read."""
        self._faults = ready.rows
        self._show()

    def draw(self, cells: int) -> list[list[Piece]]:
        look, backend = self.look, self.context.backend
        counts, work = self._counts, self._work
        lines: list[list[Piece]] = [
            self._fact("Corpus", backend.place, cells),
            self._fact("Tags", backend.tags_name, cells),
            self._fact(
                "Articles", f"{counts.articles:,}, {counts.extracted:,} extracted, {counts.failed:,} failed", cells
            ),
            self._fact("Now", progress(work, counts) if work and work.phase in BUSY else "idle", cells),
            self._fact("Watched", self._watched(), cells),
            *self._said_of_work(cells),
            [],
            [(self._summary(), look.part)],
        ]
        for fault in (self._faults or ())[:SHOWN]:
            place = fault.path if fault.line is None else f"{fault.path}:{fault.line}"
            lines.append([("  " + cut(line_of(place), cells - 2, look.glyphs.ellipsis), None)])
            lines += [[("    ", None), (part, look.warn)] for part in _wrapped(line_of(fault.message), cells - 4)]
        if self.context.failures:
            lines += [[], [("What went wrong in this session", look.part)]]
            for failed in self.context.failures:
                lines += [[("  ", None), (part, look.error)] for part in _wrapped(line_of(failed.message), cells - 2)]
                lines += [[("    " + line_of(part), look.dim)] for part in failed.trace.splitlines()]
        lines += [[], [(f"as of {time.strftime('%H:%M:%S')}", look.dim)]]
        return [line for line in lines if self.matches("".join(text for text, _ in line))] if self.typed else lines

    def _said_of_work(self, cells: int) -> list[list[Piece]]:
        """Draw what the indexing said at its end: why it could not be done, or what was passed over."""
        if self._work is None or self._work.phase in BUSY or not self._work.message:
            return []
        parts = [part for line in self._work.message.splitlines() for part in _wrapped(line_of(line), cells - 10)]
        return [
            [(("Indexing" if n == 0 else "").ljust(10), self.look.part), (part, self.look.warn)]
            for n, part in enumerate(parts)
        ]

    def _watched(self) -> str:
        work = self._work
        if work and work.phase == "error":
            keys = self.keymap.keys_of("rescan", LIST)
            return "no longer" + (f"; {keys[0]} in the list tries again" if keys else "")
        return work.watched if work and work.watched else "not yet"

    def _summary(self) -> str:
        if self._faults is None:
            return "Looking up what could not be read ..."
        return f"Could not be read: {len(self._faults):,}" if self._faults else "Every file could be read."

    def do_enter(self, _: KeyAction) -> None:
        """Choose a file that could not be read, and open it at the place."""
        from tui.screens.picker import Choice, Picker

        faults = self._faults
        if not faults:
            self.say(self._summary())
            return

        def chosen(value: str | None) -> None:
            if value is not None:
                fault = faults[int(value)]
                command = functools.partial(pager_command, Path(fault.path), FilePlace(fault.line))
                if wrong := self.context.program.run_outside(command):
                    self.complain(wrong)

        choices = [Choice(str(n), fault.path, fault.message) for n, fault in enumerate(faults[:SHOWN])]
        self.open_screen(Picker(self.look, "Open a file", choices), chosen)

    def _fact(self, name: str, value: str, cells: int) -> list[Piece]:
        return [(name.ljust(10), self.look.part), (cut(line_of(value), cells - 10, self.look.glyphs.ellipsis), None)]


def _wrapped(text: str, cells: int) -> list[str]:
    return [text[start:end] for start, end in wrap(text, max(10, cells))]
