"""Selecting a passage of the text with keys: motions move its free end, or the other one."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from tui.keymap import KeyAction
from tui.views.motions import by_characters, by_paragraphs, by_words

if TYPE_CHECKING:
    from tui.screens.browse.panes import BrowsePanes

_WORD = re.compile(r"\S+")


class Selecting:
    """The selection of the text pane."""

    def __init__(self, screen: BrowsePanes) -> None:
        self._s = screen

    def toggle(self) -> None:
        """Begin a selection at the hit, or at the first line on screen; or let go of one."""
        article = self._s.article
        if article.selection is not None:
            self._s.select(None)
            return
        start, end = article.evidence or article.hit_in_sight or self._word(article.text.top)
        self._s.select((start, max(start, end - 1)))

    def lines(self) -> None:
        """Select the line at the top of the screen, or stretch the selection to whole lines."""
        article = self._s.article
        anchor, cursor = sorted(article.selection or (article.text.top, article.text.top))
        start, _ = article.text.line_at(anchor)
        _, end = article.text.line_at(cursor)
        self._s.select((start, max(start, end - 1)))

    def by_characters(self, by: int) -> None:
        """Move the free end by characters."""
        self._move(lambda text, _, at: by_characters(text, at, by))

    def do_next_word(self, act: KeyAction) -> None:
        self._move(lambda text, anchor, at: by_words(text, anchor, at, act.times))

    def do_previous_word(self, act: KeyAction) -> None:
        self._move(lambda text, anchor, at: by_words(text, anchor, at, -act.times))

    def do_line_start(self, _: KeyAction) -> None:
        self._move(lambda text, _, at: self._s.article.text.line_at(at)[0])

    def do_line_end(self, _: KeyAction) -> None:
        def end(text: str, _: int, at: int) -> int:
            first, after = self._s.article.text.line_at(at)
            return max(first, first + len(text[first:after].rstrip()) - 1)

        self._move(end)

    def do_next_paragraph(self, act: KeyAction) -> None:
        self._move(lambda text, _, at: by_paragraphs(text, at, act.times))

    def do_previous_paragraph(self, act: KeyAction) -> None:
        self._move(lambda text, _, at: by_paragraphs(text, at, -act.times))

    def do_other_end(self, _: KeyAction) -> None:
        """Let motions move the other end."""
        if self._s.article.selection is not None:
            anchor, cursor = self._s.article.selection
            self._s.select((cursor, anchor))

    def _move(self, motion: Callable[[str, int, int], int]) -> None:
        article = self._s.article
        if article.selection is not None:
            anchor, cursor = article.selection
            self._s.select((anchor, motion(article.text.text, anchor, cursor)))

    def _word(self, offset: int) -> tuple[int, int]:
        match = _WORD.search(self._s.article.text.text, offset)
        return match.span() if match else (offset, offset)
