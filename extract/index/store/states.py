"""How far an article of the index is: the numbers in `article.state`, and their names."""

from __future__ import annotations

from typing import Final

STATES: Final = ("scanned", "extracted", "stale", "failed")
"""scanned: searchable, without a record yet. extracted: with the record of the pipeline that is in use. stale: with the
record of an older pipeline. failed: extraction failed on it."""

SCANNED, EXTRACTED, STALE, FAILED = range(len(STATES))
