"""Exports to several files of a folder, for formats whose files are held in memory as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import Path

from extract.atomic import atomic_writer
from extract.errors import SitrepError
from extract.export.item import Exporter, ExportItem, ExportSummary

SHARD_ARTICLES = 2000
"""Articles in a file: some 25 MB of tokens while it is written."""


def write_shards(
    write: Exporter,
    items: Iterable[ExportItem],
    summary: ExportSummary,
    folder: Path,
    suffix: str,
    *,
    force: bool = False,
    shard: int = SHARD_ARTICLES,
) -> int:
    """Write `part-0001`, `part-0002` ... into `folder`, `shard` articles each; return how many articles were written.

    spaCy reads such a folder as it reads one file.

    Raises:
        SitrepError: the folder holds something already and `force` is not given, or cannot be written.

    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not force and any(folder.iterdir()):
            raise SitrepError("holds something already; --force adds to it", str(folder))
    except OSError as error:
        raise SitrepError(f"cannot be written: {error.strerror or error}", str(folder)) from error
    written = 0
    for number, part in enumerate(_split_items(iter(items), shard), start=1):
        with atomic_writer(folder / f"part-{number:04}.{suffix}", force=force) as out:
            written += write(part, summary, out)
    return written


def _split_items(items: Iterator[ExportItem], shard: int) -> Iterator[Iterator[ExportItem]]:
    """Yield the items in runs of `shard`; each run must be taken whole before the next."""
    for first in items:
        yield chain([first], islice(items, shard - 1))
