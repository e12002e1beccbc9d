"""Up to which article somebody has seen an index: by the number that each article gets as it is added.

The numbers are those of one index: where it was rebuilt they begin anew, and what it holds then counts as seen.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from extract.atomic import atomic_writer
from extract.corpus_files import create_file, make_private_folder, open_binary
from extract.errors import SitrepError
from extract.index import Corpus, Index
from extract.index.store import lock
from extract.user_folders import state_folder

SESSION = "session"
"""Under which it is kept up to which article one had seen when the browser was closed."""


class SeenMarks:
    """A file of marks, each under a name. Used by several processes: a mark is set under a lock."""

    def __init__(self, path: Path, corpus: str) -> None:
        """Use a file.

        Args:
            path: JSON; it need not exist yet. One that cannot be read is a fresh start.
            corpus: whose marks are meant, where a file has those of several.

        """
        self.path, self._corpus = path, corpus

    @classmethod
    def of_user(cls, corpus: Corpus) -> SeenMarks:
        """Return this user's own marks, in `$XDG_STATE_HOME/sitrep/seen.json`."""
        return cls(state_folder() / "seen.json", str(corpus.data_dir))

    @classmethod
    def of_corpus(cls, corpus: Corpus) -> SeenMarks:
        """Return the marks that all who index a corpus share, beside it."""
        return cls(corpus.data_dir / "rules.json", "")

    def mark(self, name: str, index: Index) -> int | None:
        """Return the number of the last article that was seen under a name; None where none ever was."""
        marks = self._marks(self._load(), index)
        if marks is None:
            return index.counts().newest if name in self._load().get(self._corpus, {}).get("seen", {}) else None
        return marks.get(name)

    def set_mark(self, name: str, index: Index, newest: int) -> None:
        """Keep up to which article was seen."""
        make_private_folder(self.path.parent)
        with lock.hold_lock(self.path.with_suffix(".lock"), lambda _: None):
            data = self._load()
            marks = self._marks(data, index)
            if marks is None:
                now = index.counts().newest
                marks = dict.fromkeys(data.get(self._corpus, {}).get("seen", {}), now)
            marks[name] = newest
            data[self._corpus] = {"index": index.database.generation(), "seen": marks}
            with atomic_writer(self.path, force=True, create=create_file) as stream:
                stream.write(json.dumps(data, indent=1).encode())

    @contextmanager
    def alone(self, name: str) -> Iterator[None]:
        """Hold off whoever does the same for these marks, on this machine and others."""
        make_private_folder(self.path.parent)
        with lock.hold_lock(self.path.with_name(f"{self.path.stem}-{name}.lock"), lambda _: None):
            yield

    def _marks(self, data: Mapping[str, Any], index: Index) -> dict[str, int] | None:
        """Return the marks of this very index; None where those that are kept are another's."""
        kept = data.get(self._corpus)
        if kept is None:
            return {}
        if kept["index"] != index.database.generation():
            return None
        return dict(kept["seen"])

    def _load(self) -> dict[str, Any]:
        try:
            with open_binary(self.path) as stream:
                data = json.loads(stream.read())
            return {
                name: {"index": str(kept["index"]), "seen": {str(one): int(n) for one, n in kept["seen"].items()}}
                for name, kept in data.items()
            }
        except (SitrepError, OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return {}
