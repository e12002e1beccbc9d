"""The watchlists of a corpus: which files they are, whether they changed, and what they hold.

They lie in `lexicon/` beside the index, or are named in the corpus's settings:

    [lexicon]
    files = ["/srv/lists/sanctions.csv"]

Colleagues can write both, and what a list holds is shown to all who read the corpus. So a file elsewhere is read only
where all of these could read it anyway: it must not become a way to somebody's private files.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from extract.errors import SitrepError
from extract.index.corpus import Corpus
from extract.index.settings import read_table, settings_path
from extract.name_lists import read_list_file
from extract.own_names import OwnName
from extract.readers.faults import Fault

FOLDER = "lexicon"
"""Beside the index."""
ENDINGS = (".csv", ".tsv")
MAX_FILES = 200
"""Lists that a corpus may have."""
MAX_ENTRIES = 500_000
"""Rows of all lists together; each takes some 200 bytes of every process that extracts."""

Stamp = tuple[tuple[str, int, int], ...]
"""Path, size and time of change of every file that counts."""


@dataclass(frozen=True, slots=True)
class Watchlists:
    """What the lists of a corpus hold."""

    lists: dict[str, list[OwnName]] = field(default_factory=dict)
    """By name: that of the file without its ending."""
    faults: list[Fault] = field(default_factory=list)


class ListFiles:
    """The files of a corpus that are watchlists."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._settings = settings_path(corpus)
        self._folder = self._settings.with_name(FOLDER)
        self._named: tuple[int, list[Path]] = (-1, [])
        """Time of change of the settings, and the files that they name."""

    def stamp(self) -> Stamp:
        """Compute a change stamp of the lists; costs a `stat` each."""
        paths = [self._settings, *self._paths()]
        return tuple((os.fspath(path), *_size_and_time(path)) for path in paths)

    def read(self) -> Watchlists:
        """Read all lists; what is wrong with them is among what it returns."""
        found = Watchlists()
        entries = 0
        try:
            paths = self._paths(complaining=True)
        except SitrepError as error:
            wrong = f"the lists that it names are not read: {error.message}"
            found.faults.append(Fault(error.path or str(self._settings), wrong))
            paths = list(self._in_folder())
        for path in paths:
            name = os.fsencode(path.stem).decode("utf-8", "replace")
            for item in self._items(path):
                if isinstance(item, Fault):
                    found.faults.append(item)
                    continue
                entries += 1
                if entries > MAX_ENTRIES:
                    found.faults.append(
                        Fault(str(path), f"lists may have {MAX_ENTRIES:,} rows together; the rest is left out")
                    )
                    return found
                found.lists.setdefault(name, []).append(item)
        return found

    def _items(self, path: Path) -> Iterator[OwnName | Fault]:
        try:
            open_to_all = path.parent == self._folder or _is_open_to_readers(path, self._corpus.root)
        except OSError as error:
            yield Fault(str(path), f"cannot be read: {error.strerror}")
            return
        if open_to_all:
            yield from read_list_file(path)
        else:
            yield Fault(str(path), "is not open to all who read this corpus, as what it holds would be: not read")

    def _paths(self, *, complaining: bool = False) -> list[Path]:
        changed = _size_and_time(self._settings)[1]
        if complaining or self._named[0] != changed:
            try:
                self._named = (changed, self._in_settings() if changed else [])
            except SitrepError:
                self._named = (changed, [])
                if complaining:
                    raise
        return [*self._in_folder(), *self._named[1]]

    def _in_folder(self) -> Iterator[Path]:
        try:
            names = sorted(os.listdir(self._folder))[: 10 * MAX_FILES]  # noqa: PTH208 - a stat of each is not wanted
        except OSError:
            return
        lists = [name for name in names if name.casefold().endswith(ENDINGS) and not name.startswith(".")]
        yield from (self._folder / name for name in lists[:MAX_FILES])

    def _in_settings(self) -> list[Path]:
        files = read_table(self._corpus, "lexicon").get("files", [])
        if not isinstance(files, list) or not all(isinstance(one, str) and "\0" not in one for one in files):
            raise SitrepError('lists are named like files = ["/srv/lists/x.csv"] under [lexicon]', str(self._settings))
        return [self._corpus.root / one for one in files[:MAX_FILES]]


def _size_and_time(path: Path) -> tuple[int, int]:
    try:
        about = os.stat(path)  # noqa: PTH116 - twice as fast, and asked every other second
    except OSError:
        return 0, 0
    return about.st_size, about.st_mtime_ns


def _is_open_to_readers(path: Path, corpus: Path) -> bool:
    """Tell whether all who may read a corpus's folder may read a file, through all folders above it."""
    readers = corpus.stat()

    def admits(place: Path, others: int, members: int) -> bool:
        about = place.stat()
        member = about.st_mode & others or (about.st_gid == readers.st_gid and about.st_mode & members)
        return bool(
            (about.st_mode & others or not readers.st_mode & stat.S_IROTH)
            and (member or not readers.st_mode & stat.S_IRGRP)
        )

    whole = path.resolve(strict=True)
    above = (folder for folder in whole.parents if not corpus.is_relative_to(folder))
    return admits(whole, stat.S_IROTH, stat.S_IRGRP) and all(
        admits(folder, stat.S_IXOTH, stat.S_IXGRP) for folder in above
    )
