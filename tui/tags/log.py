"""Who did what when: the journal, filtered."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from extract.errors import SitrepError
from tui.tags.changes import TAGS, Entry, LabelChange

_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}


@dataclass(frozen=True, slots=True)
class Filter:
    """Which entries to show; None lets everything through."""

    by: str | None = None
    tag: str | None = None
    """This tag, or one of its subtopics, was put on or taken off."""
    article: str | None = None
    since: str | None = None
    """ISO 8601, UTC; entries from this moment on."""
    until: str | None = None
    """ISO 8601, UTC; a date means its whole day."""


def matching(entries: Iterable[Entry], wanted: Filter) -> Iterator[Entry]:
    """Yield the entries that a filter lets through, in their order."""
    for entry in entries:
        if wanted.by is not None and entry.by != wanted.by:
            continue
        if wanted.since is not None and entry.at < wanted.since:
            continue
        if wanted.until is not None and entry.at > wanted.until and not entry.at.startswith(wanted.until):
            continue
        if wanted.tag is not None and not _about(entry, wanted.tag):
            continue
        if wanted.article is not None and wanted.article not in entry.articles():
            continue
        yield entry


def moment(text: str, now: datetime | None = None) -> str:
    """Return the moment that a user wrote, `2026-02`, `2026-02-09`, `2026-02-09T14:39` or `7d` (ago), as ISO 8601.

    Raises:
        SitrepError: where it is none of these.

    """
    ago = re.fullmatch(r"(\d+)([mhdw])", text)
    with suppress(OverflowError, ValueError):  # of a time that is before all years, or that no calendar has
        if ago:
            then = (now or datetime.now(UTC)) - timedelta(**{_UNITS[ago[2]]: int(ago[1])})
            return then.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        if re.fullmatch(r"\d{4}(-\d\d(-\d\d(T\d\d(:\d\d(:\d\d)?)?)?)?)?", text):
            datetime.fromisoformat(text + "2000-01-01T00:00:00"[len(text) :])
            return text
    raise SitrepError(f"{text!r} is no time: write 2026-02-09, 2026-02-09T14:39 (UTC) or 7d, 12h, 30m for so long ago")


def _about(entry: Entry, tag: str) -> bool:
    return any(
        label == tag or label.startswith(f"{tag}/")
        for change in entry.changes
        if isinstance(change, LabelChange) and change.table == TAGS
        for label in (*change.added, *change.removed)
    )
