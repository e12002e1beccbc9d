"""Selecting a passage of the text with keys: words sideways, lines up and down."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.screens.browse.panes import BrowsePanes

_WORD = re.compile(r"\S+")


class Selecting:
    """The selection of the text pane."""

    def __init__(self, screen: BrowsePanes) -> None:
        self._s = screen

    def toggle(self) -> None:
        """Begin a selection at the evidence, or at the top of the screen; or let go of one."""
        article = self._s.article
        if article.selection is not None:
            article.select(None)
            return
        start, end = article.evidence or self._word(article.text.top)
        article.select((start, max(start, end - 1)))
        self._s.say("h l by words, j k by lines; t tags, a notes, y copies, escape lets go")

    def lines(self) -> None:
        """Select the line at the top of the screen, or stretch the selection to whole lines."""
        article = self._s.article
        anchor, cursor = sorted(article.selection or (article.text.top, article.text.top))
        start, _ = article.text.line_at(anchor)
        _, end = article.text.line_at(cursor)
        article.select((start, max(start, end - 1)))

    def sideways(self, by: int) -> None:
        """Move the selection's end by words; without a selection, nothing."""
        article = self._s.article
        if article.selection is None:
            return
        anchor, cursor = article.selection
        text = article.text.text
        for _ in range(abs(by)):
            if by > 0:
                match = _WORD.search(text, cursor + 1)
                cursor = match.end() - 1 if match else cursor
            else:
                before = text[:cursor].rstrip()
                cursor = max(len(before) - 1, 0)
                while cursor > 0 and not text[cursor].isspace() and cursor > anchor and not _ends(text, cursor):
                    cursor -= 1
        article.select((anchor, cursor))

    def _word(self, offset: int) -> tuple[int, int]:
        match = _WORD.search(self._s.article.text.text, offset)
        return match.span() if match else (offset, offset)


def _ends(text: str, at: int) -> bool:
    return at + 1 >= len(text) or text[at + 1].isspace()
