"""Asks for the form and the file of an export, has it written, and asks again where the file is there already."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

from tui import messages as m
from tui.views.cells import line_of
from tui.views.line import LineEditor
from tui.views.prompt import Prompt

if TYPE_CHECKING:
    from tui.screens.key_screen import KeyScreen


@dataclass(frozen=True, slots=True)
class ExportForm:
    """A form in which something can be exported."""

    name: str
    help: str
    file: str
    """The name of the file that is offered."""


class Exporting:
    """The export of something that a screen shows."""

    def __init__(self, screen: KeyScreen, what: str, export: Callable[[str, str, bool], str], hint: str = "") -> None:
        """Prepare to export.

        Args:
            screen: that asks.
            what: is exported, in words.
            export: writes it on a worker thread, given form, path and whether to replace a file; returns what to say.
            hint: what is to be known of it, under the question for the file.

        """
        self._screen, self._what, self._export, self._hint = screen, what, export, hint

    def ask(self, forms: Sequence[ExportForm]) -> None:
        """Have a form chosen, then a file."""
        from tui.backend.exports import propose_path
        from tui.screens.picker import Choice, Picker

        by_name = {form.name: form for form in forms}

        def chosen(name: str | None) -> None:
            if name:
                line = LineEditor(propose_path(self._screen.context.backend.corpus, by_name[name].file))
                label = f"export {self._what} to "
                self._screen.ask(Prompt(label, line, done=lambda path: self._begin(name, path), hint=self._hint))

        choices = [Choice(form.name, form.name, form.help) for form in forms]
        self._screen.open_screen(Picker(self._screen.look, f"Export {self._what} as", choices), chosen)

    def _begin(self, form: str, path: str) -> None:
        from extract.export import FORMATS
        from tui.backend.exports import check_target

        if path := path.strip():
            in_memory = form in FORMATS and FORMATS[form].in_memory
            check_target(self._screen.context.backend.corpus, path, may_become_folder=in_memory)
            self._write(form, path)

    def _write(self, form: str, path: str, *, replace: bool = False) -> None:
        def write() -> Message:
            try:
                return m.Written(self._export(form, path, replace))
            except FileExistsError:
                return m.ExportExists(path, lambda: self._write(form, path, replace=True))

        self._screen.say(f"writing {path} {self._screen.look.glyphs.ellipsis}")
        self._screen.context.threads.export(self._screen, write)


def ask_to_replace(screen: KeyScreen, there: m.ExportExists) -> None:
    """Ask before an export takes the place of a file; where something else is being typed, leave the file."""

    def answer(text: str) -> None:
        if text.strip().lower() in {"y", "yes"}:
            there.replace()
        else:
            screen.say("nothing was written")

    if screen.foot.prompt is not None:
        screen.complain(f"{there.path} exists already; nothing was written")
        return
    line, hint = LineEditor(), line_of(there.path)
    label = "the file exists: replace it? y/n and enter "
    screen.ask(Prompt(label, line, done=answer, dropped=lambda: answer(""), hint=hint))
