"""The query language as a table for README, made from `fields.FIELDS` and from a few lines on words."""

from __future__ import annotations

from extract.index.query.fields import FIELDS

SYNTAX = (
    (("sanctions oil", "=Oil"), "both words; a word as written, accents and case included"),
    (("ferry or (boat -tug)", "not tug"), "either; without"),
    (
        ('"balance of power"', "sanction*", '"drone factory"~5', "/F-?16s?/"),
        "a phrase; a beginning; words near each other; a regular expression",
    ),
)
"""Queries without fields, and what they find."""


def as_markdown() -> str:
    """Write the table of queries, a row a field."""
    rows = [*SYNTAX, *((spec.examples, spec.help) for spec in FIELDS.values())]
    lines = [f"| {', '.join(f'`{example}`' for example in examples)} | {finds} |" for examples, finds in rows]
    return "\n".join(["| query | finds |", "|---|---|", *lines])
