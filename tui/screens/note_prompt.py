"""The prompt for a note: what is typed and dropped by mistake can be brought back."""

from __future__ import annotations

from collections.abc import Callable

from tui.screens.key_screen import KeyScreen
from tui.views.line import LineEditor
from tui.views.prompt import Prompt


def ask_note(screen: KeyScreen, label: str, done: Callable[[str], None], before: str = "", hint: str = "") -> None:
    """Ask for a note, or for other words in place of those of `before`."""
    drafts = screen.context.dropped_notes
    line = LineEditor(before, history=drafts)

    def dropped() -> None:
        if line.text.strip() and line.text != before:
            drafts.append(line.text)
            screen.say("not written; the key up brings it back in the next note")

    screen.ask(Prompt(label, line, done=done, dropped=dropped, hint=hint))
