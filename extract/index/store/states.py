"""Numbers that tables hold: how far an article is (`article.state`), how it names an entity (`occurs.how`)."""

from __future__ import annotations

from typing import Final

STATES: Final = ("scanned", "extracted", "stale", "failed")
"""scanned: searchable, without a record yet. extracted: with the record of the pipeline that is in use. stale: with the
record of an older pipeline. failed: extraction failed on it."""

SCANNED, EXTRACTED, STALE, FAILED = range(len(STATES))

NAMED, QUOTED, ON_CARD = 1, 2, 4
"""Bits of `occurs.how`: the article names the entity, quotes it, has it on its card."""

SHOWN, BEHIND_STORY, BEHIND_REPRINT = 0, 1, 2
"""Values of `article.behind`: always a row of its own; behind a newer article of its story; behind a newer reprint of
itself in its story as well."""
