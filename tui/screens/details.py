"""What goes on beside reading: long work, the corpus, and everything that could not be read, with its place."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from extract.readers.place import Place
from tui.backend.beside import FaultRow
from tui.keymap import Act
from tui.keys import DETAILS
from tui.outside import pager_command
from tui.screens.help import LinesScreen
from tui.views.cells import Piece, cut, line_of, wrap
from tui.views.work import progress

if TYPE_CHECKING:
    from tui.app import Browser

SHOWN = 5000
"""Faults that are listed here; `sitrep index --status` has them all."""


class DetailsScreen(LinesScreen):
    """Details of the corpus as they were when the screen was opened."""

    HINTS = {DETAILS: ("down", "page_down", "enter", "back", "help")}  # noqa: RUF012

    def __init__(self, browser: Browser) -> None:
        super().__init__(browser, "Details")
        self._faults: Sequence[FaultRow] | None = None

    def take_faults(self, faults: Sequence[FaultRow]) -> None:
        """Show what could not be read."""
        self._faults = faults
        self.lines.show(self.draw(self.size.width - 4))

    def draw(self, cells: int) -> list[list[Piece]]:
        look, browser = self.look, self.browser
        screen, desk = browser.browse, browser.desk
        totals, work = screen.totals, screen.work
        lines: list[list[Piece]] = [
            self._fact("Corpus", desk.place, cells),
            self._fact("Tags", desk.tags_name, cells),
            self._fact(
                "Articles", f"{totals.articles:,}, {totals.extracted:,} extracted, {totals.failed:,} failed", cells
            ),
            self._fact(
                "Now", progress(work) if work and work.phase in ("scan", "extract", "waiting") else "idle", cells
            ),
            [],
            [(self._summary(), look.part)],
        ]
        for fault in (self._faults or ())[:SHOWN]:
            place = fault.path if fault.line is None else f"{fault.path}:{fault.line}"
            lines.append([("  " + cut(line_of(place), cells - 2, look.glyphs.ellipsis), None)])
            lines += [[("    ", None), (part, look.warn)] for part in _wrapped(line_of(fault.message), cells - 4)]
        if browser.faults:
            lines += [[], [("What went wrong in this session", look.part)]]
            for failed in browser.faults:
                lines += [[("  ", None), (part, look.error)] for part in _wrapped(line_of(failed.message), cells - 2)]
                lines += [[("    " + line_of(part), look.dim)] for part in failed.trace.splitlines()]
        lines += [[], [(f"as of {time.strftime('%H:%M:%S')}", look.dim)]]
        return lines

    def _summary(self) -> str:
        if self._faults is None:
            return "Looking up what could not be read ..."
        return f"Could not be read: {len(self._faults):,}" if self._faults else "Every file could be read."

    def do_enter(self, _: Act) -> None:
        """Choose a file that could not be read, and open it at the place."""
        from tui.screens.picker import Choice, Picker

        faults = self._faults
        if not faults:
            self.say(self._summary())
            return

        def chosen(value: str | None) -> None:
            if value is not None:
                fault = faults[int(value)]
                if wrong := self.browser.run_outside(lambda: pager_command(Path(fault.path), Place(fault.line))):
                    self.complain(wrong)

        choices = [Choice(str(n), fault.path, fault.message) for n, fault in enumerate(faults[:SHOWN])]
        self.open_screen(Picker(self.look, "Open a file", choices), chosen)

    def _fact(self, name: str, value: str, cells: int) -> list[Piece]:
        return [(name.ljust(10), self.look.part), (cut(line_of(value), cells - 10, self.look.glyphs.ellipsis), None)]


def _wrapped(text: str, cells: int) -> list[str]:
    return [text[start:end] for start, end in wrap(text, max(10, cells))]
