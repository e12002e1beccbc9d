"""The real desk: the index of a corpus and the analyst's store beside it, as the browser wants them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from extract.index import Corpus
from tui.backend.reading import Reading

if TYPE_CHECKING:
    from tui.backend.annotations import Pen
    from tui.backend.entities import Entities
    from tui.backend.facets import Aside

__all__ = ["CorpusDesk"]


class CorpusDesk(Reading):
    """A corpus on disk. Implements `tui.backend.protocol.Desk`.

    Opening it reads nothing of the analyst's store, nor imports what the first frame does not show: that is done when
    it is first asked for.
    """

    @classmethod
    def open(cls, paths: list[str], analyst: str | None = None, model: str | None = None) -> CorpusDesk:
        """Open the corpus at `paths`, to be extracted with a `model` of the user's where one is named.

        Raises:
            SitrepError: where there is none, or its index cannot be read.

        """
        return cls(Corpus.locate(paths), analyst, model)

    @cached_property
    def pen(self) -> Pen:
        from tui.backend.annotations import Pen

        return Pen(self)

    @cached_property
    def aside(self) -> Aside:
        from tui.backend.facets import Aside

        return Aside(self)

    @cached_property
    def entities(self) -> Entities:
        from tui.backend.entities import Entities

        return Entities(self)
