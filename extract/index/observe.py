"""Notices that files of a corpus came, changed or went: by the system's notifications, else by looking again.

Notifications cost nothing at rest and come at once, but not from every file system: what another machine writes to a
network file system is never told of, and a system allows so many watched folders and no more. There, and for files
that were named one by one, this module polls: the times of the folders often, all files as often as it costs a
hundredth of a core. With notifications it polls too, seldom, for what they miss (behind symbolic links, and when too
many come at once).
"""

from __future__ import annotations

import os
import re
import threading
import time
from collections.abc import Callable, Container, Iterable, Iterator
from pathlib import Path
from zlib import crc32

from extract.corpus_files import folder_identity

TICK_S = 0.5
"""How often it is looked whether to stop, in seconds."""
POLL_S = 2.0
"""How often the times of folders, and files that were named one by one, are looked at at most, in seconds."""
SPARE_POLL_S = 60.0
"""The same where notifications come."""
SHARE = 0.005
"""Of a core that each of the two kinds of look may take."""
SPARE_SHARE = 0.001
"""The same where notifications come."""
DEBOUNCE_MS = 400
"""How long notifications are gathered."""
REMOTE = re.compile(r"nfs\d?|cifs|smb\w*|9p|afs|ceph|lustre|glusterfs|fuse\.\w+|fuseblk|vboxsf|prl_fs|davfs")
"""Types of file systems whose changes may be another machine's."""

Noticed = Callable[[Iterable[str]], None]
"""Told the paths of files and folders that came, changed or went."""


class Observer:
    """Watches the sources of a corpus on a thread of its own until it is stopped."""

    def __init__(self, sources: Iterable[Path], noticed: Noticed, described: Callable[[str], None]) -> None:
        """Prepare to watch.

        Args:
            sources: folders and files.
            noticed: told what changed; may be told too much, never too little.
            described: told in words by which means the corpus is watched, at the start and when that changes.

        """
        self._sources, self._noticed, self._described = tuple(sources), noticed, described
        self.ready = threading.Event()
        """Set once whatever changes from then on is told."""
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="sitrep-observer", daemon=True)

    def start(self) -> None:
        """Begin; see `ready`."""
        self._thread.start()

    def stop(self) -> None:
        """End; returns within a moment."""
        self._stop.set()
        self._thread.join(2 * TICK_S + 1)

    def _run(self) -> None:
        folders = [source for source in self._sources if source.is_dir()]
        while not self._stop.is_set():
            why_not = "files that were named one by one" if not folders else _remote(folders)
            if why_not is None:
                why_not = self._by_notifications(folders)
            if why_not is None:
                continue  # a source was put in the place of another: begin anew
            self._described(f"by looking again every {POLL_S:.0f} s or more ({why_not})")
            self._by_polling()

    def _by_polling(self) -> None:
        poll = Poll(self._sources, POLL_S)
        self.ready.set()
        while not self._stop.wait(TICK_S):
            self._tell(poll.changed())

    def _by_notifications(self, folders: list[Path]) -> str | None:
        """Watch until it is stopped; returns why that cannot be done, or None where it is to be begun anew."""
        try:
            from watchfiles import watch
        except ImportError as error:
            return f"no notifications on this system ({error})"
        polls: list[Poll] = []
        before = [folder_identity(folder) for folder in folders]
        try:
            changes = watch(
                *folders,
                watch_filter=None,  # with one nothing is yielded while all that comes is filtered out
                debounce=4 * DEBOUNCE_MS,
                step=DEBOUNCE_MS,
                rust_timeout=int(TICK_S * 1000),
                stop_event=self._stop,
                yield_on_timeout=True,
                raise_interrupt=False,
                force_polling=False,
                ignore_permission_denied=True,
            )
            for number, some in enumerate(changes):
                if not number:
                    self.ready.set()
                    self._described("by the system's notifications")
                    named = [source for source in self._sources if source not in folders]
                    polls = [Poll(folders, SPARE_POLL_S, share=SPARE_SHARE), Poll(named, POLL_S)]
                self._tell(path for _, path in some if not is_hidden(path, folders))
                for poll in polls:
                    self._tell(poll.changed())
                if before != [folder_identity(folder) for folder in folders]:
                    self._tell(map(os.fspath, folders))
                    return None if all(map(os.path.isdir, folders)) else "a folder of the corpus is not there"
        except Exception as error:  # noqa: BLE001 - the library raises its own kinds; whatever it is, polling goes on
            return f"no notifications ({' '.join(str(error).split())[:120]})"
        return None

    def _tell(self, paths: Iterable[str]) -> None:
        if told := list(paths):
            self._noticed(told)


class Poll:
    """Looks at folders and files again, as often as its share of a core lets it."""

    def __init__(
        self, sources: Iterable[Path], every_s: float, clock: Callable[[], float] = time.monotonic, share: float = SHARE
    ) -> None:
        """Take a first look, with which later ones are compared.

        Args:
            sources: folders and files to look at.
            every_s: seconds between two looks at least.
            clock: what the time is.
            share: of a core that it may take.

        """
        self._sources, self._every, self._clock, self._share = list(sources), every_s, clock, share
        self._times: dict[str, int] = {}
        """Time of change of each folder, and of each source that is a file."""
        self._digests: dict[str, int] = {}
        """Of names, sizes and times of the files of each folder."""
        self._quick_at = self._full_at = 0.0
        self._full()
        self._quick_at = self._clock() + every_s

    def changed(self) -> set[str]:
        """Return the folders (and files that are sources) in which something changed; none where it is too early."""
        changed: set[str] = set()
        if self._clock() >= self._quick_at:
            changed |= self._quick()
        if self._clock() >= self._full_at:
            changed |= self._full()
        return changed

    def _quick(self) -> set[str]:
        """Compare the times of folders, and look into those that have another."""
        begun = time.thread_time()
        changed = {path for path, known in self._times.items() if _time(path) != known}
        for path in changed:
            del self._times[path]
            if self._digests.pop(path, None) is None:
                self._times[path] = _time(path)
                continue
            for folder, time_of, digest in _folders(path, self._times):
                self._times[folder], self._digests[folder] = time_of, digest
        self._quick_at = self._next(begun)
        return changed

    def _full(self) -> set[str]:
        begun = time.thread_time()
        times: dict[str, int] = {}
        digests: dict[str, int] = {}
        for source in self._sources:
            if source.is_dir():
                for folder, time_of, digest in _folders(os.fspath(source)):
                    times[folder], digests[folder] = time_of, digest
            else:
                times[os.fspath(source)] = _time(os.fspath(source))
        both = digests.keys() | self._digests.keys()
        changed = {folder for folder in both if digests.get(folder) != self._digests.get(folder)}
        changed |= {path for path in times.keys() & self._times.keys() if times[path] != self._times[path]}
        self._times, self._digests = times, digests
        self._full_at = self._next(begun)
        return changed

    def _next(self, begun: float) -> float:
        """Return when to look again, so that what a look took is no more than its share of the time."""
        return self._clock() + max(self._every, (time.thread_time() - begun) / self._share)


def is_hidden(path: str, folders: Iterable[Path]) -> bool:
    """Tell whether the scan passes over a path: a hidden name, or a `*.sitrep` folder, below the corpus's folders."""
    for folder in folders:
        top = os.fspath(folder)
        if path == top or path.startswith(f"{top.rstrip('/')}/"):
            return any(part.startswith(".") or part.endswith(".sitrep") for part in path[len(top) :].split("/") if part)
    return False


def _folders(top: str, known: Container[str] = ()) -> Iterator[tuple[str, int, int]]:
    """Yield each folder that the scan goes into and is not known, with its time of change and a digest of its files."""
    waiting, visited = [top], set()
    while waiting:
        folder = waiting.pop()
        try:
            about = os.stat(folder)  # noqa: PTH116 - strings, since Path would double the cost of a million files
            if (about.st_dev, about.st_ino) in visited:
                continue
            visited.add((about.st_dev, about.st_ino))
            digest = 0
            with os.scandir(folder) as entries:
                for entry in entries:
                    if entry.name.startswith("."):
                        continue
                    if entry.is_dir():
                        if not entry.name.endswith(".sitrep") and entry.path not in known:
                            waiting.append(entry.path)
                    else:
                        of = entry.stat()
                        line = f"{entry.name}\0{of.st_size}\0{of.st_mtime_ns}"
                        digest ^= crc32(line.encode("utf-8", "surrogateescape"))  # in whatever order they come
        except OSError:
            continue  # gone since, or closed to us: the scan says so
        yield folder, _stamp(about), digest


def _time(path: str) -> int:
    try:
        return _stamp(os.stat(path))  # noqa: PTH116 - as above
    except OSError:
        return -1


def _stamp(about: os.stat_result) -> int:
    return about.st_mtime_ns ^ about.st_size


def _remote(folders: Iterable[Path], mounts: Path = Path("/proc/self/mounts")) -> str | None:
    """Say which of the folders lies on a file system of which no notifications can be trusted; None where none does."""
    try:
        lines = mounts.read_text("utf-8", "surrogateescape").splitlines()
    except OSError:
        return None  # not Linux: notifications are tried
    kinds = {}
    for line in lines:
        _, place, kind, *_ = line.split(" ")
        kinds[re.sub(r"\\([0-7]{3})", lambda octal: chr(int(octal[1], 8)), place)] = kind
    for folder in folders:
        place = next(above for above in map(os.fspath, (folder, *folder.parents)) if above in kinds or above == "/")
        if REMOTE.fullmatch(kind := kinds.get(place, "")):
            return f"{folder} lies on {kind}, which does not tell what other machines write"
    return None
