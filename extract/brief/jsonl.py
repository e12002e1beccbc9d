"""Writes a brief as JSON Lines, an object a line, so that other programs can read and measure it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, BinaryIO

from extract.brief.values import BriefLine, Source
from extract.visible import json_text


def write(lines: Iterable[BriefLine], out: BinaryIO) -> int:
    """Write each line as it comes; return how many."""
    count = 0
    for line in lines:
        out.write(f"{json_text(line_to_json(line))}\n".encode())
        count += 1
    return count


def line_to_json(line: BriefLine) -> dict[str, Any]:
    """Build the JSON object of a line: keys that say nothing of its part are left out."""
    found: dict[str, Any] = {
        "part": line.part,
        "story": line.story or None,
        "text": line.text,
        "sources": [_place(source) for source in line.sources],
    }
    if line.part == "said":
        found["speaker"] = line.speaker
    if line.part == "who":
        found["roles"] = [{**_place(role), "text": role.text} for role in line.details]
    if line.part in ("what", "when"):
        found["date"] = line.date
    if line.part in ("deals", "doubts"):
        found["kind"] = line.kind
    if line.part == "figures":
        found["values"] = [
            {**_place(one), "text": one.text, "value": one.value, "unit": one.unit, "claimant": one.claimant}
            for one in line.values
        ]
        found["differs"] = line.differs
    return found


def _place(source: Source) -> dict[str, Any]:
    return {"article": source.article, "start": source.start, "end": source.end}
