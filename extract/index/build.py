"""Runs both phases, scan and extraction, over one corpus."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from secrets import token_hex

from extract.errors import SitrepError
from extract.fingerprint import fingerprint
from extract.index.corpus import Corpus
from extract.index.extraction.process_pool import ProcessPool
from extract.index.extraction.run import Extraction, StartWorkers, WantedArticles
from extract.index.progress import Meter, Progress
from extract.index.scan import mounts
from extract.index.scan.article_ids import ArticleIds
from extract.index.scan.files import FileEntry, Files, LocalFiles
from extract.index.scan.scan import Scan, ScanCounts
from extract.index.scan.scope import Scope
from extract.index.store import lock, schema
from extract.index.store.watched import STAMP, write_lists
from extract.index.store.writer import Writer
from extract.index.story_cache import StoryCache
from extract.index.tuning import DEFAULTS, Tuning
from extract.index.watchlists import ListFiles
from extract.readers.options import load_options

Report = Callable[[Progress], None]

MOUNTS = "mounts"
"""Under which the index keeps the folders that disks are mounted on, with a NUL between."""
NO_DISK = "the disk that was mounted here is not there; what the index has of it is kept"
LISTS_S = 5.0
"""Watchlists that change while articles are extracted are read again after so many seconds at the soonest: workers then
start anew, and a list that changes all the time must not keep them from their work."""
GROUPED_BETWEEN = 100
"""Articles that are grouped into stories between two commits of records: a tenth of a second, in which workers that
have done their tasks wait for others."""
BYTES_AN_ARTICLE = 3000
"""Size by which the number of articles is estimated from that of the files, before one is read."""


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build did."""

    scanned: ScanCounts
    complete: bool
    """False where it was stopped before its end."""
    notice: str | None
    """What the user should know, a line each: a damaged index was set aside, lines were passed over."""
    scan_s: float = 0.0
    """How long its last scan took, in seconds, without waiting for another process and without extraction."""


def build(
    corpus: Corpus,
    report: Report,
    *,
    files: Files | None = None,
    scope: Scope | None = None,
    due: Callable[[], Scope | None] = lambda: None,
    extraction: bool = True,
    alone: bool = False,
    workers: int = 1,
    start: StartWorkers | None = None,
    model: str | None = None,
    wanted: WantedArticles | None = None,
    rebuild: bool = False,
    pipeline: Callable[[], str] | None = None,
    tuning: Tuning = DEFAULTS,
    stories: StoryCache | None = None,
    stopped: Callable[[], bool] = lambda: False,
    on_wait: Callable[[str], None] = lambda _: None,
) -> BuildResult:
    """Scan the corpus, and extract what is not extracted yet.

    Where another process is at it, `on_wait` is told so, and this one waits for its end.

    Args:
        corpus: where the index is kept.
        report: told of progress a few times a second.
        files: what to scan, unless it is the corpus's own sources.
        scope: what of the corpus's own sources to scan; else all.
        due: asked again and again while articles are extracted: what has changed meanwhile and is to be scanned again.
        extraction: whether to go on after the scan.
        alone: whether this process is to read the files too, however much they hold.
        workers: processes that extract.
        start: starts other workers than processes of this machine.
        model: a spaCy pipeline in place of the one that ships.
        wanted: what to extract first.
        rebuild: whether to build an index beside the one that there is, and to put it in its place once it is complete.
        pipeline: gives the fingerprint of the pipeline, unless it is the one of `model` as it stands.
        tuning: how much is done at a time.
        stories: what grouping computed in earlier runs, which is added to; what the next one needs is computed then.
        stopped: asked whether to end before the end.
        on_wait: told who holds the lock.

    Raises:
        SitrepError: the index cannot be written; what it held before stays as it was.

    """
    corpus.require_own_index()
    made_by = cache(pipeline or (lambda: fingerprint(model)))
    told: list[str] = []
    scan_s = 0.0

    def work(db: sqlite3.Connection) -> ScanCounts:
        article_ids = ArticleIds(corpus.ids_path, corpus.team_ids_path)
        told.extend(article_ids.warnings)
        local = LocalFiles(corpus.sources, corpus.root, load_options(corpus.options_path))
        writer = Writer(db, _estimate_articles(files or local) if _is_empty(db) else 0, tuning)
        if writer.meta(schema.GENERATION) is None:
            with writer.transaction():
                writer.set_meta(schema.GENERATION, token_hex(8))

        lists = ListFiles(corpus)

        lists_read = -LISTS_S

        def lists_changed() -> bool:
            return time.monotonic() - lists_read >= LISTS_S and writer.meta(STAMP) != repr(lists.stamp())

        def read_lists() -> None:
            nonlocal lists_read
            if lists_changed():
                stamp, found = repr(lists.stamp()), lists.read()
                with writer.transaction():
                    write_lists(db, found.lists, found.faults, stamp)
            lists_read = time.monotonic()

        def scan(scope: Scope) -> ScanCounts:
            nonlocal scan_s
            meter, begun = Meter(), time.monotonic()
            missing = mounts.out_of_reach(_mounts(writer), corpus.root) if files is None else []
            told.extend(f"{corpus.root / name}: {NO_DISK}" for name in missing)
            if writer.meta("reading") not in (None, local.reading):
                scope = replace(scope, paths=None)  # all files are to be read otherwise than before
            one = Scan(
                files or replace(local, only=scope.paths),
                *(article_ids, writer, lambda at: report(_scan_progress(meter, at)), stopped),
                pipeline=made_by,
                alone=alone,
                tuning=tuning,
                scope=scope,
                out_of_reach=missing,
            )
            scanned = one.run()
            report(_scan_progress(meter, scanned))
            if files is None and scope.paths is None and not missing:
                _keep_mounts(writer, mounts.mount_points(corpus.sources, corpus.root))
            writer.finish_scan(stopped)
            scan_s = time.monotonic() - begun
            return scanned

        read_lists()
        scanned = [scan(scope or Scope())]
        if extraction and not stopped():
            from extract.index.stories import StoryGrouping  # brings numpy, which a scan needs not

            grouping = StoryGrouping(writer, stories)

            def do_between() -> None:
                if (more := due()) is not None:
                    scanned.append(scan(more))
                grouping.group_some(GROUPED_BETWEEN)

            pool = start or (lambda more, dictionary, own: ProcessPool(workers, dictionary, model, own, more))
            while True:
                run = Extraction(corpus, writer, report, wanted or WantedArticles(), made_by(), tuning)
                run.run(pool, lambda: stopped() or lists_changed(), do_between)
                if stopped() or not lists_changed():
                    break
                read_lists()  # workers have the names that there were
            while not stopped() and grouping.group_some():
                pass
            while not stopped() and writer.merge():
                pass
            if stories is not None and not stopped():
                grouping.read_ahead()
        return sum(scanned, ScanCounts())

    with lock.hold_lock(corpus.lock_path, on_wait, stopped) as ours:
        if not ours:
            return BuildResult(ScanCounts(), complete=False, notice=None)
        try:
            path = schema.own_path(corpus.index_path)
            if rebuild and (path.exists() or path != corpus.index_path):
                scanned, notice = _rebuild(corpus.index_path, work, stopped)
            else:
                scanned, notice = _build_in_place(path, work)
                notice = notice or schema.describe_other_version(corpus.index_path)
        except sqlite3.Error as error:
            why = schema.describe_error(error, corpus.index_path)
            why = f"the index cannot be written: {why}; what it held before is whole"
            raise SitrepError(why, str(corpus.index_path)) from error
        except OSError as error:
            place = error.filename if isinstance(error.filename, str) else str(corpus.data_dir)
            raise SitrepError(f"indexing stopped: {error.strerror}; what the index held is whole", place) from error
    notice = "\n".join(filter(None, [notice, *dict.fromkeys(told)])) or None
    report(Progress("stopped" if stopped() else "done", message=notice or ""))
    return BuildResult(scanned, not stopped(), notice, scan_s)


def _build_in_place(path: Path, work: Callable[[sqlite3.Connection], ScanCounts]) -> tuple[ScanCounts, str | None]:
    """Work on the index; one that turns out to be damaged is set aside, and the work done on a new one.

    Returns:
        What the work did, and what the user should know of the index.

    """
    db, notice = schema.open_or_create(path)
    try:
        return work(db), notice
    except sqlite3.DatabaseError as error:
        if not _is_damage(error):
            raise
        db.close()
        notice = schema.set_aside_damaged(path, f"is damaged ({error})")
        db = schema.create(path)
        return work(db), notice
    finally:
        schema.close(db, path)


def _rebuild(
    path: Path, work: Callable[[sqlite3.Connection], ScanCounts], stopped: Callable[[], bool]
) -> tuple[ScanCounts, str | None]:
    """Work on a new index, and put it in the place of the one at `path` once it is complete.

    Returns:
        What the work did, and what the user should know of it.

    """
    new = path.with_name(f"{path.name}.rebuilt")
    try:
        db, _ = schema.open_or_create(new)  # one that was stopped is gone on with
        try:
            scanned = work(db)
        finally:
            db.close()
    except BaseException:
        schema.remove(new)
        raise
    if stopped():
        return (
            scanned,
            "the rebuild was stopped and the index stays as it was; --rebuild again goes on with the new one",
        )
    own = schema.own_path(path)
    schema.put_in_place(new, path)
    if own != path:
        schema.remove(own)
    return scanned, None


def _is_damage(error: sqlite3.Error) -> bool:
    return getattr(error, "sqlite_errorname", "").startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB"))


def _scan_progress(meter: Meter, at: ScanCounts) -> Progress:
    return meter.at("scan", at.added + at.changed + at.kept, faults=at.faults)


def _is_empty(db: sqlite3.Connection) -> bool:
    return db.execute("SELECT 1 FROM article LIMIT 1").fetchone() is None


def _mounts(writer: Writer) -> Sequence[str]:
    """Return the folders of the corpus that disks were mounted on when all of it was scanned last."""
    return str(kept).split("\0") if (kept := writer.meta(MOUNTS)) else ()


def _keep_mounts(writer: Writer, found: Sequence[str]) -> None:
    if found != _mounts(writer):
        with writer.transaction():
            writer.set_meta(MOUNTS, "\0".join(found))


def _estimate_articles(files: Files) -> int:
    """Estimate the number of articles, well enough to number an index."""
    total = 0
    started = time.monotonic()
    for found in files:
        if isinstance(found, FileEntry):
            total += max(found.size * (3 if found.path.endswith(".gz") else 1), BYTES_AN_ARTICLE)
        if time.monotonic() - started > 1:
            break  # a corpus of so many files is a large one, whatever is still to come
    return total // BYTES_AN_ARTICLE
