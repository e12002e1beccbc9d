"""Counts of the corpus and progress of its indexing, worded for the status line."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extract.index import Counts, Progress

Fact = str | tuple[str, ...]
"""What the status line says, or the same in fewer and fewer words, where there is less room."""
BUSY = ("waiting", "scan", "extract")


def troubles_of(counts: Counts, work: Progress | None) -> list[str]:
    """Return what went wrong, for the status line."""
    return [
        *(["indexing has ended (D)"] if work is not None and work.phase == "error" else []),
        *([f"{counts.faults:,} unreadable (D)"] if counts.faults else []),
        *([f"{counts.failed:,} failed"] if counts.failed else []),
    ]


def work_of(work: Progress | None, counts: Counts) -> list[Fact]:
    """Return what is being done, for the status line; nothing where nothing is."""
    if work is None or work.phase not in BUSY:
        return []
    shorter = replace(work, rate=0.0)
    return [tuple(progress(one, counts) for one in (work, shorter, replace(shorter, left_s=None)))]


def progress(work: Progress, counts: Counts) -> str:
    """Return a scan or an extraction as a fact: what, how many of how many, articles a second, time left.

    Articles whose record is of an earlier pipeline are extracted: once no others are left, records are renewed.
    """
    if work.phase == "waiting":
        return "another sitrep is indexing"
    if work.phase == "scan" and not work.done:
        return "looking for changes"
    verb, done = "reading" if work.phase == "scan" else "extracting", work.done
    if work.phase == "extract" and counts.stale:
        known = counts.extracted + counts.failed
        verb, done = ("extracting", known) if known < counts.articles else ("renewing records", done)
    of = f"/{work.total:,}" if work.total else ""
    rate = f" at {work.rate:,.0f}/s" if work.rate and work.rate >= 1 else ""
    left = f", {duration(work.left_s)} left" if work.left_s is not None and work.left_s >= 1 else ""
    return f"{verb} {done:,}{of}{rate}{left}"


def duration(seconds: float) -> str:
    """Return a length of time in one or two units."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes} min"
    return f"{minutes} min" if minutes else f"{rest} s"


def nothing_here() -> str:
    """Say that a corpus has no articles, and what it could have."""
    from extract.readers.formats import FORMATS

    endings = " ".join(ending for form in FORMATS for ending in form.endings)
    return (
        f"No articles here. sitrep looks for files that end in {endings}, and .gz of each, in this folder and "
        "those in it. R looks again, D says what could not be read, q quits."
    )
