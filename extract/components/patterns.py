"""Finds dates, times, money, percentages and quantities."""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokens import Doc

from extract.components.state import grid_of, text_of
from extract.mentions.amounts import amounts
from extract.mentions.dates import dates
from extract.mentions.windows import windows

_DIGITS = re.compile(r"\d[\d.,:/-]*")


@Language.component("sitrep_patterns", assigns=["doc._.amounts"])
def patterns(doc: Doc) -> Doc:
    """Assign `doc._.amounts`: labels DATE, TIME, MONEY, PERCENT and QUANTITY."""
    text = text_of(doc)
    places = list(windows((digits.span() for digits in _DIGITS.finditer(text)), 32, 48))
    found = (*dates(text, places), *amounts(text, places))
    doc._.amounts = tuple(grid_of(doc).aligned(found)) if found else ()
    return doc
