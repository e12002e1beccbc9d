"""Saved searches: saving the one that is shown, and choosing among them and those made before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from tui import messages as m
from tui.keymap import KeyAction
from tui.keys import LIST
from tui.views.line import LineEditor
from tui.views.prompt import Prompt

if TYPE_CHECKING:
    from tui.screens.browse.panes import BrowsePanes
    from tui.screens.picker import Picker


FORGET = "-"
"""The choice of forgetting one; that of saving is a plus sign."""


class SavedSearchActions:
    """Offers the saved searches in a picker, with how many articles each finds once that is counted."""

    def __init__(self, screen: BrowsePanes, search: Callable[[str], None], history: Sequence[str]) -> None:
        """Prepare to offer them.

        Args:
            screen: the main screen.
            search: runs the query that is chosen.
            history: queries made before, the latest last; it grows.

        """
        self._s, self._search, self._history = screen, search, history
        self._picker: Picker | None = None
        """Where they are offered."""
        self._counted: m.SearchesKnown | None = None
        """How many articles they find, which may be known before they are offered."""
        self._saved: Sequence[tuple[str, str]] = ()
        """Name and query of each that was offered."""

    def do_saved(self, _: KeyAction) -> None:
        """Choose a saved search or one made before, or save the one that is shown."""
        from tui.screens.picker import Choice, Picker

        query, backend = self._s.found.query, self._s.backend
        choices = [Choice("+", "Save this search", query)] if query else []

        def named(name: str) -> None:
            if name.strip():
                self._s.write([], lambda: backend.annotations.save_search(name.strip(), query))

        def seen(name: str) -> None:
            def keep() -> None:
                backend.annotations.open_saved_search(name)

            self._s.context.threads.fetch(self._s, "seen", keep)

        def chosen(value: str | None) -> None:
            if value == "+":
                self._s.ask(Prompt("save as ", LineEditor(), done=named, hint=query))
            elif value == FORGET:
                self._ask_which_to_forget()
            elif value and value[0] == "@":
                name, _, text = value[1:].partition("\0")
                self._search(text)
                seen(name)
            elif value:
                self._search(value[1:])

        keys = self._s.keymap.keys_of("search", LIST), self._s.keymap.keys_of("saved", LIST)
        how = f"; {keys[0][0]} searches, then {keys[1][0]} saves the search" if all(keys) else ""
        empty = f"nothing saved yet{how}"
        self._picker = Picker(self._s.look, "Saved searches", choices, waiting=True, keyed=True, empty=empty)
        self._counted = None
        self._s.open_screen(self._picker, chosen)
        saved, threads = backend.annotations, self._s.context.threads
        threads.fetch(self._s, "saved", lambda: m.SearchesKnown(saved.saved_searches()))
        threads.count(self._s, "saved", lambda: m.SearchesKnown(saved.saved_searches(), saved.count_saved_searches()))

    def _ask_which_to_forget(self) -> None:
        from tui.screens.picker import Choice, Picker

        def chosen(name: str | None) -> None:
            if name is not None:
                self._s.write([], lambda: self._s.backend.annotations.forget_search(name))

        choices = [Choice(name, name, text) for name, text in self._saved]
        self._s.open_screen(Picker(self._s.look, "Forget which?", choices), chosen)

    def offer(self, known: m.SearchesKnown) -> None:
        """Offer the saved searches and those made before, with how many articles each finds once that is counted."""
        from tui.screens.picker import Choice

        picker = self._picker
        if picker is None or not picker.is_attached:
            return
        if known.counts is None:
            choices = [
                Choice(_saved_value(name, text), name, text, key=str(n) if n < 10 else "")
                for n, (name, text) in enumerate(known.saved, 1)
            ]
            named = {text for _, text in known.saved}
            before = [text for text in reversed(dict.fromkeys(self._history)) if text not in named]
            choices += [Choice(f"={text}", text, "searched before") for text in before]
            choices += [Choice(FORGET, "Forget a saved search")] if known.saved else []
            self._saved = known.saved
            picker.add(choices)
        else:
            self._counted = known
        if self._counted is not None and self._counted.counts is not None:
            counts = self._counted.counts
            picker.note(
                {
                    _saved_value(name, text): _count_of(counts[name], text)
                    for name, text in self._counted.saved
                    if name in counts
                }
            )


def _saved_value(name: str, text: str) -> str:
    return f"@{name}\0{text}"


def _count_of(counted: tuple[int, int] | str, text: str) -> str:
    if isinstance(counted, str):
        return f"{counted}  {text}"
    found, new = counted
    return f"{found:,}{f', {new:,} new' if new else ''}  {text}"
