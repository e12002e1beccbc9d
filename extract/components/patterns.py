"""Finds dates, times, money, percentages and quantities."""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokens import Doc, Span

from extract.components.state import text_of
from extract.mentions.amounts import amounts
from extract.mentions.dates import dates
from extract.mentions.grid import Grid
from extract.mentions.windows import windows

_DIGITS = re.compile(r"\d[\d.,:/-]*")


@Language.component("sitrep_patterns", assigns=["doc.spans"])
def patterns(doc: Doc) -> Doc:
    """Assign `doc.spans["patterns"]`: labels DATE, TIME, MONEY, PERCENT and QUANTITY."""
    text = text_of(doc)
    grid = Grid.of(doc)
    places = list(windows((digits.span() for digits in _DIGITS.finditer(text)), 32, 48))
    found = []
    for proposal in (*dates(text, places), *amounts(text, places)):
        start, end = grid.cover(proposal.start, proposal.end)
        if start < end:
            found.append(Span(doc, start, end, proposal.label))
    doc.spans["patterns"] = found
    return doc
