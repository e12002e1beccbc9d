"""Says that a search still runs, where it takes longer than a moment."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.screens.browse.panes import BrowsePanes
    from tui.worker_threads import Answered

MOMENT_S = 0.3
"""For how long a search runs before it is said that it does, in seconds: quick ones come and go without a word."""


class SearchNotice:
    """What stands under the search line, or in the last line, while a search runs."""

    def __init__(self, screen: BrowsePanes) -> None:
        self._s = screen
        self._words = f"searching {screen.look.glyphs.ellipsis}"
        self._moment: asyncio.TimerHandle | None = None

    def begin(self, answered: Answered) -> None:
        """Say it in a moment, unless the search is answered by then."""
        self.end()
        self._moment = asyncio.get_running_loop().call_later(MOMENT_S, self._say, answered)

    def end(self) -> None:
        """Say it no longer."""
        if self._moment is not None:
            self._moment.cancel()
            self._moment = None
        foot = self._s.foot
        if foot.said == self._words:
            self._s.say("")
        if foot.prompt is not None and foot.prompt.hint == self._words:
            foot.prompt.hint = ""
            foot.refresh()

    def _say(self, answered: Answered) -> None:
        foot = self._s.foot
        if answered.done():
            return
        if foot.prompt is None:
            self._s.say(self._words)
        elif foot.prompt.label == "/":
            foot.prompt.hint = self._words
            foot.refresh()
