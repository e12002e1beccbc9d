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
    if line.part in ("what", "when") or (line.dossier and line.part == "said"):
        found["date"] = line.date
    if line.dossier:
        found["dossier"] = line.dossier
    if line.part == "deals":
        found["parties"] = [{**_place(party), "text": party.text} for party in line.parties]
        found["amounts"] = [{**_place(amount), "text": amount.text} for amount in line.amounts]
        found["steps"] = [
            {**_place(step.source), "status": step.status, "date": step.day, "reported": step.reported}
            for step in line.steps
        ]
    if line.part in ("deals", "doubts") or line.kind:
        found["kind"] = line.kind
    if line.message:
        found["message"] = line.message
    if line.part == "figures":
        found["values"] = [
            {**_place(one), "text": one.text, "value": one.value, "unit": one.unit, "claimant": one.claimant}
            for one in line.values
        ]
        found["differs"] = line.differs
    return found


def _place(source: Source) -> dict[str, Any]:
    return {"article": source.article, "start": source.start, "end": source.end}
