"""Sizes and times by which an index is built; the defaults are for real corpora, tests make them small."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tuning:
    """How much is done at a time while an index is built."""

    inline_bytes: int = 2_000_000
    """Bytes of files that the scanning process reads itself, in less time than another takes to start."""
    cores: int | None = None
    """Cores to use; None: as many as this process may. With one, files are read by the process that scans."""
    chunk_articles: int = 100
    """Articles that what reads files passes on at a time."""
    batch_articles: int = 4000
    """Articles that a scan gathers at most before it commits."""
    unchanged_files: int = 500
    """Unchanged files in a row after which what was read of others is taken in, and not kept until the next is read."""
    sketches: int = 20_000
    """Articles that are compared for near duplicates in one transaction: a second or two of work."""
    dictionary_samples: int = 1500
    """First articles of a corpus that the compression dictionary of texts is trained on."""
    extraction_batch: int = 16
    """Articles that a worker takes at a time: few, so that what is wanted next does not wait."""
    commit_s: float = 0.5
    """How long records are gathered before they are committed, in seconds: what a kill can lose."""


DEFAULTS = Tuning()
