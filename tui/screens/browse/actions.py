"""What the keys do: for each binding id of the key table a method `do_ID`, grouped as the help groups them.

The first frame needs none of it: the main screen makes its `Actions` when that is up, or at the first key.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.screens.browse.arriving import Arriving
from tui.screens.browse.finding import Finding
from tui.screens.browse.gathering import Gathering
from tui.screens.browse.moving import Moving
from tui.screens.browse.saved_searches import SavedSearchActions
from tui.screens.browse.tagging import Tagging
from tui.screens.browse.working import Working

if TYPE_CHECKING:
    from tui.screens.browse.panes import BrowsePanes


class Actions:
    """The groups of the main screen."""

    def __init__(self, screen: BrowsePanes) -> None:
        self.finding, self.tagging = Finding(screen), Tagging(screen)
        self.gathering = Gathering(screen, self.finding)
        self.saved = SavedSearchActions(screen, self.finding.search, self.finding.history)
        self.moving = Moving(screen, self.finding, self.tagging.selecting)
        self.arriving = Arriving(screen, self.finding)
        self.working = Working(screen, self.finding, self.arriving)

    def groups(self) -> tuple[object, ...]:
        """Return the objects whose methods carry out the bindings."""
        return (
            self.moving,
            self.finding,
            self.finding.sides,
            self.gathering,
            self.saved,
            self.tagging,
            self.tagging.selecting,
            self.working,
            self.arriving,
        )
