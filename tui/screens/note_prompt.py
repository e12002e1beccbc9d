"""The prompt for a note: what is typed and dropped by mistake, or cannot be written, is not lost."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from textual.message import Message

from extract.errors import SitrepError
from tui import messages as m
from tui.screens.key_screen import KeyScreen
from tui.views.line import LineEditor
from tui.views.prompt import Prompt


def ask_note(
    screen: KeyScreen,
    label: str,
    article: str,
    write: Callable[[str], str],
    *,
    before: str = "",
    hint: str = "",
    entered: Callable[[], None] = lambda: None,
) -> None:
    """Ask for a note on an article; where it cannot be written, ask again, with the text and the cause.

    Args:
        screen: that asks.
        label: of the prompt.
        article: the id of the article.
        write: writes the note, on a worker thread; returns what to say, or raises SitrepError.
        before: the words of a note that is to be changed; an empty text takes it away.
        hint: what stands under the prompt.
        entered: called when the prompt is left with a text.

    """
    drafts, typing = screen.context.dropped_notes, screen.context.typing
    line = LineEditor(before, history=drafts)

    def changed(text: str) -> None:
        typing[:] = [text] if text.strip() and text not in (before, *drafts) else []

    def done(text: str) -> None:
        typing.clear()
        entered()
        if text == before or not (before or text.strip()):
            return
        if text not in drafts:
            drafts.append(text)  # until it is on disk

        def write_note() -> Message:
            try:
                said = write(text)
            except SitrepError as error:
                return m.NoteRefused(error.cause_first, ask_again)
            _forget(drafts, text)
            return m.Written(said, [article])

        screen.hold_keys_for(screen.context.threads.write(screen, write_note))

    def ask_again(why: str) -> None:
        _forget(drafts, line.text)
        screen.foot.ask_again(prompt, (why, None))

    def dropped() -> None:
        typing.clear()
        if line.text.strip() and line.text != before:
            drafts.append(line.text)
            screen.say("not written; the key up brings it back in the next note")

    prompt = Prompt(label, line, done=done, changed=changed, dropped=dropped, hint=hint)
    screen.ask(prompt)


def _forget(drafts: list[str], text: str) -> None:
    with suppress(ValueError):
        drafts.remove(text)
