"""Finds dates, times, money, percentages and quantities."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Span

from extract.components import state  # noqa: F401 - declares what is assigned
from extract.mentions.amounts import amounts
from extract.mentions.dates import dates
from extract.mentions.found import FAIR
from extract.mentions.grid import Grid

RELATIVE = "relative"
"""`Span.id_` of a date that counts from another ("yesterday", "two years ago"); an absolute one has an empty one."""


@Language.component("sitrep_patterns", assigns=["doc.spans"])
def patterns(doc: Doc) -> Doc:
    """Assign `doc.spans["patterns"]`: labels DATE, TIME, MONEY, PERCENT and QUANTITY."""
    grid = Grid.of(doc)
    found = []
    for proposal in (*dates(doc.text), *amounts(doc.text)):
        start, end = grid.cover(proposal.start, proposal.end)
        if start < end:
            relative = RELATIVE if proposal.strength == FAIR else ""
            found.append(Span(doc, start, end, proposal.label, span_id=relative))
    doc.spans["patterns"] = found
    return doc
