"""A corpus that is open: its index, and the analyst's tag store, which is opened when it is first needed."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from extract.corpus_files import folder_identity
from extract.errors import SitrepError
from extract.index import Corpus, Index, Overlay
from extract.index.store import schema

if TYPE_CHECKING:
    from tui.tags import TagStore


class OpenCorpus:
    """An index and a tag store, which all parts of the backend read and write through."""

    def __init__(self, corpus: Corpus, analyst: str | None = None) -> None:
        self.corpus = corpus
        self.warnings: list[str] = []
        """What the user must know of the index."""
        self._folder = folder_identity(corpus.root)
        self.index = self._open()
        self._former: Index | None = None
        """The index that was read before another took its place: results of its searches are still shown."""
        self._analyst = analyst
        self._store: TagStore | None = None
        self._opening = threading.Lock()

    def _open(self) -> Index:
        """Open the index; one that is damaged or foreign is set aside, for the background to build anew."""
        path = schema.own_path(self.corpus.index_path)
        if notice := schema.describe_other_version(self.corpus.index_path):
            self.warnings.append(notice)
        try:
            return Index.open(self.corpus)
        except SitrepError:
            if self.corpus.reads_team_index:
                raise  # it is theirs to replace
            reason = schema.find_damage(path) if path.exists() else None
            if reason is None:
                raise
            self.warnings.append(schema.set_aside_damaged(path, reason))
            return Index.open(self.corpus)

    def _move_to(self, index: Index) -> None:
        """Read another index from now on; results of the one before can be read until there is a third."""
        if self._former is not None:
            self._former.close()
        self._former, self.index = self.index, index

    @property
    def in_place(self) -> bool:
        """Whether the corpus's folder is the one that was opened; a disk that is unmounted leaves another."""
        return folder_identity(self.corpus.root) == self._folder

    @property
    def store(self) -> TagStore:
        """The analyst's store; the first call opens it (tens of milliseconds at 100,000 tagged articles)."""
        if self._store is None:
            with self._opening:
                if self._store is None:
                    from tui.tags import TagStore

                    self._store = TagStore.of(self.corpus, self._analyst)
        return self._store

    @property
    def opened(self) -> TagStore | None:
        """The store where it is open already."""
        return self._store

    def overlay_for(self, query: str) -> Overlay | None:
        """Return the analyst's marks for a query to be joined with; one that asks for nothing needs none."""
        return self.store.overlay() if query.strip() else None
