"""Where a corpus lies and where what is known about it is kept."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from extract.errors import SitrepError


@dataclass(frozen=True, slots=True)
class Corpus:
    """A folder or some files of articles, and the folder with its index and tags."""

    sources: tuple[Path, ...]
    """What the user named, resolved: one folder, one file, or several of either."""
    root: Path
    """The folder that the paths in the index are relative to."""
    data_dir: Path
    """Where index, tags and journal lie; it need not exist yet."""
    shared: bool
    """True beside the corpus, where colleagues share it; False under the user's own XDG data folder."""

    @classmethod
    def locate(cls, paths: Sequence[str | os.PathLike[str]]) -> Corpus:
        """Find the corpus that `paths` name.

        `CORPUS/.sitrep/` or `FILE.sitrep/` where that can be written, else (and for several paths at once) a folder
        of its own under `$XDG_DATA_HOME/sitrep/`.

        Raises:
            SitrepError: where a path does not exist, or none is given.

        """
        sources = tuple(_existing(path) for path in paths)
        if not sources:
            raise SitrepError("no corpus was named: give a folder or a file of articles")
        if len(sources) > 1:
            common = Path(os.path.commonpath([source if source.is_dir() else source.parent for source in sources]))
            return cls(sources, common, _private(sources), shared=False)
        source = sources[0]
        root = source if source.is_dir() else source.parent
        beside = source / ".sitrep" if source.is_dir() else source.with_name(source.name + ".sitrep")
        if _writable(beside):
            return cls(sources, root, beside, shared=True)
        return cls(sources, root, _private(sources), shared=False)

    @property
    def name(self) -> str:
        """What to call it on a screen."""
        names = [source.name or str(source) for source in self.sources]
        return names[0] if len(names) == 1 else f"{names[0]} and {len(names) - 1} more"

    @property
    def index_path(self) -> Path:
        """The SQLite file. Disposable."""
        return self.data_dir / "index.db"

    @property
    def tags_path(self) -> Path:
        """The analyst's TinyDB file. Not disposable."""
        return self.data_dir / "tags.json"

    @property
    def journal_path(self) -> Path:
        """What was tagged since `tags.json` was last written. Not disposable."""
        return self.data_dir / "tags.journal"

    @property
    def ids_path(self) -> Path:
        """Ids that cannot be derived from the text again. Not disposable; see `extract.index.scan.article_ids`."""
        return self.data_dir / "ids.jsonl"

    @property
    def lock_path(self) -> Path:
        """Held by whoever writes the index."""
        return self.data_dir / "index.lock"


def _existing(path: str | os.PathLike[str]) -> Path:
    resolved = Path(path).resolve()
    if not resolved.exists():
        raise SitrepError("no such file or folder", os.fspath(path))
    return resolved


def _writable(folder: Path) -> bool:
    """Tell whether `folder` is, or could be made, a folder that this user writes to."""
    if folder.is_symlink():
        return False  # what sitrep makes never follows a link out of the corpus
    return os.access(folder if folder.exists() else folder.parent, os.W_OK | os.X_OK)


def private_folder() -> Path:
    """Return the folder of this user's own data, where it is not kept beside a corpus; it need not exist yet."""
    home = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(home) / "sitrep"


def _private(sources: tuple[Path, ...]) -> Path:
    from hashlib import blake2b  # brings OpenSSL, which the first frame of a corpus with an index beside it need not

    names = "\0".join(sorted(map(str, sources)))
    digest = blake2b(names.encode("utf-8", "surrogateescape"), digest_size=6).hexdigest()
    return private_folder() / f"{sources[0].name or 'root'}-{digest}"
