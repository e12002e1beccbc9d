"""The real desk: the index of a corpus and the analyst's store beside it, as the browser wants them."""

from __future__ import annotations

from extract.index import Corpus
from tui.desk.entities import Entities
from tui.desk.reading import Reading
from tui.desk.writing import Writing

__all__ = ["CorpusDesk"]


class CorpusDesk(Reading, Writing, Entities):
    """A corpus on disk. Opening it reads nothing of the analyst's store: that is done when it is first asked for."""

    @classmethod
    def open(cls, paths: list[str], analyst: str | None = None, model: str | None = None) -> CorpusDesk:
        """Open the corpus at `paths`, to be extracted with a `model` of the user's where one is named.

        Raises:
            SitrepError: where there is none, or its index cannot be read.

        """
        return cls(Corpus.locate(paths), analyst, model)
