"""What the keys do: for each binding id of the key table a method `do_ID`, grouped as the help groups them.

The first frame needs none of it: the main screen makes its `Acts` when that is up, or at the first key.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.screens.browse.finding import Finding
from tui.screens.browse.moving import Moving
from tui.screens.browse.tagging import Tagging
from tui.screens.browse.working import Working

if TYPE_CHECKING:
    from tui.screens.browse.screen import BrowseScreen


class Acts:
    """The groups of the main screen."""

    def __init__(self, screen: BrowseScreen) -> None:
        self.moving, self.finding = Moving(screen), Finding(screen)
        self.tagging, self.working = Tagging(screen), Working(screen)

    def groups(self) -> tuple[object, ...]:
        """Return them."""
        return self.moving, self.finding, self.tagging, self.working
