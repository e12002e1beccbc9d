"""Checks that what is kept beside a corpus can be used by all who may write the corpus, for `sitrep doctor`."""

from __future__ import annotations

import shlex
import stat
from collections.abc import Iterator
from pathlib import Path

from extract.corpus_files import require_regular
from extract.errors import SitrepError
from extract.index.corpus import Corpus, group_name, owner_name
from extract.index.watchlists import FOLDER as LISTS


def sharing_problems(corpus: Corpus) -> Iterator[str]:
    """Describe what keeps members of the corpus's group from what is kept beside it, with what to do about it.

    sitrep itself makes all files so that they are shared; earlier versions, a copy or another program may not have.
    """
    folder = corpus.team_dir or corpus.data_dir
    if folder.is_relative_to(corpus.root) and folder.is_dir():
        yield from _find_foreign(folder)
        yield from _find_closed(folder)


def _find_foreign(folder: Path) -> Iterator[str]:
    lists = folder / LISTS
    inside = sorted(lists.iterdir()) if lists.is_dir() and not lists.is_symlink() else [lists]
    for path in [*(path for path in sorted(folder.iterdir()) if path != lists), *inside]:
        try:
            require_regular(path)
        except SitrepError as error:
            yield str(error)


def _find_closed(folder: Path) -> Iterator[str]:
    shared_with = folder.parent.stat()
    if not shared_with.st_mode & stat.S_IWGRP:
        return
    owners: dict[int, list[str]] = {}
    for path in [folder, *sorted(folder.iterdir())]:
        about = path.lstat()
        if about.st_gid != shared_with.st_gid or not about.st_mode & stat.S_IWGRP:
            owners.setdefault(about.st_uid, []).append(path.name)
    team, where = group_name(shared_with.st_gid), shlex.quote(str(folder))
    for uid, names in owners.items():
        mine = f"-user {uid}" if len(owners) > 1 else ""
        yield (
            f"{folder}: {', '.join(names)}: not writable for the group {team}, which may write the corpus; "
            f"{owner_name(uid)} can mend that: find {where} {mine} -exec chgrp {team} {{}} + -exec chmod g+rwX {{}} +"
        ).replace("  ", " ")
