"""Locates a corpus, and the folder where its index and tags are kept."""

from __future__ import annotations

import os
import stat
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from extract.errors import SitrepError
from extract.index.file_format import VERSION, index_version
from extract.user_folders import data_folder


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
    team_dir: Path | None = None
    """The folder beside the corpus, where this user may read what its team keeps there, and not write it."""
    reads_team_index: bool = False
    """Whether the index is read there, as it is; else it is in `data_dir`."""
    private_reason: str = ""
    """Why it is not kept beside the corpus, in words."""

    @classmethod
    def locate(cls, paths: Sequence[str | os.PathLike[str]]) -> Corpus:
        """Find the corpus that `paths` name.

        `CORPUS/.sitrep/` or `FILE.sitrep/` where that can be written, else (and for several paths at once) a folder
        of its own under `$XDG_DATA_HOME/sitrep/`. Who may read what lies beside the corpus, and not write it, has the
        tags of their own there, over the team's, and reads the team's index.

        Raises:
            SitrepError: where a path does not exist, or none is given.

        """
        sources = tuple(_require_existing(path) for path in paths)
        if not sources:
            raise SitrepError("no corpus was named: give a folder or a file of articles")
        if len(sources) > 1:
            common = Path(os.path.commonpath([source if source.is_dir() else source.parent for source in sources]))
            reason = "several folders or files are open together"
            return cls(sources, common, _private_dir(sources), shared=False, private_reason=reason)
        source = sources[0]
        root = source if source.is_dir() else source.parent
        beside = source / ".sitrep" if source.is_dir() else source.with_name(source.name + ".sitrep")
        if _is_writable(beside):
            return cls(sources, root, beside, shared=True)
        team = beside if _is_readable(beside) else None
        reads = team is not None and _is_index_readable(team / _INDEX)
        return cls(sources, root, _private_dir(sources), shared=False, team_dir=team, reads_team_index=reads,
                   private_reason=_explain_unwritable(beside))  # fmt: skip

    @property
    def name(self) -> str:
        """What to call it on a screen."""
        names = [source.name or str(source) for source in self.sources]
        return names[0] if len(names) == 1 else f"{names[0]} and {len(names) - 1} more"

    def holds(self, path: Path) -> bool:
        """Whether a file of this path, be it there or not, lies in what the corpus is read from or kept in.

        A link counts where it lies and where it leads.
        """
        folders = (*self.sources, self.data_dir, *filter(None, [self.team_dir]))
        written = (path.resolve(), path.parent.resolve() / path.name)
        return any(folder.resolve() in (real, *real.parents) for folder in folders for real in written)

    def require_outside(self, path: Path) -> None:
        """Check that a file to be written would be read as no article, and take the place of no source, index or tags.

        Raises:
            SitrepError: where it lies in the corpus.

        """
        if self.holds(path):
            raise SitrepError(f"nothing was written: inside the corpus, where its articles, index and tags are: {path}")

    def path_of(self, relative: bytes) -> str:
        """Return where a file of the index is: a cluster's shards are URLs, all others relative to the root."""
        name = os.fsdecode(relative)
        return name if "://" in name else os.fspath(self.root / name)

    @property
    def index_path(self) -> Path:
        """The SQLite file. Disposable."""
        folder = self.team_dir if self.team_dir and self.reads_team_index else self.data_dir
        return folder / _INDEX

    @property
    def tags_path(self) -> Path:
        """The analyst's TinyDB file. Not disposable."""
        return self.data_dir / _TAGS

    @property
    def team_tags_path(self) -> Path | None:
        """The team's TinyDB file, where this user may only read it and their own lies over it."""
        return self.team_dir / _TAGS if self.team_dir else None

    @property
    def journal_path(self) -> Path:
        """What was tagged since `tags.json` was last written. Not disposable."""
        return self.data_dir / "tags.journal"

    @property
    def ids_path(self) -> Path:
        """Ids that cannot be derived from the text again. Not disposable; see `extract.index.scan.article_ids`."""
        return self.data_dir / _IDS

    @property
    def team_ids_path(self) -> Path | None:
        """Those of the team, which its tags hang on, where this user may only read them."""
        return self.team_dir / _IDS if self.team_dir else None

    @property
    def options_path(self) -> Path:
        """How the user said its files are to be read. Not disposable; see `extract.readers.options`."""
        return self.data_dir / "reading.json"

    @property
    def lock_path(self) -> Path:
        """Held by whoever writes the index."""
        return self.data_dir / "index.lock"

    def require_own_index(self) -> None:
        """Check that the index is this user's to write.

        Raises:
            SitrepError: where it is the team's, to be read as it is.

        """
        if self.reads_team_index:
            raise SitrepError(f"is read as it is, and not changed: {self.private_reason}", str(self.index_path))


_INDEX, _TAGS, _IDS = "index.db", "tags.json", "ids.jsonl"


def _require_existing(path: str | os.PathLike[str]) -> Path:
    """Resolve a path of a user's; raises SitrepError where it does not exist, or is a folder closed to them."""
    try:
        resolved = Path(path).resolve(strict=True)
        about = resolved.stat()
    except FileNotFoundError:
        raise SitrepError("no such file or folder", os.fspath(path)) from None
    except (OSError, RuntimeError) as error:  # Python before 3.13 calls a loop of links a RuntimeError
        raise SitrepError(f"cannot be opened: {getattr(error, 'strerror', error)}", os.fspath(path)) from error
    if stat.S_ISDIR(about.st_mode) and not os.access(resolved, os.R_OK | os.X_OK):
        raise SitrepError(f"may not be read by you: {describe_rights(resolved)}", os.fspath(path))
    return resolved


def _is_writable(folder: Path) -> bool:
    """Tell whether `folder` is, or could be made, a folder that this user writes to."""
    if folder.is_symlink():
        return False  # what sitrep makes never follows a link out of the corpus
    return os.access(folder if os.path.lexists(folder) else folder.parent, os.W_OK | os.X_OK)


def _is_readable(folder: Path) -> bool:
    return not folder.is_symlink() and folder.is_dir() and os.access(folder, os.R_OK | os.X_OK)


def _is_index_readable(path: Path) -> bool:
    """Tell whether an index can be opened by who may write neither it nor its folder.

    SQLite then needs to find its `-wal` and `-shm` files, since it cannot make them; whoever writes the index leaves
    them there (`extract.index.store.schema.close`).
    """
    beside = (path.with_name(path.name + suffix) for suffix in ("-wal", "-shm"))
    return all(os.access(file, os.R_OK) for file in beside) and index_version(path) == VERSION


def _explain_unwritable(beside: Path) -> str:
    """Say why nothing is kept in a folder beside the corpus."""
    if beside.is_symlink():
        return f"{beside} is a symbolic link, which is not followed"
    if not os.path.lexists(beside):
        return f"{beside} cannot be made: {describe_rights(beside.parent)}"
    return f"{beside} may not be written by you: {describe_rights(beside)}"


def describe_rights(path: Path) -> str:
    """Say whose a file or folder is, and what they may do with it: `anna's, group team, drwxrwxr-x`."""
    try:
        about = path.stat()
    except OSError as error:
        return error.strerror or "it cannot be looked at"
    return f"{owner_name(about.st_uid)}'s, group {group_name(about.st_gid)}, {stat.filemode(about.st_mode)}"


def owner_name(uid: int) -> str:
    """Return the login name of a user; where none is known, the number."""
    import pwd

    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return f"user {uid}"


def group_name(gid: int) -> str:
    """Return the name of a group; where none is known, the number."""
    import grp

    try:
        return grp.getgrgid(gid).gr_name
    except KeyError:
        return str(gid)


def _private_dir(sources: tuple[Path, ...]) -> Path:
    from hashlib import blake2b  # brings OpenSSL, which the first frame of a corpus with an index beside it need not

    names = "\0".join(sorted(map(str, sources)))
    digest = blake2b(names.encode("utf-8", "surrogateescape"), digest_size=6).hexdigest()
    return data_folder() / f"{sources[0].name or 'root'}-{digest}"
