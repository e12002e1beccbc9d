"""Finds dates, times, money, percentages and quantities."""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokens import Doc

from extract.components.state import grid_of, text_of
from extract.mentions.amounts import find_amounts
from extract.mentions.dates import find_dates
from extract.mentions.windows import merge_windows

_DIGITS = re.compile(r"\d[\d.,:/-]*")


@Language.component("sitrep_patterns", assigns=["doc._.amounts"])
def patterns(doc: Doc) -> Doc:
    """Assign `doc._.amounts`: labels DATE, TIME, MONEY, PERCENT and QUANTITY."""
    text = text_of(doc)
    places = list(merge_windows((digits.span() for digits in _DIGITS.finditer(text)), 32, 48))
    found = (*find_dates(text, places), *find_amounts(text, places))
    doc._.amounts = tuple(grid_of(doc).align(found)) if found else ()
    return doc
